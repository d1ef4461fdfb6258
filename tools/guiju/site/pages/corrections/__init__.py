"""The corrections: how the source was spoilt, counts by kind, and every one of them in its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from guiju.law.text.restoration import restored_line
from guiju.model import Correction, Regulation
from guiju.site import addresses
from guiju.site.render import Site, page

KINDS = ("glyph", "homophone", "missing", "punctuation", "redaction", "substitution")


@dataclass(frozen=True)
class Change:
    """A stretch of a line: what the source had and what stands now; equal where nothing was changed."""

    source: str
    restored: str


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The explanation with the counts, and a page for each rule."""
    rules = [rule for rule in site.corpus.with_articles() if rule.corrections]
    here = addresses.CORRECTIONS
    yield (
        here,
        page(
            site,
            "corrections.md.j2",
            here,
            site.words["corrections"],
            hide=("toc",),
            kinds=KINDS,
            counts=[(rule, Counter(c.kind for c in rule.corrections)) for rule in rules],
        ),
    )
    for rule in rules:
        here = addresses.corrections(rule)
        yield (
            here,
            page(
                site,
                "corrections_of_rule.md.j2",
                here,
                site.words["corrections_of"].format(rule.short_title[site.lang]),
                rule=rule,
                places=[(place, tuple(changes(rule, place, found)), found) for place, found in by_place(rule)],
            ),
        )


def by_place(rule: Regulation) -> Iterator[tuple[str, tuple[Correction, ...]]]:
    """(title, 款 or 项; its corrections), in the order of the source."""
    for place in dict.fromkeys(c.place for c in rule.corrections):
        yield place, tuple(c for c in rule.corrections if c.place == place)


def changes(rule: Regulation, place: str, corrections: tuple[Correction, ...]) -> Iterator[Change]:
    """The printed line with its corrections, from left to right. Nothing where they do not fit the line.

    Offsets count in the source line.
    """
    rest, at = restored_line(rule, place) or "", 0
    found: list[Change] = []
    for correction in sorted(corrections, key=lambda c: c.offset):
        untouched = correction.offset - at
        if untouched < 0 or not rest[untouched:].startswith(correction.restored):
            return
        found += [Change(rest[:untouched], rest[:untouched]), Change(correction.source, correction.restored)]
        rest = rest[untouched + len(correction.restored) :]
        at = correction.offset + len(correction.source)
    yield from (change for change in (*found, Change(rest, rest)) if change.source or change.restored)
