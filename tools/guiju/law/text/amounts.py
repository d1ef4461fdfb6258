"""What penalties the words of a law set: 五日以上十日以下拘留，可以并处五百元以下罚款; and those of a sanction.

Numbers are read as Chinese law writes them: 五万元, 一千元, 5000元, 1.5万元, 百分之五, 一倍以上十倍以下, 二年, 六个月.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from guiju.model import Joining, Sanction, durations
from guiju.places.numerals import number

PenaltyKind = Literal["detention", "fine", "imprisonment", "criminal_fine"]
_PERIODS: tuple[PenaltyKind, ...] = ("detention", "imprisonment")
_AMOUNTS: tuple[PenaltyKind, ...] = ("fine", "criminal_fine")

_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?[万亿]?|[零〇一二两三四五六七八九十百千万亿]+)"
_AMOUNT = rf"(?:{_NUMBER}(?:个月|[日天月年元倍])|百分之{_NUMBER})"
_RANGE = re.compile(rf"(?:({_AMOUNT})以上)?(?:({_AMOUNT})(?:以下|以内))|({_AMOUNT})以上(?!{_AMOUNT})")
_PENALTY = re.compile(r"的?(?:行政)?(拘留|罚款|有期徒刑|罚金)")
_OR = re.compile(r"或者[^，；。]*?以下(?=罚款)")
"""A second most: 五千万元以下或者上一年度营业额百分之五以下罚款."""
_BELOW = re.compile(rf"不足({_AMOUNT})的")
_BARE_FINE = re.compile(r"(?<!以下)(?<!以下的)(?<!倍)罚金")
_CLAUSE = re.compile(r"[；。：]")
_KINDS: dict[str, PenaltyKind] = {
    "拘留": "detention", "罚款": "fine", "有期徒刑": "imprisonment", "罚金": "criminal_fine",
}  # fmt: skip
_JOINED: tuple[tuple[str, Joining], ...] = (
    ("可以并处", "may_add"), ("可以处", "may"), ("并处或者单处", "and_or_alone"), ("并处", "and"),
    ("或者", "alternative"), ("或者处", "alternative"),
)  # fmt: skip


@dataclass(frozen=True)
class Penalty:
    """A penalty with its bounds as (number, unit): yuan, days, months or times an amount; `share` is per cent of an
    amount, `below` that under which yuan stand in place of multiples."""

    kind: PenaltyKind
    least: tuple[Decimal, str] | None
    most: tuple[Decimal, str] | None
    joined: Joining | None
    share: Decimal | None = None
    below: tuple[Decimal, str] | None = None
    text: str = ""

    def within(self, clause: Clause) -> bool:
        """Whether the clause sets this penalty: the same bounds, and joined in the same way where this says how."""
        return any(
            self.same_bounds(other) and self.joined in (None, "alone", other.joined) for other in clause.penalties
        )

    def same_bounds(self, other: Penalty) -> bool:
        """Whether both are the same kind of penalty between the same bounds."""
        return replace(self, joined=other.joined, text=other.text) == other


@dataclass(frozen=True)
class Clause:
    """A part of the words between two stops, with the penalties that it sets."""

    text: str
    penalties: tuple[Penalty, ...]


def measured(text: str) -> tuple[Decimal, str] | None:
    """三年 → (36, M), 十五日 → (15, D), 五万元 → (50000, 元), 百分之五 → (5, %), 十倍 → (10, 倍)."""
    if match := re.fullmatch(rf"百分之({_NUMBER})", text):
        value = number(match[1])
        return (value, "%") if value is not None else None
    match = re.fullmatch(rf"({_NUMBER})(个月|[日天月年元倍])", text)
    value = number(match[1]) if match else None
    if match is None or value is None:
        return None
    unit = match[2]
    if unit == "年":
        return value * 12, "M"
    return value, {"日": "D", "天": "D", "月": "M", "个月": "M"}.get(unit, unit)


def clauses(lines: tuple[str, ...]) -> Iterator[Clause]:
    """The clauses of the words, each with its penalties. A penalty and what is added to it are in one clause."""
    for line in lines:
        for part in _CLAUSE.split(line):
            if part:
                yield Clause(part, tuple(_penalties(part)))


def _penalties(clause: str) -> Iterator[Penalty]:
    read = 0
    for match in _RANGE.finditer(clause):
        if match.start() < read:
            continue  # the second most of the one before
        rest, share = clause[match.end() :], None
        if second := _OR.match(rest):
            share, read = _share(second[0]), match.end() + second.end()
            rest = rest[second.end() :]
        named = _PENALTY.match(rest)
        most = measured(match[2]) if match[2] else None
        if named is None:
            continue
        kind = _KINDS[named[1]]
        least = measured(match[1] or match[3]) if match[1] or match[3] else None
        below = measured(found[1]) if most and most[1] == "倍" and (found := _BELOW.search(rest)) else None
        yield Penalty(kind, least, most, _joined(clause[: match.start()]), share, below, match[0] + named[0])
    for match in _BARE_FINE.finditer(clause):
        yield Penalty("criminal_fine", None, None, _joined(clause[: match.start()]))


def _share(second: str) -> Decimal | None:
    percent = re.search(rf"百分之{_NUMBER}", second)
    value = measured(percent[0]) if percent else None
    return value[0] if value else None


def _joined(before: str) -> Joining | None:
    """How a penalty joins the one before it, by the words right before its range."""
    matches = [(len(words), joined) for words, joined in _JOINED if before.endswith(words)]
    return max(matches)[1] if matches else None


def penalties_of(sanction: Sanction) -> list[Penalty]:
    """The penalties of a sanction that have bounds, or may have some; `kind` is the field that holds them."""
    penalties: list[Penalty] = []
    for kind in _PERIODS:
        if (span := getattr(sanction, kind)) is not None:
            penalties.append(Penalty(kind, _period(span.min), _period(span.max), span.joined))
    for kind in _AMOUNTS:
        if (span := getattr(sanction, kind)) is not None:
            share = Decimal(str(span.max_share.percent)) if span.max_share else None
            penalties.append(Penalty(kind, _yuan(span.min), _yuan(span.max), span.joined, share))
            if (multiple := span.multiple) is not None:
                least, most = Decimal(multiple.min), Decimal(multiple.max)
                penalties.append(Penalty(kind, (least, "倍"), (most, "倍"), None, None, _yuan(multiple.from_)))
    return penalties


def _period(text: str | None) -> tuple[Decimal, str] | None:
    value = durations.parse(text) if text else None
    if value is None:  # no bound, or life
        return None
    return (Decimal(value.months), "M") if value.months else (Decimal(value.days), "D")


def _yuan(amount: int | None) -> tuple[Decimal, str] | None:
    return (Decimal(amount), "元") if amount is not None else None
