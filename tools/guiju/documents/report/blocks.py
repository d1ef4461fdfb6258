"""What a section of the report is made of: pairs, sentences, bars, tables, cards, the block to sign. Each format lays out these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guiju.documents.report.counts import Tally
from guiju.model import Verdict

Kind = Literal["text", "duty", "list", "short"]
"""How a cell reads: one text; a duty (title, place, id: a line each); several texts, a line each; or a day or number that is not broken."""


@dataclass(frozen=True)
class Pairs:
    """(heading, text); a text may have several lines."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sentences:
    """Sentences, each by itself."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Bars:
    """Numbers of duties by verdict, each row with its total: a table with a bar. `of` heads the total."""

    heading: str
    of: str
    verdicts: tuple[tuple[Verdict, str], ...]
    rows: tuple[Tally, ...]
    note: str | None


@dataclass(frozen=True)
class Column:
    """A column: its width in characters of a spreadsheet (elsewhere its share of the page), and how its cells read."""

    heading: str
    width: int
    kind: Kind = "text"


@dataclass(frozen=True)
class Table:
    """A table of texts. `tones` colour a row: the verdict that it is about, or breached where something is late."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    tones: tuple[Verdict | None, ...]
    note: str | None = None


@dataclass(frozen=True)
class Card:
    """One finding: number, title, wording of its verdict, place and id, the words of the law, then (heading, texts)."""

    number: str
    title: str
    words: str
    place: str
    id: str
    quotation: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Cards:
    """The findings. `headings` are those of the rows of all cards, in order, for a layout in columns."""

    number: str
    duty: str
    quotation: str
    verdict: str
    headings: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class SignOff:
    """(what they do, who, name to print); signature and date stay blank. `headings` are those of the four columns."""

    headings: tuple[str, str, str, str]
    rows: tuple[tuple[str, str], ...]


Block = Pairs | Sentences | Bars | Table | Cards | SignOff


@dataclass(frozen=True)
class Section:
    """A section of the report. `key` names its place in layouts and links."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
