"""Folders → a knowledge base. Files that cannot be read, or do not fit their schema, are findings."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from guiju.files import bundled
from guiju.files.finding import Finding, Location, Unsound, UnsoundBase
from guiju.files.source import Document, fetch
from guiju.law.contents import ANSWERS, as_typed, digest, files, files_of, rule_of, version
from guiju.law.documents import Source, documents
from guiju.law.gates import bind
from guiju.law.places import numbered
from guiju.law.records import RecordType, build
from guiju.model import (
    AcceptedFinding,
    AnswerCard,
    Case,
    Corpus,
    Correction,
    Leaflet,
    Obligation,
    Party,
    PartyExpectation,
    PenaltySearch,
    Regulation,
    Release,
    RetiredId,
    Scenario,
    Signatures,
    SourceLines,
    Span,
    Subject,
    Term,
    Vocabulary,
    Where,
)

NAME = re.compile(r"(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""The slug of the schemas, which becomes a path and an id; without those that Windows keeps for devices."""
ARTICLES = "obligations"
"""The folder of a rule that has one file per article, and the schema of these files."""
_VERSION = re.compile(r"regulation@([0-9]{4}-[0-9]{2}-[0-9]{2}|undated)")
_ARTICLE = re.compile(r"art_(?!000)(0[0-9]{2}|[1-9][0-9]{2,})(-[1-9][0-9]*)?")
_SHARED = ("vocabulary", "glossary", "released", "exceptions", "source-lines", "searched", "leaflets", "questions")
_OF_A_RULE = ("regulation", "retired", "corrections", "expectations", "scenarios", "signed")
KINDS = frozenset({*_SHARED, *_OF_A_RULE, ARTICLES, ANSWERS, "case"})
"""What a file can be: the name of its schema."""
VERDICT_KINDS = frozenset({"vocabulary", "regulation", "obligations", "retired", "searched"})
"""What verdicts rest on: the facts, the texts and provisions, their reading, and where penalties were looked for."""
LOOKUP_KINDS = VERDICT_KINDS | {"glossary", "source-lines"}
"""What lookups read: the rules, the glossary, and which rules come first."""
SEARCH_KINDS = LOOKUP_KINDS | {"case", "leaflets", "questions", ANSWERS}
"""What can be searched."""

Documents = Mapping[str, Document]
"""The parsed files by path, from the folder that contains regulations/ and cases/, with strokes as on every system."""


def load(
    root: Path,
    kinds: Collection[str] = KINDS,
    rules: Collection[str] | None = None,
    data_version: str | None = None,
) -> Corpus:
    """Load the knowledge base in `root`, the folder that contains regulations/ and, where there are some, cases/.

    Only files of these kinds, and of these rules where some are named, are parsed; the corpus lacks the others.
    Its data version is that of the whole; where it is given, no more files are read than are parsed. UnsoundBase where
    a file has defects: those of all files that were read.
    """
    hashes: dict[str, str] = {}
    sources: list[Source] = []
    findings: list[Finding] = []
    typed = as_typed(root)
    for name, file in files(root) if data_version is None else _files_for(root, kinds, rules or ()):
        path = (typed / name).as_posix()
        try:
            kind = _kind(name, path)
            data = fetch(Path(file), path)
            hashes[name] = hashlib.sha256(data).hexdigest()
            if kind in kinds and (rules is None or not rule_of(name) or rule_of(name) in rules):
                sources.append(Source(name, path, kind, data))
        except Unsound as unsound:
            findings.extend(unsound.findings)
    parsed, defects = documents(root, sources, all_there_are=data_version is None and len(sources) == len(hashes))
    findings += defects
    if data_version is None:
        findings.extend(_missing(typed, hashes, {finding.at.path for finding in findings}))
    if findings:
        raise UnsoundBase(sorted(findings, key=lambda f: f.at))
    return _corpus(parsed, data_version or version(digest(hashes)), bundled.is_ours(root))


def _files_for(root: Path, kinds: Collection[str], rules: Collection[str]) -> Iterator[tuple[str, str]]:
    """The files of these rules, and of those that all share, the ones of these kinds."""
    for name in (f"regulations/{kind}.yaml" for kind in _SHARED if kind in kinds):
        if (root / name).exists():
            yield name, f"{root}/{name}"
    for folder in (*sorted(rules), *([ANSWERS] if ANSWERS in kinds else [])):
        yield from files_of(root, folder)
    if "case" in kinds:
        yield from ((name, file) for name, file in files(root) if name.startswith("cases/"))


def article_file(eId: str) -> str:
    """The file of a rule with our reading of an article: that of art_9__para_1 is in obligations/art_009.yaml."""
    number, hyphen, inserted = eId.split("__")[0].removeprefix("art_").partition("-")
    return f"{ARTICLES}/art_{number:0>3}{hyphen}{inserted}.yaml"


def _place(name: str) -> tuple[int, int]:
    """The place of such a file in the order of reading: art_120-1 comes between art_120 and art_121."""
    number, _, inserted = name.rpartition("/art_")[2].removesuffix(".yaml").partition("-")
    return int(number), int(inserted or 0)


