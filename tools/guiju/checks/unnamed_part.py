"""Of several checks of one entity each has an id, as the ids of gaps need it.

In the id of a gap a check stands by its own id, else by its entity. Without ids the gaps of these checks share one, so
that from one report to the next nobody can tell which is closed. Give each an `id` that no other part of the duty has.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import DECLARED, Obligation, Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for obligation in regulation.obligations:
        yield from _parts(obligation)


def _parts(obligation: Obligation) -> Iterator[Fault]:
    entities = [check.entity for check in obligation.checks]
    taken = {DECLARED, *entities}
    for check in obligation.checks:
        if check.id is None and entities.count(check.entity) > 1:
            yield Fault(f"one of several checks of {check.entity}; give each an id", check.where.at("entity"))
        elif check.id in taken:
            yield Fault(f"'{check.id}' already stands for another part of the duty", check.where.at("id"))
        taken |= {check.id} if check.id else set()
