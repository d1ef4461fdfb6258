"""An assessment to read, in Markdown: counts, findings first, then what is open, then the rest; each with its proof."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.assessment import Assessed, Assessment
from guiju.exports.cover import cover
from guiju.exports.markdown import escaped
from guiju.labels import COLON, VERDICTS, WAITS
from guiju.model import Bilingual, Verdict
from guiju.proof import proof

_ORDER: tuple[Verdict, ...] = ("breached", "undetermined", "met", "not_applicable")
_TITLE = Bilingual("合规评估报告", "Compliance assessment")
_COUNTS = Bilingual("结果（共 {total} 项义务）", "Result ({total} duties)")
_NEXT = Bilingual("接下来提供哪些事实", "Which facts to supply next")
_DISAGREE = Bilingual("自述与检测不一致，以检测为准", "the declaration disagrees with the test, which prevails")
_PLAN = Bilingual("整改计划", "Plan")
_PROOF = Bilingual("证明", "Proof")


def render(assessment: Assessment) -> bytes:
    """The assessment as Markdown, UTF-8."""
    return ("\n".join(_lines(assessment)).rstrip("\n") + "\n").encode()


def _lines(assessment: Assessment) -> Iterator[str]:
    lang, front = assessment.checklist.lang, cover(assessment.checklist)
    yield from (f"# {_TITLE[lang]}", "", escaped(front.notice), "")
    for heading, text in (*_report(assessment), *front.facts):
        yield f"- **{escaped(heading)}**{COLON[lang]}{escaped(text)}"
    yield from ("", f"## {_COUNTS[lang].format(total=len(assessment.lines))}", "")
    for verdict in _ORDER:
        yield f"- {VERDICTS[verdict][lang]}{COLON[lang]}{assessment.counts[verdict]} / {len(assessment.lines)}"
    yield ""
    for verdict in _ORDER:
        group = [line for line in assessment.lines if line.verdict == verdict]
        if group:
            yield from (f"## {_heading(VERDICTS[verdict][lang])}", "")
            for line in group:
                yield from _line(assessment, line)
    yield from _next(assessment)


def _heading(words: str) -> str:
    return words[0].upper() + words[1:]


def _report(assessment: Assessment) -> Iterator[tuple[str, str]]:
    report, lang = assessment.profile.report, assessment.checklist.lang
    for heading, value in (
        (Bilingual("主体", "Entity"), report.entity),
        (Bilingual("服务", "Services"), "、".join(report.services)),
        (Bilingual("许可与备案号", "Licence numbers"), "、".join(report.licence_numbers)),
        (Bilingual("范围", "Scope"), report.scope),
        (Bilingual("未包括", "Exclusions"), report.exclusions),
        (Bilingual("期间起", "Period from"), report.period_from),
        (Bilingual("期间止（不含）", "Period until (excluded)"), report.period_until),
        (Bilingual("数据截止", "Data cut-off"), report.data_cut_off),
        (Bilingual("编制", "Prepared by"), report.prepared_by),
        (Bilingual("复核", "Reviewed by"), report.reviewed_by),
        (Bilingual("批准", "Approved by"), report.approved_by),
    ):
        if value:
            yield heading[lang], str(value)


def _line(assessment: Assessment, line: Assessed) -> Iterator[str]:
    lang, record = assessment.checklist.lang, line.line.obligation
    place = f"{line.line.regulation.short_title[lang]} {line.line.cited(lang)}"
    yield f"### {escaped(record.title[lang])}"
    yield from ("", f"**{line.words[lang]}** · {escaped(place)} · {escaped(line.line.id)}", "")
    yield from (f"> {escaped('…'.join(record.quote))}", "")
    if line.disagreement:
        yield from (f"{_DISAGREE[lang]}", "")
    yield f"{_PROOF[lang]}{COLON[lang].rstrip()}"
    yield ""
    for sentence in proof(assessment, line):
        yield f"- {escaped(sentence)}"
    if line.plan is not None:
        yield f"- {_PLAN[lang]}{COLON[lang]}{escaped(line.plan.action)}, {escaped(line.plan.owner)}, {line.plan.due.isoformat()}"
    yield ""


def _next(assessment: Assessment) -> Iterator[str]:
    lang = assessment.checklist.lang
    waiting = assessment.next_facts()
    if waiting:
        yield from (f"## {_NEXT[lang]}", "")
    for entity, name, count in waiting:
        fact = assessment.checklist.corpus.fact(entity, name)
        yield f"1. `{name}` ({entity}): {escaped(fact.question[lang])} {WAITS[lang].format(count=count)}"
    yield ""
