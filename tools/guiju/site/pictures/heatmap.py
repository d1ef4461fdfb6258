"""How every 款 and 项 of a rule is accounted for and how it is checked: a heat map."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, groupby

from guiju.law.text import quotation
from guiju.model import MODALITIES, Article, Obligation, Regulation, Span, Unit
from guiju.site.marked import coverage
from guiju.site.site import Site

HOW = ("full", "partial", "none", "unchecked", "free", "nothing")
"""What a square says of a 款: how far a machine decides its duties; or that it has none, or is not covered."""
_AUTOMATION = HOW[:3]
_METHODS = ("test", "examine", "interview")
_SHADES = (1, 2, 3, 5)
_SHADES_OF_CORRECTIONS = (1, 3, 6, 10)


@dataclass(frozen=True)
class HeatColumn:
    """One thing counted: `family` gives colour and upper head, `key` its own; `leads`: the first that is shown."""

    family: str
    key: str
    leads: bool = field(default=False, compare=False)

    def shade(self, number: int) -> int:
        """How dark a cell with this number is, 0 to 4."""
        return sum(number >= n for n in (_SHADES_OF_CORRECTIONS if self.family == "corrections" else _SHADES))


_QUOTING = HeatColumn("duties", "quoting")
_CORRECTED = HeatColumn("corrections", "corrections")
COLUMNS = (
    _QUOTING,
    *(HeatColumn("duties", key) for key in MODALITIES),
    *(HeatColumn("machine", key) for key in _AUTOMATION),
    *(HeatColumn("person", key) for key in (*_METHODS, "no_check")),
    HeatColumn("cases", "cases"),
    _CORRECTED,
)


@dataclass(frozen=True)
class HeatRow:
    """A 款 or 项. `quoted`: how much of it is quoted (whole, part, nothing); `how`: one of HOW; `quoting`: how many
    obligations quote it, including those of its own 项; `kinds` of its words that bind nobody."""

    unit: Unit
    quoted: str
    how: str
    quoting: int
    kinds: tuple[str, ...]
    counts: Counter[HeatColumn]


@dataclass(frozen=True)
class Heat:
    """The heat map of a rule. What the rule does not have has no column."""

    rule: Regulation
    articles: tuple[tuple[Article, tuple[HeatRow, ...]], ...]

    @cached_property
    def rows(self) -> tuple[HeatRow, ...]:
        """All 款 and 项."""
        return tuple(row for _, rows in self.articles for row in rows)

    @cached_property
    def shares(self) -> tuple[tuple[str, int, int], ...]:
        """For each value of `how` that occurs: (its name, how many 款 and 项 come before it, how many have it)."""
        counted = Counter(row.how for row in self.rows)
        present = [how for how in HOW if counted[how]]
        before = accumulate((counted[how] for how in present), initial=0)
        return tuple((how, start, counted[how]) for how, start in zip(present, before, strict=False))

    @cached_property
    def totals(self) -> Counter[HeatColumn]:
        """The sum of each column; an obligation counts once, though it may quote a lead-in and a 项."""
        sums = sum((row.counts for row in self.rows), Counter[HeatColumn]())
        sums[_QUOTING] = len(self.rule.obligations)
        return sums

    @cached_property
    def columns(self) -> tuple[HeatColumn, ...]:
        """The columns, in their order."""
        return columns([self])


def columns(maps: Iterable[Heat]) -> tuple[HeatColumn, ...]:
    """The columns in which any of the maps has something."""
    maps = tuple(maps)
    filled = (column for column in COLUMNS if any(heat.totals[column] for heat in maps))
    grouped = (tuple(some) for _, some in groupby(filled, lambda column: column.family))
    return tuple(replace(column, leads=column is some[0]) for some in grouped for column in some)


def families(columns: Iterable[HeatColumn]) -> list[tuple[str, int]]:
    """The families side by side, each with the number of its columns."""
    return [(family, len(tuple(some))) for family, some in groupby(columns, lambda column: column.family)]


def heat(site: Site, rule: Regulation) -> Heat:
    """The heat map of one rule."""
    segments = quotation.by_unit(rule)
    own: dict[str, list[Obligation]] = {unit.eId: [] for unit in rule.units()}
    for record in rule.obligations:
        own.setdefault(record.eId, []).append(record)
    corrected = Counter(correction.place for correction in rule.corrections)

    def row(unit: Unit) -> HeatRow:
        quoting = {s.record.id: s.record for s in segments[unit.eId] if isinstance(s.record, Obligation)}
        spans = [span for span in rule.spans if span.eId == unit.eId]
        counts = counted(site, rule, own[unit.eId])
        counts += Counter({_QUOTING: len(quoting), _CORRECTED: corrected[unit.eId]})
        kinds = tuple(dict.fromkeys(span.kind for span in spans))
        checking = how(list(quoting.values()), spans)
        share = coverage([unit], segments)
        quoted = "whole" if share.percent == 100 else "part" if share.covered else "nothing"
        return HeatRow(unit, quoted, checking, len(quoting), kinds, counts)

    return Heat(rule, tuple((article, tuple(map(row, article.units()))) for article in rule.articles))


def counted(site: Site, rule: Regulation, records: list[Obligation]) -> Counter[HeatColumn]:
    """The obligations of one 款 by modality, by how far a machine decides, by how they are checked; and the cases."""
    counts = Counter(HeatColumn("duties", record.modality) for record in records)
    counts.update(HeatColumn("machine", record.automation.level) for record in records if record.automation)
    counts.update(HeatColumn("person", record.method or "no_check") for record in records)
    cases = {case.id for record in records for case in site.illustrations.get(rule.global_id(record), ())}
    return counts + Counter({HeatColumn("cases", "cases"): len(cases)})


def how(records: list[Obligation], spans: list[Span]) -> str:
    """What the square of a 款 says: the farthest that a machine decides any of its duties, or why there is none."""
    levels = {record.automation.level for record in records if record.automation}
    level = next((level for level in _AUTOMATION if level in levels), None)
    return level or ("unchecked" if records else "free" if spans else "nothing")


def label(site: Site, column: HeatColumn) -> str:
    """The head of a column."""
    return str(site.words["column"].get(column.key) or site.label(column.key))
