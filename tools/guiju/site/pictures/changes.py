"""The days on which a cited law is known to have changed: other numbers of provisions, other words, other sanctions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guiju.model import ArticleNumber, Provision, Regulation


@dataclass(frozen=True)
class Change:
    """What begins on a day. `numbers`: (provision, its numbers until then, its numbers from then), the former empty where it is new;
    `reworded`: the provisions that keep their number and change their words; `sanctions`: those of which another version of the
    sanctions begins."""

    day: date
    numbers: tuple[tuple[Provision, tuple[ArticleNumber, ...], tuple[ArticleNumber, ...]], ...]
    reworded: tuple[Provision, ...]
    sanctions: tuple[Provision, ...]


def changes(rule: Regulation) -> Iterator[Change]:
    """The days after the first on which something recorded here begins, in their order."""
    begun = {number.from_ for provision in rule.provisions for number in provision.numbers}
    begun |= {sanction.from_ for provision in rule.provisions for sanction in provision.sanctions}
    for day in sorted(day for day in begun if isinstance(day, date) and day != rule.force.from_):
        begun_now = [(p, *_numbers(p, day)) for p in rule.provisions if any(n.from_ == day for n in p.numbers)]
        numbers = tuple(entry for entry in begun_now if _places(entry[1]) != _places(entry[2]))
        reworded = tuple(
            p for p, before, since in begun_now if _places(before) == _places(since) and _words(before) != _words(since)
        )
        new = {provision.id for provision, before, _ in numbers if not before}
        sanctions = tuple(p for p in rule.provisions if p.id not in new and any(s.from_ == day for s in p.sanctions))
        if numbers or reworded or sanctions:
            yield Change(day, numbers, reworded, sanctions)


def _numbers(provision: Provision, day: date) -> tuple[tuple[ArticleNumber, ...], tuple[ArticleNumber, ...]]:
    return (
        tuple(n for n in provision.numbers if n.until == day),
        tuple(n for n in provision.numbers if n.from_ == day),
    )


def _places(numbers: tuple[ArticleNumber, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(n.number, n.paragraph, n.point) for n in numbers]


def _words(numbers: tuple[ArticleNumber, ...]) -> list[tuple[str, ...]]:
    return [n.words.zh if n.words else () for n in numbers]
