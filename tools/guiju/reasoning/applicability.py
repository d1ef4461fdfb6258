"""Which rules bind whoever runs a service, in which role and since when, and which of their duties apply.

A rule binds where the service makes its operator one of the parties that it binds (`operator_when` of the vocabulary).
A duty applies where one of its bearers is the operator and its conditions are known to hold; it does not where one is
known not to. What nobody has established stays open, with the question and who decides it: a fact that is missing, a
judgement that the law leaves to somebody, or a condition in words. A rule may bind others besides operators, such as
users: they are named, and nobody is asked whether the operator is also a user of some other service.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from guiju.files.display import Displayed, Records
from guiju.law.gates import bind
from guiju.model import (
    Bilingual,
    Corpus,
    DerivedFact,
    JudgedFact,
    Obligation,
    Party,
    Registration,
    Regulation,
    Role,
    Shared,
    Vocabulary,
)
from guiju.predicates import facts_named, kleene, parse
from guiju.predicates.kleene import Facts
from guiju.predicates.residual import open_comparisons, residual
from guiju.reasoning.conditions import any_true, applies
from guiju.reasoning.derivations import contrary
from guiju.reasoning.standing import Standing, standing, standing_of
from guiju.reasoning.verdicts import base_row
from guiju.wording.words import Words

Answer = Literal["yes", "no", "open"]
DutyState = Literal["applies", "not", "open"]
_STATES: Mapping[bool | None, DutyState] = {True: "applies", False: "not", None: "open"}
_ANSWERS: Mapping[bool | None, Answer] = {True: "yes", False: "no", None: "open"}
_WORDS = Words(__file__, "applicability.yaml")


@dataclass(frozen=True)
class OpenPoint(Displayed):
    """What is not established: a question, and who decides it; `fact` is what answers it, where a fact does.
    `occasion`: it is an event, on which a duty applies whenever it happens."""

    fact: str | None
    question: Bilingual
    decided_by: Bilingual
    places: tuple[str, ...] = ()
    occasion: bool = False


@dataclass(frozen=True)
class Ground(Displayed):
    """Words of the law by which a rule binds or does not, by their place, as rule#eId; `note` is ours."""

    place: str
    note: Bilingual | None = None


@dataclass(frozen=True)
class DutyAnswer(Displayed):
    """Whether a duty applies; `reason` is why it does not."""

    _columns = ("id", "state", "obligation.title", "reason")

    id: str
    obligation: Obligation
    state: DutyState
    reason: Bilingual | None = None
    open: tuple[OpenPoint, ...] = ()

    @property
    def on_occasion(self) -> bool:
        """Whether it applies whenever an event happens: nothing else about it is open."""
        return self.state == "open" and all(point.occasion for point in self.open)


@dataclass(frozen=True)
class RuleAnswer(Displayed):
    """Whether a rule binds the operator. `roles` are those in which it does, or may where that is open; `not_asked` are
    those whom it binds besides; `since` is the day on which the rule took effect, None where it does not bind or where
    the day is unknown."""

    _columns = ("id:rule.id", "answer", "since", "standing.state")

    _rule: Shared[Regulation]
    standing: Standing
    answer: Answer
    roles: tuple[Role, ...]
    not_asked: tuple[Role, ...]
    parties: tuple[Party, ...]
    since: date | None
    because: tuple[Ground, ...]
    open: tuple[OpenPoint, ...]
    duties: Records[DutyAnswer]
    registrations: tuple[tuple[Registration, DutyAnswer], ...]

    @property
    def rule(self) -> Regulation:
        return self._rule.value


@dataclass(frozen=True)
class ApplicableRules(Displayed):
    """The rules that are read here, for one service on one day. `facts` are those given, `derived` those that follow;
    `contrary`: what follows from them although the opposite was given, which stands."""

    _columns = ("as_of", "rules")

    _corpus: Shared[Corpus]
    as_of: date
    facts: Facts
    derived: Mapping[str, DerivedFact]
    contrary: tuple[DerivedFact, ...]
    rules: Records[RuleAnswer]

    @property
    def corpus(self) -> Corpus:
        return self._corpus.value

    @cached_property
    def established(self) -> bool:
        """Whether anything is: some rule is known to bind or not to."""
        return any(rule.answer != "open" for rule in self.rules)


