"""Folders → a knowledge base. Files that cannot be read, or do not fit their schema, are findings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from guiju.files import schema
from guiju.files.finding import Finding, Location, Unsound, UnsoundBase
from guiju.files.source import Document, fetch, parse
from guiju.law.gates import bind
from guiju.law.records import Record, build
from guiju.model import (
    AcceptedFinding,
    Case,
    Corpus,
    Correction,
    Obligation,
    Party,
    PartyExpectation,
    PenaltySearch,
    Regulation,
    Release,
    RetiredId,
    SourceLines,
    Span,
    Term,
    Vocabulary,
    Where,
)

SHARED_FILES = {
    "vocabulary.yaml": "vocabulary",
    "glossary.yaml": "glossary",
    "released.yaml": "released",
    "exceptions.yaml": "exceptions",
    "source-lines.yaml": "source-lines",
    "searched.yaml": "searched",
}
NAME = re.compile(r"(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""The slug of the schemas, which becomes a path and an id; without what Windows keeps for devices."""
RULE_FILES = {
    "regulation.yaml": "regulation",
    "retired.yaml": "retired",
    "corrections.yaml": "corrections",
    "expectations.yaml": "expectations",
}
ARTICLES = "obligations"
"""The folder of a rule that has one file an article, and the schema of these files."""
ARTICLE_FILE = re.compile(rf"{ARTICLES}/art_(?!000)(0[0-9]{{2}}|[1-9][0-9]{{2,}})(-[1-9][0-9]*)?\.yaml")
KINDS = frozenset({*SHARED_FILES.values(), *RULE_FILES.values(), ARTICLES, "case"})
VERDICT_KINDS = frozenset({"vocabulary", "regulation", "obligations", "retired", "searched"})
"""What verdicts rest on: the facts, the texts and provisions, their reading, and where penalties were looked for."""
LOOKUP_KINDS = VERDICT_KINDS | {"glossary"}
"""What can be looked up, and what is said with it."""


def load(root: Path, kinds: Collection[str] = KINDS, rules: Collection[str] | None = None) -> Corpus:
    """Load the knowledge base in `root`, the folder that holds regulations/ and, where there are some, cases/.

    Only files of these kinds, and of these rules where some are named, are parsed; the corpus lacks the others.
    Its data version is that of the whole. UnsoundBase where a file has defects: those of all files.
    """
    contents: dict[str, bytes] = {}
    documents: dict[str, Document] = {}
    findings: list[Finding] = []
    for name, kind, file in (*_files(root / "regulations"), *_case_files(root / "cases")):
        shown = _shown(file)
        try:
            _refuse_misnamed(name, kind, shown)
            contents[name] = data = fetch(file, shown)
            wanted = rules is None or "/" not in name or name.split("/")[0] in rules
            if kind is not None and kind in kinds and wanted:
                documents[name] = document = parse(data, shown)
                findings.extend(schema.defects(document, kind))
        except Unsound as unsound:
            findings.extend(unsound.findings)
    findings.extend(_missing(root / "regulations", contents, findings))
    if findings:
        raise UnsoundBase(sorted(findings, key=lambda f: f.at))
    return _corpus(documents, _data_version(contents))


def article_file(eId: str) -> str:
    """The file, in the folder of its rule, for our reading of an article: art_9__para_1 is read in obligations/art_009.yaml."""
    number, hyphen, inserted = eId.split("__")[0].removeprefix("art_").partition("-")
    return f"{ARTICLES}/art_{number:0>3}{hyphen}{inserted}.yaml"


def _place(name: str) -> tuple[int, int]:
    """The place of such a file in the order of reading: art_120-1 comes between art_120 and art_121."""
    number, _, inserted = name.rpartition("/art_")[2].removesuffix(".yaml").partition("-")
    return int(number), int(inserted or 0)


def _refuse_misnamed(name: str, kind: str | None, shown: str) -> None:
    message = ""
    if not NAME.fullmatch(name.removeprefix("case:").split("/")[0].removesuffix(".yaml")):
        message = "not a name for a rule or a case; write lower-case ASCII words joined by hyphens"
    elif kind is None and f"/{ARTICLES}" in name:
        message = f"obligations are in one file an article; name it {article_file('art_9')}, or art_120-1.yaml for 第120条之一"
    elif kind is None:
        message = "no schema fits a file of this name; rename or remove it"
    if message:
        raise Unsound([Finding("unknown-file", message, Location(shown))])


