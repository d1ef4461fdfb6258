"""The assessment made again from its receipt, and what makes that impossible."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from guiju import __version__
from guiju.assessment import Assessment, assess
from guiju.assessment.profile import defects, profile
from guiju.assessment.receipt import PARTICULARS, PROFILE
from guiju.assessment.rows import effective_facts
from guiju.assessment.scanned import ScanResults
from guiju.files import schema
from guiju.files.finding import Finding
from guiju.files.source import Document, PlacedElsewhere, Steps
from guiju.model import Corpus
from guiju.model.profile import Profile, StaleRow, Workbook
from guiju.reasoning.checklist import Checklist, checklist
from guiju.verification.sealed import Sealed, is_older
from guiju.verification.tables import impossible_counts, misplaced, recorded
from guiju.verification.values import Mismatch, value_text

Scan = Callable[[Checklist, Profile, Sequence[Mapping[str, Any]]], ScanResults]
"""What scans the tables of a receipt again: (the checklist, the profile, the tables as recorded) → ScanResults."""


def same_making(sealed: Sealed, corpus: Corpus) -> bool:
    """Whether it was made with this data and this version of guiju, so that the report can be made again verbatim."""
    made = sealed.receipt["data_version"], sealed.receipt["guiju"]
    return made == (corpus.data_version, __version__) and not is_older(sealed)


def unfit(sealed: Sealed, corpus: Corpus) -> list[Mismatch]:
    """Why the assessment cannot be made again: its shape, then unknown names, then impossible counts of tables."""
    inside = PlacedElsewhere(sealed.file.path, sealed.receipt, place_of=lambda path: (sealed.file, sealed.path + path))
    return (
        [as_mismatch(sealed, finding) for finding in schema.defects(inside, "receipt")]
        or [*_unknown(sealed, corpus), *(as_mismatch(sealed, one) for one in defects(_profile(sealed), corpus))]
        or [replace(one, path=(*sealed.path, *one.path)) for one in _unfit_tables(sealed, corpus)]
    )


def _unknown(sealed: Sealed, corpus: Corpus) -> Iterator[Mismatch]:
    known: Mapping[str, Collection[str]] = {
        "roles": [role.id for role in corpus.vocabulary.roles],
        "regulations": corpus.regulations,
        "topics": [topic.id for topic in corpus.vocabulary.topics],
    }
    for kind, names in known.items():
        for place, name in enumerate(sealed.receipt[kind]):
            if name not in names:
                message = f"is {value_text(name)}, which is not one of the {kind} of the knowledge base"
                yield Mismatch((*sealed.path, kind, place), message)


def _unfit_tables(sealed: Sealed, corpus: Corpus) -> Iterator[Mismatch]:
    """Counts that cannot be those of a table."""
    yield from impossible_counts(sealed.receipt.get("tables") or ())
    if same_making(sealed, corpus):
        yield from misplaced(sealed.receipt, checklist_of(sealed, corpus))


def remake(sealed: Sealed, corpus: Corpus, scan: Scan | None = None) -> Assessment:
    """The assessment of a receipt that fits, made again; `scan` counts the rows of its tables again."""
    receipt, checked, stated = sealed.receipt, checklist_of(sealed, corpus), sealed.receipt.get("tables") or ()
    place = sealed.file.at(*sealed.path, "particulars", "workbooks")
    workbooks = [
        Workbook(book["data_version"], tuple(StaleRow(n, place, corpus.obligation(n) is None) for n in book["stale"]))
        for book in receipt["particulars"].get("workbooks") or ()
    ]
    made = replace(profile(_profile(sealed)), workbooks=tuple(workbooks))
    service = effective_facts(made, corpus.vocabulary, checked.as_of).service
    tables = recorded(stated, checked, service, listed_breaches(sealed.report) if sealed.report else {})
    if scan is not None and stated:
        tables = _as_recorded(scan(checked, made, stated), tables)
    return assess(checked, made, tables)


def checklist_of(sealed: Sealed, corpus: Corpus) -> Checklist:
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


def _profile(sealed: Sealed) -> Document:
    """The profile in a receipt, whole: verdicts rest on one part of it, the particulars are beside that."""
    part_of = {**dict.fromkeys(PROFILE, "profile"), **dict.fromkeys(PARTICULARS, "particulars")}
    value = {key: sealed.receipt[part][key] for key, part in part_of.items()}

    def place_of(path: Steps) -> tuple[Document, Steps]:
        return sealed.file, (*sealed.path, part_of[str(path[0])] if path else "profile", *path)

    return PlacedElsewhere(sealed.file.path, value, place_of=place_of)


def _as_recorded(scanned: ScanResults, stated: ScanResults) -> ScanResults:
    """Tables scanned again, named as in the receipt: they may have moved. Another engine meets other rows first, and
    hashed keys need their secret: then the breaches are those of the report."""
    before = {table.entity: table for table in stated.scanned}
    again, as_listed = [], set()
    for table in scanned.scanned:
        old = before[table.entity]
        if old.engine != table.engine or old.keys != table.keys:
            as_listed.add(table.entity)
        again.append(replace(table, location=old.location, engine=old.engine, first=old.first, keys=old.keys))
    listed = {(name, one.entity): one.breaches for name, several in stated.verdicts.items() for one in several}
    verdicts = {
        name: tuple(
            replace(one, breaches=listed.get((name, one.entity), one.breaches)) if one.entity in as_listed else one
            for one in several
        )
        for name, several in scanned.verdicts.items()
    }
    return ScanResults(tuple(again), verdicts)


def listed_breaches(report: Mapping[str, Any]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """(entity, duty) → the breaches that a report lists, if in the right form. Their hash is in the receipt."""
    return {
        (table["entity"], line["obligation"]): [entry for entry in _objects(table, "breaches") if _is_breach(entry)]
        for line in _objects(report, "lines")
        for table in _objects(line, "tables")
        if isinstance(line.get("obligation"), str) and isinstance(table.get("entity"), str)
    }


def _objects(value: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    entries = value.get(key)
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _is_breach(entry: Mapping[str, Any]) -> bool:
    key, facts = entry.get("key"), entry.get("facts")
    return isinstance(facts, dict) and all(isinstance(value, str | None) for value in (key, *facts.values()))


def as_mismatch(sealed: Sealed, finding: Finding) -> Mismatch:
    """A finding in a file as a mismatch at the path of its place."""
    return Mismatch(sealed.file.path_at(finding.at), finding.message, finding.at)