def _kind(name: str, path: str) -> str:
    """What the file of this name is. Unsound where no schema is for it."""
    if not NAME.fullmatch(name.split("/")[1].removesuffix(".yaml")):
        message = "not a name for a rule or a case; write lower-case ASCII words joined by hyphens"
        raise Unsound([Finding("unknown-file", message, Location(path))])
    match name.removesuffix(".yaml").split("/") if name.endswith(".yaml") else ():
        case ["regulations", kind] if kind in _SHARED:
            return kind
        case ["regulations", folder, role] if folder == ANSWERS and NAME.fullmatch(role):
            return ANSWERS
        case ["regulations", _, kind] if kind in _OF_A_RULE:
            return kind
        case ["regulations", _, version] if _VERSION.fullmatch(version):
            return "regulation"
        case ["regulations", _, folder, article] if folder == ARTICLES and _ARTICLE.fullmatch(article):
            return ARTICLES
        case ["cases", _]:
            return "case"
    message = "no schema fits a file of this name; rename or remove it"
    if f"/{ARTICLES}" in name:
        example = article_file("art_9")
        message = f"obligations have one file per article; name it {example}, or art_120-1.yaml for 第120条之一"
    raise Unsound([Finding("unknown-file", message, Location(path))])


def _missing(typed: Path, present: Collection[str], broken: Collection[str]) -> Iterator[Finding]:
    rules = sorted({rule for name in present if (rule := rule_of(name))})
    read = any(f"/{ARTICLES}/" in name or name.startswith("cases/") for name in present)
    words = ("vocabulary.yaml",) if read else ()  # texts alone need no words of ours
    for name in (*words, *(f"{rule}/regulation.yaml" for rule in rules)):
        path = (typed / "regulations" / name).as_posix()
        if f"regulations/{name}" not in present and path not in broken:
            remedy = "create it (guiju new regulation ID makes a rule's files)"
            if name in words:
                remedy = "say in it which parties, roles, topics and facts there are (guiju new schemas: its schema)"
            message = f"is missing; {remedy}"
            yield Finding("missing-file", message, Location(path))


def _corpus(parsed: Documents, data_version: str, is_ours: bool) -> Corpus:
    vocabulary, glossary, released, exceptions, source_lines, searched, leaflets, questions = (
        parsed.get(f"regulations/{name}.yaml") for name in _SHARED
    )
    words = build(Vocabulary, Where(vocabulary)) if vocabulary else Vocabulary()
    rules = [name.split("/")[1] for name in sorted(parsed) if name.endswith("/regulation.yaml")]
    own: dict[str, dict[str, Document]] = {rule: {} for rule in rules}
    for name, document in parsed.items():
        if rule := rule_of(name):
            own[rule][name.split("/", 2)[2]] = document
    cards = [(Path(name).stem, parsed[name]) for name in sorted(parsed) if name.startswith(f"regulations/{ANSWERS}/")]
    cases = sorted(Path(name).stem for name in parsed if name.startswith("cases/"))
    return Corpus(
        vocabulary=words,
        glossary=_list(Term, glossary, "terms"),
        regulations={rule: _regulation(rule, own[rule], words.parties) for rule in rules},
        releases=_list(Release, released, "releases"),
        exceptions=_list(AcceptedFinding, exceptions, "exceptions"),
        cases={slug: build(Case, Where(parsed[f"cases/{slug}.yaml"]), id=slug) for slug in cases},
        data_version=data_version,
        source_lines=build(SourceLines, Where(source_lines)) if source_lines else None,
        penalty_search=build(PenaltySearch, Where(searched)) if searched else None,
        leaflets=_list(Leaflet, leaflets, "leaflets"),
        subjects=_list(Subject, questions, "subjects"),
        answers=tuple(card for role, file in cards for card in _list(AnswerCard, file, "answers", role=role)),
        alike=tuple(tuple(words) for words in questions.value.get("alike", ())) if questions else (),
        documents=tuple(parsed.values()),
        is_ours=is_ours,
    )


def _regulation(rule: str, own: Documents, parties: tuple[Party, ...]) -> Regulation:
    """A rule from its own files, by their names in its folder."""
    articles = [own[name] for name in sorted((n for n in own if n.startswith(f"{ARTICLES}/")), key=_place)]
    read = replace(
        build(Regulation, Where(own["regulation.yaml"]), id=rule),
        obligations=tuple(bind(o, parties) for file in articles for o in _list(Obligation, file, "obligations")),
        spans=tuple(span for file in articles for span in _list(Span, file, "spans")),
        retired=_list(RetiredId, own.get("retired.yaml"), "retired"),
        corrections=_list(Correction, own.get("corrections.yaml"), "corrections"),
        expected=_list(PartyExpectation, own.get("expectations.yaml"), "parties"),
        scenarios=_list(Scenario, own.get("scenarios.yaml"), "scenarios"),
        signatures=build(Signatures, Where(signed)) if (signed := own.get("signed.yaml")) else None,
        versions=tuple(build(Regulation, Where(own[name]), id=rule) for name in sorted(own) if "@" in name),
    )
    return numbered(read)


def _list(kind: type[RecordType], document: Document | None, key: str, **extra: Any) -> tuple[RecordType, ...]:
    entries = document.value.get(key, []) if document else []
    return tuple(build(kind, Where(document).inner(key, index), **extra) for index in range(len(entries)) if document)
