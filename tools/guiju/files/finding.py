"""A defect as a value: what is wrong, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from guiju.files.characters import escaped
from guiju.files.display import Displayed

LONGEST_MESSAGE = 1_500
"""Characters of a message at most, whatever it quotes; each quotation is shortened by `one_line` before."""

MAX_FINDINGS = 200
"""Of one file: the others show once these are fixed. To look further may take long in a file of another kind."""


class Misuse(Exception):
    """What was asked cannot be done: one line, with the remedy. A command exits with code 2."""

    exit_code = 2


class NotEstablished(Misuse):
    """What was asked cannot be established here: one line, with the remedy. A command exits with code 3."""

    exit_code = 3


@dataclass(frozen=True, order=True)
class Location(Displayed):
    """A place in a file: path as shown to the user, line and column from 1; in a workbook, the cell of a sheet. For a
    value that is in no file: the path to it, and line 0."""

    path: str
    line: int = 1
    column: int = 1
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.path}:{self.sheet}!{letters(self.column)}{self.line}"
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


Level = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding(Displayed):
    """A defect: the name of the check, one line with the remedy, its place; `related` places each with a few words. A
    warning or a note fails no build."""

    _columns = ("code", "message", "at.path", "at.line", "at.column", "level")

    code: str
    message: str
    at: Location
    related: tuple[tuple[str, Location], ...] = ()
    level: Level = "error"

    def __post_init__(self) -> None:
        """A message is never as long as what it quotes."""
        if len(self.message) > LONGEST_MESSAGE:
            object.__setattr__(self, "message", self.message[: LONGEST_MESSAGE - 1] + "…")

    def __str__(self) -> str:
        return f"{self.at}: {self.code}: {self.message}"


@dataclass(frozen=True)
class Fault:
    """What a check finds: a finding whose code is the name of the check."""

    message: str
    at: Location
    related: tuple[tuple[str, Location], ...] = ()


class Unsound(Exception):
    """A file, or a value in place of one, has defects: `findings` are all of them, or as many as are worth listing. A
    command exits with code 2."""

    exit_code = 2
    remedy = ""
    most_shown = 50

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))

    def __reduce__(self) -> tuple[type["Unsound"], tuple[tuple[Finding, ...]]]:
        """Another process gets the findings, not their text."""
        return type(self), (self.findings,)


class UnsoundBase(Unsound):
    """The knowledge base itself has defects, so that what is asked cannot be established. Exit code 3."""

    exit_code = 3
    remedy = "the knowledge base has defects; fix them (guiju check lists them all)"
    most_shown = 10


def letters(column: int) -> str:
    """A column of a sheet, from 1, as a spreadsheet program names it: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def one_line(value: object, limit: int = 60) -> str:
    """A value from a user's file, fit for a one-line message: escaped and shortened to `limit` characters."""
    whole = value if isinstance(value, str) else repr(value)
    text = escaped(whole[: limit + 1])  # an escape is longer than what it stands for, so no more is needed
    return text if len(text) <= limit else text[: limit - 1] + "…"


def close_to(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The known word that a misspelt one may mean, as a remedy; `otherwise` where none is close."""
    import difflib  # few commands need it

    # Titles of laws are alike: one that is only like another is another law. A longer word takes long to compare.
    close = difflib.get_close_matches(word[:100], list(known), n=1, cutoff=0.6 if word.isascii() else 0.8)
    return f"did you mean {close[0]}?" if close else otherwise
