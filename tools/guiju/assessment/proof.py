"""The proof of a verdict in sentences: fact → predicate → obligation → quotation → 款.

Rows of groups, accounts and so on: how many decided, and of the first few which they are and on what facts. Their keys and facts may be
personal data: with `keys` false only the numbers are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from guiju.assessment import AssessedDuty, Assessment, later
from guiju.assessment.answers import shown
from guiju.assessment.reasons import tested_part
from guiju.assessment.table_sentences import ROWS_SHOWN, count_sentences
from guiju.law.labels import BASIS_LABELS, COLON, STATUS_LABELS, VERDICT_LABELS
from guiju.model import Bilingual, Lang
from guiju.reasoning.verdicts import RowVerdict

_IN_BRACKETS = Bilingual("（{}）", " ({})")
_AND = Bilingual("，", ", ")
_THEN = Bilingual("；", "; ")
_MISSING = Bilingual("未提供", "not supplied")
_IDLE = Bilingual("未提供；目前补充也不改变结论", "not supplied; given the other facts, it would change nothing")
_FOLLOWS = Bilingual("由所提供的事实得出", "follows from the facts supplied")
_SET_ASIDE = Bilingual(
    "已过期、晚于截至日期，或者没有具名审核人，按未提供处理",
    "stale, later than the day, or found by no named reviewer: counted as not supplied",
)
_NO_CHECK = Bilingual(
    "没有可由事实判定的检查；须人工审查", "no check can decide this from facts; a person must judge it"
)
_NO_ROWS = Bilingual("没有提供任何“{entity}”的记录", "no row of {entity} was supplied")
_OF_ROWS = Bilingual("“{entity}”{total} 条中 {count} 条", "{count} of {total} rows of {entity}")
_SAMPLE = Bilingual(
    "所提供的不是全部，其余不明（全部都在的，写 coverage: {{{entity}: all}}）",
    "these are not all rows, and nothing is known of the others (if they are all, write coverage: {{{entity}: all}})",
)
_MORE = Bilingual("另有 {count} 条，结论相同，未逐条列出", "and {count} more with the same verdict, not listed")
_DECLARED = Bilingual("自述：{status}，{by}", "declared {status} by {by}")
_TOO_LATE = Bilingual("；晚于截至日期，不计", "; later than the day: it does not count")
_DETAILS = {
    "date": Bilingual("日期 {}", "on {}"),
    "evidence": Bilingual("证据 {}", "evidence: {}"),
    "reviewer": Bilingual("复核 {}", "reviewed by {}"),
    "reason": Bilingual("理由 {}", "reason: {}"),
    "approver": Bilingual("批准 {}", "approved by {}"),
}


def proof(assessment: Assessment, assessed: AssessedDuty, keys: bool = True) -> Iterator[str]:
    """Lines from the facts to the verdict of each check, then what a person declared."""
    lang, rows = assessment.checklist.lang, assessed.judgement.rows
    if not assessed.line.obligation.checks and assessed.judgement.verdict == "undetermined":
        yield _NO_CHECK[lang]
    for table in assessed.judgement.tables:
        yield from count_sentences(assessment, table, keys)
    deciding = [row for row in rows if row.verdict == assessed.judgement.verdict]
    deciding = deciding or ([] if assessed.judgement.tables else list(rows))
    for _, several in groupby(deciding, key=lambda row: id(row.check)):
        yield from _check(assessment, assessed, list(several), keys)
    if (said := declaration_sentence(assessment, assessed)) is not None:
        yield said


def declaration_sentence(assessment: Assessment, assessed: AssessedDuty) -> str | None:
    """What a person declared of the duty, in one sentence: status, by whom, when, on what; None where nobody has."""
    lang, declaration = assessment.checklist.lang, assessed.declaration
    if declaration is None:
        return None
    said = _DECLARED[lang].format(status=STATUS_LABELS[declaration.status][lang], by=declaration.by)
    for name, wording in _DETAILS.items():
        value = getattr(declaration, name)
        if value is not None:
            said += _AND[lang] + wording[lang].format(value)
    return said + (_TOO_LATE[lang] if later(declaration, assessment.checklist.as_of) else "")


def left_to_a_person(assessed: AssessedDuty, lang: Lang) -> Iterator[str]:
    """What a person judges of an undetermined duty, check by check: of those that came out as met, else of all."""
    record = assessed.line.obligation
    checks = list(tested_part(assessed.judgement)) if assessed.why == "tested_part_holds" else record.checks
    yield from dict.fromkeys(check.remaining[lang] for check in checks if check.remaining is not None)


def _check(assessment: Assessment, assessed: AssessedDuty, rows: Sequence[RowVerdict], keys: bool) -> Iterator[str]:
    """One check on the rows that decided: on the service its facts; on anything else what is asked, and of the first rows the answers."""
    lang, check = assessment.checklist.lang, rows[0].check
    for entity, name in rows[0].used:
        if entity == "service":
            yield fact_sentence(assessment, assessed, rows[0], entity, name)
        else:
            yield f"{assessment.checklist.corpus.fact(entity, name).question[lang]} [{name}]"
    for name, param in assessed.line.obligation.params.items():
        if f"${name}" in f"{check.applies_when} {check.requires}":
            yield f"${name}{COLON[lang]}{param.quote}"  # the number as the words of the law say it
    verdict = f"{check.text} → {VERDICT_LABELS[rows[0].verdict][lang]}"
    if check.entity == "service":
        yield verdict
    else:
        yield f"{verdict}{COLON[lang]}{_counted(assessment, assessed, rows)}"
    if keys and check.entity != "service":
        named = [row for row in rows if row.key]
        for row in named[:ROWS_SHOWN]:
            facts = (f"{n} {_answer(assessment, assessed, row, e, n)}" for e, n in row.used if e != "service")
            yield f"[{row.entity} {row.key}] {_THEN[lang].join(facts)}"
        if len(named) > ROWS_SHOWN:
            yield _MORE[lang].format(count=len(named) - ROWS_SHOWN)
    if check.remaining is not None and rows[0].verdict == "undetermined":
        yield check.remaining[lang]


def _counted(assessment: Assessment, assessed: AssessedDuty, rows: Sequence[RowVerdict]) -> str:
    lang, check = assessment.checklist.lang, rows[0].check
    entity = entity_label(assessment, check.entity)
    total = sum(row.check is check and row.key != "" for row in assessed.judgement.rows)
    if not total:
        return _NO_ROWS[lang].format(entity=entity)
    count = sum(row.key != "" for row in rows)
    parts = [_OF_ROWS[lang].format(entity=entity, total=total, count=count)] if count else []
    if count < len(rows):
        parts.append(sample_sentence(check.entity, lang))
    return _THEN[lang].join(parts)


def sample_sentence(entity: str, lang: Lang) -> str:
    """That the rows supplied are not all, and how to say that they are."""
    return _SAMPLE[lang].format(entity=entity)


def entity_label(assessment: Assessment, entity: str) -> str:
    """The name of a kind of thing, in the reader's language."""
    checked = assessment.checklist
    return next((e.label[checked.lang] for e in checked.corpus.vocabulary.entities if e.id == entity), entity)


