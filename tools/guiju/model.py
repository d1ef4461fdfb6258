"""The records of the knowledge base: frozen, one class for each object of the schemas, fields named as there.

Every record carries `where`, its place in its file, so that a finding about it has a line and a column.
A field's meaning stands in the schema; here stand only the relations between records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from guiju.finding import Location
from guiju.source import Document, Key

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
Bound = date | Literal["unknown"]


@dataclass(frozen=True)
class Where:
    """A path into a parsed file."""

    document: Document
    path: tuple[Key, ...] = ()

    def at(self, *more: Key) -> Location:
        """The place of the value under this record."""
        return self.document.at(*self.path, *more)


def _where() -> Where:
    return Where(Document("", None, {}, {}))


@dataclass(frozen=True)
class Bilingual:
    zh: str
    en: str
    where: Where = field(default_factory=_where, repr=False, compare=False)

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Wording:
    line: int
    wording: str
    note: Bilingual | None = None
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Point:
    eId: str
    zh: str
    en: str
    provenance: Wording
    where: Where = field(default_factory=_where, repr=False, compare=False)

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Paragraph:
    eId: str
    zh: str
    en: str
    provenance: Wording
    points: tuple[Point, ...] = ()
    where: Where = field(default_factory=_where, repr=False, compare=False)

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


Unit = Paragraph | Point


@dataclass(frozen=True)
class Article:
    eId: str
    heading: Bilingual
    paragraphs: tuple[Paragraph, ...]
    where: Where = field(default_factory=_where, repr=False, compare=False)

    def units(self) -> Iterator[Unit]:
        """The 款 and 项, in the order of the text."""
        for paragraph in self.paragraphs:
            yield paragraph
            yield from paragraph.points


@dataclass(frozen=True)
class Force:
    from_: Bound
    until: Bound
    state: Literal["in_force", "not_in_force", "unverified"]
    verified_on: date | None
    note: Bilingual
    displaced_where_inconsistent_from: date | None = None
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Relation:
    kind: str
    target: str
    verification: Literal["text", "sourced", "unverified"]
    from_: date | None = None
    note: Bilingual | None = None
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class OfficialAddress:
    url: str
    verification: Literal["fetched", "cited"]
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Provenance:
    source: Bilingual
    method: Bilingual
    official_address: OfficialAddress | None = None
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Timing:
    kind: Literal["maintenance", "achievement"]
    deadline: Literal["none", "open", "period", "before"]
    note: Bilingual | None = None
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Param:
    value: float
    unit: str
    quote: str
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Automation:
    level: Literal["full", "partial", "none"]
    reason: Bilingual | None = None
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Consequence:
    route: Literal["direct", "via_parallel_duty", "none_found"]
    provisions: tuple[str, ...] = ()
    note: Bilingual | None = None
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Displacement:
    regulation: str
    change: Literal["carried", "widened", "changed", "dropped", "not_covered"]
    certainty: Literal["seen", "content_seen", "second_hand", "memory"]
    note: Bilingual
    places: tuple[str, ...] = ()
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class OpenWord:
    word: str
    weigh: Bilingual
    where: Where = field(default_factory=_where, repr=False, compare=False)


Modality = Literal["obligation", "prohibition", "permission", "power", "recommendation"]


@dataclass(frozen=True)
class Obligation:
    id: str
    eId: str
    quote: tuple[str, ...]
    modality: Modality
    bearers: tuple[str, ...]
    title: Bilingual
    summary: Bilingual
    topics: tuple[str, ...]
    counterparty: str | None = None
    condition: Bilingual | None = None
    timing: Timing | None = None
    params: Mapping[str, Param] = field(default_factory=dict)
    method: Literal["test", "examine", "interview"] | None = None
    review: tuple[Bilingual, ...] = ()
    automation: Automation | None = None
    evidence: tuple[Bilingual, ...] = ()
    consequence: Consequence | None = None
    displaced_by: Displacement | None = None
    overlaps: tuple[str, ...] = ()
    open_words: tuple[OpenWord, ...] = ()
    where: Where = field(default_factory=_where, repr=False, compare=False)

    @property
    def binds(self) -> bool:
        """Whether it can be kept or broken: powers, permissions and recommendations cannot."""
        return self.modality in ("obligation", "prohibition")


@dataclass(frozen=True)
class Span:
    kind: Literal["purpose", "scope", "definition", "commencement"]
    eId: str
    quote: tuple[str, ...]
    term: str | None = None
    reason: Bilingual | None = None
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Retired:
    id: str
    release: str
    reason: Bilingual
    replaced_by: tuple[str, ...] = ()
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Correction:
    place: str
    kind: str
    source: str
    restored: str
    reason: Bilingual
    line: int
    offset: int
    context: str
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Regulation:
    """One rule. `id` is its folder; obligations, spans, retired and corrections stand in files beside it."""

    id: str
    title: Bilingual
    short_title: Bilingual
    coverage: Literal["full", "outline"]
    document_type: str
    issuer: Bilingual
    identity: str
    promulgated: date
    force: Force
    document_number: str | None = None
    aliases: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    provenance: Provenance | None = None
    articles: tuple[Article, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    spans: tuple[Span, ...] = ()
    retired: tuple[Retired, ...] = ()
    corrections: tuple[Correction, ...] = ()
    where: Where = field(default_factory=_where, repr=False, compare=False)

    def units(self) -> Iterator[Unit]:
        """The 款 and 项, in the order of the text."""
        for article in self.articles:
            yield from article.units()

    def unit(self, eId: str) -> Unit | None:
        """The 款 or 项 with this eId."""
        return next((unit for unit in self.units() if unit.eId == eId), None)

    def article(self, eId: str) -> Article | None:
        """The article in which this eId stands."""
        head = eId.split("__")[0]
        return next((article for article in self.articles if article.eId == head), None)

    def quoting(self) -> tuple[Obligation | Span, ...]:
        """Everything that quotes the text: obligations, then spans."""
        return (*self.obligations, *self.spans)

    def obligation(self, slug: str) -> Obligation | None:
        """The obligation with this id."""
        return next((o for o in self.obligations if o.id == slug), None)

    def global_id(self, record: Obligation) -> str:
        """<regulation>#<slug>."""
        return f"{self.id}#{record.id}"


