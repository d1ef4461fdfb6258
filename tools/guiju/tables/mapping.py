"""Mapping files, read and checked; and the mapping of a table whose columns are named as facts."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from guiju.files import schema
from guiju.files.finding import MAX_FINDINGS, Finding, Misuse, Unsound, close_to, one_line
from guiju.files.source import Document, read
from guiju.law.records import build
from guiju.model import Corpus, Fact, Vocabulary, Where
from guiju.model.mapping import ChangedColumn, MappedColumn, TableMapping
from guiju.reasoning import facts

_NOT_TABLES = ("service", "conduct")
_COUNTED = {"epoch_seconds", "epoch_milliseconds", "epoch_microseconds"}
_UNITS = {"datetime": _COUNTED | {"utc", "day"}, "date": _COUNTED | {"utc"}}
_EMPTY_TEXT = {
    "none_values": "write `empty: none` instead",
    "missing_values": "an empty cell is missing anyway; remove it",
}


def load_mappings(files: Iterable[str], corpus: Corpus) -> dict[str, TableMapping]:
    """The mappings of these files by entity. Misuse where two are of one entity; Unsound as `load_mapping`."""
    mappings: dict[str, TableMapping] = {}
    for name in files:
        mapping = load_mapping(Path(name), corpus)
        if mapping.entity in mappings:
            raise Misuse(f"{name}: is a second mapping of {mapping.entity}; give only one")
        mappings[mapping.entity] = mapping
    return mappings


def load_mapping(file: Path, corpus: Corpus) -> TableMapping:
    """Read a mapping. Unsound where it does not fit its schema and the vocabulary."""
    document = read(file, file.as_posix(), pipes=True)
    for several in (schema.defects(document, "mapping"), _defects(document, corpus.vocabulary)):
        if findings := list(islice(several, MAX_FINDINGS)):
            raise Unsound(findings)
    return build(TableMapping, Where(document))


def by_name(entity: str, columns: Iterable[str], vocabulary: Vocabulary) -> TableMapping:
    """The mapping of a table made for the vocabulary: each column that is named as a fact gives it.

    `<fact>__none` marks where it is explicitly none, `<fact>__reviewer` names who found it, `<entity>_changed_at` says
    when the row changed last.
    """
    known = facts.by_entity(vocabulary.facts)[entity]
    there = {column: column for column in columns}
    mapped = {
        name: MappedColumn(name, none_column=there.get(f"{name}__none"), reviewer_column=there.get(f"{name}__reviewer"))
        for name in there
        if name in known
    }
    changed = ChangedColumn(changed_at) if (changed_at := changed_of(entity)) in there else None
    return TableMapping(entity, key_of(entity, vocabulary), mapped, changed)


def key_of(entity: str, vocabulary: Vocabulary) -> str:
    """The usual name of the key column of an entity."""
    return next(e.key for e in vocabulary.entities if e.id == entity) or f"{entity}_id"


def changed_of(entity: str) -> str:
    """The usual name of the column that says when a row of an entity changed last."""
    return f"{entity}_changed_at"


def entities(vocabulary: Vocabulary) -> list[str]:
    """The entities that have tables."""
    return [e.id for e in vocabulary.entities if e.id not in _NOT_TABLES]


def _defects(document: Document, vocabulary: Vocabulary) -> Iterator[Finding]:
    value, entity = document.value, document.value["entity"]
    if entity not in entities(vocabulary):
        message = f"there are no tables of {one_line(entity)}; entities: {', '.join(entities(vocabulary))}"
        yield Finding("mapping", message, document.at("entity"))
        return
    known = facts.by_entity(vocabulary.facts)[entity]
    for name, mapped in value["facts"].items():
        if name not in known:
            remedy = close_to(name, known, f"facts: {', '.join(known)}")
            message = f"{entity} has no fact {one_line(name)}; {remedy}"
            yield Finding("mapping", message, document.key_at("facts", name))
        else:
            yield from _column_defects(document, known[name], mapped)


def _column_defects(document: Document, fact: Fact, mapped: Mapping[str, Any]) -> Iterator[Finding]:
    def finding(key: str, message: str) -> Finding:
        return Finding("mapping", f"{fact.id}: {message}", document.key_at("facts", fact.id, key))

    unit, codes = mapped.get("unit"), mapped.get("codes") or {}
    a_fact = f"{'an' if fact.type[0] in 'aeiou' else 'a'} {fact.type}"
    if unit is not None and unit not in _UNITS.get(fact.type, ()):
        kinds = ", ".join(sorted(_UNITS.get(fact.type, ()))) or "none"
        yield finding("unit", f"{a_fact} has no unit {unit}; units here: {kinds}")
    if mapped.get("order") is not None:
        if fact.type not in _UNITS:
            yield finding("order", f"{a_fact} has no order; take the line away")
        elif unit in _COUNTED:
            yield finding("order", f"a count in {unit} has no order; leave one out")
    for key in ("empty", "none_values", "none_column"):
        if not fact.can_be_none and mapped.get(key) not in (None, "missing"):
            yield finding(key, "it is never explicitly none (can_be_none in vocabulary.yaml)")
    for key, remedy in _EMPTY_TEXT.items():
        for place, text in enumerate(mapped.get(key) or ()):
            if text == "":  # an empty cell has no value of its own, and `empty` gives it a meaning
                message = f"{fact.id}: no cell has an empty text as its value; {remedy}"
                yield Finding("mapping", message, document.at("facts", fact.id, key, place))
    if codes and fact.type not in ("boolean", "enum", "string"):
        yield finding("codes", f"{a_fact} cannot have codes; remove the line")
        return
    values = (True, False) if fact.type == "boolean" else tuple(v.id for v in fact.values)
    for code, meaning in codes.items():
        if fact.type != "string" and meaning not in ("missing", *values):
            words = ", ".join(str(v).lower() for v in values)
            message = f"{fact.id} is never {one_line(meaning, 30)}; values: {words}, missing"
            yield Finding("mapping", message, document.at("facts", fact.id, "codes", code))
