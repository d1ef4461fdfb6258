"""The penalties of the day under which a breach of the duties is penalised: a row a tier, with the numbers of the duties."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.documents.blocks import Column, Grid
from guiju.documents.content.text import listing, printable
from guiju.documents.penalties import tiers
from guiju.documents.penalties.lines import by_provision, place_of, provisions
from guiju.documents.penalties.ranges import penalty
from guiju.law.labels import label
from guiju.law.words import Words
from guiju.model import Provision, Regulation
from guiju.reasoning.checklist import Checklist, Line

WORDS = Words(__file__)
COLUMNS = WORDS.table("penalty_column")
_WIDTHS = {"numbers": 20, "place": 30, "tier": 20, "penalty": 62, "condition": 44, "limit": 26, "seen": 18}


def grid(checklist: Checklist) -> Grid:
    """The rows, in the order in which the duties lead to them."""
    columns = tuple(Column(COLUMNS[key][checklist.lang], width) for key, width in _WIDTHS.items())
    rows = tuple(_rows(checklist))
    return Grid(WORDS["penalties"][checklist.lang], columns, rows, (None,) * len(rows))


def _rows(checklist: Checklist) -> Iterator[tuple[str, ...]]:
    lang = checklist.lang
    reached: dict[tuple[str, str | None], tuple[Regulation, Provision, list[str]]] = {}
    for number, line in enumerate(checklist.lines, 1):
        for name, rule, provision, limit in provisions(checklist, line):
            reached.setdefault((name, limit), (rule, provision, []))[2].append(str(number))
    for (_, limit), (rule, provision, numbers) in reached.items():
        place = place_of(checklist, rule, provision)
        for sanction in tiers.of_day(provision, checklist.as_of):
            when = tiers.condition_of(sanction, checklist.corpus, lang) or ""
            texts = (tiers.name(sanction, lang), penalty(sanction, checklist.corpus, lang), when, limit or "")
            yield listing(numbers, lang), place, *texts, label(sanction.verification, lang)


def texts(checklist: Checklist, line: Line, number: str, first: dict[str, str]) -> Iterator[str]:
    """The penalties of a duty, one text a provision; where an earlier duty has the same, which. `first` remembers that."""
    for place, text in by_provision(checklist, line):
        if (before := first.setdefault(text, number)) == number:
            yield printable(text)
        else:
            yield printable(WORDS["see"][checklist.lang].format(place=place, number=before))
