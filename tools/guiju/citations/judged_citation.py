"""What can be said of a citation: a status, the place that is right, how to repair it."""

from dataclasses import dataclass
from typing import Literal

from guiju.citations.repairs import TextRepair
from guiju.model import Bilingual
from guiju.places.mention import Citation

Status = Literal[
    "unknown_law", "not_in_force", "renumbered", "no_such_provision", "quotation_differs", "claim_differs",
    "moved_subject", "old_law_declared", "unattributed", "not_checked", "ok",
]  # fmt: skip
NO_ERROR: tuple[Status, ...] = ("ok", "moved_subject", "old_law_declared", "unattributed", "not_checked")
"""What is no error, or not known to be one."""
UNCHECKED: tuple[Status, ...] = ("unattributed", "not_checked")
"""What could not be compared."""


@dataclass(frozen=True)
class JudgedCitation:
    """A citation and its status. `now` is the eId that is right, None where there is none or the one cited is;
    `repair` is None where nothing can be mended without a person. `checked`, of what is ok: whether only that the place
    is there, or also that the words quoted or claimed beside it are its own; empty otherwise."""

    citation: Citation
    status: Status
    law_id: str | None
    now: str | None = None
    note: Bilingual | None = None
    repair: TextRepair | None = None
    checked: Literal["", "place", "words"] = ""
