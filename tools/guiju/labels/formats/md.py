"""Markdown: the front matter (YAML, TOML, JSON), comments and `meta` elements.

What stands in the text is seen, and no metadata.
"""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from guiju.labels import notation
from guiju.labels.entry import MetadataEntry
from guiju.labels.label import blocks, is_name, names
from guiju.reading.text import text_part

ENDINGS, MAGIC, WITHIN, KIND = ("md", "markdown", "mdown", "qmd"), b"", 0, "text"
_PLACE = "Markdown front matter"
_FRONT = {
    notation.yaml: re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL),
    notation.toml: re.compile(r"\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL),
    notation.json: re.compile(r"\s*(\{[ \t]*\n.*?\n\}|\{[^\n]*\})[ \t]*(?:\n|\Z)", re.DOTALL),
}
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1|\Z)", re.DOTALL | re.MULTILINE)
_META = re.compile(r"<meta\s+name=[\"']?(\w{1,40})[\"']?\s+content=(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def entries(data: bytes, name: str) -> Iterator[MetadataEntry]:
    text = text_part(data, name).text.replace("\r\n", "\n").replace("\r", "\n")
    for read, written in _FRONT.items():
        front = written.match(text)
        value = read(front[1]) if front else None
        # A line in braces that is no JSON is text.
        if front and (isinstance(value, Mapping) or read is not notation.json or "\n" in front[1]):
            yield from _values(value) if isinstance(value, Mapping) else _damaged(front[1], read is notation.toml)
            text = text[front.end() :]
            break
    # What is fenced is shown, comments too.
    shown, at = list[str](), 0
    for fence in _FENCE.finditer(text):
        shown.append(text[at : fence.start()])
        at = fence.end()
        yield MetadataEntry("Markdown text", "", fence[0], hidden=False)
    rest = "\n".join((*shown, text[at:]))
    plain, at = list[str](), 0
    while (start := rest.find("<!--", at)) >= 0 and (end := rest.find("-->", start)) >= 0:
        plain.append(rest[at:start])
        yield MetadataEntry("Markdown comment", "", rest[start + 4 : end])
        at = end + 3
    rest = "".join((*plain, rest[at:]))
    for meta in _META.finditer(rest):
        yield MetadataEntry("Markdown meta", meta[1], unescape(meta[2][1:-1]))
    yield MetadataEntry("Markdown text", "", _META.sub("", rest), hidden=False)


def _values(front: object, key: str = "") -> Iterator[MetadataEntry]:
    """The texts in a value, each by its key; of a label all that it holds."""
    if is_name(key) and isinstance(front, Mapping | list):
        yield MetadataEntry(_PLACE, key, json.dumps(front, ensure_ascii=False, default=str))
    elif isinstance(front, Mapping):
        yield from (entry for name, value in front.items() for entry in _values(value, name))
    elif isinstance(front, list):
        yield from (entry for value in front for entry in _values(value))
    else:
        yield MetadataEntry(_PLACE, key, "" if front is None else str(front))


def _damaged(front: str, has_tables: bool) -> Iterator[MetadataEntry]:
    """What can be told of front matter that is not understood: a name that stands in it is there."""
    found = [*blocks(front)]
    if not found and has_tables and names()["name"].casefold() in front.casefold():
        found = [front]
    yield from (MetadataEntry(_PLACE, names()["name"], value) for value in found)
    if not found:
        yield MetadataEntry(_PLACE, "", front)
