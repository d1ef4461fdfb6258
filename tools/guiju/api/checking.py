"""Checks a knowledge base: what all checks find, apart from what it excuses; what is known is not looked at again."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju import checks
from guiju.files.cache import Cache
from guiju.files.finding import Finding, Level, Location
from guiju.knowledge import BLOCKING_CHECKS
from guiju.law import contents

if TYPE_CHECKING:
    from guiju.model import Corpus

CheckResult = tuple[Sequence[Finding], str]
"""Findings, and in words what was checked."""


def unexcused(corpus: Corpus, today: date) -> Sequence[Finding]:
    """What all checks find in a knowledge base that was read, apart from what it excuses."""
    from guiju.maintenance import exceptions

    return exceptions.unexcused(checks.findings(corpus), corpus.exceptions, today)


def outcome(root: Path, today: date) -> CheckResult:
    """What all checks find in the knowledge base in `root` and in its drafts, which nobody keeps for long."""
    findings, summary = without_drafts(root, today)
    if not (root / "drafts").exists():
        return findings, summary
    from guiju.law.drafts import drafted
    from guiju.law.load import load

    drafts = drafted(root, load(root))
    count = Counter(span.where.value["status"] for rule in drafts.regulations.values() for span in rule.spans)
    summary += f"; {count['draft']} drafts that nobody has read" if count["draft"] else ""
    summary += f"; {count['reviewed']} drafts that were reviewed and are not complete" if count["reviewed"] else ""
    return [*findings, *checks.findings(drafts, ("broken-citation", "broken-quotation"))], summary


def without_drafts(root: Path, today: date) -> CheckResult:
    """The same without drafts: known, where nothing that it depends on has changed."""
    cache, state = Cache(root), contents.current_digest(root)
    key = cache.key(b"check", state.encode(), contents.as_typed(root).as_posix().encode(), today.isoformat().encode())
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


def blocking(root: Path, today: date, data_version: str) -> Sequence[Finding]:
    """What is wrong with the files of this version that an export or an agent would pass on as right: known, without a
    look at the files, where it was computed before."""
    cache = Cache(root)
    parts = "blocking", data_version, contents.as_typed(root).as_posix(), str(today)
    key = cache.key(*(part.encode() for part in parts))
    if text := cache.read([key]).get(key):
        return [_finding(*entry) for entry in json.loads(text)]
    # Imported here: without a change none of it is needed.
    from guiju.law.load import load
    from guiju.maintenance.exceptions import unexcused

    corpus = load(root)
    among = unexcused(checks.findings(corpus, BLOCKING_CHECKS), corpus.exceptions, today)
    found = [finding for finding in among if finding.code in BLOCKING_CHECKS]
    if corpus.data_version == data_version:
        cache.write({key: json.dumps(found, ensure_ascii=False, default=astuple).encode()})
    return found


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
