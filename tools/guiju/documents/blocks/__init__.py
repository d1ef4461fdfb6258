"""What documents are made of: a paper is a sequence of sections, a section one of blocks; formats lay them out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju.files.characters import printable
from guiju.law.text.redline import RedlinePiece
from guiju.model import WORST_FIRST, Lang, Verdict

ColumnKind = Literal["text", "duty", "list", "short", "law", "titled", "anchor"]
"""How a cell reads: one text; a duty (title, place, id: a line each); several texts, a line each; a day or number
that is not broken; words of the law, which are Chinese; a title with lines below it; an anchor of a card."""


@dataclass(frozen=True)
class Tally:
    """Duties of one kind by verdict; `total` is what each number is counted against."""

    name: str
    counts: Mapping[Verdict, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def numbers(self) -> tuple[int, ...]:
        """The counts from the worst verdict on, then the total."""
        return (*(self.counts[verdict] for verdict in WORST_FIRST), self.total)

    def spans(self, width: int) -> tuple[tuple[Verdict, int, int], ...]:
        """A bar of so many steps: (verdict, first step, number of steps), none left over."""
        spans, past, done = [], 0, 0
        for verdict in WORST_FIRST:
            past += self.counts[verdict]
            until = round(width * past / self.total) if self.total else 0
            spans.append((verdict, done, until - done))
            done = until
        return tuple(span for span in spans if span[2])


@dataclass(frozen=True)
class Heading:
    """A heading inside a section, such as an article; `anchor` names it in links."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Quotation:
    """Paragraphs of the law."""

    texts: tuple[str, ...]


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
    """Numbers of duties by verdict, each row with its total: a table with a bar. `headings` head the numbers."""

    heading: str
    headings: tuple[str, ...]
    rows: tuple[Tally, ...]
    note: str | None


@dataclass(frozen=True)
class Column:
    """A column: its width in characters of a spreadsheet (elsewhere its share of the page), and how its cells read."""

    heading: str
    width: int
    kind: ColumnKind = "text"


@dataclass(frozen=True)
class Grid:
    """A table of texts. `tones` colour a row: the verdict that it is about, or breached where something is late."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    tones: tuple[Verdict | None, ...]
    note: str | None = None


@dataclass(frozen=True)
class Card:
    """One duty; `words`: of its verdict or modality; `rows`: (heading, texts) below the words of the law; `boxes`:
    (value, text) to tick, the first ticked so far; `blanks`: headings of what is filled in by hand; `anchors`: its
    names in links."""

    number: str
    title: str
    words: str
    place: str
    id: str
    quotation: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    tone: Verdict | None = None
    boxes: tuple[tuple[str, str], ...] = ()
    blanks: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cards:
    """Duties, a card each. `headings` are of number, duty, verdict or status, quotation, then the rows of all cards."""

    headings: tuple[str, ...]
    cards: tuple[Card, ...]

    @property
    def to_tick(self) -> bool:
        """Whether they are a list to tick off rather than findings."""
        return not any(card.tone for card in self.cards)


@dataclass(frozen=True)
class Blank:
    """What is filled in by hand: `key` is its name in a profile."""

    key: str
    heading: str
    dated: bool


@dataclass(frozen=True)
class Blanks:
    """A form of headings, each with room to fill in."""

    rows: tuple[Blank, ...]
    not_a_date: str


@dataclass(frozen=True)
class SignOff:
    """(what they do, who, name to print); signature and date stay blank. `headings` are those of the four columns."""

    headings: tuple[str, str, str, str]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RedlinedUnit:
    """A 款 of two texts: where it is in each, empty where it is not, and its pieces."""

    old_place: str
    new_place: str
    pieces: tuple[RedlinePiece, ...]


@dataclass(frozen=True)
class RedlinedArticle:
    """An article of two texts: a name for it, its numbers, what became of it in words, and its 款."""

    id: str
    title: str
    words: str
    units: tuple[RedlinedUnit, ...]


@dataclass(frozen=True)
class SideBySide:
    """Two texts of a law beside each other, with what changed marked; `headings` are of the old and of the new one."""

    headings: tuple[str, str]
    articles: tuple[RedlinedArticle, ...]


Block = Heading | Quotation | Pairs | Sentences | Bars | Grid | Cards | Blanks | SignOff | SideBySide


@dataclass(frozen=True)
class Section:
    """A section of a paper. `key` names it in layouts and links."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Front:
    """What a document begins with. Texts are in the reader's language.

    `subject`: whom or what it is about; `notices` come first: how far the law in place is covered; `caution` is what
    the reader of this edition must know; `foot` one line for every page: day, data version, not legal advice.
    """

    lang: Lang
    day: date
    title: str
    subject: tuple[str, ...]
    notices: tuple[str, ...]
    headline: str
    caution: str
    foot: str
    edition: str = ""

    @property
    def name(self) -> str:
        """Its title with its edition."""
        return " · ".join(filter(None, (self.title, self.edition)))

    @property
    def about(self) -> str:
        """The first of its subjects, as the edges of pages and the properties of files take it."""
        return printable(self.subject[0])


@dataclass(frozen=True)
class Paper:
    """A document to read."""

    front: Front
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Rows:
    """A document as rows for scripts and spreadsheets, each with the same cells."""

    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]
