"""Provisions as places in the versions of their law: number, interval and words of each follow from the text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from guiju.files.folding import narrow
from guiju.law import provision_text
from guiju.law.versions import Version, begins, versions
from guiju.model import Article, ArticleNumber, Bilingual, Regulation, StatuteText, StatuteWords
from guiju.places.citation import is_within
from guiju.wording.labels import day_in_words
from guiju.wording.words import Words

WORDS = Words(__file__)
_TITLES = WORDS.table("version")


def numbered(rule: Regulation) -> Regulation:
    """The rule with number, interval and words where its provisions name a place in a version, and these among
    its sources. A place that is not there has no words; `broken-place` says so."""
    if not any(number.version for provision in rule.provisions for number in provision.numbers):
        return rule
    recorded = {str(version.day): version for version in versions(rule)}
    provisions = tuple(
        replace(provision, numbers=tuple(_joined(list(_numbers(rule, provision.numbers, recorded)))))
        for provision in rule.provisions
    )
    numbers = [number for provision in provisions for number in provision.numbers]
    quoted = {words.source for number in numbers for words in (number.words, *number.later_words) if words}
    sources = tuple(_source(rule, version) for day, version in recorded.items() if day in quoted)
    return replace(rule, provisions=provisions, sources=(*rule.sources, *sources))


def title(rule: Regulation, version: Version) -> Bilingual:
    """2025年10月28日修正后的文本: a version, by its day and what happened on it."""
    if version.day is None:
        return _TITLES["undated"]
    told = [event.event for text in (rule, *rule.versions) for event in text.history if event.day == version.day]
    return _TITLES[told[0] if told and told[0] in _TITLES else "dated"].format(day_in_words(version.day))


def lines(article: Article, place: str) -> tuple[str, ...]:
    """The words at a place, a line a 款, 项 or 目 with its number as printed, under the words that lead to it."""
    units = [unit for unit in article.units() if is_within(unit.eId, place) or is_within(place, unit.eId)]
    words = ((f"{getattr(unit, 'number', None) or ''}{unit.zh}", *unit.table) for unit in units)
    return tuple(line for each in words for line in each if line)


def _numbers(
    rule: Regulation, numbers: Sequence[ArticleNumber], recorded: Mapping[str, Version]
) -> Iterator[ArticleNumber]:
    for at, number in enumerate(numbers):
        if not number.version:
            yield number
            continue
        article, *inside = number.place.removeprefix("art_").split("__")
        parts = {kind: int(which) for kind, _, which in (part.partition("_") for part in inside)}
        number = replace(number, number=article, paragraph=parts.get("para"), point=parts.get("point"))
        version = recorded.get(number.version)
        text = version.text.article(number.place) if version else None
        if version is None or text is None or not (words := lines(text, number.place)):
            yield number
            continue
        later = (n for n in numbers[at + 1 :] if n.version in recorded and n.version > number.version)
        ends = (begins(recorded[n.version].text, n.place) for n in later)
        since = begins(version.text, number.place)
        first = version is next(iter(recorded.values()))
        yield replace(
            number,
            # Before the first text that is here the law had another, in which this place was not looked up.
            from_="unknown"
            if first and provision_text.first(rule.force.from_) < provision_text.first(since)
            else since,
            until=next(ends, version.until),
            paragraph=number.paragraph if len(text.paragraphs) > 1 else None,
            words=StatuteWords(words, number.version, provision_text.digest(words), where=next(text.units()).where),
        )


def _joined(numbers: Sequence[ArticleNumber]) -> Iterator[ArticleNumber]:
    """The numbers; what goes on with the same words in a version whose first day is unknown is one number."""
    before: ArticleNumber | None = None
    for number in numbers:
        if before and before.until == number.from_ == "unknown" and _same(before) == _same(number):
            later = (*before.later_words, number.words) if number.words else ()
            before = replace(before, until=number.until, later_words=later)
            continue
        if before:
            yield before
        before = number
    if before:
        yield before


def _same(number: ArticleNumber) -> tuple[object, ...]:
    words = "".join(number.words.zh) if number.words else id(number)
    return number.number, number.paragraph, number.point, narrow(f"{words}")


def _source(rule: Regulation, version: Version) -> StatuteText:
    told = version.text.provenance
    nothing = Bilingual("", "")
    origin, caution = (told.source, told.method) if told else (nothing, nothing)
    where = version.text.where
    return StatuteText(str(version.day), title(rule, version), version.from_, origin, caution, where=where)
