"""Composes the assessment of a service from the selected duties, its files and its tables."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guiju import knowledge
from guiju.api.arguments import Day, Words, as_day, as_path, as_word, as_words
from guiju.api.checklists import checklist
from guiju.assessment import Assessment, assess
from guiju.assessment.profile import given_profile
from guiju.assessment.sources import MadeFor, consistent, read_all, workbooks
from guiju.files.display import Records
from guiju.files.finding import Misuse, one_line
from guiju.model import Corpus, Lang
from guiju.model.profile import Profile
from guiju.reasoning.checklist import Checklist

if TYPE_CHECKING:
    from guiju.reasoning.replay import ReplayResult
    from guiju.tables.request import TablesRequest

File = str | os.PathLike[str]
Facts = Mapping[str, object] | File | Sequence[File]
"""The facts of a service, a profile, or files of them."""


def assessment(
    corpus: Corpus,
    facts: Facts,
    role: Words,
    rule: Words,
    topic: Words,
    as_of: Day | None,
    lang: Lang | None,
    tables: TablesRequest | None,
) -> Assessment:
    """The assessment of what is named, else of what filled workbooks were made for, else of everything, in Chinese."""
    chosen, profile = chosen_and_read(corpus, facts, role, rule, topic, as_of, lang)
    if tables is None:
        return assess(chosen, profile)
    from guiju.tables.request import scan_all  # what has no tables needs nothing of it

    return assess(chosen, profile, scan_all(tables, chosen, profile))


def chosen_and_read(
    corpus: Corpus, facts: Facts, role: Words, rule: Words, topic: Words, as_of: Day | None, lang: Lang | None
) -> tuple[Checklist, Profile]:
    """The checklist of what is named, else of what filled workbooks were made for; and the facts, read for it."""
    if isinstance(facts, Mapping):
        chosen = checklist(corpus, role, rule, topic, as_of, lang or "zh")
        return chosen, profile_of(facts, chosen)
    files = _named(facts)
    books = workbooks(files, as_words(role, "role"))
    made = MadeFor.of(books, len(books) == len(files))
    selection = role or made.roles, rule or made.regulations, topic or made.topics
    chosen = checklist(corpus, *selection, as_of, lang or made.language)
    return chosen, read_all(files, books, chosen)


def profile_of(facts: Facts, chosen: Checklist) -> Profile:
    """The profile that is given, for a checklist. Unsound where it does not fit."""
    if isinstance(facts, Mapping):
        return consistent(given_profile(facts, chosen.corpus), chosen)
    files = _named(facts)
    return read_all(files, workbooks(files, ()), chosen)


def _named(facts: File | Sequence[File]) -> list[Path]:
    files = [as_path(file, "facts") for file in (facts if isinstance(facts, list | tuple) else [facts])]
    if not files:
        raise Misuse("facts: no file is named; give facts, a profile or files")
    return files


def tables_request(
    tables: Mapping[str, File] | None, mappings: File | Iterable[File], program: Words = (), since: Day | None = None
) -> TablesRequest | None:
    """The scan of tables by entity, and of the databases of programs; None without."""
    programs = as_words(program, "program")
    if not tables and not programs:
        if mappings or since:
            name = "mappings" if mappings else "since"
            raise Misuse(f"{name}: given without tables; give the tables too")
        return None
    from guiju.tables.request import TablesRequest

    tables = {} if tables is None else tables
    if not isinstance(tables, Mapping):
        raise Misuse(f"tables: {one_line(tables)} is not a mapping; give tables by the name of their entity")
    named = [f"{as_word(entity, 'tables')}={as_path(table, 'tables')}" for entity, table in tables.items()]
    given = [mappings] if isinstance(mappings, str | os.PathLike) else mappings
    files = [str(as_path(file, "mappings")) for file in given]
    return TablesRequest(named, files, since=as_day(since) if since else None, programs=programs)


def replays(corpus: Corpus, case: Words) -> Records[ReplayResult]:
    """What the cases that are named expect, else all, computed again."""
    from guiju.reasoning.replay import replay

    cases = tuple(corpus.cases.values())
    chosen = knowledge.look_up(as_words(case, "case"), cases, "case") or cases
    return Records(result for each in chosen for result in replay(corpus, each))
