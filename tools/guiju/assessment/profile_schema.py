"""The JSON Schema of a profile that answers the questions of some roles: for editors, which complete and check with it.

It is the schema of profiles, limited to the facts and duties of these roles, without references to other files. It
accepts every profile of them; contradictions between facts are left to guiju assess.
"""

import json
from collections.abc import Mapping
from typing import Any

from guiju.assessment.questionnaire import keys_in_chinese
from guiju.assessment.reads import facts_asked
from guiju.files.bundled import schema
from guiju.model import Fact, Lang, durations
from guiju.model.vocabulary import Entity
from guiju.reasoning.checklist import Checklist
from guiju.reasoning.facts import DATETIME
from guiju.wording.labels import COLON, COMMA
from guiju.wording.words import Words

Node = dict[str, Any]

_WORDS = Words(__file__)


def profile_schema(checklist: Checklist) -> Node:
    """The schema, JSON Schema 2020-12, with descriptions in the language of the checklist."""
    lang, base, common = checklist.lang, _profile(), schema("common")["$defs"]
    top, fact, rows = base["properties"], base["$defs"]["fact"], base["properties"]["rows"]["additionalProperties"]
    facts: dict[str, dict[str, Node]] = {}
    for question in facts_asked(checklist):
        facts.setdefault(question.entity, {})[question.id] = _fact(question, lang)
    entities = [e for e in checklist.corpus.vocabulary.entities if e.id in facts and e.id != "service"]
    binding = [line for line in checklist.lines if line.obligation.binds]
    duties = {line.id: f"{line.cited(lang)} {line.obligation.title[lang]}" for line in binding}
    extent = top["coverage"]["additionalProperties"]
    properties = {
        "report": _part(top["report"], "report", lang),
        "facts": _closed(top["facts"], facts.get("service", {})),
        "coverage": _closed(top["coverage"], {e.id: {"description": e.label[lang], **extent} for e in entities}),
        "rows": _closed(top["rows"], {e.id: _rows(rows, e, facts[e.id], lang) for e in entities}),
        "declarations": _closed(top["declarations"], _by_duty(duties, "declaration")),
        "plans": {
            **_closed(top["plans"], _by_duty(duties, "plan")),
            "pattern": top["plans"]["pattern"],
            "patternProperties": {f"^({'|'.join(duties)})/.": {"$ref": "#/$defs/plan"}} if duties else {},
        },
        "assignees": _bare(
            {**top["assignees"], "additionalProperties": _bare(top["assignees"]["additionalProperties"])}
        ),
    }
    return {
        "$schema": base["$schema"],
        "title": _WORDS["title"][lang].format(roles=COMMA[lang].join(role.label[lang] for role in checklist.roles)),
        "type": base["type"],
        "additionalProperties": False,
        "required": base["required"],
        "properties": {
            key: {**node, "description": _description("profile", key, top[key], lang)}
            for key, node in properties.items()
        },
        "$defs": {
            "text": {"type": "string", "pattern": fact["properties"]["value"]["pattern"]},
            "line": _bare(common["text"]),
            "date": _bare(common["date"]),
            "fact": _part(fact, "fact", lang),
            "declaration": _part(top["declarations"]["additionalProperties"], "declaration", lang),
            "plan": _part(top["plans"]["additionalProperties"], "plan", lang),
            "closing": _part(base["$defs"]["closing"], "closing", lang),
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
    keys = {k: {**entry, "description": _description(part, k, entry, lang)} for k, entry in node["properties"].items()}
    return {**_bare(node), "properties": keys}


def _bare(node: Node) -> Node:
    """Without description and examples."""
    return {key: value for key, value in node.items() if key not in ("description", "examples")}


def _description(part: str, key: str, node: Node, lang: Lang) -> str:
    return keys_in_chinese()[part][key] if lang == "zh" else str(node["description"])


def _closed(node: Node, properties: Mapping[str, Node]) -> Node:
    """The node with these keys and no other."""
    return {"type": node["type"], "additionalProperties": False, "properties": properties}


def _rows(node: Node, entity: Entity, facts: Mapping[str, Node], lang: Lang) -> Node:
    return {
        "description": f"{entity.label[lang]}{COLON[lang]}{entity.description[lang]}",
        "type": node["type"],
        "propertyNames": node["propertyNames"],
        "additionalProperties": _closed(node["additionalProperties"], facts),
    }


def _by_duty(duties: Mapping[str, str], part: str) -> dict[str, Node]:
    return {name: {"description": words, "$ref": f"#/$defs/{part}"} for name, words in duties.items()}


def _fact(fact: Fact, lang: Lang) -> Node:
    """A bare value, or the value with its basis and whatever else a fact may have."""
    value, example = _value(fact), _example(fact)
    keys = ("basis", "evidence", "date", "expires", "reviewer", "reason", "approver")
    whole = {
        "type": "object",
        "additionalProperties": False,
        "required": ["value", "basis"],
        "properties": {"value": value, **{key: {"$ref": f"#/$defs/fact/properties/{key}"} for key in keys}},
    }
    lines = [fact.question[lang], fact.description[lang]]
    lines += [f"{choice.id}{COLON[lang]}{choice.label[lang]}" for choice in fact.values]
    lines += [_WORDS["unit"][lang].format(fact.unit)] if fact.unit else []
    lines += [_WORDS["none"][lang]] if fact.can_be_none else []
    return {
        "description": "\n".join(lines),
        "anyOf": [{"description": _WORDS["bare"][lang], **value}, whole],
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
