"""All that a change is: of texts, of what their words show, of our reading, and of what rests on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from guiju.amendment.dependents import TouchedRecord, touched_records
from guiju.amendment.reading_effects import (
    BrokenQuotation,
    CaseEffect,
    ReadingEffect,
    Side,
    broken_quotations,
    case_effects,
    reading_effects,
)
from guiju.amendment.texts import TextAmendment, amendment
from guiju.amendment.word_effects import WordEffect, word_effects
from guiju.assessment.comparison import Comparison
from guiju.files.display import Displayed
from guiju.law.versions import Version, versions
from guiju.model import Corpus, Regulation


@dataclass(frozen=True)
class LawChange(Displayed):
    """How one law changed: its texts, what their words show, and which of our records rest on the old one."""

    _columns = ("law:text.new.id", "differs:text.differs", "articles:text.articles", "words", "touched_records")

    text: TextAmendment
    words: tuple[WordEffect, ...]
    touched_records: tuple[TouchedRecord, ...] = ()


@dataclass(frozen=True)
class Readings(Displayed):
    """What is computed from our reading of both sides; `verdicts` of one service, where its facts are given."""

    sides: tuple[Side, Side]
    effects: tuple[ReadingEffect, ...]
    broken: tuple[BrokenQuotation, ...]
    cases: tuple[CaseEffect, ...]
    verdicts: Comparison | None = None

    @property
    def two_bases(self) -> bool:
        """Whether the sides are two knowledge bases, and not one on two days."""
        return self.sides[0].corpus is not self.sides[1].corpus

    @property
    def differs(self) -> bool:
        flips = self.verdicts.differences if self.verdicts else ()
        return bool(self.effects or self.broken or self.cases or flips)


@dataclass(frozen=True)
class Amendments(Displayed):
    """What differs between two sides, named `old` and `new`: the laws whose texts differ, the laws that only one side
    has, and `readings`, None where a side has no reading."""

    old: str
    new: str
    laws: tuple[LawChange, ...]
    added: tuple[Regulation, ...] = ()
    removed: tuple[Regulation, ...] = ()
    readings: Readings | None = None

    @property
    def differs(self) -> bool:
        texts = any(law.text.differs for law in self.laws)
        return texts or bool(self.added or self.removed) or (self.readings is not None and self.readings.differs)


def law_change(
    old: Regulation, new: Regulation, ours: tuple[Regulation, Corpus, date | None] | None = None
) -> LawChange:
    """How a law changed; `ours`: the rule that the old text is of, its base, and a day on which that text is law."""
    text = amendment(old, new)
    resting = touched_records(text, *ours) if ours else ()
    return LawChange(text, tuple(word_effects(text)), tuple(resting))


def law_changes(old: Corpus, new: Corpus) -> Iterator[LawChange]:
    """The laws of both bases whose texts differ, and versions that only the new one has, beside those before them."""
    for id, rule in new.regulations.items():
        if id in old.regulations:
            for was, now in _pairs(old.regulations[id], rule):
                if any(getattr(was, part) != getattr(now, part) for part in ("preamble", "articles", "annexes")):
                    change = law_change(was, now, (old.regulations[id], old, None))
                    if change.text.differs:
                        yield change


def _pairs(old: Regulation, new: Regulation) -> Iterator[tuple[Regulation, Regulation]]:
    """The texts that belong together: those that obligations read, and versions of one day."""
    if old.articles and new.articles:
        yield old, new
    known = {version.day: version.text for version in versions(old)}
    before: Regulation | None = None
    for version in versions(new):
        was = known.get(version.day, before)
        if version.text is not new and was:
            yield was, version.text
        before = version.text


def readings(old: Side, new: Side) -> Readings:
    """What is computed from the readings of both sides."""
    effects, broken = tuple(reading_effects(old, new)), tuple(broken_quotations(old, new))
    return Readings((old, new), effects, broken, tuple(case_effects(old, new)))


def between_bases(old: Side, new: Side, names: tuple[str, str] = ("old", "new")) -> Amendments:
    """Two knowledge bases, which are called by these names."""
    changes, added = tuple(law_changes(old.corpus, new.corpus)), only_in(new.corpus, old.corpus)
    return Amendments(*names, changes, added, only_in(old.corpus, new.corpus), readings(old, new))


def version_pairs(rule: Regulation) -> Iterator[tuple[Version, Version]]:
    """Each version of a rule with the one after it, where both tell their day."""
    return ((old, new) for old, new in pairwise(versions(rule)) if old.day and new.day)


def every_pair(rule: Regulation) -> Iterator[tuple[Version, Version]]:
    """Each version of a rule with every later one, where both tell their day."""
    return combinations([version for version in versions(rule) if version.day], 2)


def between_versions(corpus: Corpus, rule: Regulation, old: Version, new: Version) -> Amendments:
    """Two texts of one rule, by our reading on the first day of each too where these days are known."""
    first, last = (version.from_ if isinstance(version.from_, date) else None for version in (old, new))
    was, now = (f"{rule.id}@{version.day}" if version.day else rule.id for version in (old, new))
    change = law_change(old.text, new.text, (rule, corpus, first))
    found = readings(Side(corpus, first, rule.id), Side(corpus, last, rule.id)) if first and last else None
    return Amendments(was, now, (change,), readings=found)


def only_in(these: Corpus, others: Corpus) -> tuple[Regulation, ...]:
    """The rules of a base that another has not."""
    return tuple(rule for id, rule in these.regulations.items() if id not in others.regulations)