def _files(folder: Path) -> Iterator[tuple[str, str | None, Path]]:
    """(name under regulations/, its schema or None, path), sorted."""
    for entry in _visible(folder):
        if entry.is_dir() and entry.name not in SHARED_FILES:
            for file in _visible(entry):
                inside = _visible(file) if file.name == ARTICLES and file.is_dir() else [file]
                for path in inside:
                    name = path.relative_to(entry).as_posix()
                    kind = ARTICLES if ARTICLE_FILE.fullmatch(name) else RULE_FILES.get(name)
                    yield f"{entry.name}/{name}", kind, path
        else:
            yield entry.name, SHARED_FILES.get(entry.name), entry


def _case_files(folder: Path) -> Iterator[tuple[str, str | None, Path]]:
    for file in _visible(folder) if folder.is_dir() else ():
        yield f"case:{file.stem}", "case" if file.suffix == ".yaml" else None, file


def _visible(folder: Path) -> list[Path]:
    """What is in a folder, sorted; names that begin with a dot are an editor's."""
    return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))


def _missing(folder: Path, present: Collection[str], findings: list[Finding]) -> Iterator[Finding]:
    broken = {finding.at.path for finding in findings}
    wanted = ["vocabulary.yaml", "glossary.yaml"]
    wanted += sorted({name.split("/")[0] + "/regulation.yaml" for name in present if "/" in name})
    for name in wanted:
        shown = _shown(folder / name)
        if name not in present and shown not in broken:
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


def _corpus(documents: dict[str, Document], data_version: str) -> Corpus:
    vocabulary, glossary, released, exceptions, source_lines, searched = (documents.get(name) for name in SHARED_FILES)
    words = build(Vocabulary, vocabulary.value, Where(vocabulary)) if vocabulary else Vocabulary()
    regulations = {}
    for name in sorted(documents):
        if name.endswith("/regulation.yaml"):
            rule = name.split("/")[0]
            regulations[rule] = _regulation(rule, documents, words.parties)
    return Corpus(
        vocabulary=words,
        glossary=_list(Term, glossary, "terms"),
        regulations=regulations,
        releases=_list(Release, released, "releases"),
        exceptions=_list(AcceptedFinding, exceptions, "exceptions"),
        cases=_cases(documents),
        data_version=data_version,
        source_lines=build(SourceLines, source_lines.value, Where(source_lines)) if source_lines else None,
        penalty_search=build(PenaltySearch, searched.value, Where(searched)) if searched else None,
        documents=tuple(documents.values()),
    )


def _cases(documents: dict[str, Document]) -> dict[str, Case]:
    found = {n.removeprefix("case:"): d for n, d in documents.items() if n.startswith("case:")}
    return {slug: build(Case, document.value, Where(document), id=slug) for slug, document in sorted(found.items())}


def _regulation(rule: str, documents: dict[str, Document], parties: tuple[Party, ...]) -> Regulation:
    document = documents[f"{rule}/regulation.yaml"]
    in_order = sorted((n for n in documents if n.startswith(f"{rule}/{ARTICLES}/")), key=_place)
    articles = [documents[name] for name in in_order]
    return replace(
        build(Regulation, document.value, Where(document), id=rule),
        obligations=tuple(bind(o, parties) for file in articles for o in _list(Obligation, file, "obligations")),
        spans=tuple(span for file in articles for span in _list(Span, file, "spans")),
        retired=_list(RetiredId, documents.get(f"{rule}/retired.yaml"), "retired"),
        corrections=_list(Correction, documents.get(f"{rule}/corrections.yaml"), "corrections"),
        expected=_list(PartyExpectation, documents.get(f"{rule}/expectations.yaml"), "parties"),
    )


def _list(kind: type[Record], document: Document | None, key: str) -> tuple[Record, ...]:
    entries = document.value.get(key, []) if document else []
    return tuple(build(kind, entry, Where(document, (key, i))) for i, entry in enumerate(entries) if document)


def _data_version(contents: dict[str, bytes]) -> str:
    """A hash of the bytes of all files. Anybody can compute it, in the folder that holds regulations/ and cases/:

    find regulations cases -name '*.yaml' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c -12
    """
    paths = {
        f"cases/{name.removeprefix('case:')}.yaml" if name.startswith("case:") else f"regulations/{name}": data
        for name, data in contents.items()
    }
    lines = (f"{hashlib.sha256(paths[path]).hexdigest()}  {path}\n" for path in sorted(paths))
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:12]
