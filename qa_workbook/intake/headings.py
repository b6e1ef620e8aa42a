"""Which column of theirs is which of ours: headings matched one to one, ties left to the person (domain section 3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qa_workbook.intake.columns import NAME
from qa_workbook.intake.text import plain, without_brackets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa_workbook.intake.columns import Column, Table
    from qa_workbook.intake.sources import Grid

__all__ = ["Heading", "Match", "headings_of", "match", "quick_scores"]

SAME_WORDS, ALSO_WORDS = 0.95, 0.8
"""Confidence of a heading that has the words of a declared name, or of a looser synonym, in another order."""

TYPING_SLIP = 0.9
"""Least likeness (0 to 1) at which a heading is taken for a mistyped name; its confidence is 0.75 times that."""

_FILLERS = frozenset({"the", "of", "a", "an", "is", "was", "were", "s", "in", "on", "for", "this", "to", "by"})


@dataclass(frozen=True)
class Heading:
    """A heading of theirs.

    Args:
        column: Its column, from 0.
        text: As it stands in the cell.
        above: The heading above it that it belongs to (`Overall grade` above `Moderated grade`); may be empty.
        filled: Whether any cell stands under it.
    """

    column: int
    text: str
    above: str = ""
    filled: bool = True

    @property
    def alone(self) -> tuple[str, ...]:
        """Its own plain forms, with and without brackets."""
        return tuple(dict.fromkeys(v for v in (plain(self.text), plain(without_brackets(self.text))) if v))

    @property
    def together(self) -> tuple[str, ...]:
        """Its plain forms with the heading above it, before it and after it."""
        own, above = plain(self.text), plain(without_brackets(self.above))
        return (f"{above} {own}", f"{own} {above}") if above and own else ()

    @cached_property
    def variants(self) -> tuple[str, ...]:
        """All plain forms under which it is looked up."""
        return (*self.alone, *self.together)


@dataclass(frozen=True)
class Match:
    """How the columns of one table were found.

    Args:
        found: Heading by key of our column.
        confidence: 0 to 1 by key of our column.
        ambiguous: Headings that fit equally well, by key of our column: a question for the person.
    """

    found: dict[str, Heading]
    confidence: dict[str, float]
    ambiguous: dict[str, tuple[Heading, ...]]


def headings_of(grid: Grid, row: int, first: int = 0, last: int | None = None) -> list[Heading]:
    """The headings of a row, completed from the row above it where headings span two rows.

    Args:
        grid: The sheet.
        row: The row of the headings, from 0.
        first: First column.
        last: Last column; `None` is the sheet's last.
    """
    cells = grid.rows[row]
    above = grid.rows[row - 1] if row else [""] * len(cells)
    group = _groups(grid, row - 1)
    stop = len(cells) if last is None else last + 1
    found = []
    for column in range(first, stop):
        text = str(cells[column] or "")
        over = "" if column in group else str(above[column] or "")
        text, over = (text, group.get(column, over)) if text.strip() else (over, "")
        if text.strip():
            found.append(Heading(column, " ".join(text.split()), over))
    return found


def _groups(grid: Grid, row: int) -> dict[int, str]:
    """Headings of the row above that span several columns, by column."""
    spans = [m for m in grid.merges if m[0] <= row <= m[2] and m[3] > m[1]]
    return {c: str(grid.rows[top][left] or "") for top, left, _, right in spans for c in range(left, right + 1)}


def quick_scores(headings: Iterable[Heading], table: Table) -> dict[str, float]:
    """How well a row of headings fits a table, by declared headings alone: confidence by key of our column."""
    found: dict[str, float] = {}
    for heading in headings:
        for variant in heading.variants:
            for key, confidence in table.names.get(variant, ()):
                found[key] = max(found.get(key, 0), confidence)
    return found


def _word_sets(table: Table) -> dict[frozenset[str], list[tuple[str, float]]]:
    sets: dict[frozenset[str], list[tuple[str, float]]] = {}
    for phrase, keys in table.names.items():
        for key, confidence in keys:
            sets.setdefault(_words(phrase), []).append((key, SAME_WORDS if confidence == NAME else ALSO_WORDS))
    return sets


def _words(phrase: str) -> frozenset[str]:
    return frozenset(phrase.split()) - _FILLERS


def match(headings: Sequence[Heading], table: Table) -> Match:
    """Match headings to columns one to one, the surest first.

    Args:
        headings: Their headings, left to right.
        table: The table, for its columns.

    Returns:
        What was found; a column that two headings fit equally well, or the reverse, is ambiguous and not used.
    """
    pairs = _pairs(headings, table)
    if not _all_sure(headings, pairs):
        pairs |= _slips([h for h in headings if h not in {p[0] for p in pairs}], table.columns, pairs)
    result = Match({}, {}, {})
    taken: set[Heading] = set()
    for confidence in sorted(set(pairs.values()), reverse=True):
        tier = [
            (h, k) for (h, k), c in pairs.items() if c == confidence and h not in taken and k not in _settled(result)
        ]
        taken |= _settle(_prefer_filled(tier), confidence, result)
    return result


def _settled(result: Match) -> set[str]:
    return result.found.keys() | result.ambiguous.keys()


def _settle(tier: list[tuple[Heading, str]], confidence: float, result: Match) -> set[Heading]:
    """Take the pairs of one confidence that leave no choice, one after another; the others are ambiguous."""
    left = tier
    while sure := _without_choice(left):
        result.found.update({key: heading for heading, key in sure})
        result.confidence.update(dict.fromkeys((key for _, key in sure), confidence))
        done, keys = {heading for heading, _ in sure}, {key for _, key in sure}
        left = [(heading, key) for heading, key in left if heading not in done and key not in keys]
    for heading, key in left:
        result.ambiguous[key] = (*result.ambiguous.get(key, ()), heading)
    return {heading for heading, _ in tier}


def _without_choice(pairs: list[tuple[Heading, str]]) -> list[tuple[Heading, str]]:
    """Pairs of a heading that can mean one column only, which no other such heading means."""
    choices = Counter(heading for heading, _ in pairs)
    single = [(heading, key) for heading, key in pairs if choices[heading] == 1]
    claims = Counter(key for _, key in single)
    return [(heading, key) for heading, key in single if claims[key] == 1]


def _prefer_filled(tier: list[tuple[Heading, str]]) -> list[tuple[Heading, str]]:
    """Where one of two equal headings has nothing under it, nothing is lost by leaving that one out."""
    filled = {key for heading, key in tier if heading.filled}
    return [(heading, key) for heading, key in tier if heading.filled or key not in filled]


def _pairs(headings: Iterable[Heading], table: Table) -> dict[tuple[Heading, str], float]:
    """What each heading may mean; what it means together with the one above it goes before what it means alone."""
    names, sets = table.names, _word_sets(table)

    def meanings(forms: tuple[str, ...]) -> dict[str, float]:
        hits = sorted(hit for form in forms for hit in (*names.get(form, ()), *sets.get(_words(form), ())))
        return dict(hits)

    return {
        (heading, key): confidence
        for heading in headings
        for key, confidence in (meanings(heading.together) or meanings(heading.alone)).items()
    }


def _all_sure(headings: Sequence[Heading], pairs: dict[tuple[Heading, str], float]) -> bool:
    return {h for h, _ in pairs} >= set(headings)


def _slips(
    headings: list[Heading], columns: tuple[Column, ...], sure: dict[tuple[Heading, str], float]
) -> dict[tuple[Heading, str], float]:
    """Headings that are a typing slip away from a name of a column that no other heading means."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most trackers never need it

    known = {key for _, key in sure}
    names = {
        phrase: key for column in columns if column.key not in known for phrase in column.names for key in [column.key]
    }
    pairs = {}
    for heading in headings:
        best = process.extractOne(plain(heading.text), list(names), scorer=fuzz.ratio, score_cutoff=100 * TYPING_SLIP)
        if best:
            pairs[heading, names[best[0]]] = 0.75 * best[1] / 100
    return pairs
