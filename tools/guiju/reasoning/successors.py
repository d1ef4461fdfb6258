"""The law in place of displaced duties: which rule took their place, since when, and how much of it is covered here."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju.law import excerpt
from guiju.model import Bilingual, Regulation
from guiju.reasoning.checklist import Checklist, Line
from guiju.wording.labels import COMMA, day_in_words
from guiju.wording.words import Words

WORDS = Words(__file__)
EXTENTS = WORDS.table("extent")

Extent = Literal["all", "part", "none", "not_asked"]


@dataclass(frozen=True)
class Successor:
    """A rule that took the place of `displaced` lines of a checklist; `lines` are its own there. `extent` none: only
    its outline is here; part: some articles are missing; not_asked: the checklist is not of it."""

    rule: Regulation
    since: date
    displaced: tuple[Line, ...]
    lines: tuple[Line, ...]
    extent: Extent

    @property
    def words(self) -> Bilingual:
        """How much of it is covered, and what that means for the displaced duties, in a sentence each."""
        rules = {line.regulation.id: line.regulation for line in self.displaced}.values()
        titles = COMMA.join(WORDS["title_mark"].format(rule.title) for rule in rules)
        missing = excerpt.missing_articles(self.rule)
        return WORDS["sentence_gap"].join((
            WORDS["law_in_place"].format(day=day_in_words(self.since), rule=self.rule.title),
            WORDS.table("covered")[self.extent].format(count=len(self.lines), missing=missing),
            WORDS["displaced_duties"].format(rules=titles, count=len(self.displaced)),
        ))  # fmt: skip

    @property
    def brief(self) -> Bilingual:
        """The extent in a few words, after a count: "Account Information Provisions: covered in part"."""
        return WORDS["extent_of"].format(rule=self.rule.short_title, extent=EXTENTS[self.extent])


def successors(checklist: Checklist) -> tuple[Successor, ...]:
    """The rules in place of the displaced lines of a checklist, in the order of these."""
    displaced: dict[tuple[str, date], list[Line]] = {}
    for line in checklist.historical:
        later, since = line.obligation.displaced_by, line.standing.displaced_from
        if later is not None and since is not None:
            displaced.setdefault((later.regulation, since), []).append(line)
    successors = []
    for (name, since), lines in displaced.items():
        rule, own = checklist.corpus.regulations[name], (line for line in checklist.lines if line.regulation.id == name)
        successors.append(Successor(rule, since, tuple(lines), tuple(own), extent(checklist, rule)))
    return tuple(successors)


def not_covered(checklist: Checklist) -> tuple[Successor, ...]:
    """The rules in place of displaced lines of which something is missing in the checklist."""
    return tuple(successor for successor in successors(checklist) if successor.extent != "all")


def extent(checklist: Checklist, rule: Regulation) -> Extent:
    """How much of a rule is covered in a checklist."""
    if not rule.articles:
        return "none"
    if all(chosen.id != rule.id for chosen in checklist.regulations):
        return "not_asked"
    return "part" if rule.coverage != "full" or rule.missing else "all"
