"""A table scanned, in DuckDB or on Spark: one pass for all outcomes of all its obligations, then the first breaches of each, with what decided them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guiju.assessment.tables import KeysShown
from guiju.files.finding import Misuse, one_line
from guiju.model import Contradiction, Corpus, Fact, Verdict
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import DUCKDB, Dialect
from guiju.reasoning.verdicts import Breach
from guiju.tables import agreement, databases, duplicates, query, sources
from guiju.tables.columns import FactColumn, fact_columns
from guiju.tables.mapping import by_name
from guiju.tables.query import Conditions
from guiju.tables.sources import Source

Run = Callable[[Any, str, str], Any]
"""(connection, query, what it is for) → its result: how a query is run, with progress where somebody watches."""


@dataclass(frozen=True)
class Keys:
    """How keys leave the engine: as they are, hashed with a salt, or (the default) not at all. So do texts, which may name people."""

    shown: bool = False
    salt: str | None = None

    @property
    def kind(self) -> KeysShown:
        """How keys are shown, as a receipt says it."""
        return "shown" if self.shown else "hidden" if self.salt is None else "hashed"

    def key(self, expression: str, dialect: Dialect = DUCKDB) -> str:
        """The key of a row as SQL; empty where it is left out."""
        if self.shown:
            return expression
        if self.salt is None:
            return "''"
        # The salt is as long as the hash, so that nobody finds a key by hashing all that there could be.
        return dialect.sha256.format(f"{dialect.string(self.salt)} || {expression}")

    def text(self, fact: Fact, expression: str) -> str:
        """The value of a fact as SQL, withheld where it is a text."""
        open_to_all = self.shown or fact.type != "string"
        return expression if open_to_all else f"CASE WHEN {expression} IS NOT NULL THEN '***' END"


HIDDEN = Keys()


@dataclass(frozen=True)
class Tally:
    """The outcomes of one obligation over all rows of a table, and its first breaches."""

    conditions: Conditions
    counts: Mapping[Verdict, int]
    breaches: tuple[Breach, ...]


@dataclass(frozen=True)
class Scanned:
    """A table scanned. `unsaid` are the facts that its obligations read and no column says; `keys_checked`: whether no two rows have the same.

    `impossible`: how many rows hold facts that cannot hold together.
    """

    source: Source
    mapping: TableMapping
    rows: int
    tallies: tuple[Tally, ...]
    unsaid: tuple[str, ...]
    keys_checked: bool
    impossible: tuple[tuple[Contradiction, int], ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A table ready to be scanned: the SELECT of its facts, and what it reads.

    `joins`: fact → what is joined to the rows that it may be counted. Rows with which something is joined come in another order each time.
    """

    source: Source
    mapping: TableMapping
    columns: Mapping[str, FactColumn]
    known: Mapping[str, Fact]
    wanted: tuple[str, ...]
    relation: str
    dialect: Dialect = DUCKDB
    beside: Mapping[str, str] = field(default_factory=dict)
    contradictions: tuple[tuple[Contradiction, str], ...] = ()
    joins: Mapping[str, str] = field(default_factory=dict)

    def rows(self, also: Mapping[str, str] | None = None, among: Sequence[str] | None = None) -> str:
        """The rows with their facts, as FROM takes them; of the facts those `among`, where given."""
        return f"({self.select(also, among)}) AS rows"

    def select(self, also: Mapping[str, str] | None = None, among: Sequence[str] | None = None) -> str:
        """The same as a query. `also`, and what is `beside`, are further columns: name → expression."""
        wanted = self.wanted if among is None else among
        joined = [f" LEFT JOIN {self.joins[name]}" for name in wanted if name in self.joins]
        source, more = "".join([self.relation, *joined]), {**self.beside, **(also or {})}
        return query.rows(self.columns, self.known, wanted, self.mapping.key, source, self.dialect, more)

    def in_order(self, among: Sequence[str]) -> str:
        """How a query over these facts ends so that its rows come in the same order each time: that of the table, or, where that is lost, of the keys."""
        return f" ORDER BY rows.{self.dialect.identifier('key')}" if set(among) & set(self.joins) else ""


