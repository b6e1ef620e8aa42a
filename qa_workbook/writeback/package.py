"""A package: parts by name, with changes gathered beside the untouched original (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from lxml import etree

from qa_workbook.writeback.archive import Archive, part_key
from qa_workbook.writeback.markup import parse, serialise
from qa_workbook.writeback.relationships import (
    ContentTypes,
    Relationship,
    claimed_targets,
    read_relationships,
    relationships_part,
    write_relationships,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from qa_workbook.writeback.archive import Entry
    from qa_workbook.writeback.markup import Element

__all__ = ["CONTENT_TYPES", "Package"]

CONTENT_TYPES = "[content_types].xml"


class Package:
    """A workbook's package, open for reading, with the changes that are to be written.

    Args:
        handle: The file, open for reading; it stays the caller's to close.

    Raises:
        KeyError: If there are no content types: the zip is no package.
        zipfile.BadZipFile: If it is no zip or the content types are damaged.
    """

    def __init__(self, handle: BinaryIO) -> None:
        self.archive = Archive(handle)
        # Of entries with the same name the last counts, as for most readers.
        self._entries: dict[str, Entry] = {each.key: each for each in self.archive.entries}
        self.staged: dict[str, tuple[str, bytes]] = {}
        """Parts to be written, by key: the name and the bytes."""
        self.dropped: set[str] = set()
        """Keys of parts not to be copied."""
        self.types = ContentTypes(self.read(CONTENT_TYPES))
        self._claims: set[str] | None = None

    def parts(self) -> set[str]:
        """Give the keys of all parts that the package will hold."""
        return (set(self._entries) - self.dropped) | set(self.staged)

    def name(self, part: str) -> str:
        """Give a part's name as it is written, in its own case."""
        if part in self.staged:
            return self.staged[part][0]
        return self._entries[part].info.orig_filename.replace("\\", "/").lstrip("/")

    def read(self, part: str) -> bytes:
        """Give the bytes of a part, as changed.

        Raises:
            KeyError: If there is no such part.
            zipfile.BadZipFile: If it is damaged.
        """
        if part in self.staged:
            return self.staged[part][1]
        if part in self.dropped:
            raise KeyError(part)
        return self.archive.read(self._entries[part])

    def original(self, part: str) -> bytes:
        """Give the bytes of a part as it was before any change."""
        return self.archive.read(self._entries[part])

    def stage(self, name: str, data: bytes) -> None:
        """Let a part be written, new or in the place of the old one."""
        part = part_key(name)
        self.staged[part] = (name, data)
        self.dropped.discard(part)

    def stage_changed(self, part: str, root: Element, before: bytes) -> None:
        """Let a part be written if it says something else now than when it was parsed."""
        if etree.tostring(root) != before:
            self.stage(self.name(part), serialise(root))

    def drop(self, part: str) -> None:
        """Leave a part out, with its relationships and its content type."""
        for each in (part, relationships_part(part)):
            self.staged.pop(each, None)
            self.dropped.add(each)
            self.types.forget(each)
        self._claims = None

    def relationships(self, part: str) -> list[Relationship]:
        """List the relationships of a part, none if it has none; the package's own are those of the empty key."""
        source = relationships_part(part)
        return read_relationships(part, parse(self.read(source))) if source in self.parts() else []

    def relate(self, name: str, relationships: Iterable[Relationship]) -> None:
        """Write the relationships of a part of ours; a part without any gets no relationships part."""
        if several := list(relationships):
            self.stage(relationships_part(name), write_relationships(several))

    def reached(self, starts: Iterable[str], *, without: frozenset[str] = frozenset()) -> set[str]:
        """Follow relationships.

        Args:
            starts: Keys of the parts to start from; the empty key is the package itself.
            without: Keys of parts that are not entered.

        Returns:
            The keys of all parts reached that exist, the starts included.
        """
        existing, seen, queue = self.parts() | {""}, set[str](), list(starts)
        while queue:
            part = queue.pop()
            if part in seen or part in without or part not in existing:
                continue
            seen.add(part)
            queue += self._targets(part)
        return seen - {""}

    def _targets(self, part: str) -> list[str]:
        try:
            return [each.part for each in self.relationships(part) if not each.external]
        except (etree.XMLSyntaxError, ValueError):  # not well formed: it may mean any of them
            return list(claimed_targets(part, self.read(relationships_part(part))))

    def free_name(self, wanted: str) -> str:
        """Choose a name for a new part.

        Args:
            wanted: A name such as `xl/charts/chart1.xml`; its number is counted up as far as needed.

        Returns:
            A name that no part has, no relationship points to and no content type speaks of.
        """
        if self._claims is None:
            self._claims = self._claimed()
        stem, extension = posixpath.splitext(wanted)
        stem, number = re.sub(r"\d+$", "", stem), 1
        while part_key(f"{stem}{number}{extension}") in self._claims:
            number += 1
        self._claims |= {part_key(f"{stem}{number}{extension}")}
        return f"{stem}{number}{extension}"

    def _claimed(self) -> set[str]:
        claims = self.parts() | self.types.overridden()
        for part in self.parts():
            folder, _, name = part.rpartition("/")
            if folder.endswith("_rels") and name.endswith(".rels"):
                source = posixpath.join(folder.removesuffix("_rels"), name.removesuffix(".rels"))
                claims |= {source, *claimed_targets(source, self.read(part))}
        return claims
