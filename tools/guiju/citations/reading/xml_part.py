"""The XML of a part of an Office document, read with bounds: elements, and texts with their places."""

from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from guiju.citations.reading.passage import Part
from guiju.importing.formats import refuse

_DEEPEST = 200
_AGAIN = "open it in Word or Excel and save it again"


class Listener(Protocol):
    """What hears of elements, by their names without a namespace, and of texts, [start, end) of the part."""

    def begins(self, element: str, attributes: Mapping[str, str]) -> None: ...

    def ends(self, element: str) -> None: ...

    def text(self, text: str, start: int, end: int) -> None: ...


class _Parse:
    def __init__(self, data: bytes, listener: Listener) -> None:
        self.data, self.listener = data, listener
        self.depth = self.byte = self.character = 0
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
        raise ValueError("it declares a document type, which Office programs never do")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.flush()
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ValueError("its elements are nested too deep")
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


def xml_part(data: bytes, part: str, name: str) -> Part:
    """The text of a part, to be rewritten. Unsound, for the file `name`, where it is not UTF-8."""
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    try:
        return Part(data.removeprefix(mark).decode("utf-8"), mark=mark, name=part, escape="xml")
    except UnicodeDecodeError:
        refuse("unreadable-text", f"is damaged ({part} is not UTF-8); {_AGAIN}", name)


def hear(part: Part, name: str, listener: Listener) -> None:
    """Read the XML of a part. Unsound, for the file `name`, where it is damaged."""
    try:
        _Parse(part.text.encode(), listener).run()
    except (expat.ExpatError, ValueError, LookupError) as error:
        refuse("unreadable-text", f"is damaged ({part.name}: {error}); {_AGAIN}", name)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
