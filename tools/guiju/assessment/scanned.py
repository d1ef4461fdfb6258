"""What the scan of tables found for an assessment: the tables, and what was counted of each obligation in them.

The rule of the roll-up: rows are held against the duties of every party; what they show counts for the service assessed
only where the duty is one of the roles asked for. A member's breach in a group is the member's; it stands in `others`
and changes no verdict of the provider.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from guiju.model import Contradiction
from guiju.model.mapping import ChangedColumn, TableMapping
from guiju.reasoning.verdicts import TableVerdict

KeyMode = Literal["hidden", "shown", "hashed"]
MOST_FINDINGS = 1_000_000
"""The default limit of findings for one duty in one table."""


@dataclass(frozen=True)
class RowsSince:
    """Only rows that changed on the day or later, as a column says, were looked at; and how many others there are."""

    day: date
    changed: ChangedColumn
    not_looked_at: int


@dataclass(frozen=True)
class ScannedTable:
    """A table that was scanned. `location` has no password; `files` are empty for a database on a server.

    `unsaid` are the facts that its obligations read and no column says; `keys_checked`: whether no two rows have the
    same key; `impossible`: how many rows hold contradictory facts, as the vocabulary lists them. `first`:
    how many breaches of each duty were fetched at most; `keys`: how the keys of rows are shown. `sha256` are the hashes
    of its files where a receipt gives them.
    """

    entity: str
    location: str
    engine: str
    rows: int
    mapping: TableMapping
    unsaid: tuple[str, ...]
    keys_checked: bool
    files: tuple[Path, ...] = ()
    impossible: tuple[tuple[Contradiction, int], ...] = ()
    first: int = 100
    keys: KeyMode = "hidden"
    sha256: tuple[str, ...] | None = None
    since: RowsSince | None = None


@dataclass(frozen=True)
class WrittenFindings:
    """How many findings a file has, and how many the limit left out."""

    count: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class ScanResults:
    """All tables of an assessment. `verdicts` are by the global id of the obligation, one for each entity it reads;
    `written` is what a file has of the findings, `empty` are tables of programs without rows, which decide nothing."""

    scanned: tuple[ScannedTable, ...] = ()
    verdicts: Mapping[str, tuple[TableVerdict, ...]] = field(default_factory=dict)
    written: WrittenFindings = WrittenFindings()
    empty: tuple[str, ...] = ()

    def others(self, mine: Collection[str]) -> Iterator[tuple[str, TableVerdict]]:
        """Breaches of duties that are not among `mine`: (global id, what was counted), in the order of the text."""
        for name, counted in self.verdicts.items():
            if name not in mine:
                yield from ((name, one) for one in counted if one.counts["breached"])
