"""Source code, YAML, JSON and whatever else is text: comments and strings, line by line."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from guiju.files.mappings import mappings
from guiju.reading import lines
from guiju.reading.document import TextDocument
from guiju.reading.passage import TableRow, TextPassage
from guiju.reading.text import text_part

_WORD = re.compile(r"[^\s\[{\"',-]")
"""Behind a dash or bracket a mapping begins."""
ENDINGS = ("yaml", "yml", "json", "toml", "py", "js", "ts", "java", "go", "rs", "c", "h", "cpp", "sql", "sh", "xml")


def read(data: bytes, name: str) -> TextDocument:
    part = text_part(data, name)
    found: Iterable[TextPassage] = lines.lines(part)
    if name.lower().endswith((".yaml", ".yml", ".json")):
        found = _in_rows(found, part.text)
    if not name.lower().endswith((".yaml", ".yml")):
        return TextDocument(name, data, tuple(found), {"": part})
    return TextDocument(name, data, tuple(_in_sections(found)), {"": part}, len(part.text))


def _in_rows(found: Iterable[TextPassage], text: str) -> Iterator[TextPassage]:
    """The lines of YAML and JSON, each in the mapping that it stands in, as cells are in a row: the law beside a key is
    that of the others."""
    starts, innermost = zip((0, None), *mappings(text), strict=True)
    rows = {mapping: TableRow() for mapping in innermost if mapping is not None}
    for line in found:
        begins = _WORD.search(line.text)
        row = rows.get(innermost[bisect_right(starts, line.source(begins.start() if begins else 0)) - 1])
        yield replace(line, look=replace(line.look, row=row)) if row else line


def _in_sections(found: Iterable[TextPassage]) -> Iterator[TextPassage]:
    """The lines of YAML: each entry at the top is a section of its own, since they seldom speak of each other."""
    section = 0
    for line in found:
        section += not line.goes_on and line.location("", 0).column == 1
        yield replace(line, section=section)
