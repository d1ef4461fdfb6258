"""Check a knowledge base: each defect with file, line and column.

PATH is the folder that contains regulations/; by default the current folder if it has one, otherwise the bundled data.
First the files are read and checked against their schemas; the other checks run when that is clean. Of drafts (drafts/,
beside regulations/) only schema and quotations are checked, since nothing else reads them. Exit code 0: no
findings; 1: findings; 2: PATH contains no knowledge base.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju import checks
from guiju.files.bundled import knowledge_base
from guiju.files.cache import Cache
from guiju.files.finding import Finding, Level, Location, UnsoundBase
from guiju.law import contents
from guiju.law.contents import as_typed
from guiju.terminal.finding_formats import formats

if TYPE_CHECKING:
    from guiju.model import Corpus

PURPOSE = "Keep a knowledge base"


CheckResult = tuple[Sequence[Finding], str]
"""Findings, and in words what was checked."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="PATH", help="folder that contains regulations/")
    parser.add_argument(
        "--format", choices=sorted(formats()), default="text", help="how findings are written (default: text)"
    )
    parser.add_argument(
        "--explain", choices=["schema", *checks.codes()], metavar="CODE", help="print the manual page of a check"
    )
    parser.epilog = "checks: " + ", ".join(["schema", *checks.codes()])


def run(arguments: argparse.Namespace, today: date) -> int:
    if arguments.explain:
        print(checks.manual(arguments.explain))
        return 0
    findings: Sequence[Finding]
    collecting = gc.isenabled()
    gc.disable()  # records form no cycles, and looking for some takes an eighth of the time
    try:
        findings, summary = outcome(knowledge_base(arguments.path, Path.cwd()), today)
    except UnsoundBase as unsound:
        findings, summary = unsound.findings, "; the other checks run once these are fixed"
    finally:
        if collecting:
            gc.enable()
    print(formats()[arguments.format](findings, sys.stdout.isatty()), end="")
    if arguments.format == "text":
        print(f"{len(findings)} findings{summary}")
    return 1 if findings else 0


def outcome(root: Path, today: date) -> CheckResult:
    """What all checks find in the knowledge base in `root` and in its drafts, which nobody keeps for long."""
    findings, summary = without_drafts(root, today)
    if not (root / "drafts").exists():
        return findings, summary
    from guiju.law.drafts import drafted
    from guiju.law.load import load

    drafts = drafted(root, load(root))
    if number := sum(len(rule.spans) for rule in drafts.regulations.values()):
        summary += f"; {number} drafts that nobody has read"
    return [*findings, *checks.findings(drafts, ("broken-citation", "broken-quotation"))], summary


def without_drafts(root: Path, today: date) -> CheckResult:
    """The same without drafts: known, where nothing that it depends on has changed."""
    cache, state = Cache(root), contents.state(root)
    key = cache.key(b"check", state.encode(), as_typed(root).as_posix().encode(), today.isoformat().encode())
    if text := cache.read([key]).get(key):
        findings, summary = json.loads(text)
        return [_finding(*entry) for entry in findings], summary
    # Imported here: without a change none of it is needed.
    from guiju.maintenance.exceptions import unexcused

    corpus, found = _checked(root, cache)
    fresh = unexcused(found, corpus.exceptions, today), _summary(corpus)
    # A file may have changed since its bytes were hashed.
    if corpus.data_version == contents.version(state):
        cache.write({key: json.dumps(fresh, ensure_ascii=False, default=astuple).encode()})
    return fresh


def _checked(root: Path, cache: Cache) -> tuple[Corpus, list[Finding]]:
    """The knowledge base and what all checks find in it, exceptions too. Rules in which `of_rule` of no check finds
    anything are remembered, and not looked at again while what it is given stays as it is."""
    from guiju.law.load import load

    entry = cache.key(b"sound rules")
    known = frozenset(json.loads(cache.read([entry]).get(entry, b"[]")))  # before loading, which may forget it
    corpus = load(root)
    keys = _keys(cache, corpus)
    found = checks.by_rule(corpus, sound=[id for id, key in keys.items() if key in known])
    unsound = {id for id, _ in found}
    cache.write({entry: json.dumps([key for id, key in keys.items() if id not in unsound]).encode()})
    return corpus, [finding for _, finding in found]


def _keys(cache: Cache, corpus: Corpus) -> dict[str, str]:
    """By the id of a rule, a hash of what `of_rule` of a check is given: its files, and the words that all share."""
    from guiju.law.load import ARTICLES

    words = corpus.words
    glossary = {term.where.document.path: term.where.document.data for term in words.glossary}
    corrupt = json.dumps(sorted(words.corrupt)).encode()
    shared = cache.key(words.vocabulary.where.document.data, corrupt, *glossary.values())
    folders: dict[str, list[bytes]] = {rule.where.document.path: [] for rule in corpus.regulations.values()}
    for file in corpus.documents:
        folder = file.path.removesuffix(file.path.rpartition("/")[2]).removesuffix(f"{ARTICLES}/")
        folders.get(f"{folder}regulation.yaml", []).extend((os.fsencode(file.path), file.data))
    return {
        id: cache.key(shared, id.encode(), *folders[rule.where.document.path]).hex()
        for id, rule in corpus.regulations.items()
    }


def _finding(code: str, message: str, at: Sequence[Any], related: Sequence[Sequence[Any]], level: Level) -> Finding:
    return Finding(code, message, Location(*at), tuple((words, Location(*place)) for words, place in related), level)


def _summary(corpus: Corpus) -> str:
    from guiju.law.excerpt import in_part

    rules = list(corpus.with_articles())
    partly = f" ({n} in part)" if (n := len(in_part(rules))) else ""
    records = sum(len(r.obligations) for r in rules)
    return f" in {len(rules)} rules{partly} with {records} obligations; data version {corpus.data_version}"
