"""Undoing the corrections of a 款 gives the words of the source that each correction quotes as its context.

So each correction is proved twice: the restored characters are in our text, and those of the source had the recorded
characters around them.
"""

from collections import defaultdict
from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.text.restoration import restored_line, source_line
from guiju.model import Correction, Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    if not regulation.articles:
        return
    places: dict[str, list[Correction]] = defaultdict(list)
    for correction in regulation.corrections:
        places[correction.place].append(correction)
    for place, corrections in places.items():
        restored = restored_line(regulation, place)
        if restored is None:
            yield Fault(f"{place} does not exist; correct the place", corrections[0].where.at("place"))
        else:
            yield from _line(restored, corrections)


def _line(restored: str, corrections: list[Correction]) -> Iterator[Fault]:
    source = source_line(restored, corrections)
    if isinstance(source, Correction):
        place = f"character {source.offset} of {source.place}"
        message = f"“{source.restored}” is not at {place}; correct the offset or the text"
        yield Fault(message, source.where.at("restored"))
        return
    for correction in corrections:
        before, _, after = correction.context.partition(f"[{correction.source}]")
        start, end = correction.offset - len(before), correction.offset + len(correction.source) + len(after)
        if start < 0 or source[start:end] != before + correction.source + after:
            place = f"character {correction.offset} of {correction.place}"
            message = f"the source does not read “{correction.context}” at {place}; correct one of them"
            yield Fault(message, correction.where.at("context"))
