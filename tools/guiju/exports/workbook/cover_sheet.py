"""The first sheet: for whom, of which day, how the rules stand, what the workbook is not, and how to fill it in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from guiju.checklist import Checklist
from guiju.exports.cover import HEADINGS, Cover, RuleOnCover, cover
from guiju.exports.workbook.height import height
from guiju.exports.workbook.page import set_up
from guiju.exports.workbook.pen import Pen
from guiju.model import Bilingual

NAME = Bilingual("封面", "Cover")
_WIDTHS = (28, 92)
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
    pen.write(sheet, 0, 0, front.title, "title")
    sheet.set_row(0, 28)
    row = 2
    for heading, pairs in _sections(front, checklist):
        pen.write(sheet, row, 0, heading, "section")
        sheet.set_row(row, 20)
        for left, right in pairs:
            row += 1
            pen.write(sheet, row, 0, left, "label")
            pen.write(sheet, row, 1, right, "cell")
            sheet.set_row(row, height([(left, _WIDTHS[0] * 0.95), (right, _WIDTHS[1])]))
        row += 2
    sheet.hide_gridlines(2)
    set_up(sheet, checklist, landscape=False)


def _sections(front: Cover, checklist: Checklist) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    lang = checklist.lang
    yield HEADINGS["scope"][lang], front.facts
    yield HEADINGS["disclaimers"][lang], [(str(n), text) for n, text in enumerate(front.disclaimers, 1)]
    yield HEADINGS["standing"][lang], map(_rule, front.rules)
    if front.skipped:
        yield HEADINGS["skipped"][lang], map(_rule, front.skipped)
    yield HEADINGS["document_types"][lang], [(name, "\n".join(effects)) for name, effects in front.document_types]
    words = [word[lang] for word in _STEPS]
    yield _FILLING_IN[lang], zip(words[::2], words[1::2], strict=True)


def _rule(rule: RuleOnCover) -> tuple[str, str]:
    return rule.title, "\n".join((rule.document_type, rule.standing, rule.note))
