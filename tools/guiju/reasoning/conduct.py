"""An act as sanctions see it, and the breach that it is."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from guiju.model import Bound, Check, Period
from guiju.predicates.kleene import Facts, Row

ACTOR = "actor_kind"
"""The fact of conduct that says who acts: a person, a unit, or a person in a unit."""
DISCOVERED = "discovered_on"


@dataclass(frozen=True)
class Conduct:
    """An act as sanctions see it: its facts, the days on which it took place, and the day of which it is asked. `key`
    is that of the row that records it, if a row does."""

    facts: Facts
    acted: Period
    as_of: date
    key: str = ""

    @property
    def day(self) -> Bound:
        """The day of the act; of one that lasts, the last."""
        return self.acted.latest

    @cached_property
    def row(self) -> Row:
        """What predicates read."""
        return Row(self.facts, {}, {}, self.day if isinstance(self.day, date) else date.min)


@dataclass(frozen=True)
class Act:
    """A conduct that a breach is, the check that failed (None: not known which), its row, and what the row tells of the
    conduct: who acts is known from the party first, and from the row where it may be one of several. `entity` is that
    of its rows, empty where there are none; `rows` how many they are."""

    conduct: Conduct
    check: Check | None = None
    row: Row | None = None
    of_row: Facts = field(default_factory=dict)
    entity: str = ""
    rows: int = 1
