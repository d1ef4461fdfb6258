"""The audit workbook counts what was filled in, stays in view, and prints: nothing of it is cut off."""

import re

import pytest

from checklist_samples import AS_OF, filled_with, sample
from guiju.documents.content.status import FOR_INFORMATION, STATUSES
from guiju.model import Lang
from guiju.wording.labels import NOT_LEGAL_ADVICE, UNOFFICIAL
from guiju.writers.xlsx.height import HIGHEST, height, line_count
from workbook_parts import (
    COLUMNS,
    FIRST_ROW,
    LAST_ROW,
    NAMES,
    PLACES,
    X,
    names,
    real,
    render,
    rows,
    sheet,
    workbook,
)


def test_the_summary_counts_by_status_against_all_duties(lang: Lang) -> None:
    found = rows(workbook(lang), NAMES[lang][1])
    duties = sum(line.obligation.binds for line in sample(lang).lines)
    counts = {row[0]: row[1:4] for row in found[3:15]}
    order = [key for key in counts if key in {word[lang] for word in STATUSES.values()}]
    assert order == [word[lang] for word in STATUSES.values()]
    assert order[:2] == [STATUSES["met"][lang], STATUSES["to_verify"][lang]]
    assert counts[STATUSES["to_verify"][lang]] == [duties, duties, 1]
    assert counts[STATUSES["met"][lang]] == [0, duties, 0]
    assert [
        row[1] for row in found if row[0] == FOR_INFORMATION[lang] or "不计入" in row[0] or "not counted" in row[0]
    ] == [len(sample(lang).lines) - duties, 0]


def test_the_counts_by_article_add_up() -> None:
    found = rows(workbook(), "汇总")
    by_article = found[next(n for n, row in enumerate(found) if row[0] == "法规与条") + 1 :]
    duties = [line for line in sample().lines if line.obligation.binds]
    assert sum(row[1] for row in by_article) == len(duties)
    for row in by_article:
        assert row[1] == sum(row[2:8])
        assert row[1] == sum(f"{d.regulation.id}#{d.obligation.eId.split('__')[0]}" == row[11] for d in duties)


def test_the_formulas_look_at_every_row_of_the_right_columns(lang: Lang) -> None:
    known = {f"'{NAMES[lang][2]}'!${p}${FIRST_ROW}:${p}${LAST_ROW}": key for key, p in PLACES.items()}
    formulas = [str(f.text) for f in sheet(workbook(lang), 2).iter(f"{X}f")]
    seen = {known[r] for f in formulas for r in re.findall(r"'[^']+'!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+", f)}
    assert seen == {
        "kind", "status", "article", "basis", "reviewed_by", "applicability_reason", "applicability_approver",
    }  # fmt: skip
    status = f"'{NAMES[lang][2]}'!${PLACES['status']}${FIRST_ROW}:${PLACES['status']}${LAST_ROW}"
    for word in STATUSES.values():
        assert any(f.startswith("COUNTIFS(") and f.endswith(f'{status},"{word[lang]}")') for f in formulas)
    assert sum(f.startswith("COUNTIFS(") for f in formulas) > len(STATUSES)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_each_sheet_prints_as_wide_as_the_page_with_the_disclaimer(number: int, lang: Lang) -> None:
    printed = sheet(workbook(lang), number)
    setup = next(printed.iter(f"{X}pageSetup"))
    assert setup.get("orientation") == ("portrait" if number == 1 else "landscape")
    assert number == 3 or setup.get("fitToHeight") == "0"  # what is folded out of the checklist goes to more pages
    foot = next(printed.iter(f"{X}oddFooter")).text or ""
    for told in (AS_OF.isoformat(), sample(lang).corpus.data_version, NOT_LEGAL_ADVICE[lang]):
        assert told in foot
    assert (UNOFFICIAL.en in foot) == (lang == "en")


def test_the_checklist_prints_its_headings_on_each_page_and_every_column() -> None:
    found = names(workbook())
    assert found["_xlnm.Print_Titles"] == "清单!$E:$G,清单!$2:$3"
    assert found["_xlnm.Print_Area"] == f"清单!$E$2:${PLACES[COLUMNS[-1].key]}${LAST_ROW}"


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


def test_no_row_of_the_real_data_is_higher_than_a_row_can_be(lang: Lang) -> None:
    _, data = real(lang)
    heights = [float(row.get("ht", 0)) for n in range(1, 7) for row in sheet(data, n).iter(f"{X}row")]
    assert 100 < max(heights) < HIGHEST - 1  # a height is rounded to pixels