@dataclass(frozen=True)
class Term:
    id: str
    zh: str
    en: str
    definition: Bilingual
    strict: bool
    exclusive: bool = False
    defined_at: str | None = None
    variants: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class DocumentType:
    id: str
    label: Bilingual
    effects: tuple[Bilingual, ...]
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Party:
    id: str
    label: Bilingual
    description: Bilingual
    named_as: Mapping[str, tuple[str, ...]]
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Role:
    id: str
    label: Bilingual
    parties: tuple[str, ...]
    description: Bilingual
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Topic:
    id: str
    label: Bilingual
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Vocabulary:
    document_types: tuple[DocumentType, ...] = ()
    parties: tuple[Party, ...] = ()
    roles: tuple[Role, ...] = ()
    topics: tuple[Topic, ...] = ()
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Release:
    version: str
    ids: tuple[str, ...]
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class AcceptedFinding:
    check: str
    file: str
    words: str
    reason: str
    until: date
    where: Where = field(default_factory=_where, repr=False, compare=False)


@dataclass(frozen=True)
class Corpus:
    """A whole knowledge base. `data_version` is a hash of its content: same data, same version, no clock."""

    vocabulary: Vocabulary
    glossary: tuple[Term, ...]
    regulations: Mapping[str, Regulation]
    releases: tuple[Release, ...]
    exceptions: tuple[AcceptedFinding, ...]
    data_version: str

    def full(self) -> Iterator[Regulation]:
        """The rules whose text is here."""
        return (r for r in self.regulations.values() if r.coverage == "full")

    def obligation(self, global_id: str) -> tuple[Regulation, Obligation] | None:
        """The obligation with this global id, and its rule."""
        rule, _, slug = global_id.partition("#")
        regulation = self.regulations.get(rule)
        obligation = regulation.obligation(slug) if regulation else None
        return (regulation, obligation) if regulation and obligation else None

    def label(self, kind: Literal["document_types", "parties", "roles", "topics"], key: str) -> Bilingual:
        """The name of a word of the vocabulary."""
        for entry in getattr(self.vocabulary, kind):
            if entry.id == key:
                label: Bilingual = entry.label
                return label
        return Bilingual(key, key)
