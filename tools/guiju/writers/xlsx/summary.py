"""Counts by formula over the table of duties; the formulas carry the values of a workbook not filled in yet."""

from collections.abc import Iterator
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from guiju.documents.blocks import Front
from guiju.documents.blocks.spreadsheet import Summary
from guiju.writers.xlsx.audit_table import cells
from guiju.writers.xlsx.height import height
from guiju.writers.xlsx.page import set_up
from guiju.writers.xlsx.styles import Styles

_WIDTH = 54
_KEY_COLUMN = 11


def write_summary(sheet: Any, styles: Styles, front: Front, summary: Summary) -> None:
    """Fill the sheet."""
    sheet.set_column(0, 0, _WIDTH)
    sheet.set_column(1, _KEY_COLUMN - 1, 13)
    sheet.set_column(_KEY_COLUMN, _KEY_COLUMN, 10, None, {"hidden": True})
    styles.write(sheet, 0, 0, summary.name, "title")
    sheet.set_row(0, 28)
    styles.write(sheet, 1, 0, front.foot, "foot")
    row = _by_status(sheet, styles, summary, 3)
    styles.write(sheet, row + 1, 0, summary.words["by_article"], "section")
    _by_article(sheet, styles, summary, row + 2)
    sheet.hide_gridlines(2)
    set_up(sheet, front)


def _by_status(sheet: Any, styles: Styles, summary: Summary, row: int) -> int:
    """The table by status, from `row`; returns the row after it."""
    words, kind = summary.words, cells(summary.table, "kind")
    for place, heading in enumerate(("by_status", "count", "of", "share")):
        styles.write(sheet, row, place, words[heading], "heading")
    rows = list(_status_rows(summary))
    counted = [row + n for n, (_, _, is_part) in enumerate(rows, 1) if not is_part]
    without = row + len(rows) + 1
    total = xl_rowcol_to_cell(without + 1, 1, row_abs=True, col_abs=True)

    def count(at: int, label: str, formula: str, value: int, *, is_part: bool, shared: bool) -> None:
        styles.write(sheet, at, 0, label, "part" if is_part else "label")
        sheet.write_formula(at, 1, formula, styles["count"], value)
        if shared:  # never a share without what it is counted against
            sheet.write_formula(at, 2, f"={total}", styles["count"], summary.duties)
            share = value / summary.duties if summary.duties else ""
            sheet.write_formula(at, 3, f'=IF({total}=0,"",{xl_rowcol_to_cell(at, 1)}/{total})', styles["share"], share)

    for at, (label, formula, is_part) in enumerate(rows, row + 1):
        value = summary.duties if label == summary.initial else 0
        count(at, label, formula, value, is_part=is_part, shared=not is_part)
        for place in (2, 3) if is_part else ():
            styles.write(sheet, at, place, "", "part")
    sums = "+".join(xl_rowcol_to_cell(at, 1) for at in counted)
    count(without, words["without"], f"={total}-({sums})", 0, is_part=False, shared=True)
    values = {"total": summary.duties, "information": summary.information, "historical": summary.historical}
    for at, (of, (key, value)) in enumerate(zip(summary.table.statuses, values.items(), strict=True), without + 1):
        count(at, words[key], f'=COUNTIF({kind},"{of}")', value, is_part=key != "total", shared=False)
    return without + 4


def _status_rows(summary: Summary) -> Iterator[tuple[str, str, bool]]:
    """(label, formula, whether it is a part of the row above)."""
    table, (duty, *_) = summary.table, summary.table.statuses
    kind, status = cells(table, "kind"), cells(table, "status")
    for key, word in table.statuses[duty].items():
        yield word, f'=COUNTIFS({kind},"{duty}",{status},"{word}")', False
        if key in summary.parts:
            label, columns = summary.parts[key]
            lacking = [f'({cells(table, c)}="{v}")' if v else f"(LEN({cells(table, c)})=0)" for c, v in columns.items()]
            any_of = lacking[0] if len(lacking) == 1 else f"({'+'.join(lacking)}>0)"
            yield label, f'=SUMPRODUCT(({kind}="{duty}")*({status}="{word}")*{any_of})', True


def _by_article(sheet: Any, styles: Styles, summary: Summary, row: int) -> None:
    words, table, (duty, *_) = summary.words, summary.table, summary.table.statuses
    statuses = list(table.statuses[duty].values())
    for place, heading in enumerate((words["article"], words["of"], *statuses, words["without"], words["judged"])):
        styles.write(sheet, row, place, heading, "heading")
    sheet.set_row(row, height((heading, 13) for heading in (*statuses, words["without"], words["judged"])))
    kind, article, status = (cells(table, key) for key in ("kind", "article", "status"))
    last, initial = 1 + len(statuses), 2 + statuses.index(summary.initial)
    for at, (label, key, duties) in enumerate(summary.articles, row + 1):
        styles.write(sheet, at, 0, label, "label")
        sheet.set_row(at, height([(label, _WIDTH * 0.95)]))
        styles.write(sheet, at, _KEY_COLUMN, key)
        of = f'{kind},"{duty}",{article},{xl_rowcol_to_cell(at, _KEY_COLUMN, col_abs=True)}'
        sheet.write_formula(at, 1, f"=COUNTIFS({of})", styles["count"], duties)
        for place in range(2, last + 1):
            heading = xl_rowcol_to_cell(row, place, row_abs=True)
            value = duties if place == initial else 0
            sheet.write_formula(at, place, f"=COUNTIFS({of},{status},{heading})", styles["count"], value)
        total, open_, without = (xl_rowcol_to_cell(at, place) for place in (1, initial, last + 1))
        several = f"{xl_rowcol_to_cell(at, 2)}:{xl_rowcol_to_cell(at, last)}"
        sheet.write_formula(at, last + 1, f"={total}-SUM({several})", styles["count"], 0)
        sheet.write_formula(at, last + 2, f"=({total}-{open_}-{without})/{total}", styles["share"], 0)
    if not summary.articles:
        styles.write(sheet, row + 1, 0, words["nothing"], "cell")
