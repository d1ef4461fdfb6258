"""A penalty at a glance: its tiers of a day, each by itself, with whom it is for."""

from collections.abc import Iterable
from datetime import date

from guiju.documents.content.text import bracketed
from guiju.documents.penalties import tiers
from guiju.documents.penalties.ranges import penalty
from guiju.model import Corpus, Lang, Provision, Sanction, durations
from guiju.wording.labels import COLON


def by_subject(several: Iterable[Sanction]) -> dict[str, list[Sanction]]:
    """The sanctions by whom they are for, in the order of the data."""
    groups: dict[str, list[Sanction]] = {}
    for sanction in several:
        groups.setdefault(sanction.subject, []).append(sanction)
    return groups


def tier_summary(provision: Provision, day: date, corpus: Corpus, lang: Lang) -> tuple[str, ...]:
    """加重档 · 单位：50万元以上200万元以下罚款: a sentence for each tier of the day, those of a subject together.

    Nothing is joined across tiers: what one of them sets excludes what another does. A tier says on what it turns
    where another of the same name is for the same subject."""
    today = tiers.of_day(provision, day)
    graded, sentences = len({sanction.tier for sanction in today}) > 1, []
    for subject, several in by_subject(today).items():
        for sanction in several:
            name = tiers.name(sanction, lang) if graded else tiers.SUBJECTS[subject][lang]
            alike = sum(other.tier == sanction.tier for other in several) > 1
            when = tiers.condition_of(sanction, corpus, lang) if alike else None
            name = bracketed(name, when, lang) if when else name
            sentences.append(f"{name}{COLON[lang]}{penalty(sanction, corpus, lang)}")
    return tuple(sentences)


def days(bound: str) -> int:
    """How long a period is, where the calendar makes it longest."""
    value = durations.parse(bound)
    return value.longest if value else 0
