"""The words that the data may use: glossary, parties, roles, topics, entities, facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from guiju.model.reading import RecordedValue
from guiju.model.record import Bilingual, Record


@dataclass(frozen=True)
class Term(Bilingual):
    """A term of the law, with how it is rendered in English."""

    id: str
    definition: Bilingual
    strict: bool
    exclusive: bool = False
    everyday: bool = False
    defined_at: str | None = None
    variants: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Labelled(Record):
    id: str
    label: Bilingual


@dataclass(frozen=True)
class DocumentType(Labelled):
    effects: tuple[Bilingual, ...]


@dataclass(frozen=True)
class Party(Labelled):
    """Who can be bound. `gate` is the fact of the service without which nothing binds it, `actor` facts of the conduct
    that say who acts where it does. `operator_when`: of which services whoever runs them is this party itself;
    `operator_places`: the words that bind it then, where these are not those of what it follows from."""

    description: Bilingual
    named_as: Mapping[str, tuple[str, ...]]
    gate: str | None = None
    actor: Mapping[str, RecordedValue] = field(default_factory=dict)
    operator_when: str | None = None
    operator_places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Role(Labelled):
    """A reader for whom checklists are made, and the parties of the law that such a reader is."""

    parties: tuple[str, ...]
    description: Bilingual
    situation: Bilingual | None = None
    often_with: tuple[str, ...] = ()
    plain: bool = False


@dataclass(frozen=True)
class Topic(Labelled):
    """What a duty is about."""


@dataclass(frozen=True)
class Entity(Labelled):
    description: Bilingual
    key: str | None = None


@dataclass(frozen=True)
class EnumValue(Labelled):
    """A value of a fact."""


@dataclass(frozen=True)
class Derivation(Record):
    how: Literal["count_same", "count_rows"]
    of: str | None = None
    entity: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class PlainWording(Record):
    question: Bilingual
    description: Bilingual
    usual_source: Bilingual


@dataclass(frozen=True)
class Supply(Record):
    """A fact of a row that tells a fact of the conduct: which value tells which; without `values` it is the same."""

    entity: str
    fact: str
    values: Mapping[str, RecordedValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Fact(Record):
    """An observable state. `reviewer_of`: the findings whose reviewer it names. Before the day of `counts_from`, a fact
    of its row, it counts as missing; before that of `true_from`, where it is true."""

    id: str
    entity: str
    type: Literal["boolean", "integer", "number", "date", "datetime", "duration", "string", "enum"]
    question: Bilingual
    description: Bilingual
    usual_source: Bilingual
    serves: tuple[str, ...]
    unit: str | None = None
    values: tuple[EnumValue, ...] = ()
    can_be_none: bool = False
    judged: bool = False
    reviewer_of: tuple[str, ...] = ()
    counts_from: str | None = None
    true_from: str | None = None
    derived: Derivation | None = None
    supplied_by: tuple[Supply, ...] = ()
    phrases: Mapping[str, Bilingual] = field(default_factory=dict)
    plain: PlainWording | None = None

    def asked_of(self, roles: Iterable[Role]) -> "Fact":
        """The fact as the questions to these roles put it."""
        if (plain := self.plain) is None or not all(role.plain for role in roles):
            return self
        return replace(self, question=plain.question, description=plain.description, usual_source=plain.usual_source)


@dataclass(frozen=True)
class Measure(Labelled):
    """A measure that a sanction may name, and the words by which laws impose it."""

    terms: tuple[str, ...]


@dataclass(frozen=True)
class Contradiction(Record):
    """Facts that cannot be true of one row together: `when` is never true. The two examples are values as written."""

    id: str
    entity: str
    when: str
    message: Bilingual
    impossible: Mapping[str, RecordedValue]
    possible: Mapping[str, RecordedValue]


@dataclass(frozen=True)
class DerivedFact(Record):
    """What follows in law from other facts of the service: the value of `fact` where `when` is true, and its places."""

    fact: str
    value: bool
    when: str
    places: tuple[str, ...]
    note: Bilingual | None = None


@dataclass(frozen=True)
class JudgedFact(Record):
    """A fact of the service that the law leaves to a judgement: who judges, and by which places."""

    fact: str
    words: Bilingual
    places: tuple[str, ...]


@dataclass(frozen=True)
class Registration(Labelled):
    """What is filed, assessed or licensed: by which duties, with whom, and within which time."""

    duties: tuple[str, ...]
    authority: Bilingual
    limit: Bilingual
    places: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary(Record):
    document_types: tuple[DocumentType, ...] = ()
    parties: tuple[Party, ...] = ()
    roles: tuple[Role, ...] = ()
    topics: tuple[Topic, ...] = ()
    measures: tuple[Measure, ...] = ()
    entities: tuple[Entity, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    facts: tuple[Fact, ...] = ()
    service_questions: tuple[str, ...] = ()
    derivations: tuple[DerivedFact, ...] = ()
    judgements: tuple[JudgedFact, ...] = ()
    registrations: tuple[Registration, ...] = ()
    occasions: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class SharedWords:
    """What all rules share: words, and the characters that corrections say are corruptions of others. Two are never the
    same, so a check can keep what it made of one."""

    vocabulary: Vocabulary
    glossary: tuple[Term, ...]
    corrupt: frozenset[str]
