"""The law in place of displaced duties: which rule took their place, since when, and how much of it is covered here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju.law import excerpt
from guiju.law.days import in_words
from guiju.model import Bilingual, Regulation
from guiju.reasoning.checklist import Checklist, Line

Extent = Literal["all", "part", "none", "not_asked"]


@dataclass(frozen=True)
class Successor:
    """A rule that took the place of `displaced` lines of a checklist. `lines` are its own lines there.

    `extent` none: only an outline of it is here; part: some articles are missing; not_asked: it is here, and the checklist is not of it.
    """

    rule: Regulation
    since: date
    displaced: tuple[Line, ...]
    lines: tuple[Line, ...]
    extent: Extent

    @property
    def words(self) -> Bilingual:
        """What of it is covered and what is not, and what that means for the displaced duties, in one sentence each."""
        zh, en = excerpt.missing_articles(self.rule)
        day, count, own = in_words(self.since), len(self.displaced), len(self.lines)
        rules = list({line.regulation.id: line.regulation for line in self.displaced}.values())
        old = Bilingual("、".join(f"《{r.title.zh}》" for r in rules), ", ".join(r.title.en for r in rules))
        covered = _COVERED[self.extent]
        return Bilingual(
            _PREVAILS.zh.format(day=day.zh, rule=self.rule.title.zh)
            + covered.zh.format(count=own, missing=zh)
            + _HISTORY.zh.format(old=old.zh, count=count),
            _PREVAILS.en.format(day=day.en, rule=self.rule.title.en)
            + covered.en.format(count=own, missing=en)
            + _HISTORY.en.format(old=old.en, count=count),
        )

    @property
    def brief(self) -> Bilingual:
        """The extent in a few words, after a count: "Account Information Provisions: covered in part"."""
        name, extent = self.rule.short_title, EXTENTS[self.extent]
        return Bilingual(f"{name.zh}：{extent.zh}", f"{name.en}: {extent.en}")


EXTENTS = {
    "all": Bilingual("已全部涵盖", "covered in full"),
    "part": Bilingual("部分涵盖", "covered in part"),
    "none": Bilingual("未涵盖", "not covered"),
    "not_asked": Bilingual("本次未纳入", "not included this time"),
}
_PREVAILS = Bilingual("自{day}起，此前的规定与《{rule}》不一致之处，以后者为准。", "Law in place since {day}: {rule}. ")
_COVERED = {
    "all": Bilingual(
        "其条文已全部收入，列入其中 {count} 项。",
        "Covered in full: {count} of its duties and powers are listed. ",
    ),
    "part": Bilingual(
        "该规定只涵盖一部分，列入其中 {count} 项；未收入、不在此列的有{missing}。",
        "Covered in part: {count} of its duties and powers are listed; missing here, and therefore not listed: {missing}. ",
    ),
    "none": Bilingual(
        "该规定未涵盖，本数据只有概要，没有条文，其中的义务一项也没有列入。",
        "Not covered: only an outline of it is here, without its text, and none of its duties is listed. ",
    ),
    "not_asked": Bilingual(
        "该规定没有选入，其中的义务一项也没有列入。",
        "Not chosen here: none of its duties is listed. ",
    ),
}
_HISTORY = Bilingual(
    "{old}被取代的 {count} 项只作历史参考，不算差距，也不计数。",
    "The {count} displaced duties and powers of the {old} are history: they are neither gaps nor counted.",
)


def successors(checklist: Checklist) -> tuple[Successor, ...]:
    """The rules in place of the displaced lines of a checklist, in the order of these."""
    displaced: dict[tuple[str, date], list[Line]] = {}
    for line in checklist.historical:
        later, since = line.obligation.displaced_by, line.standing.displaced_from
        if later is not None and since is not None:
            displaced.setdefault((later.regulation, since), []).append(line)
    return tuple(
        _successor(checklist, checklist.corpus.regulations[rule], since, tuple(lines))
        for (rule, since), lines in displaced.items()
    )


def not_covered(checklist: Checklist) -> tuple[Successor, ...]:
    """The rules in place of displaced lines of which something is missing in the checklist."""
    return tuple(found for found in successors(checklist) if found.extent != "all")


def _successor(checklist: Checklist, rule: Regulation, since: date, displaced: tuple[Line, ...]) -> Successor:
    lines = tuple(line for line in checklist.lines if line.regulation.id == rule.id)
    return Successor(rule, since, displaced, lines, extent(checklist, rule))


def extent(checklist: Checklist, rule: Regulation) -> Extent:
    """How much of a rule is covered in a checklist."""
    if not rule.articles:
        return "none"
    if all(chosen.id != rule.id for chosen in checklist.regulations):
        return "not_asked"
    return "part" if rule.coverage != "full" or rule.missing else "all"
