"""Drafts of obligations, in drafts/ beside regulations/: whether they are sound. Nothing else reads that folder."""

from dataclasses import replace
from pathlib import Path

from guiju.files import schema
from guiju.files.finding import Finding, Location, Unsound, UnsoundBase
from guiju.files.source import read
from guiju.law.contents import as_typed
from guiju.law.load import article_file
from guiju.model import Corpus, Span, Where

FOLDER = "drafts"


def draft_file(rule: str, eId: str) -> str:
    """The file of a knowledge base with the drafts of an article: drafts/ID/art_009.yaml."""
    return f"{FOLDER}/{rule}/{article_file(eId).rpartition('/')[2]}"


def drafted(root: Path, corpus: Corpus) -> Corpus:
    """The rules that have drafts, with these for spans and without obligations: their words can be checked like any
    that are quoted. UnsoundBase where a file has defects."""
    spans: dict[str, list[Span]] = {}
    findings: list[Finding] = []
    for file in sorted((root / FOLDER).glob("*/art_*.yaml")):
        path, rule = as_typed(file).as_posix(), file.parent.name
        if rule not in corpus.regulations:
            message = f"drafts of a rule that is not there: {rule}; move them to drafts/ID of the rule, or remove them"
            findings.append(Finding("unknown-file", message, Location(path)))
            continue
        try:
            document = read(file, path)
        except Unsound as unsound:
            findings += unsound.findings
            continue
        if defects := list(schema.defects(document, FOLDER)):
            findings += defects
            continue
        for place in ((key, at) for key, entries in document.value.items() for at in range(len(entries))):
            where = Where(document).inner(*place)  # of a draft only the words are looked at: its kind does not matter
            span = Span("scope", where.value["eId"], tuple(where.value["quote"]), where=where)
            spans.setdefault(rule, []).append(span)
    if findings:
        raise UnsoundBase(findings)
    rules = {id: replace(corpus.regulations[id], obligations=(), spans=tuple(own)) for id, own in spans.items()}
    return replace(corpus, regulations=rules, glossary=())
