"""The words of cited laws: which apply on a day, from which version they come, and whether they are unchanged."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from guiju.files.display import Displayed
from guiju.model import ArticleNumber, Bilingual, Bound, Lang, Provision, Regulation, StatuteText, StatuteWords
from guiju.places import citation
from guiju.wording.words import Words

WORDS = Words(__file__)
WORDS_OF_THE_LAW = WORDS["words_of_the_law"]


@dataclass(frozen=True)
class Passage(Displayed):
    """The words of a law under one number. `lines` are empty where `absent` says why, or where nothing is recorded.

    `text` is the version from which the words come; `earlier`: on the day in question an earlier version applied, whose
    words were not compared.
    """

    number: ArticleNumber
    lines: tuple[str, ...]
    text: StatuteText | None
    absent: Bilingual | None
    earlier: bool


def digest(lines: tuple[str, ...]) -> str:
    """The hash of words: SHA-256 of their lines, joined by a line feed."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def text(regulation: Regulation, words: StatuteWords) -> StatuteText | None:
    """The version from which the words come."""
    return next((source for source in regulation.sources if source.id == words.source), None)


def passages(regulation: Regulation, provision: Provision, day: date) -> tuple[Passage, ...]:
    """The words of this provision on a day; before its first version those of the first, after its last of the last."""
    numbers = [number for number in provision.numbers if first(number.from_) <= day < last(number.until)]
    if not numbers:
        ends = sorted(provision.numbers, key=lambda number: first(number.from_))
        nearest = ends[0] if day < first(ends[0].from_) else ends[-1]
        numbers = [number for number in provision.numbers if number.from_ == nearest.from_]
    return tuple(_passage(regulation, number, day) for number in numbers)


def _passage(regulation: Regulation, number: ArticleNumber, day: date | None) -> Passage:
    renewed = [words for words in number.later_words if day is None or f"{words.source}" <= day.isoformat()]
    number = replace(number, words=renewed[-1], version=f"{renewed[-1].source}") if renewed else number
    words = number.words
    if words is None:
        return Passage(number, (), None, None, earlier=False)
    source = text(regulation, words)
    since = source.from_ if source is not None else None
    begun = first(regulation.force.from_)
    earlier = day is not None and isinstance(since, date) and begun <= day < since
    return Passage(number, words.zh, source, words.absent, earlier)


def heading(passage: Passage, lang: Lang) -> str:
    """第六十一条第一款（2025年10月28日修正后的文本）: the place, and of which version the words are."""
    place = citation.numbered(passage.number, lang)
    return WORDS["of_version"][lang].format(place=place, version=passage.text.title[lang]) if passage.text else place


def remark(passage: Passage, lang: Lang) -> str:
    """Where the words come from and how far to rely on them; or why there are none."""
    if passage.text is None:
        return (passage.absent or WORDS["not_recorded"])[lang]
    earlier = WORDS["earlier_text"][lang] if passage.earlier else ""
    origin, caution = passage.text.origin[lang].rstrip("。."), passage.text.caution[lang]
    return earlier + WORDS["source"][lang].format(origin=origin, caution=caution)


def every(regulation: Regulation, provision: Provision) -> tuple[Passage, ...]:
    """The words of this provision under each of its numbers, in the order of the data."""
    return tuple(_passage(regulation, number, None) for number in provision.numbers)


def versions(provision: Provision, from_: Bound, until: Bound | None) -> Iterator[tuple[ArticleNumber, ...]]:
    """The numbers of a provision during [from_, until), version by version: those that are in force together."""
    start, end = first(from_), last(until)
    cuts = {start, *(first(n.from_) for n in provision.numbers), *(last(n.until) for n in provision.numbers)}
    for day in sorted(cut for cut in cuts if start <= cut < end):
        if numbers := tuple(n for n in provision.numbers if first(n.from_) <= day < last(n.until)):
            yield numbers


def first(bound: Bound) -> date:
    """A first day; an unknown one lies before all others."""
    return bound if isinstance(bound, date) else date.min


def last(bound: Bound | None) -> date:
    """The day after a last one; an unknown one lies after all others."""
    return bound if isinstance(bound, date) else date.max
