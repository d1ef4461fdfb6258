"""In a rule that a later one displaces where inconsistent, every record says what became of it there.

`displaced_by` with change: carried, widened, changed, dropped, or not_covered where nobody has looked. Where articles
of the later rule are here, each of its `places` is one of them or named in `missing`, and certainty: seen needs a place
whose words are here.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.excerpt import missing_place
from guiju.model import Corpus, Displacement


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation, record in corpus.obligations():
        since = regulation.force.displaced_where_inconsistent_from
        if since is not None and record.displaced_by is None:
            remedy = "add `displaced_by:` (change: not_covered if unknown)"
            yield Fault(f"'{record.id}' does not say what became of it since {since}; {remedy}", record.where.at())
        if since is None and record.displaced_by is not None:
            remedy = "remove this, or set displaced_where_inconsistent_from in regulation.yaml"
            yield Fault(f"nothing displaces {regulation.id}; {remedy}", record.where.at("displaced_by"))
        if record.displaced_by is not None:
            yield from _places(corpus, record.displaced_by)


def _places(corpus: Corpus, displacement: Displacement) -> Iterator[Fault]:
    later = corpus.regulations.get(displacement.regulation)
    if later is None or not later.articles:
        return
    missing = {missing_place(entry)[0] for entry in later.missing}
    for index, place in enumerate(displacement.places):
        unknown = later.unit(place) is None if "__" in place else later.article(place) is None
        if unknown and place not in missing:
            message = f"{later.id} has no {place}, and does not name it in `missing`; correct the place"
            yield Fault(message, displacement.where.at("places", index))
    here = [place for place in displacement.places if later.article(place) is not None]
    if displacement.certainty == "seen" and displacement.places and not here:
        places = ", ".join(displacement.places)
        message = f"the text of {places} is not recorded, so `seen` is wrong; write content_seen, second_hand or memory"
        yield Fault(message, displacement.where.at("certainty"))
