"""The knowledge base as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Literal

from guiju.files.display import Displayed
from guiju.files.source import Document
from guiju.model.answer_card import AnswerCard
from guiju.model.case import Case
from guiju.model.leaflet import Leaflet
from guiju.model.provisions import Exclusion, Limitation, Provision
from guiju.model.reading import Obligation
from guiju.model.record import Bilingual, Record, texts
from guiju.model.regulation import Regulation
from guiju.model.vocabulary import Fact, Labelled, SharedWords, Term, Vocabulary


@dataclass(frozen=True)
class Release(Record):
    version: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class AcceptedFinding(Record):
    check: str
    file: str
    words: str
    reason: str
    until: date


@dataclass(frozen=True)
class SourceStretch(Record):
    """Lines of the source document from `first` to `last`, and what became of them."""

    first: int
    last: int
    kind: Literal["law", "case", "disclosure", "commentary", "advert"]
    content: Bilingual
    rules: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceLines(Record):
    """The source document of the knowledge base, all its lines."""

    total: int
    lines: tuple[SourceStretch, ...]


@dataclass(frozen=True)
class SearchedLaw(Record):
    """A law searched: its folder, and in which texts."""

    regulation: str
    texts: Bilingual


@dataclass(frozen=True)
class UnsearchedLaw(Record):
    """Laws known to be relevant that were not searched, and why."""

    title: Bilingual
    reason: Bilingual
    places: Bilingual | None = None


@dataclass(frozen=True)
class PenaltySearch(Record):
    """In which laws penalties were looked for: what “none found” means."""

    searched_on: date
    searched: tuple[SearchedLaw, ...]
    not_searched: tuple[UnsearchedLaw, ...]


@dataclass(frozen=True)
class Subject(Record):
    """What a page is about, by its id, perhaps a `part` of it, and the questions that people ask and it answers;
    or a `law` that is not here."""

    page: Literal[
        "regulations", "obligations", "cases", "glossary", "roles", "leaflets", "checklists", "self_assessment",
        "absent",
    ]  # fmt: skip
    id: str
    questions: tuple[Bilingual, ...]
    part: str = ""
    law: Bilingual | None = None


VocabularyPart = Literal["document_types", "entities", "measures", "parties", "roles", "topics"]


@dataclass(frozen=True)
class Corpus(Displayed):
    """A whole knowledge base. `data_version` is a hash of its content: same data, same version, no clock."""

    vocabulary: Vocabulary
    glossary: tuple[Term, ...]
    regulations: Mapping[str, Regulation]
    releases: tuple[Release, ...]
    exceptions: tuple[AcceptedFinding, ...]
    data_version: str
    cases: Mapping[str, Case] = field(default_factory=dict)
    source_lines: SourceLines | None = None
    penalty_search: PenaltySearch | None = None
    leaflets: tuple[Leaflet, ...] = ()
    subjects: tuple[Subject, ...] = ()
    answers: tuple[AnswerCard, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()
    """Words that mean the same in a question."""
    documents: tuple[Document, ...] = field(default=(), repr=False, compare=False)
    """The files that were parsed."""
    is_ours: bool = field(default=False, compare=False)
    """Whether it has our LICENSE-DATA: only then do pages and exports name our licence, and us as its authors."""

    @cached_property
    def words(self) -> SharedWords:
        """What all rules share."""
        corrections = (c for rule in self.regulations.values() if rule.coverage != "text" for c in rule.corrections)
        corrupt = frozenset(c.source for c in corrections if c.kind in ("glyph", "homophone"))
        return SharedWords(self.vocabulary, self.glossary, corrupt)

    @cached_property
    def shared_texts(self) -> tuple[Bilingual, ...]:
        """Every text that is not in a rule."""
        shared = (entry.name for entry in fields(self) if entry.compare and entry.name != "regulations")
        return tuple(texts(tuple(getattr(self, name) for name in shared)))

    @cached_property
    def in_source(self) -> frozenset[str]:
        """The rules whose text the source document has: they come first where nothing else puts rules in order."""
        lines = self.source_lines.lines if self.source_lines else ()
        return frozenset(rule for stretch in lines if stretch.kind == "law" for rule in stretch.rules)

    def with_articles(self) -> Iterator[Regulation]:
        """The rules with articles, all or some of them."""
        return (r for r in self.regulations.values() if r.articles)

    def with_reading(self) -> Iterator[Regulation]:
        """Those of them that we read, and not only imported: duties and verdicts come from these."""
        return (r for r in self.with_articles() if r.coverage != "text")

    def obligations(self) -> Iterator[tuple[Regulation, Obligation]]:
        """Every obligation, with its rule."""
        return ((rule, obligation) for rule in self.regulations.values() for obligation in rule.obligations)

    @cached_property
    def displacing(self) -> Mapping[str, list[tuple[Regulation, Obligation]]]:
        """The obligations that a later rule displaced, with their rules, by the id of the later one."""
        by_rule: dict[str, list[tuple[Regulation, Obligation]]] = {}
        for rule, record in self.obligations():
            if record.displaced_by:
                by_rule.setdefault(record.displaced_by.regulation, []).append((rule, record))
        return by_rule

    @cached_property
    def lifting(self) -> Mapping[str, tuple[str, ...]]:
        """The permissions that lift a duty, by the id of the duty; all by global ids."""
        by_duty: dict[str, tuple[str, ...]] = {}
        for rule, record in self.obligations():
            for lifted in record.exception_to:
                by_duty[lifted] = (*by_duty.get(lifted, ()), rule.global_id(record))
        return by_duty

    def provisions(self) -> Iterator[tuple[Regulation, Provision]]:
        """Every provision, with its law."""
        return ((rule, provision) for rule in self.regulations.values() for provision in rule.provisions)

    @cached_property
    def excluding(self) -> tuple[tuple[str, Exclusion], ...]:
        """What rules of general effect exclude, each with its law."""
        return tuple((rule.id, entry) for rule, provision in self.provisions() for entry in provision.excludes)

    @cached_property
    def limitations(self) -> tuple[tuple[str, Limitation], ...]:
        """The rules on the time in which an act has to be discovered, each with its law."""
        every = ((rule.id, provision.limitation) for rule, provision in self.provisions())
        return tuple((law, limitation) for law, limitation in every if limitation is not None)

    def obligation(self, global_id: str) -> tuple[Regulation, Obligation] | None:
        """The obligation with this global id, and its rule."""
        regulation, slug = self._located(global_id)
        obligation = regulation.obligation(slug) if regulation else None
        return (regulation, obligation) if regulation and obligation else None

    def provision(self, global_id: str) -> Provision | None:
        """The provision with this global id."""
        regulation, slug = self._located(global_id)
        return next((p for p in regulation.provisions if p.id == slug), None) if regulation else None

    def leaflet(self, role: str) -> Leaflet | None:
        """The leaflet of this role, if it has one."""
        return next((leaflet for leaflet in self.leaflets if leaflet.role == role), None)

    def answer(self, id: str) -> AnswerCard | None:
        """The answer card with this id."""
        return next((card for card in self.answers if card.id == id), None)

    def _located(self, global_id: str) -> tuple[Regulation | None, str]:
        rule, _, slug = global_id.partition("#")
        return self.regulations.get(rule), slug

    def fact(self, entity: str, name: str) -> Fact:
        """The vocabulary's entry of a fact that a check reads; `guiju check` makes sure that there is one."""
        return next(fact for fact in self.vocabulary.facts if (fact.entity, fact.id) == (entity, name))

    def label(self, kind: VocabularyPart, key: str) -> Bilingual:
        """The name of a word of the vocabulary."""
        entries: tuple[Labelled, ...] = getattr(self.vocabulary, kind)
        return next((entry.label for entry in entries if entry.id == key), None) or Bilingual(key, key)
