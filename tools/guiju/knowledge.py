"""The knowledge base of a command, and the words on the command line looked up in it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from guiju import checks
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Misuse, UnsoundBase, one_line
from guiju.law.load import KINDS, VERDICT_KINDS, load
from guiju.model import Corpus, Regulation
from guiju.reasoning.facts import iso_day


class Identified(Protocol):
    @property
    def id(self) -> str: ...


Entry = TypeVar("Entry", bound=Identified)


def corpus(base: str | None, kinds: Collection[str] = KINDS) -> Corpus:
    """The knowledge base in `base`, else in the current folder, else the bundled one; UnsoundBase where files of these kinds have defects."""
    return load(knowledge_base(base, Path.cwd()), kinds)


def evaluable(base: str | None, cases: bool = False) -> Corpus:
    """The same, for commands that run its predicates; without `cases` it has what verdicts rest on, and no more.

    UnsoundBase where a predicate, or with `cases` a case, cannot be run.
    """
    found = corpus(base, KINDS if cases else VERDICT_KINDS)
    if findings := checks.findings(found, ("unsound-predicate", *(["broken-case"] if cases else []))):
        raise UnsoundBase(findings)
    return found


def look_up(words: Iterable[str], entries: Sequence[Entry], kind: str) -> tuple[Entry, ...]:
    """The entries with these ids; Misuse with a suggestion for a word that is none."""
    known = {entry.id: entry for entry in entries}
    found = {}
    for word in words:
        if word not in known:
            close = difflib.get_close_matches(word, known, n=1)
            remedy = f"did you mean {close[0]}?" if close else f"known: {', '.join(known) or 'none'}"
            raise Misuse(f"there is no {kind} '{one_line(word)}'; {remedy}")
        found[word] = known[word]
    return tuple(found.values())


def regulations(base: Corpus, words: Iterable[str]) -> tuple[Regulation, ...]:
    """The rules with these ids, short titles or aliases; all with their text where no word is given."""
    words = list(words)
    if not words:
        return tuple(base.with_articles())
    names = {
        name: r.id
        for r in base.regulations.values()
        for name in (r.short_title.zh, r.short_title.en, r.title.zh, *r.aliases)
    }
    return look_up((names.get(word, word) for word in words), tuple(base.regulations.values()), "regulation")


def day(text: str) -> date:
    """A day on the command line, YYYY-MM-DD."""
    found = iso_day(text)
    if found is None:
        raise Misuse(f"'{one_line(text)}' is no date; write YYYY-MM-DD, such as 2026-01-31")
    return found