def fact_sentence(assessment: Assessment, assessed: AssessedDuty, row: RowVerdict, entity: str, name: str) -> str:
    """A fact that a row was judged by, as question and answer: "For what period …? P180D (measured)"."""
    question = assessment.checklist.corpus.fact(entity, name).question[assessment.checklist.lang]
    return f"{question} {_answer(assessment, assessed, row, entity, name)}"


def _answer(assessment: Assessment, assessed: AssessedDuty, row: RowVerdict, entity: str, name: str) -> str:
    lang = assessment.checklist.lang
    key = "service" if entity == "service" else row.key
    fact = assessment.profile.rows.get(entity, {}).get(key, {}).get(name)
    if fact is None:
        followed = assessment.facts.rows.get(entity, {}).get(key, {}).get(name)
        if followed is not None:
            return f"{followed}{_IN_BRACKETS[lang].format(_FOLLOWS[lang])}"
        could = any((missing.entity, missing.fact) == (entity, name) for missing in assessed.missing.facts)
        return _MISSING[lang] if could else _IDLE[lang]
    if (entity, key, name) in assessed.set_aside:
        return _SET_ASIDE[lang]
    basis = BASIS_LABELS[fact.basis][lang] + (f"{_AND[lang]}{fact.evidence}" if fact.evidence else "")
    return shown(assessment.checklist.corpus.fact(entity, name), fact.value, lang) + _IN_BRACKETS[lang].format(basis)