def prepare(
    connection: Any,
    source: Source,
    given: TableMapping | None,
    corpus: Corpus,
    found: Sequence[Conditions],
    as_of: date,
) -> Prepared:
    """Hold the mapping (none given: the names of the columns) against the table. Misuse where a column is not there or cannot say its fact."""
    stored = source.format in ("sqlite", "postgres")
    if source.format == "catalogue" or (source.address and not stored):
        raise Misuse(f"{source.shown}: is read by Spark alone; add --engine spark")
    types = databases.types(connection, source) if stored else sources.describe(connection, source)
    agreement.refuse_unlike(connection, source, given, corpus.vocabulary)
    table = held(source, types, sources.relation(source), given, corpus, found, as_of, DUCKDB)
    if stored:
        read = dict.fromkeys(c for said in table.mapping.facts.values() for c in said.columns())
        key = table.mapping.key
        databases.fetch(connection, source, list(dict.fromkeys([key, *read])), source.entity, key)
    return table


def held(
    source: Source,
    types: Mapping[str, str],
    relation: str,
    given: TableMapping | None,
    corpus: Corpus,
    found: Sequence[Conditions],
    as_of: date,
    dialect: Dialect,
) -> Prepared:
    """The same, where the types of the columns are known: `relation` stands for the table in FROM."""
    known = {fact.id: fact for fact in corpus.vocabulary.facts if fact.entity == source.entity}
    mapping = given or by_name(source.entity, types, corpus.vocabulary)
    if not mapping.facts:
        remedy = f"map its columns: guiju mapping --entity {source.entity} --from {source.shown} -o {source.entity}-mapping.yaml"
        raise Misuse(f"{source.shown}: no column is named as a fact of {source.entity}; {remedy}")
    if mapping.key not in types:
        raise Misuse(
            f"{source.shown}: has no key column {mapping.key}; name yours under key: in a mapping; columns: {', '.join(list(types)[:20])}"
        )
    columns = fact_columns(mapping, known, types, dialect, source.shown, as_of)
    wanted = dict.fromkeys(name for one in found for name in one.facts)
    for derived in [known[name].derived for name in wanted if name not in mapping.facts]:
        if derived is not None and derived.of is not None:
            wanted.setdefault(derived.of)
    said = [name for name in wanted if name in columns]
    listed = query.contradictions(corpus.vocabulary.contradictions, source.entity, said, dialect)
    return Prepared(source, mapping, columns, known, tuple(wanted), relation, dialect, contradictions=listed)


def scan(
    connection: Any, table: Prepared, found: Sequence[Conditions], first: int, run: Run, keys: Keys = HIDDEN
) -> Scanned:
    """Count all outcomes in one pass, then fetch the first breaches of each obligation."""
    fallible = list(_fallible(table))
    # What does not fit is told from the columns as they are, beside the facts made of them.
    flags = {f"misfit_{place}": cell.misfit for place, cell in enumerate(fallible)}
    also = [*flags, *(condition for _, condition in table.contradictions)]
    asked = query.counts(found, table.rows(flags), table.dialect, also)
    total, with_key, *numbers = run(connection, asked, table.source.shown).fetchone()
    wrong, contradictory = numbers[len(found) * 3 :][: len(flags)], numbers[len(found) * 3 + len(flags) :]
    _refuse(connection, table, total, total - with_key, wrong, fallible)
    impossible = tuple((entry, n) for (entry, _), n in zip(table.contradictions, contradictory, strict=True) if n)
    unique = total <= duplicates.UP_TO
    if unique:
        shown = table.source.shown
        duplicates.refuse(
            lambda query: run(connection, query, f"{shown}: keys"),
            table.relation,
            table.mapping.key,
            table.dialect,
            shown,
        )
    tallied = [_counts(total, *numbers[place * 3 : place * 3 + 3]) for place in range(len(found))]
    breaches = _breaches(connection, table, found, tallied, first, run, keys)
    unsaid = tuple(name for name in table.wanted if name not in table.columns)
    tallies = tuple(Tally(one, counts, breaches.get(one.id, ())) for one, counts in zip(found, tallied, strict=True))
    return Scanned(table.source, table.mapping, total, tallies, unsaid, unique, impossible)


def _counts(total: int, breached: int, met: int, not_applicable: int) -> dict[Verdict, int]:
    return {
        "met": met,
        "breached": breached,
        "undetermined": total - breached - met - not_applicable,
        "not_applicable": not_applicable,
    }


def _refuse(
    connection: Any,
    table: Prepared,
    total: int,
    without_key: int,
    wrong: Sequence[int],
    fallible: Sequence[_Fallible],
) -> None:
    shown = table.source.shown
    if total == 0:
        raise Misuse(f"{shown}: has no row; leave the table out, and its duties are undetermined")
    if without_key:
        raise Misuse(f"{shown}: {without_key:,} rows have no key in {table.mapping.key}; each row needs one")
    for count, cell in zip(wrong, fallible, strict=True):
        if count:
            quoted = table.dialect.identifier(cell.column)
            example = connection.execute(
                f"SELECT {quoted} FROM {table.relation} WHERE {cell.misfit} LIMIT 1"
            ).fetchone()
            raise Misuse(
                f"{shown}: column {cell.column} holds {one_line(str(example[0]), 40)!r} in {count:,} rows; {cell.remedy}"
            )


