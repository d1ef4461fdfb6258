"""The text of a rule: articles, 款, 项 and 目, identity, force, relations, provenance, corrections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from guiju.model.enumerations import DivisionKind, HistoryKind, VerifiedForce
from guiju.model.record import NO_WORDS, Bilingual, Bound, Record


@dataclass(frozen=True)
class Wording(Record):
    line: int
    wording: str
    note: Bilingual | None = None


@dataclass(frozen=True)
class Sighting(Record):
    """How words of a rule covered in part were seen: `witnesses` is the number of independent sources."""

    witnesses: int
    note: Bilingual | None = None


@dataclass(frozen=True)
class Indent(Bilingual):
    """A 目, of an imported text: nothing is recorded of how its words were seen."""

    eId: str
    provenance: ClassVar[None] = None
    seen: ClassVar[None] = None
    number: str | None = None
    table: tuple[str, ...] = ()


@dataclass(frozen=True)
class Point(Bilingual):
    """A 项: with `provenance` in a full text, how it was `seen` in an excerpt, the printed `number` if imported."""

    eId: str
    provenance: Wording | None = None
    seen: Sighting | None = None
    number: str | None = None
    table: tuple[str, ...] = ()
    indents: tuple[Indent, ...] = ()


@dataclass(frozen=True)
class Paragraph(Bilingual):
    """A 款. In a full text it has its `provenance`, in an excerpt how it was `seen`; `partial` says what is missing."""

    eId: str
    provenance: Wording | None = None
    points: tuple[Point, ...] = ()
    seen: Sighting | None = None
    partial: Bilingual | None = None
    table: tuple[str, ...] = ()


Unit = Paragraph | Point | Indent


@dataclass(frozen=True)
class Division(Record):
    """A part, chapter or section, as printed over its first article."""

    eId: str
    kind: DivisionKind
    number: str | None = None
    heading: Bilingual = NO_WORDS
    text: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article(Record):
    """An article. Imported, it has its `number` as printed; the heading is ours, and empty where we gave none."""

    eId: str
    paragraphs: tuple[Paragraph, ...]
    heading: Bilingual = NO_WORDS
    number: str | None = None
    divisions: tuple[Division, ...] = ()

    def units(self) -> Iterator[Unit]:
        """The 款, 项 and 目, in the order of the text."""
        for paragraph in self.paragraphs:
            yield paragraph
            for point in paragraph.points:
                yield point
                yield from point.indents


@dataclass(frozen=True)
class Annex(Record):
    """An annex of an imported text: its lines, and its articles where it has some."""

    eId: str
    heading: Bilingual
    text: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    closing: tuple[str, ...] = ()


@dataclass(frozen=True)
class HistoryEvent(Record):
    """What an imported text says of its own history, in its words."""

    event: HistoryKind
    day: date
    words: str


@dataclass(frozen=True)
class Normalisation(Record):
    """What differs from the source of an imported text, and in which of its lines."""

    kind: str
    lines: tuple[int, ...]
    words: str | None = None


@dataclass(frozen=True)
class UnplacedLine(Record):
    """A line of the source of an imported text that is not part of the law."""

    line: int
    text: str


@dataclass(frozen=True)
class MissingArticle(Record):
    """An article or 款 without its words; where a part of it is recorded, the rest of it."""

    number: str
    seen: Literal["near", "fragment", "unseen"]
    note: Bilingual | None = None


@dataclass(frozen=True)
class Listing(Record):
    """An index of the issuer that listed the rule on a day: evidence that it is listed, not that it is in force."""

    listed_on: date
    index: Bilingual
    document_type: str
    source: Bilingual
    caution: Bilingual


@dataclass(frozen=True)
class LaterPart(Record):
    """Places of a text that begin to be law on another day than the rest."""

    places: tuple[str, ...]
    from_: Bound


@dataclass(frozen=True)
class Force(Record):
    from_: Bound
    until: Bound
    state: VerifiedForce
    verified_on: date | None
    note: Bilingual
    basis: Literal["text", "assumed"] | None = None
    displaced_where_inconsistent_from: date | None = None
    listing: Listing | None = None
    exceptions: tuple[LaterPart, ...] = ()

    @property
    def first_day(self) -> date | None:
        """None where it is unknown."""
        return self.from_ if isinstance(self.from_, date) else None


@dataclass(frozen=True)
class Relation(Record):
    kind: str
    target: str
    verification: Literal["text", "sourced", "unverified"]
    from_: date | None = None
    note: Bilingual | None = None


@dataclass(frozen=True)
class OfficialAddress(Record):
    url: str
    verification: Literal["fetched", "cited"]


@dataclass(frozen=True)
class Provenance(Record):
    source: Bilingual
    method: Bilingual
    official_address: OfficialAddress | None = None


@dataclass(frozen=True)
class Correction(Record):
    place: str
    kind: str
    source: str
    restored: str
    reason: Bilingual
    line: int
    offset: int
    context: str
