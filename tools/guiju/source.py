"""YAML → values with positions. The only module that imports yaml.

What other YAML readers disagree on is a finding here: aliases, anchors, tags, tabs, duplicate keys,
several documents, words such as `yes` that some readers take for booleans. Dates stay strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guiju.finding import Finding, Location, one_line

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40

Key = str | int
Mark = tuple[int, int]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_AMBIGUOUS = re.compile(
    r"(y|n|yes|no|on|off|true|false|null)|[-+]?0[0-9_]+|0[xob][0-9a-f_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[-+]?[0-9][0-9_]*_[0-9_]*|[-+]?(\.[0-9]+|[0-9]+\.)(e[-+]?[0-9]+)?|[-+]?[0-9.]+e[-+]?[0-9]+|[-+]?\.inf|\.nan",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Document:
    """A parsed file: its value, and for every path into it where the value and its key begin; `quotes` are the marks of quoted texts."""

    path: str
    value: Any
    values: Mapping[tuple[Key, ...], Mark]
    keys: Mapping[tuple[Key, ...], Mark]
    quotes: Mapping[tuple[Key, ...], str]

    def at(self, *path: Key) -> Location:
        """Where the value at `path` begins; the nearest enclosing one if it is not there."""
        while path and path not in self.values:
            path = path[:-1]
        return Location(self.path, *self.values.get(path, (1, 1)))

    def inside(self, offset: int, *path: Key) -> Location:
        """Where character `offset` (from 0) of the one-line text at `path` stands."""
        line, column = self.values.get(path, (1, 1))
        quote = self.quotes.get(path, "")
        if quote:
            column += 1  # the quotation mark itself
        if quote == "'":
            column += str(self._text(path))[:offset].count("'")  # each stands twice in the file
        return Location(self.path, line, column + offset)

    def _text(self, path: tuple[Key, ...]) -> Any:
        value = self.value
        for key in path:
            value = value[key]
        return value

    def key_at(self, *path: Key) -> Location:
        """Where the key of `path` begins; the value's place for list items."""
        return Location(self.path, *self.keys[path]) if path in self.keys else self.at(*path)


