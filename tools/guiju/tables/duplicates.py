"""Keys that more than one row of a table has: nobody could tell which of the rows a finding is about."""

from guiju.files.finding import Misuse
from guiju.predicates.dialects import Dialect
from guiju.tables.sources import Ask

UP_TO = 10_000_000
"""Rows up to which the keys of a table are compared; beyond, that would cost more than the whole scan."""


def refuse(ask: Ask, relation: str, column: str, dialect: Dialect, location: str) -> None:
    """Misuse where two rows have the same key; `location` names the table in the message."""
    key, label = dialect.identifier(column), f"{location}: keys"
    if _ascend(ask, relation, key, dialect, label):
        return
    several = f"SELECT count(*) AS n FROM {relation} GROUP BY {key} HAVING count(*) > 1"
    (count,) = ask(f"SELECT count(*) FROM ({several})", label).fetchone()
    if count:
        raise Misuse(f"{location}: {count:,} keys in {column} occur in more than one row; each row needs its own")


def _ascend(ask: Ask, relation: str, key: str, dialect: Dialect, label: str) -> bool:
    """Whether each key is greater than that of the row before it: then all differ, and none need be kept to know it.

    Numbers in a text ascend by its length first. The first row that does not ascend ends the look.
    """
    if dialect.before is None:
        return False
    text = f"CAST({key} AS {dialect.text})"
    for this, ascends in (
        (key, "before < this"),
        (text, "(strlen(before) < strlen(this) OR (strlen(before) = strlen(this) AND before < this))"),
    ):
        pairs = f"SELECT {this} AS this, {dialect.before.format(this)} AS before FROM {relation}"
        # The first row has none before it.
        if ask(f"SELECT 1 FROM ({pairs}) AS pairs WHERE NOT {ascends} LIMIT 1", label).fetchone() is None:
            return True
    return False
