"""Each obligation quotes words that no other quotes, unless the two differ only in their bearers.

Two records with the same words are one duty written twice, or a quotation that is too wide.
"""

from collections import Counter
from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.text.quotation import by_unit
from guiju.model import Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    segments = [s for entries in by_unit(regulation).values() for s in entries]
    uses = Counter((s.eId, s.start, s.end) for s in segments)
    words = {id(o): [(s.eId, s.start, s.end) for s in segments if s.record is o] for o in regulation.obligations}
    for record in regulation.obligations:
        own = words[id(record)]
        if not own or any(uses[place] == 1 for place in own):
            continue
        others = (o for o in regulation.obligations if o is not record and o.eId == record.eId)
        twins = [o for o in others if words[id(o)] == own]
        if not twins or any(o.modality != record.modality or {*o.bearers} & {*record.bearers} for o in twins):
            remedy = "narrow the quotations until each duty has a segment that no other has"
            yield Fault(f"'{record.id}' quotes no words of its own; {remedy}", record.where.at("quote"))