class _Rejected(Exception):
    def __init__(self, code: str, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.code, self.message, self.mark = code, message, mark


def read(file: Path, shown: str) -> Document | Finding:
    """Read a YAML file; `shown` is its path in messages. A file that cannot be read is a Finding."""
    try:
        size = file.stat().st_size
        if file.is_dir():
            return Finding("unreadable-file", "is a folder; a YAML file is expected", Location(shown))
        if size > MAX_BYTES:
            return Finding("file-too-large", f"{size:,} bytes; at most {MAX_BYTES:,} are read", Location(shown))
        data = file.read_bytes()
    except OSError as error:
        reason = "the link points nowhere" if file.is_symlink() else (error.strerror or "cannot be read").lower()
        return Finding("unreadable-file", f"{reason}; check the path and its permissions", Location(shown))
    return parse(data, shown)


def parse(data: bytes, shown: str) -> Document | Finding:
    """Parse the bytes of a YAML file; anything that is not plain UTF-8 YAML of one document is a Finding."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = len(data[: error.start].rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        return Finding("wrong-encoding", "not UTF-8 here; save the file as UTF-8", Location(shown, line, column))
    if text.startswith("\ufeff"):
        return Finding("wrong-encoding", "begins with a byte-order mark; save as UTF-8 without it", Location(shown))
    if not text.strip():
        return Finding("empty-file", "is empty; delete it or fill it (guiju new makes a scaffold)", Location(shown))
    if "\t" in text:
        before, _, _ = text.partition("\t")
        place = Location(shown, before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1)
        return Finding("yaml-tab", "a tab; indent with spaces", place)
    try:
        value, values, keys, quotes = _build(yaml.parse(text, Loader=_LOADER))
    except _Rejected as error:
        return Finding(error.code, error.message, Location(shown, *error.mark))
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = Location(shown, before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1)
        return Finding("yaml-syntax", "a control character that YAML does not allow; remove it", place)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Location(shown, mark.line + 1, mark.column + 1) if mark else Location(shown)
        return Finding(
            "yaml-syntax",
            one_line(f"{error.problem or error.context}; quote the text or mend the indentation", 160),
            place,
        )
    except yaml.YAMLError:
        return Finding("yaml-syntax", "not readable as YAML; look for control characters", Location(shown))
    return Document(shown, value, values, keys, quotes)


def _build(
    events: Iterator[Any],
) -> tuple[Any, dict[tuple[Key, ...], Mark], dict[tuple[Key, ...], Mark], dict[tuple[Key, ...], str]]:
    values: dict[tuple[Key, ...], Mark] = {}
    keys: dict[tuple[Key, ...], Mark] = {}
    quotes: dict[tuple[Key, ...], str] = {}

    def node(event: Any, path: tuple[Key, ...]) -> Any:
        mark = _mark(event)
        if isinstance(event, yaml.AliasEvent):
            raise _Rejected("yaml-alias", f"alias *{event.anchor}; write the value out", mark)
        if event.anchor:
            raise _Rejected("yaml-alias", f"anchor &{event.anchor}; write the value out where it is used", mark)
        if event.tag and event.tag != "!":
            raise _Rejected("yaml-tag", f"tag {one_line(event.tag)}; remove it", mark)
        if len(path) > MAX_DEPTH:
            raise _Rejected("yaml-too-deep", f"more than {MAX_DEPTH} levels deep; flatten it", mark)
        values[path] = mark
        if isinstance(event, yaml.ScalarEvent):
            if event.style in ("'", '"'):
                quotes[path] = event.style
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return sequence(path)
        return mapping(path)

    def sequence(path: tuple[Key, ...]) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(node(event, (*path, len(items))))
        return items

    def mapping(path: tuple[Key, ...]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = _key(event)
            if key in result:
                first = keys[(*path, key)]
                message = f"key {one_line(key)!r} stands twice, first on line {first[0]}; keep one"
                raise _Rejected("duplicate-key", message, _mark(event))
            keys[(*path, key)] = _mark(event)
            result[key] = node(next(events), (*path, key))
        return result

    value: Any = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Rejected("yaml-documents", "a second document (---); one file holds one", _mark(event))
            value = node(next(events), ())
    if documents == 0:
        raise _Rejected("empty-file", "holds only comments; fill it or delete it", (1, 1))
    return value, values, keys, quotes


def _mark(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _key(event: Any) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise _Rejected("yaml-key", "a key must be one word; quote it if it begins with { or [", _mark(event))
    if event.anchor or event.tag:
        raise _Rejected("yaml-tag", "a key with an anchor or tag; remove it", _mark(event))
    if event.value == "<<" and not event.style:
        raise _Rejected("yaml-alias", "merge key <<; write the keys out", _mark(event))
    if not event.style and (_AMBIGUOUS.fullmatch(event.value) or _INTEGER.fullmatch(event.value)):
        message = (
            f"the key {one_line(event.value, 24)} is no text to some YAML readers; quote it or choose another word"
        )
        raise _Rejected("ambiguous-scalar", message, _mark(event))
    return str(event.value)


def _scalar(event: Any) -> Any:
    text: str = event.value
    if event.style:  # quoted; plain is '' or None, by parser
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        if len(text) > 18:
            raise _Rejected(
                "ambiguous-scalar", f"{one_line(text, 24)} is too long for a number; quote it", _mark(event)
            )
        return int(text)
    if _DECIMAL.fullmatch(text) and len(text) <= 32:
        return float(text)
    if _AMBIGUOUS.fullmatch(text):
        message = f"{one_line(text, 24)} means different things to different YAML readers; write 'quoted' text, true, false or a plain number"
        raise _Rejected("ambiguous-scalar", message, _mark(event))
    return text
