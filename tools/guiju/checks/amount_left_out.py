"""A penalty that the words of the law set is in a sanction of that provision, where it has sanctions.

Compares the fines, detentions and imprisonments that have bounds in the words of each version. A version without a
sanction is left alone (its note says why), and so are fines that are a share of another amount.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law import provision_text
from guiju.law.text import amounts
from guiju.law.text.amounts import Penalty
from guiju.model import ArticleNumber, Provision, Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for provision in regulation.provisions:
        for number in provision.numbers:
            yield from _number(provision, number)


def _number(provision: Provision, number: ArticleNumber) -> Iterator[Fault]:
    start, end = provision_text.first(number.from_), provision_text.last(number.until)
    sanctions = [
        s for s in provision.sanctions if provision_text.first(s.from_) < end and provision_text.last(s.until) > start
    ]
    if not sanctions or number.words is None:
        return
    recorded = [penalty for sanction in sanctions for penalty in amounts.penalties_of(sanction)]
    in_words = [penalty for clause in amounts.clauses(number.words.zh) for penalty in clause.penalties]
    wrong = {r.kind for r in recorded if not any(r.same_bounds(penalty) for penalty in in_words)}
    for penalty in in_words:
        if penalty.kind in wrong or not _comparable(penalty):
            continue  # amount-not-in-words says what is wrong
        if not any(penalty.same_bounds(other) for other in recorded):
            message = f"no sanction of art. {number.number} has {penalty.text}; add it, or correct the one that should"
            yield Fault(message, number.words.where.at("zh"))


def _comparable(penalty: Penalty) -> bool:
    bounds = [bound for bound in (penalty.least, penalty.most) if bound is not None]
    return bool(bounds) and all(unit in ("D", "M", "元", "倍") for _, unit in bounds)
