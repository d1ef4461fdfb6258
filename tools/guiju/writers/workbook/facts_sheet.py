"""The facts sheet: one row a fact of the service that the duties of the checklist ask for; a test on it beats a status.

Facts of single groups, accounts and so on are tables, not rows of a workbook: the sheet says so. It has no filter, since
each row takes values of its own kind, and the rules of a cell stay behind when a row is sorted away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from guiju.assessment.questionnaire import facts_asked
from guiju.documents.content.cover import cover
from guiju.documents.content.fields import joined, shown
from guiju.law.labels import BASIS_LABELS, capitalised
from guiju.model import Bilingual, Fact, Lang
from guiju.reasoning.checklist import Checklist
from guiju.reasoning.verdicts import compiled
from guiju.writers.workbook.height import height
from guiju.writers.workbook.page import set_up
from guiju.writers.workbook.pen import Pen

NAME = Bilingual("事实", "Facts")
HEADING_ROW = 2  # counted from 0, like all rows here
FIRST_ROW = HEADING_ROW + 1

VALUES: Mapping[str, Bilingual] = {
    "true": Bilingual("是", "Yes"),
    "false": Bilingual("否", "No"),
    "none": Bilingual("无", "None"),
}
BASES = capitalised(BASIS_LABELS)


@dataclass(frozen=True)
class FactColumn:
    """One column; `width` in characters."""

    key: str
    heading: Bilingual
    width: float
    style: str = "law"
    hidden: bool = False


COLUMNS = (
    FactColumn("fact", Bilingual("fact", "fact"), 10, hidden=True),
    FactColumn("number", Bilingual("序号", "No."), 6, "number"),
    FactColumn("question", Bilingual("问题", "Question"), 38, "label"),
    FactColumn("description", Bilingual("说明与通常来源", "What is meant, and where it is usually found"), 46),
    FactColumn("how", Bilingual("怎么填", "How to answer"), 20),
    FactColumn("value", Bilingual("值", "Value"), 14, "entry"),
    FactColumn("basis", Bilingual("依据", "Basis"), 11, "entry"),
    FactColumn("evidence", Bilingual("证据", "Evidence"), 26, "entry"),
    FactColumn("date", Bilingual("事实日期", "Date of the fact"), 12, "date"),
    FactColumn("expires", Bilingual("失效日期", "Expires on"), 12, "date"),
    FactColumn("reviewer", Bilingual("复核人（岗位）", "Reviewer (position)"), 15, "entry"),
    FactColumn("serves", Bilingual("用于判定", "Decides"), 30),
)
# A number typed into a text cell would be text, which its rule refuses.
_VALUE_STYLES = {"date": "date", "integer": "cell", "number": "cell", "datetime": "cell"}
_PLACES = {column.key: place for place, column in enumerate(COLUMNS)}

_NOTE = Bilingual(
    "填“值”即可，其余可空：未填依据按自述计；不知道的留空，只会得出待核实，不会算作符合；过了失效日期的不计。事实检测的结论优先于“清单”里的状态，两者不一致时报告会列明。"
    "单个群组、账号、违规、投诉等的事实不在此表，请写入数据表或档案文件（guiju questions 可生成）。",
    "Only the value is needed: without a basis it counts as declared; leave empty what you do not know (to be verified, never "
    "met); past its expiry a fact does not count. A test on facts beats the status in the checklist, and the report lists where "
    "they disagree. Facts of single groups, accounts, violations or complaints do not belong here: put them in tables or a "
    "profile (guiju questions writes one).",
)
_SOURCE = Bilingual("通常在：{}", "Usually in: {}")
_NOTHING = Bilingual("本清单不需要服务的事实。", "This checklist asks for no facts of the service.")
_HOW: Mapping[str, Bilingual] = {
    "boolean": Bilingual("是／否", "Yes or No"),
    "integer": Bilingual("整数", "A whole number"),
    "number": Bilingual("数字", "A number"),
    "date": Bilingual("日期，如 2026-01-31", "A date, such as 2026-01-31"),
    "datetime": Bilingual("日期和时间，如 2026-01-31 09:00", "Date and time, such as 2026-01-31 09:00"),
    "duration": Bilingual("时长，如 6个月、180天、1年（不折算）", "A period, such as 6 months, 180 days, 1 year (as it is, not converted)"),
    "enum": Bilingual("从列表中选", "One of the list"),
    "string": Bilingual("文字", "Text"),
}  # fmt: skip
_OR_NONE = Bilingual("；查过、确认没有的填“无”", "; None where you looked and there is none")
_WRONG = Bilingual("请按“怎么填”一栏填写。", "Answer as the column “How to answer” says.")


def service_facts(checklist: Checklist) -> tuple[Fact, ...]:
    """The facts of the service that the duties ask for, without what engines count themselves."""
    return tuple(fact for fact in facts_asked(checklist) if fact.entity == "service" and fact.derived is None)


def list_name(fact: Fact) -> str:
    """The name of the list of a fact's values, on the hidden sheet."""
    return f"guiju_fact_{fact.id}"


