"""The values that an auditor chooses from, as they are in a cell, and the words for a line that takes no status."""

from guiju.model import Bilingual
from guiju.reasoning.checklist import Line
from guiju.wording.labels import APPLICABILITY_LABELS, FINDING_BASIS_LABELS, RISK_LABELS, STATUS_LABELS, capitalised
from guiju.wording.words import Words

WORDS = Words(__file__)

# In the order in which they are counted: what is not verified yet stands beside what is met.
STATUSES = capitalised(STATUS_LABELS)
INITIAL = STATUSES["to_verify"]
APPLICABILITY = capitalised(APPLICABILITY_LABELS)
BASES = capitalised(FINDING_BASIS_LABELS)
RISKS = capitalised(RISK_LABELS)
FOR_INFORMATION = WORDS["for_information"]
HISTORICAL = WORDS["historical"]


def without_status(line: Line) -> Bilingual:
    """What stands where a status would, for a line that takes none."""
    return HISTORICAL if line.standing.displaced else FOR_INFORMATION