@dataclass(frozen=True)
class _Fallible:
    """A column whose cells may not fit: the condition that is true of one that does not, and what can be done."""

    column: str
    misfit: str
    remedy: str


def _fallible(table: Prepared) -> Iterator[_Fallible]:
    for name, column in table.columns.items():
        if name not in table.wanted:
            continue
        if column.misfit:
            listed = ", ".join(v.id for v in column.fact.values) or column.fact.type
            yield _Fallible(column.column, column.misfit, f"it says {name} ({listed}): {_remedy(column.fact)}")
        if column.misfit_none:
            beside = str(table.mapping.facts[name].none_column)
            yield _Fallible(beside, column.misfit_none, f"it says whether there is no {name}: write true or false")


def _remedy(fact: Fact) -> str:
    """What can be done about a cell that does not say its fact: what a mapping may say depends on the fact."""
    ways = {
        "order:": fact.type in ("date", "datetime"),
        "unit:": fact.type in ("date", "datetime"),
        "codes:": fact.type in ("boolean", "enum", "string"),
        "none_values:": fact.can_be_none,
        "missing_values:": True,
    }
    first = "write days as 2020-12-31" if fact.type in ("date", "datetime") else "correct it"
    return f"{first}, or say what it means under {' or '.join(way for way, possible in ways.items() if possible)} in a mapping"


def _breaches(
    connection: Any,
    table: Prepared,
    found: Sequence[Conditions],
    tallied: Sequence[Mapping[Verdict, int]],
    first: int,
    run: Run,
    keys: Keys,
) -> dict[str, tuple[Breach, ...]]:
    """The first breaches of each obligation that has any.

    Where they are common the scan ends early, so each is asked by itself; the rare ones together, in one more pass.
    """
    if first <= 0:
        return {}
    some = [(one, counts["breached"]) for one, counts in zip(found, tallied, strict=True) if counts["breached"]]
    # A scan that ends early reads first / count of the table, and only the columns of its duty.
    common = [one for one, count in some if count > 4 * first]
    rare = [one for one, count in some if count <= 4 * first]
    answer: dict[str, tuple[Breach, ...]] = {}
    for one in common:
        rows, order = table.rows(among=one.facts), table.in_order(one.facts)
        asked = f"SELECT {shown(one.facts, table, keys)} FROM {rows} WHERE {one.breached}{order} LIMIT {first}"
        fetched = run(connection, asked, table.source.shown).fetchall()
        answer[one.id] = tuple(_breach(row, one.facts) for row in fetched)
    if rare:
        names = tuple(dict.fromkeys(name for one in rare for name in one.facts))
        flags = ", ".join(f"coalesce({one.breached}, FALSE)" for one in rare)
        either = " OR ".join(str(one.breached) for one in rare)
        rows, order = table.rows(among=names), table.in_order(names)
        asked = f"SELECT {shown(names, table, keys)}, {flags} FROM {rows} WHERE {either}{order}"
        fetched = run(connection, asked, table.source.shown).fetchall()
        for place, one in enumerate(rare, 1 + len(names)):
            breaching = [_breach(row, names, one.facts) for row in fetched if row[place]][:first]
            answer[one.id] = tuple(breaching)
    return answer


def shown(names: Sequence[str], table: Prepared, keys: Keys) -> str:
    """The key and the facts as text; what is explicitly none says so."""
    key = f"CAST({table.dialect.identifier('key')} AS {table.dialect.text})"
    return ", ".join([keys.key(key, table.dialect), *(value(name, table, keys) for name in names)])


def value(name: str, table: Prepared, keys: Keys) -> str:
    """A fact as text, as SQL."""
    quoted, none = table.dialect.identifier(name), table.dialect.identifier(name + "__none")
    text = keys.text(table.known[name], f"CAST({quoted} AS {table.dialect.text})")
    return f"CASE WHEN {none} THEN 'none' ELSE {text} END" if table.known[name].can_be_none else text


def _breach(row: Sequence[Any], names: Sequence[str], among: Sequence[str] | None = None) -> Breach:
    values = zip(names, row[1:], strict=False)
    return Breach(row[0], tuple((name, value) for name, value in values if among is None or name in among))
