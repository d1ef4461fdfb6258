"""Which texts of the metadata are labels: one by the name of its key, or with the fields of one.

A label whose value cannot be read is found, and unreadable: neither absent nor complete. One whose value says nothing
is no label.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from guiju.files.display import Displayed
from guiju.files.source import parse
from guiju.labels import notation
from guiju.labels.entry import MetadataEntry

MarkKind = Literal["implicit", "unreadable", "empty", "in_text", "c2pa", "iptc"]
"""A label in the metadata; one that cannot be read; its name alone; a block in the text itself; marks of others."""

_MOST, _LONGEST, _RAW, _READ = 50, 500, 2_000, 262_144
"""Marks of a file; characters of a value, of a label that is shown, and of one that is read."""
_LINE = re.compile(r"[ \t]*[\"']?(\w+)[\"']?[ \t]*:[ \t]*(.*)")
_OPENING = ("'", '"', "|", ">", "{", "[", "&", "*", "!")
"""What goes on on the next line, or is no text."""
_EMPTY = ("", "null", "~", "''", '""', "false")
"""What says that there is no label."""
_SCALAR = r"(?:\"[^\"]*+\"|'[^']*+'|[^,{}\"']*+)"
_PAIR = re.compile(rf"[\"']?(\w++)[\"']?\s*+:\s*+({_SCALAR})\s*+")
_NEXT_PAIR = re.compile(rf"[\s,{{{{]*+{_PAIR.pattern}")
_FLOW = re.compile(rf"\{{\s*+(?:{_PAIR.pattern}(?:,\s*+|(?=\}})))*+\}}")

Fields = Mapping[str, object]


@dataclass(frozen=True)
class Mark(Displayed):
    """A label or another mark: `fields` by their names in public files, without empty ones; `raw` as it is written. Of
    a damaged one some was read, and what it lacks is not known."""

    kind: MarkKind
    place: str
    key: str
    raw: str
    fields: tuple[tuple[str, str], ...] = ()
    is_damaged: bool = False


@dataclass(frozen=True)
class _Found:
    """What a value under the name says."""

    fields: Fields
    is_empty: bool = False
    is_damaged: bool = False


@cache
def names() -> Mapping[str, Any]:
    """What labels are called (fields.yaml)."""
    file = Path(__file__).with_name("fields.yaml")
    known: Mapping[str, Any] = parse(file.read_bytes(), file.name).value
    return known


@cache
def _at() -> re.Pattern[str]:
    """Where the name of labels stands in a text, as that of a value."""
    written = rf"(?P<indent>^[ \t]*)?(?<![\w.-])\\{{0,4}}[\"']?{names()['name']}\\{{0,4}}[\"']?[ \t]*[:=][ \t]*"
    return re.compile(written, re.MULTILINE | re.IGNORECASE)


def is_name(key: str) -> bool:
    """Whether what has this key is a label by that, whatever it says."""
    return key.rpartition(":")[2].strip().casefold() == str(names()["name"]).casefold()


def marks(entries: Iterable[MetadataEntry]) -> tuple[Mark, ...]:
    """The marks among the texts of a file, the same one in the same place once."""
    found, parts = dict[object, Mark](), dict[str, dict[str, str]]()
    for entry in entries:
        for mark in _marks(entry):
            found.setdefault((mark.kind, mark.place, mark.fields), mark)
        if (key := entry.key.rpartition(":")[2]) in names()["fields"]:
            parts.setdefault(entry.place, {})[key] = entry.text[:_READ]
        if len(found) >= _MOST:
            break
    # What is a label in one place may be texts beside each other in another.
    for place, fields in parts.items():
        if _is_one(fields) and not any(mark.place == place and mark.kind != "empty" for mark in found.values()):
            found[place] = Mark("implicit", place, "", json.dumps(fields, ensure_ascii=False)[:_RAW], _known(fields))
    return tuple(found.values())


def _marks(entry: MetadataEntry) -> Iterator[Mark]:
    key, text = entry.key.rpartition(":")[2], entry.text[:_READ].strip()
    if entry.key == "C2PA":
        yield Mark("c2pa", entry.place, entry.key, "")
    elif key == "DigitalSourceType":
        if text.rpartition("/")[2] in names()["source_types"]:
            yield Mark("iptc", entry.place, key, text[:_RAW])
    else:
        for raw, found in [(text, _named(text))] if is_name(key) else _within(text):
            fields = _known(found.fields)
            if fields or entry.hidden:
                kind: MarkKind = "implicit" if fields else "empty" if found.is_empty else "unreadable"
                name = entry.key or names()["name"]
                yield Mark(kind if entry.hidden else "in_text", entry.place, name, raw[:_RAW], fields, found.is_damaged)


def _known(found: Fields) -> tuple[tuple[str, str], ...]:
    """The fields of a label that say something, in the order of the names."""
    values = {key.strip().casefold(): value for key, value in found.items()}
    texts = ((name, _as_text(values.get(name.casefold()))) for name in names()["fields"])
    return tuple((name, text[:_LONGEST]) for name, text in texts if text)


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value.strip("\0 \t\r\n")
    return "" if isinstance(value, bool) or value in (None, [], {}) else json.dumps(value, ensure_ascii=False)


def _named(text: str) -> _Found:
    """The fields of a value that is a label by its key; none of one that cannot be read."""
    value = _inner(text, lambda written: _object(written) or notation.yaml(written))
    if isinstance(value, Mapping):
        return _found(value)
    if text.strip().casefold() in _EMPTY or value == [] or (isinstance(value, str) and value.strip() in _EMPTY):
        return _Found({}, is_empty=True)
    return _Found(_pairs(text), is_damaged=True)


def _found(fields: Fields) -> _Found:
    known = {name.casefold() for name in names()["fields"]}
    return _Found(fields, all(key.strip().casefold() in known and not _as_text(of) for key, of in fields.items()))


def _inner(value: object, read: Callable[[str], object]) -> object:
    """The value itself: of a text that is in a text, or in an object of the name of labels."""
    for _ in range(3):
        if isinstance(value, str):
            value = read(value)
        inner = {key.casefold(): of for key, of in value.items()} if isinstance(value, Mapping) else {}
        if not isinstance(value := inner.get(names()["name"].casefold(), value), str):
            break
    return value


def blocks(text: str) -> Iterator[str]:
    """The values under the name of labels that begin on a line of their own."""
    for at in islice(_at().finditer(text), _MOST):
        if at["indent"] is not None:
            yield notation.block(text, at.end(), len(at["indent"]))


def _within(text: str) -> Iterator[tuple[str, _Found]]:
    """The labels in a text, each as it is written and its fields; without any where that cannot be read."""
    seen = False
    for at in islice(_at().finditer(text), _MOST):
        rest = text[at.end() :]
        is_block = at["indent"] is not None and rest[:1] not in ("{", '"', "'", "\\")
        if is_block:
            found = _named(notation.block(text, at.end(), len(at["indent"])))
        else:
            value = _inner(rest, _object)
            found = _found(value) if isinstance(value, Mapping) and value else _Found({})
        if _known(found.fields) or _looks_like_one(rest):
            seen = True
            yield text[at.start() :], found
    if not seen and text.startswith("{"):
        fields = _object(text)
        if _is_one(fields):
            yield text, _Found(fields)


def _is_one(fields: Fields) -> bool:
    """Whether fields are a label without its name."""
    first, *others = names()["together"]
    return first in fields and any(name in fields for name in others)


def _looks_like_one(rest: str) -> bool:
    """Whether what follows the name begins as a label does, and names a field of one."""
    return rest[:1] in ("{", "\\") and any(name in rest[:_LONGEST] for name in names()["fields"][:3])


def _object(text: str) -> Fields:
    """The JSON object, or list of pairs in braces, that a text begins with; empty where it begins with none."""
    if text[:1] == "'" and (inner := _scalar(text)).startswith("{"):
        text = inner
    for written in (text, unescape(text), text.replace('\\"', '"')):
        try:
            value, _ = json.JSONDecoder().raw_decode(written.strip())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, str) and value.lstrip().startswith("{"):
            return _object(value)
        return value if isinstance(value, Mapping) else {}
    flow, found, at = _FLOW.match(text), dict[str, object](), 0
    while flow and (pair := _NEXT_PAIR.match(flow[0], at)):
        found[pair[1]], at = _scalar(pair[2]), pair.end()
    return found


def _pairs(text: str) -> Fields:
    """The pairs on lines of which another is not understood."""
    pairs = (_LINE.fullmatch(line) for line in text.splitlines())
    found = {pair[1]: _scalar(pair[2]) for pair in pairs if pair}
    return {key: value for key, value in found.items() if value[:1] not in _OPENING}


def _scalar(text: str) -> str:
    text = text.strip()
    if text[:1] in ("'", '"') and (end := text.find(text[0], 1)) > 0:
        return text[1:end]
    value = re.split(r"\s#|^#", text)[0].strip()
    return "" if value in ("null", "~") else value
