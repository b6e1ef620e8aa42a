"""Workbook files as zip packages: the same content always gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["CREATED", "repacked"]

CREATED = dt.datetime(2026, 1, 1, 9, 0)  # noqa: DTZ001 - a file's property has no time zone
"""When the templates say that they were made: Excel's own date would differ from build to build."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the first that a zip file can hold, as XlsxWriter writes it."""


def repacked(package: bytes, change: Callable[[str, bytes], bytes], more: Mapping[str, bytes]) -> bytes:
    """Write a package again.

    Args:
        package: The package.
        change: Is given each part's name and content, and returns the content to write.
        more: Parts to add at the end.

    Returns:
        The new package, its parts in the old order.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(content, "w") as new:
        parts = {name: change(name, old.read(name)) for name in old.namelist()}
        for name, part in (parts | dict(more)).items():
            new.writestr(_entry(name), part)
    return content.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o600 << 16  # as on Linux, wherever it is built
    return entry
