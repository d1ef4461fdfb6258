"""Plain text, whose paragraphs may be wrapped."""

from guiju.reading import lines
from guiju.reading.document import TextDocument
from guiju.reading.text import text_part

ENDINGS = ("txt", "text", "rst", "adoc", "asciidoc", "tex", "org", "log")


def read(data: bytes, name: str) -> TextDocument:
    part = text_part(data, name)
    return TextDocument(name, data, tuple(lines.lines(part, code=False)), {"": part})
