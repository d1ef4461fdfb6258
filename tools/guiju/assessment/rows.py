"""The facts of a profile that count on a day, typed, with those that follow from them.

What is set aside counts as missing: a fact past its expiry, one established or a moment that lies after the day, one of a thing that was there only
after the day (`counts_from`, `true_from`), and a finding that only a named reviewer may make and none has: neither at the finding nor in the fact of its row that
says who reviewed. What follows: who the reviewer of a finding
was, and what the vocabulary counts over several rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from guiju.model import Fact, Vocabulary
from guiju.model.profile import Profile, ProfileFact
from guiju.predicates.kleene import Absent, Value
from guiju.reasoning import facts

SetAsideReason = Literal["stale", "later", "judged"]


@dataclass(frozen=True)
class EffectiveFacts:
    """`rows` are values by entity, key and fact; `set_aside` are (entity, key, fact); `complete` the entities of which all rows are there."""

    rows: Mapping[str, Mapping[str, Mapping[str, Value]]]
    set_aside: frozenset[tuple[str, str, str]]
    complete: frozenset[str]


def effective_facts(profile: Profile, vocabulary: Vocabulary, as_of: date) -> EffectiveFacts:
    """The facts of a profile that count on this day."""
    known = facts.by_entity(vocabulary.facts)
    complete = frozenset(entity for entity, extent in profile.coverage.items() if extent == "all")
    typed: dict[str, dict[str, dict[str, Value]]] = {}
    set_aside = set()
    for entity, keyed in profile.rows.items():
        for key, row in keyed.items():
            values = facts.values(known[entity], {name: fact.value for name, fact in row.items()})
            late = {n for n in values if _later(row[n], known[entity][n], values, as_of)}
            timely = {n: v for n, v in values.items() if n not in late and not _stale(row[n], as_of)}
            named = named_in_row(known[entity].values(), timely)
            here = {
                n: v
                for n, v in timely.items()
                if n in named or row[n].reviewer is not None or not known[entity][n].judged
            }
            set_aside |= {(entity, key, name) for name in row.keys() - here.keys()}
            typed.setdefault(entity, {})[key] = here | _reviewers(known[entity].values(), row, here)
    for fact in vocabulary.facts:
        if fact.derived is not None and fact.entity in typed:
            _derive(fact, typed, complete)
    return EffectiveFacts(typed, frozenset(set_aside), complete)


def reason_set_aside(
    row: Mapping[str, ProfileFact], name: str, known: Mapping[str, Fact], as_of: date
) -> SetAsideReason:
    """Why a fact of a row that is set aside does not count; of several reasons the first."""
    if _stale(row[name], as_of):
        return "stale"
    values = facts.values(known, {n: fact.value for n, fact in row.items()})
    return "later" if _later(row[name], known[name], values, as_of) else "judged"


def named_in_row(known: Iterable[Fact], values: Mapping[str, Value]) -> frozenset[str]:
    """The findings whose reviewer a row names in a fact of its own, as tables do."""
    return frozenset(
        finding for fact in known if values.get(fact.id, Absent.NONE) is not Absent.NONE for finding in fact.reviewer_of
    )


def _stale(fact: ProfileFact, as_of: date) -> bool:
    return fact.expires is not None and as_of >= fact.expires


def _later(fact: ProfileFact, entry: Fact, beside: Mapping[str, Value], as_of: date) -> bool:
    """A day may be one that is agreed on for later; a moment is one at which something happened. `beside` are the values of its row."""
    value = beside[entry.id]
    if (fact.date is not None and fact.date > as_of) or (isinstance(value, datetime) and value.date() > as_of):
        return True
    day = entry.true_from if value is True and entry.true_from is not None else entry.counts_from
    since = beside.get(day) if day is not None else None
    return type(since) is date and since > as_of


def _reviewers(known: Iterable[Fact], row: Mapping[str, ProfileFact], counted: Mapping[str, Value]) -> dict[str, Value]:
    """Who reviewed, where the row does not say so itself: the reviewer named with the first finding that counts."""
    named: dict[str, Value] = {}
    for fact in known:
        who = next((row[finding].reviewer for finding in fact.reviewer_of if finding in counted), None)
        if fact.id not in row and who is not None:
            named[fact.id] = who
    return named


def _derive(fact: Fact, rows: dict[str, dict[str, dict[str, Value]]], complete: frozenset[str]) -> None:
    """Count what the vocabulary says, in every row that does not say it itself.

    Of a sample only so much is known: a value that stands twice in it is not unique, one that stands once may be.
    """
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
