"""Rows for spreadsheets and scripts: RFC 4180 with byte-order mark and CRLF.

Every cell is quoted. A cell that a spreadsheet could take for a formula begins with an apostrophe; the JSON twin has
the same texts without it. Several texts in one cell are on lines of their own.
"""

import csv
import io

from guiju.documents.blocks import Rows
from guiju.files.characters import printable_lines
from guiju.files.formula import looks_like_formula

LAYS_OUT = "rows"


def write(rows: Rows) -> bytes:
    """A row of headings, then the rows."""
    out = io.StringIO(newline="")
    file = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    file.writerow(rows.headings)
    file.writerows([guarded(printable_lines(cell)) for cell in row] for row in rows.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def guarded(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet could take it for a formula."""
    return f"'{cell}" if looks_like_formula(cell) else cell
