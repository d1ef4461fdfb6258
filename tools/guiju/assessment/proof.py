"""The proof of a verdict in sentences: fact → predicate → obligation → quotation → 款."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.assessment import Assessed, Assessment
from guiju.labels import VERDICTS
from guiju.model import Bilingual, Fact, Lang, Recorded
from guiju.verdicts import RowVerdict

_BASIS = {
    "measured": Bilingual("实测", "measured"),
    "declared": Bilingual("自述", "declared"),
    "inferred": Bilingual("推断", "inferred"),
    "reported": Bilingual("转述", "reported"),
}
_VALUES = {"true": Bilingual("是", "true"), "false": Bilingual("否", "false"), "none": Bilingual("无", "none")}
_IN_BRACKETS = Bilingual("（{}）", " ({})")
_AND = Bilingual("，", ", ")
_MISSING = Bilingual("未提供", "not supplied")
_SET_ASIDE = Bilingual(
    "已过期或没有具名审核人，按未提供处理", "stale, or found by no named reviewer: counted as not supplied"
)
_NO_CHECK = Bilingual("没有可由事实判定的检查；须人工审查", "no check that facts decide; it needs a person")


def proof(assessment: Assessment, assessed: Assessed) -> Iterator[str]:
    """Lines from the facts to the verdict of each check; for many rows, those that decided."""
    lang = assessment.checklist.lang
    if not assessed.judgement.rows:
        yield _NO_CHECK[lang]
    deciding = [row for row in assessed.judgement.rows if row.verdict == assessed.judgement.verdict]
    for row in deciding or assessed.judgement.rows:
        yield from _row(assessment, assessed, row)


def _row(assessment: Assessment, assessed: Assessed, row: RowVerdict) -> Iterator[str]:
    lang = assessment.checklist.lang
    for entity, name in row.used:
        fact = assessment.checklist.corpus.fact(entity, name)
        yield f"{fact.question[lang]} {_answer(assessment, assessed, row, entity, name)}"
    named = f" [{row.entity} {row.key}]" if row.entity != "service" and row.key else ""
    when = f"({row.check.applies_when}) → " if row.check.applies_when else ""
    yield f"{when}{row.check.requires}{named} → {VERDICTS[row.verdict][lang]}"
    if row.check.remaining is not None and row.verdict == "undetermined":
        yield row.check.remaining[lang]


def _answer(assessment: Assessment, assessed: Assessed, row: RowVerdict, entity: str, name: str) -> str:
    lang = assessment.checklist.lang
    key = "service" if entity == "service" else row.key
    fact = assessment.profile.rows.get(entity, {}).get(key, {}).get(name)
    if fact is None:
        return _MISSING[lang]
    if (entity, key, name) in assessed.set_aside:
        return _SET_ASIDE[lang]
    basis = _BASIS[fact.basis][lang] + (f"{_AND[lang]}{fact.evidence}" if fact.evidence else "")
    return _shown(assessment.checklist.corpus.fact(entity, name), fact.value, lang) + _IN_BRACKETS[lang].format(basis)


def _shown(fact: Fact, value: Recorded, lang: Lang) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    named = {choice.id: choice.label for choice in fact.values}
    if fact.type != "string" or text == "none":
        named = {**_VALUES, **named}
    return named[text][lang] if text in named else text
