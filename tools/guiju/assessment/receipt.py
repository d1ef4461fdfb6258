"""A receipt of an assessment: what was assessed, against which text and reading, with which result, so that anybody can do it again.

Hashes are SHA-256 over canonical JSON (RFC 8785). The facts are in the receipt; reports for others may leave it out.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import rfc8785

from guiju import __version__
from guiju.assessment import Assessment, assess
from guiju.assessment.profile import defects, profile
from guiju.assessment.tables import Tables
from guiju.checklist import Checklist, checklist, of_every_party
from guiju.content import content as content_of
from guiju.finding import Misuse, one_line
from guiju.model import Corpus, Regulation, Verdict
from guiju.model.mapping import Said
from guiju.source import MAX_BYTES, Document
from guiju.verdicts import TableVerdict, compiled

SCHEMA_VERSION = 1

_VERDICTS: tuple[Verdict, ...] = ("met", "breached", "undetermined", "not_applicable")


def receipt(assessment: Assessment, law: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The receipt as a JSON value; `receipt` in it is the hash over all the rest.

    `law` is what `hashes` gives for the rules of the checklist, where it is known already.
    """
    checked, corpus = assessment.checklist, assessment.checklist.corpus
    told = assessment.profile.where.document.value
    asked = {key: told.get(key) or {} for key in ("facts", "rows", "declarations")}
    if told.get("coverage"):
        asked["coverage"] = told["coverage"]
    law = law or hashes(checked.regulations)
    tables = list(_tables(assessment))
    content = {
        "kind": "guiju-receipt",
        "schema_version": SCHEMA_VERSION,
        "guiju": __version__,
        "data_version": corpus.data_version,
        "as_of": checked.as_of.isoformat(),
        "roles": [role.id for role in checked.roles],
        "regulations": [regulation.id for regulation in checked.regulations],
        "topics": list(checked.topics),
        "hashes": {**law, "facts": digest(asked)} | ({"tables": digest(tables)} if tables else {}),
        "profile": asked,
        **({"tables": tables} if tables else {}),
        "verdicts": [
            {
                "obligation": line.line.id,
                "state": line.state,
                "verdict": line.verdict,
                "decided_by": line.decided_by,
                "basis": line.basis,
            }
            for line in assessment.every_line
        ],
    }
    return {**content, "receipt": digest(content)}


def hashes(regulations: Sequence[Regulation]) -> dict[str, str]:
    """The hashes of the text of these rules, and of their obligations, as receipts hold them."""
    return {"text": digest(_text(regulations)), "obligations": digest(_reading(regulations))}


def _tables(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """What was counted in each table, by obligation; the rows themselves are not in a receipt, but what they were read from is named and hashed."""
    tables = assessment.tables
    for table in tables.scanned:
        counted = {
            name: dict(one.counts)
            for name, all_ in tables.verdicts.items()
            for one in all_
            if one.entity == table.entity
        }
        files = [_hash_of(file) for file in table.files]
        yield {
            "entity": table.entity,
            "table": table.shown,
            "sha256": files,
            "rows": table.rows,
            "key": table.mapping.key,
            "facts": {name: _how(said) for name, said in table.mapping.facts.items()},
            "counts": counted,
        }


def _how(said: Said) -> dict[str, Any]:
    """How a column says a fact, as a mapping file writes it: two mappings that read cells differently give two receipts."""
    plain = Said("")
    told = {f.name: getattr(said, f.name) for f in fields(said) if f.compare}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in told.items()
        if value != getattr(plain, name)
    }


@functools.cache
def _hash_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def read(file: Path) -> dict[str, Any]:
    """The receipt in a JSON file, or that of the assessment in it. Misuse where there is none."""
    try:
        data = content_of(file, MAX_BYTES)
        if len(data) > MAX_BYTES:
            raise Misuse(f"{file}: larger than {MAX_BYTES:,} bytes; a receipt is smaller")
        value = json.loads(data)
    except OSError as error:
        raise Misuse(f"{file}: {(error.strerror or 'cannot be read').lower()}; name a receipt") from None
    except (ValueError, RecursionError):
        raise Misuse(f"{file}: is no JSON; name the report or receipt that guiju assess -o report.json wrote") from None
    held = value.get("receipt") if isinstance(value, dict) else None
    if isinstance(held, dict) and "hashes" in held and "verdicts" not in held:
        raise Misuse(f"{file}: the regulator edition holds no facts to compute again; name the internal edition")
    told = held if isinstance(held, dict) else value
    if not isinstance(told, dict):
        raise Misuse(f"{file}: is no receipt of guiju; guiju assess --format json writes one")
    return told


