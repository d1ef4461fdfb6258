"""YAML → values, each with its place in the file.

What other YAML readers disagree on is a finding here: aliases, anchors, tags, tabs, duplicate keys, several documents,
words such as `yes` that some readers take for booleans. Dates stay strings.
"""

import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property, reduce
from operator import getitem
from pathlib import Path
from typing import Any, NoReturn

import yaml

from guiju.files.content import MAX_BYTES, read_bounded
from guiju.files.finding import Finding, Location, Unsound, one_line
from guiju.files.secret import without_secrets

MAX_DEPTH = 40
MAX_VALUES = 500_000  # each costs memory many times what it takes in the file
_SPLIT = "which is all that is read; split it, or give rows of a service as a table (guiju assess --table)"

Key = str | int
Mark = tuple[int, int]
Steps = tuple[Key, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_AMBIGUOUS = re.compile(
    r"(y|n|yes|no|on|off|true|false|null)|[-+]?0[0-9_]+|0[xob][0-9a-f_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[-+]?[0-9]+_[0-9_]*|[-+]?(\.[0-9]+|[0-9]+\.)(e[-+]?[0-9]+)?|[-+]?[0-9.]+e[-+]?[0-9]+|[-+]?\.inf|\.nan",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Places:
    """Where each value of a text and its key begin, by the path to it, and the quotation marks around quoted texts."""

    values: dict[Steps, Mark] = field(default_factory=dict)
    keys: dict[Steps, Mark] = field(default_factory=dict)
    quotes: dict[Steps, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """A parsed file: its value and text. The places of values are found once the first of them is asked for."""

    path: str
    value: Any
    data: bytes = b""

    @property
    def text(self) -> str:
        """The text of the file. It is kept as bytes, which take less memory."""
        return self.data.decode("utf-8")

    @cached_property
    def _places(self) -> Places:
        return _places(self.text)

    def at(self, *path: Key) -> Location:
        """Where the value at `path` begins; the nearest enclosing one if it is not there."""
        values = self._places.values
        while path and path not in values:
            path = path[:-1]
        return Location(self.path, *values.get(path, (1, 1)))

    def inside(self, offset: int, *path: Key) -> Location:
        """Where character `offset` (from 0) of the one-line text at `path` stands."""
        line, column = self._places.values.get(path, (1, 1))
        quote = self._places.quotes.get(path, "")
        if quote:
            column += 1  # the quotation mark itself
        if quote == "'":
            column += str(reduce(getitem, path, self.value))[:offset].count("'")  # each is doubled in the file
        return Location(self.path, line, column + offset)

    def key_at(self, *path: Key) -> Location:
        """Where the key of `path` begins; the value's place for list items."""
        keys = self._places.keys
        return Location(self.path, *keys[path]) if path in keys else self.at(*path)


@dataclass(frozen=True)
class PlacedElsewhere(Document):
    """A value that was put together: `place_of` leads from a path to the document and path that it came from."""

    place_of: Callable[[Steps], tuple[Document, Steps]] = field(kw_only=True)

    def at(self, *path: Key) -> Location:
        document, there = self.place_of(path)
        return document.at(*there)

    def key_at(self, *path: Key) -> Location:
        document, there = self.place_of(path)
        return document.key_at(*there)


class _Rejected(Exception):
    def __init__(self, code: str, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.code, self.message, self.mark = code, message, mark


def read(file: Path, name: str, pipes: bool = False) -> Document:
    """Read a YAML file, or with `pipes` from a pipe; `name` is its path in messages. Unsound where that fails."""
    return parse(fetch(file, name, pipes), name)


def fetch(file: Path, name: str, pipes: bool = False) -> bytes:
    """The bytes of a YAML file, for `parse`. Unsound where it cannot be read."""
    try:
        mode = file.stat().st_mode
        if stat.S_ISDIR(mode):
            raise _unsound("unreadable-file", "is a folder; a YAML file is expected", name)
        if not stat.S_ISREG(mode) and not pipes:
            raise _unsound("unreadable-file", "is a device or a pipe; a YAML file is expected", name)
        data = read_bounded(file, MAX_BYTES)
    except OSError as error:
        reason = "the link points nowhere" if file.is_symlink() else (error.strerror or "cannot be read").lower()
        place = without_secrets(name)  # it may be an address, which is not a file
        raise _unsound("unreadable-file", f"{reason}; check the path and its permissions", place) from None
    if len(data) > MAX_BYTES:
        why = "from a device, which may have no end; name a file" if stat.S_ISCHR(mode) else _SPLIT
        raise _unsound("file-too-large", f"more than {MAX_BYTES:,} bytes, {why}", name)
    return data


def parse(data: bytes, name: str) -> Document:
    """Parse the bytes of a YAML file. Unsound for anything that is not plain UTF-8 YAML of one document."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = len(data[: error.start].rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        raise _unsound("wrong-encoding", "not UTF-8 here; save the file as UTF-8", name, (line, column)) from None
    if text.startswith("\ufeff"):
        raise _unsound("wrong-encoding", "begins with a byte-order mark; save as UTF-8 without it", name)
    if not text.strip():
        raise _unsound("empty-file", "is empty; delete it or fill it in (guiju new writes a scaffold)", name)
    if "\t" in text:
        raise _unsound("yaml-tab", "a tab; indent with spaces", name, _mark_of(text, text.index("\t")))
    try:
        value = _Reader(text).document()
    except _Rejected as error:
        raise _unsound(error.code, error.message, name, error.mark) from None
    except yaml.reader.ReaderError as error:
        message = "a control character that YAML does not allow; remove it"
        raise _unsound("yaml-syntax", message, name, _mark_of(text, error.position)) from None
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        message = one_line(f"{error.problem or error.context}; quote the text or fix the indentation", 160)
        raise _unsound("yaml-syntax", message, name, (at.line + 1, at.column + 1) if at else (1, 1)) from None
    except yaml.YAMLError:
        raise _unsound("yaml-syntax", "cannot be read as YAML; look for control characters", name) from None
    return Document(name, value, data)


def _unsound(code: str, message: str, name: str, mark: Mark = (1, 1)) -> Unsound:
    return Unsound([Finding(code, message, Location(name, *mark))])


def _mark_of(text: str, offset: int) -> Mark:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class _Reader:
    """Values from parser events; what other YAML readers disagree on, and what nobody writes by hand, is rejected."""

    def __init__(self, text: str) -> None:
        self.next: Callable[[], Any] = _LOADER(text).get_event
        self.values = 0

    def document(self) -> Any:
        """The value of the one document."""
        value, documents = None, 0
        while not isinstance(event := self.next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Rejected("yaml-documents", "a second document (---); a file can have only one", _mark(event))
                value = self.node(self.next(), 0)
        if documents == 0:
            raise _Rejected("empty-file", "has only comments; fill it in or delete it", (1, 1))
        return value

    def node(self, event: Any, depth: int) -> Any:
        if event.anchor or event.tag or depth > MAX_DEPTH:
            _refuse(event)
        self.values += 1
        if self.values > MAX_VALUES:
            raise _Rejected("file-too-large", f"more than {MAX_VALUES:,} values, {_SPLIT}", _mark(event))
        if isinstance(event, yaml.ScalarEvent):
            return event.value if event.style else _plain(event)
        return self.sequence(depth + 1) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(depth + 1)

    def sequence(self, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            items.append(self.node(event, depth))
        return items

    def mapping(self, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        begins: list[Any] = []  # the events of the keys, in their order
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key = _key(event)
            if key in result:
                first, _ = _mark(begins[list(result).index(key)])
                message = f"key {one_line(key)!r} is given twice, first on line {first}; keep one"
                raise _Rejected("duplicate-key", message, _mark(event))
            begins.append(event)
            result[key] = self.node(self.next(), depth)
        return result


def _places(text: str) -> Places:
    """The places in a text that has been read before, so it is sound."""
    places = Places()

    def add(node: yaml.Node, path: Steps) -> None:
        places.values[path] = _mark(node)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                inner = (*path, str(key.value))
                places.keys[inner] = _mark(key)
                add(value, inner)
        elif isinstance(node, yaml.SequenceNode):
            for place, item in enumerate(node.value):
                add(item, (*path, place))
        elif isinstance(node, yaml.ScalarNode) and node.style in ("'", '"'):
            places.quotes[path] = node.style

    root = yaml.compose(text, _LOADER)
    if root is not None:
        add(root, ())
    return places


def _refuse(event: Any) -> NoReturn:
    """Refuse a node that has an anchor or a tag, or lies too deep."""
    mark = _mark(event)
    if isinstance(event, yaml.AliasEvent):
        raise _Rejected("yaml-alias", f"alias *{event.anchor}; write the value out", mark)
    if event.anchor:
        raise _Rejected("yaml-alias", f"anchor &{event.anchor}; write the value out where it is used", mark)
    if event.tag:
        raise _Rejected("yaml-tag", f"tag {one_line(event.tag)}; remove it", mark)
    raise _Rejected("yaml-too-deep", f"more than {MAX_DEPTH} levels deep; flatten it", mark)


def _mark(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _key(event: Any) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise _Rejected("yaml-key", "a key must be one word; quote it if it begins with { or [", _mark(event))
    if event.anchor or event.tag:
        raise _Rejected("yaml-tag", "a key with an anchor or tag; remove it", _mark(event))
    if event.value == "<<" and not event.style:
        raise _Rejected("yaml-alias", "merge key <<; write the keys out", _mark(event))
    if not event.style and is_no_text(event.value):
        message = f"the key {one_line(event.value, 24)} is not text to some YAML readers"
        raise _Rejected("ambiguous-scalar", f"{message}; quote it or choose another word", _mark(event))
    return str(event.value)


@cache
def is_no_text(word: str) -> bool:
    """Whether some YAML readers take a plain word for a number, a boolean or nothing. Cached, since keys repeat."""
    return word in _CONSTANTS or any(form.fullmatch(word) for form in (_AMBIGUOUS, _INTEGER, _DECIMAL))


def _plain(event: Any) -> Any:
    """The value of a scalar without quotation marks."""
    text: str = event.value
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    # Chinese and English prose: no number, and longer than the words that some reader takes for something else.
    if text[0] > "z" or (len(text) > len("false") and text[0] not in "+-.0123456789"):
        return text
    if (whole := _INTEGER.fullmatch(text)) or (_DECIMAL.fullmatch(text) and len(text) <= 32):
        if len(text.partition(".")[0]) > 15:  # JSON readers, and so receipts, keep no more digits
            message = f"{one_line(text, 24)} is too long for a number; quote it"
            raise _Rejected("ambiguous-scalar", message, _mark(event))
        return int(text) if whole else float(text)
    if _AMBIGUOUS.fullmatch(text):
        message = f"{one_line(text, 24)} means different things to different YAML readers"
        remedy = "write 'quoted' text, true, false or a plain number"
        raise _Rejected("ambiguous-scalar", f"{message}; {remedy}", _mark(event))
    return text
