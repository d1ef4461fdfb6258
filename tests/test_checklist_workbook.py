"""The audit workbook: read back by another library and as XML, it can be filled in, sorted, printed and traced."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from checklist_samples import AS_OF, ROOT, corpus, everyone, filled_with, sample
from guiju import writers as exports
from guiju.assessment.questionnaire import facts_asked
from guiju.documents.content.status import APPLICABILITY, BASES, FOR_INFORMATION, HISTORICAL, RISKS, STATUSES
from guiju.files.bundled import schema
from guiju.files.finding import Misuse
from guiju.law.labels import NOT_LEGAL_ADVICE, UNOFFICIAL
from guiju.model import LANGUAGES, Bilingual, Lang, Step
from guiju.reasoning.checklist import Checklist, checklist
from guiju.writers.workbook import facts_sheet
from guiju.writers.workbook.columns import COLUMNS
from guiju.writers.workbook.height import HIGHEST, height, line_count
from guiju.writers.workbook.pen import CELL_LIMIT

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAMES = {
    "zh": ["封面", "汇总", "清单", "事实", "条文", "guiju"],
    "en": ["Cover", "Summary", "Checklist", "Facts", "Law text", "guiju"],
}
HEADING_ROW, FIRST_ROW = 3, 4  # as a spreadsheet program counts


def render(subject: Checklist) -> bytes:
    return exports.formats("checklist")["xlsx"](subject)


@cache
def workbook(lang: Lang = "zh") -> bytes:
    return render(sample(lang))


def opened(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def xml(data: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def cell_formats(data: bytes) -> list[ElementTree.Element]:
    """The formats of cells, in the order by whose numbers cells name them."""
    return xml(data, "xl/styles.xml").findall(f"{X}cellXfs/{X}xf")


def sheet(data: bytes, number: int) -> ElementTree.Element:
    return xml(data, f"xl/worksheets/sheet{number}.xml")


def table(data: bytes, lang: Lang) -> list[dict[str, Any]]:
    """The rows of the checklist sheet by heading, as a reader of a filled-in workbook finds them."""
    found = opened(data).get_sheet_by_name(NAMES[lang][2]).to_python(skip_empty_area=False)
    return [dict(zip(found[HEADING_ROW - 1], row, strict=True)) for row in found[FIRST_ROW - 1 :]]


def hidden(data: bytes) -> dict[str, str]:
    return dict(opened(data).get_sheet_by_name("guiju").to_python())


def letters(place: int) -> str:
    name = ""
    while place >= 0:
        name, place = chr(65 + place % 26) + name, place // 26 - 1
    return name


PLACES: Mapping[str, str] = {column.key: letters(n) for n, column in enumerate(COLUMNS)}


def validations(data: bytes) -> dict[str, ElementTree.Element]:
    """The rules of the checklist sheet by the cells they cover."""
    return {str(rule.get("sqref")): rule for rule in sheet(data, 3).iter(f"{X}dataValidation")}


def names(data: bytes) -> dict[tuple[str, str | None], str]:
    return {
        (str(n.get("name")), n.get("localSheetId")): str(n.text)
        for n in xml(data, "xl/workbook.xml").iter(f"{X}definedName")
    }


# ---- sheets and what they were made from


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheets_are_named_in_the_readers_language_and_one_is_hidden(lang: Lang) -> None:
    sheets = opened(workbook(lang)).sheets_metadata
    assert [s.name for s in sheets] == NAMES[lang]
    assert [s.visible for s in sheets] == [SheetVisibleEnum.Visible] * 5 + [SheetVisibleEnum.VeryHidden]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_hidden_sheet_and_the_properties_say_what_it_was_made_from(lang: Lang) -> None:
    data, subject = workbook(lang), sample(lang)
    wanted = {
        "schema_version": "1",
        "data_version": subject.corpus.data_version,
        "content_hash": subject.content_hash,
        "as_of": AS_OF.isoformat(),
        "language": lang,
        "roles": "everyone",
        "regulations": "rule-new rule-old rule-part",
        "sheet": NAMES[lang][2],
    }
    assert wanted.items() <= hidden(data).items()
    properties = zipfile.ZipFile(io.BytesIO(data)).read("docProps/custom.xml").decode()
    for key in ("schema_version", "data_version", "content_hash", "as_of", "language", "roles"):
        assert re.search(rf'name="guiju_{key}"><vt:lpwstr>{wanted[key]}</vt:lpwstr>', properties)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_column_and_each_choice_can_be_found_by_the_hidden_sheet(lang: Lang) -> None:
    told, row = hidden(workbook(lang)), table(workbook(lang), lang)[0]
    headings = [told[f"column.{column.key}"] for column in COLUMNS]
    assert headings == list(row)
    assert len(set(headings)) == len(headings)
    for name, words in (("status", STATUSES), ("applicability", APPLICABILITY), ("basis", BASES), ("risk", RISKS)):
        assert [told[f"{name}.{key}"] for key in words] == [word[lang] for word in words.values()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_row_carries_its_id_and_the_hash_of_its_text_in_hidden_columns(lang: Lang) -> None:
    rows = table(workbook(lang), lang)
    assert [(r["id"], r["text_hash"]) for r in rows] == [(line.id, line.text_hash) for line in sample(lang).lines]
    unseen = [
        (int(c.get("min", 0)), int(c.get("max", 0)))
        for c in sheet(workbook(lang), 3).iter(f"{X}col")
        if c.get("hidden")
    ]
    assert {n for first, last in unseen for n in range(first - 1, last)} == {
        n for n, column in enumerate(COLUMNS) if column.hidden
    }
    assert [column.key for column in COLUMNS if column.hidden] == ["id", "text_hash", "kind", "article"]


# ---- what the auditor fills in


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_duty_begins_as_to_be_verified_and_a_power_is_for_information(lang: Lang) -> None:
    rows, lines = table(workbook(lang), lang), sample(lang).lines
    status = hidden(workbook(lang))["column.status"]
    assert {line.obligation.binds for line in lines} == {True, False}
    for row, line in zip(rows, lines, strict=True):
        assert row[status] == (STATUSES["to_verify"] if line.obligation.binds else FOR_INFORMATION)[lang]
        assert row["kind"] == ("duty" if line.obligation.binds else "information")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_status_has_a_drop_down_that_follows_the_kind_of_its_row(lang: Lang) -> None:
    data = workbook(lang)
    last = FIRST_ROW + len(sample(lang).lines) - 1
    rule = validations(data)[f"{PLACES['status']}{FIRST_ROW}:{PLACES['status']}{last}"]
    assert rule.get("type") == "list"
    formula = rule.findtext(f"{X}formula1")
    kind = f"${PLACES['kind']}{FIRST_ROW}"
    assert formula == f'IF({kind}="duty",guiju_status,IF({kind}="history",guiju_history,guiju_information))'
    cells = opened(data).get_sheet_by_name("guiju").to_python()
    for name, wanted in (
        ("guiju_status", list(STATUSES.values())),
        ("guiju_information", [FOR_INFORMATION]),
        ("guiju_history", [HISTORICAL]),
    ):
        first, until = map(int, re.findall(r"\$B\$(\d+)", names(data)[name, None]))
        assert [row[1] for row in cells[first - 1 : until]] == [word[lang] for word in wanted]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("key", "words"), [("applicability", APPLICABILITY), ("basis", BASES), ("risk", RISKS)])
def test_other_choices_have_a_drop_down_over_all_rows(key: str, words: Mapping[str, Bilingual], lang: Lang) -> None:
    last = FIRST_ROW + len(sample(lang).lines) - 1
    rule = validations(workbook(lang))[f"{PLACES[key]}{FIRST_ROW}:{PLACES[key]}{last}"]
    assert rule.findtext(f"{X}formula1") == '"' + ",".join(word[lang] for word in words.values()) + '"'


def test_each_date_takes_only_a_date() -> None:
    last = FIRST_ROW + len(sample().lines) - 1
    dated = [c.key for c in COLUMNS if c.dated]
    assert dated == ["evidence_cut_off_on", "due_on", "retest_on", "prepared_on", "reviewed_on", "approved_on"]
    for key in dated:
        rule = validations(workbook())[f"{PLACES[key]}{FIRST_ROW}:{PLACES[key]}{last}"]
        assert (rule.get("type"), rule.get("showErrorMessage")) == ("date", "1")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_status_has_a_colour_and_a_missing_reason_shows(lang: Lang) -> None:
    rules = {
        (str(block.get("sqref")), str(rule.findtext(f"{X}formula")))
        for block in sheet(workbook(lang), 3).iter(f"{X}conditionalFormatting")
        for rule in block.iter(f"{X}cfRule")
    }
    last = FIRST_ROW + len(sample(lang).lines) - 1
    status, reason = (PLACES[key] for key in ("status", "applicability_reason"))
    for word in STATUSES.values():
        assert (f"{status}{FIRST_ROW}:{status}{last}", f'OR(${status}{FIRST_ROW}="{word[lang]}")') in rules
    none = STATUSES["not_applicable"][lang]
    wanted = f'AND(OR(${status}{FIRST_ROW}="{none}"),LEN(${reason}{FIRST_ROW})=0)'
    assert (f"{reason}{FIRST_ROW}:{reason}{last}", wanted) in rules


# ---- text


def test_text_that_looks_like_a_formula_is_marked_as_text() -> None:
    data = render(filled_with("=1+1", "zh"))
    formats = [style.get("quotePrefix") == "1" for style in cell_formats(data)]
    strings = [
        "".join(t.text or "" for t in si.iter(f"{X}t")) for si in xml(data, "xl/sharedStrings.xml").iter(f"{X}si")
    ]
    marked = 0
    for number in range(1, 7):
        for cell in sheet(data, number).iter(f"{X}c"):
            if cell.get("t") == "s":
                text = strings[int(cell.findtext(f"{X}v") or "")]
                assert formats[int(cell.get("s", "0"))] == text.startswith("=")
                marked += text.startswith("=")
    assert marked > 50


@pytest.mark.parametrize("number", [1, 3, 4, 5, 6])
def test_outside_the_summary_every_cell_is_text_but_the_number_of_the_row(number: int) -> None:
    for cell in sheet(workbook(), number).iter(f"{X}c"):
        numbers = {3: PLACES["number"], 4: "B"}.get(number, "?")
        is_number = str(cell.get("r")).rstrip("0123456789") == numbers and cell.get("t") is None
        assert cell.get("t") == "s" or cell.find(f"{X}v") is None or is_number


def test_a_text_longer_than_a_cell_is_a_misuse_and_not_a_lost_text() -> None:
    base = corpus()
    rule = base.regulations["rule-new"]
    step = Step("字" * 4000, "x" * 4000)
    long = replace(rule.obligations[0], review=(step,) * (CELL_LIMIT // 4000 + 1))
    regulations = {**base.regulations, "rule-new": replace(rule, obligations=(long,))}
    with pytest.raises(Misuse, match="longer than a cell holds"):
        render(sample(base=replace(base, regulations=regulations)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_law_text_holds_every_paragraph_and_point_in_both_languages(lang: Lang) -> None:
    rows = opened(workbook(lang)).get_sheet_by_name(NAMES[lang][4]).to_python()
    rules = sample(lang).regulations
    assert [(row[3], row[4]) for row in rows[1:]] == [(u.zh, u.en) for rule in rules for u in rule.units()]


def test_the_law_text_leaves_out_a_rule_that_does_not_apply() -> None:
    rows = opened(render(sample(as_of=date(2016, 1, 1)))).get_sheet_by_name("条文").to_python()
    assert {row[0] for row in rows[1:]} == {"旧规"}


# ---- facts and particulars


@cache
def real(lang: Lang) -> tuple[Checklist, bytes]:
    base = corpus(ROOT)
    subject = checklist(base, [everyone(base)], date(2026, 11, 25), lang)
    return subject, render(subject)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_facts_sheet_asks_for_each_fact_of_the_service_that_a_duty_reads(lang: Lang) -> None:
    subject, data = real(lang)
    rows = opened(data).get_sheet_by_name(NAMES[lang][3]).to_python()
    asked = [fact for fact in facts_asked(subject) if fact.entity == "service"]
    assert [row[:3] for row in rows[FIRST_ROW - 1 :]] == [[f.id, n, f.question[lang]] for n, f in enumerate(asked, 1)]
    assert len(asked) > 40
    assert "guiju questions" in rows[1][1]
    hidden_columns = [c.get("min") for c in sheet(data, 4).iter(f"{X}col") if c.get("hidden")]
    assert hidden_columns == ["1"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fact_is_chosen_from_its_values_where_it_has_some(lang: Lang) -> None:
    subject, data = real(lang)
    told, cells = hidden(data), opened(data).get_sheet_by_name("guiju").to_python()
    rules = {str(r.get("sqref")): r for r in sheet(data, 4).iter(f"{X}dataValidation")}
    kinds = set()
    for row, fact in enumerate(facts_sheet.service_facts(subject), FIRST_ROW):
        rule = rules.get(f"F{row}")
        kinds.add((fact.type, rule.get("type") if rule is not None else None))
        if fact.type in ("boolean", "enum"):
            assert rule is not None
            first, until = map(int, re.findall(r"\$B\$(\d+)", names(data)[str(rule.findtext(f"{X}formula1")), None]))
            keys = ["true", "false"] if fact.type == "boolean" else [value.id for value in fact.values]
            assert [key for key, _ in cells[first - 1 : until]] == [f"choice.{fact.id}.{key}" for key in keys]
    assert kinds == {("boolean", "list"), ("enum", "list"), ("integer", "custom"), ("number", "custom"), ("date", "date"), ("date", "custom"), ("duration", None)}  # fmt: skip
    assert told["value.none"] == {"zh": "无", "en": "None"}[lang]


def test_where_no_fact_is_asked_the_sheet_says_so() -> None:
    base = corpus(ROOT)
    role = next(r for r in base.vocabulary.roles if r.id == "regulator")
    rows = opened(render(checklist(base, [role], date(2026, 11, 25)))).get_sheet_by_name("事实").to_python()
    assert rows[-1][2] == "本清单不需要服务的事实。"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cover_takes_every_particular_that_a_report_can_have(lang: Lang) -> None:
    rows = opened(workbook(lang)).get_sheet_by_name(NAMES[lang][0]).to_python()
    keys = [row[2] for row in rows if row[2]]
    assert keys == [f"report.{key}" for key in schema("profile")["properties"]["report"]["properties"]]
    assert all(row[0] and not row[1] for row in rows if row[2])
    assert [c.get("min") for c in sheet(workbook(lang), 1).iter(f"{X}col") if c.get("hidden")] == ["3"]


def test_what_is_typed_stays_as_typed() -> None:
    """A version such as 2026-01 would become a date, and 000123 a number, in a cell that is not formatted as text."""
    cell = next(c for c in sheet(workbook(), 3).iter(f"{X}c") if c.get("r") == f"{PLACES['policy_version']}{FIRST_ROW}")
    assert cell_formats(workbook())[int(cell.get("s", "0"))].get("numFmtId") == "49"


# ---- counts


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_counts_by_status_against_all_duties(lang: Lang) -> None:
    rows = opened(workbook(lang)).get_sheet_by_name(NAMES[lang][1]).to_python()
    duties = sum(line.obligation.binds for line in sample(lang).lines)
    counts = {row[0]: row[1:4] for row in rows[3:15]}
    order = [key for key in counts if key in {word[lang] for word in STATUSES.values()}]
    assert order == [word[lang] for word in STATUSES.values()]
    assert order[:2] == [STATUSES["met"][lang], STATUSES["to_verify"][lang]]
    assert counts[STATUSES["to_verify"][lang]] == [duties, duties, 1]
    assert counts[STATUSES["met"][lang]] == [0, duties, 0]
    assert [
        row[1] for row in rows if row[0] == FOR_INFORMATION[lang] or "不计入" in row[0] or "not counted" in row[0]
    ] == [len(sample(lang).lines) - duties, 0]


def test_the_counts_by_article_add_up() -> None:
    rows = opened(workbook()).get_sheet_by_name("汇总").to_python()
    start = next(n for n, row in enumerate(rows) if row[0] == "法规与条")
    by_article = rows[start + 1 :]
    duties = [line for line in sample().lines if line.obligation.binds]
    assert sum(row[1] for row in by_article) == len(duties)
    for row in by_article:
        assert row[1] == sum(row[2:8])
        assert row[1] == sum(f"{d.regulation.id}#{d.obligation.eId.split('__')[0]}" == row[11] for d in duties)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_formulas_look_at_every_row_of_the_right_columns(lang: Lang) -> None:
    last = FIRST_ROW + len(sample(lang).lines) - 1
    known = {f"'{NAMES[lang][2]}'!${p}${FIRST_ROW}:${p}${last}": key for key, p in PLACES.items()}
    formulas = [str(f.text) for f in sheet(workbook(lang), 2).iter(f"{X}f")]
    seen = {known[r] for f in formulas for r in re.findall(r"'[^']+'!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+", f)}
    assert seen == {
        "kind", "status", "article", "basis", "reviewed_by", "applicability_reason", "applicability_approver",
    }  # fmt: skip
    status = f"'{NAMES[lang][2]}'!${PLACES['status']}${FIRST_ROW}:${PLACES['status']}${last}"
    for word in STATUSES.values():
        assert any(f.startswith("COUNTIFS(") and f.endswith(f'{status},"{word[lang]}")') for f in formulas)
    assert sum(f.startswith("COUNTIFS(") for f in formulas) > len(STATUSES)


def test_a_checklist_of_powers_alone_has_nothing_to_assess() -> None:
    base = corpus(ROOT)
    role = next(r for r in base.vocabulary.roles if r.id == "regulator")
    subject = checklist(base, [role], date(2026, 11, 25))
    rows = opened(render(subject)).get_sheet_by_name("汇总").to_python()
    assert any(row[0] == "本清单没有须评估的条目。" for row in rows)
    assert not any(str(cell).startswith("#") for row in rows for cell in row)


# ---- on the screen and on paper


def test_headings_and_the_first_columns_stay_in_view_and_rows_can_be_filtered() -> None:
    main = sheet(workbook(), 3)
    pane = next(main.iter(f"{X}pane"))
    assert (pane.get("state"), pane.get("ySplit")) == ("frozen", str(HEADING_ROW))
    frozen = int(pane.get("xSplit", 0))
    assert [c.key for c in COLUMNS[:frozen] if not c.hidden] == ["number", "cited", "title"]
    last = FIRST_ROW + len(sample().lines) - 1
    assert next(main.iter(f"{X}autoFilter")).get("ref") == f"A{HEADING_ROW}:{letters(len(COLUMNS) - 1)}{last}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_each_sheet_prints_on_a4_as_wide_as_the_page_with_the_disclaimer(number: int, lang: Lang) -> None:
    printed = sheet(workbook(lang), number)
    setup = next(printed.iter(f"{X}pageSetup"))
    assert (setup.get("paperSize"), setup.get("fitToHeight")) == ("9", "0")
    assert setup.get("orientation") == ("portrait" if number == 1 else "landscape")
    assert next(printed.iter(f"{X}pageSetUpPr")).get("fitToPage") == "1"
    foot = next(printed.iter(f"{X}oddFooter")).text or ""
    for told in (AS_OF.isoformat(), sample(lang).corpus.data_version, NOT_LEGAL_ADVICE[lang]):
        assert told in foot
    assert (UNOFFICIAL.en in foot) == (lang == "en")


def test_the_checklist_prints_its_headings_on_each_page_and_every_visible_column_once() -> None:
    found = names(workbook())
    assert found["_xlnm.Print_Titles", "2"] == "清单!$E:$G,清单!$2:$3"
    last = FIRST_ROW + len(sample().lines) - 1
    areas = re.findall(r"'清单'!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)", found["_xlnm.Print_Area", "2"])
    order = list(PLACES.values())
    printed = [place for first, _, until, _ in areas for place in order[order.index(first) : order.index(until) + 1]]
    assert printed == [PLACES[c.key] for c in COLUMNS if not c.hidden]
    assert {(top, bottom) for _, top, _, bottom in areas} == {("2", str(last))}


def test_an_ampersand_in_a_name_is_no_command_in_the_head_of_a_page() -> None:
    printed = sheet(render(filled_with("A&B &P", "zh")), 3)
    assert "A&&B &&P" in (next(printed.iter(f"{X}oddHeader")).text or "")


def test_a_long_name_does_not_burst_the_head_of_a_page() -> None:
    head = next(sheet(render(filled_with("&" * 4000, "zh")), 3).iter(f"{X}oddHeader")).text or ""
    assert len(head) <= 255
    assert head.endswith("…")
    assert head.removeprefix("&L&8").count("&") % 2 == 0


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("一二三四", 10, 1),
        ("一二三四五", 10, 2),
        ("a\nb", 10, 2),
        ("word word", 10.5, 1),
        ("words word", 10.5, 2),
        ("x" * 25, 11.5, 3),
        ("字" * 100, 42, 5),
    ],
)
def test_lines_are_counted_as_they_wrap(text: str, width: float, lines: int) -> None:
    assert line_count(text, width) == lines


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    assert height([("短", 20), ("字" * 100, 42)]) == height([("字" * 100, 42)]) > height([("短", 20)])
    assert height([("字" * 4000, 10)]) == HIGHEST


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_row_of_the_real_data_is_higher_than_a_row_can_be(lang: Lang) -> None:
    base = corpus(ROOT)
    data = render(checklist(base, [everyone(base)], date(2026, 11, 25), lang))
    heights = [float(row.get("ht", 0)) for n in (1, 2, 3, 4, 5) for row in sheet(data, n).iter(f"{X}row")]
    assert max(heights) < HIGHEST
    assert max(heights) > 100
