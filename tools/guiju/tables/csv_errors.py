"""What DuckDB says of a CSV file that it cannot read → one line with the row, the cause and what to do, without what the row holds."""

from __future__ import annotations

import re

_MOST = "2,000,000 bytes, the most that a row may have"
"""As DuckDB reads CSV where nobody sets max_line_size."""
_CAUSES = (
    (
        r"Expected Number of Columns: (\d+) Found: (\d+)$",
        r"has \2 cells, the head \1, parted by {separator}; give each row as many as the head, and put a cell that holds {separator} in double quotes",
    ),
    (
        "Value with unterminated quote found",
        f"has a double quote that does not end its cell within {_MOST}; close it, write one inside a cell twice, or shorten the cell",
    ),
    ("Invalid unicode", "is not written in UTF-8; save the file as CSV in UTF-8"),
    (
        "Maximum line size of ",
        f"is longer than {_MOST}; close the quote that it begins with, or shorten it",
    ),
)
_INVALID = "The CSV Parser state machine reached an invalid state"
_BEYOND_A_BUFFER = "does not support a full read"
_SEPARATORS = {",": "a comma", ";": "a semicolon", "|": "|"}


def told(error: str, shown: str) -> str | None:
    """The line; None for an error of another kind. `shown` names the table; a file of several is told by its name."""
    files = re.findall(r"^ +file = (.+)$", error, re.MULTILINE)  # the last is DuckDB's own, should a cell hold one too
    place = files[-1] if files and not files[-1].endswith(shown) else shown
    if _INVALID in error:
        return f"{place}: its lines end in different ways, in some CR LF and in others LF; write all of them alike"
    if _BEYOND_A_BUFFER in error:
        return f"{place}: a row is longer than {_MOST}; shorten it, or save the table as Parquet"
    row = re.search(r"CSV Error on Line: (\d+)$", error, re.MULTILINE)
    if row is None:
        return None
    separator = re.search(r"^ *delimiter = (.*?) \(Set By User\)", error, re.MULTILINE)
    named = _SEPARATORS.get(separator[1], "a tab") if separator else "a comma"
    for pattern, cause in _CAUSES:
        for line in error.splitlines():
            if found := re.match(pattern, line):
                return f"{place}: row {int(row[1]):,} {found.expand(cause).format(separator=named)}"
    return None
