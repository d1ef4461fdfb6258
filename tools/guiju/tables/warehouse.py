"""The queries for a user's own warehouse: what a scan asks, as text in its dialect, for a console or a dbt model.

The table has the columns that the mapping names, of the types of the vocabulary, or of its units and codes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from guiju.files.finding import Misuse
from guiju.model import Corpus, Fact
from guiju.model.mapping import MappedColumn, TableMapping
from guiju.predicates.dialects import Dialect
from guiju.reasoning import facts
from guiju.tables.bound import BoundTable, bind_mapping
from guiju.tables.conditions import Conditions
from guiju.tables.derived import inline
from guiju.tables.kinds import sql_type
from guiju.tables.mapping import by_name
from guiju.tables.question import Question
from guiju.tables.sources import TableSource, quoted_name

_TYPES_OF_UNITS = {"utc": "timestamp_ntz", "day": "date"}


@dataclass(frozen=True)
class QueryRequest:
    """A query over rows of `entity`, to count or list breaches; `names` and `mappings` are of the tables by entity."""

    question: Question
    entity: str
    names: Mapping[str, str]
    mappings: Mapping[str, TableMapping]
    dialect: Dialect
    breaches: bool = False


def query_text(request: QueryRequest) -> str:
    """The query, with a comment that describes it. Misuse where there is nothing to ask, or a mapping has no table."""
    option, question = f"--entity {request.entity}", request.question
    for entity in request.mappings.keys() - request.names.keys():
        raise Misuse(f"--mapping of {entity}: its table is not named; add --table {entity}=NAME")
    tested = question.conditions(request.entity, request.dialect)
    if not tested:
        raise Misuse(f"{option}: no duty is tested on its rows")
    current = [one for one in tested if not one.displaced(question.as_of)]
    displaced = len(tested) - len(current)
    if not current:
        why = f"a later rule displaces all {displaced} duties that are tested on its rows"
        raise Misuse(f"{option}: {why}; name an earlier day with --as-of")
    tables = {
        entity: table_named(name, entity, request.mappings.get(entity), question, request.dialect)
        for entity, name in request.names.items()
    }
    day = f"as of {question.as_of}, data version {question.corpus.data_version}"
    text = f"-- guiju: duties tested on rows of {request.entity}, {day}\n"
    if displaced:
        why = "left out, since a later rule displaces them on that day"
        text += f"-- {why}: {displaced} duties; an earlier --as-of asks for them\n"
    write = breach_query if request.breaches else count_query
    return text + write(inline(tables[request.entity], tables), current)


def table_named(name: str, entity: str, given: TableMapping | None, question: Question, dialect: Dialect) -> BoundTable:
    """A table of the warehouse (`schema.table`), bound to its mapping; without one, to that of `named_as_facts`."""
    known = facts.by_entity(question.corpus.vocabulary.facts)[entity]
    mapping = given or named_as_facts(entity, question.corpus)
    types = {column.column: _type(known[fact], column, dialect) for fact, column in mapping.facts.items()}
    types |= {column.none_column: "boolean" for column in mapping.facts.values() if column.none_column}
    types |= {column.reviewer_column: "text" for column in mapping.facts.values() if column.reviewer_column}
    types.setdefault(mapping.key, "text")
    if mapping.changed:
        types.setdefault(mapping.changed.column, "unknown")  # a query asks all rows
    source = TableSource(entity, "catalogue", name, table=name)
    table = bind_mapping(source, types, quoted_name(name, dialect), mapping, question, dialect)
    return replace(table, columns={name: column.forgiving() for name, column in table.columns.items()})


def named_as_facts(entity: str, corpus: Corpus) -> TableMapping:
    """The mapping of a table with columns for each fact that is not counted over rows, its none and its reviewer."""
    known = facts.by_entity(corpus.vocabulary.facts)[entity]
    reviewed = {name for fact in known.values() for name in fact.reviewer_of}
    given = [fact for fact in known.values() if fact.derived is None]
    nones = [f"{fact.id}__none" for fact in given if fact.can_be_none]
    reviewers = [f"{fact.id}__reviewer" for fact in given if fact.judged and fact.id not in reviewed]
    return by_name(entity, [*(fact.id for fact in given), *nones, *reviewers], corpus.vocabulary)


def count_query(table: BoundTable, duties: Sequence[Conditions]) -> str:
    """One row an obligation: how many rows of the table are met, breached, undetermined and not applicable, and
    how many fail a rule of the operator's own."""
    dialect = table.dialect
    counted = ",\n    ".join(
        f"{dialect.count_if.format(condition) if condition else '0'} AS {outcome}_{place}"
        for place, one in enumerate(duties)
        for outcome, condition in (
            ("met", one.met),
            ("breached", one.breached),
            ("not_applicable", one.not_applicable),
            ("own_rule_not_kept", one.own_rule_not_kept),
        )
    )
    lines = [
        f"SELECT {dialect.string(one.id)} AS obligation, met_{place} AS met, breached_{place} AS breached, "
        f"total - met_{place} - breached_{place} - not_applicable_{place} AS undetermined, "
        f"not_applicable_{place} AS not_applicable, own_rule_not_kept_{place} AS own_rule_not_kept FROM counted"
        for place, one in enumerate(duties)
    ]
    # One CTE, one pass: the lines below only lay its single row out.
    return (
        f"{_with(table)},\ncounted AS (\n  SELECT count(*) AS total,\n    {counted}\n  FROM facts\n)\n"
        + "\nUNION ALL ".join(lines)
        + "\nORDER BY obligation\n"
    )


def breach_query(table: BoundTable, duties: Sequence[Conditions]) -> str:
    """One row a breach: the obligation, and the key of the row that breaches it."""
    key = table.dialect.identifier("key")
    lines = [
        f"SELECT {table.dialect.string(one.id)} AS obligation, {key} FROM facts WHERE {one.breached}"
        for one in duties
        if one.breached
    ]
    nothing = f"SELECT CAST(NULL AS {table.dialect.text}) AS obligation, {key} FROM facts WHERE FALSE"
    return f"{_with(table)}\n" + "\nUNION ALL ".join(lines or [nothing]) + "\n"


def _with(table: BoundTable) -> str:
    return f"WITH facts AS (\n  {table.select()}\n)"


def _type(fact: Fact, column: MappedColumn, dialect: Dialect) -> str:
    if column.codes:
        return "unknown"  # its codes are compared as text, whatever it is
    if column.order:
        return "text"
    if column.unit:
        return _TYPES_OF_UNITS.get(column.unit, "bigint")
    return sql_type(fact, dialect)
