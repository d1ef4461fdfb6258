"""A statement of applicability, one row a duty: RFC 4180 with byte-order mark and CRLF, for spreadsheets and scripts.

Cells are quoted and guarded as in the checklist. Day, data version, receipt, hash of the JSON report and disclaimer stand in every row, because rows travel alone. Powers,
permissions and recommendations follow, marked as for information.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain

from guiju.assessment import Assessment
from guiju.documents.applicability import APPLIES, HEADINGS, Stated, stated, statement
from guiju.documents.content.cover import HEADINGS as COVER
from guiju.documents.content.fields import steps
from guiju.documents.content.status import FOR_INFORMATION, HISTORICAL
from guiju.documents.report import Audience
from guiju.documents.report.duties import Head
from guiju.law.labels import NOT_LEGAL_ADVICE
from guiju.model import Bilingual, Lang
from guiju.reasoning.successors import EXTENTS, Successor, successors
from guiju.writers.checklist_csv import guarded

_HEAD = (Bilingual("编号", "Id"), Bilingual("条款", "Place"), Bilingual("要求", "Requirement"))
_KEYS = ("bearers", "quotation", "applies", "reasons", "implementation", "status", "method", "plan", "responsible")
_EDITION = Bilingual("版本", "Edition")


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The statement as CSV: a row of headings, one for each rule in place of displaced duties, a row for each duty, then history, then information."""
    told, lang, out = statement(assessment, audience), assessment.checklist.lang, io.StringIO(newline="")
    rows = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    headings = [*_HEAD, *(HEADINGS[key] for key in _KEYS), *(COVER[key] for key in ("as_of", "data_version"))]
    (beside, json_hash), (receipt, digest) = told.hashes[0], told.hashes[-1]
    rows.writerow(
        [*(heading[lang] for heading in headings), receipt, beside, _EDITION[lang], COVER["disclaimers"][lang]]
    )
    day, version = assessment.checklist.as_of.isoformat(), assessment.checklist.corpus.data_version
    duties = (_duty(row, lang) for row in stated(assessment, audience))
    replaced = (_in_place(found, lang) for found in successors(assessment.checklist))
    history = (_informative(entry.duty, lang, HISTORICAL) for entry in told.historical)
    others = (_informative(head, lang, FOR_INFORMATION) for head in told.informative)
    for cells in chain(replaced, duties, history, others):
        rows.writerow(
            guarded(cell) for cell in (*cells, day, version, digest, json_hash, told.edition, NOT_LEGAL_ADVICE[lang])
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _duty(row: Stated, lang: Lang) -> Iterator[str]:
    yield from (row.duty.id, row.duty.place, row.duty.title, row.bearers, row.quotation, APPLIES[row.applies][lang])
    yield from ("\n".join(steps(row.reasons)), "\n".join(steps(row.implementation)))
    yield from (row.status, row.method, row.plan or "", row.responsible)


def _in_place(found: Successor, lang: Lang) -> Iterator[str]:
    told = {"applies": EXTENTS[found.extent][lang], "status": found.words[lang]}
    name = found.rule.short_title[lang]
    yield from (found.rule.id, name, found.rule.title[lang], *(told.get(key, "") for key in _KEYS))


def _informative(head: Head, lang: Lang, kind: Bilingual) -> Iterator[str]:
    told = {"applies": kind[lang], "status": head.words}
    yield from (head.id, head.place, head.title, *(told.get(key, "") for key in _KEYS))
