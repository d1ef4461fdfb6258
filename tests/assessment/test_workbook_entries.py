"""What people type into a cell is understood: dates, text, words of a list, values; or they are told what to write."""

from functools import partial
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guiju.model import Bilingual, Fact, Lang
from guiju.reading import entry, workbook
from guiju.reading.workbook import Cell
from workbook_reading import Write, read, value
from workbook_samples import WORKBOOKS, Raw, Value, as_typed, asked, exported, filled

pytest_plugins = ["workbook_reading"]
CASES = yaml.safe_load((WORKBOOKS / "entries.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [(key, *case) for key, cases in (("data_cut_off", "dates"), ("reviewed_by", "texts")) for case in CASES[cases]],
)
def test_a_date_in_any_form_and_text_however_stored_are_read(
    key: str, typed: Any, told: str | None, write: Write
) -> None:
    """A date is a date, a number or text that begins with the year; text becomes one line."""
    found = read(write(filled(exported(), asked(), report={key: as_typed(typed)})))
    assert value(found).get("report", {}) == ({} if told is None else {key: told})


SPLIT = Raw("inlineStr", "<is><r><t>符</t></r><r><t>合</t></r></is>")


@pytest.mark.parametrize(
    ("lang", "typed", "status"),
    [
        *(("zh", typed, "met") for typed in ("符合", " 符合", "符合\u3000", "符合\n", SPLIT)),
        ("en", "ＮＯＴ ｍet", "not_met"),
    ],
)
def test_a_word_of_a_list_is_known_with_spaces_around_it_and_in_any_width(
    lang: Lang, typed: Value, status: str, write: Write
) -> None:
    data = filled(exported(lang), asked(lang), {"rule-old#report": {"status": typed, "prepared_by": "甲"}})
    assert read(write(data)).declarations["rule-old#report"].status == status


NONE_WORDS = entry.Choice({"无": "none", "是": "true", "否": "false"}, ("是", "否", "无"))


def fact_of(kind: Any, **options: Any) -> Fact:
    text = Bilingual("问", "ask")
    return Fact("f", "service", kind, text, text, text, (), can_be_none=True, **options)


@pytest.mark.parametrize(("kind", "cell", "told"), CASES["values"])
def test_the_value_of_a_fact_is_read_by_its_type(kind: str, cell: list[str], told: Any) -> None:
    found = entry.recorded(Cell(*cell), fact_of(kind), NONE_WORDS)
    assert (found, type(found)) == (told, type(told))


@pytest.mark.parametrize(("kind", "cell", "words"), CASES["unfit"])
def test_what_is_no_value_of_the_fact_says_what_to_write(kind: str, cell: list[str], words: str) -> None:
    with pytest.raises(entry.UnfitCell, match=words):
        entry.recorded(Cell(*cell), fact_of(kind), NONE_WORDS)


@given(
    kind=st.sampled_from(get_args(workbook.CellKind)),
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
