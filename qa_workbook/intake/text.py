"""How headings and values are written before they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["plain", "without_brackets"]

_APOSTROPHES = re.compile(r"['’‘`´]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")


@lru_cache(maxsize=1 << 16)  # the same headings and values are compared again and again
def plain(text: str) -> str:
    """Text in plain form: lower case, `&` as `and`, no apostrophes or punctuation, single spaces.

    Example:
        `Child's legal status ` becomes `childs legal status`.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", folded)).strip()


def without_brackets(text: str) -> str:
    """The same text without what stands in round or square brackets."""
    return _BRACKETS.sub(" ", text)
