"""The audit workbook, read by another library and as XML: it can be filled in, sorted, folded, printed and traced."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from checklist_samples import ROOT, corpus, filled_with, sample
from guiju.assessment.reads import facts_asked
from guiju.documents.checklist import facts
from guiju.documents.content.status import APPLICABILITY, BASES, FOR_INFORMATION, HISTORICAL, RISKS, STATUSES
from guiju.files.bundled import schema
from guiju.files.finding import Misuse
from guiju.model import Bilingual, Lang, Step
from guiju.reasoning.checklist import checklist
from guiju.writers.xlsx.styles import CELL_LIMIT
from workbook_parts import (
    COLUMNS,
    FIRST_ROW,
    HEADING_ROW,
    NAMES,
    PLACES,
    X,
    cell_formats,
    listed,
    real,
    render,
    rows,
    sheet,
    validations,
    whole_column,
    workbook,
    xml,
)  # fmt: skip

VIEW = [
    "number", "cited", "title", "summary", "evidence", "status", "basis", "evidence_id", "gap", "remediation", "owner",
    "due_on", "reviewed_by",
]  # fmt: skip


def table(data: bytes, lang: Lang) -> list[dict[str, Any]]:
    """The rows of the checklist sheet by heading, as a reader of a filled-in workbook finds them."""
    found = rows(data, NAMES[lang][2])
    return [dict(zip(found[HEADING_ROW - 1], row, strict=True)) for row in found[FIRST_ROW - 1 :]]


def legend(data: bytes) -> dict[str, str]:
    return dict(rows(data, "guiju"))


# ---- sheets and what they were made from


def test_the_sheets_are_named_in_the_readers_language_and_one_is_hidden(lang: Lang) -> None:
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(workbook(lang))).sheets_metadata
    assert [s.name for s in sheets] == NAMES[lang]
    assert [s.visible for s in sheets] == [SheetVisibleEnum.Visible] * 6 + [SheetVisibleEnum.VeryHidden]


# ---- what the auditor sees and fills in


def test_the_usual_columns_are_open_and_one_click_opens_the_others() -> None:
    looks: dict[str, ElementTree.Element] = {}
    keys = [column.key for column in COLUMNS]
    for col in sheet(workbook(), 3).iter(f"{X}col"):
        for place in range(int(col.get("min", 0)), int(col.get("max", 0)) + 1):
            looks[keys[place - 1] if place <= len(keys) else "beyond"] = col
    assert [key for key in keys if not looks[key].get("hidden")] == VIEW
    folded = [key for key in keys if looks[key].get("outlineLevel") == "1"]
    assert folded == [column.key for column in COLUMNS if not column.hidden and column.key not in VIEW]


def test_a_duty_begins_as_to_be_verified_and_a_power_is_for_information(lang: Lang) -> None:
    lines, status = sample(lang).lines, legend(workbook(lang))["column.status"]
    assert {line.obligation.binds for line in lines} == {True, False}
    for row, line in zip(table(workbook(lang), lang), lines, strict=True):
        assert row[status] == (STATUSES["to_verify"] if line.obligation.binds else FOR_INFORMATION)[lang]
        assert row["kind"] == ("duty" if line.obligation.binds else "information")


def test_the_status_has_a_drop_down_that_follows_the_kind_of_its_row(lang: Lang) -> None:
    data, kind = workbook(lang), f"${PLACES['kind']}{FIRST_ROW}"
    rule = validations(data)[whole_column("status")]
    assert rule.get("type") == "list"
    formula = f'IF({kind}="duty",guiju_duty,IF({kind}="information",guiju_information,guiju_history))'
    assert rule.findtext(f"{X}formula1") == formula
    wanted = {"duty": list(STATUSES.values()), "information": [FOR_INFORMATION], "history": [HISTORICAL]}
    for name, words in wanted.items():
        assert [row[1] for row in listed(data, f"guiju_{name}")] == [word[lang] for word in words]


@pytest.mark.parametrize(("key", "words"), [("applicability", APPLICABILITY), ("basis", BASES), ("risk", RISKS)])
def test_other_choices_have_a_drop_down_over_all_rows(key: str, words: Mapping[str, Bilingual], lang: Lang) -> None:
    rule = validations(workbook(lang))[whole_column(key)]
    assert rule.findtext(f"{X}formula1") == '"' + ",".join(word[lang] for word in words.values()) + '"'


def test_each_date_takes_only_a_date() -> None:
    dated = {"evidence_cut_off_on", "due_on", "retest_on", "prepared_on", "reviewed_on", "approved_on"}
    assert {column.key for column in COLUMNS if column.filling == "day"} == dated
    for key in dated:
        rule = validations(workbook())[whole_column(key)]
        assert (rule.get("type"), rule.get("showErrorMessage")) == ("date", "1")


def test_a_missing_reason_shows(lang: Lang) -> None:
    rules = {
        (str(block.get("sqref")), str(rule.findtext(f"{X}formula")))
        for block in sheet(workbook(lang), 3).iter(f"{X}conditionalFormatting")
        for rule in block.iter(f"{X}cfRule")
    }
    status, reason = (f"${PLACES[key]}{FIRST_ROW}" for key in ("status", "applicability_reason"))
    wanted = f'AND(OR({status}="{STATUSES["not_applicable"][lang]}"),LEN({reason})=0)'
    assert (whole_column("applicability_reason"), wanted) in rules


def test_what_is_typed_stays_as_typed() -> None:
    """A version such as 2026-01 would become a date, and 000123 a number, in a cell that is not formatted as text."""
    cell = next(c for c in sheet(workbook(), 3).iter(f"{X}c") if c.get("r") == f"{PLACES['policy_version']}{FIRST_ROW}")
    assert cell_formats(workbook())[int(cell.get("s", "0"))].get("numFmtId") == "49"


# ---- text


def test_text_that_looks_like_a_formula_is_marked_as_text() -> None:
    data = render(filled_with("=1+1", "zh"))
    formats = [style.get("quotePrefix") == "1" for style in cell_formats(data)]
    strings = [
        "".join(t.text or "" for t in si.iter(f"{X}t")) for si in xml(data, "xl/sharedStrings.xml").iter(f"{X}si")
    ]
    marked = 0
    for number in range(1, 8):
        for cell in sheet(data, number).iter(f"{X}c"):
            if cell.get("t") == "s":
                text = strings[int(cell.findtext(f"{X}v") or "")]
                assert formats[int(cell.get("s", "0"))] == text.startswith("=")
                marked += text.startswith("=")
    assert marked > 50  # fmt: skip


def test_a_text_longer_than_a_cell_is_a_misuse_and_not_a_lost_text() -> None:
    base = corpus()
    rule = base.regulations["rule-new"]
    long = replace(rule.obligations[0], review=(Step("字" * 4000, "x" * 4000),) * (CELL_LIMIT // 4000 + 1))
    regulations = {**base.regulations, "rule-new": replace(rule, obligations=(long,))}
    with pytest.raises(Misuse, match="longer than a cell holds"):
        render(sample(base=replace(base, regulations=regulations)))


def test_the_law_text_holds_every_paragraph_and_point_in_both_languages(lang: Lang) -> None:
    units = [(u.zh, u.en) for rule in sample(lang).regulations for u in rule.units()]
    assert [(row[3], row[4]) for row in rows(workbook(lang), NAMES[lang][4])[1:]] == units
    before = render(sample(lang, as_of=date(2016, 1, 1)))  # a rule that does not apply is left out
    assert {row[0] for row in rows(before, NAMES[lang][4])[1:]} == {corpus().regulations["rule-old"].short_title[lang]}


def test_the_penalties_name_the_rows_that_lead_to_them() -> None:
    subject, data = real("en", "group-provider")
    number = next(n for n, line in enumerate(subject.lines, 1) if line.id.endswith("#retain-network-logs"))
    found = [row for row in rows(data, "Penalties")[1:] if str(number) in row[0].split(", ")]
    fines = {row[2]: row[3] for row in found if row[1].startswith("Cybersecurity Law art. 61(1)")}
    assert "to which an administrative fine of 10,000 to 50,000 yuan may be added" in fines["base tier · entities"]


# ---- facts and particulars


def test_the_facts_sheet_asks_for_each_fact_of_the_service_that_a_duty_reads(lang: Lang) -> None:
    subject, data = real(lang)
    found = rows(data, NAMES[lang][3])
    asked = [fact for fact in facts_asked(subject) if fact.entity == "service"]
    assert [row[:3] for row in found[FIRST_ROW - 1 :]] == [[f.id, n, f.question[lang]] for n, f in enumerate(asked, 1)]
    assert len(asked) > 40
    assert "guiju questions" in found[1][1]
    assert [c.get("min") for c in sheet(data, 4).iter(f"{X}col") if c.get("hidden")] == ["1"]


def test_a_fact_is_chosen_from_its_values_where_it_has_some(lang: Lang) -> None:
    subject, data = real(lang)
    rules, kinds = validations(data, 4), set()
    for row, fact in enumerate(facts.service_facts(subject), FIRST_ROW):
        rule = rules.get(f"F{row}")
        kinds.add((fact.type, rule.get("type") if rule is not None else None))
        if fact.type in ("boolean", "enum"):
            assert rule is not None
            keys = ["true", "false"] if fact.type == "boolean" else [value.id for value in fact.values]
            chosen = listed(data, str(rule.findtext(f"{X}formula1")))
            assert [key for key, _ in chosen] == [f"choice.{fact.id}.{key}" for key in keys]
    assert kinds == {("boolean", "list"), ("enum", "list"), ("integer", "custom"), ("number", "custom"),
        ("date", "date"), ("date", "custom"), ("duration", None)}  # fmt: skip
    assert legend(data)["value.none"] == {"zh": "无", "en": "None"}[lang]


def test_where_nothing_is_asked_or_assessed_the_sheets_say_so() -> None:
    base = corpus(ROOT)
    regulator = next(role for role in base.vocabulary.roles if role.id == "regulator")
    data = render(checklist(base, [replace(regulator, parties=("cac-national",))], date(2026, 11, 25), "zh"))
    assert rows(data, "事实")[-1][2] == "本清单不需要服务的事实。"
    assert any(row[0] == "本清单没有须评估的条目。" for row in rows(data, "汇总"))
    assert not any(str(cell).startswith("#") for row in rows(data, "汇总") for cell in row)


def test_the_cover_takes_every_particular_that_a_report_can_have(lang: Lang) -> None:
    found = [row for row in rows(workbook(lang), NAMES[lang][0]) if row[2]]
    assert [row[2] for row in found] == [
        f"report.{key}" for key in schema("profile")["properties"]["report"]["properties"]
    ]
    assert all(row[0] and not row[1] for row in found)
    assert [c.get("min") for c in sheet(workbook(lang), 1).iter(f"{X}col") if c.get("hidden")] == ["3"]  # fmt: skip
