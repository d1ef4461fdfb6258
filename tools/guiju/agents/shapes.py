"""Pieces of the JSON Schemas by which arguments and answers are typed, and the arguments that several tools have."""

from typing import Any

from guiju.agents.answer import KIND, SCHEMA_VERSION

Shape = dict[str, Any]

DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MOST = 50
"""Entries of a page."""


def text(description: str, **more: Any) -> Shape:
    """A text."""
    return {"type": "string", "description": description, **more}


def maybe(shape: Shape) -> Shape:
    """The same, or null."""
    return {**shape, "type": [shape["type"], "null"]}


def number(description: str) -> Shape:
    """A count."""
    return {"type": "integer", "description": description, "minimum": 0}


def truth(description: str) -> Shape:
    return {"type": "boolean", "description": description}


def listed(items: Shape, description: str, **more: Any) -> Shape:
    """A list."""
    return {"type": "array", "description": description, "items": items, **more}


def record(properties: dict[str, Shape], description: str, *, optional: tuple[str, ...] = ()) -> Shape:
    """An object with these keys, all of them but the optional ones, and no other."""
    required = [key for key in properties if key not in optional]
    return {
        "type": "object",
        "description": description,
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


ID = "A rule: its id, title, short title or an alias, Chinese or English; coverage lists them."
AS_OF = {"as_of": text("The law of which day applies, YYYY-MM-DD; default: today.", pattern=DAY)}
LANG = {"lang": {"enum": ["zh", "en"], "default": "zh", "description": "Language of labels; quotations are Chinese."}}
RULE = {"rule": text(ID, minLength=1, maxLength=200)}
PAGE = {
    "limit": {
        "type": "integer",
        "minimum": 1,
        "maximum": MOST,
        "default": 10,
        "description": "Entries of a page.",
    },
    "offset": {
        "type": "integer",
        "minimum": 0,
        "maximum": 1_000_000,
        "default": 0,
        "description": "Entries to pass over: next_offset of the page before.",
    },
}


def several(description: str) -> Shape:
    """A word, or several."""
    word = text("One of them.", minLength=1, maxLength=200)
    limits = {"minLength": 1, "maxLength": 200, "minItems": 1, "maxItems": 20, "uniqueItems": True}
    return {"type": ["string", "array"], "items": word, **limits, "description": f"{description} One, or a list."}


ROLE = {"role": several("For whom: ids of roles, which coverage lists; a platform often has several.")}
RULES = {"rule": several(ID)}
TOPIC = {"topic": several("Only what concerns this topic: its id; coverage lists them.")}

CLAIMS = listed(text("The id of a claim."), "The claims with the words of the law on which it rests.")
PAGED = {
    "total": number("Entries in all."),
    "offset": number("Entries passed over."),
    "next_offset": maybe(number("The offset of the next page; null on the last.")),
}
CLAIM = record(
    {
        "id": text("By which the result names it."),
        "rule": text("The id of the law."),
        "version": maybe(text("The day that names the text, of a law with several; a source, of a law in outline.")),
        "eId": text("The article, 款, 项 or 目, as in Akoma Ntoso."),
        "cited": text("How it is cited."),
        "quote": text("The words of the law, whole and verbatim, in Chinese."),
        "translation": maybe(text("Our unofficial translation, in English answers, where there is one.")),
        "sha256": text("SHA-256 of the quotation, in UTF-8."),
        "state": text("State of these words on the day: unverified and displaced are no confirmation of force."),
        "as_of": text("The day."),
        "data_version": text("The state of the knowledge base."),
    },
    "Words of the law.",
)
GAP = record(
    {
        "kind": text("What kind of gap."),
        "rule": maybe(text("The rule that it is about; null: the answer as a whole.")),
        "words": text("What is not covered, not verified, displaced or open. Tell the reader."),
    },
    "Something that the answer does not say.",
)


def answer_shape(tool: str, result: Shape) -> Shape:
    """The schema of an answer of this tool."""
    return record(
        {
            "kind": {"const": KIND, "description": "What it is."},
            "schema_version": {"const": SCHEMA_VERSION, "description": "The version of this format."},
            "tool": {"const": tool, "description": "Who answered."},
            "arguments": {"type": "object", "description": "What was asked."},
            "as_of": text("The day whose law applies.", pattern=DAY),
            "data_version": text("A hash of the content of the knowledge base."),
            "guiju": text("The version of guiju."),
            "claims": listed(CLAIM, "The words of the law on which the answer rests. Quote these, not memory."),
            "result": result,
            "not_covered": listed(GAP, "What the answer does not say. Silence is not permission."),
            "hash": text("SHA-256 over the canonical JSON (RFC 8785) of all the rest; guiju verify checks it."),
        },
        "An answer that guiju verify proves, offline.",
    )
