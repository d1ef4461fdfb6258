"""A filled checklist workbook is read as the profile it amounts to, however it was sorted, moved and saved; what is wrong has a cell and a remedy."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from checklist_samples import ROOT, corpus, sample
from guiju.assessment import assess
from guiju.assessment.merging import together
from guiju.assessment.profile import load_profile
from guiju.assessment.receipt import differences, receipt
from guiju.assessment.workbook import (
    Answers,
    StaleRow,
    archive,
    cells,
    entry,
    is_workbook,
    peek,
    read_workbook,
)
from guiju.assessment.workbook.cells import Cell
from guiju.checklist import Checklist, checklist
from guiju.exports.status import STATUSES
from guiju.exports.workbook import facts_sheet
from guiju.finding import Finding, Misuse
from guiju.model import LANGUAGES, Bilingual, Fact, Lang, Retired
from guiju.model.profile import Profile
from workbook_samples import (
    COLUMN,
    FACTS,
    FIRST_ROW,
    PARTS,
    REPORT,
    Raw,
    Value,
    X,
    answered,
    asked,
    changed,
    exported,
    filled,
    moved_columns,
    rendered,
    repacked,
    replaced,
    set_cells,
    sorted_rows,
    without_column,
)

HERE = Path(__file__).parent / "workbooks"
Write = Callable[[bytes], Path]

EXPECTED: Mapping[Lang, Mapping[str, Any]] = {
    "zh": {
        "report": {
            "entity": "样本公司", "services": ["甲应用", "乙应用"], "period_from": "2024-01-01", "data_cut_off": "2024-03-31", "prepared_by": "合规部",
        },
        "facts": {
            "log_retention": {"value": "P5M", "basis": "measured", "date": "2024-04-01", "reviewer": "法务部"},
            "keeps_logs": {"value": True, "basis": "declared"},
        },
        "declarations": {
            "rule-old#keep-logs": {
                "status": "partly_met", "by": "安全部", "reviewer": "法务部", "date": "2024-04-02", "reason": "旧系统 只留五个月",
                "evidence": "依据：书证；证据编号：E-1；证据位置：=制度库 A-12；证据截止日期：2024-03-31",
            },
            "rule-old#report": {"status": "not_applicable", "by": "合规部", "reason": "不提供群组", "approver": "法务部"},
            "rule-old#no-passing-off": {"status": "met", "by": "合规部", "reason": "名称审核", "evidence": "内部制度：账号制度；制度版本：3.0"},
        },
        "plans": {
            "rule-old#keep-logs": {
                "kind": "remediation", "action": "延长留存", "owner": "运维", "due": "2024-09-30", "risk": "high", "note": "旧系统 只留五个月",
            },
        },
    },
    "en": {
        "report": {
            "entity": "Sample Ltd", "services": ["App A", "App B"], "period_from": "2024-01-01", "data_cut_off": "2024-03-31",
            "prepared_by": "Compliance",
        },
        "facts": {
            "log_retention": {"value": "P5M", "basis": "measured", "date": "2024-04-01", "reviewer": "Legal"},
            "keeps_logs": {"value": True, "basis": "declared"},
        },
        "declarations": {
            "rule-old#keep-logs": {
                "status": "partly_met", "by": "Security", "reviewer": "Legal", "date": "2024-04-02", "reason": "The old system keeps five months",
                "evidence": "Basis: Documented; Evidence id: E-1; Evidence location: =library A-12; Evidence cut-off date: 2024-03-31",
            },
            "rule-old#report": {"status": "not_applicable", "by": "Compliance", "reason": "No groups", "approver": "Legal"},
            "rule-old#no-passing-off": {
                "status": "met", "by": "Compliance", "reason": "Names are reviewed", "evidence": "Internal policy: Accounts; Policy version: 3.0",
            },
        },
        "plans": {
            "rule-old#keep-logs": {
                "kind": "remediation", "action": "Keep longer", "owner": "Operations", "due": "2024-09-30", "risk": "high",
                "note": "The old system keeps five months",
            },
        },
    },
}  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a workbook; gives its path."""

    def written(data: bytes) -> Path:
        path = tmp_path / "filled.xlsx"
        path.write_bytes(data)
        return path

    return written


def read(path: Path, subject: Checklist | None = None) -> Answers:
    subject = subject or asked(peek(path).language)
    found = read_workbook(path, subject.corpus, subject)
    assert isinstance(found, Answers), [str(finding) for finding in found]
    return found


def value(answers: Answers) -> Any:
    return answers.profile.where.document.value


def findings(path: Path, subject: Checklist | None = None) -> list[str]:
    """Findings as a user sees them, without the folder."""
    subject = subject or asked()
    found = read_workbook(path, subject.corpus, subject)
    assert isinstance(found, list), "the workbook was accepted"
    assert all(type(finding) is Finding and "\n" not in str(finding) for finding in found)
    return [str(finding).removeprefix(f"{path.parent.as_posix()}/") for finding in found]


def row(name: str, subject: Checklist | None = None) -> int:
    """The row of a duty in the exported workbook."""
    return [line.id for line in (subject or asked()).lines].index(name) + FIRST_ROW