def applicability(corpus: Corpus, service: Facts, derived: Mapping[str, DerivedFact], as_of: date) -> ApplicableRules:
    """What applies to the service of these facts, the derived ones among them, on this day."""
    facts = {name: value for name, value in service.items() if name not in derived}
    operator = Operator(corpus.vocabulary, service, derived)
    rules = Records(answer_of_rule(rule, operator, as_of) for rule in corpus.with_reading())
    against = tuple(contrary(corpus.vocabulary.derivations, facts, derived))
    return ApplicableRules(Shared(corpus), as_of, facts, derived, against, rules)


@dataclass(frozen=True)
class Operator:
    """Whoever runs a service of these facts, the derived ones among them, and of each party whether they are that."""

    vocabulary: Vocabulary
    service: Facts
    derived: Mapping[str, DerivedFact]

    @cached_property
    def conditions(self) -> Mapping[str, str]:
        """By the ids of the parties that an operator can be, when it is."""
        return {party.id: party.operator_when for party in self.vocabulary.parties if party.operator_when is not None}

    @cached_property
    def parties(self) -> Mapping[str, bool | None]:
        return {id: kleene.truth_of_service(when, self.service) for id, when in self.conditions.items()}

    def open_points(self, predicate: str, through: frozenset[str] = frozenset()) -> Iterator[OpenPoint]:
        """The questions on which a predicate waits: plain ones, through what is derived from them, and judgements.
        `through`: derived facts on the way here, of which none is asked for again, lest faulty data go in circles."""
        row = kleene.Row(self.service, self.service, {}, date.min)
        for comparison in open_comparisons(residual(parse(predicate), row, "service")):
            for _, fact in comparison.missing:
                if fact not in through:
                    yield from self._missing(fact, through | {fact})

    def _missing(self, fact: str, through: frozenset[str]) -> Iterator[OpenPoint]:
        record = next(f for f in self.vocabulary.facts if f.entity == "service" and f.id == fact)
        if fact in self.vocabulary.service_questions:
            yield OpenPoint(fact, record.question, _WORDS["operator"])
            return
        entries = [entry.when for entry in self.vocabulary.derivations if entry.fact == fact]
        waiting = [point for when in entries for point in self.open_points(when, through)]
        yield from waiting
        if any(point.fact in self.vocabulary.service_questions for point in waiting):
            return
        # Where no answer is missing, others' judgements on what it follows from may leave it open as well.
        judged = next((entry for entry in self.vocabulary.judgements if entry.fact == fact), None)
        if judged is not None:
            yield OpenPoint(fact, record.question, judged.words, judged.places)
        elif not waiting:
            yield OpenPoint(fact, record.question, _WORDS["by_facts"])

    def grounds(self, rule: Regulation, party: str) -> Iterator[Ground]:
        """The words by which the rule binds the party or not: those that name it, where it may be bound, or else those
        of what follows, of a judgement, of the rule's scope."""
        record = next(one for one in self.vocabulary.parties if one.id == party)
        bound_by = [place for place in record.operator_places if place.startswith(f"{rule.id}#")]
        if bound_by and self.parties[party] is not False:
            yield from map(Ground, bound_by)
            return
        named = [name for _, name in facts_named(parse(self.conditions[party]), "service")]
        named += [record.gate] if record.gate else []
        entries: list[DerivedFact | JudgedFact] = [
            self.derived[name] for name in dict.fromkeys(named) if name in self.derived
        ]
        if not entries:
            entries += [e for e in self.vocabulary.judgements if e.fact in named and e.fact not in self.service]
        own = [(p, e) for e in entries for p in e.places if p.startswith(f"{rule.id}#")]
        yield from (Ground(place, entry.note if isinstance(entry, DerivedFact) else None) for place, entry in own)
        if not own:
            yield from (Ground(f"{rule.id}#{span.eId}") for span in rule.spans if span.kind == "scope")


