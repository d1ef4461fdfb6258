"""Who is bound on what: parties by topics, counted by modality, with the duties of each cell below the table."""

from collections import Counter
from collections.abc import Iterator

from guiju.model import MODALITIES
from guiju.site.page import WIDE, Page
from guiju.site.pictures import matrix
from guiju.site.site import Site

PLACE = ("whole", 5)
ADDRESS = "whole/matrix.md"


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    everything = list(site.corpus.obligations())
    records = [record for rule, record in everything if not site.displaced(rule, record)]
    totals = Counter(party for record in records for party in dict.fromkeys(record.bearers))
    values = {
        # A party or a topic of which only history is recorded has no column and no row, but stands in the list.
        "parties": [
            (party, totals[party.id], matrix.role_of(site, party)) for party in matrix.bound(site) if totals[party.id]
        ],
        "totals": totals,
        "rows": matrix.matrix(site),
        "total": len(records),
        "displaced": len(everything) - len(records),
        "modalities": [modality for modality in MODALITIES if any(o.modality == modality for _, o in everything)],
        "level": matrix.level,
    }
    yield Page(values, hide=WIDE, sheets=("assets/whole.css",))
