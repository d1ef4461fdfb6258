"""The files of a new rule and the lines of a new record: the keys of the schemas, with placeholders.

A new rule passes the check, so that a writer begins from a clean state. The placeholders of a new record are empty: each is a finding.
"""

from __future__ import annotations

import re
from typing import Any

from guiju.files.bundled import schema
from guiju.files.finding import Misuse, Unsound
from guiju.files.source import parse
from guiju.law.load import article_file

_PLAIN = re.compile(r"[A-Za-z一-鿿][A-Za-z0-9_ 一-鿿-]*")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}

_REGULATION: dict[str, Any] = {
    "title": {"zh": "待填写的名称", "en": "Title to be written"},
    "short_title": {"zh": "待填写", "en": "To be written"},
    "coverage": "full",
    "document_type": "normative-document",
    "issuer": {"zh": "待填写的制定机关", "en": "Issuer to be written"},
    "identity": "/akn/cn/act/normative-document/issuer/1900-01-01/name",
    "promulgated": "1900-01-01",
    "force": {
        "from": "unknown", "until": "unknown", "state": "unverified", "verified_on": None,
        "note": {"zh": "尚未核实。", "en": "Not yet verified."},
    },
    "provenance": {
        "source": {"zh": "待填写的来源。", "en": "Source to be written."},
        "method": {"zh": "待填写的核对方法。", "en": "Method to be written."},
    },
    "articles": [{
        "eId": "art_1",
        "heading": {"zh": "待填写的条旨", "en": "Heading to be written"},
        "paragraphs": [{
            "eId": "art_1__para_1", "zh": "待填写的条文。", "en": "Text to be written.",
            "provenance": {"line": 1, "wording": "compared"},
        }],
    }],
}  # fmt: skip
_ARTICLE: dict[str, Any] = {
    "spans": [{"kind": "purpose", "eId": "art_1__para_1", "quote": ["待填写的条文。"]}],
}


def regulation_files() -> dict[str, str]:
    """The files of a new rule: name → text."""
    return {
        "regulation.yaml": _file("regulation", "../..", _REGULATION),
        article_file("art_1"): _file("obligations", "../../..", _ARTICLE),
    }


def with_record(path: str, text: str, eId: str, slug: str) -> str:
    """The text of an article's file (empty: there is none yet) with a new record after its others.

    Misuse where the file is written in a way that takes none; `path` names it in the message.
    """
    lines = text.splitlines() or [_header("obligations", "../../..")]
    before = parse(text.encode(), path) if text else None
    value = (before.value if before else None) or {}
    sections = {key: before.key_at(key).line for key in value} if before and isinstance(value, dict) else {}
    begun = sections.get("obligations", 0)
    end = min((line for line in sections.values() if line > begun), default=len(lines) + 1) - 1
    record = _item(_record(eId, slug)) + _optional()
    changed = "\n".join([*lines[:end], *([] if begun else ["obligations:"]), *record, *lines[end:], ""])
    try:
        after = parse(changed.encode(), path).value
    except Unsound:
        after = {"obligations": []}
    if not after["obligations"] or {**after, "obligations": after["obligations"][:-1]} != {"obligations": [], **value}:
        raise Misuse(f"{path}: begin each record at the first column with '- id: ', one below the other")
    return changed


def _record(eId: str, slug: str) -> dict[str, Any]:
    """The keys that a duty must have."""
    described = schema("obligations")["$defs"]["obligation"]
    wanted = {*described["required"], *described["then"]["required"]}
    blank = {key: _blank(node) for key, node in described["properties"].items() if key in wanted}
    return {**blank, "id": slug, "eId": eId}


def _blank(node: dict[str, Any], home: str = "obligations") -> Any:
    """A value of the shape that this part of the schema `home` wants, with empty texts for placeholders."""
    if "$ref" in node:
        file, _, name = node["$ref"].rpartition("#/$defs/")
        home = file.removesuffix(".schema.json") or home
        return _blank(schema(home)["$defs"][name], home)
    if node.get("type") == "array":
        return [_blank(node["items"], home)]
    if node.get("type") == "object":
        return {key: _blank(node["properties"][key], home) for key in node["required"]}
    return ""


def _optional() -> list[str]:
    described = schema("obligations")["$defs"]["obligation"]
    wanted = {*described["required"], *described["then"]["required"]}
    optional = {key: node["description"] for key, node in described["properties"].items() if key not in wanted}
    return ["  # also possible here:", *(f"  #   {key}: {description}" for key, description in optional.items())]


def _header(name: str, up: str) -> str:
    return f"# yaml-language-server: $schema={up}/schemas/{name}.schema.json"


def _file(name: str, up: str, value: dict[str, Any]) -> str:
    described = schema(name)
    lines = [_header(name, up)]
    for key, entry in value.items():
        lines.append(f"# {described['properties'][key]['description']}")
        lines += _yaml(key, entry)
    optional = [key for key in described["properties"] if key not in value]
    if optional:
        lines.append(f"# also possible here: {', '.join(optional)}")
    return "\n".join(lines) + "\n"


def _yaml(key: str, value: Any) -> list[str]:
    """`key: value` as block YAML, list items flush with their key."""
    if isinstance(value, dict):
        return [f"{key}:", *(f"  {line}" for k, v in value.items() for line in _yaml(k, v))]
    if isinstance(value, list):
        return [f"{key}: []"] if not value else [f"{key}:", *(line for item in value for line in _item(item))]
    return [f"{key}: {_scalar(value)}"]


def _item(value: Any) -> list[str]:
    if not isinstance(value, dict):
        return [f"- {_scalar(value)}"]
    lines = [line for k, v in value.items() for line in _yaml(k, v)]
    return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if not isinstance(value, str):
        return str(value)
    plain = _PLAIN.fullmatch(value) and value not in _WORDS
    return value if plain else "'" + value.replace("'", "''") + "'"