def choices(fact: Fact, lang: Lang) -> Mapping[str, str]:
    """The values that a fact can be chosen from: as a profile holds them → as the sheet shows them; empty where it is typed."""
    told = {
        "boolean": {key: VALUES[key][lang] for key in ("true", "false")},
        "enum": {value.id: shown(value.label[lang]) for value in fact.values},
    }.get(fact.type, {})
    return {**told, "none": VALUES["none"][lang]} if told and fact.can_be_none else told


def write(book: Any, pen: Pen, checklist: Checklist) -> None:
    """Add the facts sheet."""
    lang = checklist.lang
    sheet = book.add_worksheet(NAME[lang])
    _head(sheet, pen, checklist)
    facts = service_facts(checklist)
    for row, (fact, values) in enumerate(zip(facts, _values(checklist, facts), strict=True), FIRST_ROW):
        for place, column in enumerate(COLUMNS):
            if column.key == "number":
                sheet.write_number(row, place, row - FIRST_ROW + 1, pen.formats["number"])
            else:
                style = _VALUE_STYLES.get(fact.type, column.style) if column.key == "value" else column.style
                pen.write(sheet, row, place, values.get(column.key, ""), style)
        sheet.set_row(row, height((values.get(c.key, ""), c.width) for c in COLUMNS if not c.hidden))
    _accepts(sheet, facts, lang)
    if not facts:
        pen.write(sheet, FIRST_ROW, _PLACES["question"], _NOTHING[lang], "cell")
    sheet.freeze_panes(FIRST_ROW, _PLACES["description"])
    sheet.set_zoom(90)
    set_up(sheet, checklist, repeat=(HEADING_ROW, HEADING_ROW))


def _head(sheet: Any, pen: Pen, checklist: Checklist) -> None:
    lang = checklist.lang
    first, last = 1, len(COLUMNS) - 1
    pen.write(sheet, 0, first, cover(checklist).foot, "notice")
    sheet.merge_range(1, first, 1, last, "", pen.formats["note"])
    pen.write(sheet, 1, first, _NOTE[lang], "note")
    sheet.set_row(1, height([(_NOTE[lang], sum(c.width for c in COLUMNS[first:]) * 0.9)]))
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width, None, {"hidden": column.hidden})
        pen.write(sheet, HEADING_ROW, place, column.heading[lang], "heading")
    sheet.set_row(HEADING_ROW, height((c.heading[lang], c.width) for c in COLUMNS if not c.hidden))


def _values(checklist: Checklist, facts: tuple[Fact, ...]) -> Iterator[Mapping[str, str]]:
    lang = checklist.lang
    serves = _serves(checklist)
    for fact in facts:
        source = _SOURCE[lang].format(fact.usual_source[lang])
        yield {
            "fact": fact.id,
            "question": fact.question[lang],
            "description": f"{fact.description[lang]}\n{source}",
            "how": _HOW[fact.type][lang] + (_OR_NONE[lang] if fact.can_be_none else ""),
            "serves": "\n".join(serves[fact.id]),
        }


def _serves(checklist: Checklist) -> Mapping[str, list[str]]:
    """Which duties read a fact of the service: its id → for each rule, its name and their places."""
    lang = checklist.lang
    found: dict[str, dict[str, dict[str, None]]] = {}
    for line in checklist.lines:
        if line.obligation.binds:
            for entity, name in {entry for check in compiled(line.obligation) for entry in check.reads}:
                if entity == "service":
                    rules = found.setdefault(name, {})
                    rules.setdefault(line.regulation.short_title[lang], {})[line.cited(lang)] = None
    return {name: [f"{rule} {joined(places, lang)}" for rule, places in rules.items()] for name, rules in found.items()}


def _accepts(sheet: Any, facts: tuple[Fact, ...], lang: Lang) -> None:
    """What the cells accept: of each value its own kind, elsewhere the same for the whole column."""
    message = {"ignore_blank": True, "error_title": NAME[lang], "error_message": _WRONG[lang]}
    value, last = _PLACES["value"], FIRST_ROW + len(facts) - 1
    for row, fact in enumerate(facts, FIRST_ROW):
        if rule := _rule(fact, xl_rowcol_to_cell(row, value), lang):
            sheet.data_validation(row, value, row, value, {**rule, **message})
    bases = {"validate": "list", "source": [word[lang] for word in BASES.values()]}
    for key, rule in (("basis", bases), ("date", _DATE), ("expires", _DATE)) if facts else ():
        sheet.data_validation(FIRST_ROW, _PLACES[key], last, _PLACES[key], {**rule, **message})


_DATE = {"validate": "date", "criteria": ">=", "value": "=DATE(1980,1,1)"}


def _rule(fact: Fact, cell: str, lang: Lang) -> Mapping[str, Any]:
    if choices(fact, lang):
        return {"validate": "list", "source": f"={list_name(fact)}"}
    if fact.type == "date" and not fact.can_be_none:
        return _DATE
    if fact.type in ("integer", "number", "date"):
        none = f',{cell}="{VALUES["none"][lang]}"' if fact.can_be_none else ""
        return {"validate": "custom", "value": f"=OR(ISNUMBER({cell}){none})"}
    return {}
