"""Plain text, whose paragraphs may be wrapped."""

from guiju.citations.reading import lines
from guiju.citations.reading.passage import CitingFile
from guiju.citations.reading.text_file import text_part

ENDINGS = ("txt", "text", "rst", "adoc", "asciidoc", "tex", "org", "log")


def read(data: bytes, name: str) -> CitingFile:
    part = text_part(data, name)
    return CitingFile(name, data, tuple(lines.passages(part, code=False)), parts={"": part})
