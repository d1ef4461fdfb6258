"""The facts of a profile that count on a day, typed, with those that follow from them.

What is set aside counts as missing: a fact past its expiry, one established or a moment that is after the day, one of a
thing that was there only after the day (`counts_from`, `true_from`), and a finding that only a named reviewer may make
and none has: neither at the finding nor in the fact of its row that says who reviewed. What follows: who the reviewer
of a finding was, what the vocabulary counts over several rows, and what it derives for the service.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from guiju.model import DerivedFact, Fact, Vocabulary
from guiju.model.profile import Profile, ProfileFact
from guiju.predicates.kleene import Absent, Value
from guiju.reasoning import facts
from guiju.reasoning.derivations import derived

SetAsideReason = Literal["stale", "later", "judged"]


@dataclass(frozen=True)
class EffectiveFacts:
    """`rows` are values by entity, key and fact; `set_aside` says of (entity, key, fact) why it does not count, of
    several reasons the first; `complete` are the entities of which all rows are there; `derived` are facts of the
    service that were not stated and follow from others."""

    rows: Mapping[str, Mapping[str, Mapping[str, Value]]]
    set_aside: Mapping[tuple[str, str, str], SetAsideReason]
    complete: frozenset[str]
    derived: Mapping[str, DerivedFact] = field(default_factory=dict)

    @property
    def service(self) -> Mapping[str, Value]:
        """The facts of the service."""
        return self.rows.get("service", {}).get("service", {})


def effective_facts(profile: Profile, vocabulary: Vocabulary, as_of: date) -> EffectiveFacts:
    """The facts of a profile that count on this day."""
    by_entity = facts.by_entity(vocabulary.facts)
    complete = frozenset(entity for entity, extent in profile.coverage.items() if extent == "all")
    rows: dict[str, dict[str, dict[str, Value]]] = {}
    set_aside: dict[tuple[str, str, str], SetAsideReason] = {}
    for entity, keyed in profile.rows.items():
        known = by_entity[entity]
        for key, row in keyed.items():
            values = facts.values(known, {name: fact.value for name, fact in row.items()})
            reasons = {name: _untimely(row[name], known[name], values, as_of) for name in values}
            timely = {name: value for name, value in values.items() if reasons[name] is None}
            here = reviewed(row, timely, known)
            for name in values:
                if name not in here:
                    set_aside[entity, key, name] = reasons[name] or "judged"
            rows.setdefault(entity, {})[key] = here | _reviewers(known.values(), row, here)
    for fact in vocabulary.facts:
        if fact.derived is not None and fact.entity in rows:
            _derive(fact, rows, complete)
    service = rows.get("service", {}).get("service", {})
    found = derived(vocabulary.derivations, service)
    service.update({fact: entry.value for fact, entry in found.items()})
    return EffectiveFacts(rows, set_aside, complete, found)


def reviewed(
    row: Mapping[str, ProfileFact], values: Mapping[str, Value], known: Mapping[str, Fact]
) -> dict[str, Value]:
    """The values of a row without the findings that only a named reviewer may make and none has."""
    named = named_in_row(known.values(), values)
    return {n: v for n, v in values.items() if n in named or row[n].reviewer is not None or not known[n].judged}


def named_in_row(known: Iterable[Fact], values: Mapping[str, Value]) -> frozenset[str]:
    """The findings whose reviewer a row names in a fact of its own, as tables do."""
    reviewers = (fact for fact in known if values.get(fact.id, Absent.NONE) is not Absent.NONE)
    return frozenset(finding for fact in reviewers for finding in fact.reviewer_of)


def _untimely(fact: ProfileFact, entry: Fact, beside: Mapping[str, Value], as_of: date) -> SetAsideReason | None:
    """Why a fact does not count on the day. A day may be one that is agreed on for later; a moment is one at which
    something happened. `beside` are the values of its row."""
    if fact.expires is not None and as_of >= fact.expires:
        return "stale"
    value = beside[entry.id]
    if (fact.date is not None and fact.date > as_of) or (isinstance(value, datetime) and value.date() > as_of):
        return "later"
    day = entry.true_from if value is True and entry.true_from is not None else entry.counts_from
    since = beside.get(day) if day is not None else None
    return "later" if type(since) is date and since > as_of else None


def _reviewers(known: Iterable[Fact], row: Mapping[str, ProfileFact], here: Mapping[str, Value]) -> dict[str, Value]:
    """Who reviewed, where the row does not say so itself: the reviewer named with the first finding that counts."""
    named: dict[str, Value] = {}
    for fact in known:
        reviewer = next((row[finding].reviewer for finding in fact.reviewer_of if finding in here), None)
        if fact.id not in row and reviewer is not None:
            named[fact.id] = reviewer
    return named


def _derive(fact: Fact, rows: dict[str, dict[str, dict[str, Value]]], complete: frozenset[str]) -> None:
    """Count what the vocabulary says, in every row that does not say it itself. In a sample, a value that occurs twice
    is not unique; one that occurs once may be."""
    assert fact.derived is not None
    if fact.derived.how == "count_same" and fact.derived.of is not None:
        of, all_there = fact.derived.of, fact.entity in complete
        counts = Counter(row[of] for row in rows[fact.entity].values() if row.get(of, Absent.NONE) is not Absent.NONE)
        for row in rows[fact.entity].values():
            if row.get(of) in counts and (all_there or counts[row[of]] > 1):
                row.setdefault(fact.id, counts[row[of]])
    elif fact.derived.entity in complete and fact.derived.by is not None:
        by, counted = fact.derived.by, rows.get(fact.derived.entity, {}).values()
        if any(by not in row for row in counted):
            return  # one that does not say whose it is may be anybody's
        counts = Counter(row[by] for row in counted)
        for key, row in rows[fact.entity].items():
            row.setdefault(fact.id, counts[key])
