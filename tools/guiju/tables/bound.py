"""A table bound to its mapping: which column gives which fact, checked against the columns that the table has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guiju.files.finding import Misuse
from guiju.model import Contradiction, Fact
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import Dialect
from guiju.reasoning import facts
from guiju.tables import query
from guiju.tables.cells import FactExpression
from guiju.tables.columns import TableColumns
from guiju.tables.mapping import by_name
from guiju.tables.query import Conditions
from guiju.tables.question import Question
from guiju.tables.sources import TableSource


@dataclass(frozen=True)
class BoundTable:
    """A table ready to be scanned. `wanted` are the facts that its duties read, `columns` those that it gives, as SQL.

    `relation` is the table in FROM; `beside` are further columns; `joins` is what is joined to count a fact, by fact.
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
    there = [name for name in wanted if name in columns]
    impossible = query.contradictions(vocabulary.contradictions, entity, there, dialect)
    return BoundTable(
        source, mapping, columns, known, conditions, tuple(wanted), relation, dialect, contradictions=impossible
    )
