"""XMP: the properties of a packet, each with its value; one of parts as JSON."""

import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

from guiju.files.finding import Unsound
from guiju.labels.entry import MetadataEntry
from guiju.reading import xml
from guiju.reading.limits import too_large

_STRUCTURE = ("RDF", "Description", "xmpmeta", "xapmeta")
_LISTS = ("Alt", "Bag", "Seq", "li")
_LONGEST = 2 * 1024 * 1024
# XMP may be UTF-16, with a mark or without.
_WIDE = {BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_LEFT = re.compile(r"<[^<>]*>")


def properties(packet: bytes, name: str, place: str = "") -> Iterator[MetadataEntry]:
    """The properties of a packet by their names without a namespace; of one that cannot be parsed its whole text."""
    where = f"{place} XMP" if place else "XMP"
    if len(packet) > _LONGEST:
        too_large(f"has a packet of XMP of more than {_LONGEST:,} bytes; remove what is not needed", name)
    wide = next((code for start, code in _WIDE.items() if packet.startswith(start)), None)
    if wide:
        packet = packet.decode(wide, "replace").encode()
    tree = xml.Tree()
    try:
        xml.parse(xml.text_of(packet.strip(b"\0 \r\n\t"), where, name), name, tree)
        root = tree.builder.close()
    except (Unsound, AssertionError):  # what a tag begins is never ended
        yield MetadataEntry(where, "", unescape(_LEFT.sub(" ", packet.decode("utf-8", "replace"))))
        return
    for node in root.iter():
        if node.tag in ("Description", "xmpmeta", "xapmeta"):
            yield from (MetadataEntry(where, key, value) for key, value in node.attrib.items())
        elif node.tag not in (*_STRUCTURE, *_LISTS):
            yield MetadataEntry(where, node.tag, _value(node))


def _parts(node: Element) -> dict[str, str]:
    """The attributes and the plain elements of a node, by name."""
    plain = {child.tag: (child.text or "").strip() for child in node if len(child) == 0}
    return {key: value for key, value in {**node.attrib, **plain}.items() if value}


def _value(node: Element) -> str:
    inner = list(node)
    if len(inner) == 1 and inner[0].tag in (*_LISTS, "Description"):
        return _value(inner[0])
    parts = {key: value for key, value in _parts(node).items() if key != "parseType"}
    own = "".join(node.itertext()).strip()
    if not inner and (own or "resource" in parts):
        return own or parts["resource"]
    return json.dumps(parts, ensure_ascii=False) if parts and node.tag not in _LISTS else own
