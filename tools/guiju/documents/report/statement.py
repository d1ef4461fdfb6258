"""What a statement of applicability says of every duty: whether it applies and why, how it is carried out, by whom.

Whether a duty applies is what guiju.reasoning.applicability answers; rows to which it applies and the declaration of a
person, with reason and approver, settle what that leaves open. The rest is to be verified, never left out. For a
regulator without what that edition leaves out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.proof import declaration_sentence, entity_label, fact_sentence, sample_sentence
from guiju.assessment.table_sentences import count_sentences, no_column_sentence
from guiju.documents.content.fields import field
from guiju.documents.content.text import bracketed, listing
from guiju.documents.report.audience import Audience
from guiju.documents.report.duties import Head, head
from guiju.documents.report.gaps import DISAGREES
from guiju.documents.report.plans import in_words
from guiju.law.gates import turns
from guiju.model import WORST_FIRST, Verdict
from guiju.predicates import FactName, parse, walk
from guiju.reasoning import applicability, conditions
from guiju.reasoning.applicability import DutyAnswer
from guiju.reasoning.verdicts import RowVerdict, combined
from guiju.wording.labels import VERDICT_LABELS, label
from guiju.wording.words import Words

Applies = Literal["yes", "no", "to_verify"]

WORDS = Words(__file__)
APPLIES = WORDS.table("applies")


@dataclass(frozen=True)
class Stated:
    """One duty. `quotation` are the words of the law; `responsible` owns its plan, else declared it, else empty."""

    duty: Head
    bearers: str
    quotation: str
    applies: Applies
    reasons: tuple[str, ...]
    implementation: tuple[str, ...]
    status: str
    method: str
    plan: str | None
    responsible: str


def stated(assessment: Assessment, audience: Audience) -> tuple[Stated, ...]:
    """All duties, in the order of the text."""
    known = answers(assessment)
    return tuple(_stated(assessment, duty, known.get(duty.id), audience) for duty in assessment.duties)


def answers(assessment: Assessment) -> Mapping[str, DutyAnswer]:
    """Whether each duty of the operator applies, by id; a duty that the checklist lists for others has no answer."""
    facts, checked = assessment.facts, assessment.checklist
    rules = applicability.applicability(checked.corpus, facts.service, facts.derived, checked.as_of).rules
    found = {duty.id: duty for rule in rules for duty in rule.duties}
    operator = {party.id for party in checked.corpus.vocabulary.parties if party.operator_when is not None}
    own = (duty for duty in assessment.duties if not operator.isdisjoint(duty.line.parties))
    return {duty.id: found[duty.id] for duty in own if duty.id in found}


def applies(duty: AssessedDuty, answer: DutyAnswer | None) -> Applies:
    """Whether a duty applies: by the facts of the service, else by what a person declared and by the rows."""
    if duty.verdict == "not_applicable" or (answer and answer.state == "not"):
        return "no"
    some = any(table.counts["met"] or table.counts["breached"] for table in duty.judgement.tables)
    some = some or any(row.applies and row.key and row.entity != "service" for row in duty.judgement.rows)
    if some or duty.decided_by == "declaration" or (answer and answer.state == "applies"):
        return "yes"
    return "to_verify" if answer else _of_others(duty)


def _of_others(duty: AssessedDuty) -> Applies:
    """Whether a duty of users or of other parties than the operator applies, by its gate and its conditions."""
    record, base = duty.line.obligation, duty.judgement.base
    gates = (base.service.get(fact) for fact in record.gate)
    known = duty.verdict != "undetermined" or any(row.applies and row.key for row in duty.judgement.rows)
    return "yes" if known or conditions.applies(record, base, gates) else "to_verify"


def _stated(assessment: Assessment, duty: AssessedDuty, answer: DutyAnswer | None, audience: Audience) -> Stated:
    state = applies(duty, answer)
    checked, lang, record, plan = assessment.checklist, assessment.lang, duty.line.obligation, duty.plan
    method = label(record.method, lang) if record.method else ""
    if method and record.automation:
        method = bracketed(method, label(record.automation.level, lang), lang)
    by = duty.declaration.by if duty.declaration else ""
    return Stated(
        duty=head(assessment, duty),
        bearers=field(checked, duty.line, "bearers")[0],
        quotation=field(checked, duty.line, "quotation")[0],
        applies=state,
        reasons=tuple(dict.fromkeys(_reasons(assessment, duty, state, answer))),
        implementation=tuple(dict.fromkeys(_implementation(assessment, duty, state))),
        status=duty.words[lang],
        method=method,
        plan=in_words(assessment, duty, audience),
        responsible=plan.owner if plan else by,
    )


def _reasons(assessment: Assessment, duty: AssessedDuty, state: Applies, answer: DutyAnswer | None) -> Iterator[str]:
    match state:
        case "yes":
            yield duty.line.quotation
            yield WORDS["binds"][assessment.lang].format(bearers=field(assessment.checklist, duty.line, "bearers")[0])
        case "no" if duty.decided_by == "declaration" and duty.verdict == "not_applicable":
            yield declaration_sentence(assessment, duty) or ""
        case "no":
            for check in duty.line.obligation.checks:
                if check.entity in assessment.facts.complete and not assessment.facts.rows.get(check.entity):
                    yield WORDS["none_at_all"][assessment.lang].format(entity=entity_label(assessment, check.entity))
            for row in (row for row in duty.judgement.rows if row.check.applies_when):
                for entity, name in _conditions_of(row):
                    if entity == "service":  # those of single rows may be personal data, and are counted
                        yield fact_sentence(assessment, duty, row, entity, name)
                yield WORDS["ruled_out"][assessment.lang].format(predicate=row.check.applies_when)
            if turns(duty.line.obligation, assessment.facts.service) is False:
                yield from _turned(assessment, duty)
            yield from _in_tables(assessment, duty)
            if answer and answer.reason:
                yield answer.reason[assessment.lang]
        case "to_verify":
            for point in answer.open if answer else ():
                yield WORDS["open_question"][assessment.lang].format(question=point.question[assessment.lang])
            yield from _open(assessment, duty)


def _turned(assessment: Assessment, duty: AssessedDuty) -> Iterator[str]:
    """By which facts of the service the duty does not apply."""
    for condition in duty.line.obligation.turns_on:
        yield WORDS["ruled_out"][assessment.lang].format(predicate=condition.when)


def _open(assessment: Assessment, duty: AssessedDuty) -> Iterator[str]:
    """What must be known first: facts of conditions that are missing, or rows of which there are none, or not all."""
    lang, rows = assessment.lang, duty.judgement.rows
    if not duty.line.obligation.checks:
        yield WORDS["nobody"][lang]
    for table in (table for table in duty.judgement.tables if table.missing):
        yield no_column_sentence((name for _, name in table.missing), lang)
    some = {row.entity for row in rows if row.key}
    could = {(fact.entity, fact.fact) for fact in duty.missing.facts}
    for row in rows:
        for entity, name in _conditions_of(row):
            if (entity, name) in row.missing and (entity, name) in could and (row.key or entity == "service"):
                question = assessment.checklist.corpus.fact(entity, name).question[lang]
                yield WORDS["open_question"][lang].format(question=question)
        if not row.key and row.entity in some:
            yield sample_sentence(row.entity, lang)
        elif not row.key:
            yield WORDS["no_row_of"][lang].format(entity=entity_label(assessment, row.entity))


def _conditions_of(row: RowVerdict) -> list[tuple[str, str]]:
    """The facts that decide whether a check applies, in the order of the predicate."""
    nodes = walk(parse(row.check.applies_when)) if row.check.applies_when else ()
    return [("service" if n.service else row.entity, n.name) for n in nodes if isinstance(n, FactName)]


def _implementation(assessment: Assessment, duty: AssessedDuty, state: Applies) -> Iterator[str]:
    """What shows how the duty is carried out: facts of the service, rows by verdict, what a person declared."""
    lang = assessment.lang
    for row in duty.judgement.rows if state != "no" else ():
        conditions = _conditions_of(row)
        for entity, name in row.used:
            if entity == "service" and (entity, name) not in (*row.missing, *conditions):
                yield fact_sentence(assessment, duty, row, entity, name)
    for entity, verdicts in _rows(duty).items():
        counts = Counter(verdicts)
        words = (f"{VERDICT_LABELS[verdict][lang]} {counts[verdict]}" for verdict in WORST_FIRST if counts[verdict])
        name = entity_label(assessment, entity)
        yield WORDS["rows"][lang].format(entity=name, total=len(verdicts), counts=listing(words, lang))
    if state != "no":
        yield from _in_tables(assessment, duty)
    if state != "no" and (sentence := declaration_sentence(assessment, duty)) is not None:
        yield sentence
    if duty.disagreement:
        yield DISAGREES[lang]


def _in_tables(assessment: Assessment, duty: AssessedDuty) -> Iterator[str]:
    """The rows of tables by verdict; which they are may be personal data."""
    for table in duty.judgement.tables:
        yield from count_sentences(assessment, table, keys=False)


def _rows(duty: AssessedDuty) -> Mapping[str, list[Verdict]]:
    """The verdict of each row of each entity: its checks taken together."""
    rows: dict[str, dict[str, list[Verdict]]] = {}
    for row in duty.judgement.rows:
        if row.entity != "service" and row.key:
            rows.setdefault(row.entity, {}).setdefault(row.key, []).append(row.verdict)
    return {entity: [combined(each) for each in keyed.values()] for entity, keyed in rows.items()}
