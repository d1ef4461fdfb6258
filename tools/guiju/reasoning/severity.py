"""How severe two penalties are beside each other, part by part: liberty, fines, measures, minimum and maximum of each.

One is milder only where no part of it is heavier and one is lighter. Where some parts are lighter and others heavier,
the parts are named and nothing is decided: which of the two is milder is then for the authority or the court.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guiju.model import PeriodRange, Sanction, durations

_OPTIONAL = ("may_add", "may", "alternative")
_INSTEAD_OF_LIBERTY = ("alternative", "and_or_alone")
INSTEAD_OF_PRISON = ("control", "deprivation_of_political_rights")
"""Measures that laws name as alternatives to imprisonment."""
CLOSING = (
    "closure_of_site", "closure_of_groups", "temporary_closure_of_site", "suspension_of_business",
    "suspension_of_network_access", "suspension_of_updates",
)  # fmt: skip
"""Measures by which a service, or a part of it, stops."""
LICENCE = "revocation_of_licence"
_DAYS_OF_A_MONTH = 30.5


@dataclass(frozen=True)
class SeverityComparison:
    """The parts in which the second penalty is lighter, and those in which it is heavier, named as in a replay."""

    lighter: tuple[str, ...]
    heavier: tuple[str, ...]


def compare(first: Sanction, second: Sanction) -> SeverityComparison:
    """The second penalty beside the first."""
    parts = tuple(zip(_parts(first), _parts(second), strict=True))
    lighter = [name for (name, before), (_, after) in parts if after < before]
    heavier = [name for (name, before), (_, after) in parts if after > before]
    lighter += ["measures"] if _measures(first) - _measures(second) else []
    heavier += ["measures"] if _measures(second) - _measures(first) else []
    return SeverityComparison(tuple(dict.fromkeys(lighter)), tuple(dict.fromkeys(heavier)))


def is_fine_alone(penalty: Sanction) -> bool:
    """Whether nothing but an administrative fine is imposed."""
    return (
        penalty.fine is not None and penalty.detention is None and not {*penalty.measures, *penalty.optional_measures}
    )


def most(penalty: Sanction) -> Mapping[str, float]:
    """The most of each kind of penalty, the gravest kind first: an order to read in, which decides nothing else."""
    parts = tuple(_parts(penalty))
    measures, unbounded = _measures(penalty), penalty.fine is not None and penalty.fine.multiple is not None
    return {
        **{kind: max(much for name, much in parts if name == kind) for kind in ("imprisonment", "detention")},
        "closure": float(not measures.isdisjoint((*CLOSING, LICENCE))),
        "fine": max(math.inf if unbounded else much for name, much in parts if name == "fine"),
        "criminal_fine": max(much for name, much in parts if name == "criminal_fine"),
        "measures": len(measures - {"other_law"}),  # which says only that another law punishes it
    }


def _parts(penalty: Sanction) -> Iterator[tuple[str, float]]:
    """(part, how much): each part twice, the least and the most of it; what the penalty does not know is 0."""
    fine, criminal_fine = penalty.fine, penalty.criminal_fine
    instead = fine is not None and fine.joined in _INSTEAD_OF_LIBERTY
    yield "detention", 0 if instead else _period(penalty.detention, "min")
    yield "detention", _period(penalty.detention, "max")
    lesser_kind = penalty.short_term_detention or not set(INSTEAD_OF_PRISON).isdisjoint(penalty.measures)
    instead = criminal_fine is not None and criminal_fine.joined in _INSTEAD_OF_LIBERTY
    yield "imprisonment", 0 if instead or lesser_kind else _period(penalty.imprisonment, "min")
    yield "imprisonment", _period(penalty.imprisonment, "max")
    for name, amount in (("fine", fine), ("criminal_fine", criminal_fine)):
        yield name, 0 if amount is None or amount.joined in _OPTIONAL else amount.min or 1
        yield name, 0 if amount is None else math.inf if amount.max is None else amount.max
        yield name, amount.max_share.percent if amount is not None and amount.max_share is not None else 0
        yield from ((name, getattr(amount and amount.multiple, bound, 0)) for bound in ("min", "max"))


def _period(span: PeriodRange | None, bound: str) -> float:
    """Days. A range without a maximum is unbounded; life is more than any period."""
    if span is None:
        return 0
    text = getattr(span, bound)
    if text is None:
        return 0 if bound == "min" else math.inf
    period = durations.parse(text)
    return math.inf if period is None else period.days or period.months * _DAYS_OF_A_MONTH


def _measures(penalty: Sanction) -> set[str]:
    """What may be ordered beside; the lesser kinds are in its place, and an order to correct is no penalty."""
    return {*penalty.measures, *penalty.optional_measures} - {*INSTEAD_OF_PRISON, "order_to_correct"}
