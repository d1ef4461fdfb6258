"""The rows of a review sheet → records: keys as in obligations.schema.json, ids, and the words checked in the text."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guiju.files import schema
from guiju.files.finding import close_to, one_line
from guiju.files.source import Document
from guiju.importing.review_form import COLUMNS
from guiju.importing.review_sheet import ReviewedRow
from guiju.law.load import NAME
from guiju.law.text.quotation import UnfoundSegment, cited_units, segments
from guiju.model import Regulation, Span, Vocabulary, Where
from guiju.places import citation

Record = dict[str, Any]
_ORDER = ("id", "eId", "quote", "modality", "bearers", "counterparty", "title", "summary", "topics", "condition")
_ASIDE = {"rule", "drafted", "number", "eId", "kind", "quote", "decision", "into", "id", "note"}
_MISSING = re.compile("key '([a-z_]+)' is missing")


def record(row: ReviewedRow, rule: Regulation) -> Record:
    """What a row says, as the record that it becomes; empty cells are no keys."""
    value: Record = {"eId": row.cells.get("eId", ""), "quote": _quote(row, rule)}
    if (kind := row.cells.get("kind", "duty")) != "duty":
        return {"kind": kind, **value}
    value["id"] = row.cells.get("id") or re.sub("[^a-z0-9]+", "-", row.cells.get("title.en", "").lower()).strip("-")
    for key, column in COLUMNS.items():
        content: Any = row.cells.get(key, "")
        if key in _ASIDE or not content:
            continue
        if column.kind == "ids":
            content = [id for id in re.split("[,，、;；\\s]+", content) if id]
        *outer, last = key.split(".")
        inside = value
        for name in outer:
            inside = inside.setdefault(name, {})
        inside[last] = row.lines(key) if column.kind == "lines" else content
    for key in ("review", "evidence"):
        if steps := value.get(key):
            if len(set(map(len, steps.values()))) > 1:
                row.report(f"{key}.en", "has not as many lines as the Chinese; write a line for each of its lines")
            value[key] = [dict(zip(steps, step, strict=True)) for step in zip(*steps.values(), strict=False)]
    return {key: value[key] for key in (*_ORDER, *value) if key in value}


def _quote(row: ReviewedRow, rule: Regulation) -> list[str]:
    """The segments of a row and of those that are merged into it, in the order of the text."""
    lines = dict.fromkeys(line for one in (row, *row.merged) for line in one.lines("quote"))
    if not row.merged:
        return list(lines)
    text = "\n".join(unit.zh for unit in cited_units(rule, row.cells.get("eId", "")))
    return sorted(lines, key=text.find)


def check(row: ReviewedRow, value: Record, rule: Regulation, vocabulary: Vocabulary) -> Iterator[str]:
    """Report what cannot be in a record; yields the keys that it lacks."""
    before = len(row.table.findings)
    if row.decision == "accept" and row.lines("quote") != row.lines("drafted") and not row.merged:
        row.report("quote", "differs from what was drafted, and the decision is accept; choose edit")
    if not cited_units(rule, value["eId"]):
        row.report("eId", f"'{one_line(value['eId'])}' is no 款 or 项 of {rule.id}; write one, such as art_9__para_1")
        return
    if not value["quote"]:
        row.report("quote", "is empty; write the words of the law, a line a segment")
    for segment in segments(rule, Span("scope", value["eId"], tuple(value["quote"]), where=Where(Document("", {})))):
        if isinstance(segment, UnfoundSegment):
            words = f"“{one_line(value['quote'][segment.index])}” occurs {segment.count} times"
            place = citation.label(rule, value["eId"], "zh")
            row.report("quote", f"{words} in {place}; copy words from there that occur once")
    ids = {"parties": [party.id for party in vocabulary.parties], "topics": [topic.id for topic in vocabulary.topics]}
    for key, column in COLUMNS.items():
        given = value.get(key, []) if column.known else []
        for id in [given] if isinstance(given, str) else given:
            if id not in ids[column.known]:
                known = close_to(id, ids[column.known], f"write an id of vocabulary.yaml, {column.known}")
                row.report(key, f"'{one_line(id)}' is not in the vocabulary; {known}")
    if "kind" not in value and not NAME.fullmatch(value["id"]):
        row.report("id", f"'{one_line(value['id'])}' is no id; give an id, or an English title to make it from")
    if len(row.table.findings) > before:
        return
    sides = [(key, {"zh", "en"} - words.keys()) for key, words in value.items() if isinstance(words, dict)]
    one_sided = [f"{key}.{lang}" for key, lacking in sides if len(lacking) == 1 for lang in lacking]
    yield from one_sided
    for finding in schema.defects(
        Document("", {"spans" if "kind" in value else "obligations": [value]}), "obligations"
    ):
        missing = _MISSING.match(finding.message)
        if missing is None:
            row.report("decision", finding.message)
        elif not one_sided or missing[1] not in ("zh", "en"):
            yield missing[1]


def ordered(values: list[Record], rule: Regulation) -> list[Mapping[str, Any]]:
    """Records in the order of the text."""
    units = {unit.eId: (at, unit.zh) for at, unit in enumerate(rule.units())}
    return sorted(values, key=lambda value: (units[value["eId"]][0], units[value["eId"]][1].find(value["quote"][-1])))