def answer_of_rule(
    rule: Regulation, operator: Operator, as_of: date, records: Collection[Obligation] | None = None
) -> RuleAnswer:
    """Whether the rule binds the operator, and which of these records of it do (None: all that bind)."""
    state, binding = standing(rule, as_of), [record for record in rule.obligations if record.binds]
    bearers = {bearer for record in binding for bearer in record.bearers}
    parties = {party: truth for party, truth in operator.parties.items() if party in bearers}
    others = bearers - parties.keys()
    truth = any_true(parties.values()) if state.applies else False
    if state.displaced and truth:
        truth = None
    own = [record for record in binding if not parties.keys().isdisjoint(record.bearers)]
    chosen = own if records is None else [record for record in own if record in records]
    duties = Records(answer_of_duty(rule, record, operator, as_of) for record in chosen)
    by_id = {duty.id: duty for duty in duties}
    concerned = tuple(party for party, is_one in parties.items() if truth is False or is_one is not False)
    if truth:
        concerned = tuple(party for party, is_one in parties.items() if is_one)
    waiting = [operator.conditions[party] for party in concerned if parties[party] is None]
    points = [point for condition in waiting for point in operator.open_points(condition)]
    if state.displaced:
        points = [_displaced(state), *points]
    grounds = (ground for party in concerned for ground in operator.grounds(rule, party))
    return RuleAnswer(
        Shared(rule),
        state,
        _ANSWERS[truth],
        () if truth is False else _roles(operator, concerned),
        tuple(role for role in operator.vocabulary.roles if state.applies and others.intersection(role.parties)),
        tuple(party for party in operator.vocabulary.parties if truth is not False and party.id in concerned),
        state.force.from_ if truth is not False and isinstance(state.force.from_, date) else None,
        tuple(dict.fromkeys(grounds)) if state.applies else (),
        tuple(dict.fromkeys(points)) if truth is None else (),
        duties,
        tuple((one, by_id[id]) for one in operator.vocabulary.registrations for id in one.duties if id in by_id),
    )


def answer_of_duty(rule: Regulation, record: Obligation, operator: Operator, as_of: date) -> DutyAnswer:
    """Whether a duty of the operator applies."""
    state, id = standing_of(rule, record, as_of), rule.global_id(record)
    own = {party: truth for party, truth in operator.parties.items() if party in record.bearers}
    # Only a bearer that the operator is, or may be, says which checks are of its conduct.
    bearers = [party for party, truth in own.items() if truth is not False] or list(own)
    duty = bind(record, operator.vocabulary.parties, bearers)
    beside = base_row(rule, duty, {"service": {"service": operator.service}}, as_of)
    truth = applies(duty, beside, own.values())
    if not state.applies:
        return DutyAnswer(id, record, "not", state.words)
    if any_true(own.values()) is False:
        return DutyAnswer(id, record, "not", _WORDS["other_party"])
    if truth is False:
        return DutyAnswer(id, record, "not", record.condition or _WORDS["ruled_out"])
    if state.displaced:
        return DutyAnswer(id, record, "open", open=(_displaced(state),))
    if truth:
        return DutyAnswer(id, record, "applies")
    return DutyAnswer(id, record, "open", open=tuple(dict.fromkeys(_open(id, duty, operator, own))))


def _open(id: str, duty: Obligation, operator: Operator, own: Mapping[str, bool | None]) -> Iterator[OpenPoint]:
    """What must be known first: who the operator is, then what the duty turns on, then its condition in words."""
    waiting = [] if True in own.values() else [party for party, truth in own.items() if truth is None]
    conditions = [operator.conditions[party] for party in waiting] + [condition.when for condition in duty.turns_on]
    for text in conditions:
        yield from operator.open_points(text)
    of_service = (check.own_condition for check in duty.checks if check.entity == "service")
    checked = [point for text in of_service if text and "$" not in text for point in operator.open_points(text)]
    if duty.condition is None:
        yield from checked
        return
    # A fact that an assessment asks for tells also whether the duty is met: its question would read as its condition.
    of_assessment = [point for point in checked if point.decided_by == _WORDS["by_facts"]]
    yield from (point for point in checked if point not in of_assessment)
    event = id in operator.vocabulary.occasions
    fact = of_assessment[0].fact if len(of_assessment) == 1 else None
    decider = _WORDS["event" if event else "by_facts" if of_assessment else "person"]
    yield OpenPoint(fact, duty.condition, decider, occasion=event)


def _displaced(state: Standing) -> OpenPoint:
    return OpenPoint(None, state.words, _WORDS["inconsistent"])


def _roles(operator: Operator, parties: Collection[str]) -> tuple[Role, ...]:
    """The roles of these parties; of several that have one of them, those whose first party the operator may be."""
    roles = [role for role in operator.vocabulary.roles if not set(parties).isdisjoint(role.parties)]
    leading = [role for role in roles if operator.parties.get(role.parties[0], False) is not False]
    return tuple(leading or roles)
