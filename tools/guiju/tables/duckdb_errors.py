"""An error of DuckDB as Misuse: what is wrong where, and what to do, without the row, which may name a person."""

import contextlib
import re
from collections.abc import Iterator

from guiju.files.bundled import packaged
from guiju.files.finding import Misuse, one_line

_MOST = "2,000,000 bytes, the most that a row may have"
"""As DuckDB reads CSV where nobody sets max_line_size."""
_ERRORS = packaged(__file__)
_QUOTED = 4_000
"""Characters of an error that are looked at: it may quote a row of any length."""


class Crowded(Misuse):
    """The engine needs more memory than it may have."""


@contextlib.contextmanager
def reading(location: str, what: str = "cannot be read") -> Iterator[None]:
    """Errors of DuckDB become Misuse that names the table or file; an interruption becomes KeyboardInterrupt."""
    import duckdb

    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except duckdb.Error as error:
        text = str(error)
        if line := _in_csv(text, location) or _in_json(text, location):
            raise Misuse(line) from None
        full = next((line for mark, line in _ERRORS["full"].items() if mark in text), None)
        kind, remedy = Misuse, "check that it is complete and that its format matches its name"
        if isinstance(error, duckdb.OutOfMemoryException):
            kind, remedy = Crowded, "it needs more memory, or room in the temporary folder (TMPDIR)"
        elif full:
            remedy = "make room there, or in the temporary folder (TMPDIR)"
        raise kind(f"{location}: {what} ({one_line(full or _without_cells(text), 200)}); {remedy}") from None


def _without_cells(error: str) -> str:
    """What went wrong and why."""
    first, *more = error[:_QUOTED].strip().splitlines() or [""]
    cause = next((line for line in more if re.match("Error when |Invalid unicode", line)), "")
    line = f"{first} {cause}".strip()
    for cell, instead in _ERRORS["cells"].items():
        line = re.sub(cell, instead, line)
    return line


def _in_json(error: str, location: str) -> str | None:
    """The line for a JSON object that is larger than what is read."""
    limit = re.search(r'"maximum_object_size" of ([0-9]+) bytes exceeded', error)
    remedy = "bytes, the most that is read; shorten it"
    return f"{location}: a line is longer than {int(limit[1]):,} {remedy}" if limit else None


def _in_csv(error: str, location: str) -> str | None:
    """The line for a CSV file, with its row; a file of several is named."""
    files = re.findall(r"^ +file = (.+)$", error, re.MULTILINE)  # the last is DuckDB's own, should a cell hold one too
    place = files[-1] if files and not files[-1].endswith(location) else location
    if "The CSV Parser state machine reached an invalid state" in error:
        return f"{place}: its lines end in different ways, in some CR LF and in others LF; write all of them alike"
    if "does not support a full read" in error:  # beyond a buffer
        return f"{place}: a row is longer than {_MOST}; shorten it, or save the table as Parquet"
    row = re.search(r"CSV Error on Line: (\d+)$", error, re.MULTILINE)
    if row is None:
        return None
    separator = re.search(r"^ *delimiter = (.*?) \(Set By User\)", error, re.MULTILINE)
    named = _ERRORS["separators"].get(separator[1], "a tab") if separator else "a comma"
    for pattern, cause in _ERRORS["csv"].items():
        for line in error.splitlines():
            if match := re.match(pattern, line):
                return f"{place}: row {int(row[1]):,} {match.expand(cause).format(separator=named, most=_MOST)}"
    return None
