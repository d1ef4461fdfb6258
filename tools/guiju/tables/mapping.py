"""A mapping file → a Mapping, or the findings in it; and the mapping of a table whose columns bear the names of facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from guiju.files import schema
from guiju.files.finding import MAX_FINDINGS, Finding, Unsound, close_to, one_line
from guiju.files.source import Document, read
from guiju.law.records import build
from guiju.model import Corpus, Fact, Vocabulary, Where
from guiju.model.mapping import MappedColumn, TableMapping
from guiju.reasoning import facts

_NOT_TABLES = ("service", "conduct")
_COUNTED = {"epoch_seconds", "epoch_milliseconds", "epoch_microseconds"}
_MOMENTS = _COUNTED | {"utc"}
_UNITS = {"datetime": _MOMENTS | {"day"}, "date": _MOMENTS}


def load_mapping(file: Path, corpus: Corpus) -> TableMapping:
    """Read a mapping. Unsound where it does not fit its schema and the vocabulary."""
    document = read(file, file.as_posix(), pipes=True)
    findings = list(schema.defects(document, "mapping")) or [
        *islice(_defects(document, corpus.vocabulary), MAX_FINDINGS)
    ]
    if findings:
        raise Unsound(findings)
    return build(TableMapping, Where(document))


def by_name(entity: str, columns: Iterable[str], vocabulary: Vocabulary) -> TableMapping:
    """The mapping of a table made for the vocabulary: each column that is named as a fact says it.

    A column `<fact>__none` says where the fact is explicitly none, a column `<fact>__reviewer` who found it; that of the key is named as the
    entity's key.
    """
    known = facts.by_entity(vocabulary.facts)[entity]
    key = next(e.key for e in vocabulary.entities if e.id == entity) or f"{entity}_id"
    there = dict.fromkeys(columns)

    def beside(name: str, ending: str) -> str | None:
        return name + ending if name + ending in there else None

    said = {
        name: MappedColumn(name, none_column=beside(name, "__none"), reviewer_column=beside(name, "__reviewer"))
        for name in there
        if name in known
    }
    return TableMapping(entity, key, said)


def entities(vocabulary: Vocabulary) -> list[str]:
    """The entities that tables hold."""
    return [e.id for e in vocabulary.entities if e.id not in _NOT_TABLES]


def _defects(document: Document, vocabulary: Vocabulary) -> Iterator[Finding]:
    value, entity = document.value, document.value["entity"]
    if entity not in entities(vocabulary):
        message = f"there are no tables of {one_line(entity)}; entities: {', '.join(entities(vocabulary))}"
        yield Finding("mapping", message, document.at("entity"))
        return
    known = facts.by_entity(vocabulary.facts)[entity]
    for name, said in value["facts"].items():
        if name not in known:
            remedy = close_to(name, known, f"facts: {', '.join(known)}")
            yield Finding("mapping", f"{entity} has no fact {one_line(name)}; {remedy}", document.key_at("facts", name))
        else:
            yield from _fact_defects(document, known[name], said)


def _fact_defects(document: Document, fact: Fact, said: Mapping[str, object]) -> Iterator[Finding]:
    unit, codes = said.get("unit"), said.get("codes") or {}
    if unit is not None and unit not in _UNITS.get(fact.type, ()):
        kinds = ", ".join(sorted(_UNITS.get(fact.type, ()))) or "none"
        yield _finding(document, fact, "unit", f"{_a(fact)} has no unit {unit}; units here: {kinds}")
    if said.get("order") is not None and (fact.type not in _UNITS or unit in _COUNTED):
        message = (
            f"{_a(fact)} has no order; take the line away"
            if fact.type not in _UNITS
            else f"what counts in {unit} has no order; leave one out"
        )
        yield _finding(document, fact, "order", message)
    if not fact.can_be_none:
        for key in ("empty", "none_values", "none_column"):
            if said.get(key) not in (None, "missing"):
                yield _finding(document, fact, key, "it is never explicitly none (can_be_none in vocabulary.yaml)")
    yield from _empty_texts(document, fact, said)
    assert isinstance(codes, Mapping)
    if codes and fact.type not in ("boolean", "enum", "string"):
        yield _finding(document, fact, "codes", f"{_a(fact)} has no codes; take the line away")
        return
    allowed: set[object] = {"missing", *_values(fact)}
    for code, meaning in codes.items():
        if fact.type != "string" and meaning not in allowed:
            words = ", ".join(str(v).lower() for v in _values(fact))
            message = f"{fact.id} is never {one_line(meaning, 30)}; values: {words}, missing"
            yield Finding("mapping", message, document.at("facts", fact.id, "codes", code))


def _empty_texts(document: Document, fact: Fact, said: Mapping[str, object]) -> Iterator[Finding]:
    """An empty text among the values of a cell: an empty cell is not a value of its own, and `empty` says what it means."""
    remedies = {
        "none_values": "write `empty: none` instead",
        "missing_values": "an empty cell says nothing anyway; remove it",
    }
    for key, remedy in remedies.items():
        texts = said.get(key)
        for place, text in enumerate(texts if isinstance(texts, list) else ()):
            if text == "":
                message = f"{fact.id}: no cell has an empty text as its value; {remedy}"
                yield Finding("mapping", message, document.at("facts", fact.id, key, place))


def _values(fact: Fact) -> tuple[object, ...]:
    return (True, False) if fact.type == "boolean" else tuple(v.id for v in fact.values)


def _a(fact: Fact) -> str:
    return f"{'an' if fact.type[0] in 'aeiou' else 'a'} {fact.type}"


def _finding(document: Document, fact: Fact, key: str, message: str) -> Finding:
    return Finding("mapping", f"{fact.id}: {message}", document.key_at("facts", fact.id, key))
