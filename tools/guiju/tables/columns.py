"""The facts of a table that count on a day, as SQL expressions over its own columns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from guiju.files.finding import Misuse
from guiju.model import Fact
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import Dialect
from guiju.tables import times
from guiju.tables.cells import Cells, FactExpression
from guiju.tables.kinds import kind, null


@dataclass(frozen=True)
class TableColumns:
    """The columns of a table with their `types`, and how they are mapped to `known` facts; `table` is for messages."""

    mapping: TableMapping
    known: Mapping[str, Fact]
    types: Mapping[str, str]
    dialect: Dialect
    table: str
    as_of: date

    def facts(self) -> dict[str, FactExpression]:
        """The facts that the table gives and that count on the day, by id.

        As in a profile, a moment after the day does not count, nor a finding without a named reviewer.
        Misuse where the mapping names a column that is not there, or one whose type cannot give the fact.
        """
        for name, mapped in self.mapping.facts.items():
            for column in mapped.columns():
                if column not in self.types:
                    listed = ", ".join(list(self.types)[:20])
                    raise Misuse(f"{self.table}: has no column {column} (for {name}); columns: {listed}")
        self._refuse_key()
        given = {}
        for name, mapped in self.mapping.facts.items():
            types = self.types[mapped.column], self.types.get(mapped.none_column or "")
            given[name] = Cells(self.known[name], mapped, *types, self.dialect, self.table).expression()
        counting = {name: self._counting(column, given) for name, column in given.items()}
        return counting | self._reviewers(counting)

    def _refuse_key(self) -> None:
        """Misuse for a key of several values, or of real numbers: beyond 2^53 two of them are one."""
        name = self.types.get(self.mapping.key, "unknown")
        key_kind = kind(name, self.dialect) if name != "unknown" else None
        if key_kind in ("other", "real"):
            why = ", which cannot hold every whole number" if key_kind == "real" else ""
            remedy = "store keys as whole numbers or text"
            raise Misuse(f"{self.table}: the key column {self.mapping.key} is {name}{why}; {remedy}")

    def _counting(self, column: FactExpression, given: Mapping[str, FactExpression]) -> FactExpression:
        """The column, empty where its fact does not count."""
        value, none, fact = column.value, column.none, column.fact
        if fact.type == "date":
            value = times.day(value)
        if fact.type == "datetime":
            value = times.until(value, self.as_of, self.dialect)
        if fact.judged:
            reviewer = self.mapping.facts[fact.id].reviewer_column
            named = [self._name(reviewer)] if reviewer else []
            named += [given[name].value for name in given if fact.id in self.known[name].reviewer_of]
            reviewed = " OR ".join(f"{name} IS NOT NULL" for name in named) or "FALSE"
            value = f"CASE WHEN {reviewed} THEN {value} END"
            none = none and f"(({reviewed}) AND {none})"
        return replace(column, value=value, none=none)

    def _reviewers(self, counting: Mapping[str, FactExpression]) -> dict[str, FactExpression]:
        """The reviewer, where the row has no fact for that: the one named with the first finding that counts."""
        reviewers = {}
        for fact in self.known.values():
            whens = [
                f"WHEN ({counting[name].value}) IS NOT NULL OR coalesce({counting[name].none or 'FALSE'}, FALSE) "
                f"THEN {self._name(reviewer)}"
                for name in fact.reviewer_of
                if name in counting and (reviewer := self.mapping.facts[name].reviewer_column)
            ]
            if whens:
                empty = FactExpression(fact, fact.id, null(fact, self.dialect), None, None)
                own = counting.get(fact.id, empty)
                named = f"coalesce({own.value}, CASE {' '.join(whens)} END)"
                value = f"CASE WHEN NOT coalesce({own.none or 'FALSE'}, FALSE) THEN {named} END"
                reviewers[fact.id] = replace(own, value=value)
        return reviewers

    def _name(self, column: str) -> str:
        """The name in a column; white space names nobody."""
        text = f"CAST({self.dialect.identifier(column)} AS {self.dialect.text})"
        return f"CASE WHEN NOT {self.dialect.blank.format(text)} THEN trim({text}) END"
