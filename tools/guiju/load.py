"""Folders → a knowledge base. Files that cannot be read, or do not fit their schema, are findings."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from guiju import schema
from guiju.finding import Finding, Location
from guiju.model import (
    AcceptedFinding,
    Case,
    Corpus,
    Correction,
    Expected,
    Obligation,
    Regulation,
    Release,
    Retired,
    Span,
    Term,
    Vocabulary,
    Where,
)
from guiju.records import Record, build
from guiju.source import Document, read

SHARED_FILES = {
    "vocabulary.yaml": "vocabulary",
    "glossary.yaml": "glossary",
    "released.yaml": "released",
    "exceptions.yaml": "exceptions",
}
NAME = re.compile(r"(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""The slug of the schemas, which becomes a path and an id; without what Windows keeps for devices."""
RULE_FILES = {
    "regulation.yaml": "regulation",
    "obligations.yaml": "obligations",
    "corrections.yaml": "corrections",
    "expectations.yaml": "expectations",
}


@dataclass(frozen=True)
class Loaded:
    """A knowledge base, or what keeps it from being one: `corpus` is None exactly when there are findings."""

    corpus: Corpus | None
    findings: tuple[Finding, ...]


def load(root: Path) -> Loaded:
    """Load the knowledge base in `root`, the folder that holds regulations/ and, where there are some, cases/."""
    documents: dict[str, Document] = {}
    findings: list[Finding] = []
    for name, kind, file in (*_files(root / "regulations"), *_case_files(root / "cases")):
        shown = _shown(file)
        if not NAME.fullmatch(name.removeprefix("case:").split("/")[0].removesuffix(".yaml")):
            message = "no name for a rule or a case; write lower-case ASCII words joined by hyphens"
            findings.append(Finding("unknown-file", message, Location(shown)))
            continue
        if kind is None:
            findings.append(
                Finding(
                    "unknown-file",
                    "no schema is for a file of this name; rename or remove it",
                    Location(shown),
                )
            )
            continue
        document = read(file, shown)
        if isinstance(document, Finding):
            findings.append(document)
            continue
        documents[name] = document
        findings.extend(schema.defects(document, kind))
    findings.extend(_missing(root / "regulations", documents, findings))
    if findings:
        return Loaded(None, tuple(sorted(findings, key=lambda f: f.at)))
    return Loaded(_corpus(documents), ())


def _files(folder: Path) -> Iterator[tuple[str, str | None, Path]]:
    """(name under regulations/, its schema or None, path), sorted; files that begin with a dot are not ours."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and entry.name not in SHARED_FILES:
            for file in sorted(entry.iterdir()):
                if not file.name.startswith("."):
                    yield f"{entry.name}/{file.name}", RULE_FILES.get(file.name), file
        else:
            yield entry.name, SHARED_FILES.get(entry.name), entry


def _case_files(folder: Path) -> Iterator[tuple[str, str | None, Path]]:
    if folder.is_dir():
        for file in sorted(folder.iterdir()):
            if not file.name.startswith("."):
                yield f"case:{file.stem}", "case" if file.suffix == ".yaml" else None, file


def _missing(folder: Path, documents: dict[str, Document], findings: list[Finding]) -> Iterator[Finding]:
    broken = {finding.at.path for finding in findings}
    wanted = ["vocabulary.yaml", "glossary.yaml"]
    wanted += sorted({name.split("/")[0] + "/regulation.yaml" for name in documents if "/" in name})
    for name in wanted:
        shown = _shown(folder / name)
        if name not in documents and shown not in broken:
            yield Finding(
                "missing-file",
                "is missing; create it (guiju new regulation ID makes a rule's files)",
                Location(shown),
            )


def _shown(file: Path) -> str:
    """The path as a user would type it: relative to the current folder where it lies below it."""
    try:
        return (Path.cwd() / file).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()


def _corpus(documents: dict[str, Document]) -> Corpus:
    regulations = {}
    for name in sorted(documents):
        if name.endswith("/regulation.yaml"):
            rule = name.split("/")[0]
            regulations[rule] = _regulation(rule, documents)
    vocabulary, glossary, released, exceptions = (documents.get(name) for name in SHARED_FILES)
    return Corpus(
        vocabulary=build(Vocabulary, vocabulary.value, Where(vocabulary)) if vocabulary else Vocabulary(),
        glossary=_list(Term, glossary, "terms"),
        regulations=regulations,
        releases=_list(Release, released, "releases"),
        exceptions=_list(AcceptedFinding, exceptions, "exceptions"),
        cases=_cases(documents),
        data_version=_data_version(documents),
    )


def _cases(documents: dict[str, Document]) -> dict[str, Case]:
    found = {n.removeprefix("case:"): d for n, d in documents.items() if n.startswith("case:")}
    return {slug: build(Case, document.value, Where(document), id=slug) for slug, document in sorted(found.items())}


def _regulation(rule: str, documents: dict[str, Document]) -> Regulation:
    document = documents[f"{rule}/regulation.yaml"]
    obligations = documents.get(f"{rule}/obligations.yaml")
    return replace(
        build(Regulation, document.value, Where(document), id=rule),
        obligations=_list(Obligation, obligations, "obligations"),
        spans=_list(Span, obligations, "spans"),
        retired=_list(Retired, obligations, "retired"),
        corrections=_list(Correction, documents.get(f"{rule}/corrections.yaml"), "corrections"),
        expected=_list(Expected, documents.get(f"{rule}/expectations.yaml"), "parties"),
    )


def _list(kind: type[Record], document: Document | None, key: str) -> tuple[Record, ...]:
    entries = document.value.get(key, []) if document else []
    return tuple(build(kind, entry, Where(document, (key, i))) for i, entry in enumerate(entries) if document)


def _data_version(documents: dict[str, Document]) -> str:
    content = {name: document.value for name, document in documents.items()}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
