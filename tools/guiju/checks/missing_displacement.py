"""In a rule that a later one displaces where inconsistent, every record says what became of it there.

`displaced_by` with change: carried, widened, changed, dropped, or not_covered where nobody has looked. Where articles of the later rule
are here, each of its `places` is one of them or named in `missing`, and certainty: seen needs a place whose words are here.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.excerpt import missing_place
from guiju.model import Corpus, Displacement


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation in corpus.regulations.values():
        since = regulation.force.displaced_where_inconsistent_from
        for record in regulation.obligations:
            if since is not None and record.displaced_by is None:
                message = f"'{record.id}' does not say what became of it since {since}; add `displaced_by:` (change: not_covered if unknown)"
                yield Fault(message, record.where.at())
            if since is None and record.displaced_by is not None:
                message = f"nothing displaces {regulation.id}; remove this, or set displaced_where_inconsistent_from in regulation.yaml"
                yield Fault(message, record.where.at("displaced_by"))
            if record.displaced_by is not None:
                yield from _places(corpus, record.displaced_by)


def _places(corpus: Corpus, fate: Displacement) -> Iterator[Fault]:
    later = corpus.regulations.get(fate.regulation)
    if later is None or not later.articles:
        return
    missing = {missing_place(entry)[0] for entry in later.missing}
    here = [place for place in fate.places if later.article(place) is not None]
    for index, place in enumerate(fate.places):
        unknown = later.unit(place) is None if "__" in place else later.article(place) is None
        if unknown and place not in missing:
            message = f"{later.id} has no {place}, and does not name it in `missing`; correct the place"
            yield Fault(message, fate.where.at("places", index))
    if fate.certainty == "seen" and fate.places and not here:
        message = f"certainty: seen, but the words of {', '.join(fate.places)} are not here; write content_seen, second_hand or memory"
        yield Fault(message, fate.where.at("certainty"))
