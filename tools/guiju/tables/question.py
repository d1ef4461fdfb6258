"""What an assessment asks of its tables: duties, facts of the service, the day, and how keys are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guiju.assessment.scanned import MOST_FINDINGS, KeyMode
from guiju.model import Corpus, Fact
from guiju.predicates.dialects import DUCKDB, Dialect
from guiju.predicates.kleene import Facts
from guiju.reasoning import facts, verdicts
from guiju.tables.conditions import Conditions, conditions


@dataclass(frozen=True)
class Keys:
    """How keys leave the engine: as they are, hashed, or (default) not at all. So do texts, which may name people."""

    plain: bool = False
    salt: str | None = None

    @property
    def kind(self) -> KeyMode:
        """The name for it in a receipt."""
        return "shown" if self.plain else "hidden" if self.salt is None else "hashed"

    def key(self, expression: str, dialect: Dialect = DUCKDB) -> str:
        """The key of a row as SQL; empty where it is left out."""
        if self.plain:
            return expression
        if self.salt is None:
            return "''"
        # The salt is as long as the hash, so that nobody finds a key by hashing all that there could be.
        return dialect.sha256.format(f"{dialect.string(self.salt)} || {expression}")

    def text(self, fact: Fact, expression: str) -> str:
        """The value of a fact as SQL, withheld where it is a text."""
        open_to_all = self.plain or fact.type != "string"
        return expression if open_to_all else f"CASE WHEN {expression} IS NOT NULL THEN '***' END"


@dataclass(frozen=True)
class Question:
    """`among` are the global ids of the duties (None: all); `first` is how many breaches of each are fetched,
    `most` how many of each are written to a file of findings. With `since` only rows that changed on that day or later
    are looked at."""

    corpus: Corpus
    service: Facts
    as_of: date
    among: Sequence[str] | None = None
    first: int = 100
    keys: Keys = Keys()
    most: int = MOST_FINDINGS
    since: date | None = None

    def conditions(self, entity: str, dialect: Dialect) -> tuple[Conditions, ...]:
        """The conditions of all duties that are tested on rows of the entity."""
        known = facts.by_entity(self.corpus.vocabulary.facts).get(entity, {})
        return tuple(
            conditions(rule, record, checks, self.service, self.as_of, known, dialect)
            for rule in self.corpus.with_articles()
            for record in rule.obligations
            if self.among is None or rule.global_id(record) in self.among
            if (checks := [check for check in verdicts.compiled(record) if check.check.entity == entity])
        )
