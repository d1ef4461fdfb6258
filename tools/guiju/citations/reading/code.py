"""Source code, YAML, JSON and whatever else is text: comments and strings, line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guiju.citations.reading import lines
from guiju.citations.reading.passage import CitingFile, TextPassage
from guiju.citations.reading.text_file import day, text_part

ENDINGS = ("yaml", "yml", "json", "toml", "py", "js", "ts", "java", "go", "rs", "c", "h", "cpp", "sql", "sh", "xml")


def read(data: bytes, name: str) -> CitingFile:
    part = text_part(data, name)
    passages = tuple(lines.passages(part))
    if not name.lower().endswith((".yaml", ".yml")):
        return CitingFile(name, data, passages, parts={"": part})
    return CitingFile(name, data, tuple(_in_sections(passages)), day(part, len(part.text), name), {"": part})


def _in_sections(passages: Iterable[TextPassage]) -> Iterator[TextPassage]:
    """The passages of YAML: each entry at the top is a section of its own, since they seldom speak of each other."""
    section = 0
    for passage in passages:
        section += passage.location("", 0).column == 1
        yield replace(passage, section=section)
