"""The JSON Schema of a profile that answers the questions of some roles: for editors, which complete and check with it.

It is the schema of profiles, with the facts and duties asked for in place of any name, and nothing outside itself to look up. It takes whatever
is read as a profile of these facts and duties; that some of them cannot hold together is for guiju assess to find.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from guiju.assessment.questionnaire import REPORT, facts_asked
from guiju.files.bundled import schema
from guiju.law.labels import COLON, COMMA
from guiju.model import Bilingual, Fact, Lang, durations
from guiju.reasoning.checklist import Checklist
from guiju.reasoning.facts import DATETIME

Node = dict[str, Any]

_TITLE = Bilingual("应答文件：{roles}", "Profile: {roles}")
_UNIT = Bilingual("单位：{}", "Unit: {}")
_NONE = Bilingual("none：查过，确认没有", "none: checked, and there is none")
_BARE = Bilingual("只写值，依据按自述计。", "The bare value; it then counts as declared.")
_ZH: Mapping[str, Mapping[str, str]] = {
    "": {
        "report": "报告对自己的说明：是谁的报告，范围多大。",
        "facts": "服务的事实。",
        "coverage": "每种对象：rows 里的是全部（all）还是一部分（sample，不写时也是）。全部而没有一行，就是一件也没有。",
        "rows": "单个群组、账号等的事实：对象种类、编号、事实。",
        "declarations": "没有事实可判定的义务，由具名岗位说明：义务编号、状态。",
        "plans": "整改计划和风险接受：义务编号、计划。都不改变结论。",
    },
    "report": REPORT,
    "fact": {
        "value": "值；查过、确认没有的写 none。",
        "basis": "measured 实测：从系统读出；declared 自述：有人这样说；inferred 推断：由其他事实得出；reported 转述：第三方这样说。",
        "evidence": "证据在哪里。",
        "date": "事实的日期。",
        "expires": "从这一天起失效，按未提供计。",
        "reviewer": "由谁复核（岗位）。",
    },
    "declaration": {
        "status": "met 符合、partly_met 部分符合、not_met 不符合、not_applicable 不适用、to_verify 待核实。",
        "by": "由谁说明（岗位）。",
        "reviewer": "由谁复核（岗位）。",
        "evidence": "证据在哪里。",
        "date": "说明的日期。",
        "reason": "理由；不适用的必须写。",
        "approver": "不适用由谁批准（岗位）。",
    },
    "plan": {
        "kind": "remediation 整改，或者 risk_acceptance 风险接受。",
        "action": "要做什么，或者为什么承担风险。",
        "owner": "由谁负责（岗位）。",
        "due": "期限。",
        "risk": "内部的风险等级。",
        "note": "内部备注。",
    },
}
"""Descriptions in Chinese, by part and key; in English the schema of profiles has them."""


def profile_schema(checklist: Checklist) -> Node:
    """The schema, JSON Schema 2020-12, with descriptions in the language of the checklist."""
    lang, base, common = checklist.lang, _profile(), schema("common")["$defs"]
    top, fact = base["properties"], base["$defs"]["fact"]
    asked = facts_asked(checklist)
    duties = {
        line.id: f"{line.cited(lang)} {line.obligation.title[lang]}"
        for line in checklist.lines
        if line.obligation.binds
    }
    properties = {
        "report": _part(top["report"], "report", lang),
        "facts": _closed(top["facts"], _facts([f for f in asked if f.entity == "service"], lang)),
        "coverage": _closed(top["coverage"], _coverage(top["coverage"], asked, checklist)),
        "rows": _closed(top["rows"], _rows(top["rows"]["additionalProperties"], asked, checklist)),
        "declarations": _closed(top["declarations"], _by_duty(duties, "declaration")),
        "plans": _closed(top["plans"], _by_duty(duties, "plan")),
    }
    return {
        "$schema": base["$schema"],
        "title": _TITLE[lang].format(roles=COMMA[lang].join(role.label[lang] for role in checklist.roles)),
        "type": base["type"],
        "additionalProperties": False,
        "required": base["required"],
        "properties": {k: {**node, "description": _words("", k, top[k], lang)} for k, node in properties.items()},
        "$defs": {
            "text": {"type": "string", "pattern": fact["properties"]["value"]["pattern"]},
            "line": _bare(common["text"]),
            "date": _bare(common["date"]),
            "fact": _part(fact, "fact", lang),
            "declaration": _part(top["declarations"]["additionalProperties"], "declaration", lang),
            "plan": _part(top["plans"]["additionalProperties"], "plan", lang),
        },
    }


def _profile() -> Node:
    """The schema of profiles, with what it takes from the common one named here."""
    text = json.dumps(schema("profile"))
    text = text.replace("common.schema.json#/$defs/text", "#/$defs/line").replace("common.schema.json#", "#")
    base: Node = json.loads(text)
    return base


def _part(node: Node, part: str, lang: Lang) -> Node:
    """An object of the schema with its keys described in the language."""
    told = {key: {**entry, "description": _words(part, key, entry, lang)} for key, entry in node["properties"].items()}
    return {**_bare(node), "properties": told}


def _bare(node: Node) -> Node:
    """Without description and examples."""
    return {key: value for key, value in node.items() if key not in ("description", "examples")}


def _words(part: str, key: str, node: Node, lang: Lang) -> str:
    words: str = _ZH[part][key] if lang == "zh" else node["description"]
    return words


def _closed(node: Node, properties: Mapping[str, Node]) -> Node:
    """The node with these keys and no other."""
    return {"type": node["type"], "additionalProperties": False, "properties": properties}


def _facts(asked: Iterable[Fact], lang: Lang) -> dict[str, Node]:
    return {fact.id: _fact(fact, lang) for fact in asked}


def _rows(keyed: Node, asked: Iterable[Fact], checklist: Checklist) -> dict[str, Node]:
    lang, found = checklist.lang, {}
    for entity in checklist.corpus.vocabulary.entities:
        facts = _facts([f for f in asked if f.entity == entity.id], lang)
        if facts and entity.id != "service":
            found[entity.id] = {
                "description": f"{entity.label[lang]}{COLON[lang]}{entity.description[lang]}",
                "type": keyed["type"],
                "propertyNames": keyed["propertyNames"],
                "additionalProperties": {
                    "type": keyed["additionalProperties"]["type"],
                    "additionalProperties": False,
                    "properties": facts,
                },
            }
    return found


def _coverage(node: Node, asked: Iterable[Fact], checklist: Checklist) -> dict[str, Node]:
    named, extent = {fact.entity for fact in asked}, node["additionalProperties"]
    return {
        entity.id: {"description": entity.label[checklist.lang], **extent}
        for entity in checklist.corpus.vocabulary.entities
        if entity.id in named and entity.id != "service"
    }


def _by_duty(duties: Mapping[str, str], part: str) -> dict[str, Node]:
    return {name: {"description": told, "$ref": f"#/$defs/{part}"} for name, told in duties.items()}


def _fact(fact: Fact, lang: Lang) -> Node:
    """A bare value, or the value with its basis and whatever else a fact may have."""
    value, example = _value(fact), _example(fact)
    keys = ("basis", "evidence", "date", "expires", "reviewer")
    whole = {
        "type": "object",
        "additionalProperties": False,
        "required": ["value", "basis"],
        "properties": {"value": value, **{key: {"$ref": f"#/$defs/fact/properties/{key}"} for key in keys}},
    }
    told = [fact.question[lang], fact.description[lang]]
    told += [f"{choice.id}{COLON[lang]}{choice.label[lang]}" for choice in fact.values]
    told += [_UNIT[lang].format(fact.unit)] if fact.unit else []
    told += [_NONE[lang]] if fact.can_be_none else []
    return {
        "description": "\n".join(told),
        "anyOf": [{"description": _BARE[lang], **value}, whole],
        "examples": [example, {"value": example, "basis": "declared"}],
    }


def _value(fact: Fact) -> Node:
    """The values of a fact as facts.value takes them."""
    kinds: Mapping[str, Node] = {
        "boolean": {"type": "boolean"},
        "integer": {"type": "integer"},
        "number": {"type": "number"},
        "enum": {"enum": [value.id for value in fact.values]},
        "date": {"$ref": "#/$defs/date"},
        "datetime": {"type": "string", "pattern": f"^{DATETIME}$"},
        "duration": {"type": "string", "pattern": f"^{durations.ISO}$"},
        "string": {"$ref": "#/$defs/text"},
    }
    kind = {**kinds[fact.type], "minimum": 0} if fact.unit else kinds[fact.type]
    if not fact.can_be_none or fact.type == "string" or "none" in kind.get("enum", ()):
        return kind
    return {"enum": [*kind["enum"], "none"]} if fact.type == "enum" else {"anyOf": [kind, {"const": "none"}]}


def _example(fact: Fact) -> Any:
    if fact.type == "enum":
        return fact.values[0].id
    days = {"date": "2026-01-31", "datetime": "2026-01-31T09:00:00", "duration": "P6M"}
    return {"boolean": True, "integer": 1, "number": 1, "string": "x", **days}[fact.type]
