"""The first sheet: for whom, of which day, how the rules stand, what the workbook is not, and how to fill it in.

The particulars of the report are filled in here; a hidden cell to the right of each names it, as a profile does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guiju.documents.content.cover import HEADINGS, Cover, RuleOnCover, cover
from guiju.model import Bilingual, Lang
from guiju.reasoning.checklist import Checklist
from guiju.writers.workbook.height import height
from guiju.writers.workbook.page import set_up
from guiju.writers.workbook.pen import Pen

NAME = Bilingual("封面", "Cover")
_WIDTHS = (28, 92)
_KEY_COLUMN = 2
_REPORT = Bilingual("报告信息（请填写）", "For the report (to be filled in)")
PARTICULARS: Mapping[str, Bilingual] = {
    "entity": Bilingual("法律主体", "Legal entity"),
    "services": Bilingual("所评估的服务（几个用“；”隔开）", "Services (several: put ; between)"),
    "licence_numbers": Bilingual("许可证号、备案号（几个用“；”隔开）", "Licence and filing numbers (several: ;)"),
    "scope": Bilingual("评估了什么", "What was looked at"),
    "exclusions": Bilingual("没有评估什么", "What was not"),
    "period_from": Bilingual("期间的第一天", "First day of the period"),
    "period_until": Bilingual("期间结束后的第一天", "First day after the period"),
    "data_cut_off": Bilingual("数据的最后一天", "Last day of the data"),
    "prepared_by": Bilingual("由谁编制（岗位）", "Prepared by (position)"),
    "reviewed_by": Bilingual("由谁复核（岗位）", "Reviewed by (position)"),
    "approved_by": Bilingual("由谁批准（岗位）", "Approved by (position)"),
}
_DATED = ("period_from", "period_until", "data_cut_off")
_NOT_A_DATE = Bilingual("请填写日期，如 2026-01-31。", "Enter a date, such as 2026-01-31.")
_FILLING_IN = Bilingual("填写方法", "How to fill it in")
_STEPS = (
    Bilingual("状态", "Status"),
    Bilingual(
        "起始为“待核实”，未经核实不得视为符合。职权、可以、鼓励类条目只供参考，不填状态。",
        "Begins as “To be verified”; what is not verified does not count as met. Powers, permissions and "
        "recommendations are for information and take no status.",
    ),
    Bilingual("依据", "Basis"),
    Bilingual(
        "自述＝只有说明；书证＝看过文件；实测＝做过测试；抽样＝查过样本。仅凭自述的“符合”在汇总中另行列出。",
        "Declared: a statement only. Documented: a document was seen. Measured: a test was done. Sampled: samples were "
        "looked at. “Met” on a declaration alone is counted separately in the summary.",
    ),
    Bilingual("不适用", "Not applicable"),
    Bilingual(
        "须写明理由和批准人。义务不能豁免；风险接受不改变状态。",
        "Needs a reason and an approver. A duty cannot be waived; accepting a risk does not change the status.",
    ),
    Bilingual("事实", "Facts"),
    Bilingual(
        "“事实”表里的事实由程序检测，其结论优先于清单里的状态。填好后：guiju assess 本文件.xlsx。",
        "Facts on the sheet “Facts” are tested by the program, and a test beats a status in the checklist. Then: "
        "guiju assess THIS-FILE.xlsx.",
    ),
    Bilingual("填报人", "Prepared by"),
    Bilingual(
        "写岗位，不写姓名。某行未填的，用本页的编制岗位。",
        "Write a position, not a name. Where a row has none, that of this page counts.",
    ),
    Bilingual("黄色单元格", "Yellow cells"),
    Bilingual("所选状态还缺这一项。", "What the chosen status still lacks."),
    Bilingual("排序与筛选", "Sorting and filtering"),
    Bilingual(
        "可以排序、筛选、隐藏列；隐藏的编号使每一行仍能对应到条文。请勿删除隐藏的列和工作表。",
        "Sort, filter and hide as you like: hidden ids tie each row to its text. Leave hidden columns and sheets in place.",
    ),
)


def write(book: Any, pen: Pen, checklist: Checklist) -> None:
    """Add the cover."""
    sheet = book.add_worksheet(NAME[checklist.lang])
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    front = cover(checklist)
    sheet.set_column(_KEY_COLUMN, _KEY_COLUMN, 10, None, {"hidden": True})
    pen.write(sheet, 0, 0, front.title, "title")
    sheet.set_row(0, 28)
    sections = list(_sections(front, checklist))
    first = sections[: 1 if front.in_place else 0]
    row = _pairs(sheet, pen, first, 2)
    row = _form(sheet, pen, checklist.lang, row)
    _pairs(sheet, pen, sections[len(first) :], row)
    sheet.hide_gridlines(2)
    set_up(sheet, checklist, landscape=False)


def _pairs(sheet: Any, pen: Pen, sections: Iterable[tuple[str, Iterable[tuple[str, str]]]], row: int) -> int:
    """Sections of headings and texts, from `row`; returns the row after them."""
    for heading, pairs in sections:
        pen.write(sheet, row, 0, heading, "section")
        sheet.set_row(row, 20)
        for left, right in pairs:
            row += 1
            pen.write(sheet, row, 0, left, "label")
            pen.write(sheet, row, 1, right, "cell")
            sheet.set_row(row, height([(left, _WIDTHS[0] * 0.95), (right, _WIDTHS[1])]))
        row += 2
    return row


def _form(sheet: Any, pen: Pen, lang: Lang, row: int) -> int:
    """The particulars of the report, from `row`; returns the row after them."""
    pen.write(sheet, row, 0, _REPORT[lang], "section")
    sheet.set_row(row, 20)
    for key, label in PARTICULARS.items():
        row += 1
        dated = key in _DATED
        pen.write(sheet, row, 0, label[lang], "label")
        pen.write(sheet, row, 1, "", "form_date" if dated else "form")
        pen.write(sheet, row, _KEY_COLUMN, f"report.{key}")
        sheet.set_row(row, height([(label[lang], _WIDTHS[0] * 0.95)]))
        if dated:
            rule = {"validate": "date", "criteria": ">=", "value": "=DATE(2000,1,1)", "ignore_blank": True}
            message = {"error_title": label[lang][:32], "error_message": _NOT_A_DATE[lang]}
            sheet.data_validation(row, 1, row, 1, {**rule, **message})
    return row + 2


def _sections(front: Cover, checklist: Checklist) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    lang = checklist.lang
    if front.in_place:
        yield HEADINGS["in_place"][lang], [(str(n), text) for n, text in enumerate(front.in_place, 1)]
    yield HEADINGS["scope"][lang], front.facts
    yield (
        HEADINGS["disclaimers"][lang],
        [(str(n), text) for n, text in enumerate((*front.disclaimers, *front.searched), 1)],
    )
    yield HEADINGS["standing"][lang], map(_rule, front.rules)
    if front.skipped:
        yield HEADINGS["skipped"][lang], map(_rule, front.skipped)
    yield HEADINGS["document_types"][lang], [(name, "\n".join(effects)) for name, effects in front.document_types]
    words = [word[lang] for word in _STEPS]
    yield _FILLING_IN[lang], zip(words[::2], words[1::2], strict=True)


def _rule(rule: RuleOnCover) -> tuple[str, str]:
    return rule.title, "\n".join((rule.document_type, rule.standing, rule.note))
