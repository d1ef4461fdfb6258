"""The restored text against its source: the printed line of a place, and the same line with the corrections undone."""

from collections.abc import Iterable

from guiju.model import Correction, Regulation
from guiju.places import citation


def restored_line(regulation: Regulation, place: str) -> str | None:
    """The printed line that stands for a place: the title, 第N条 and its space, （一） before a 项."""
    if place == "title":
        return regulation.title.zh
    unit = regulation.unit(place)
    if unit is None:
        return None
    if place.endswith("__para_1"):
        return f"{citation.label(regulation, place.split('__')[0], 'zh')} {unit.zh}"
    return citation.marker(place, "zh") + unit.zh


def source_line(restored: str, corrections: Iterable[Correction]) -> str | Correction:
    """The line as the source had it, or the first correction whose restored words are not where they should be. Offsets
    count in the source line, so corrections are undone from left to right."""
    done, rest = "", restored
    for correction in sorted(corrections, key=lambda c: c.offset):
        untouched = correction.offset - len(done)
        if untouched < 0 or len(rest) < untouched or not rest[untouched:].startswith(correction.restored):
            return correction
        done += rest[:untouched] + correction.source
        rest = rest[untouched + len(correction.restored) :]
    return done + rest
