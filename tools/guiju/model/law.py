"""The text of a rule: articles, 款 and 项, identity, force, relations, provenance, corrections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju.model.enumerations import VerifiedForce
from guiju.model.record import Bilingual, Bound, Record


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
class Point(Bilingual):
    """A 项. In a full text it has its `provenance`, in an excerpt how it was `seen`."""

    eId: str
    provenance: Wording | None = None
    seen: Sighting | None = None


@dataclass(frozen=True)
class Paragraph(Bilingual):
    """A 款. In a full text it has its `provenance`, in an excerpt how it was `seen`; `partial` says what is missing."""

    eId: str
    provenance: Wording | None = None
    points: tuple[Point, ...] = ()
    seen: Sighting | None = None
    partial: Bilingual | None = None


Unit = Paragraph | Point


@dataclass(frozen=True)
class Article(Record):
    eId: str
    heading: Bilingual
    paragraphs: tuple[Paragraph, ...]

    def units(self) -> Iterator[Unit]:
        """The 款 and 项, in the order of the text."""
        for paragraph in self.paragraphs:
            yield paragraph
            yield from paragraph.points


@dataclass(frozen=True)
class Chapter(Record):
    number: int
    heading: Bilingual
    first: str


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
class Force(Record):
    from_: Bound
    until: Bound
    state: VerifiedForce
    verified_on: date | None
    note: Bilingual
    displaced_where_inconsistent_from: date | None = None
    listing: Listing | None = None

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
