"""XML of a package part: read without network or entities, compared by meaning, written back whole.

A part is found by local names, because the main namespace may be prefixed, or the strict one of ISO/IEC
29500-1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from lxml import etree
from lxml.etree import _Element as Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "MAIN",
    "RELATIONSHIPS",
    "Element",
    "beside_cells",
    "child",
    "children",
    "insert_in_order",
    "local",
    "make",
    "namespace",
    "parse",
    "serialise",
    "signature",
    "take",
    "to_strict",
]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_NAMES = {  # ISO/IEC 29500-1 annex A; 29500-4 annex A for the transitional ones
    f"{_TRANSITIONAL}{transitional}": f"{_STRICT}{strict}"
    for transitional, strict in (
        ("spreadsheetml/2006/main", "spreadsheetml/main"),
        ("officeDocument/2006/relationships", "officeDocument/relationships"),
        ("drawingml/2006/main", "drawingml/main"),
        ("drawingml/2006/chart", "drawingml/chart"),
        ("drawingml/2006/chartDrawing", "drawingml/chartDrawing"),
        ("drawingml/2006/picture", "drawingml/picture"),
        ("drawingml/2006/spreadsheetDrawing", "drawingml/spreadsheetDrawing"),
    )
}


def parse(data: bytes) -> Element:
    """Parse a part.

    Args:
        data: The part's bytes, in any encoding that XML knows.

    Returns:
        The root element.

    Raises:
        ValueError: If the part declares a document type, which ECMA-376 part 2 section 8.1.4 forbids.
        etree.XMLSyntaxError: If the part is not well formed.
    """
    # A parser keeps the namespaces it has met: a fresh one a part keeps prefixes of one part out of another.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    about: Any = root.getroottree().docinfo  # the stubs know no `doctype`
    if about.doctype:
        raise ValueError("a document type is declared")
    return root


def serialise(root: Element) -> bytes:
    """Write a part as UTF-8, with the comments beside its root and its `standalone` kept."""
    standalone = root.getroottree().docinfo.standalone
    says = {True: b' standalone="yes"', False: b' standalone="no"'}.get(bool(standalone), b"")
    declaration = b'<?xml version="1.0" encoding="UTF-8"' + (says if standalone is not None else b"") + b"?>\n"
    return declaration + etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)


def local(element: Element) -> str:
    """Name an element without its namespace; a comment or an instruction has no name."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: Element) -> str:
    """Name the namespace of an element."""
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Give the children of these local names, in order; none of nothing."""
    for each in element if element is not None else ():
        if local(each) in names:
            yield each


def child(element: Element | None, *path: str) -> Element | None:
    """Follow local names downwards, taking the first child of each; `None` when one is missing."""
    for name in path:
        element = next(children(element, name), None)
    return element


def beside_cells(root: Element) -> Iterator[Element]:
    """Give every element of a part but the cells of a worksheet, which are many and have a form of their own."""
    for each in root:
        if local(each) != "sheetData":
            yield from each.iter("{*}*")


def insert_in_order(parent: Element, name: str, order: tuple[str, ...]) -> Element:
    """Add an empty child where the schema's sequence wants it.

    Args:
        parent: An element whose schema is a sequence.
        name: Local name of the new child, in the namespace of the parent.
        order: The local names of the sequence; `name` is one of them.

    Returns:
        The new child.
    """
    new = make(parent, name)
    followers = set(order[order.index(name) + 1 :])
    place = next((at for at, each in enumerate(parent) if local(each) in followers), len(parent))
    parent.insert(place, new)
    return new


Signature = tuple[str, tuple[tuple[str, str], ...], str, tuple[object, ...]]


def make(like: Element, name: str, attributes: Mapping[str, str] | None = None) -> Element:
    """Make an element in the namespace of another one, with the prefixes of that one."""
    prefixes = cast("dict[str, str]", like.nsmap)  # the stubs know no default namespace
    return etree.Element(f"{{{namespace(like)}}}{name}", dict(attributes or {}), nsmap=prefixes)


def take(element: Element, attribute: str) -> str | None:
    """Remove an attribute and give what it said; `None` if it is not there."""
    value = element.get(attribute)
    if value is not None:
        del element.attrib[attribute]
    return None if value is None else str(value)


def signature(element: Element) -> Signature:
    """Tell what an element says, whatever its prefixes, spacing and order of attributes, so that equals are found."""
    attributes = sorted((str(key).rpartition("}")[2], str(value)) for key, value in element.attrib.items())
    inner = tuple(signature(each) for each in element if isinstance(each.tag, str))
    return (local(element), tuple(attributes), (element.text or "").strip(), inner)


def to_strict(data: bytes) -> bytes:
    """Move a part of ours from the transitional to the strict namespaces (names of relationship types too)."""
    for transitional, strict in _STRICT_NAMES.items():
        for end in (b'"', b"/"):
            data = data.replace(b'"' + transitional.encode() + end, b'"' + strict.encode() + end)
    return data
