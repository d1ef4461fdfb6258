"""The tiers of a penalty as bars: those for the same persons side by side, a scale for each kind of penalty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guiju.documents.penalties import ranges, tiers
from guiju.documents.penalties.tier_summary import by_subject, days
from guiju.model import AmountRange, Bilingual, PeriodRange, Provision, Sanction
from guiju.site.site import Site

KINDS = ("detention", "imprisonment", "fine", "criminal_fine")
_BEYOND = 1.25  # what a range without a most adds to the length of its scale


@dataclass(frozen=True)
class Bar:
    """From `start` to `end`, in per cent of the scale; `is_open` where the law sets no most, or a second one. `at` is
    where there is most room for the `text`: before the range, inside it or after it."""

    kind: str
    start: float
    end: float
    is_open: bool
    text: str
    at: str


@dataclass(frozen=True)
class Group:
    """The tiers for one subject, each with its bars. `scales` says what the highest number of each kind is."""

    subject: str
    rows: tuple[tuple[Sanction, tuple[Bar, ...]], ...]
    scales: Mapping[str, str]


@dataclass(frozen=True)
class Tiers:
    """The tiers of a provision on a day, those before and to come; `authority`: the one that imposes all of today."""

    authority: Bilingual | None
    groups: tuple[Group, ...]
    earlier: tuple[Sanction, ...]
    later: tuple[Sanction, ...]


def tiers_of(site: Site, provision: Provision) -> Tiers:
    """The tiers of a provision on the day of the site."""
    today = tiers.of_day(provision, site.as_of)
    others = [sanction for sanction in provision.sanctions if sanction not in today]
    later = tuple(s for s in others if isinstance(s.from_, date) and s.from_ > site.as_of)
    groups = tuple(_group(site, subject, several) for subject, several in by_subject(today).items())
    authorities = {sanction.authority for sanction in today}
    authority = authorities.pop() if len(authorities) == 1 else None
    return Tiers(authority, groups, tuple(s for s in others if s not in later), later)


def _group(site: Site, subject: str, several: Sequence[Sanction]) -> Group:
    most = {kind: bound for kind in KINDS if (bound := _most(_spans(several, kind))) is not None}
    lengths = {
        kind: _size(bound) * (_BEYOND if any(map(_is_open, _spans(several, kind))) else 1)
        for kind, bound in most.items()
    }
    rows = tuple((sanction, tuple(_bars(site, sanction, lengths))) for sanction in several)
    return Group(subject, rows, {kind: ranges.bound_in_words(bound, site.lang) for kind, bound in most.items()})


def _spans(several: Sequence[Sanction], kind: str) -> list[PeriodRange | AmountRange]:
    return [span for sanction in several if (span := getattr(sanction, kind)) is not None and _bounds(span)]


def _bounds(span: PeriodRange | AmountRange) -> list[str | int]:
    return [bound for bound in (span.min, span.max) if bound is not None and bound != "life"]


def _most(spans: Sequence[PeriodRange | AmountRange]) -> str | int | None:
    return max((bound for span in spans for bound in _bounds(span)), key=_size, default=None)


def _size(bound: str | int) -> int:
    return days(bound) if isinstance(bound, str) else bound


def _is_open(span: PeriodRange | AmountRange) -> bool:
    return span.max in (None, "life") or (isinstance(span, AmountRange) and bool(span.max_share or span.multiple))


def _bars(site: Site, sanction: Sanction, lengths: Mapping[str, float]) -> Iterator[Bar]:
    for kind, length in lengths.items():
        for span in _spans([sanction], kind):
            start = 100 * _size(span.min) / length if span.min is not None else 0
            end = 100 * _size(span.max) / length if span.max is not None and span.max != "life" else 100
            room = {"after": 100 - end, "inside": end - start, "before": start}
            at = max(room, key=room.__getitem__)
            yield Bar(kind, round(start, 2), round(end, 2), _is_open(span), ranges.compact_range(span, site.lang), at)
