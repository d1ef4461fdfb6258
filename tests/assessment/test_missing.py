"""What is missing of a duty is what could change its verdict: held, value by value, against the verdicts themselves."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from guiju.assessment.missing import missing
from guiju.assessment.rows import EffectiveFacts
from guiju.model import Fact, Verdict
from guiju.predicates import IsTrue, facts_named, parse, walk
from guiju.reasoning import facts, verdicts
from guiju.reasoning.checklist import Line, checklist
from real_corpus import real
from row_samples import counted

CORPUS = real()
DAY = date(2026, 1, 1)
KNOWN = facts.by_entity(CORPUS.vocabulary.facts)
DUTIES = {
    line.id: line
    for line in checklist(CORPUS, CORPUS.vocabulary.roles, DAY).lines
    if line.obligation.binds and verdicts.compiled(line.obligation)
}
Content = dict[str, dict[str, dict[str, Any]]]
PartialCase = tuple[str, Content, tuple[str, ...]]
"""A duty, the facts that are known by entity and key, and the entities of which all rows are there."""

SAMPLES: Mapping[str, list[Any]] = {
    "boolean": [True, False],
    "integer": [0, 1, 2, 30, 10**6],
    "number": [0, 1, 2, 10**6],
    "date": ["2010-01-01", "2017-10-08", "2018-01-01", "2024-01-01", "2025-12-31", "2026-01-01", "2030-01-01"],
    "datetime": ["2010-01-01T00:00:00", "2018-01-01T00:00:00", "2024-01-01T00:00:00", "2025-12-31T00:00:00"],
    "duration": ["P1D", "P6M", "P9Y"],
    "string": ["x", "y"],
}
"""Values of each type, chosen without a look at how the search chooses its own."""


def values(fact: Fact) -> list[Any]:
    plain = [value.id for value in fact.values] if fact.type == "enum" else SAMPLES[fact.type]
    return [*plain, "none"] if fact.can_be_none else list(plain)


def judged(duty: str, content: Content, complete: tuple[str, ...]) -> tuple[verdicts.Judgement, EffectiveFacts]:
    """A duty on facts by entity and key, all of which count."""
    line = DUTIES[duty]
    typed = {e: {key: facts.values(KNOWN[e], row) for key, row in keyed.items()} for e, keyed in content.items()}
    known = EffectiveFacts({"service": {"service": {}}} | typed, {}, frozenset(complete))
    return verdicts.judge(line.regulation, line.obligation, known.rows, DAY, known.complete), known


def behind_is_true(duty: str) -> set[tuple[str, str]]:
    """The facts that a check of the duty reads in `(condition) IS TRUE`."""
    checks = [(check.check.entity, check.applies_when) for check in verdicts.compiled(DUTIES[duty].obligation)]
    nodes = [(entity, node) for entity, part in checks if part for node in walk(part) if isinstance(node, IsTrue)]
    return {name for entity, node in nodes for name in facts_named(node, entity)}


def is_open(duty: str, content: Content, complete: tuple[str, ...]) -> bool:
    return judged(duty, content, complete)[0].verdict == "undetermined"


def lacking(duty: str, content: Content, complete: tuple[str, ...]) -> dict[tuple[str, str], bool]:
    """The facts that are missing of an open duty, each with whether it decides by itself."""
    judgement, known = judged(duty, content, complete)
    assume(judgement.verdict == "undetermined")
    found = missing(DUTIES[duty], judgement, known, DAY, KNOWN)
    return {(entry.entity, entry.fact): entry.alone for entry in found.facts}


def profile_content(content: Content, complete: tuple[str, ...]) -> dict[str, Any]:
    """The same facts as a profile has them."""
    rows = {entity: keyed for entity, keyed in content.items() if entity != "service"}
    facts = content.get("service", {}).get("service", {})
    return {"facts": facts, "rows": rows, "coverage": dict.fromkeys(complete, "all")}


def verdicts_of(lines: Iterable[Line], content: dict[str, Any], day: date = DAY) -> list[Verdict]:
    """What a profile decides of these duties, without what is missing of the others: that takes most of the time."""
    found = counted(content, day)
    judgements = (verdicts.judge(each.regulation, each.obligation, found.rows, day, found.complete) for each in lines)
    return [judgement.verdict for judgement in judgements]


def supplied(content: Content, entity: str, fact: str) -> Iterator[Content]:
    """The content with each value of a fact in the rows that lack it, in every combination; or in a new row."""
    rows = content.get(entity) or {"service" if entity == "service" else "new": {}}
    without = [key for key, row in rows.items() if fact not in row]
    for several in product(values(KNOWN[entity][fact]), repeat=len(without)):
        told = dict(zip(without, several, strict=True))
        yield {**content, entity: {k: {**row, fact: told[k]} if k in told else row for k, row in rows.items()}}


def changes(duty: str, content: Content, complete: tuple[str, ...], wanted: tuple[str, str]) -> bool:
    """Whether values of other missing facts leave the verdict open, and some value of this one then settles it."""
    if not all(is_open(duty, more, complete) for more in supplied(content, *wanted)):
        return True
    return any(
        wanted in lacking(duty, more, complete) and changes(duty, more, complete, wanted)
        for other in lacking(duty, content, complete)
        if other != wanted
        for more in supplied(content, *other)
        if is_open(duty, more, complete)
    )


@st.composite
def partial(draw: st.DrawFn) -> PartialCase:
    """A duty, with some of the facts that it reads, of no row, one or two, and whether they are all."""
    duty = draw(st.sampled_from(sorted(DUTIES)))
    line = DUTIES[duty]
    reads = list(dict.fromkeys(name for check in verdicts.compiled(line.obligation) for name in check.reads))
    entities = list(dict.fromkeys(entity for entity, _ in reads))

    def row(entity: str) -> st.SearchStrategy[dict[str, Any]]:
        own = {name: st.sampled_from(values(KNOWN[entity][name])) for e, name in reads if e == entity}
        return st.fixed_dictionaries({}, optional=own)

    content: Content = {}
    for entity in entities:
        keys = ["service"] if entity == "service" else draw(st.sampled_from([[], ["a"], ["a", "b"]]))
        content[entity] = {key: draw(row(entity)) for key in keys}
    if draw(st.booleans()):  # what a duty applies to is mostly there, or the rest would matter little
        gates = [name for e, name in reads if e == "service" and name in DUTIES[duty].obligation.gate]
        content["service"] = {"service": content.get("service", {}).get("service", {}) | dict.fromkeys(gates, True)}
    complete = draw(st.sets(st.sampled_from(entities))) - {"service"}
    return duty, {e: rows for e, rows in content.items() if rows}, tuple(sorted(complete))


@settings(max_examples=60)
@given(partial())
def test_each_missing_fact_changes_the_verdict_with_some_values_of_the_others(case: PartialCase) -> None:
    for wanted in lacking(*case):
        assert changes(*case, wanted), (*case, wanted)


@settings(max_examples=100)
@given(partial())
def test_a_fact_decides_by_itself_where_some_value_of_it_settles_the_verdict_and_nowhere_else(
    case: PartialCase,
) -> None:
    duty, content, complete = case
    found = lacking(*case)
    reads = dict.fromkeys(name for check in verdicts.compiled(DUTIES[duty].obligation) for name in check.reads)
    for entity, fact in reads:
        rows = content.get(entity, {})
        if rows and all(fact in row for row in rows.values()):
            continue
        if entity != "service" and not rows and entity in complete:
            continue
        settles = not all(is_open(duty, more, complete) for more in supplied(content, entity, fact))
        alone = found.get((entity, fact), False)
        # What is behind IS TRUE is judged as it stands, without what is not known: less is said of it, never more.
        assert settles or not alone if (entity, fact) in behind_is_true(duty) else settles == alone, (
            *case,
            entity,
            fact,
        )


def named_in(predicate: str) -> set[str]:
    """The facts of the service in a predicate."""
    return {name for _, name in facts_named(parse(predicate), "service")}


@settings(max_examples=60)
@given(partial(), st.data())
def test_whatever_settles_a_verdict_holds_a_fact_that_was_missing(case: PartialCase, data: st.DataObject) -> None:
    duty, content, complete = case
    # On what a duty turns `guiju applies` asks; that it could end a duty that is open is not said of it here.
    turning = {("service", name) for turn in DUTIES[duty].obligation.turns_on for name in named_in(turn.when)}
    offered, more = lacking(*case).keys() | turning, content
    for entity, row_facts in KNOWN.items():
        for key in content.get(entity, {"service": {}} if entity == "service" else {}):
            for fact in row_facts.values():
                row = more.get(entity, {}).get(key, {})
                if (entity, fact.id) not in offered and fact.id not in row and fact.derived is None:
                    value = data.draw(st.sampled_from(values(fact)))
                    more = {**more, entity: {**more.get(entity, {}), key: {**row, fact.id: value}}}
    assert is_open(duty, more, complete)
