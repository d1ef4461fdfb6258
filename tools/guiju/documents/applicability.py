"""What a statement of applicability says: of every duty whether it applies and why, how it is carried out, how it stands, and who answers for it.

A duty applies where its conditions are known to hold, or where a verdict or a declaration rests on its applying; it does not where a fact rules it
out or a person says so, with reason and approver. Whatever else is to be verified, never left out. For a regulator without what that edition leaves out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.proof import declaration_sentence, entity_label, fact_sentence, sample_sentence
from guiju.assessment.table_sentences import count_sentences, missing_columns
from guiju.documents.content.fields import joined, shown
from guiju.documents.report import Report
from guiju.documents.report.audience import Audience
from guiju.documents.report.beside_json import report_beside_json
from guiju.documents.report.blocks import Column, Kind, Pairs, Section, Table
from guiju.documents.report.duties import Head, head
from guiju.documents.report.findings import DISAGREES
from guiju.documents.report.plans import in_words
from guiju.documents.report.sections import sections as report_sections
from guiju.law.labels import VERDICT_LABELS, label
from guiju.model import WORST_FIRST, Bilingual, Lang, Verdict
from guiju.predicates import FactName, parse, walk
from guiju.reasoning.verdicts import RowVerdict, combined

Applies = Literal["yes", "no", "to_verify"]

APPLIES: Mapping[Applies, Bilingual] = {
    "yes": Bilingual("适用", "applicable"),
    "no": Bilingual("不适用", "not applicable"),
    "to_verify": Bilingual("待核实", "to be verified"),
}
HEADINGS: Mapping[str, Bilingual] = {
    "totals": Bilingual("适用情况与结论", "Applicability and verdicts"),
    "duties": Bilingual("各项义务", "The duties"),
    "duty": Bilingual("义务与条款", "Duty and place"),
    "quotation": Bilingual("原文引文", "Quotation (Chinese text)"),
    "bearers": Bilingual("主体", "Bearers"),
    "applies": Bilingual("是否适用", "Applicable"),
    "reasons": Bilingual("理由", "Reason"),
    "implementation": Bilingual("落实情况与证据", "How it is implemented, and evidence"),
    "status": Bilingual("状态", "Status"),
    "method": Bilingual("检查方法", "Method"),
    "plan": Bilingual("计划", "Plan"),
    "responsible": Bilingual("责任岗位", "Responsible role"),
}
_TITLE = Bilingual("适用性声明", "Statement of applicability")
_BINDS = Bilingual("约束：{bearers}", "binds: {bearers}")
_RULED_OUT = Bilingual("不成立：{predicate}", "does not hold: {predicate}")
_OPEN = Bilingual("须先查明：{question}", "to be found out first: {question}")
_NOBODY = Bilingual(
    "没有可由事实判定的检查，也没有人说明是否适用", "no check that facts decide, and nobody has said whether it applies"
)
_THERE_WAS_NONE = Bilingual(
    "所说明的范围是全部，其中没有一件“{entity}”", "by its coverage the profile tells all, and there was no {entity}"
)
_NO_ROW = Bilingual("没有提供任何“{entity}”的记录", "no row of {entity} was supplied")
_ROWS = Bilingual("“{entity}”共 {total} 条：{counts}", "rows of {entity}, {total} in all: {counts}")
_BRACKETS = Bilingual("{}（{}）", "{} ({})")


@dataclass(frozen=True)
class Stated:
    """One duty. `quotation` are the words of the law, whoever they bind; `responsible` is who owns its plan, else who declared it, else empty."""

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
    return tuple(_stated(assessment, line, audience) for line in assessment.lines)


def totals(rows: tuple[Stated, ...], lang: Lang) -> tuple[tuple[str, str], ...]:
    """(applicable, not applicable, to be verified; how many of all duties)."""
    counts = Counter(row.applies for row in rows)
    return tuple((words[lang], f"{counts[applies]} / {len(rows)}") for applies, words in APPLIES.items())


def applies(line: AssessedDuty) -> Applies:
    """Whether a duty applies, as far as it is known."""
    if line.verdict == "not_applicable":
        return "no"
    some = any(table.counts["met"] or table.counts["breached"] for table in line.judgement.tables)
    if line.verdict != "undetermined" or some or any(row.applies and _present(row) for row in line.judgement.rows):
        return "yes"
    return "to_verify"


def _stated(assessment: Assessment, line: AssessedDuty, audience: Audience) -> Stated:
    lang, record, plan = assessment.checklist.lang, line.line.obligation, line.plan
    method = label(record.method, lang) if record.method else ""
    if method and record.automation:
        method = _BRACKETS[lang].format(method, label(record.automation.level, lang))
    by = line.declaration.by if line.declaration else ""
    return Stated(
        duty=head(assessment, line),
        bearers=shown(_bearers(assessment, line)),
        quotation=shown("…".join(record.quote)),
        applies=applies(line),
        reasons=tuple(map(shown, dict.fromkeys(_reasons(assessment, line)))),
        implementation=tuple(map(shown, dict.fromkeys(_implementation(assessment, line)))),
        status=line.words[lang],
        method=method,
        plan=in_words(assessment, line, audience),
        responsible=shown(plan.owner if plan else by),
    )


def _bearers(assessment: Assessment, line: AssessedDuty) -> str:
    corpus, lang = assessment.checklist.corpus, assessment.checklist.lang
    return joined((corpus.label("parties", party)[lang] for party in line.line.bearers), lang)


def _reasons(assessment: Assessment, line: AssessedDuty) -> Iterator[str]:
    lang = assessment.checklist.lang
    match applies(line):
        case "yes":
            yield "…".join(line.line.obligation.quote)
            yield _BINDS[lang].format(bearers=_bearers(assessment, line))
        case "no" if line.decided_by == "declaration":
            yield declaration_sentence(assessment, line) or ""
        case "no":
            for check in line.line.obligation.checks:
                if check.entity in assessment.facts.complete and not assessment.facts.rows.get(check.entity):
                    yield _THERE_WAS_NONE[lang].format(entity=entity_label(assessment, check.entity))
            for row in line.judgement.rows:
                yield from _conditions(assessment, line, row)
                yield _RULED_OUT[lang].format(predicate=row.check.applies_when)
            yield from _in_tables(assessment, line)
        case "to_verify":
            yield from _open(assessment, line)


def _open(assessment: Assessment, line: AssessedDuty) -> Iterator[str]:
    """What must be known first: facts of conditions that are missing, or rows of which there are none, or not all."""
    lang, rows = assessment.checklist.lang, line.judgement.rows
    if not line.line.obligation.checks:
        yield _NOBODY[lang]
    yield from (missing_columns(assessment, table) for table in line.judgement.tables if table.missing)
    some = {row.entity for row in rows if _present(row)}
    could = {(fact.entity, fact.fact) for fact in line.missing.facts}
    for row in rows:
        for entity, name in _conditions_of(row):
            if (entity, name) in row.missing and (entity, name) in could and (_present(row) or entity == "service"):
                yield _OPEN[lang].format(question=assessment.checklist.corpus.fact(entity, name).question[lang])
        if not _present(row):
            name = entity_label(assessment, row.entity)
            yield sample_sentence(row.entity, lang) if row.entity in some else _NO_ROW[lang].format(entity=name)


def _conditions(assessment: Assessment, line: AssessedDuty, row: RowVerdict) -> Iterator[str]:
    """The facts of the service that the condition of a check reads; those of single rows may be personal data, and are counted."""
    for entity, name in _conditions_of(row):
        if entity == "service":
            yield fact_sentence(assessment, line, row, entity, name)


def _conditions_of(row: RowVerdict) -> list[tuple[str, str]]:
    """The facts that decide whether a check applies, in the order of the predicate."""
    nodes = walk(parse(row.check.applies_when)) if row.check.applies_when else ()
    return [("service" if n.service else row.entity, n.name) for n in nodes if isinstance(n, FactName)]


def _implementation(assessment: Assessment, line: AssessedDuty) -> Iterator[str]:
    """What shows how the duty is carried out: facts of the service, rows by verdict, what a person declared."""
    lang = assessment.checklist.lang
    for row in line.judgement.rows if applies(line) != "no" else ():
        conditions = _conditions_of(row)
        for entity, name in row.used:
            if entity == "service" and (entity, name) not in (*row.missing, *conditions):
                yield fact_sentence(assessment, line, row, entity, name)
    for entity, verdicts in _rows(line).items():
        counts = Counter(verdicts)
        words = (f"{VERDICT_LABELS[verdict][lang]} {counts[verdict]}" for verdict in WORST_FIRST if counts[verdict])
        name = entity_label(assessment, entity)
        yield _ROWS[lang].format(entity=name, total=len(verdicts), counts=joined(words, lang))
    if applies(line) != "no":
        yield from _in_tables(assessment, line)
    if applies(line) != "no" and (said := declaration_sentence(assessment, line)) is not None:
        yield said
    if line.disagreement:
        yield DISAGREES[lang]


def _in_tables(assessment: Assessment, line: AssessedDuty) -> Iterator[str]:
    """The rows of tables by verdict; which they are may be personal data."""
    for table in line.judgement.tables:
        yield from count_sentences(assessment, table, keys=False)


def _rows(line: AssessedDuty) -> Mapping[str, list[Verdict]]:
    """The verdict of each row of each entity: its checks taken together."""
    found: dict[str, dict[str, list[Verdict]]] = {}
    for row in line.judgement.rows:
        if row.entity != "service" and _present(row):
            found.setdefault(row.entity, {}).setdefault(row.key, []).append(row.verdict)
    return {entity: [combined(each) for each in keyed.values()] for entity, keyed in found.items()}


def _present(row: RowVerdict) -> bool:
    """Whether there is such a row, and not only the want of one."""
    return bool(row.key)


def statement(assessment: Assessment, audience: Audience = "internal") -> Report:
    """What a statement shares with a report: whose it is, law and data, numbers, limits, receipt and signatures."""
    told = report_beside_json(assessment, audience)
    return replace(told, title=_TITLE[told.lang])


def sections(told: Report, rows: tuple[Stated, ...], wide: bool = False) -> tuple[Section, ...]:
    """The sections of a statement, in their order; `wide` where each thing can have a column of its own, to sort and filter by."""
    lang, shared = told.lang, {section.key: section for section in report_sections(told)}
    counted = (Pairs(totals(rows, lang)), *shared["result"].blocks)
    duties = _table(rows, lang, _WIDE if wide else _NARROW)
    rest = ("historical", "informative", "basis", "limits", "verification", "sign_off")
    return (
        shared["scope"],
        Section("totals", HEADINGS["totals"][lang], counted),
        Section("duties", HEADINGS["duties"][lang], (duties,)),
        *(shared[key] for key in rest if key in shared),
    )


# Columns: what stands in each, its width, and how it reads.
_Columns = tuple[tuple[tuple[str, ...], int, Kind], ...]
_NARROW: _Columns = (
    (("duty",), 28, "duty"),
    (("applies",), 20, "text"),
    (("reasons",), 34, "list"),
    (("implementation",), 34, "list"),
    (("status", "method"), 22, "text"),
    (("plan", "responsible"), 22, "text"),
)
_WIDE: _Columns = (
    (("duty",), 34, "duty"),
    (("bearers",), 18, "text"),
    (("applies",), 14, "text"),
    (("reasons",), 44, "list"),
    (("implementation",), 44, "list"),
    (("status",), 16, "text"),
    (("method",), 18, "text"),
    (("plan",), 30, "text"),
    (("responsible",), 16, "text"),
)


def _table(rows: tuple[Stated, ...], lang: Lang, chosen: _Columns) -> Table:
    columns = tuple(Column(" · ".join(HEADINGS[k][lang] for k in keys), width, kind) for keys, width, kind in chosen)
    cells = tuple(tuple(_cell(row, keys, lang) for keys, _, _ in chosen) for row in rows)
    return Table("", columns, cells, tuple(row.duty.verdict for row in rows))


def _cell(row: Stated, keys: tuple[str, ...], lang: Lang) -> str:
    told: dict[str, tuple[str | None, ...]] = {
        "duty": (row.duty.title, row.duty.place, row.duty.id.partition("#")[2]),
        "bearers": (row.bearers,),
        "applies": (APPLIES[row.applies][lang],),
        "reasons": row.reasons,
        "implementation": row.implementation,
        "status": (row.status,),
        "method": (row.method,),
        "plan": (row.plan,),
        "responsible": (row.responsible,),
    }
    return "\n".join(text for key in keys for text in told[key] if text) or "—"
