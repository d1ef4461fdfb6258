"""One duty as a specimen, on the first page: the words of the law, the duty, and the verdict on some facts."""

from collections.abc import Iterator
from dataclasses import dataclass

from guiju.model import Example, Obligation, Regulation, Unit
from guiju.reasoning import facts
from guiju.site.site import Site
from guiju.wording.labels import VERDICT_LABELS


@dataclass(frozen=True)
class Specimen:
    """A duty, its 款 or 项, and one of its examples: questions with their answers, and the verdict in words."""

    rule: Regulation
    record: Obligation
    unit: Unit
    answers: tuple[tuple[str, str], ...]
    state: str
    verdict: str


def specimen(site: Site) -> Specimen | None:
    """The shortest of the duties whose breach a law punishes directly; None if there is no such duty."""
    shortest = min(_fit(site), key=lambda fit: len("".join(fit[1].quote)) + 20 * len(fit[2].facts), default=None)
    if shortest is None:
        return None
    rule, record, example = shortest
    known = facts.by_entity(site.corpus.vocabulary.facts).get(example.entity, {})
    answers = tuple((known[name].question[site.lang], site.value(known[name], v)) for name, v in example.facts.items())
    unit = next(unit for unit in rule.units() if unit.eId == record.eId)
    return Specimen(rule, record, unit, answers, example.verdict, VERDICT_LABELS[example.verdict][site.lang])


def _fit(site: Site) -> Iterator[tuple[Regulation, Obligation, Example]]:
    """Current duties with a number of the law and a direct penalty, each with its examples of a breach."""
    known = facts.by_entity(site.corpus.vocabulary.facts)
    for rule, record in site.corpus.obligations():
        is_direct = record.consequence is not None and record.consequence.route == "direct"
        is_here = any(unit.eId == record.eId for unit in rule.units())
        if record.params and is_direct and is_here and not site.displaced(rule, record):
            for example in record.examples:
                if example.verdict == "breached" and example.facts.keys() <= known.get(example.entity, {}).keys():
                    yield rule, record, example
