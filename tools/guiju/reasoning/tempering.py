"""What rules of general effect say of a sanction that reaches an act, without excluding it: a lighter penalty by age,
detention that is not executed, what a public official faces beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guiju.model import Bound, Corpus, Provision, Regulation, Tempering
from guiju.predicates import parse
from guiju.predicates.kleene import evaluate
from guiju.reasoning import elements
from guiju.reasoning.elements import Judged


@dataclass(frozen=True)
class Tempered:
    """A rule of general effect with one of its cases, the day whose law it is, and whether the act is such a case;
    None: not recorded."""

    rule: Regulation
    provision: Provision
    case: Tempering
    day: Bound
    holds: bool | None


def tempered(corpus: Corpus, several: Iterable[Judged]) -> Iterator[Tempered]:
    """The cases that these sanctions meet, or may meet, each once."""
    found = dict[tuple[str, ...], Tempered]()
    for judged in several:
        conduct = judged.conduct
        for rule, provision, case in corpus.tempering:
            holds = evaluate(parse(case.when), conduct.row)
            is_law = elements.in_time(case.from_, case.until, conduct.day) is not False
            of_kind = judged.sanction.detention is not None or not case.detention_only
            own = judged.rule, judged.provision, judged.sanction, conduct.facts
            if holds is not False and is_law and of_kind and elements.concerns(rule.id, case, *own):
                name = rule.id, provision.id, case.when, str(case.from_), str(holds)
                found.setdefault(name, Tempered(rule, provision, case, conduct.day, holds))
    yield from found.values()
