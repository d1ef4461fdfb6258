"""The scaffold of a new rule: the required keys with their descriptions, taken from the schemas, and values to be replaced.

It passes the check as it stands, so that a writer begins from a clean state.
"""

from __future__ import annotations

import re
from typing import Any

from guiju.files.bundled import schema

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
_OBLIGATIONS: dict[str, Any] = {
    "obligations": [],
    "spans": [{"kind": "purpose", "eId": "art_1__para_1", "quote": ["待填写的条文。"]}],
}


def regulation_files() -> dict[str, str]:
    """File name → text of the scaffold of one rule."""
    return {
        "regulation.yaml": _file("regulation", _REGULATION),
        "obligations.yaml": _file("obligations", _OBLIGATIONS) + _example(),
    }


def _file(name: str, value: dict[str, Any]) -> str:
    described = schema(name)
    lines = [f"# yaml-language-server: $schema=../../schemas/{name}.schema.json"]
    for key, entry in value.items():
        lines.append(f"# {described['properties'][key]['description']}")
        lines += _yaml(key, entry)
    optional = [key for key in described["properties"] if key not in value]
    if optional:
        lines.append(f"# also possible here: {', '.join(optional)}")
    return "\n".join(lines) + "\n"


def _example() -> str:
    properties = schema("obligations")["$defs"]["obligation"]["properties"]
    lines = ["# An obligation has these keys:"]
    lines += [
        f"#   {key}: {entry.get('description', 'verbatim segments of the text')}" for key, entry in properties.items()
    ]
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
