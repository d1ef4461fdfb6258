"""What the sections of a report share: their headings, columns and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guiju.documents.blocks import Block, Column, Grid, Kind, Section, Sentences
from guiju.law.words import Words
from guiju.model import Lang, Verdict

WORDS = Words(__file__)
SECTIONS = WORDS.table("section")
COLUMNS = WORDS.table("column")
NOTHING = WORDS.table("nothing")


def section(key: str, lang: Lang, blocks: Iterable[Block]) -> Section:
    """A section of the report."""
    return Section(key, SECTIONS[key][lang], tuple(blocks))


def column(key: str, lang: Lang, width: int, kind: Kind = "text") -> Column:
    """A column of a table."""
    return Column(COLUMNS[key][lang], width, kind)


def nothing(key: str, lang: Lang) -> Sentences:
    """The sentence in place of a table without rows."""
    return Sentences((NOTHING[key][lang],))


def grid(
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    heading: str = "",
    note: str | None = None,
    tones: Sequence[Verdict | None] = (),
) -> Grid:
    """A table, without colour where no tones are given; cells beyond the columns are left out."""
    cells = tuple(tuple(row[: len(columns)]) for row in rows)
    return Grid(heading, tuple(columns), cells, tuple(tones) or (None,) * len(cells), note)
