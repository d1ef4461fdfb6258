"""Composes the assessment of a service from the selected duties, its files and its tables."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from guiju.api.arguments import Day, Words, as_path, as_words
from guiju.assessment import Assessment, assess
from guiju.assessment.profile import given_profile
from guiju.assessment.sources import MadeFor, consistent, read_all, workbooks
from guiju.files.finding import Misuse
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist

if TYPE_CHECKING:
    from guiju.tables.request import TablesRequest

Facts = Mapping[str, object] | str | os.PathLike[str] | Sequence[str | os.PathLike[str]]
"""The facts of a service, a profile, or files of them."""


def assessed(
    choose: Callable[[Words, Words, Words, Day | None, Lang], Checklist],
    facts: Facts,
    role: Words,
    rule: Words,
    topic: Words,
    as_of: Day | None,
    lang: Lang | None,
    tables: TablesRequest | None,
) -> Assessment:
    """The assessment of what is named, else of what filled workbooks were made for, else of everything, in Chinese.
    `choose` is the method `checklist` of a knowledge base that can be run."""
    if isinstance(facts, Mapping):
        checklist = choose(role, rule, topic, as_of, lang or "zh")
        profile = consistent(given_profile(facts, checklist.corpus), checklist)
    else:
        files = [as_path(file, "facts") for file in (facts if isinstance(facts, list | tuple) else [facts])]
        if not files:
            raise Misuse("facts: no file is named; give facts, a profile or files")
        books = workbooks(files, as_words(role, "role"))
        made = MadeFor.of(books, len(books) == len(files))
        selection = role or made.roles, rule or made.regulations, topic or made.topics
        checklist = choose(*selection, as_of, lang or made.language)
        profile = read_all(files, books, checklist)
    if tables is None:
        return assess(checklist, profile)
    from guiju.tables.request import scan_all  # what has no tables needs nothing of it

    return assess(checklist, profile, scan_all(tables, checklist, profile))
