"""The days of a line of time from left to right, in whole units of the picture."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

_NARROWEST, _WIDEST = 30, 96  # a year
_APART = 33  # between the names of two years


class Axis:
    """Days from left to right. Each year with an event has the same width; runs of other years have a small one."""

    def __init__(self, days: Iterable[date], start: int, width: int, narrowest: int = _NARROWEST) -> None:
        """From `start`, `width` units wide if the years fit; `year` is the width of one. `years` are (year, x, whether
        years before it are skipped); `named` are those with room for a name."""
        years = sorted({day.year for day in days})
        skips = sum(later - earlier > 1 for earlier, later in pairwise(years))
        self.skip = narrowest // 2
        room = (width - skips * self.skip) // max(len(years), 1)
        self.year = min(max(room, narrowest), _WIDEST)
        self.years: list[tuple[int, int, bool]] = []
        x = start
        for before, year in zip([None, *years], years, strict=False):
            skipped = before is not None and year - before > 1
            x += self.skip if skipped else 0
            self.years.append((year, x, skipped))
            x += self.year
        self.named: set[int] = set()
        free = x + _APART
        for year, place, _ in reversed(self.years):
            if free - place >= _APART:
                self.named.add(year)
                free = place
        self.end = x
        self._start = {year: x for year, x, _ in self.years}

    def __call__(self, day: date) -> int:
        """Where a day stands."""
        return self._start[day.year] + self.year * (day.timetuple().tm_yday - 1) // 366
