"""Colours of the rendered workbook's theme, made plain: the workbook that takes our sheets has another theme."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.writeback.markup import beside_cells, child, local, take

if TYPE_CHECKING:
    from qa_workbook.writeback.markup import Element

__all__ = ["Palette", "fix_colours"]

# Positions that `theme="n"` counts: light before dark, unlike the theme part (ECMA-376 part 1 section
# 18.8.3, as Excel reads it).
_SLOTS = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme.

    Args:
        colours: RGB as six hexadecimal digits, in the order that `theme="n"` counts.
    """

    colours: tuple[str, ...]

    @classmethod
    def of(cls, theme: Element | None) -> Palette:
        """Read the palette of a theme part; black on white where there is none."""
        scheme = child(theme, "themeElements", "clrScheme")
        return cls(tuple(_rgb(child(scheme, slot)) or ("FFFFFF" if slot[0] == "l" else "000000") for slot in _SLOTS))

    def argb(self, theme: int, tint: float) -> str:
        """Give a theme colour as `FFrrggbb`.

        Args:
            theme: Its position.
            tint: From -1 (black) over 0 (as it is) to 1 (white), applied to the lightness (section 18.8.19).
        """
        red, green, blue = (int(self.colours[theme][at : at + 2], 16) / 255 for at in (0, 2, 4))
        hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
        light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
        return "FF" + "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))


def _rgb(slot: Element | None) -> str | None:
    for colour in slot if slot is not None else ():
        return str(colour.get("lastClr") if local(colour) == "sysClr" else colour.get("val"))
    return None


def fix_colours(root: Element, palette: Palette) -> Element:
    """Replace every theme colour of a spreadsheet part (fonts, fills, borders, tabs, sparklines, bars) by its RGB.

    Args:
        root: The root element, changed in place.
        palette: The colours that it was drawn with.

    Returns:
        The same root.
    """
    for element in beside_cells(root):
        theme = take(element, "theme")
        if theme is not None and int(theme) < len(palette.colours):
            element.set("rgb", palette.argb(int(theme), float(take(element, "tint") or "0")))
    return root
