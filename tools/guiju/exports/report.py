"""What an assessment report says, in the reader's language; the exports lay it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guiju.assessment import Assessed, Assessment
from guiju.assessment.proof import proof
from guiju.assessment.receipt import receipt
from guiju.exports.cover import Cover, cover
from guiju.exports.fields import shown
from guiju.labels import COLON, VERDICTS, WAITS
from guiju.model import Bilingual, Lang, Verdict

ORDER: tuple[Verdict, ...] = ("breached", "undetermined", "met", "not_applicable")
WORDS = {
    "title": Bilingual("合规评估报告", "Compliance assessment"),
    "result": Bilingual("结果（共 {total} 项义务）", "Result ({total} duties)"),
    "next": Bilingual("接下来提供哪些事实", "Which facts to supply next"),
    "disagree": Bilingual("自述与检测不一致，以检测为准", "the declaration disagrees with the test, which prevails"),
    "plan": Bilingual("整改计划", "Plan"),
    "proof": Bilingual("证明", "Proof"),
    "limits": Bilingual("局限", "Limitations"),
    "sign_off": Bilingual("签署", "Sign-off"),
    "signature": Bilingual("签名", "Signature"),
    "date": Bilingual("日期", "Date"),
    "receipt": Bilingual("回执", "Receipt"),
}
SIGNERS = (Bilingual("编制", "Prepared by"), Bilingual("复核", "Reviewed by"), Bilingual("批准", "Approved by"))
_LIMITS = (
    Bilingual(
        "结论只就所提供的事实和自述作出；未提供、已过期的事实一律为待核实，不算作符合。",
        "Verdicts rest on the facts and declarations supplied; what was not supplied or is stale is to be verified, never met.",
    ),
    Bilingual(
        "部分检测只能判定一侧；开放用语（合理、及时等）须由人审查。",
        "A partial test decides one side only; open words (reasonable, promptly and the like) need a person.",
    ),
    Bilingual(
        "疑似不符合不是违法认定；认定由有权机关依法作出。",
        "An apparent gap is no finding that the law was broken; that is for the authority in charge.",
    ),
    Bilingual("整改计划和风险接受不改变结论。", "A remediation plan or a risk acceptance changes no verdict."),
)


@dataclass(frozen=True)
class Entry:
    """One duty in the report: its heading, how its verdict is worded, its place, its words, and the sentences of its proof."""

    id: str
    title: str
    words: str
    place: str
    quotation: str
    proof: tuple[str, ...]
    disagreement: bool
    plan: str | None


@dataclass(frozen=True)
class Report:
    """The whole report. `counts` are (verdict in words, number); `groups` are (verdict, its words, its duties), findings first."""

    lang: Lang
    cover: Cover
    facts: tuple[tuple[str, str], ...]
    total: int
    counts: tuple[tuple[str, int], ...]
    groups: tuple[tuple[Verdict, str, tuple[Entry, ...]], ...]
    next_facts: tuple[tuple[str, str, str, str], ...]
    limits: tuple[str, ...]
    receipt: str


def report(assessment: Assessment) -> Report:
    """The report of an assessment."""
    lang, front = assessment.checklist.lang, cover(assessment.checklist)
    return Report(
        lang=lang,
        cover=front,
        facts=(*_facts(assessment), *front.facts),
        total=len(assessment.lines),
        counts=tuple((VERDICTS[verdict][lang], assessment.counts[verdict]) for verdict in ORDER),
        groups=tuple(
            (verdict, _capital(VERDICTS[verdict][lang]), entries)
            for verdict in ORDER
            if (entries := tuple(_entry(assessment, line) for line in assessment.lines if line.verdict == verdict))
        ),
        next_facts=tuple(
            (
                name,
                entity,
                assessment.checklist.corpus.fact(entity, name).question[lang],
                WAITS[lang].format(count=count),
            )
            for entity, name, count in assessment.next_facts()
        ),
        limits=tuple(text[lang] for text in _LIMITS),
        receipt=receipt(assessment)["receipt"],
    )


def _facts(assessment: Assessment) -> Iterator[tuple[str, str]]:
    told, lang = assessment.profile.report, assessment.checklist.lang
    for heading, value in (
        (Bilingual("主体", "Entity"), told.entity),
        (Bilingual("服务", "Services"), "、".join(told.services)),
        (Bilingual("许可与备案号", "Licence numbers"), "、".join(told.licence_numbers)),
        (Bilingual("范围", "Scope"), told.scope),
        (Bilingual("未包括", "Exclusions"), told.exclusions),
        (Bilingual("期间起", "Period from"), told.period_from),
        (Bilingual("期间止（不含）", "Period until (excluded)"), told.period_until),
        (Bilingual("数据截止", "Data cut-off"), told.data_cut_off),
        (SIGNERS[0], told.prepared_by),
        (SIGNERS[1], told.reviewed_by),
        (SIGNERS[2], told.approved_by),
    ):
        if value:
            yield heading[lang], shown(str(value))


def _entry(assessment: Assessment, line: Assessed) -> Entry:
    lang, record, plan = assessment.checklist.lang, line.line.obligation, line.plan
    return Entry(
        id=line.line.id,
        title=shown(record.title[lang]),
        words=line.words[lang],
        place=f"{shown(line.line.regulation.short_title[lang])} {line.line.cited(lang)}",
        quotation=shown("…".join(record.quote)),
        proof=tuple(shown(sentence) for sentence in proof(assessment, line)),
        disagreement=line.disagreement,
        plan=f"{WORDS['plan'][lang]}{COLON[lang]}{shown(plan.action)}, {shown(plan.owner)}, {plan.due.isoformat()}"
        if plan
        else None,
    )


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
