"""That a rule has each character of its text, in order: what is joined again is what came in."""

from collections.abc import Sequence
from typing import Any

from guiju.files.finding import Finding, Location, Unsound
from guiju.files.folding import common_start, without_spaces
from guiju.importing.line import TextLine
from guiju.importing.units import Value


def joined(value: Value) -> str:
    """The text of a rule as it stands in its file, in order, white space aside, without `unplaced`."""
    texts: list[str] = []

    def add(entry: Any) -> None:
        if isinstance(entry, str):
            texts.append(entry)
        elif isinstance(entry, list):
            for item in entry:
                add(item)
        elif isinstance(entry, dict):
            for key in _TEXTS.split():
                if key in entry:
                    add(entry[key])

    for key in ("preface", "preamble", "articles", "closing", "annexes"):
        add(value.get(key))
    return without_spaces("".join(texts))


_TEXTS = "divisions number heading text zh table paragraphs articles closing points indents"
"""The keys that hold words of the law, in the order in which they are printed."""


def prove(value: Value, lines: Sequence[TextLine], left: set[int], name: str) -> None:
    """Each character of the lines is in the value, in its order, or stands unplaced. Never written otherwise."""
    expected = without_spaces("".join(line.text for line in lines if id(line) not in left))
    if (got := joined(value)) != expected:
        at = common_start(got, expected)
        line = _line_at(lines, left, at)
        message = f"the text would not come out whole at “{expected[at : at + 20]}”; please report this file"
        raise Unsound([Finding("text-lost", message, Location(name, line))])


def _line_at(lines: Sequence[TextLine], left: set[int], at: int) -> int:
    for line in lines:
        if id(line) not in left:
            at -= len(without_spaces(line.text))
            if at < 0:
                return line.number
    return lines[-1].number
