"""The facts that were supplied and do not affect the result, each with the reason, lest anybody rely on them.

A fact decides where a verdict, or a tested part that came out as met, rests on it: leaving it out, with everything of
the same truth beside it, would leave the predicate open. Of an OR that is true those parts decide that are true, of an
AND that is false those that are false. A fact by which rows are counted decides what the count does, and who reviewed a
finding what the finding does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.reads import read_by, sources
from guiju.model import Corpus, Fact
from guiju.predicates import EntityFact, Expression, Junction, Not, facts_named
from guiju.predicates.kleene import Row, evaluate
from guiju.reasoning import breach
from guiju.reasoning.verdicts import RowVerdict

UnusedReason = Literal["set_aside", "not_read", "displaced", "waiting", "declared", "another_decided", "not_applicable"]
"""Why a fact does not affect the result: it does not count; no duty of the roles reads it; only displaced duties do;
the duties that read it lack other facts; their verdict was declared; other facts decided them; or they do not apply."""

UNUSED_REASONS: tuple[UnusedReason, ...] = get_args(UnusedReason)

Supplied = tuple[str, str, str]
"""A fact that was supplied: entity, key, name. In a table the key is empty."""


@dataclass(frozen=True)
class UnusedFact:
    """A fact that does not affect the result, in the rows with these keys, and the duties of the roles that read it."""

    entity: str
    fact: str
    why: UnusedReason
    keys: tuple[str, ...]
    duties: tuple[str, ...]


def unused_facts(assessment: Assessment) -> tuple[UnusedFact, ...]:
    """All of them, in the order of the vocabulary; rows for which the reason is the same together."""
    corpus = assessment.checklist.corpus
    vocabulary = corpus.vocabulary
    readers: dict[EntityFact, list[AssessedDuty]] = {}
    for duty in assessment.every_duty:
        for name in read_by(duty.line.obligation, corpus):
            readers.setdefault(name, []).append(duty)
    deciding = _deciding(assessment)
    keys: dict[tuple[EntityFact, UnusedReason], list[str]] = {}
    for entity, key, fact in _supplied(assessment):
        if (entity, key, fact) not in deciding:
            why = _why(assessment, (entity, key, fact), readers.get((entity, fact), []))
            keys.setdefault(((entity, fact), why), []).append(key)
    order = {(fact.entity, fact.id): place for place, fact in enumerate(vocabulary.facts)}
    return tuple(
        UnusedFact(*name, why, tuple(keys[name, why]), tuple(duty.id for duty in readers.get(name, ())))
        for name, why in sorted(keys, key=lambda entry: (order[entry[0]], UNUSED_REASONS.index(entry[1])))
    )


def _supplied(assessment: Assessment) -> Iterator[Supplied]:
    for entity, keyed in assessment.profile.rows.items():
        yield from ((entity, key, name) for key, row in keyed.items() for name in row)
    for table in assessment.tables.scanned:
        yield from ((table.entity, "", name) for name in table.mapping.facts)


def _why(assessment: Assessment, supplied: Supplied, readers: list[AssessedDuty]) -> UnusedReason:
    duties = [duty for duty in readers if duty.state != "displaced"]
    if supplied in assessment.facts.set_aside:
        return "set_aside"
    if not duties:
        return "displaced" if readers else "not_read"
    if any(duty.why in ("facts_missing", "stale") for duty in duties):
        return "waiting"
    if any(duty.decided_by == "declaration" for duty in duties):
        return "declared"
    return "not_applicable" if all(duty.verdict == "not_applicable" for duty in duties) else "another_decided"


def _deciding(assessment: Assessment) -> set[Supplied]:
    """What a verdict, or a tested part that is met, rests on, with what that in turn was counted from or found by."""
    named = {s for duty in assessment.duties for s in _of_line(duty, assessment.checklist.corpus)}
    facts = {(fact.entity, fact.id): fact for fact in assessment.checklist.corpus.vocabulary.facts}
    counted = {source for entity, _, name in named for source in sources(facts[entity, name])}
    return {*named, *_counted_from(assessment, counted), *_found_by(named, facts)}


def _of_line(duty: AssessedDuty, corpus: Corpus) -> Iterator[Supplied]:
    judgement, record = duty.judgement, duty.line.obligation
    for verdict in judgement.rows:
        if _rests_on(duty, verdict):
            check = verdict.compiled
            parts = [check.applies_when] + ([check.requires] if verdict.verdict != "not_applicable" else [])
            names = [fact for part in parts if part is not None for fact in _support(part, verdict.row, verdict.entity)]
            names += breach.facts_read(corpus, record) if verdict.verdict == "breached" else ()
            yield from (_supplied_as(name, verdict.key) for name in names)
            if verdict.verdict == "breached":
                key = breach.conduct_key(record, verdict.entity, verdict.key)
                yield from ((breach.ENTITY, key, name) for name in breach.tells_of_act(corpus, record))
    for table in judgement.tables:
        if table.verdict == judgement.verdict != "undetermined":
            of_act = breach.facts_read(corpus, record) if table.verdict == "breached" else ()
            yield from (_supplied_as(name, "") for name in (*table.used, *of_act))
    # A gate that is closed decides by itself, whatever the rows.
    if judgement.verdict == "not_applicable":
        yield from (("service", "service", name) for name in record.gate)


def _supplied_as(name: EntityFact, key: str) -> Supplied:
    return name[0], "service" if name[0] == "service" else key, name[1]


def _rests_on(duty: AssessedDuty, row: RowVerdict) -> bool:
    """Whether a verdict rests on a row: a breached one decides, else all; else what was tested, if a person judges."""
    match duty.judgement.verdict:
        case "undetermined":
            return row.applies is True and row.holds is not None and duty.why in ("needs_person", "tested_part_holds")
        case "breached":
            return row.verdict == "breached"
    return True


def _support(node: Expression, row: Row, entity: str) -> Iterator[EntityFact]:
    """The facts on which the truth of a predicate over a row of `entity` rests."""
    truth = evaluate(node, row)
    match node:
        case _ if truth is None:
            return
        case Not():
            yield from _support(node.operand, row, entity)
        case Junction():
            decides = node.operator == "OR"
            for operand in node.operands:
                if truth is not decides or evaluate(operand, row) is decides:
                    yield from _support(operand, row, entity)
        case _:
            yield from facts_named(node, entity)


def _counted_from(assessment: Assessment, counted: set[EntityFact]) -> Iterator[Supplied]:
    for entity, keyed in assessment.facts.rows.items():
        yield from ((entity, key, name) for key, row in keyed.items() for name in row if (entity, name) in counted)
    yield from ((entity, "", name) for entity, name in counted)


def _found_by(named: set[Supplied], facts: Mapping[EntityFact, Fact]) -> Iterator[Supplied]:
    for fact in facts.values():
        for entity, key, name in named if fact.reviewer_of else ():
            if entity == fact.entity and name in fact.reviewer_of:
                yield entity, key, fact.id
