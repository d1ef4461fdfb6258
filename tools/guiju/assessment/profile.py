"""A profile file → a Profile, or its defects: schema defects, unknown facts, values of a wrong type, unknown obligations.

What facts cannot hold together is asked of a whole profile, which may come from several files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from guiju.assessment.rows import named_in_row
from guiju.files import schema
from guiju.files.finding import MAX_FINDINGS, Finding, Unsound, close_to, one_line
from guiju.files.source import Document, read
from guiju.law.records import build
from guiju.model import Bilingual, Corpus, Fact, Lang, Where
from guiju.model.profile import Declaration, Particulars, Plan, Profile, ProfileFact
from guiju.reasoning import facts
from guiju.reasoning.contradictions import ContradictoryFacts, compiled, contradictory_facts
from guiju.reasoning.facts import Unfit

MAX_ENTRIES = 2_000
"""Of one entity or section: each row is weighed for each duty, several times."""
_LEVELS = 3
_EMPTY = "is empty; guiju questions writes a profile to fill in"
_WRITTEN_BY_US = {
    "receipt": "is an assessment, not a profile; name the profile that it was made from, or verify it with guiju verify",
    "content_hash": "is a checklist that cannot be filled in; use a workbook (guiju checklist -o checklist.xlsx), or export one from the site",
}
"""What is JSON of ours and no profile, by a key that it has."""
_BECAUSE = Bilingual("{message}（{facts}）；请更正其中一项", "{message} ({facts}); correct one of them")
_COMMA = Bilingual("，", ", ")


def load_profile(file: Path, corpus: Corpus) -> Profile:
    """Read a profile. Unsound where it does not fit its schema and the vocabulary of the knowledge base."""
    try:
        document = read(file, file.as_posix(), pipes=True)
    except Unsound as unsound:
        raise Unsound(replace(f, message=_EMPTY) if f.code == "empty-file" else f for f in unsound.findings) from None
    if isinstance(document.value, dict) and "facts" not in document.value:
        for key, message in _WRITTEN_BY_US.items():
            if key in document.value:
                raise Unsound([Finding("profile", message, document.at())])
    if findings := defects(document, corpus):
        raise Unsound(findings)
    return profile(document)


def defects(document: Document, corpus: Corpus) -> list[Finding]:
    """What is wrong with a profile: its shape first, for only then can its facts be looked up."""
    found = list(_too_many(document)) or list(schema.defects(document, "profile"))
    return found or [*islice(chain(_facts(document, corpus), _obligations(document, corpus)), MAX_FINDINGS)]


def _too_many(document: Document, *path: str) -> Iterator[Finding]:
    """The sections of a profile that have more entries than it holds; of rows there may be any number in a table."""
    value = document.value
    for key in path:
        value = value[key]
    if not isinstance(value, dict):
        return
    if len(value) > MAX_ENTRIES:
        entity = one_line(path[-1], 40) if path else ""
        remedy = (
            f"save them as CSV or Parquet and name the file with --table {entity}=FILE"
            if path[:1] == ("rows",) and len(path) == 2
            else "remove the entries that do not belong here"
        )
        yield Finding(
            "profile",
            f"{len(value):,} entries, but a profile can have at most {MAX_ENTRIES:,}; {remedy}",
            document.key_at(*path),
        )
    elif len(path) < _LEVELS:
        for key in value:
            yield from _too_many(document, *path, key)


def contradictions(profile: Profile, corpus: Corpus, lang: Lang) -> Iterator[Finding]:
    """Facts of one row that cannot hold together, each at the first of them; what only a reviewer may find and none has does not count."""
    known, listed = facts.by_entity(corpus.vocabulary.facts), compiled(corpus.vocabulary.contradictions)
    for entity, keyed in profile.rows.items():
        for row in keyed.values() if entity in listed else ():
            values = facts.values(known[entity], {name: fact.value for name, fact in row.items()})
            named = named_in_row(known[entity].values(), values)
            counting = {
                name: value
                for name, value in values.items()
                if name in named or row[name].reviewer is not None or not known[entity][name].judged
            }
            for found in contradictory_facts(listed, entity, counting):
                yield _contradiction(found, row, lang)


def _contradiction(found: ContradictoryFacts, row: Mapping[str, ProfileFact], lang: Lang) -> Finding:
    told = [(name, row[name]) for name in found.facts]
    named = _COMMA[lang].join(
        f"{name}: {one_line(str(f.value).lower() if isinstance(f.value, bool) else f.value)}" for name, f in told
    )
    message = _BECAUSE[lang].format(message=found.contradiction.message[lang], facts=named)
    places = [(name, f.where.document.key_at(*f.where.path)) for name, f in told]
    return Finding("contradiction", message, places[0][1], tuple(places[1:]))


def profile(document: Document) -> Profile:
    """The records of a profile whose document is sound."""
    value, where = document.value, Where(document)
    rows = {"service": {"service": _row(value["facts"] or {}, where, "facts")}}
    for entity, keyed in (value.get("rows") or {}).items():
        rows[entity] = {key: _row(row, where, "rows", entity, key) for key, row in keyed.items()}
    return Profile(
        build(Particulars, Where(document, ("report",)), value.get("report") or {}),
        rows,
        _records(Declaration, value, where, "declarations"),
        _records(Plan, value, where, "plans"),
        value.get("coverage") or {},
        where=where,
    )


def _row(row: Mapping[str, Any], where: Where, *path: str) -> dict[str, ProfileFact]:
    """A bare value is a declared fact: nobody has said on what it rests."""
    whole = {n: entry if isinstance(entry, dict) else {"value": entry, "basis": "declared"} for n, entry in row.items()}
    return {
        name: build(ProfileFact, Where(where.document, (*path, name)), entry | {"value": facts.plain(entry["value"])})
        for name, entry in whole.items()
    }


def _records(kind: type[Any], value: Mapping[str, Any], where: Where, key: str) -> dict[str, Any]:
    return {
        name: build(kind, Where(where.document, (key, name)), entry) for name, entry in (value.get(key) or {}).items()
    }


def _facts(document: Document, corpus: Corpus) -> Iterator[Finding]:
    known = facts.by_entity(corpus.vocabulary.facts)
    places: list[tuple[str, tuple[str, ...], Any]] = [("service", ("facts",), document.value["facts"] or {})]
    for section in ("coverage", "rows"):
        for entity in document.value.get(section) or {}:
            if entity not in known or entity == "service":
                message = f"there is no entity {one_line(entity, 40)} with rows; entities: {', '.join(sorted(set(known) - {'service'}))}"
                yield Finding("profile", message, document.key_at(section, entity))
    for entity, keyed in (document.value.get("rows") or {}).items():
        if entity not in known or entity == "service":
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
            suggestion = close_to(name, known, "guiju questions lists them")
            remedy = f"it is a fact of {elsewhere[0]}" if elsewhere else suggestion
            yield Finding("profile", f"there is no fact {one_line(name)} here; {remedy}", document.key_at(*path, name))
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
                remedy = close_to(name, names, "guiju find looks them up")
                yield Finding(
                    "profile", f"there is no obligation {one_line(name)}; {remedy}", document.key_at(key, name)
                )
