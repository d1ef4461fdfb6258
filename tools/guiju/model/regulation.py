"""A rule with all its parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from guiju.model.law import (
    Annex,
    Article,
    Correction,
    Force,
    HistoryEvent,
    MissingArticle,
    Normalisation,
    Provenance,
    Relation,
    Unit,
    UnplacedLine,
)
from guiju.model.provisions import Provision, Sanction, Scenario, StatuteText
from guiju.model.reading import Obligation, PartyExpectation, RetiredId, Span
from guiju.model.record import Bilingual, Record, texts
from guiju.model.signature import Signatures


@dataclass(frozen=True)
class Regulation(Record):
    """One rule. `id` is its folder; obligations and spans are in a file an article, the rest in files beside it."""

    _columns = (
        *("id", "title", "short_title", "coverage", "document_type", "issuer", "promulgated", "force.from_"),
        *("force.until", "force.state", "articles", "obligations", "provisions"),
    )

    id: str
    title: Bilingual
    short_title: Bilingual
    coverage: Literal["full", "text", "excerpt", "outline"]
    document_type: str
    issuer: Bilingual
    identity: str
    force: Force
    promulgated: date | None = None
    consolidated: date | None = None
    document_number: str | None = None
    aliases: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    provenance: Provenance | None = None
    sources: tuple[StatuteText, ...] = ()
    history: tuple[HistoryEvent, ...] = ()
    repeals: tuple[str, ...] = ()
    preface: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    closing: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    normalised: tuple[Normalisation, ...] = ()
    unplaced: tuple[UnplacedLine, ...] = ()
    missing: tuple[MissingArticle, ...] = ()
    unresolved: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    spans: tuple[Span, ...] = ()
    retired: tuple[RetiredId, ...] = ()
    corrections: tuple[Correction, ...] = ()
    expected: tuple[PartyExpectation, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    signatures: Signatures | None = None
    versions: tuple["Regulation", ...] = ()
    """Other texts of the same work, each from its regulation@DAY.yaml, in the order of their days."""

    @property
    def made(self) -> date:
        """The day by which it is put in order: of its promulgation, else of what its text says of it first, else of its
        commencement; without all of these it comes last."""
        told = self.history[0].day if self.history else None
        return self.promulgated or told or self.force.first_day or date.max

    @cached_property
    def texts(self) -> tuple[Bilingual, ...]:
        """Every text of ours in it; none where we have the imported words only, as in its other texts."""
        ours = replace(self, versions=()) if self.versions else self
        return tuple(texts(ours)) if self.coverage != "text" else ()

    def names(self) -> tuple[str, ...]:
        """What the rule is called: the long names first, since a short one may begin them."""
        return (self.id, self.title.zh, self.short_title.zh, self.title.en, self.short_title.en, *self.aliases)

    def every_article(self) -> Iterator[Article]:
        """The articles, then those of its annexes."""
        yield from self.articles
        for annex in self.annexes:
            yield from annex.articles

    def units(self) -> Iterator[Unit]:
        """The 款, 项 and 目, in the order of the text."""
        for article in self.articles:
            yield from article.units()

    def unit(self, eId: str) -> Unit | None:
        """The 款 or 项 with this eId."""
        return self._units.get(eId)

    def article(self, eId: str) -> Article | None:
        """The article to which this eId belongs."""
        return self._articles.get(eId.split("__")[0])

    def quoting(self) -> tuple[Obligation | Span, ...]:
        """Everything that quotes the text: obligations, then spans."""
        return (*self.obligations, *self.spans)

    def obligation(self, slug: str) -> Obligation | None:
        """The obligation with this id."""
        return self._obligations.get(slug)

    # Of two with one id the first, as in the file; `guiju check` says so.

    @cached_property
    def _units(self) -> Mapping[str, Unit]:
        return {unit.eId: unit for unit in reversed(tuple(self.units()))}

    @cached_property
    def _articles(self) -> Mapping[str, Article]:
        return {article.eId: article for article in reversed(self.articles)}

    @cached_property
    def _obligations(self) -> Mapping[str, Obligation]:
        return {obligation.id: obligation for obligation in reversed(self.obligations)}

    def global_id(self, record: Obligation | Provision | Sanction) -> str:
        """<regulation>#<slug>."""
        return f"{self.id}#{record.id}"
