"""The parts of a law that are files of their own, such as the books of a code: which files go on with one numbering."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from guiju.files.folding import without_spaces
from guiju.importing import front, outline, title
from guiju.importing.line import SourceText, TextLine
from guiju.places import printed_label as label


@dataclass(frozen=True)
class LawPart:
    """What a file holds: its numbers of articles, (0, 0) for none, and its title; one without is a part of something.
    `is_front`: a title with its days and nothing else; `is_alone`: it has one law."""

    file: Path
    first: int = 0
    last: int = 0
    title: str | None = None
    is_front: bool = False
    is_alone: bool = True


def chains(parts: Iterable[LawPart]) -> Iterator[tuple[Path, ...]]:
    """The files of each law that is in several: those of one folder whose articles follow one another from 1 on, with
    one title; before them the file that has the title alone, and a preamble."""
    for _, group in groupby(sorted(parts, key=lambda part: part.file), key=lambda part: part.file.parent):
        folder = [part for part in group if part.is_alone]
        fronts = [part.file for part in folder if part.is_front]
        preambles = [part.file for part in folder if part.title in outline.HEADINGS and not part.last]
        for begin in (part for part in folder if part.first == 1):
            chain = [begin]
            while following := _next(chain, folder):
                chain.append(following)
            if len(chain) > 1:
                own = fronts if chain[0].title is None and len(fronts) == 1 else []
                yield (*own, *(preambles if own else ()), *(part.file for part in chain))


def _next(chain: Sequence[LawPart], folder: Iterable[LawPart]) -> LawPart | None:
    """The one file that goes on: 附则 and 第三编 have no title, else it is that of the first."""
    found = [p for p in folder if p.first == chain[-1].last + 1 and p.title in (None, chain[0].title)]
    return found[0] if len(found) == 1 else None


def joined(readings: Sequence[SourceText]) -> tuple[SourceText, list[TextLine], list[int]]:
    """The texts of the parts as one, whose lines are counted on; the lines that a part repeats of the first; and how
    many lines are before each part."""
    if len(readings) == 1:
        return readings[0], [], [0]
    lines: list[TextLine] = []
    repeated: list[TextLine] = []
    starts: list[int] = []
    changes, before = [], 0
    for reading in readings:
        starts.append(before)
        own = [replace(line, number=line.number + before) for line in reading.lines]
        begun = any(label.article(line.text) for line in lines)
        above = own[: outline.begins(own)] if begun else []
        again = [line for line in above if not _is_heading(line, lines[0])]
        repeated += again
        lines += [line for line in own if line not in again]
        changes += [replace(change, line=change.line + before) for change in reading.changes]
        before = max((line.number for line in own), default=before)
    facts = next((reading.facts for reading in readings if reading.facts), ())
    return SourceText(tuple(lines), tuple(changes), facts), repeated, starts


def _is_heading(line: TextLine, of_the_law: TextLine) -> bool:
    """Whether a line over the first article of a part is a heading (附则, 物权编), and not the title again."""
    named = bool(line.level) or without_spaces(line.text) in outline.HEADINGS
    is_dated = front.identifies(line) and any(sign.isdigit() for sign in line.text)
    return named and not is_dated and outline.may_head(line) and title.clean(line.text) != title.clean(of_the_law.text)
