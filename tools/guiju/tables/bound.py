"""A table bound to its mapping: which column gives which fact, checked against the columns that the table has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from guiju import predicates
from guiju.files.finding import Misuse
from guiju.model import Contradiction, Fact
from guiju.model.mapping import TableMapping
from guiju.predicates import FactName
from guiju.predicates.dialects import Dialect
from guiju.predicates.sql import Constants, where
from guiju.reasoning import facts
from guiju.tables.cells import FactExpression
from guiju.tables.changes import ChangedRows, changed_rows
from guiju.tables.columns import TableColumns
from guiju.tables.conditions import Conditions
from guiju.tables.kinds import null
from guiju.tables.mapping import by_name
from guiju.tables.question import Question
from guiju.tables.sources import TableSource


@dataclass(frozen=True)
class BoundTable:
    """A table ready to be scanned. `wanted` are the facts that its duties read, `columns` those that it gives, as SQL.

    `relation` is the table in FROM; `beside` are further columns; `joins` is what is joined to count a fact, by fact.
    With `changed`, only the rows that changed are looked at; the others are counted separately.
    """

    source: TableSource
    mapping: TableMapping
    columns: Mapping[str, FactExpression]
    known: Mapping[str, Fact]
    conditions: tuple[Conditions, ...]
    wanted: tuple[str, ...]
    relation: str
    dialect: Dialect
    beside: Mapping[str, str] = field(default_factory=dict)
    contradictions: tuple[tuple[Contradiction, str], ...] = ()
    joins: Mapping[str, str] = field(default_factory=dict)
    changed: ChangedRows | None = None

    def rows(self, also: Mapping[str, str] | None = None, among: Sequence[str] | None = None) -> str:
        """The rows with their facts, as FROM takes them; of the facts those `among`, where given."""
        return f"({self.select(also, among)}) AS rows"

    def select(self, also: Mapping[str, str] | None = None, among: Sequence[str] | None = None) -> str:
        """The same as a query: the key, the facts (NULL without a column), and `also` further columns by name."""
        wanted = self.wanted if among is None else among
        parts = {"key": self.dialect.identifier(self.mapping.key)}
        for name in wanted:
            column, fact = self.columns.get(name), self.known[name]
            if column and name not in self.wanted:  # it decides nothing, so that no scan refuses its misfits
                column = column.forgiving()
            parts[name] = column.value if column else null(fact, self.dialect)
            if fact.can_be_none:
                parts[f"{name}__none"] = (column and column.none) or "CAST(NULL AS BOOLEAN)"
        parts |= {**self.beside, **(also or {})}
        selected = ", ".join(f"{expression} AS {self.dialect.identifier(name)}" for name, expression in parts.items())
        joined = [f" LEFT JOIN {self.joins[name]}" for name in wanted if name in self.joins]
        where = f" WHERE {self.changed.condition}" if self.changed else ""
        return f"SELECT {selected} FROM {self.relation}{''.join(joined)}{where}"

    def counts(self, flags: Mapping[str, str]) -> str:
        """The query of one row: how many rows there are, with a key, that breach, meet, are outside of each duty; how
        many fail an own rule, are known, and on how many each check holds that can only show a breach; how many
        breaches have a day, and the first of these days.

        Then how many fulfil each of the flags, conditions on the columns as they are, and each contradiction.
        """
        parts = ["count(*)", f"count({self.dialect.identifier('key')})"]
        for one in self.conditions:
            if one.either:
                met = self.dialect.count_if.format(one.either)
                parts += [f"count({one.either}) - {met}", met]
            else:
                parts += [self._counted(one.breached), self._counted(one.met)]
            rest = one.not_applicable, one.own_rule_not_kept, one.known, *one.holding
            parts += (*map(self._counted, rest), *self._days(one))
        parts += map(self._counted, (*flags, *(condition for _, condition in self.contradictions)))
        return f"SELECT {', '.join(parts)} FROM {self.rows(flags)}"

    def _days(self, one: Conditions) -> tuple[str, str]:
        if one.breached in (None, "FALSE") or one.dated_by is None or one.dated_by not in self.columns:
            return "0", "NULL"
        day = f"CASE WHEN {one.breached} THEN CAST({self.dialect.identifier(one.dated_by)} AS DATE) END"
        return f"count({day})", f"CAST(min({day}) AS {self.dialect.text})"

    def _counted(self, condition: str | None) -> str:
        if condition in (None, "FALSE"):
            return "0"
        # A CASE stops at the first part that settles it; a condition that is a value is evaluated to its end.
        several = " AND " in str(condition) or " OR " in str(condition)
        return f"count(CASE WHEN {condition} THEN 1 END)" if several else self.dialect.count_if.format(condition)

    def in_order(self, among: Sequence[str]) -> str:
        """The ORDER BY that keeps rows in the same order each time: by key, where a join loses that of the table."""
        return f" ORDER BY rows.{self.dialect.identifier('key')}" if set(among) & set(self.joins) else ""


def bind_mapping(
    source: TableSource,
    types: Mapping[str, str],
    relation: str,
    given: TableMapping | None,
    question: Question,
    dialect: Dialect,
) -> BoundTable:
    """Bind the mapping (or, without one, the names of the columns) to a table with columns of these types.

    Misuse where a column is not there or cannot give its fact.
    """
    entity, vocabulary = source.entity, question.corpus.vocabulary
    known = facts.by_entity(vocabulary.facts)[entity]
    mapping = given or by_name(entity, types, vocabulary)
    if not mapping.facts:
        remedy = f"guiju mapping --entity {entity} --from {source.location} -o {entity}-mapping.yaml"
        raise Misuse(f"{source.location}: no column is named as a fact of {entity}; map its columns: {remedy}")
    if mapping.key not in types:
        remedy = f"name yours under key: in a mapping; columns: {', '.join(list(types)[:20])}"
        raise Misuse(f"{source.location}: has no key column {mapping.key}; {remedy}")
    columns = TableColumns(mapping, known, types, dialect, source.location, question.as_of).facts()
    conditions = question.conditions(entity, dialect)
    wanted = dict.fromkeys(name for one in conditions for name in one.facts)
    for derived in [known[name].derived for name in wanted if name not in mapping.facts]:
        if derived is not None and derived.of is not None:
            wanted.setdefault(derived.of)
    impossible = tuple(_contradictions(question, entity, wanted.keys() & columns.keys(), dialect))
    changed = changed_rows(entity, mapping, types, dialect, source.location, question.since)
    bound = source, mapping, columns, known, conditions, tuple(wanted), relation, dialect
    return BoundTable(*bound, contradictions=impossible, changed=changed)


def _contradictions(
    question: Question, entity: str, known: set[str], dialect: Dialect
) -> Iterable[tuple[Contradiction, str]]:
    """What cannot be true of a row, as conditions in SQL: of the entity those that read only these facts."""
    # No contradiction names the day (guiju check), so that any day will do.
    constants = Constants({}, date.min, None, service=question.service)
    for entry in (entry for entry in question.corpus.vocabulary.contradictions if entry.entity == entity):
        parsed = predicates.parse(entry.when)
        if {n.name for n in predicates.walk(parsed) if isinstance(n, FactName) and not n.service} <= known:
            yield entry, where(parsed, constants, dialect)
