"""The JSON Schemas of arguments and answers, written in a short form.

A text describes a string. A tuple is a type (or several), a description, and further keywords. A list is an array: the
form of its entries, and perhaps a description. A mapping is an object with these keys: those that end in ? may be
missing, and others are not allowed, unless it has the key MORE, which describes them.
"""

from typing import Any

from guiju.agents.answer import KIND, SCHEMA_VERSION
from guiju.model import LANGUAGES

Form = Any  # a str, tuple, list or mapping, nested
JsonSchema = dict[str, Any]

MORE = "…"
STRING_OR_NULL = ["string", "null"]
MOST = 50
"""Entries of a page."""


def schema(form: Form) -> JsonSchema:
    """The JSON Schema of a short form."""
    if isinstance(form, str):
        return {"type": "string", "description": form}
    if isinstance(form, tuple):
        types, description, *keywords = form
        return {"type": types, "description": description, **dict(*keywords)}
    if isinstance(form, list):
        entry, *description = form
        return {"type": "array", "items": schema(entry), **({"description": description[0]} if description else {})}
    keys = {key: inner for key, inner in form.items() if key != MORE}
    more = {"description": form[MORE]} if MORE in form else {}
    return {
        "type": "object",
        "properties": {key.removesuffix("?"): schema(inner) for key, inner in keys.items()},
        "required": [key for key in keys if not key.endswith("?")],
        "additionalProperties": bool(more),
        **more,
    }


def day(description: str) -> Form:
    """A day in an argument or answer."""
    return "string", f"{description} (YYYY-MM-DD)", {"format": "date"}


def words(description: str, most: int) -> Form:
    """An argument of some words, at most so many characters."""
    return "string", description, {"minLength": 1, "maxLength": most}


def one_or_several(description: str) -> Form:
    """An argument of one name or a list of names."""
    name = schema(words("A name.", 200))
    limits = {"minLength": 1, "maxLength": 200, "minItems": 1, "maxItems": 20, "uniqueItems": True}
    return ["string", "array"], f"{description} One, or a list.", {"items": name, **limits}


_NAME = "id, title, short title or alias, in Chinese or English (coverage lists them)."
RULE = words(f"A rule or law: its {_NAME}", 200)
RULES = one_or_several(f"Only these rules or laws, each by {_NAME}")
ROLE = one_or_several("Ids of roles (coverage lists them): whom the duties bind. A platform often has several.")
TOPIC = one_or_several("Only duties about these topics, by id (coverage lists them).")
COMMON = {
    "as_of?": day("Apply the law of this day; default: today"),
    "lang?": (
        "string",
        "The language of titles, summaries and remarks. Quotations are always Chinese.",
        {"enum": list(LANGUAGES), "default": "zh"},
    ),
    "limit?": ("integer", "Entries of a page.", {"minimum": 1, "maximum": MOST, "default": 10}),
    "offset?": (
        "integer",
        "Entries to skip: the next_offset of the page before.",
        {"minimum": 0, "maximum": 1_000_000, "default": 0},
    ),
}
"""The arguments that every tool takes."""

CLAIMS = ["The id of a claim that quotes the words this rests on."]
_PAGE = {
    "total": ("integer", "Entries in all."),
    "offset": ("integer", "Entries skipped."),
    "next_offset": (["integer", "null"], "The offset of the next page; null on the last."),
}
_CLAIM = {
    "id": "What the result calls it.",
    "rule": "The id of the rule or law.",
    "version": (STRING_OR_NULL, "Where a law has several texts: the day of this one, or the source of its words."),
    "eId": "The place, as in Akoma Ntoso: art_9__para_2.",
    "cited": "The place, as lawyers cite it.",
    "quote": "The words of the law, complete and verbatim, in Chinese.",
    "translation": (STRING_OR_NULL, "Our unofficial translation, in English answers, where there is one."),
    "sha256": "The SHA-256 hash of the quotation, in UTF-8.",
    "state": "Whether these words are law on the day. unverified: nobody has confirmed that they are in force.",
    "as_of": "The day.",
    "data_version": "The version of the knowledge base.",
}
_GAP = {
    "kind": "What kind of gap.",
    "rule": (STRING_OR_NULL, "The rule that it concerns; null: the whole answer."),
    "words": "What is not covered, not verified, displaced or undecided. Tell the reader.",
}


def input_schema(arguments: Form) -> JsonSchema:
    """The schema of the arguments of a tool."""
    return schema({**arguments, **COMMON})


def answer_schema(tool: str, result: Form | None = None) -> JsonSchema:
    """The schema of the answers of a tool, whatever their result is where no form of it is given."""
    return schema(
        {
            "kind": ("string", "The kind of document.", {"const": KIND}),
            "schema_version": ("integer", "The version of this format.", {"const": SCHEMA_VERSION}),
            "tool": ("string", "The tool that answered.", {"const": tool}),
            "arguments": ("object", "The arguments of the call."),
            "as_of": day("The day whose law was applied"),
            "data_version": "The version of the knowledge base: a hash of its content.",
            "guiju": "The version of guiju.",
            "claims": [_CLAIM, "The words of the law that the result rests on. Quote these, not your memory."],
            "result": {**_PAGE, **result} if result else ("object", "The result."),
            "not_covered": [_GAP, "What the answer leaves open. Finding nothing does not mean permission."],
            "hash": "SHA-256 of the canonical JSON (RFC 8785) of everything else; guiju verify checks it.",
        }
    )
