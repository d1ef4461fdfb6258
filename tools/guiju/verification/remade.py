"""The assessment made again from its receipt, and what makes that impossible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from guiju import __version__
from guiju.assessment import Assessment, assess
from guiju.assessment.profile import defects, profile
from guiju.assessment.receipt import PARTICULARS, PROFILE
from guiju.assessment.rows import counting
from guiju.assessment.tables import Table, Tables
from guiju.files import schema
from guiju.files.finding import Finding
from guiju.model import Corpus
from guiju.model.profile import Profile, Workbook
from guiju.reasoning.checklist import Checklist, checklist
from guiju.verification.json_file import Part, ProfilePart
from guiju.verification.sealed import Sealed
from guiju.verification.tables import impossible_counts, misplaced, recorded
from guiju.verification.values import Difference, shown

Scan = Callable[[Checklist, Profile, Sequence[Mapping[str, Any]]], Tables]
"""What scans the tables of a receipt again: (what is asked, the profile, the tables as recorded) → Tables."""


def same_making(sealed: Sealed, corpus: Corpus) -> bool:
    """Whether it was made with this data and this version of guiju, so that the report can be made again word by word."""
    return bool(sealed.receipt["data_version"] == corpus.data_version and sealed.receipt["guiju"] == __version__)


def unfit(sealed: Sealed, corpus: Corpus) -> Iterator[Difference]:
    """Why the assessment cannot be made again: what does not fit the schema, or names what the knowledge base does not know."""
    receipt, whole = sealed.receipt, Part(sealed.file.path, sealed.receipt, whole=sealed.file, prefix=sealed.path)
    if found := list(schema.defects(whole, "receipt")):
        yield from (as_difference(sealed, finding) for finding in found)
        return
    for kind, known in (
        ("roles", [role.id for role in corpus.vocabulary.roles]),
        ("regulations", list(corpus.regulations)),
        ("topics", [topic.id for topic in corpus.vocabulary.topics]),
    ):
        for place, name in enumerate(receipt[kind]):
            if name not in known:
                message = f"is {shown(name)}, which is not one of the {kind} of the knowledge base"
                yield Difference((*sealed.path, kind, place), message)
    yield from (as_difference(sealed, finding) for finding in defects(_profile(sealed), corpus))


def unfit_tables(sealed: Sealed, corpus: Corpus) -> Iterator[Difference]:
    """What cannot have been counted in the tables of a receipt that fits else."""
    tables = sealed.receipt.get("tables") or ()
    found = list(impossible_counts(tables))
    if same_making(sealed, corpus):
        found += misplaced(sealed.receipt, asked(sealed, corpus))
    yield from (replace(one, path=(*sealed.path, *one.path)) for one in found)


def remade(sealed: Sealed, corpus: Corpus, scan: Scan | None = None) -> Assessment:
    """The assessment of a receipt that fits, made again; `scan` counts the rows of its tables again."""
    receipt, wanted = sealed.receipt, asked(sealed, corpus)
    made, listed = profile(_profile(sealed)), receipt["particulars"].get("workbooks") or ()
    books = tuple(Workbook(book["data_version"], tuple(book["stale"])) for book in listed)
    made, stated = replace(made, workbooks=books), receipt.get("tables") or ()
    service = counting(made, corpus.vocabulary, wanted.as_of).rows.get("service", {}).get("service", {})
    tables = recorded(stated, wanted, service, listed_breaches(sealed.report) if sealed.report else {})
    if scan is not None and stated:
        tables = _as_recorded(scan(wanted, made, stated), tables)
    return assess(wanted, made, tables)


def asked(sealed: Sealed, corpus: Corpus) -> Checklist:
    """The checklist that a receipt answers."""
    receipt, roles = sealed.receipt, {role.id: role for role in corpus.vocabulary.roles}
    return checklist(
        corpus,
        [roles[name] for name in receipt["roles"]],
        date.fromisoformat(receipt["as_of"]),
        receipt["particulars"]["language"],
        [corpus.regulations[name] for name in receipt["regulations"]],
        receipt["topics"],
    )


def _profile(sealed: Sealed) -> ProfilePart:
    """The profile in a receipt, whole."""
    receipt = sealed.receipt
    value = {key: receipt["profile"][key] for key in PROFILE} | {
        key: receipt["particulars"][key] for key in PARTICULARS
    }
    return ProfilePart(sealed.file.path, value, whole=sealed.file, prefix=sealed.path)


def _as_recorded(scanned: Tables, stated: Tables) -> Tables:
    """Tables that were scanned again, by the names that the receipt gives them: they may lie elsewhere, and another engine may read them.

    Another engine finds other rows first, and hashed keys need their secret: then the breaches are those that the report lists.
    """
    names = {table.entity: table for table in stated.scanned}
    again, taken = [], set()
    for table in scanned.scanned:
        before: Table = names[table.entity]
        if before.engine != table.engine or before.keys != table.keys:
            taken.add(table.entity)
        again.append(replace(table, shown=before.shown, engine=before.engine, first=before.first, keys=before.keys))
    verdicts = {
        name: tuple(
            replace(one, breaches=old.breaches)
            if one.entity in taken
            and (old := next((o for o in stated.of(name) if o.entity == one.entity), None)) is not None
            else one
            for one in several
        )
        for name, several in scanned.verdicts.items()
    }
    return Tables(tuple(again), verdicts)


def listed_breaches(report: Mapping[str, Any]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """(entity, duty) → the breaches that a report lists; none where it does not list them as reports do. Their hash is in the receipt."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for line in _listed(report, "lines"):
        for table in _listed(line, "tables"):
            entries = [
                entry
                for entry in _listed(table, "breaches")
                if isinstance(entry.get("key"), str | None)
                and isinstance(entry.get("facts"), dict)
                and all(isinstance(value, str | None) for value in entry["facts"].values())
            ]
            if isinstance(line.get("obligation"), str) and isinstance(table.get("entity"), str):
                found[table["entity"], line["obligation"]] = entries
    return found


def _listed(value: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    entries = value.get(key)
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def as_difference(sealed: Sealed, finding: Finding) -> Difference:
    """A finding in a file as a difference: at the path of its place."""
    return Difference(sealed.file.path_at(finding.at), finding.message, finding.at)
