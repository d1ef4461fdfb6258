"""An answer card: one situation as people ask about it, answered in two sentences with the places that say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from guiju.model.leaflet import BasedSentence, BasedStep
from guiju.model.reading import RecordedValue
from guiju.model.record import Bilingual, Record


@dataclass(frozen=True)
class ActAsked(Record):
    """The act of the question: what it says of the conduct, and the provisions to which such an act may lead."""

    conduct: Mapping[str, RecordedValue]
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class AnswerCard(Record):
    """`role` is its file. `words` is the 款, 项 or provision that is quoted. What an act leads to is computed from
    `consequence`; `no_consequence` says in its place that our laws set none. `duties`, `case`: global ids, an id."""

    id: str
    role: str
    title: Bilingual
    questions: tuple[Bilingual, ...]
    answer: tuple[BasedSentence, ...]
    words: str
    steps: tuple[BasedStep, ...]
    consequence: ActAsked | None = None
    no_consequence: Bilingual | None = None
    duties: tuple[str, ...] = ()
    case: str | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The global ids of the places on whose words it rests."""
        return tuple(dict.fromkeys((self.words, *(name for entry in self.based for name in entry.basis))))

    @property
    def based(self) -> tuple[BasedSentence | BasedStep, ...]:
        """Its sentences and its steps."""
        return (*self.answer, *self.steps)
