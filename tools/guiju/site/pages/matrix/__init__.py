"""Who is bound on what: parties by topics, counted by modality, and a page for each topic with the duties of its
cells."""

from collections import Counter
from collections.abc import Iterator

from guiju.model import MODALITIES, Party, Topic
from guiju.site.page import WIDE, Page
from guiju.site.pictures import matrix
from guiju.site.site import Site

PLACE = ("whole", 5)


def address(topic: Topic | None = None, party: Party | None = None) -> str:
    """The table; or what a topic has, at one of its parties."""
    if topic is None:
        return "whole/matrix.md"
    return f"matrix/topic-{topic.id}.md" + (f"#{party.id}" if party else "")


def pages(site: Site) -> Iterator[Page]:
    """The table, and the page of each topic."""
    t, rows = site.words_of("matrix"), matrix.matrix(site)
    everything = list(site.corpus.obligations())
    records = [record for rule, record in everything if not site.displaced(rule, record)]
    totals = Counter(party for record in records for party in dict.fromkeys(record.bearers))
    values = {
        # A party or a topic of which only history is recorded has no column and no row, but stands in the list.
        "parties": [
            (party, totals[party.id], matrix.role_of(site, party)) for party in matrix.bound(site) if totals[party.id]
        ],
        "totals": totals,
        "rows": rows,
        "total": len(records),
        "displaced": len(everything) - len(records),
        "modalities": [modality for modality in MODALITIES if any(o.modality == modality for _, o in everything)],
        "level": matrix.level,
    }
    yield Page(values, hide=WIDE, sheets=("assets/whole.css",))
    for row in rows:
        name = row.topic.label[site.lang]
        title, told = t["of"].format(name), t["of_lead"].format(name)
        here, sheets = address(row.topic), ("assets/whole.css",)
        yield Page({"row": row}, here, title, "topic", told, searched=False, sheets=sheets)
