"""A profile file → a Profile, or the findings in it: schema defects, unknown facts, values of a wrong type, unknown obligations."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from guiju import facts, schema
from guiju.facts import Unfit
from guiju.finding import Finding
from guiju.model import Corpus, Fact, Where
from guiju.model.profile import Declaration, Plan, Profile, ProfileFact, Report
from guiju.records import build
from guiju.source import Document, read


def load_profile(file: Path, corpus: Corpus) -> Profile | list[Finding]:
    """Read a profile and hold it against its schema and the vocabulary of the knowledge base."""
    document = read(file, file.as_posix(), pipes=True)
    if isinstance(document, Finding):
        return [document]
    return defects(document, corpus) or profile(document)


def defects(document: Document, corpus: Corpus) -> list[Finding]:
    """What is wrong with a profile: its shape first, for only then can its facts be looked up."""
    found = list(schema.defects(document, "profile"))
    return found or [*_facts(document, corpus), *_obligations(document, corpus)]


def profile(document: Document) -> Profile:
    """The records of a profile whose document is sound."""
    value, where = document.value, Where(document)
    rows = {"service": {"service": _row(value["facts"] or {}, where, "facts")}}
    for entity, keyed in (value.get("rows") or {}).items():
        rows[entity] = {key: _row(row, where, "rows", entity, key) for key, row in keyed.items()}
    return Profile(
        build(Report, value.get("report") or {}, Where(document, ("report",))),
        rows,
        _records(Declaration, value, where, "declarations"),
        _records(Plan, value, where, "plans"),
        where,
    )


def _row(row: Mapping[str, Any], where: Where, *path: str) -> dict[str, ProfileFact]:
    """A bare value is a declared fact: nobody has said on what it rests."""
    return {
        name: build(
            ProfileFact,
            entry if isinstance(entry, dict) else {"value": entry, "basis": "declared"},
            Where(where.document, (*path, name)),
        )
        for name, entry in row.items()
    }


def _records(kind: type[Any], value: Mapping[str, Any], where: Where, key: str) -> dict[str, Any]:
    return {
        name: build(kind, entry, Where(where.document, (key, name))) for name, entry in (value.get(key) or {}).items()
    }


def _facts(document: Document, corpus: Corpus) -> Iterator[Finding]:
    known = facts.by_entity(corpus.vocabulary.facts)
    places: list[tuple[str, tuple[str, ...], Any]] = [("service", ("facts",), document.value["facts"] or {})]
    for entity, keyed in (document.value.get("rows") or {}).items():
        if entity not in known or entity == "service":
            message = f"there are no rows of {entity}; entities: {', '.join(sorted(set(known) - {'service'}))}"
            yield Finding("profile", message, document.key_at("rows", entity))
            continue
        places += [(entity, ("rows", entity, key), row) for key, row in keyed.items()]
    for entity, path, row in places:
        yield from _row_findings(document, known.get(entity, {}), path, row, known)


def _row_findings(
    document: Document,
    known: Mapping[str, Fact],
    path: tuple[str, ...],
    row: Mapping[str, Any],
    all_known: Mapping[str, Mapping[str, Fact]],
) -> Iterator[Finding]:
    for name, entry in row.items():
        if name not in known:
            elsewhere = [e for e, there in all_known.items() if name in there]
            close = difflib.get_close_matches(name, known, n=1)
            remedy = (
                f"it is a fact of {elsewhere[0]}"
                if elsewhere
                else f"did you mean {close[0]}?"
                if close
                else "guiju questions lists them"
            )
            yield Finding("profile", f"there is no fact {name} here; {remedy}", document.key_at(*path, name))
            continue
        value = entry["value"] if isinstance(entry, dict) else entry
        try:
            facts.value(known[name], value)
        except Unfit as unfit:
            inner = (*path, name, "value") if isinstance(entry, dict) else (*path, name)
            yield Finding("profile", str(unfit), document.at(*inner))


def _obligations(document: Document, corpus: Corpus) -> Iterator[Finding]:
    names = [r.global_id(o) for r in corpus.regulations.values() for o in r.obligations]
    for key in ("declarations", "plans"):
        for name in document.value.get(key) or {}:
            if name not in names:
                close = difflib.get_close_matches(name, names, n=1)
                remedy = f"did you mean {close[0]}?" if close else "guiju find looks them up"
                yield Finding("profile", f"there is no obligation {name}; {remedy}", document.key_at(key, name))
