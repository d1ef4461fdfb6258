"""A penalty at a glance: for whom, and all that its tiers of a day provide for, in one range."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from guiju.documents.content.text import bracketed
from guiju.documents.penalties import tiers
from guiju.documents.penalties.ranges import penalty
from guiju.model import AmountRange, Corpus, Lang, PeriodRange, Provision, Sanction, durations
from guiju.wording.labels import COLON
from guiju.wording.words import Words

WORDS = Words(__file__)


def by_subject(several: Iterable[Sanction]) -> dict[str, list[Sanction]]:
    """The sanctions by whom they are for, in the order of the data."""
    groups: dict[str, list[Sanction]] = {}
    for sanction in several:
        groups.setdefault(sanction.subject, []).append(sanction)
    return groups


def glance(provision: Provision, day: date, corpus: Corpus, lang: Lang) -> tuple[str, ...]:
    """单位：责令改正；1000万元以下罚款（3档）: a sentence for each subject; none where no tier is of this day."""
    sentences = []
    for subject, several in by_subject(tiers.of_day(provision, day)).items():
        text = penalty(whole(several) if len(several) > 1 else several[0], corpus, lang)
        if len(several) > 1:
            text = bracketed(text, WORDS["tiers"][lang].format(len(several)), lang)
        sentences.append(f"{tiers.SUBJECTS[subject][lang]}{COLON[lang]}{text}")
    return tuple(sentences)


def whole(several: list[Sanction]) -> Sanction:
    """These sanctions in one: up to the most of each kind that any of them sets, with the measures of all; what none
    of them demands stays optional."""
    measures = dict.fromkeys(name for s in several for name in s.measures)
    optional = dict.fromkeys(name for s in several for name in s.optional_measures if name not in measures)
    return replace(
        several[0],
        measures=tuple(measures),
        optional_measures=tuple(optional),
        detention=_longest([s.detention for s in several if s.detention]),
        fine=_highest([s.fine for s in several if s.fine]),
        short_term_detention=any(s.short_term_detention for s in several),
        imprisonment=_longest([s.imprisonment for s in several if s.imprisonment]),
        criminal_fine=_highest([s.criminal_fine for s in several if s.criminal_fine]),
    )


def days(bound: str) -> int:
    """How long a period is, where the calendar makes it longest."""
    value = durations.parse(bound)
    return value.longest if value else 0


def _longest(spans: list[PeriodRange]) -> PeriodRange | None:
    """Up to the longest, without bounds where one of them has no end."""
    if not spans:
        return None
    most = [span.max for span in spans if span.max and span.max != "life"]
    if any(span.max == "life" for span in spans):
        return PeriodRange(max="life")
    return PeriodRange(max=max(most, key=days) if len(most) == len(spans) else None)


def _highest(spans: list[AmountRange]) -> AmountRange | None:
    """The same of amounts; a share of another amount is a second most."""
    if not spans:
        return None
    shares = [span.max_share for span in spans if span.max_share]
    instead = next((span.or_measure for span in spans if span.or_measure), None)
    most = [span.max for span in spans if span.max is not None]
    highest = max(most) if len(most) == len(spans) else None
    return AmountRange(max=highest, max_share=shares[0] if shares else None, or_measure=instead)
