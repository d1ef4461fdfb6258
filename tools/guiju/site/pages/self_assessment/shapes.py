"""What the form accepts of a profile that is read in: the shape of each record, as its schema has it."""

from typing import Any

from guiju.files.bundled import schema


def shapes() -> dict[str, Any]:
    """What the schema says of each record in a profile: the keys that it needs, and the kind of value of each key."""
    read = schema("profile")
    parts = read["properties"]
    shapes = {part: _shape(parts[part]["additionalProperties"]) for part in ("declarations", "plans")}
    named = {"profile": dict.fromkeys(parts, "record")}
    return {**named, **shapes, "report": _shape(parts["report"]), "fact": _shape(read["$defs"]["fact"])}


def _shape(node: dict[str, Any]) -> dict[str, Any]:
    kinds = {key: _kind(entry) for key, entry in node["properties"].items()}
    return {"needed": node.get("required", []), "kinds": kinds}


def _kind(entry: dict[str, Any]) -> str | list[str]:
    """`text`, `day`, `texts`, `value`, or the words of which it is one."""
    if "enum" in entry:
        return list(entry["enum"])
    if entry.get("type") == "array":
        return "texts"
    return {"text": "text", "date": "day"}.get(entry.get("$ref", "").rsplit("/", 1)[-1], "value")
