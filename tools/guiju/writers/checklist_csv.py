"""One row a line: RFC 4180 with byte-order mark and CRLF, for spreadsheets and scripts.

Every cell is quoted. A cell that a spreadsheet could take for a formula begins with an apostrophe; the JSON twin has
the same texts without it. Several texts in one cell stand on lines of their own. Day, data version and disclaimer
stand in every row, because rows travel alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from guiju.documents.content.cover import HEADINGS
from guiju.documents.content.fields import FIELDS, steps, texts
from guiju.law.labels import NOT_LEGAL_ADVICE
from guiju.reasoning.checklist import Checklist, Line
from guiju.writers.formula import looks_like_formula


def render(checklist: Checklist) -> bytes:
    """The checklist as CSV: a row of headings, then a row for each line."""
    lang = checklist.lang
    out = io.StringIO(newline="")
    rows = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    constant = [HEADINGS[key][lang] for key in ("as_of", "data_version", "disclaimers")]
    rows.writerow([*(field.heading[lang] for field in FIELDS), *constant])
    for line in checklist.lines:
        rows.writerow(guarded(cell) for cell in _cells(checklist, line))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def guarded(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet could take it for a formula."""
    return f"'{cell}" if looks_like_formula(cell) else cell


def _cells(checklist: Checklist, line: Line) -> Iterator[str]:
    for several in texts(checklist, line).values():
        yield "\n".join(steps(several))
    yield checklist.as_of.isoformat()
    yield checklist.corpus.data_version
    yield NOT_LEGAL_ADVICE[checklist.lang]
