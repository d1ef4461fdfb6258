"""The corrections: how the source was spoilt, counts by kind, and every one of them in its line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from guiju.law.text.restoration import restored_line
from guiju.model import Corpus, Correction, Lang, Regulation
from guiju.site.kinds import to
from guiju.site.page import Page
from guiju.site.site import Site

PLACE = 10
ADDRESS = "corrections/{}.md"
BOOST = 0.2
OF_ONE_RULE = True

KINDS = ("glyph", "homophone", "missing", "punctuation", "redaction", "substitution")


@dataclass(frozen=True)
class LineChange:
    """A stretch of a line: what the source had and what stands now; equal where nothing was changed."""

    source: str
    restored: str


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The rules that have corrections."""
    return [(rule.short_title[lang], to.corrections(rule)) for rule in corpus.with_articles() if rule.corrections]


def pages(site: Site) -> Iterator[Page]:
    """The explanation with the counts, and a page for each rule."""
    t = site.words_of("corrections")
    rules = [rule for rule in site.corpus.with_articles() if rule.corrections]
    counts = [(rule, Counter(c.kind for c in rule.corrections)) for rule in rules]
    yield Page({"kinds": KINDS, "counts": counts}, template="overview", hide=("toc",))
    for rule in rules:
        places = [(place, tuple(changes(rule, place, listed)), listed) for place, listed in by_place(rule)]
        yield Page({"rule": rule, "places": places}, to.corrections(rule), t["of"].format(rule.short_title[site.lang]))


def by_place(rule: Regulation) -> Iterator[tuple[str, tuple[Correction, ...]]]:
    """(title, 款 or 项; its corrections), in the order of the source."""
    for place in dict.fromkeys(c.place for c in rule.corrections):
        yield place, tuple(c for c in rule.corrections if c.place == place)


def changes(rule: Regulation, place: str, corrections: tuple[Correction, ...]) -> Iterator[LineChange]:
    """The printed line with its corrections, by their offsets in the source line; nothing where they do not fit it."""
    rest, at = restored_line(rule, place) or "", 0
    stretches: list[LineChange] = []
    for correction in sorted(corrections, key=lambda c: c.offset):
        untouched = correction.offset - at
        if untouched < 0 or not rest[untouched:].startswith(correction.restored):
            return
        stretches.append(LineChange(rest[:untouched], rest[:untouched]))
        stretches.append(LineChange(correction.source, correction.restored))
        rest = rest[untouched + len(correction.restored) :]
        at = correction.offset + len(correction.source)
    yield from (change for change in (*stretches, LineChange(rest, rest)) if change.source or change.restored)
