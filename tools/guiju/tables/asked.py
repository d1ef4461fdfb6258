"""What an assessment asks of its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guiju.files.finding import Misuse
from guiju.model import Corpus
from guiju.predicates.dialects import DUCKDB, Dialect
from guiju.predicates.kleene import Facts
from guiju.tables.query import Conditions, conditions
from guiju.tables.scan import HIDDEN, Keys


@dataclass(frozen=True)
class Asked:
    """What is asked of the tables: for which obligations (their global ids), on what facts of the service, on which day."""

    corpus: Corpus
    service: Facts
    as_of: date
    among: Sequence[str]
    first: int = 100
    keys: Keys = HIDDEN

    def conditions(self, entity: str, dialect: Dialect = DUCKDB) -> tuple[Conditions, ...]:
        """The conditions of all obligations of the entity. Misuse where none of them reads its rows."""
        found = conditions(self.corpus, entity, self.service, self.as_of, dialect, self.among)
        if not found:
            raise Misuse(f"--table {entity}=…: no duty that is asked for is tested on rows of {entity}; leave it out")
        return found
