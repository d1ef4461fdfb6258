"""Markdown: the front matter, comments and `meta` elements; what stands in the text is seen, and no metadata."""

import re
from collections.abc import Iterator
from html import unescape

from guiju.labels.entry import MetadataEntry
from guiju.reading.text import text_part

ENDINGS, MAGIC = ("md", "markdown", "mdown", "qmd"), b""
_FRONT = re.compile(r"\s*(?:---|\+\+\+)[ \t]*\n(.*?)\n(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PLAIN = re.compile(r"^(AIGC)[ \t]*[:=][ \t]*([^\s{\[\"'|>#].*)$", re.MULTILINE | re.IGNORECASE)
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1|\Z)", re.DOTALL | re.MULTILINE)
_META = re.compile(r"<meta\s+name=[\"']?(\w{1,40})[\"']?\s+content=(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def entries(data: bytes, name: str) -> Iterator[MetadataEntry]:
    text = text_part(data, name).text.replace("\r\n", "\n")
    if front := _FRONT.match(text):
        yield MetadataEntry("Markdown front matter", "", front[1])
        # A name with a word of which nobody knows what it says.
        yield from (MetadataEntry("Markdown front matter", plain[1], plain[2]) for plain in _PLAIN.finditer(front[1]))
        text = text[front.end() :]
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
