"""What rules of general effect say of a sanction that reaches an act, without excluding it: a lighter penalty by age,
detention that is not executed, what a public official faces beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guiju.model import Bound, Corpus, Provision, Regulation, Tempering
from guiju.predicates import parse
from guiju.predicates.kleene import evaluate
from guiju.reasoning.elements import Judged, concerns, in_time


@dataclass(frozen=True)
class Tempered:
    """A case of a rule, the day whose law it is, and whether the act is such a case; None: not recorded."""

    rule: Regulation
    provision: Provision
    case: Tempering
    day: Bound
    holds: bool | None


def tempered(corpus: Corpus, several: Iterable[Judged]) -> Iterator[Tempered]:
    """The cases that these sanctions meet, or may meet, each once."""
    found = dict[tuple[object, ...], Tempered]()
    cases = [(rule, provision, case) for rule, provision in corpus.provisions() for case in provision.tempers]
    for one in several:
        for rule, provision, case in cases:
            holds = evaluate(parse(case.when), one.conduct.row)
            is_law = in_time(case.from_, case.until, one.conduct.day) is not False
            is_meant = concerns(rule.id, case, one.rule, one.provision, one.sanction, one.conduct.facts)
            if holds is not False and is_law and is_meant and (one.sanction.detention or not case.detention_only):
                met = Tempered(rule, provision, case, one.conduct.day, holds)
                found.setdefault((rule.id, provision.id, case.when, case.from_, holds), met)
    yield from found.values()
