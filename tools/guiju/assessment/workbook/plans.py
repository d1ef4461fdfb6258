"""The sheet of plans → the plans of a profile, by the id of a duty or a gap. Browsers write this sheet; a checklist has
the plans of whole duties in its rows."""

from functools import partial

from guiju.assessment.workbook.draft import Draft
from guiju.assessment.workbook.made_from import Legend
from guiju.model import RISKS
from guiju.reading.entry import choice, day, text
from guiju.reading.table import Table

KINDS = ("remediation", "risk_acceptance")
_CLOSED = {"closed": "date", "closed_by": "by", "closed_evidence": "evidence", "sign_off": "sign_off"}
_TEXTS = ("action", "owner", "note", "acceptance", "closed_by", "closed_evidence", "sign_off")
COLUMNS = ("id", "kind", "due", "risk", "closed", *_TEXTS)


def read_plans(table: Table, legend: Legend, draft: Draft) -> None:
    """Put the plans into the draft; findings go to the table."""
    readers = {"due": day, "closed": day, **dict.fromkeys(_TEXTS, text)}
    readers |= {"kind": partial(choice, of=legend.choice("plan_kind", KINDS))}
    readers |= {"risk": partial(choice, of=legend.choice("risk", RISKS))}
    for row, name in table.rows.items():
        values = {key: table.read(row, key, reader) for key, reader in readers.items()}
        closed = {key: value for column, key in _CLOSED.items() if (value := values.pop(column)) is not None}
        entry = {**values, "closed": closed or None}
        draft.put_entry("plans", name, entry, {key: table.at(row, key) for key in entry}, table.at(row, "action"))
