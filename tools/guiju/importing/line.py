"""A line of a text of law, as a format hands it over: its words, where it stood, and what its markup said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from guiju.files.characters import is_invisible


@dataclass(frozen=True)
class TextLine:
    """`number` counts lines of the file, or paragraphs of a document, from 1. `level`: a heading of this level, 0 for
    none. `strong`: its first words are bold. `indented`: white space stands before it. `row`: a row of a table."""

    number: int
    text: str
    level: int = 0
    strong: bool = False
    indented: bool = False
    row: bool = False


@dataclass(frozen=True)
class Change:
    """What was normalised: of which kind, in which line, and the characters that it was about."""

    kind: str
    line: int
    words: str = ""


@dataclass(frozen=True)
class SourceText:
    """What a format reads: the lines that have words, what it changed, and what stands beside the text (front matter).

    Between lines and within them white space may differ from the file; everything else that differs is in `changes`."""

    lines: tuple[TextLine, ...]
    changes: tuple[Change, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def tidy(lines: Iterable[TextLine]) -> tuple[tuple[TextLine, ...], tuple[Change, ...]]:
    """The lines without characters that cannot be seen and white space at their ends; those without words fall away."""
    kept: list[TextLine] = []
    changes: list[Change] = []
    for line in lines:
        text = line.text
        if not text.isprintable():
            for character in dict.fromkeys(text):
                if _is_hidden(character):
                    changes.append(Change("hidden", line.number, f"U+{ord(character):04X}"))
            text = "".join(c for c in text if not _is_hidden(c))
        indented = text[:1].isspace()
        if text := re.sub(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+", " ", text).strip():
            kept.append(replace(line, text=text, indented=line.indented or indented))
            if line.row:
                changes.append(Change("row", line.number))
    return tuple(kept), tuple(changes)


@lru_cache(maxsize=1 << 14)  # each character of a text is asked for
def _is_hidden(character: str) -> bool:
    is_no_character = 0xFDD0 <= ord(character) <= 0xFDEF or ord(character) & 0xFFFE == 0xFFFE
    return character not in "\t\n\r" and (is_invisible(character) or is_no_character)
