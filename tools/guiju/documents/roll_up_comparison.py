"""Two roll-ups compared: what became of all gaps, service by service, and which services are new, gone or not assessed.
What it says of a service is what a comparison of its two reports says."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from guiju.assessment.several_progress import SeveralProgress
from guiju.documents import comparison
from guiju.documents.blocks import Column, Front, Grid, Paper, Section, Sentences
from guiju.documents.blocks.spreadsheet import Spreadsheet
from guiju.documents.content.text import listing
from guiju.model import Lang
from guiju.wording.labels import COLON, COMMA, NOT_LEGAL_ADVICE
from guiju.wording.words import Words

WORDS = Words(__file__, "roll_up_comparison.yaml")
_HEADINGS = WORDS.table("heading")
_MISSING = WORDS.table("missing")
_STATES = comparison.STATES


def headline(made: SeveralProgress, lang: Lang) -> str:
    """How many services were compared, and how many gaps of all of them are of each kind."""
    counts = _totals(made)
    parts = [WORDS["compared"][lang].format(count=len(made.services))]
    parts += [
        comparison.WORDS["counted"][lang].format(state=words[lang], count=f"{counts[state]:,}")
        for state, words in _STATES.items()
        if counts[state]
    ]
    return COMMA[lang].join([*parts, *_missing(made, lang)])


def paper(made: SeveralProgress, lang: Lang) -> Paper:
    """The comparison to read and to hand over: all services in one table, then each by itself."""
    old, new = made.dates
    front = Front(
        lang=lang,
        day=date.fromisoformat(new),
        title=WORDS["title"][lang],
        subject=(listing(made.services, lang), f"{old} → {new}"),
        notices=(),
        headline=headline(made, lang),
        caution=comparison.WORDS["caution"][lang],
        foot=f"{old} → {new} · {NOT_LEGAL_ADVICE[lang]}",
    )
    return Paper(front, tuple(_sections(made, lang)))


def spreadsheet(made: SeveralProgress, lang: Lang) -> Spreadsheet:
    """The same to sort and filter: all services, then a sheet for each."""
    front, (first, *_) = paper(made, lang).front, _sections(made, lang)
    sheets: list[tuple[str, tuple[Section, ...]]] = [(WORDS["sheet"][lang], (first,))]
    sheets += [(service[:31], tuple(_of_service(made, service, lang))) for service in made.services]
    return Spreadsheet(front, tuple(sheets), {"old": made.dates[0], "new": made.dates[1]})


def _sections(made: SeveralProgress, lang: Lang) -> Iterator[Section]:
    columns = (
        Column(_HEADINGS["service"][lang], 28),
        *(Column(words[lang], 14, "short") for words in _STATES.values()),
    )
    rows = tuple((service, *_counts(count)) for service, count in _by_service(made).items())
    several = (Grid("", columns, rows, (None,) * len(rows)), Sentences((headline(made, lang),)))
    yield Section("services", WORDS["sheet"][lang], several)
    for service in made.services:
        yield from _of_service(made, service, lang)


def _of_service(made: SeveralProgress, service: str, lang: Lang) -> Iterator[Section]:
    """The sections of the comparison of one service, with its name in their headings."""
    for section in comparison.paper(made.services[service], lang).sections:
        yield replace(section, heading=f"{service}{COLON[lang]}{section.heading}")


def _by_service(made: SeveralProgress) -> Mapping[str, Counter[str]]:
    return {name: Counter(gap.state for gap in one.gaps for _ in gap.ids) for name, one in made.services.items()}


def _totals(made: SeveralProgress) -> Counter[str]:
    return sum(_by_service(made).values(), Counter[str]())


def _counts(count: Counter[str]) -> tuple[str, ...]:
    return tuple(f"{count[state]:,}" for state in _STATES)


def _missing(made: SeveralProgress, lang: Lang) -> Iterator[str]:
    """The services of which only one roll-up has a report."""
    for key in _MISSING:
        if names := getattr(made, key):
            yield _MISSING[key][lang].format(count=len(names), names=listing(names, lang))
