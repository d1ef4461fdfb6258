"""The restored text against its source: the printed line of a place, and the same line with the corrections undone."""

from collections.abc import Iterable

from guiju.law.text.numerals import numeral
from guiju.model import Correction, Regulation


def restored_line(regulation: Regulation, place: str) -> str | None:
    """The printed line that stands for a place: the title, 第N条 and its space, （一） before a 项."""
    if place == "title":
        return regulation.title.zh
    unit = regulation.unit(place)
    if unit is None:
        return None
    article, _, rest = place.partition("__")
    if "__point_" in place:
        return f"（{numeral(int(place.rsplit('_', 1)[1]))}）{unit.zh}"
    if rest == "para_1":
        number, _, inserted = article.removeprefix("art_").partition("-")
        behind = f"之{numeral(int(inserted))}" if inserted else ""
        return f"第{numeral(int(number))}条{behind} {unit.zh}"
    return unit.zh


def source_line(restored: str, corrections: Iterable[Correction]) -> str | Correction:
    """The line as the source had it, or the first correction whose restored words do not stand where they should.

    Offsets count in the source line, so the corrections are undone from left to right.
    """
    done, rest = "", restored
    for correction in sorted(corrections, key=lambda c: c.offset):
        untouched = correction.offset - len(done)
        if untouched < 0 or len(rest) < untouched or not rest[untouched:].startswith(correction.restored):
            return correction
        done += rest[:untouched] + correction.source
        rest = rest[untouched + len(correction.restored) :]
    return done + rest
