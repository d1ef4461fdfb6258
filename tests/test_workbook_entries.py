"""What people type into a cell is understood: dates, text, words of a list, values; or they are told what to write."""

from datetime import date
from functools import partial
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.assessment.workbook import cells, entry
from guiju.assessment.workbook.cells import Cell
from guiju.model import Bilingual, Fact
from workbook_reading import Write, read, value
from workbook_samples import Raw, Value, asked, exported, filled

pytest_plugins = ["workbook_reading"]


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


NONE_WORDS = entry.Choice({"无": "none", "是": "true", "否": "false"}, ("是", "否", "无"))


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
    found = entry.recorded(cell, fact_of(kind), NONE_WORDS)
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
        ("string", Cell("error", "#REF!"), "shows the error #REF!"),
        ("string", Cell("formula", "3"), "contains a formula"),
    ],
)
def test_what_is_no_value_of_the_fact_says_what_to_write(kind: str, cell: Cell, words: str) -> None:
    with pytest.raises(entry.UnfitCell, match=words):
        entry.recorded(cell, fact_of(kind), NONE_WORDS)


@given(
    kind=st.sampled_from(get_args(cells.CellKind)),
    text=st.text(max_size=12)
    | st.floats().map(str)
    | st.sampled_from(["1_0", "9" * 5000, "-1", "1e-400", "٣", "Infinity"]),
    of=st.sampled_from(["boolean", "integer", "number", "date", "datetime", "duration", "enum", "string"]),
    from_1904=st.booleans(),
)
def test_whatever_a_cell_holds_is_a_value_or_unfit(kind: Any, text: str, of: str, from_1904: bool) -> None:
    for read_as in (partial(entry.recorded, fact=fact_of(of), of=NONE_WORDS), entry.day, entry.text):
        try:
            found = read_as(Cell(kind, text, from_1904))
        except entry.UnfitCell:
            continue
        assert isinstance(found, bool | int | float | str)
        assert "\n" not in str(found)
