"""The JSON Schemas of arguments, written in a short form.

A text describes a string. A tuple is a type (or several), a description, and further keywords.
"""

from collections.abc import Mapping
from typing import Any

from guiju.model import LANGUAGES

Form = Any  # a str or tuple
JsonSchema = dict[str, Any]

_MORE = r"^[0-9]{1,7}(\.[0-9]{1,7})?$"
MOST = 50
"""Entries of a page."""


def schema(form: Form) -> JsonSchema:
    """The JSON Schema of a short form; a name that says all by itself has no description."""
    types, description, *keywords = form if isinstance(form, tuple) else ("string", form)
    return {"type": types, **({"description": description} if description else {}), **dict(*keywords)}


def day(description: str) -> Form:
    """A day in an argument or answer."""
    return "string", description, {"format": "date"}


def words(description: str, most: int) -> Form:
    """An argument of some words, at most so many characters."""
    return "string", description, {"minLength": 1, "maxLength": most}


def one_or_several(description: str) -> Form:
    """An argument of one name or a list of names."""
    name = {"type": "string", "minLength": 1, "maxLength": 200}
    limits = {"minLength": 1, "maxLength": 200, "minItems": 1, "maxItems": 20, "uniqueItems": True}
    return ["string", "array"], f"{description} One, or a list.", {"items": name, **limits}


_NAME = "id, title or alias, in either language (see coverage)."
RULE = words(f"A rule or law: its {_NAME}", 200)
RULES = one_or_several(f"Only these rules or laws, each by {_NAME}")
ROLE = one_or_several("Ids of roles (see coverage): whom the duties bind. A platform often has several.")
TOPIC = one_or_several("Only duties about these topics, by id (see coverage).")
COMMON = {
    "as_of?": day("Law of this day; default: today"),
    "lang?": ("string", "", {"enum": list(LANGUAGES), "default": "zh"}),
    "limit?": ("integer", "Entries; default: what fits in 6 KB.", {"minimum": 1, "maximum": MOST}),
    "more?": ("string", "`more` of the answer before, to go on.", {"pattern": _MORE}),
    "offset?": ("integer", "", {"minimum": 0, "default": 0}),
}
"""The arguments that every tool takes."""


def input_schema(arguments: Mapping[str, Form]) -> JsonSchema:
    """The schema of the arguments of a tool: those whose names end in ? may be missing."""
    forms = {**arguments, **COMMON}
    return {
        "type": "object",
        "properties": {name.removesuffix("?"): schema(form) for name, form in forms.items()},
        "required": [name for name in forms if not name.endswith("?")],
        "additionalProperties": False,
    }
