"""Source code, YAML, JSON and whatever else is text: comments and strings, line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guiju.reading import lines
from guiju.reading.document import TextDocument
from guiju.reading.passage import TextPassage
from guiju.reading.text import text_part

ENDINGS = ("yaml", "yml", "json", "toml", "py", "js", "ts", "java", "go", "rs", "c", "h", "cpp", "sql", "sh", "xml")


def read(data: bytes, name: str) -> TextDocument:
    part = text_part(data, name)
    found = lines.lines(part)
    if not name.lower().endswith((".yaml", ".yml")):
        return TextDocument(name, data, tuple(found), {"": part})
    return TextDocument(name, data, tuple(_in_sections(found)), {"": part}, len(part.text))


def _in_sections(found: Iterable[TextPassage]) -> Iterator[TextPassage]:
    """The lines of YAML: each entry at the top is a section of its own, since they seldom speak of each other."""
    section = 0
    for line in found:
        section += not line.goes_on and line.location("", 0).column == 1
        yield replace(line, section=section)