# ---- what it amounts to


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_that_nobody_filled_in_says_nothing(lang: Lang, write: Write) -> None:
    found = read(write(exported(lang)))
    assert value(found) == {"facts": {}}
    assert found.stale == ()
    assert found.profile.declarations == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filled_workbook_is_the_profile_that_a_yaml_file_would_give(lang: Lang, write: Write) -> None:
    assert value(read(write(answered(lang)))) == EXPECTED[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_that_libreoffice_sorted_and_saved_reads_the_same(lang: Lang) -> None:
    assert value(read(HERE / f"filled-{lang}.xlsx")) == EXPECTED[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_peek_says_what_it_was_made_from(lang: Lang, write: Write) -> None:
    for path in (write(exported(lang)), HERE / f"filled-{lang}.xlsx"):
        found = peek(path)
        assert (found.language, found.roles, found.regulations) == (
            lang,
            ("platform", "reader"),
            ("rule-new", "rule-old"),
        )
        assert (found.as_of, found.topics) == (asked().as_of, ())
    assert peek(write(exported(lang))).data_version == corpus().data_version


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_receipt_can_be_computed_again(lang: Lang, write: Write) -> None:
    assessment = assess(asked(lang), read(write(answered(lang))).profile)
    told = receipt(assessment)
    assert told["profile"]["declarations"] == EXPECTED[lang]["declarations"]
    assert differences(told, corpus()) == []


def test_a_test_on_facts_beats_a_status_and_the_disagreement_shows(write: Write) -> None:
    data = filled(answered(), asked(), {"rule-old#keep-logs": {"status": "符合"}})
    lines = {a.line.id: a for a in assess(asked(), read(write(data)).profile).lines}
    logs = lines["rule-old#keep-logs"]
    assert (logs.verdict, logs.decided_by, logs.disagreement) == ("breached", "test", True)
    assert (lines["rule-old#report"].verdict, lines["rule-old#report"].decided_by) == ("not_applicable", "declaration")
    assert lines["rule-new#verify"].verdict == "undetermined"


def test_every_value_has_the_cell_it_came_from(write: Write) -> None:
    document = read(write(answered())).profile.where.document
    logs = row("rule-old#keep-logs")
    for path, cell in {
        ("declarations", "rule-old#keep-logs"): f"清单!{cells_name('status', logs)}",
        ("declarations", "rule-old#keep-logs", "by"): f"清单!{cells_name('prepared_by', logs)}",
        ("plans", "rule-old#keep-logs", "due"): f"清单!{cells_name('due_on', logs)}",
        ("facts", "log_retention", "basis"): "事实!G4",
        ("report", "entity"): "封面!B4",
        ("report", "services", 1): "封面!B5",
    }.items():
        assert str(document.at(*path)).endswith(f"/filled.xlsx:{cell}")
        assert document.key_at(*path) == document.at(*path)


def cells_name(key: str, number: int) -> str:
    place = COLUMN[key]
    return (chr(64 + (place - 1) // 26) if place > 26 else "") + chr(65 + (place - 1) % 26) + str(number)


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_statuses_are_read_back_whatever_the_order_of_rows_and_columns(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    lang = chance.choice(LANGUAGES)
    subject = asked(lang)
    told: dict[str, Mapping[str, Value]] = {}
    expected = {}
    for line in subject.lines:
        status = chance.choice([*STATUSES, None])
        told[line.id] = {
            "status": STATUSES[status][lang] if status else None, "prepared_by": "x", "applicability_reason": "y", "applicability_approver": "z",
        }  # fmt: skip
        if status not in (None, "undetermined"):
            expected[line.id] = status
    order, columns = list(range(len(subject.lines))), list(range(len(COLUMN)))
    chance.shuffle(order)
    chance.shuffle(columns)
    data = moved_columns(sorted_rows(filled(exported(lang), subject, told), order), columns)
    path = tmp_path_factory.mktemp("any") / "w.xlsx"
    path.write_bytes(data)
    assert {name: declared.status for name, declared in read(path).profile.declarations.items()} == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_checklist_of_the_real_data_is_read_whole(lang: Lang, write: Write) -> None:
    base = corpus(ROOT)
    subject = asked(lang, base, ["group-provider", "account-provider"], date(2026, 11, 25))
    rows = {line.id: {"status": STATUSES["met"][lang], "prepared_by": "x"} for line in subject.lines}
    facts = {f.id: {"value": _some(f, lang)} for f in facts_sheet.service_facts(subject)}
    found = read(write(filled(rendered(subject), subject, rows, facts)), subject)
    assert found.profile.declarations.keys() == {line.id for line in subject.lines if line.obligation.binds}
    assert {name: fact.value for name, fact in found.profile.rows["service"]["service"].items()} == {
        f.id: {
            "boolean": True,
            "enum": f.values[0].id if f.values else "",
            "integer": 12,
            "number": 12,
            "date": "2020-02-29",
            "duration": "P1Y",
        }[f.type]
        for f in facts_sheet.service_facts(subject)
    }


def _some(fact: Fact, lang: Lang) -> Value:
    yes, year = {"zh": ("是", "1年"), "en": ("Yes", "1 year")}[lang]
    label = fact.values[0].label[lang] if fact.values else ""
    return {"boolean": yes, "enum": label, "integer": 12, "number": 12.0, "date": date(2020, 2, 29), "duration": year}[
        fact.type
    ]


# ---- cells, against another reader


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("source", ["exported", "libreoffice"])
def test_cells_are_those_that_another_reader_finds(lang: Lang, source: str, write: Write) -> None:
    path = write(answered(lang)) if source == "exported" else HERE / f"filled-{lang}.xlsx"
    ours, theirs = cells.book(archive.opened(path)), CalamineWorkbook.from_path(path)
    assert list(ours.parts) == theirs.sheet_names
    for name in theirs.sheet_names:
        sheet = ours.sheet(name)
        assert sheet is not None
        found = {
            (r, c): held
            for r, held_row in enumerate(theirs.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
            for c, held in enumerate(held_row, 1)
            if held != "" and sheet.cells.get((r, c), Cell("text", "")).kind != "formula"
        }
        assert {place: _as_python(cell) for place, cell in sheet.cells.items() if cell.kind != "formula"} == found


def _as_python(cell: Cell) -> Any:
    if cell.kind == "date":
        return date.fromisoformat(entry.day(cell, False))
    return float(cell.text) if cell.kind == "number" else cell.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (date(2024, 6, 30), "2024-06-30"),
        (45473, "2024-06-30"),
        (45473.75, "2024-06-30"),
        ("2024-06-30", "2024-06-30"),
        ("2024/6/30", "2024-06-30"),
        ("２０２４年６月３０日　", "2024-06-30"),
        ("2024-06-30 00:00:00", "2024-06-30"),
        (Raw("d", "<v>2024-06-30T00:00:00</v>"), "2024-06-30"),
        (Raw("str", "<v>2024.6.30</v>"), "2024-06-30"),
    ],
)
def test_a_date_may_be_a_date_a_number_or_text_that_begins_with_the_year(typed: Value, told: str, write: Write) -> None:
    found = read(write(filled(exported(), asked(), report={"data_cut_off": typed})))
    assert value(found)["report"] == {"data_cut_off": told}


def test_days_may_count_from_1904(write: Write) -> None:
    data = filled(exported(), asked(), report={"data_cut_off": 44011})
    for mark in ('date1904="1"', 'date1904="true"'):
        found = read(write(replaced(data, "xl/workbook.xml", "<workbookPr", f"<workbookPr {mark}")))
        assert value(found)["report"] == {"data_cut_off": "2024-06-30"}


def with_style_of(data: bytes, key: str, other: str) -> bytes:
    """Give the cell of one column in the row of a duty the format of another, as pasting does."""

    def change(root: Any) -> None:
        found = {c.get("r"): c for c in root.iter(f"{X}c")}
        found[cells_name(key, R)].set("s", found[cells_name(other, R)].get("s"))

    return changed(data, "checklist", change)


def test_a_date_pasted_where_text_stands_is_written_as_a_date(write: Write) -> None:
    data = filled(
        exported(), asked(), {"rule-old#report": {"status": "符合", "prepared_by": "甲", "policy_version": 46023}}
    )
    told = "制度版本：{}".format
    assert read(write(data)).profile.declarations["rule-old#report"].evidence == told("46023")
    dated = with_style_of(data, "policy_version", "due_on")
    assert read(write(dated)).profile.declarations["rule-old#report"].evidence == told("2026-01-01")
    timed = filled(dated, asked(), {"rule-old#report": {"policy_version": 46023.5}})
    assert read(write(timed)).profile.declarations["rule-old#report"].evidence == told("2026-01-01 12:00:00")


@pytest.mark.parametrize(
    ("code", "dated"),
    [
        ("yyyy-mm-dd", True),
        ("[h]:mm", True),
        ('0"年"', False),
        ("0.00", False),
        ("[Red]0", False),
        ("General", False),
        ("@", False),
    ],
)
def test_a_format_is_of_dates_by_its_code(code: str, dated: bool, write: Write) -> None:
    escaped = code.replace('"', "&quot;")
    data = replaced(exported(), "xl/styles.xml", 'formatCode="yyyy-mm-dd"', f'formatCode="{escaped}"')
    data = filled(data, asked(), {"rule-old#report": {"due_on": 46023}})
    sheet = cells.book(archive.opened(write(data))).sheet("清单")
    assert sheet is not None
    assert sheet.cells[R, COLUMN["due_on"]] == Cell("date" if dated else "number", "46023")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("  法务部\u3000", "法务部"),
        ("法务部\n(二组)", "法务部 (二组)"),
        ("法务_x000D_部", "法务 部"),
        ("\ufeff法务\u200b部", "法务部"),
        (12, "12"),
        (12.5, "12.5"),
        (Raw("n", "<v>1.2E3</v>"), "1200"),
        (True, "TRUE"),
        ("=1+1", "=1+1"),
        (
            Raw(
                "inlineStr",
                "<is><r><t>法</t></r><r><rPr><b/></rPr><t>务部</t></r><rPh sb='0' eb='1'><t>fa</t></rPh></is>",
            ),
            "法务部",
        ),
        (" ", None),
        (Raw("inlineStr", "<is/>"), None),
    ],
)
def test_text_is_read_as_one_line_however_it_is_stored(typed: Value, told: str | None, write: Write) -> None:
    found = read(write(filled(exported(), asked(), report={"reviewed_by": typed})))
    assert value(found).get("report", {}).get("reviewed_by") == told


@pytest.mark.parametrize(
    "typed", ["符合", " 符合", "符合\u3000", "符合\n", Raw("inlineStr", "<is><r><t>符</t></r><r><t>合</t></r></is>")]
)
def test_a_word_of_a_list_is_known_with_spaces_around_it(typed: Value, write: Write) -> None:
    data = filled(exported(), asked(), {"rule-old#report": {"status": typed, "prepared_by": "甲"}})
    assert read(write(data)).profile.declarations["rule-old#report"].status == "met"


def test_full_width_letters_and_capitals_make_no_other_word(write: Write) -> None:
    data = filled(exported("en"), asked("en"), {"rule-old#report": {"status": "ＮＯＴ ｍet", "prepared_by": "x"}})
    assert read(write(data)).profile.declarations["rule-old#report"].status == "not_met"


NONE_WORDS = {"无": "none", "是": "true", "否": "false"}


def fact_of(kind: Any, **options: Any) -> Fact:
    text = Bilingual("问", "ask")
    return Fact("f", "service", kind, text, text, text, (), can_be_none=True, **options)


@pytest.mark.parametrize(
    ("kind", "cell", "told"),
    [
        ("boolean", Cell("text", "是"), True),
        ("boolean", Cell("text", "ＦＡＬＳＥ"), False),
        ("boolean", Cell("boolean", "0"), False),
        ("boolean", Cell("text", "无"), "none"),
        ("integer", Cell("number", "500"), 500),
        ("integer", Cell("number", "5.0E2"), 500),
        ("integer", Cell("text", "１,０００"), 1000),
        ("integer", Cell("text", "无"), "none"),
        ("number", Cell("number", "2.5"), 2.5),
        ("number", Cell("text", "-3"), -3),
        ("date", Cell("date", "45473"), "2024-06-30"),
        ("date", Cell("text", "无 "), "none"),
        ("datetime", Cell("date", "45473.75"), "2024-06-30T18:00:00"),
        ("datetime", Cell("text", "2024-06-30T18:00:00"), "2024-06-30T18:00:00"),
        ("duration", Cell("text", "6个月"), "P6M"),
        ("duration", Cell("text", "６ 月"), "P6M"),
        ("duration", Cell("text", "180 Days"), "P180D"),
        ("duration", Cell("text", "2周"), "P2W"),
        ("duration", Cell("text", "1年"), "P1Y"),
        ("duration", Cell("text", "p6m"), "P6M"),
        ("duration", Cell("text", "无"), "none"),
        ("string", Cell("text", " 甲\n乙 "), "甲 乙"),
        ("string", Cell("date", "45473"), "2024-06-30"),
    ],
)
def test_the_value_of_a_fact_is_read_by_its_type(kind: str, cell: Cell, told: Any) -> None:
    found = entry.recorded(cell, fact_of(kind), NONE_WORDS, ("是", "否", "无"), False)
    assert (found, type(found)) == (told, type(told))


@pytest.mark.parametrize(
    ("kind", "cell", "words"),
    [
        ("boolean", Cell("text", "也许"), "choose one of 是, 否, 无"),
        ("boolean", Cell("number", "1"), "choose one of"),
        ("integer", Cell("number", "2.5"), "write a whole number"),
        ("integer", Cell("date", "46143"), "holds a date; write a whole number"),
        ("integer", Cell("number", "1E300"), "write a whole number"),
        ("integer", Cell("boolean", "1"), "write a whole number"),
        ("number", Cell("text", "很多"), "write a number"),
        ("number", Cell("text", "NaN"), "write a number"),
        ("date", Cell("text", "30/06/2024"), "write a date"),
        ("date", Cell("text", "2023-02-29"), "write a date"),
        ("date", Cell("number", "20240630"), "write a date"),
        ("date", Cell("number", "5"), "write a date"),
        ("date", Cell("number", "1E999"), "write a date"),
        ("date", Cell("number", "nan"), "write a date"),
        ("date", Cell("boolean", "1"), "write a date"),
        ("duration", Cell("number", "6"), "write a period with its unit"),
        ("duration", Cell("text", "半年"), "write a period with its unit"),
        ("string", Cell("error", "#REF!"), "holds the error #REF!"),
        ("string", Cell("formula", "3"), "holds a formula"),
    ],
)
def test_what_is_no_value_of_the_fact_says_what_to_write(kind: str, cell: Cell, words: str) -> None:
    with pytest.raises(entry.Unfit, match=words):
        entry.recorded(cell, fact_of(kind), NONE_WORDS, ("是", "否", "无"), False)


@given(
    kind=st.sampled_from(get_args(cells.Kind)),
    text=st.text(max_size=12)
    | st.floats().map(str)
    | st.sampled_from(["1_0", "9" * 5000, "-1", "1e-400", "٣", "Infinity"]),
    of=st.sampled_from(["boolean", "integer", "number", "date", "datetime", "duration", "enum", "string"]),
    from_1904=st.booleans(),
)
def test_whatever_a_cell_holds_is_a_value_or_unfit(kind: Any, text: str, of: str, from_1904: bool) -> None:
    for read_as in (partial(entry.recorded, fact=fact_of(of), words=NONE_WORDS, shown=()), entry.day, entry.text):
        try:
            found = read_as(Cell(kind, text), from_1904=from_1904)
        except entry.Unfit:
            continue
        assert isinstance(found, bool | int | float | str)
        assert "\n" not in str(found)


# ---- what is wrong, at its cell

Edit = Callable[[bytes], bytes]


def status(text: Value, **more: Value) -> Edit:
    return lambda data: filled(data, asked(), {"rule-old#report": {"status": text, "prepared_by": "甲", **more}})


def fact(name: str, **entry_: Value) -> Edit:
    return lambda data: filled(data, asked(), facts={name: entry_})


def particular(**entries: Value) -> Edit:
    return lambda data: filled(data, asked(), report=entries)


def cell(sheet: str, at: tuple[int, int], typed: Value) -> Edit:
    return partial(set_cells, sheet=sheet, values={at: typed})


def merged(reference: str, sheet: str = "checklist") -> Edit:
    part = PARTS[sheet]

    def edit(data: bytes) -> bytes:
        text = zipfile.ZipFile(io.BytesIO(data)).read(f"xl/worksheets/sheet{part}.xml").decode()
        mark = f'<mergeCells count="1"><mergeCell ref="{reference}"/></mergeCells>'
        return repacked(
            data, {f"xl/worksheets/sheet{part}.xml": text.replace("</sheetData>", f"</sheetData>{mark}").encode()}
        )

    return edit


AT = {key: cells_name(key, 0)[:-1] for key in COLUMN}
R = row("rule-old#report")
LOGS = row("rule-old#keep-logs")
FORMULA = Raw("", "<f>1+1</f><v>2</v>")
ARRAY = Raw("", f'<f t="array" ref="{AT["owner"]}{min(R, LOGS)}:{AT["owner"]}{max(R, LOGS)}">A1</f><v>2</v>')
ERROR = Raw("e", "<v>#REF!</v>")


@pytest.mark.parametrize(
    ("edit", "place", "words"),
    [
        (status("差不多"), f"清单!{AT['status']}{R}", "状态 holds '差不多'; choose one of 符合, 待核实, 部分符合, 不符合, 不适用, 供参考"),
        (status(True), f"清单!{AT['status']}{R}", "holds 'TRUE'; choose one of"),
        (status(1), f"清单!{AT['status']}{R}", "holds '1'; choose one of"),
        (status(FORMULA), f"清单!{AT['status']}{R}", "holds a formula, which is not evaluated; type its value"),
        (partial(set_cells, sheet="checklist", values={(LOGS, COLUMN["owner"]): ARRAY, (R, COLUMN["owner"]): "甲"}), f"清单!{AT['owner']}{R}", "holds a formula"),
        (status(ERROR), f"清单!{AT['status']}{R}", "holds the error #REF!; type the value"),
        (status("供参考"), f"清单!{AT['status']}{R}", "choose another status"),
        (status("符合", evidence_location=Raw("str", '<f>HYPERLINK("x")</f><v>x</v>')), f"清单!{AT['evidence_location']}{R}", "holds a formula"),
        (status("符合", reviewed_by=ERROR), f"清单!{AT['reviewed_by']}{R}", "holds the error"),
        (status("符合", prepared_on="30/06/2024"), f"清单!{AT['prepared_on']}{R}", "holds '30/06/2024'; write a date, such as 2026-01-31"),
        (status("符合", prepared_by=None), f"清单!{AT['prepared_by']}{R}", "填报 is empty; the status needs it"),
        (status("不适用", applicability_reason="无群组"), f"清单!{AT['applicability_approver']}{R}", "不适用的批准人 is empty; the status needs it"),
        (status("不适用", approved_by="甲"), f"清单!{AT['applicability_reason']}{R}", "不适用的理由 is empty; the status needs it"),
        (status("符合", applicability="不适用"), f"清单!{AT['applicability']}{R}", "says other than the status; make the two agree"),
        (status("不符合", remediation="改", due_on=date(2024, 9, 30)), f"清单!{AT['owner']}{R}", "责任人 is empty; a remediation needs it"),
        (status("不符合", remediation="改", owner="甲", due_on="尽快"), f"清单!{AT['due_on']}{R}", "holds '尽快'; write a date"),
        (status("不符合", gap="长" * 4001), f"清单!{AT['gap']}{R}", "longer than 4000 characters; shorten it"),
        (status("不符合", risk="极高"), f"清单!{AT['risk']}{R}", "choose one of 高, 中, 低"),
        (cell("checklist", (R, COLUMN["id"]), "rule-old#keep-logs"), f"清单!A{R}", f"stands twice, first in row {LOGS}; delete one"),
        (cell("checklist", (R, COLUMN["id"]), "rule-old#reports"), f"清单!A{R}", "no obligation rule-old#reports; did you mean rule-old#report?"),
        (cell("checklist", (R, COLUMN["id"]), None), f"清单!{AT['applicability']}{R}", "has no id, so that it belongs to nothing; clear it"),
        (cell("checklist", (R, COLUMN["id"]), FORMULA), f"清单!{AT['applicability']}{R}", "has no id"),
        (cell("checklist", (60, COLUMN["owner"]), "合计"), f"清单!{AT['owner']}60", "has no id"),
        (cell("checklist", (R, COLUMN["text_hash"]), FORMULA), f"清单!B{R}", "holds a formula"),
        (partial(without_column, key="id"), "清单!A3", "columns are missing or renamed: id; undo that"),
        (partial(without_column, key="remediation"), "清单!A3", "columns are missing or renamed: 整改措施; undo that"),
        (cell("checklist", (3, COLUMN["gap"]), "缺口"), "清单!A3", "columns are missing or renamed: 差距; undo that"),
        (cell("checklist", (3, 60), "id"), "清单!BH3", "the heading 'id' stands twice; rename or delete"),
        (merged(f"{AT['status']}{R}:{AT['status']}{R + 1}"), f"清单!{AT['status']}{R}", "cells are merged here; unmerge them"),
        (merged("F4:F5", "facts"), "事实!F4", "cells are merged here; unmerge them"),
        (merged("B8:B9", "cover"), "封面!B9", "cells are merged here; unmerge them"),
        (partial(set_cells, sheet="checklist", values={(n, COLUMN["owner"]): "合计" for n in range(60, 63)}), f"清单!{AT['owner']}60", "no id (and 2 more)"),
        (fact("keeps_logs", value="也许"), "事实!F5", "值 holds '也许'; choose one of 是, 否"),
        (fact("keeps_logs", value="无"), "事实!F5", "值 holds '无'; choose one of 是, 否"),
        (fact("keeps_logs", value=FORMULA), "事实!F5", "holds a formula"),
        (fact("log_retention", value=6), "事实!F4", "write a period with its unit"),
        (fact("log_retention", value="P6M3D"), "事实!F4", "write an ISO 8601 period of one unit"),
        (fact("log_retention", value="P6M", basis="猜测"), "事实!G4", "依据 holds '猜测'; choose one of 实测, 自述, 推断, 转述"),
        (fact("log_retention", value="P6M", expires="明年"), "事实!J4", "失效日期 holds '明年'; write a date"),
        (lambda d: cell("facts", (4, 1), "log_retentions")(fact("log_retention", value="P6M")(d)), "事实!F4", "there is no fact log_retentions any more"),
        (cell("facts", (4, 1), "keeps_logs"), "事实!A5", "keeps_logs stands twice, first in row 4"),
        (particular(period_from="一月"), "封面!B9", "holds '一月'; write a date"),
        (particular(entity=ERROR), "封面!B4", "holds the error #REF!"),
        (particular(services=FORMULA), "封面!B5", "holds a formula"),
        (cell("cover", (4, 3), None), "封面!A1", "lines are missing: entity; undo that"),
        (cell("cover", (40, 3), "report.entity"), "封面!B40", "stands twice, first in row 4"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_cell_and_a_remedy(edit: Edit, place: str, words: str, write: Write) -> None:
    found = findings(write(edit(exported())))
    assert any(told.startswith(f"filled.xlsx:{place}: ") and words in told for told in found), found


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file(write: Write) -> None:
    data = particular(period_from="一月")(fact("keeps_logs", value="也许")(status("差不多", risk="极高")(exported())))
    found = findings(write(data))
    assert len(found) == 4
    assert sorted(f.split(":")[1].split("!")[0] for f in found) == ["事实", "封面", "清单", "清单"]


def test_a_power_takes_no_status(write: Write) -> None:
    subject = sample()
    power = next(line.id for line in subject.lines if not line.obligation.binds)
    data = filled(rendered(subject), subject, {power: {"status": "符合"}})
    assert "takes none; clear it" in findings(write(data), subject)[0]
    assert value(read(write(filled(data, subject, {power: {"status": "供参考"}})), subject)) == {"facts": {}}


def test_what_the_user_added_beside_the_table_is_left_alone(write: Write) -> None:
    data = set_cells(
        answered(),
        "checklist",
        {(3, 60): "我的备注", (R, 60): FORMULA, (50, 60): ERROR, (1, 60): "x", (R, COLUMN["title"]): FORMULA},
    )
    data = set_cells(data, "checklist", {(50, 6): "以上为填报内容"})
    data = merged("F50:G52")(data)
    assert value(read(write(data))) == EXPECTED["zh"]


def test_a_missing_sheet_is_named(write: Write) -> None:
    data = replaced(exported(), "xl/workbook.xml", 'name="清单"', 'name="我的清单"')
    assert findings(write(data)) == [
        "filled.xlsx:1:1: workbook: the sheet 清单 is missing or renamed; give it back its name, or copy the answers into a new export"
    ]


def test_another_role_is_told_with_both(write: Write) -> None:
    path = write(rendered(asked(roles=["reader"])))
    assert findings(path, asked(roles=["platform"])) == [
        "filled.xlsx:1:1: workbook: was made for the role reader, but asked for is platform; ask for its own role, or export a checklist for the other"
    ]
    assert read(write(answered()), asked(roles=["platform"])).made_from.roles == ("platform", "reader")


# ---- what has changed since


def without_lines(text: str) -> Callable[[bytes], bytes]:
    return lambda data: set_cells(data, "checklist", {(LOGS, COLUMN["text_hash"]): text})


def test_a_row_whose_law_text_changed_is_stale_and_counts_for_nothing(write: Write) -> None:
    found = read(write(without_lines("0" * 64)(answered())))
    assert [(stale.id, str(stale.at).rsplit("/", 1)[-1], stale.retired) for stale in found.stale] == [
        ("rule-old#keep-logs", f"filled.xlsx:清单!A{LOGS}", False)
    ]
    assert found.profile.declarations.keys() == {"rule-old#report", "rule-old#no-passing-off"}
    assert found.profile.plans == {}


def test_a_stale_row_that_says_nothing_is_not_told(write: Write) -> None:
    assert read(write(without_lines("0" * 64)(exported()))).stale == ()


def test_a_workbook_of_other_data_is_read_where_its_texts_are_the_same(write: Write) -> None:
    subject = asked()
    later = replace(subject, corpus=replace(subject.corpus, data_version="0" * 12))
    found = read(write(answered()), later)
    assert value(found) == EXPECTED["zh"]
    assert found.made_from.data_version != later.corpus.data_version
    assert found.stale == ()


def test_a_workbook_of_the_first_release_is_read_though_it_asks_for_no_facts(write: Write) -> None:
    data = filled(
        exported(), asked(), {"rule-old#report": {"status": "符合", "prepared_by": "甲"}}, FACTS["zh"], REPORT["zh"]
    )
    told = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("guiju").to_python()
    later = {n: key for n, (key, _) in enumerate(told, 1) if key in ("cover_sheet", "facts_sheet")}
    assert len(later) == 2
    data = set_cells(data, "hidden", {(n, 1): f"unknown.{key}" for n, key in later.items()})
    assert value(read(write(data))) == {"facts": {}, "declarations": {"rule-old#report": {"status": "met", "by": "甲"}}}


def test_a_duty_that_was_retired_since_is_stale(write: Write) -> None:
    subject = asked()
    rule = subject.corpus.regulations["rule-old"]
    kept = tuple(o for o in rule.obligations if o.id != "report")
    gone = Retired("report", "0.2.0", Bilingual("并入他条", "merged"))
    base = replace(
        subject.corpus,
        regulations={**subject.corpus.regulations, "rule-old": replace(rule, obligations=kept, retired=(gone,))},
    )
    later = checklist(base, subject.roles, subject.as_of)
    found = read(write(answered()), later)
    assert [(stale.id, stale.retired) for stale in found.stale] == [("rule-old#report", True)]
    assert type(found.stale[0]) is StaleRow


# ---- no usable workbook


def hidden(key: str, text: Value) -> Edit:
    """Change a row of the hidden sheet."""

    def edit(data: bytes) -> bytes:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("guiju").to_python()
        return set_cells(data, "hidden", {([told[0] for told in rows].index(key) + 1, 2): text})

    return edit


def hidden_key(key: str, new: str) -> Edit:
    """Give a row of the hidden sheet another key."""
    return lambda data: replaced(data, "xl/sharedStrings.xml", f"<t>{key}</t>", f"<t>{new}</t>")


def test_a_word_of_the_hidden_sheet_that_means_nothing_is_no_choice(write: Write) -> None:
    data = hidden_key("status.met", "status.superb")(exported())
    data = filled(data, asked(), {"rule-old#report": {"status": "符合", "prepared_by": "甲"}})
    assert "状态 holds '符合'; choose one of" in findings(write(data))[0]


def without_hidden_sheet(data: bytes) -> bytes:
    return replaced(data, "xl/workbook.xml", 'name="guiju" ', 'name="x" ')


def doctype(part: str, entities: str) -> Edit:
    def edit(data: bytes) -> bytes:
        text = zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
        head, _, rest = text.partition("?>")
        return repacked(data, {part: f"{head}?><!DOCTYPE x [{entities}]>{rest}".encode()})

    return edit


LAUGHS = '<!ENTITY a "haha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
STRINGS = "xl/sharedStrings.xml"


def flagged_encrypted(data: bytes) -> bytes:
    """The flag of encryption in the directory of the archive."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + struct.pack("<H", 1) + data[at + 2 :]


def declared_size(size: int) -> Edit:
    """Say another size than it is of the first part."""

    def edit(data: bytes) -> bytes:
        for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            at = data.index(mark) + offset
            data = data[:at] + struct.pack("<I", size) + data[at + 4 :]
        return data

    return edit


def part(name: str, content: bytes) -> Edit:
    return partial(repacked, parts={name: content})


def twice(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as zipped, pytest.warns(UserWarning):
        zipped.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def packed_otherwise(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as zipped:
        zipped.writestr("xl/media/x", b"0" * 100, zipfile.ZIP_LZMA)
    return out.getvalue()


def in_sheet(text: str, sheet: int = 3) -> Edit:
    name = f"xl/worksheets/sheet{sheet}.xml"
    return lambda data: replaced(data, name, "</sheetData>", f"{text}</sheetData>")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda d: b"", "is no .xlsx file, whatever its name says; save it as an Excel workbook"),
        (lambda d: "状态,证据\n符合,E-1\n".encode(), "is no .xlsx file"),
        (lambda d: b"<html><table/></html>", "is no .xlsx file"),
        (lambda d: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is an old .xls file; open it and save it as"),
        (lambda d: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password; take it off"),
        (flagged_encrypted, "is encrypted; take the password off"),
        (lambda d: d[: len(d) // 2], "is damaged or cut off; copy it again"),
        (lambda d: d[:-1], "is damaged or cut off"),
        (part("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "is an OpenDocument file; save it as"),
        (lambda d: repacked(d, {"[Content_Types].xml": None}), "is an archive, but no workbook"),
        (lambda d: replaced(d, "[Content_Types].xml", "sheet.main+xml", "sheet.macroEnabled.main+xml"), "holds macros"),
        (lambda d: replaced(d, "[Content_Types].xml", "sheet.main+xml", "sheet.binary.macroEnabled.main"), r"binary workbook \(.xlsb\)"),
        (part("xl/vbaProject.bin", b"\0"), "holds macros, which a checklist does not need"),
        (twice, "holds a part twice"),
        (packed_otherwise, "packed in a way that workbooks are not"),
        (lambda d: repacked(d, {"xl/workbook.xml": None}), r"is damaged \(xl/workbook.xml\)"),
        (lambda d: repacked(d, {"_rels/.rels": None}), "is damaged"),
        (part("_rels/.rels", b"<Relationships/>"), r"is damaged \(no workbook in it\)"),
        (part(STRINGS, b"<sst><si><t>x</t></si></sst>"), "is damaged"),
        (part(STRINGS, b"<sst><si>"), r"is damaged \(xl/sharedStrings.xml\)"),
        (part("xl/styles.xml", b"\0\0"), r"is damaged \(xl/styles.xml\)"),
        (part(STRINGS, b'<?xml version="1.0" encoding="utf-7"?><sst/>'), "is damaged"),
        # bombs
        (part("xl/media/zeros", b"\0" * (archive.MAX_UNPACKED + 1)), "unpacks to more than 1,000 parts and 67,108,864 bytes"),
        (declared_size(2**32 - 2), "unpacks to more than"),
        (declared_size(7), "is damaged"),
        (lambda d: repacked(d, {f"x/{n}": b"" for n in range(archive.MAX_PARTS)}), "unpacks to more than"),
        (part(STRINGS, b"<sst>" + b"<si/>" * (cells.MAX_CELLS + 1) + b"</sst>"), "holds more than 250,000 texts"),
        (doctype(STRINGS, LAUGHS), "declares a document type"),
        (doctype("xl/workbook.xml", '<!ENTITY x SYSTEM "file:///etc/passwd">'), "declares a document type"),
        (part(STRINGS, b"<a>" * 1_000_000), "is damaged"),
        (part("xl/styles.xml", b"<a>" + b"<b/>" * archive.MAX_ELEMENTS + b"</a>"), "larger than a checklist; delete the empty rows"),
        (cell("cover", (40, 1), "长" * (cells.LONGEST + 1)), "is damaged"),
        (in_sheet('<row r="2000000"/>'), "is damaged"),
        (in_sheet('<row r="9"><c r="XFE9"/></row>'), "is damaged"),
        (in_sheet('<row r="9"><c r="A0"/></row>'), "is damaged"),
        (in_sheet('<row r="900"><c r="A900" t="s"><v>99999</v></c></row>'), "is damaged"),
        (in_sheet('<row r="900"><c r="A900" t="x"><v>1</v></c></row>'), "is damaged"),
        (in_sheet('<row r="1"><c r="E1"><v>1</v></c></row>'), "is damaged"),
        (in_sheet("<row>" + "<c><v>1</v></c>" * 16_385 + "</row>"), "is damaged"),
        (in_sheet("".join(f"<row>{'<c><v>1</v></c>' * 250}</row>" for _ in range(1001))), "the sheet 清单 holds more than a checklist can"),
        (lambda d: replaced(d, "xl/worksheets/sheet3.xml", "</sheetData>", "</sheetData>" + '<mergeCell ref="A1:B1"/>' * 2501), "holds more than"),
        # the hidden sheet
        (without_hidden_sheet, r"its hidden sheet 'guiju' was deleted; export it anew"),
        (lambda d: repacked(without_hidden_sheet(d), {"docProps/custom.xml": None}), r"is no checklist workbook of guiju"),
        (hidden("schema_version", "2"), r"another version of guiju \(schema_version 2; this one reads 1\)"),
        (hidden("as_of", "yesterday"), "was changed"),
        (hidden("language", "fr"), "was changed"),
        (hidden("roles", None), "was changed"),
        (hidden("data_version", FORMULA), r"was changed \(row 2\)"),
        (hidden_key("column.status", "column.state"), r"was changed \(column.status is gone\)"),
        (hidden_key("fact_column.fact", "x"), r"was changed \(fact_column.fact is gone\)"),
        (cell("hidden", (3, 1), "data_version"), r"was changed \(row 3\)"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_usable_workbook_is_one_line_with_a_remedy(edit: Edit, words: str, write: Write) -> None:
    path = write(edit(exported()))
    with pytest.raises(Misuse, match=words) as caught:
        read_workbook(path, corpus(), asked())
    told = str(caught.value)
    assert told.startswith(f"{path.as_posix()}: ")
    assert "\n" not in told
    assert ";" in told


def test_a_folder_and_a_file_that_is_not_there_are_misuse(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"is a folder; name a workbook"):
        peek(tmp_path)
    with pytest.raises(Misuse, match=r"no such file or directory; name a workbook"):
        peek(tmp_path / "none.xlsx")


def test_a_file_larger_than_a_checklist_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(archive.MAX_FILE + 1)
    with pytest.raises(Misuse, match=r"larger than 16,777,216 bytes"):
        peek(path)


def test_a_million_empty_rows_below_the_table_say_nothing(write: Write) -> None:
    rows = "".join(f'<row r="{n}" ht="15"/>' for n in range(100, 1_048_577))
    assert value(read(write(in_sheet(rows)(answered())))) == EXPECTED["zh"]


@given(data=st.data())
@settings(max_examples=150)
def test_a_damaged_file_is_never_a_traceback(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = bytearray(_stored(answered()))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    path = tmp_path_factory.mktemp("damaged") / "w.xlsx"
    path.write_bytes(bytes(whole))
    try:
        found = read_workbook(path, corpus(), asked())
    except Misuse:
        return
    assert isinstance(found, Answers | list)


@given(
    content=st.binary(max_size=200),
    name=st.sampled_from(["xl/workbook.xml", "xl/styles.xml", STRINGS, "xl/worksheets/sheet3.xml", "_rels/.rels"]),
)
@settings(max_examples=60)
def test_a_part_of_anything_is_never_a_traceback(
    content: bytes, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("part") / "w.xlsx"
    path.write_bytes(repacked(answered(), {name: content}))
    with pytest.raises(Misuse):
        read_workbook(path, corpus(), asked())


def _stored(data: bytes) -> bytes:
    """The archive without compression or check sums that would give every change away: zeros are what few readers compare."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name))
    return out.getvalue()


# ---- beside a profile


def profile_of(text: str, folder: Path) -> Profile:
    path = folder / "profile.yaml"
    path.write_text(text, "utf-8")
    found = load_profile(path, corpus())
    assert isinstance(found, Profile), found
    return found


def test_a_profile_and_a_workbook_count_together(write: Write, tmp_path: Path) -> None:
    yaml = profile_of(
        "facts: {}\nrows: {name_review: {r1: {name_finding: {value: insult, basis: measured, reviewer: 甲}}}}\nreport: {scope: 全部}\n",
        tmp_path,
    )
    both = together(yaml, read(write(answered())).profile)
    assert isinstance(both, Profile)
    assert both.report.scope == "全部"
    assert both.report.entity == "样本公司"
    assert both.declarations.keys() == EXPECTED["zh"]["declarations"].keys()
    assert both.rows["name_review"]["r1"]["name_finding"].value == "insult"
    document = both.where.document
    assert str(document.key_at("rows", "name_review")).endswith("/profile.yaml:2:8")
    assert str(document.at("rows", "name_review")).endswith("/profile.yaml:2:21")
    assert str(document.at("report", "entity")).endswith("/filled.xlsx:封面!B4")
    assessment = assess(asked(), both)
    assert differences(receipt(assessment), corpus()) == []


def test_what_both_say_alike_is_no_difference(write: Write, tmp_path: Path) -> None:
    yaml = profile_of("facts: {keeps_logs: true}\n", tmp_path)
    both = together(yaml, read(write(answered())).profile)
    assert isinstance(both, Profile)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("facts: {}\ndeclarations: {rule-old#report: {status: met, by: 甲}}\n", f"清单!{AT['status']}{R}", "rule-old#report stands otherwise in"),
        ("facts: {keeps_logs: false}\n", "事实!F5", "keeps_logs stands otherwise in"),
        ("facts: {}\nreport: {entity: 另一家}\n", "封面!B4", "entity stands otherwise in"),
    ],
)  # fmt: skip
def test_what_the_two_say_differently_is_a_finding_at_both_places(
    text: str, place: str, message: str, write: Write, tmp_path: Path
) -> None:
    found = together(profile_of(text, tmp_path), read(write(answered())).profile)
    assert isinstance(found, list)
    [finding] = found
    assert str(finding.at).endswith(f"/filled.xlsx:{place}")
    assert message in finding.message
    assert finding.message.endswith("keep one of the two, or make them agree")
    assert str(finding.related[0][1]).split("/")[-1].startswith("profile.yaml:")


def test_workbooks_are_told_from_profiles_by_their_name() -> None:
    assert all(is_workbook(Path(name)) for name in ("a.xlsx", "清单.XLSX", "a.xlsm", "a.xls", "a.ods", "a.csv"))
    assert not any(is_workbook(Path(name)) for name in ("a.yaml", "a.yml", "xlsx", "/dev/stdin"))
