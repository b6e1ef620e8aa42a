"""A sheet's picture in text: what stands where, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.sheets.styles import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_workbook.sheets.layout import Area, Cell, PlacedChart, SheetLayout

__all__ = ["address", "column_name", "picture", "written"]

LETTERS = 26


def column_name(column: int) -> str:
    """The letters of a column: 0 is `A`, 26 is `AA`."""
    name, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, LETTERS)
        name = chr(ord("A") + letter) + name
    return name


def address(area: Area) -> str:
    """The address of an area: `B5` or `B5:D5`."""
    first = f"{column_name(area.column)}{area.row + 1}"
    return first if area.is_one_cell else f"{first}:{column_name(area.last_column)}{area.last_row + 1}"


def written(cell: Cell) -> str:
    """A cell as a spreadsheet program writes it."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    sign = f"{cell.sense.value} " if cell.sense.value else ""
    return sign + (f"{cell.value * 100:.0f} %" if cell.number is Format.SHARE else f"{cell.value:,.10g}")


def picture(layout: SheetLayout) -> str:
    """A sheet as text: the set-up, then every row with its cells, then what is drawn over them."""
    return "\n".join([*_set_up(layout), "", *_rows(layout), "", *_drawn(layout)]) + "\n"


def _set_up(layout: SheetLayout) -> Iterator[str]:
    paper = "one sheet" if layout.print.on_one_sheet else "as wide as the paper"
    yield f"Sheet {layout.name}: prints {address(layout.print.area)} on A4 landscape, {paper}; {layout.print.footer}"
    if layout.print.repeat is not None:
        yield f"Repeats rows 1 to {layout.print.repeat + 1}"
    if layout.print.breaks:
        yield "New paper from rows " + ", ".join(str(row + 1) for row in layout.print.breaks)
    yield "Columns (points): " + " ".join(f"{column_name(i)} {width:g}" for i, width in enumerate(layout.columns))


def _rows(layout: SheetLayout) -> Iterator[str]:
    by_row: dict[int, list[Cell]] = {}
    for cell in layout.cells:
        by_row.setdefault(cell.area.row, []).append(cell)
    for row, height in enumerate(layout.rows):
        yield f"Row {row + 1} ({height:g} points)"
        for cell in sorted(by_row.get(row, []), key=lambda held: held.area.column):
            yield f"    {address(cell.area):10} {cell.style.value:18} {_line(cell)}".rstrip()


def _line(cell: Cell) -> str:
    return written(cell).replace("\n", " / ").replace("\u00a0", " ")


def _drawn(layout: SheetLayout) -> Iterator[str]:
    for chart in layout.charts:
        yield from _chart(chart)
    for line in layout.sparklines:
        yield f"Sparkline in {address(line.cell)} of {address(line.values)}{', as shares' if line.is_share else ''}"
    for rule in layout.rules:
        yield f"Coloured by {rule.kind.value}: {address(rule.area)}"


def _chart(chart: PlacedChart) -> Iterator[str]:
    across = f"{chart.left:g} to {chart.left + chart.width:g} points across"
    yield f"Chart {chart.key}: {chart.kind.value}, rows {chart.row + 1} to {chart.last_row + 1}, {across}"
    yield f"    title {address(chart.title)}, categories {address(chart.categories)}"
    yield from (f"    {s.mark.value}: name {address(s.name)}, values {address(s.values)}" for s in chart.series)
    yield "    alt text: " + chart.alt.replace("\u00a0", " ")
