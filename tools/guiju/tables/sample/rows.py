"""Rows of an entity that break no duty: each fact is drawn by its type, and drawn again while a duty is broken.

What a row breaks is decided by our evaluator (guiju.predicates.kleene), never by an engine that scans tables.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from guiju import predicates
from guiju.assessment.rows import named_in_row
from guiju.files.bundled import packaged
from guiju.model import Corpus, Derivation, Example, Fact, RecordedValue
from guiju.predicates import Expression, FactName, kleene
from guiju.predicates.kleene import Absent, Facts, Row, Value
from guiju.predicates.types import period
from guiju.reasoning import facts, verdicts
from guiju.reasoning.verdicts import CompiledCheck
from guiju.tables.mapping import entities
from guiju.tables.sample.draws import Draws

CUT_OFF = date(2026, 6, 30)
DAYS = (CUT_OFF, date.max)
"""The first and the last day of which the answers are true."""
REVIEWER = "__reviewer"
"""What is added to the name of a finding for the column that names its reviewer."""
SPREAD: Mapping[str, Any] = packaged(__file__, "spread.yaml")

_FIRST = datetime(2012, 1, 1)
_AROUND = (600, 86_400, 432_000)
"""Seconds around its own day within which the times of a row lie."""
_MISSING, _NONE, _FALSE, _UNREVIEWED = 1, 3, 3, 5
"""Of a hundred rows, how many miss a fact, have an explicit none, a false, a finding without a reviewer."""
_COUNTS = (0, 1, 15)
"""How many rows of another table may name a row."""
_TRIES = 300


@dataclass(frozen=True)
class Test:
    """A check of a duty, with what its predicates need besides the row."""

    duty: str
    check: CompiledCheck
    params: Mapping[str, Any]
    first: date | None

    def breaks(self, known: Facts, service: Facts, day: date) -> bool:
        """Whether a row of these facts breaks the duty on that day."""
        row, when = Row(known, service, self.params, day, self.first), self.check.applies_when
        applies = True if when is None else kleene.evaluate(when, row)
        return applies is True and kleene.evaluate(self.check.requires, row) is False


@dataclass(frozen=True)
class SampledEntity:
    """An entity with a sample table: `facts` are its columns, `derived` is counted over rows instead.

    `examples` are those of each duty that a row can break; `service` are the facts of the service.
    """

    id: str
    key: str
    facts: Mapping[str, Fact]
    derived: Mapping[str, Derivation]
    tests: Sequence[Test]
    contradictions: Sequence[Expression]
    examples: Mapping[str, Sequence[Example]]
    service: Facts

    @property
    def prefix(self) -> str:
        """What its keys begin with."""
        initials = "".join(word[0] for word in self.id.split("_"))
        return str(SPREAD["prefix"].get(self.id, initials))

    @property
    def reviewers(self) -> list[str]:
        """The columns that name a reviewer: those of findings for whose reviewer the rows have no fact."""
        named = {finding for fact in self.facts.values() for finding in fact.reviewer_of}
        return [name + REVIEWER for name, fact in self.facts.items() if fact.judged and name not in named]

    def broken(self, cells: Facts, counted: Facts, day: date) -> dict[str, Test]:
        """The duties that a row breaks on that day, where this was counted over rows."""
        named, known = named_in_row(self.facts.values(), cells), {**cells, **counted}
        for name, fact in self.facts.items():  # a finding counts only where its reviewer is named
            if fact.judged and name not in named and name + REVIEWER not in cells:
                known.pop(name, None)
        return {test.duty: test for test in self.tests if test.breaks(known, self.service, day)}

    def impossible(self, cells: Facts) -> Iterator[Expression]:
        """What cannot be true of a row and is."""
        return (entry for entry in self.contradictions if kleene.evaluate(entry, Row(cells, {}, {}, CUT_OFF)))

    def sound(self, draws: Draws) -> dict[str, Value]:
        """A row that breaks nothing, however many others name it: fact → value, without those that are missing."""
        latest = CUT_OFF - _FIRST.date() - timedelta(days=20)
        anchor = _FIRST + timedelta(seconds=draws.below(int(latest.total_seconds())))
        cells: dict[str, Value] = {}
        wrong: Collection[str] = [*self.facts, *self.reviewers]
        for attempt in range(_TRIES):
            for name in wrong:
                cells.pop(name, None)
                value = self._drawn(name, draws, anchor)
                if value is not None and attempt < _TRIES // 2:
                    cells[name] = value
            wrong = self._wrong(cells)
            if not wrong:
                return cells
        raise AssertionError(f"no row of {self.id} is in order: {', '.join(wrong)}")

    def _wrong(self, cells: Facts) -> list[str]:
        """The facts by which a row breaks something or cannot be; none where it is in order."""
        for entry in self.impossible(cells):
            return [node.name for node in predicates.walk(entry) if isinstance(node, FactName)]
        for counted, day in product(self._counts(cells), DAYS):
            for test in self.broken(cells, counted, day).values():
                return [name for _, name in test.check.reads if name in self.facts]
        return []

    def _counts(self, cells: Facts) -> Iterator[Facts]:
        """What may be counted for a row: nothing, where the other table is not there, or any number."""
        ways: list[list[Facts]] = [
            ([{name: 1}] if isinstance(cells.get(d.of), str) else [{}])
            if d.of
            else [{}, *({name: count} for count in _COUNTS)]
            for name, d in self.derived.items()
        ]
        for several in product(*ways):
            yield {name: count for one in several for name, count in one.items()}

    def _drawn(self, name: str, draws: Draws, anchor: datetime) -> Value | None:
        def of_a_hundred(number: int) -> bool:
            return draws.below(100) < number

        fact = self.facts.get(name)
        if fact is None:
            return None if of_a_hundred(_UNREVIEWED) else _reviewer(draws)
        if of_a_hundred(_MISSING):
            return None
        if fact.can_be_none and of_a_hundred(SPREAD["none"].get(name, _NONE)):
            return Absent.NONE
        if weights := SPREAD["facts"].get(name):
            drawn: Value = draws.weighted(weights)
            return drawn
        match fact.type:
            case "boolean":
                share = SPREAD["true_for"].get(name)
                return not of_a_hundred(_FALSE) if share is None else of_a_hundred(share)
            case "enum":
                return draws.among(fact.values).id
            case "integer" | "number":  # small ones are the most frequent, as the sizes of groups are
                stated = [e.facts.get(name) for several in self.examples.values() for e in several]
                most = max((value for value in stated if type(value) is int), default=1)
                return min(draws.below(2 ** draws.below(most.bit_length() + 1)), most)
            case "date" | "datetime":
                span = draws.among(_AROUND)
                moment = anchor + timedelta(seconds=draws.below(2 * span) - span)
                return moment if fact.type == "datetime" else moment.date()
        return _reviewer(draws)


def _reviewer(draws: Draws) -> str:
    return f"R-{100 + draws.below(60):04}"


def sampled(corpus: Corpus) -> tuple[dict[str, SampledEntity], dict[str, RecordedValue]]:
    """The entities on whose rows duties are tested, and the service of which the examples break these duties."""
    known = facts.by_entity(corpus.vocabulary.facts)
    tables = set(entities(corpus.vocabulary))
    duties = {rule.global_id(record): (rule, record) for rule in corpus.with_articles() for record in rule.obligations}
    checks = [(duty, c) for duty, (_, record) in duties.items() for c in verdicts.compiled(record)]
    examples = [e for _, record in duties.values() for e in record.examples if e.entity in tables]
    service = _service(
        {n for _, c in checks if c.check.entity in tables for e, n in c.reads if e == "service"}, examples
    )
    values = facts.values(known["service"], service)
    counted = [fact for fact in corpus.vocabulary.facts if fact.derived]
    samples = {}
    for entity in (e for e in corpus.vocabulary.entities if e.id in tables):
        tests = [
            Test(
                duty,
                check,
                {name: period(p) or p.value for name, p in duties[duty][1].params.items()},
                duties[duty][0].force.first_day,
            )
            for duty, check in checks
            if check.check.entity == entity.id and check.check.decides in ("both", "breached")
        ]
        if not tests:
            continue
        read = {name for _, check in checks for of, name in check.reads if of == entity.id}
        derived = {
            fact.id: fact.derived for fact in counted if fact.derived and fact.entity == entity.id and fact.id in read
        }
        # What is counted is counted from columns: of this table, or of another one.
        read |= {d.of for d in derived.values() if d.of}
        read |= {
            fact.derived.by for fact in counted if fact.derived and fact.derived.by and fact.derived.entity == entity.id
        }
        samples[entity.id] = SampledEntity(
            entity.id,
            entity.key or f"{entity.id}_id",
            {n: f for n, f in known[entity.id].items() if (n in read or f.reviewer_of) and not f.derived},
            derived,
            tests,
            [predicates.parse(c.when) for c in corpus.vocabulary.contradictions if c.entity == entity.id],
            {t.duty: [e for e in duties[t.duty][1].examples if e.entity == entity.id] for t in tests},
            values,
        )
    return samples, service


def _service(names: Collection[str], examples: Sequence[Example]) -> dict[str, RecordedValue]:
    """Of each of these facts of the service the value that most breached examples have."""
    stated: dict[str, Counter[RecordedValue]] = {name: Counter() for name in sorted(names)}
    for example in examples:
        for name in example.service.keys() & names if example.verdict == "breached" else ():
            stated[name][example.service[name]] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in stated.items() if counts}
