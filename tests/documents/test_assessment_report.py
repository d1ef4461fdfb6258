"""A report for counsel: complete in every format and both languages, true to its assessment, worded with care."""

import io
import json
from collections.abc import Iterator, Mapping
from datetime import date

import docx
import pytest
import yaml
from python_calamine import CalamineWorkbook

import report_files
from assessment_samples import ACCOUNT, AS_OF, ASSESSMENTS, CONTENT, GROUP, assessment
from guiju.assessment.receipt import receipt
from guiju.documents.assessment import paper
from guiju.documents.content.fields import later_rule
from guiju.documents.report.audience import Audience
from guiju.documents.report.gaps import gaps
from guiju.model import WORST_FIRST, Lang
from guiju.reasoning.standing import standing
from guiju.reasoning.successors import successors
from guiju.wording.labels import NOT_LEGAL_ADVICE
from guiju.writers import formats
from report_files import AUDIENCES

FORMATS = formats("assessment")
READ = sorted(set(FORMATS) - {"json"})


def text(form: str, lang: Lang, as_of: date = AS_OF) -> str:
    """What a reader of the internal edition sees, in single spaces."""
    return report_files.text("assessment", form, lang, as_of=as_of)


def elements(lang: Lang) -> Iterator[tuple[str, str]]:
    """(what the report must hold, a text that only this puts there)."""
    told, counted = CONTENT["report"], assessment(lang)
    for key, value in told.items():
        yield from ((key, one) for one in (value if isinstance(value, list) else [value]))
    hashes = receipt(counted)["hashes"]
    yield from ((f"hash of the {name}", value) for name, value in hashes.items() if name != "duties")
    yield "receipt hash", receipt(counted)["receipt"]
    yield "day", AS_OF.isoformat()
    yield "data version", counted.checklist.corpus.data_version
    yield "no legal advice", NOT_LEGAL_ADVICE[lang]
    yield "which fact to supply", counted.checklist.corpus.fact(*counted.next_facts()[0][:2]).question[lang]
    yield "how much of the law of 2022 is covered", successors(counted.checklist)[0].words[lang]
    for name, needed in yaml.safe_load((ASSESSMENTS / "report.yaml").read_text("utf-8")).items():
        yield name, needed[lang]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_of_every_edition_holds_all_that_a_report_must(form: str, audience: Audience, lang: Lang) -> None:
    told = report_files.text("assessment", form, lang, audience)
    assert [name for name, needed in elements(lang) if " ".join(needed.split()) not in told] == []


@pytest.mark.parametrize("form", READ)
def test_a_format_to_read_has_every_section_numbered_in_their_order(form: str, lang: Lang) -> None:
    sections = paper(assessment(lang)).sections
    numbers = [""] * len(sections) if form == "xlsx" else [f"{n}. " for n in range(1, len(sections) + 1)]
    found = [text(form, lang).find(f"{n}{section.heading}") for n, section in zip(numbers, sections, strict=True)]
    assert len(found) >= 13 and -1 not in found
    assert form == "xlsx" or found == sorted(found)  # a workbook has its sheets instead


# ---- the rule of 2022

OWN_WORDS = {"zh": "按2015年文字评估；", "en": "under the 2015 text; "}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_each_line_of_the_rule_of_2015_says_what_became_of_it(form: str, lang: Lang) -> None:
    duties = sum(duty.line.regulation.id == ACCOUNT for duty in assessment(lang).historical)
    assert duties >= 10
    assert text(form, lang).count(OWN_WORDS[lang]) == duties


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_state_of_a_rule_is_said_once_and_not_on_every_line(form: str) -> None:
    rules = {line.regulation.id: line.regulation for line in assessment("en").checklist.lines}
    assert len(rules) > 1
    for rule in rules.values():
        assert text(form, "en").count(standing(rule, AS_OF).words.en) == 1


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_before_the_rule_of_2022_took_effect_no_line_speaks_of_it(form: str) -> None:
    assert OWN_WORDS["en"] not in text(form, "en", date(2022, 7, 31))
    assert OWN_WORDS["en"] in text(form, "en", date(2022, 8, 1))


def later(lang: Lang) -> Mapping[str, str | None]:
    counted = assessment(lang, roles=("account-provider", "account-user", "group-provider"))
    return {duty.id: later_rule(counted.checklist, duty.line) for duty in counted.every_duty}


def test_how_the_rule_of_2022_displaced_a_duty_comes_with_place_and_certainty() -> None:
    english, chinese = later("en"), later("zh")
    assert english[f"{ACCOUNT}#improve-service-agreement"] == (
        "under the 2015 text; widened in the 2022 rule (see art. 6; content and number seen)"
    )
    assert chinese[f"{ACCOUNT}#improve-service-agreement"] == (
        "按2015年文字评估；在2022年规定中扩大（见第六条；内容、条号已核对）"
    )
    assert "dropped in the 2022 rule" in (english[f"{ACCOUNT}#promise-seven-bottom-lines"] or "")
    assert {english[name] for name in english if name.startswith(GROUP)} == {None}


# ---- read back with other libraries


def test_a_workbook_has_a_sheet_a_subject_and_a_row_a_finding() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(FORMATS["xlsx"](assessment("en"))))
    assert ", ".join(book.sheet_names) == (
        "Page one, Findings, Plan, To be verified, Facts to supply, Disagreements, Facts without effect, "
        "Other duties, Historical, Numbers and methods, Scope and signatures"
    )
    rows = book.get_sheet_by_name("Findings").to_python()
    assert rows[1][:4] == ["No.", "Duty and place", "Verdict", "Quotation (Chinese text)"]
    assert [row[0] for row in rows[2:] if row[0]] == [gap.number for gap in gaps(assessment("en"), "internal")]
    counts = book.get_sheet_by_name("Numbers and methods").to_python()
    total = next(row for row in counts if row[0] == "All duties")
    assert total[1:6] == [*(assessment("en").counts[verdict] for verdict in WORST_FIRST), len(assessment("en").duties)]


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


def test_the_json_has_a_line_for_each_duty_and_a_receipt_that_the_others_print() -> None:
    counted = assessment("en")
    answer = json.loads(FORMATS["json"](counted))
    assert [line["obligation"] for line in answer["lines"]] == [duty.id for duty in counted.every_duty]
    assert answer["counts"]["total"] == len(counted.duties)
    assert answer["receipt"] == receipt(counted)
    assert {line["state"] for line in answer["lines"] if line["later_rule"]} == {"displaced"}
    assert [f["fact"] for f in answer["next_facts"]] == [f.fact for f in counted.next_facts()]
    assert all(answer["receipt"]["receipt"] in text(form, "en") for form in READ)
