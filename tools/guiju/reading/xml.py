"""The XML of a part of an Office document, read with bounds: elements, and texts with their places."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from guiju.reading.limits import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, MAX_NAMES, damaged, refuse, too_large
from guiju.reading.passage import Part

_FEW_ATTRIBUTES = 100_000
# The two encodings that every reader of XML knows; UTF-16 without a mark is known by its first character.
_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_NAME = re.compile(r"""(?<=[\s"'])[^\s<>="'/]+(?=\s*=)""")

Attributes = Mapping[str, str]


class Listener(Protocol):
    """What hears of elements, by their names without a namespace, and of texts, [start, end) of the part."""

    def begins(self, element: str, attributes: Attributes) -> None: ...

    def ends(self, element: str) -> None: ...

    def text(self, text: str, start: int, end: int) -> None: ...


class _Parse:
    def __init__(self, part: Part, name: str, listener: Listener) -> None:
        self.part, self.name, self.listener = part, name, listener
        self.data = part.text.encode()
        self.depth = self.elements = self.byte = self.character = 0
        self.waiting: tuple[str, int] | None = None

    def offset(self, byte: int) -> int:
        """The character at a byte; bytes come in order."""
        self.character += len(self.data[self.byte : byte].decode())
        self.byte = byte
        return self.character

    def run(self) -> None:
        self.parser = parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.buffer_text = False
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.DefaultHandler = lambda data: self.flush()
        parser.Parse(self.data, True)

    def doctype(self, *_: object) -> None:
        message = f"{self.part.name} declares a document type, which Office programs never do; save it again with one"
        refuse("unreadable-text", message, self.name)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.flush()
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH:
            raise ValueError("its elements are nested too deep")
        if self.elements > MAX_ELEMENTS:
            _too_many(self.part, self.name)
        self.listener.begins(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self.flush()
        self.depth -= 1
        self.listener.ends(_local(name))

    def text(self, text: str) -> None:
        self.flush()
        self.waiting = text, self.offset(self.parser.CurrentByteIndex)

    def flush(self) -> None:
        """Hand over the text before this place: only here is it known where that ends."""
        if self.waiting is not None:
            (text, start), self.waiting = self.waiting, None
            self.listener.text(text, start, self.text_end(start, text))

    def text_end(self, start: int, text: str) -> int:
        begin = self.byte
        if self.data[begin : begin + 1] == b"&":
            return start + self.data.index(b";", begin) - begin + 1
        carriage = self.data[begin : begin + 2] == b"\r\n"
        return start + len(text) + carriage


class Tree:
    """The elements of a small part, names without a namespace."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()

    def begins(self, element: str, attributes: Attributes) -> None:
        self.builder.start(element, dict(attributes))

    def ends(self, element: str) -> None:
        self.builder.end(element)

    def text(self, text: str, start: int, end: int) -> None:
        self.builder.data(text)


def text_of(data: bytes, part: str, name: str) -> Part:
    """The text of a part. Unsound, for the file `name`, where it is neither UTF-8 nor UTF-16."""
    mark = next(filter(data.startswith, _MARKS), b"")
    encoding = _MARKS.get(mark) or _WIDE.get(data[:2], "utf-8")
    try:
        return Part(data.removeprefix(mark).decode(encoding), encoding, mark, name=part, escape="xml")
    except UnicodeDecodeError:
        damaged(f"{part} is neither UTF-8 nor UTF-16", name)


def parse(part: Part, name: str, listener: Listener) -> None:
    """Let a listener hear a part. Unsound, for the file `name`, where it is damaged or too large."""
    # Counted in the text, since the attributes of one element are all read before the element is.
    attributes = part.text.count("=")
    names = {match[0] for match in _NAME.finditer(part.text)} if attributes > _FEW_ATTRIBUTES else set[str]()
    if attributes > MAX_ATTRIBUTES or len(names) > MAX_NAMES:
        _too_many(part, name)
    try:
        _Parse(part, name, listener).run()
    except (expat.ExpatError, ValueError, LookupError) as error:
        damaged(f"{part.name}: {error}", name)


def _too_many(part: Part, name: str) -> None:
    limit = f"{MAX_ELEMENTS:,} elements, {MAX_ATTRIBUTES:,} attributes or {MAX_NAMES:,} names of them"
    too_large(f"{part.name} has more than {limit}; split it, or delete the empty rows below its tables", name)


@lru_cache(4096)
def _local(name: str) -> str:
    return name.rpartition(" ")[2]
