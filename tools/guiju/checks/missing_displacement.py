"""In a rule that a later one displaces where inconsistent, every record says what became of it there.

`displaced_by` with change: carried, widened, changed, dropped, or not_covered where nobody has looked.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.finding import Finding
from guiju.model import Corpus


def check(corpus: Corpus) -> Iterator[Finding]:
    for regulation in corpus.regulations.values():
        since = regulation.force.displaced_where_inconsistent_from
        for record in regulation.obligations:
            if since is not None and record.displaced_by is None:
                message = f"'{record.id}' does not say what became of it since {since}; add `displaced_by:` (change: not_covered if unknown)"
                yield Finding("missing-displacement", message, record.where.at())
            if since is None and record.displaced_by is not None:
                message = f"nothing displaces {regulation.id}; remove this, or set displaced_where_inconsistent_from in regulation.yaml"
                yield Finding("missing-displacement", message, record.where.at("displaced_by"))
