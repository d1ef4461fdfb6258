"""The files of a new rule and the lines of a new record: the keys of the schemas, with placeholders.

A new rule passes the check; the empty placeholders of a new record are findings.
"""

from typing import Any

from guiju.files.block import block
from guiju.files.bundled import packaged, schema
from guiju.files.finding import Misuse, Unsound
from guiju.files.source import parse
from guiju.law.load import article_file

_ALSO_POSSIBLE = "# also possible here: "


def regulation_files() -> dict[str, str]:
    """The files of a new rule: name → text."""
    rule = packaged(__file__)
    return {
        "regulation.yaml": _file("regulation", "../..", rule["regulation"]),
        article_file("art_1"): _file("obligations", "../../..", rule["article"]),
    }


def with_record(path: str, text: str, eId: str, slug: str) -> str:
    """The text of an article's file (empty: there is none yet) with a new record; Misuse where it takes none."""
    text = text.replace(f"{_ALSO_POSSIBLE}obligations\n", "")
    lines = text.splitlines() or [_header("obligations", "../../..")]
    before = parse(text.encode(), path) if text else None
    value = (before.value if before else None) or {}
    sections = {key: before.key_at(key).line for key in value} if before and isinstance(value, dict) else {}
    begun = sections.get("obligations", 0)
    end = min((line for line in sections.values() if line > begun), default=len(lines) + 1) - 1
    record = _record(eId, slug).splitlines()
    changed = "\n".join([*lines[:end], *([] if begun else ["obligations:"]), *record, *lines[end:], ""])
    try:
        after = parse(changed.encode(), path).value
    except Unsound:
        after = {"obligations": []}
    if not after["obligations"] or {**after, "obligations": after["obligations"][:-1]} != {"obligations": [], **value}:
        raise Misuse(f"{path}: begin each record at the first column with '- id: ', one below the other")
    return changed


def _record(eId: str, slug: str) -> str:
    """The keys that a duty must have, to be filled in, and in comments the others."""
    described = schema("obligations")["$defs"]["obligation"]
    wanted = {*described["required"], *described["then"]["required"]}
    record = {key: _blank(node) for key, node in described["properties"].items() if key in wanted}
    optional = {key: node["description"] for key, node in described["properties"].items() if key not in wanted}
    comments = "".join(f"  #   {key}: {description}\n" for key, description in optional.items())
    return f"{block([record | {'id': slug, 'eId': eId}])}  # also possible here:\n{comments}"


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


def _header(name: str, up: str) -> str:
    return f"# yaml-language-server: $schema={up}/schemas/{name}.schema.json"


def _file(name: str, up: str, value: dict[str, Any]) -> str:
    described = schema(name)["properties"]
    keys = "".join(f"# {described[key]['description']}\n{block({key: entry})}" for key, entry in value.items())
    optional = ", ".join(key for key in described if key not in value)
    return f"{_header(name, up)}\n{keys}" + (f"{_ALSO_POSSIBLE}{optional}\n" if optional else "")
