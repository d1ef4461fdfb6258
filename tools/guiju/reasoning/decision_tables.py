"""What applies to every service that the plain questions can describe, as decision tables.

Whether a rule binds and whether a duty applies turns on few of the plain questions (`service_questions`): for every
combination of answers to these, a table has what guiju.reasoning.applicability says, which alone decides. Whoever holds
the tables looks up; a browser needs no logic of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Generic, TypeVar

from guiju.model import Corpus, Fact, Obligation, Regulation, Vocabulary
from guiju.predicates import facts_named, parse
from guiju.predicates.kleene import Facts, Value
from guiju.reasoning.applicability import DutyAnswer, Operator, RuleAnswer, answer_of_duty, answer_of_rule
from guiju.reasoning.derivations import derived

Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class DecisionTable(Generic[Outcome]):
    """An outcome for each combination of answers to `facts`, the last of them changing fastest; of each fact first that
    it is not answered, then its values in their order (yes before no)."""

    facts: tuple[Fact, ...]
    outcomes: tuple[Outcome, ...]

    def outcome(self, answers: Mapping[str, Value]) -> Outcome:
        place = 0
        for fact in self.facts:
            choices = values(fact)
            place = place * len(choices) + choices.index(answers.get(fact.id))
        return self.outcomes[place]


@dataclass(frozen=True)
class RuleTables:
    """A rule and its duties of operators; those that turn on the same have one table, of the first of them."""

    rule: Regulation
    answer: DecisionTable[RuleAnswer]
    duties: tuple[tuple[tuple[Obligation, ...], DecisionTable[DutyAnswer]], ...]


def values(fact: Fact) -> tuple[Value | None, ...]:
    """What a plain question can be answered with; None: it is not answered."""
    return (None, *((value.id for value in fact.values) if fact.values else (True, False)))


def decision_tables(corpus: Corpus, as_of: date) -> Iterator[RuleTables]:
    """The tables of the rules that are read here, on this day."""
    services = _Services(corpus.vocabulary, {})
    for rule in corpus.with_reading():
        nobody = answer_of_rule(rule, services.operator({}), as_of)
        groups: dict[object, list[Obligation]] = {}
        for duty in nobody.duties:
            alike = (_turning(duty.obligation), duty.id in corpus.vocabulary.occasions)
            groups.setdefault(alike, []).append(duty.obligation)
        bound = {bearer for record in rule.obligations if record.binds for bearer in record.bearers}
        # Of several roles of a party those count whose first party the operator may be.
        leading = {r.parties[0] for r in corpus.vocabulary.roles if not bound.isdisjoint(r.parties)}
        asked = services.questions(services.of_parties(bound | leading))
        yield RuleTables(
            rule,
            DecisionTable(asked, tuple(answer_of_rule(rule, one, as_of, ()) for one in services.every(asked))),
            tuple((tuple(records), _duty_table(rule, records[0], services, as_of)) for records in groups.values()),
        )


def _duty_table(rule: Regulation, record: Obligation, services: "_Services", as_of: date) -> DecisionTable[DutyAnswer]:
    names = [*services.of_parties(record.bearers)]
    texts = [("service", condition.when) for condition in record.turns_on]
    texts += [(check.entity, check.own_condition) for check in record.checks if check.own_condition]
    for entity, text in texts:
        names += [name for of, name in facts_named(parse(text), entity) if of == "service"]
    asked = services.questions(names)
    return DecisionTable(asked, tuple(answer_of_duty(rule, record, one, as_of) for one in services.every(asked)))


def _turning(record: Obligation) -> object:
    """All of a duty that says whether it applies: duties that have the same are answered alike."""
    conditions = frozenset((check.entity, check.own_condition, check.bearers) for check in record.checks)
    turns = tuple((condition.when, condition.decides) for condition in record.turns_on)
    return (record.bearers, record.gate, turns, conditions, record.condition, record.displaced_by)


@dataclass(frozen=True)
class _Services:
    """The services that answers to plain questions describe. `known` keeps them by the questions."""

    vocabulary: Vocabulary
    known: dict[tuple[str, ...], tuple[Operator, ...]]

    def operator(self, answers: Facts) -> Operator:
        found = derived(self.vocabulary.derivations, answers)
        return Operator(self.vocabulary, {**answers, **{name: e.value for name, e in found.items()}}, found)

    def every(self, facts: tuple[Fact, ...]) -> tuple[Operator, ...]:
        """Whoever runs the service of each combination of answers, in the order of a table."""
        key = tuple(fact.id for fact in facts)
        if key not in self.known:
            rows = product(*(values(fact) for fact in facts))
            answers = ({k: v for k, v in zip(key, row, strict=True) if v is not None} for row in rows)
            self.known[key] = tuple(self.operator(own) for own in answers)
        return self.known[key]

    def of_parties(self, parties: Iterable[str]) -> Iterator[str]:
        """The facts on which it turns whether the operator is one of these."""
        for party in self.vocabulary.parties:
            if party.id in parties and party.operator_when is not None:
                yield from (name for _, name in facts_named(parse(party.operator_when), "service"))
                yield from (party.gate,) if party.gate else ()

    def questions(self, names: Iterable[str]) -> tuple[Fact, ...]:
        """The plain questions from whose answers these facts follow, or that they are, in the order of asking."""
        waiting, seen = [*names], set[str]()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                whens = (entry.when for entry in self.vocabulary.derivations if entry.fact == name)
                waiting += [other for when in whens for _, other in facts_named(parse(when), "service")]
        plain = {fact.id: fact for fact in self.vocabulary.facts if fact.entity == "service"}
        return tuple(plain[name] for name in self.vocabulary.service_questions if name in seen)
