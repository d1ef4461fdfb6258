"""The summary: counts by status and by article, each with what it is counted against, as formulas over the checklist.

What is not verified yet stands beside what is met. Met on a declaration alone, not met without a reviewer, and not
applicable without reason or approver are counted separately.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from guiju.documents.content.cover import cover
from guiju.documents.content.status import BASES, INITIAL, STATUSES
from guiju.law.text import citation
from guiju.model import Bilingual
from guiju.reasoning.checklist import Checklist
from guiju.writers.workbook.height import height
from guiju.writers.workbook.main_sheet import DUTY, HISTORY, INFORMATION, cell_range
from guiju.writers.workbook.page import set_up
from guiju.writers.workbook.pen import Pen

NAME = Bilingual("汇总", "Summary")
_BY_STATUS = Bilingual("按状态", "By status")
_HISTORY = Bilingual("历史参考（已被取代，不计入）", "Historical (displaced, not counted)")
_BY_ARTICLE = Bilingual("按条", "By article")
_COUNT = Bilingual("条数", "Count")
_OF = Bilingual("应评估条数", "To be assessed")
_SHARE = Bilingual("占比", "Share")
_WITHOUT = Bilingual("状态未填", "No status")
_TOTAL = Bilingual("应评估合计", "To be assessed, total")
_INFORMATION = Bilingual("供参考（不计入）", "For information (not counted)")
_ARTICLE = Bilingual("法规与条", "Rule and article")
_JUDGED = Bilingual("已判定占比", "Share judged")
_NOTHING = Bilingual("本清单没有须评估的条目。", "Nothing in this checklist is to be assessed.")
_PARTS = {
    "met": Bilingual("其中：仅凭自述，未核验", "of these: declared only, unverified"),
    "not_met": Bilingual("其中：疑似不符合（待复核）", "of these: apparent gap, to be reviewed"),
    "not_applicable": Bilingual("其中：缺理由或批准人", "of these: reason or approver missing"),
}
_WIDTH = 54
_KEY_COLUMN = 11


def write(book: Any, pen: Pen, checklist: Checklist) -> None:
    """Add the summary. Formulas carry the values of a workbook that nobody has filled in yet."""
    lang = checklist.lang
    sheet = book.add_worksheet(NAME[lang])
    sheet.set_column(0, 0, _WIDTH)
    sheet.set_column(1, _KEY_COLUMN - 1, 13)
    sheet.set_column(_KEY_COLUMN, _KEY_COLUMN, 10, None, {"hidden": True})
    pen.write(sheet, 0, 0, NAME[lang], "title")
    sheet.set_row(0, 28)
    pen.write(sheet, 1, 0, cover(checklist).foot, "notice")
    row = _by_status(sheet, pen, checklist, 3)
    pen.write(sheet, row + 1, 0, _BY_ARTICLE[lang], "section")
    _by_article(sheet, pen, checklist, row + 2)
    sheet.hide_gridlines(2)
    set_up(sheet, checklist)


def _duties(checklist: Checklist) -> int:
    return sum(line.assessable for line in checklist.lines)


def _by_status(sheet: Any, pen: Pen, checklist: Checklist, row: int) -> int:
    """The table by status, from `row`; returns the row after it."""
    lang, duties = checklist.lang, _duties(checklist)
    kind = cell_range(checklist, "kind")
    for place, heading in enumerate((_BY_STATUS, _COUNT, _OF, _SHARE)):
        pen.write(sheet, row, place, heading[lang], "heading")
    rows = list(_status_rows(checklist))
    total = row + len(rows) + 2
    counted = []
    for at, (text, formula, is_part, value) in enumerate(rows, row + 1):
        pen.write(sheet, at, 0, text, "part" if is_part else "label")
        sheet.write_formula(at, 1, formula, pen.formats["count"], value)
        counted += [] if is_part else [at]
        if is_part:
            pen.write(sheet, at, 2, "", "part")
            pen.write(sheet, at, 3, "", "part")
        else:
            _share(sheet, pen, at, total, value, duties)
    sums = "+".join(xl_rowcol_to_cell(at, 1) for at in counted)
    pen.write(sheet, total - 1, 0, _WITHOUT[lang], "label")
    sheet.write_formula(total - 1, 1, f"={xl_rowcol_to_cell(total, 1)}-({sums})", pen.formats["count"], 0)
    _share(sheet, pen, total - 1, total, 0, duties)
    pen.write(sheet, total, 0, _TOTAL[lang], "label")
    sheet.write_formula(total, 1, f'=COUNTIF({kind},"{DUTY}")', pen.formats["count"], duties)
    pen.write(sheet, total + 1, 0, _INFORMATION[lang], "part")
    others = len(checklist.current) - duties
    sheet.write_formula(total + 1, 1, f'=COUNTIF({kind},"{INFORMATION}")', pen.formats["count"], others)
    pen.write(sheet, total + 2, 0, _HISTORY[lang], "part")
    history = len(checklist.historical)
    sheet.write_formula(total + 2, 1, f'=COUNTIF({kind},"{HISTORY}")', pen.formats["count"], history)
    return total + 3


def _share(sheet: Any, pen: Pen, row: int, total: int, value: int, duties: int) -> None:
    """What a count is counted against, and its share: never a share without its denominator."""
    of, count = xl_rowcol_to_cell(total, 1, row_abs=True, col_abs=True), xl_rowcol_to_cell(row, 1)
    sheet.write_formula(row, 2, f"={of}", pen.formats["count"], duties)
    sheet.write_formula(row, 3, f'=IF({of}=0,"",{count}/{of})', pen.formats["share"], value / duties if duties else "")


def _status_rows(checklist: Checklist) -> Iterator[tuple[str, str, bool, int]]:
    """(text, formula, whether it is a part of the row above, value at the beginning)."""
    lang = checklist.lang
    at = {key: cell_range(checklist, key) for key in (
        "kind", "status", "basis", "reviewed_by", "applicability_reason", "applicability_approver",
    )}  # fmt: skip
    lacking = {
        "met": f'({at["basis"]}="{BASES["declared"][lang]}")',
        "not_met": f"(LEN({at['reviewed_by']})=0)",
        "not_applicable": f"((LEN({at['applicability_reason']})=0)+(LEN({at['applicability_approver']})=0)>0)",
    }
    for key, word in STATUSES.items():
        value = _duties(checklist) if word == INITIAL else 0
        yield word[lang], f'=COUNTIFS({at["kind"]},"{DUTY}",{at["status"]},"{word[lang]}")', False, value
        if key in lacking:
            chosen = f'({at["kind"]}="{DUTY}")*({at["status"]}="{word[lang]}")'
            yield _PARTS[key][lang], f"=SUMPRODUCT({chosen}*{lacking[key]})", True, 0


def _by_article(sheet: Any, pen: Pen, checklist: Checklist, row: int) -> None:
    lang = checklist.lang
    headings = [_ARTICLE[lang], _OF[lang], *(word[lang] for word in STATUSES.values()), _WITHOUT[lang], _JUDGED[lang]]
    for place, heading in enumerate(headings):
        pen.write(sheet, row, place, heading, "heading")
    sheet.set_row(row, height((heading, 13) for heading in headings[1:]))
    kind, article, status = (cell_range(checklist, key) for key in ("kind", "article", "status"))
    at = row
    for regulation, eId, lines in checklist.by_article():
        duties = sum(line.assessable for line in lines)
        if not duties:
            continue
        at += 1
        found = regulation.article(eId)
        name = f"{regulation.short_title[lang]} {citation.label(regulation, eId, lang)} {found.heading[lang] if found else ''}"
        pen.write(sheet, at, 0, name, "label")
        sheet.set_row(at, height([(name, _WIDTH * 0.95)]))
        key = xl_rowcol_to_cell(at, _KEY_COLUMN, col_abs=True)
        pen.write(sheet, at, _KEY_COLUMN, f"{regulation.id}#{eId}")
        of = f'{kind},"{DUTY}",{article},{key}'
        sheet.write_formula(at, 1, f"=COUNTIFS({of})", pen.formats["count"], duties)
        for place, word in enumerate(STATUSES.values(), 2):
            heading = xl_rowcol_to_cell(row, place, row_abs=True)
            value = duties if word == INITIAL else 0
            sheet.write_formula(at, place, f"=COUNTIFS({of},{status},{heading})", pen.formats["count"], value)
        _without_and_judged(sheet, pen, at)
    if at == row:
        pen.write(sheet, at + 1, 0, _NOTHING[lang], "cell")


def _without_and_judged(sheet: Any, pen: Pen, row: int) -> None:
    first, last = 2, 1 + len(STATUSES)
    of = xl_rowcol_to_cell(row, 1)
    cells = f"{xl_rowcol_to_cell(row, first)}:{xl_rowcol_to_cell(row, last)}"
    open_ = xl_rowcol_to_cell(row, first + list(STATUSES).index("to_verify"))
    without = xl_rowcol_to_cell(row, last + 1)
    sheet.write_formula(row, last + 1, f"={of}-SUM({cells})", pen.formats["count"], 0)
    sheet.write_formula(row, last + 2, f"=({of}-{open_}-{without})/{of}", pen.formats["share"], 0)
