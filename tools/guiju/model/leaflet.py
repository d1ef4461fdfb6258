"""A leaflet for everyday readers: plain questions, plain sentences for obligations, and what to do when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from guiju.model.reading import RecordedValue
from guiju.model.record import Bilingual, Record


@dataclass(frozen=True)
class PlainAnswer(Record):
    text: Bilingual
    sets: Mapping[str, RecordedValue] = field(default_factory=dict)
    happened: bool | None = None
    situation: str | None = None
    cases: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlainQuestion(Record):
    """A question about facts of an entity: with answers to choose from, or for the day that a fact is."""

    id: str
    entity: str
    text: Bilingual
    about: Bilingual | None = None
    answers: tuple[PlainAnswer, ...] = ()
    day: str | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that its answers can set."""
        names = [name for answer in self.answers for name in answer.sets]
        return tuple(dict.fromkeys([*names, *([self.day] if self.day else [])]))


@dataclass(frozen=True)
class PlainDuty(Record):
    """A sentence for obligations that say it together."""

    obligations: tuple[str, ...]
    text: Bilingual


@dataclass(frozen=True)
class BasedSentence(Record):
    """A sentence about the law, and the places that say it."""

    text: Bilingual
    basis: tuple[str, ...]


@dataclass(frozen=True)
class PlainStatement(BasedSentence):
    unless: Mapping[str, RecordedValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Answerability(Record):
    """One kind of liability: on what it turns, and the provisions whose sanctions are listed."""

    kind: Literal["civil", "administrative", "criminal", "disciplinary"]
    turns_on: tuple[PlainStatement, ...]
    provisions: tuple[str, ...] = ()
    decided_by: Bilingual | None = None
    unless: Mapping[str, RecordedValue] = field(default_factory=dict)


@dataclass(frozen=True)
class BasedStep(Record):
    """What to do: a duty of the reader, advice that nothing asks for, or a note on what others may do."""

    kind: Literal["duty", "advice", "note"]
    text: Bilingual
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlainStep(BasedStep):
    unless: Mapping[str, RecordedValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Situation(Record):
    id: str
    title: Bilingual
    steps: tuple[PlainStep, ...]


@dataclass(frozen=True)
class Leaflet(Record):
    """Advice for a role in everyday words. `given` are facts of the service that are taken for granted."""

    role: str
    title: Bilingual
    lead: Bilingual
    scope: Bilingual
    questions: tuple[PlainQuestion, ...]
    musts: tuple[PlainDuty, ...]
    answerable: tuple[Answerability, ...]
    situations: tuple[Situation, ...]
    given: Mapping[str, RecordedValue] = field(default_factory=dict)
    owed: tuple[PlainDuty, ...] = ()
    cases: tuple[str, ...] = ()
