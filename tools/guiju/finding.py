"""A defect as a value: what is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


class Misuse(Exception):
    """The command cannot do what was asked: one line, with the remedy. Exit code 2."""


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: path as shown to the user, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """A defect: a code (the name of the check), one line with the remedy, and its place.

    `related` are further places that the message speaks of, each with a few words.
    """

    code: str
    message: str
    at: Location
    related: tuple[tuple[str, Location], ...] = ()

    def __str__(self) -> str:
        return f"{self.at}: {self.code}: {self.message}"


def one_line(value: object, limit: int = 60) -> str:
    """A value from a user's file, fit for a one-line message: escaped and shortened to `limit` characters."""
    text = escaped(value if isinstance(value, str) else repr(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def escaped(text: str) -> str:
    """A text with line breaks and other characters that do not print written as escapes."""
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
