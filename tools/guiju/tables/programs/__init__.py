"""Programs whose databases are mapped, a folder each: views over their tables, mappings, and what neither can show.

`program.yaml` says in words what the mappings rest on (schemas/program.schema.json). Which duties the facts of a
program decide is not written there: `duties` finds it by the examples of the duties.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path

from guiju.assessment.reads import sources
from guiju.files import schema
from guiju.files.finding import MAX_FINDINGS, Unsound
from guiju.files.source import Document, read
from guiju.law import gates
from guiju.law.records import build
from guiju.model import Bilingual, Corpus, Example, Fact, Obligation, RecordedValue, Regulation, Verdict, Where
from guiju.model.mapping import MappedColumn, TableMapping
from guiju.model.record import Record
from guiju.predicates import EntityFact
from guiju.predicates.types import FactsByEntity
from guiju.reasoning import examples, facts, verdicts

_DESCRIPTION = "program"


@dataclass(frozen=True)
class RecordedFact(Record):
    """Which columns of the program a fact is made from, and what to know of it."""

    columns: tuple[str, ...]
    note: Bilingual | None = None


@dataclass(frozen=True)
class ProgramTable(Record):
    """A view, by the name under which it is read; why it lacks facts that one would look for there."""

    view: str
    rows: Bilingual
    facts: Mapping[str, RecordedFact]
    missing: Mapping[str, Bilingual] = field(default_factory=dict)


@dataclass(frozen=True)
class SchemaBound(Record):
    """A number in the one row of a table, and what it may be where the views fit the database."""

    table: str
    column: str
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class Description(Record):
    """`place` is where a view is read, without its name, in one of `databases`; `prepare` and `remove` are commands;
    `schema` are bounds within which the views fit; `supply` are facts of the service that the settings of the program
    give; `without` are entities that it has no rows of."""

    name: str
    summary: Bilingual
    version: Bilingual
    reading: Bilingual
    place: str
    databases: tuple[str, ...]
    prepare: tuple[str, ...]
    tables: Mapping[str, ProgramTable]
    schema: tuple[SchemaBound, ...] = ()
    remove: tuple[str, ...] = ()
    supply: Mapping[str, Bilingual] = field(default_factory=dict)
    without: Mapping[str, Bilingual] = field(default_factory=dict)


@dataclass(frozen=True)
class Program:
    """A program by the name of its folder, with a mapping for each entity of which it has rows."""

    id: str
    folder: Path
    description: Description
    mappings: Mapping[str, TableMapping]

    def files(self) -> Iterator[Path]:
        """The views and mappings, which their user needs."""
        return (file for file in sorted(self.folder.iterdir()) if file.stem != _DESCRIPTION)


@dataclass(frozen=True)
class ProgramDuty:
    """A duty that reads rows of a program: the outcomes that its facts can give a row, the facts that it reads and the
    program lacks, and those of the service."""

    rule: Regulation
    obligation: Obligation
    outcomes: frozenset[Verdict]
    missing: tuple[EntityFact, ...]
    service: tuple[EntityFact, ...]

    @property
    def is_decided(self) -> bool:
        """Whether rows can come out as met or as breached, and not only as ones that it does not reach."""
        return not self.outcomes.isdisjoint(("met", "breached"))


@cache
def programs() -> tuple[Program, ...]:
    """The programs that come with guiju, by name. Unsound where a file does not fit its schema."""
    return tuple(load(file.parent) for file in sorted(Path(__file__).parent.glob(f"*/{_DESCRIPTION}.yaml")))


def load(folder: Path) -> Program:
    """The program in a folder. Unsound where a file does not fit its schema."""
    description = build(Description, Where(_checked(folder / f"{_DESCRIPTION}.yaml", _DESCRIPTION)))
    mappings = {
        entity: build(TableMapping, Where(_checked(folder / f"{entity}.yaml", "mapping")))
        for entity in description.tables
    }
    return Program(folder.name, folder, description, mappings)


def duties(corpus: Corpus, program: Program) -> Iterator[ProgramDuty]:
    """The duties that read rows of the program, in the order of the rules."""
    supplied = _supplied(corpus, program)
    for rule in corpus.with_reading():
        for obligation in rule.obligations:
            checks = [c for c in verdicts.compiled(obligation) if c.check.entity in program.mappings]
            if not obligation.binds or not any(check.check.tests_something for check in checks):
                continue
            read = dict.fromkeys(name for check in checks for name in check.reads)
            service = tuple(name for name in read if name[0] == "service")
            missing = tuple(name for name in read if name not in supplied and name not in service)
            outcomes = frozenset(_outcomes(corpus, program, rule, obligation, supplied))
            yield ProgramDuty(rule, obligation, outcomes, missing, service)


def _checked(file: Path, kind: str) -> Document:
    document = read(file, file.as_posix())
    if findings := list(islice(schema.defects(document, kind), MAX_FINDINGS)):
        raise Unsound(findings)
    return document


def _supplied(corpus: Corpus, program: Program) -> frozenset[EntityFact]:
    """The facts that the program gives: those with a column, and those that are counted from them. What only a person
    finds counts where the row names that person."""
    recorded = {
        (fact.entity, fact.id)
        for fact in corpus.vocabulary.facts
        if fact.entity in program.mappings
        and (column := program.mappings[fact.entity].facts.get(fact.id))
        and (column.reviewer_column or not fact.judged)
    }
    counted = {(fact.entity, fact.id) for fact in corpus.vocabulary.facts if recorded.intersection(sources(fact))}
    return frozenset(recorded | {name for name in counted if name[0] in program.mappings})


def _outcomes(
    corpus: Corpus, program: Program, rule: Regulation, obligation: Obligation, supplied: Collection[EntityFact]
) -> Iterator[Verdict]:
    """What the examples of a duty come to where only what the program gives is known of their rows."""
    known = facts.by_entity(corpus.vocabulary.facts)
    for example in obligation.examples:
        if example.entity not in program.mappings:
            continue
        columns = program.mappings[example.entity].facts
        kept = {
            name: value
            for name, value in example.facts.items()
            if (example.entity, name) in supplied and _can_be(columns.get(name), known[example.entity][name], value)
        }
        if (verdict := _verdict(rule, obligation, example, kept, known)) != "undetermined":
            yield verdict


def _can_be(column: MappedColumn | None, fact: Fact, value: RecordedValue) -> bool:
    """Whether a cell can have this value; what has no column is counted, and can have any."""
    if column is None:
        return True
    if value == "none" and fact.can_be_none:
        return bool(column.none_column or column.none_values or column.empty == "none")
    return not column.codes or value in column.codes.values()


def _verdict(
    rule: Regulation, obligation: Obligation, example: Example, kept: Mapping[str, RecordedValue], known: FactsByEntity
) -> Verdict:
    rows = examples.rows(replace(example, facts=kept), known)
    if gates.is_closed(obligation, rows["service"]["service"]):
        return "undetermined"  # says nothing of the rows
    of_rows = tuple(check for check in obligation.checks if check.entity == example.entity)
    return verdicts.judge(rule, replace(obligation, checks=of_rows), rows, example.as_of).verdict
