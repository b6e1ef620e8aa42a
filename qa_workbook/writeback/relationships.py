"""Relationships and content types: how the parts of a package are joined and what they are (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lxml import etree

from qa_workbook.writeback.archive import part_key
from qa_workbook.writeback.markup import children, local, make, parse, serialise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa_workbook.writeback.markup import Element

__all__ = [
    "ContentTypes",
    "Relationship",
    "claimed_targets",
    "read_relationships",
    "relationships_part",
    "write_relationships",
]

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_ANY_TARGET = re.compile(rb"""Target\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship of a part (part 2 section 6.5.3).

    Args:
        id: Its id, unique in its source part.
        type: The URI that says what the target is to the source.
        target: As written: a URI relative to the source part, or outside the package.
        external: Whether the target is outside the package.
        part: Key of the target part, whether it exists or not; empty when external.
    """

    id: str
    type: str
    target: str
    external: bool
    part: str

    @property
    def kind(self) -> str:
        """The last word of the type, alike in transitional and strict packages, such as `worksheet`."""
        return self.type.rpartition("/")[2]


def relationships_part(part: str) -> str:
    """Name the part that holds the relationships of a part; the package itself is the empty name."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolve(source: str, target: str) -> str:
    """Find the key of the part that a target means.

    Args:
        source: Key of the source part.
        target: The URI as written; a fragment is left off.

    Returns:
        The key, whether such a part exists or not.
    """
    path = target.replace("\\", "/").partition("#")[0]
    whole = path if path.startswith("/") else posixpath.join(posixpath.dirname(source), path)
    return part_key(posixpath.normpath(whole)) if path else ""


def read_relationships(source: str, root: Element) -> list[Relationship]:
    """List the relationships of a part, in order.

    Args:
        source: Key of the source part.
        root: The `Relationships` element.

    Returns:
        One each, whether the target exists or not.
    """
    return [_relationship(source, each) for each in children(root, "Relationship")]


def _relationship(source: str, element: Element) -> Relationship:
    target = str(element.get("Target", ""))
    external = element.get("TargetMode") == "External"
    part = "" if external else resolve(source, target)
    return Relationship(str(element.get("Id", "")), str(element.get("Type", "")), target, external, part)


def write_relationships(relationships: Iterable[Relationship]) -> bytes:
    """Write the relationships of a part of ours."""
    root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap=cast("dict[str, str]", {None: _RELATIONSHIPS}))
    for each in relationships:
        mode = {"TargetMode": "External"} if each.external else {}
        etree.SubElement(
            root, f"{{{_RELATIONSHIPS}}}Relationship", {"Id": each.id, "Type": each.type, "Target": each.target, **mode}
        )
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + etree.tostring(root)


def claimed_targets(source: str, data: bytes) -> Iterator[str]:
    """Give every part that a relationships part could mean, so that no new part takes such a name.

    A dangling target would otherwise come to life and show our drawing on somebody else's sheet. Producers
    write targets relative to the source and, by mistake, to the package, so both readings are claimed. A
    part that is not well formed still claims.
    """
    try:
        targets = [str(each.get("Target", "")) for each in children(parse(data), "Relationship")]
    except (etree.XMLSyntaxError, ValueError):
        targets = [(a or b).decode("utf-8", "replace") for a, b in _ANY_TARGET.findall(data)]
    for target in targets:
        yield resolve(source, target)
        yield resolve("", target)


class ContentTypes:
    """The content types of a package (part 2 section 6.2.3): a default by extension, overrides by part.

    Args:
        data: The part `[Content_Types].xml`.
    """

    def __init__(self, data: bytes) -> None:
        self._raw = data
        self._root = parse(data)
        self._before = etree.tostring(self._root)
        self._defaults = {
            str(each.get("Extension", "")).lower(): str(each.get("ContentType", ""))
            for each in children(self._root, "Default")
        }
        self._overrides = {part_key(str(each.get("PartName", ""))): each for each in children(self._root, "Override")}

    def of(self, part: str) -> str:
        """Tell the content type of a part by its key; empty when none is declared. An override beats a default."""
        if (override := self._overrides.get(part)) is not None:
            return str(override.get("ContentType", ""))
        return self._defaults.get(part.rpartition(".")[2], "")

    def overridden(self) -> set[str]:
        """Give the keys of all parts with an override, also of parts that do not exist."""
        return set(self._overrides)

    def declare(self, name: str, content_type: str) -> None:
        """Declare the content type of a part of ours, unless that is what it has."""
        part = part_key(name)
        if self.of(part) == content_type:
            return
        self.forget(part)
        override = self._add("Override", {"PartName": f"/{name}", "ContentType": content_type})
        self._overrides[part] = override

    def declare_relationships(self) -> None:
        """Declare relationship parts, which LibreOffice's packages do one by one and not by a default."""
        if "rels" not in self._defaults:
            self._defaults["rels"] = _RELATIONSHIPS_TYPE
            self._add("Default", {"Extension": "rels", "ContentType": _RELATIONSHIPS_TYPE})

    def forget(self, part: str) -> None:
        """Drop the override of a part."""
        override = self._overrides.pop(part, None)
        if override is not None:
            self._root.remove(override)

    def changed(self) -> bytes | None:
        """Give the part as changed, or nothing when it says what it said."""
        return None if etree.tostring(self._root) == self._before else serialise(self._root)

    def _add(self, name: str, attributes: dict[str, str]) -> Element:
        new = make(self._root, name, attributes)
        is_default = name == "Default"
        last = max((at for at, each in enumerate(self._root) if local(each) == "Default"), default=-1)
        self._root.insert(last + 1 if is_default else len(self._root), new)
        return new
