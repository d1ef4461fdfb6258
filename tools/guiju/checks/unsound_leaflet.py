"""A leaflet for everyday readers asks what its role can know, says each of its duties, and rests on what is recorded.

Its questions are about facts that the duties of the role read, or about conduct, never about the service: what a
platform has and does, only the platform knows. Its sentences cover the duties of the role, each once, and its
statements name only obligations and provisions that exist, and its answers only its own situations and cases.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from guiju.files.finding import Fault, Location
from guiju.model import (
    Answerability,
    Corpus,
    Fact,
    Leaflet,
    PlainQuestion,
    PlainStatement,
    PlainStep,
    RecordedValue,
    Role,
)
from guiju.predicates import PredicateError
from guiju.reasoning import breach, facts
from guiju.reasoning.verdicts import compiled

_TIME = {"date": "{}", "datetime": "{}T00:00:00"}
AS_OF = "$as_of"
"""In place of a date or a time: the day of the page."""


def check(corpus: Corpus) -> Iterator[Fault]:
    roles = {role.id: role for role in corpus.vocabulary.roles}
    for leaflet in corpus.leaflets:
        role = roles.get(leaflet.role)
        if role is None:
            yield Fault(f"there is no role {leaflet.role}; correct the name", leaflet.where.at("role"))
            continue
        yield from _questions(corpus, leaflet, role)
        yield from _duties(corpus, leaflet, role)
        yield from _named(corpus, leaflet)


def _questions(corpus: Corpus, leaflet: Leaflet, role: Role) -> Iterator[Fault]:
    known, read = facts.by_entity(corpus.vocabulary.facts), _read(corpus, role)
    for question in leaflet.questions:
        for name in question.facts:
            if question.entity == "service" or (question.entity, name) not in read:
                message = f"no duty of {role.id} reads {question.entity}.{name}, or only a platform knows it"
                yield Fault(f"{message}; ask for another fact", question.where.at("id"))
        yield from _values(question, known.get(question.entity, {}))
    yield from _unsound("service", known, leaflet.given, partial(leaflet.where.at, "given"))
    limited: list[PlainStep | PlainStatement | Answerability] = [*_steps(leaflet), *_statements(leaflet)]
    for entry in (*limited, *leaflet.answerable):
        yield from _unsound("conduct", known, entry.unless, partial(entry.where.at, "unless"))


def _read(corpus: Corpus, role: Role) -> set[tuple[str, str]]:
    """The facts that the duties of a role read, with their limits, and those of conduct."""
    read = {(fact.entity, fact.id) for fact in corpus.vocabulary.facts if fact.entity == "conduct"}
    for _, obligation in corpus.obligations():
        if set(role.parties) & set(obligation.bearers):
            try:
                read.update(name for part in compiled(obligation) for name in part.reads)
                read.update(breach.facts_read(corpus, obligation))
            except PredicateError:
                continue  # unsound-predicate says what is wrong
    return read


def _unsound(
    entity: str,
    known: Mapping[str, Mapping[str, Fact]],
    values: Mapping[str, RecordedValue],
    place: Callable[[str], Location],
) -> Iterator[Fault]:
    """Facts that are not there, and values that do not fit."""
    for name, value in values.items():
        fact = known.get(entity, {}).get(name)
        if fact is None:
            yield Fault(f"there is no fact {entity}.{name}; correct the name", place(name))
        else:
            yield from _unfit(fact, value, place(name))


def _unfit(fact: Fact, value: RecordedValue, place: Location) -> Iterator[Fault]:
    try:
        facts.value(fact, _TIME.get(fact.type, "{}").format("2020-01-01") if value == AS_OF else value)
    except facts.Unfit as unfit:
        yield Fault(str(unfit), place)


def _values(question: PlainQuestion, known: dict[str, Fact]) -> Iterator[Fault]:
    for answer in question.answers:
        for name, value in answer.sets.items():
            fact = known.get(name)
            if fact is not None:
                yield from _unfit(fact, value, answer.where.at("sets", name))


def _steps(leaflet: Leaflet) -> list[PlainStep]:
    return [step for situation in leaflet.situations for step in situation.steps]


def _statements(leaflet: Leaflet) -> list[PlainStatement]:
    return [statement for part in leaflet.answerable for statement in part.turns_on]


def _duties(corpus: Corpus, leaflet: Leaflet, role: Role) -> Iterator[Fault]:
    times = Counter(name for must in leaflet.musts for name in must.obligations)
    owed = {
        rule.global_id(record)
        for rule, record in corpus.obligations()
        if record.binds and record.displaced_by is None and set(role.parties) & set(record.bearers)
    }
    for name in sorted(owed - times.keys()):
        yield Fault(f"{name} is a duty of {role.id}; say it in a sentence", leaflet.where.at("musts"))
    for must in leaflet.musts:
        for index, name in enumerate(must.obligations):
            if name not in owed or times[name] > 1:
                message = f"{name} is given twice, or is not a current duty of {role.id}; correct or remove it"
                yield Fault(message, must.where.at("obligations", index))


def _named(corpus: Corpus, leaflet: Leaflet) -> Iterator[Fault]:
    lists = [(entry, "basis") for entry in (*_steps(leaflet), *_statements(leaflet))]
    lists += [(part, "provisions") for part in leaflet.answerable]
    lists += [(duty, "obligations") for duty in leaflet.owed]
    for entry, key in lists:
        for index, name in enumerate(getattr(entry, key)):
            if corpus.obligation(name) is None and corpus.provision(name) is None:
                yield Fault(f"there is no {name}; correct the name", entry.where.at(key, index))
    for index, case in enumerate(leaflet.cases):
        if case not in corpus.cases:
            yield Fault(f"there is no case {case}; correct the name", leaflet.where.at("cases", index))
    situations = {situation.id for situation in leaflet.situations}
    for answer in (answer for question in leaflet.questions for answer in question.answers):
        if answer.situation is not None and answer.situation not in situations:
            message = f"the leaflet has no situation {answer.situation}; correct the name"
            yield Fault(message, answer.where.at("situation"))
        for index, case in enumerate(answer.cases):
            if case not in leaflet.cases:
                yield Fault(f"the leaflet has no case {case}; list it", answer.where.at("cases", index))
