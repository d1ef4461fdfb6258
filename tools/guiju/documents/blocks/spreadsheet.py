"""What a workbook has beside sections: tables to fill in, counts of them, and what the file was made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from guiju.documents.blocks import Front, Section

Filling = Literal["law", "place", "number", "entry", "day"]
"""Words of the law or of the place, the number of the row, or what is filled in: a text, or a day."""


@dataclass(frozen=True)
class FormColumn:
    """A column of a table to fill in. `choices` are words by value; `view`: whether it is open when the workbook is;
    `hidden`: kept for reading it back."""

    key: str
    heading: str
    width: float
    filling: Filling
    band: str = ""
    choices: Mapping[str, str] | None = None
    view: bool = True
    hidden: bool = False


@dataclass(frozen=True)
class AuditTable:
    """The duties, a row each, to fill in. `bands` head groups of columns; a status calls for the columns in `needs`.
    `statuses` are its values by kind of row; what is not a duty takes no other than its own."""

    name: str
    bands: Mapping[str, str]
    columns: tuple[FormColumn, ...]
    rows: tuple[Mapping[str, str], ...]
    statuses: Mapping[str, Mapping[str, str]]
    needs: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]
    ask_status: str
    not_in_list: str
    not_a_date: str


@dataclass(frozen=True)
class FactRow:
    """A fact of the service: its cells, its type, and the values that it can be chosen from."""

    fact: str
    type: str
    can_be_none: bool
    cells: Mapping[str, str]
    choices: Mapping[str, str]


@dataclass(frozen=True)
class FactsTable:
    """The facts of the service, a row each, to fill in. `none` is the word for an explicit none."""

    name: str
    note: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FactRow, ...]
    none: str
    nothing: str
    wrong: str


@dataclass(frozen=True)
class Summary:
    """Counts over the table of duties, by status and by article, never a share without what it is counted against.

    `parts`: of a status, how those are called that lack something: where any of these columns has this value ("":
    none). `articles`: (label, key in the rows of the table, number of duties). Nobody has filled in anything yet, so
    that all duties are `initial`.
    """

    name: str
    table: AuditTable
    words: Mapping[str, str]
    initial: str
    parts: Mapping[str, tuple[str, Mapping[str, str]]]
    articles: tuple[tuple[str, str, int], ...]
    duties: int
    information: int
    historical: int


@dataclass(frozen=True)
class ReviewTable:
    """Drafts to decide on, a row each; `bands` head groups of columns."""

    name: str
    bands: Mapping[str, str]
    columns: tuple[FormColumn, ...]
    rows: Sequence[Mapping[str, str]]
    not_in_list: str


SheetContent = tuple[Section, ...] | AuditTable | FactsTable | ReviewTable | Summary


@dataclass(frozen=True)
class Spreadsheet:
    """A document as a workbook: its sheets by name, of which the first begins with the front.

    `made_from` goes to the properties of the file; `legend` to a hidden sheet by which it is read back, empty where it
    is not; `lists` are ranges of the legend by name: (first key, last key).
    """

    front: Front
    sheets: tuple[tuple[str, SheetContent], ...]
    made_from: Mapping[str, str]
    legend: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, str]] = field(default_factory=dict)