def digest(value: Any) -> str:
    """SHA-256 over the canonical JSON of a value, in hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def differences(told: Mapping[str, Any], corpus: Corpus) -> list[str]:
    """What does not hold of a receipt, each in one line: edited since, made from other law or reading, or other verdicts today.

    KeyError, TypeError or ValueError where the receipt is none.
    """
    content = {key: value for key, value in told.items() if key != "receipt"}
    if digest(content) != told["receipt"]:
        return ["the receipt was edited: its hash is not that of its content"]
    if gone := list(_gone(told, corpus)):
        return gone
    asked = _asked(told, corpus)
    if uncounted := [*_uncounted(told.get("tables") or ()), *_miscounted(told, asked)]:
        return [*_changed(told, hashes(asked.regulations)), *uncounted]
    again = receipt(assess(asked, profile(_profile(told)), _counted(told.get("tables") or (), asked)))
    if told.get("tables"):
        again["hashes"]["tables"] = digest(told["tables"])
    return [*_changed(told, again["hashes"]), *_other_verdicts(told["verdicts"], again["verdicts"])]


def _changed(told: Mapping[str, Any], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(now):
        if told["hashes"][name] != now[name]:
            yield f"the {name} changed since (hash {told['hashes'][name][:12]}, now {now[name][:12]}): assess anew"


def _other_verdicts(told: Sequence[Mapping[str, Any]], again: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Where the verdicts, or what decided them, come out otherwise."""
    held = {entry["obligation"] for entry in told}
    if len(held) != len(told):
        yield "an obligation has two verdicts in the receipt"
    now = {entry["obligation"]: entry for entry in again}
    for name, entry in now.items():
        if name not in held:
            yield f"{name}: not in the receipt, {entry['verdict']} when computed again"
    for entry in told:
        name = entry["obligation"]
        there = now.get(name, {"verdict": "not asked"})
        if there["verdict"] != entry["verdict"]:
            yield f"{name}: {entry['verdict']} in the receipt, {there['verdict']} when computed again"
            continue
        for key in ("state", "decided_by", "basis"):
            if there[key] != entry.get(key):
                yield f"{name}: {key} {one_line(entry.get(key))} in the receipt, {one_line(there[key])} when computed again"


def _gone(told: Mapping[str, Any], corpus: Corpus) -> Iterator[str]:
    """What the receipt names and the knowledge base does not know (any more): without it nothing can be computed again."""
    for kind, known in (
        ("roles", [role.id for role in corpus.vocabulary.roles]),
        ("regulations", list(corpus.regulations)),
        ("topics", [topic.id for topic in corpus.vocabulary.topics]),
    ):
        yield from (
            f"{one_line(name)} is none of the {kind} of the knowledge base" for name in told[kind] if name not in known
        )
    yield from (finding.message for finding in defects(_profile(told), corpus))


def _uncounted(tables: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What cannot have been counted: no whole numbers, or outcomes that are not those of all rows."""
    for table in tables:
        for name, counts in table["counts"].items():
            numbers = [counts[verdict] for verdict in _VERDICTS]
            whole = all(type(n) is int and n >= 0 for n in (*numbers, table["rows"]))
            if not whole or sum(numbers) != table["rows"]:
                said = f"{one_line(name)}: what the receipt counts in the table of {one_line(table['entity'])}"
                yield f"{said} is not the number of its rows ({one_line(table['rows'])})"


def _miscounted(told: Mapping[str, Any], asked: Checklist) -> Iterator[str]:
    """What no scan counts: rows of what has none, twice of one entity, beside rows in the profile, or for other duties than all that are tested there."""
    lines, rows = of_every_party(asked), told["profile"].get("rows") or {}
    known = {entity.id for entity in asked.corpus.vocabulary.entities} - {"service"}
    seen: set[str] = set()
    for table in told.get("tables") or ():
        entity = table["entity"]
        shown = f"the table of {one_line(entity)}"
        if entity not in known:
            yield f"{shown}: there are no rows of it; entities: {', '.join(sorted(known))}"
            continue
        if entity in seen or rows.get(entity):
            yield f"{shown}: its rows stand twice in the receipt"
        seen.add(entity)
        duties = {line.id for line in lines if any(check.entity == entity for check in line.obligation.checks)}
        yield from (
            f"{one_line(name)}: is no duty tested on rows of {entity}" for name in table["counts"] if name not in duties
        )
        yield from (f"{name}: not counted in {shown}" for name in sorted(duties) if name not in table["counts"])


def _profile(told: Mapping[str, Any]) -> Document:
    return Document("receipt", told["profile"])


def _asked(told: Mapping[str, Any], corpus: Corpus) -> Checklist:
    roles = {role.id: role for role in corpus.vocabulary.roles}
    return checklist(
        corpus,
        [roles[name] for name in told["roles"]],
        date.fromisoformat(told["as_of"]),
        regulations=[corpus.regulations[name] for name in told["regulations"]],
        topics=told["topics"],
    )


def _counted(told: Iterable[Mapping[str, Any]], asked: Checklist) -> Tables:
    """The tables of a receipt: what was counted in them is taken as it stands, since the rows are not there."""
    duties = {line.id: line.obligation for line in of_every_party(asked)}
    verdicts: dict[str, tuple[TableVerdict, ...]] = {}
    for table in told:
        for name, counts in table["counts"].items():
            numbers = {verdict: int(counts[verdict]) for verdict in _VERDICTS}
            checks = [check for check in compiled(duties[name]) if check.check.entity == table["entity"]]
            used = dict.fromkeys(fact for check in checks for fact in check.reads)
            verdicts[name] = (*verdicts.get(name, ()), TableVerdict(table["entity"], numbers, (), tuple(used), ()))
    return Tables((), verdicts)


def _text(regulations: Iterable[Regulation]) -> list[Any]:
    return [[r.id, [[unit.eId, unit.zh] for unit in r.units()]] for r in regulations]


def _reading(regulations: Iterable[Regulation]) -> list[Any]:
    """The obligations as they stand in their file, without where they stand in it."""
    return [[r.id, [_entry(o.where.document, o.where.path) for o in r.obligations]] for r in regulations]


def _entry(document: Document, path: tuple[str | int, ...]) -> Any:
    value = document.value
    for key in path:
        value = value[key]
    return value
