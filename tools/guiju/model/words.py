"""The words that the data may use: glossary, parties, roles, topics, entities, facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from guiju.model.place import Bilingual, Where, nowhere
from guiju.model.reading import Recorded


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
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class DocumentType:
    id: str
    label: Bilingual
    effects: tuple[Bilingual, ...]
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class Party:
    """Who can be bound. `gate` is the fact of the service without which nothing binds it."""

    id: str
    label: Bilingual
    description: Bilingual
    named_as: Mapping[str, tuple[str, ...]]
    gate: str | None = None
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class Role:
    id: str
    label: Bilingual
    parties: tuple[str, ...]
    description: Bilingual
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class Topic:
    id: str
    label: Bilingual
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class Entity:
    id: str
    label: Bilingual
    description: Bilingual
    key: str | None = None
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class EnumValue:
    id: str
    label: Bilingual
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class Derived:
    how: Literal["count_same", "count_rows"]
    of: str | None = None
    entity: str | None = None
    by: str | None = None
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class Fact:
    """An observable state: its type, unit, question, and where such a fact is usually found. `reviewer_of` are the findings whose reviewer it names.

    Before the day of `counts_from`, a fact of its row, it counts as missing, and before that of `true_from` where it is true.
    """

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
    derived: Derived | None = None
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class Measure:
    """A measure that a sanction may name, and the words by which laws impose it."""

    id: str
    terms: tuple[str, ...]
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class Contradiction:
    """Facts of one row that cannot hold together: `when` is never true of it. Its two examples are values as written."""

    id: str
    entity: str
    when: str
    message: Bilingual
    impossible: Mapping[str, Recorded]
    possible: Mapping[str, Recorded]
    where: Where = field(default_factory=nowhere, repr=False, compare=False)


@dataclass(frozen=True)
class Vocabulary:
    document_types: tuple[DocumentType, ...] = ()
    parties: tuple[Party, ...] = ()
    roles: tuple[Role, ...] = ()
    topics: tuple[Topic, ...] = ()
    measures: tuple[Measure, ...] = ()
    entities: tuple[Entity, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    facts: tuple[Fact, ...] = ()
    where: Where = field(default_factory=nowhere, repr=False, compare=False)
