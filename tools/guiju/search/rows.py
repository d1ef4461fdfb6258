"""What the index has of rules, by table: made by copies of this process where there are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.files.finding import Finding, UnsoundBase
from guiju.search.entries import CARD, Entry, entries_of_rule, row_sum
from guiju.search.terms import tokens

if TYPE_CHECKING:
    from guiju.model import Corpus, Regulation

Rows = dict[str, list[tuple[Any, ...]]]
"""What is written, by table. Entries and their words have no number yet."""


def read_rows(root: Path, data_version: str, rules: Sequence[str]) -> tuple[Rows, list[Finding]]:
    """What is written of these rules, or their defects."""
    from guiju.law.load import LOOKUP_KINDS, load  # slow to import, as the records are

    try:
        return rows_of(load(root, LOOKUP_KINDS, rules, data_version), rules), []
    except UnsoundBase as unsound:
        return {}, list(unsound.findings)


def rows_of(base: Corpus, rules: Iterable[str]) -> Rows:
    """What is written of these rules, as far as they are there."""
    from guiju.places.law_names import derived_keys, keys_of, repealed_by

    rows = defaultdict[str, list[tuple[Any, ...]]](list)
    for id, rule in ((id, base.regulations[id]) for id in rules if id in base.regulations):
        rows["rule"] += [(id, rule.title.zh, rule.title.en, id in base.in_source)]
        rows["name"] += [(name, id) for name in dict.fromkeys(rule.names())]
        for derived, keys in enumerate((keys_of(rule), derived_keys(rule))):
            rows["called"] += [(key, id, derived) for key in keys]
        rows["repeal"] += [(title, id) for title in repealed_by(rule)]
        rows["slug"] += [(slug, id) for slug in slugs(rule)]
        for table, own in entry_rows(entries_of_rule(base, rule)).items():
            rows[table] += own
    return rows


def slugs(rule: Regulation) -> dict[str, None]:
    """The ids of its obligations and provisions, and the eIds of its articles."""
    ids = (*(o.id for o in rule.obligations), *(p.id for p in rule.provisions), *(a.eId for a in rule.articles))
    return dict.fromkeys(ids)


def entry_rows(entries: Iterable[Entry]) -> Rows:
    """What is written of entries."""
    found = [*entries]
    return {
        "entry": [(*one, row_sum(one)) for one in found],
        "word": [("" if one.kind == CARD else tokens(one),) for one in found],
    }
