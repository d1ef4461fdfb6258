"""A report to hand to counsel: everything in it in every format and both languages, true to its assessment, and worded as the data allows."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import docx
import pytest
from python_calamine import CalamineWorkbook

from assessment_samples import ACCOUNT, AS_OF, CONTENT, GROUP, assessed, assessment, seen
from guiju.assessment.proof import ROWS_SHOWN, proof
from guiju.assessment.receipt import receipt
from guiju.documents.content.fields import later_rule
from guiju.documents.report import report
from guiju.documents.report.counts import Tally
from guiju.documents.report.sections import sections
from guiju.law.labels import NOT_LEGAL_ADVICE, VERDICT_LABELS, label
from guiju.model import LANGUAGES, WORST_FIRST, Lang
from guiju.reasoning.standing import standing
from guiju.reasoning.successors import successors
from guiju.writers import formats, manual

FORMATS = formats("assessment")
READ = sorted(set(FORMATS) - {"json"})


@cache
def text(form: str, lang: Lang, as_of: date = AS_OF) -> str:
    """What a reader of the internal edition sees, in single spaces."""
    return " ".join(seen(form, FORMATS[form](assessment(lang, as_of))).split())


@cache
def elements(lang: Lang) -> tuple[tuple[str, str], ...]:
    """(what the report must hold, a text that only this puts there)."""
    return tuple(_elements(lang))


def _elements(lang: Lang) -> Iterator[tuple[str, str]]:
    told, counted = CONTENT["report"], assessment(lang)
    for key, value in told.items():
        yield from ((key, one) for one in (value if isinstance(value, list) else [value]))
    hashes = receipt(counted)["hashes"]
    yield from ((f"hash of the {name}", value) for name, value in hashes.items() if name != "duties")
    yield "receipt hash", receipt(counted)["receipt"]
    yield "day", AS_OF.isoformat()
    yield "data version", counted.checklist.corpus.data_version
    yield "no legal advice", NOT_LEGAL_ADVICE[lang]
    yield "number of a finding", "F-02"
    yield "quotation of a finding", "互联网群组信息服务提供者应当按规定留存网络日志不少于六个月。"
    yield "fact in a proof", {"zh": "P180D（实测，日志平台配置导出）", "en": "P180D (measured, 日志平台配置导出)"}[lang]
    yield "predicate in a proof", "network_log_retention_policy >= $min_retention"
    yield "action of a plan", "日志留存延长至七个月"
    yield "owner of a plan", "运维负责人戊"
    yield "day of a plan", "2026-05-31"
    yield "a plan that is overdue", {"zh": "逾期 30 天", "en": "overdue by 30 days"}[lang]
    yield "what a person declared", "制度库 A-12"
    yield "why a duty does not apply", "期间内没有检查"
    yield "who approved that", "总法律顾问丙"
    yield "a declaration against a test", "运维负责人丁"
    yield "a stale fact", {"zh": "2026-03-01 起已过期", "en": "stale since 2026-03-01"}[lang]
    yield "an unreviewed fact", {"zh": "没有具名审核人的认定", "en": "found by no named reviewer"}[lang]
    yield "which fact to supply", counted.checklist.corpus.fact(*counted.next_facts()[0][:2]).question[lang]
    yield "how much of the law of 2022 is covered", successors(counted.checklist)[0].words[lang]
    yield "test beats declaration", {"zh": "检测优先于自述", "en": "a test prevails over a declaration"}[lang]
    yield (
        "limits",
        {"zh": "疑似不符合不是违法认定", "en": "An apparent gap is no finding that the law was broken"}[lang],
    )
    yield "how to verify", "guiju verify"
    yield "state of a rule", {"zh": "现行效力尚未确认", "en": "current status not confirmed"}[lang]


NAMES = [name for name, _ in elements("zh")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("place", range(len(NAMES)), ids=NAMES)
def test_every_format_holds(place: int, form: str, lang: Lang) -> None:
    _, needed = elements(lang)[place]
    assert " ".join(needed.split()) in text(form, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", READ)
def test_a_format_to_read_has_every_section(form: str, lang: Lang) -> None:
    headings = [section.heading for section in sections(report(assessment(lang)))]
    assert len(headings) >= 13
    assert [heading for heading in headings if heading not in text(form, lang)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", sorted(set(READ) - {"xlsx"}))  # a workbook has its sheets instead
def test_the_sections_are_numbered_and_in_their_order(form: str, lang: Lang) -> None:
    told = sections(report(assessment(lang)))
    found = [text(form, lang).find(f"{n}. {section.heading}") for n, section in enumerate(told, 1)]
    assert -1 not in found
    assert found == sorted(found)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_format_has_a_manual_page(form: str) -> None:
    first, blank, *rest = manual("assessment", form).strip().splitlines()
    assert first.endswith(".")
    assert blank == ""
    assert rest


# ---- counts


def tallies(lang: Lang) -> Iterator[tuple[str, Tally]]:
    told = report(assessment(lang))
    yield "all", told.overall
    for several in (*told.breakdowns, *told.by_method):
        yield from ((several.key, tally) for tally in several.rows)


def test_counts_are_given_by_rule_role_bearer_topic_method_automation_and_source() -> None:
    keys = {key for key, _ in tallies("zh")}
    assert keys == {"all", "rule", "role", "bearer", "topic", "method", "automation", "decided_by"}


def test_no_count_stands_without_its_total_and_all_duties_are_in_each_breakdown() -> None:
    duties = len(assessment("zh").lines)
    summed: dict[str, int] = {}
    for key, tally in tallies("zh"):
        assert tally.total == sum(tally.counts[verdict] for verdict in WORST_FIRST) > 0
        summed[key] = summed.get(key, 0) + tally.total
    assert {summed[key] for key in ("all", "rule", "method", "automation", "decided_by")} == {duties}
    assert min(summed.values()) == duties


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", READ)
def test_what_is_undetermined_stands_beside_what_is_met(form: str, lang: Lang) -> None:
    counted = assessment(lang).counts
    one_line = " · ".join(f"{VERDICT_LABELS[verdict][lang]} {counted[verdict]}" for verdict in WORST_FIRST)
    if form == "html":
        for verdict in WORST_FIRST:
            assert re.search(
                rf"\b{counted[verdict]} / {len(assessment(lang).lines)} {VERDICT_LABELS[verdict][lang]}",
                text(form, lang),
            )
    else:
        assert f"{one_line} / {len(assessment(lang).lines)}" in text(form, lang)


def test_a_bar_has_all_its_steps_and_none_for_what_does_not_occur() -> None:
    for _, tally in tallies("zh"):
        spans = tally.spans(1000)
        assert sum(length for _, _, length in spans) == 1000
        assert [start for _, start, _ in spans] == [sum(length for *_, length in spans[:n]) for n in range(len(spans))]
        assert all(tally.counts[verdict] for verdict, _, _ in spans)
    assert Tally("nothing", dict.fromkeys(WORST_FIRST, 0)).spans(1000) == ()


# ---- findings, plan, what remains


def test_every_gap_is_a_finding_and_every_open_duty_says_what_it_needs() -> None:
    counted = assessment("en")
    told = report(counted)
    assert [f.duty.id for f in told.findings] == [x.line.id for x in counted.lines if x.verdict == "breached"]
    assert [f.number for f in told.findings] == [f"F-{n:02d}" for n in range(1, len(told.findings) + 1)]
    assert [o.duty.id for o in told.remaining] == [x.line.id for x in counted.lines if x.verdict == "undetermined"]
    assert all(entry.facts or entry.person for entry in told.remaining)
    assert len(told.findings) + len(told.remaining) + len(told.settled) == len(counted.lines)


LOG_FINE = {
    "zh": "可以并处1万元以上5万元以下罚款",
    "en": "to which an administrative fine of 10,000 to 50,000 yuan may be added",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", READ)
def test_a_finding_tells_the_amounts_of_the_penalty_it_leads_to_and_how_far_they_were_seen(
    form: str, lang: Lang
) -> None:
    seen_so = label("seen", lang)
    assert re.search(f"{LOG_FINE[lang]}[^F]*{seen_so}", text(form, lang))


def test_the_penalties_of_a_finding_are_those_of_the_day_and_stand_under_their_provision() -> None:
    def told(day: date) -> str:
        found = {f.duty.id: f.penalties for f in report(assessment("en", day), "internal").findings}
        return "\n".join(found["cac-group-services-2017#retain-network-logs"])

    before, since = told(date(2025, 12, 31)), told(date(2026, 1, 1))
    assert "until 2026-01-01" in before and "from 2026-01-01" not in before
    assert "from 2026-01-01" in since and "until 2026-01-01" not in since
    assert "Cybersecurity Law art. 59(1) · " in before and "Cybersecurity Law art. 61(1) · " in since


def test_a_provision_that_was_not_law_on_the_day_is_not_among_the_consequences() -> None:
    def told(day: date) -> str:
        [found] = [
            f for f in report(assessment("en", day), "internal").findings if f.duty.id.endswith("#retain-network-logs")
        ]
        return "\n".join((*found.consequence, *found.penalties))

    grave = "breach of the log duty and other security duties with serious consequences"
    assert grave not in told(date(2025, 12, 31)) and "no penalties recorded" not in told(date(2025, 12, 31))
    assert f"art. 61(3) {grave}" in told(date(2026, 1, 1))
    assert (
        "Cybersecurity Law art. 61(3) · aggravated tier · entities: an administrative fine of 500,000 to 2,000,000 yuan"
        in told(date(2026, 1, 1))
    )


def test_a_finding_without_a_penalty_tells_none() -> None:
    told = report(assessment("en"), "internal")
    lines = {line.id: line.line.obligation.consequence for line in assessment("en").lines}
    without = [f for f in told.findings if (led := lines[f.duty.id]) is None or not led.provisions]
    assert without and all(f.penalties == () for f in without)


def test_a_gap_without_a_plan_is_in_the_plan_as_a_gap_without_a_plan() -> None:
    name = f"{GROUP}#fulfil-main-responsibility"
    declared = CONTENT["declarations"] | {name: {"status": "partly_met", "by": "安全负责人"}}
    told = report(assessed(CONTENT | {"declarations": declared}, "en"))
    planned = {entry.duty.id: entry for entry in told.plans}
    assert planned.keys() >= {finding.duty.id for finding in told.findings}
    assert planned[name].kind == "No plan yet"


@pytest.mark.parametrize(
    ("due", "state", "overdue"),
    [
        ("2026-06-29", "overdue by 1 days", True),
        ("2026-06-30", "due on this day", False),
        ("2026-07-01", "not yet due", False),
    ],
)
def test_a_plan_is_overdue_from_the_day_after_it_was_due(due: str, state: str, overdue: bool) -> None:
    plan = {"kind": "remediation", "action": "a", "owner": "b", "due": due}
    told = report(assessed({**CONTENT, "plans": {f"{GROUP}#retain-network-logs": plan}}, "en"))
    assert [(p.state, p.overdue) for p in told.plans if p.due] == [(state, overdue)]


def test_a_plan_for_a_duty_outside_the_assessment_is_named_as_that() -> None:
    plan = {"kind": "remediation", "action": "a", "owner": "b", "due": "2026-07-01"}
    outside = f"{GROUP}#manage-group"
    told = report(assessed({"facts": {}, "plans": {outside: plan}}, "en"))
    assert all(entry.duty.id != outside for entry in told.plans)
    assert any(outside in limit for limit in told.limits)


def test_what_the_profile_does_not_state_is_named_as_not_stated() -> None:
    told = report(assessed({"facts": {}}, "en"))
    assert {value for _, value in told.particulars} == {"not stated"}


def test_an_assessment_without_findings_says_that_open_is_not_met() -> None:
    bare = assessed({"facts": {}}, "en")
    for form in READ:
        assert "what is to be verified does not count as met" in " ".join(seen(form, FORMATS[form](bare)).split())


# ---- rows


def sentences(slug: str, keys: bool = True) -> list[str]:
    counted = assessment("en")
    return list(proof(counted, next(x for x in counted.lines if x.line.id == slug), keys))


def test_a_proof_names_the_first_rows_that_decided_and_counts_the_rest() -> None:
    told = sentences(f"{GROUP}#set-group-code")
    assert sum(sentence.startswith("[group PLANTED-KEY-G-") for sentence in told) == ROWS_SHOWN == 10
    assert "apparent gap: 13 of 13 rows of group" in " ".join(told)
    assert told[-1] == "and 3 more with the same verdict, not listed"


def test_a_proof_for_others_counts_the_rows_and_names_none() -> None:
    told = " ".join(sentences(f"{GROUP}#set-group-code", keys=False))
    assert "apparent gap: 13 of 13 rows of group" in told
    assert "PLANTED" not in told


def test_a_proof_says_where_no_row_was_supplied() -> None:
    assert any("no row of account was supplied" in sentence for sentence in sentences(f"{GROUP}#verify-real-identity"))


# ---- the rule of 2022


OWN_WORDS = {"zh": "按2015年文字评估；", "en": "on the words of 2015; "}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_each_line_of_the_rule_of_2015_says_what_became_of_it(form: str, lang: Lang) -> None:
    duties = sum(line.line.regulation.id == ACCOUNT for line in assessment(lang).historical)
    assert duties >= 10
    assert text(form, lang).count(OWN_WORDS[lang]) == duties


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_state_of_a_rule_is_said_once_and_not_on_every_line(form: str) -> None:
    for rule in assessment("en").checklist.regulations:
        assert text(form, "en").count(standing(rule, AS_OF).words.en) == 1


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_before_the_rule_of_2022_took_effect_no_line_speaks_of_it(form: str) -> None:
    assert OWN_WORDS["en"] not in text(form, "en", date(2022, 7, 31))
    assert OWN_WORDS["en"] in text(form, "en", date(2022, 8, 1))


def later(lang: Lang) -> Mapping[str, str | None]:
    counted = assessment(lang, roles=("account-provider", "account-user", "group-provider"))
    return {line.id: later_rule(counted.checklist, line.line) for line in counted.every_line}


def test_how_the_rule_of_2022_displaced_a_duty_comes_with_place_and_certainty() -> None:
    english, chinese = later("en"), later("zh")
    assert english[f"{ACCOUNT}#improve-service-agreement"] == (
        "on the words of 2015; widened in the 2022 rule (see art. 6; content and number seen)"
    )
    assert chinese[f"{ACCOUNT}#improve-service-agreement"] == (
        "按2015年文字评估；在2022年规定中扩大（见第六条；内容、条号已核对）"
    )
    assert "dropped in the 2022 rule" in (english[f"{ACCOUNT}#promise-seven-bottom-lines"] or "")
    assert {english[name] for name in english if name.startswith(GROUP)} == {None}


# ---- read back with other libraries


def test_a_workbook_has_a_sheet_a_subject_and_a_row_a_finding() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(FORMATS["xlsx"](assessment("en"))))
    assert book.sheet_names == [
        "Cover",
        "Result and methods",
        "Findings",
        "Plan",
        "To be verified",
        "Facts to supply",
        "Disagreements",
        "Facts without effect",
        "Other duties",
        "Historical",
    ]
    rows = book.get_sheet_by_name("Findings").to_python()
    assert rows[1][:4] == ["No.", "Duty and place", "Verdict", "Quotation (Chinese text)"]
    assert [row[0] for row in rows[2:] if row[0]] == [f.number for f in report(assessment("en")).findings]
    counts = book.get_sheet_by_name("Result and methods").to_python()
    total = next(row for row in counts if row[0] == "All duties")
    assert total[1:6] == [*(assessment("en").counts[verdict] for verdict in WORST_FIRST), len(assessment("en").lines)]


def test_a_word_document_carries_its_day_and_repeats_the_headings_of_its_tables() -> None:
    paper = docx.Document(io.BytesIO(FORMATS["docx"](assessment("zh"))))
    assert paper.core_properties.created.date() == AS_OF
    assert paper.core_properties.title == "合规评估报告 · 内部版"
    assert "2026-06-30" in paper.sections[0].footer.paragraphs[0].text
    headed = [table for table in paper.tables if "w:tblHeader" in table.rows[0]._tr.xml]
    assert len(headed) >= 12
    sign_off = [cell.text for cell in paper.tables[-1].rows[0].cells]
    assert sign_off == ["环节", "岗位或姓名", "签名", "日期"]
    assert [row.cells[1].text for row in paper.tables[-1].rows[1:]] == ["合规部甲", "法务部乙", "总法律顾问丙"]


# In the order of the schema of WordprocessingML; Word may refuse a file that has another one.
ORDERED = {
    "tcPr": ["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "vAlign"],
    "tcBorders": ["top", "left", "bottom", "right"],
    "tblPr": ["tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook"],
}


@pytest.mark.parametrize("parent", ORDERED)
def test_what_is_drawn_in_a_word_document_is_in_the_order_of_its_schema(parent: str) -> None:
    body = docx.Document(io.BytesIO(FORMATS["docx"](assessment("zh")))).element.body
    found = {tuple(child.tag.split("}")[1] for child in node) for node in body.iter(f"{body.tag[:-4]}{parent}")}
    assert found
    for children in found:
        assert list(children) == [name for name in ORDERED[parent] if name in children]


def test_the_json_has_a_line_for_each_duty_and_a_receipt_that_the_others_print() -> None:
    counted = assessment("en")
    answer = json.loads(FORMATS["json"](counted))
    assert [line["obligation"] for line in answer["lines"]] == [line.id for line in counted.every_line]
    assert answer["counts"]["total"] == len(counted.lines)
    assert answer["receipt"] == receipt(counted)
    assert {line["state"] for line in answer["lines"] if line["later_rule"]} == {"displaced"}
    assert [f["fact"] for f in answer["next_facts"]] == [f.fact for f in counted.next_facts()]
    assert all(answer["receipt"]["receipt"] in text(form, "en") for form in READ)
