"""The facts that an assessment of a duty reads.

They are those that its checks name, those that a count among them is made of, those that say who reviewed a finding
among them, and those that say which penalties of a gap have ground.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from guiju.model import Corpus, Fact, Obligation
from guiju.predicates import EntityFact
from guiju.reasoning import breach, facts
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.verdicts import compiled


def read_by(obligation: Obligation, corpus: Corpus) -> tuple[EntityFact, ...]:
    """The facts, each once: those of the checks in their order, then those that these come from."""
    vocabulary = corpus.vocabulary
    named = dict.fromkeys(name for check in compiled(obligation) for name in check.reads)
    more = [source for fact in vocabulary.facts for source in sources(fact) if (fact.entity, fact.id) in named]
    for fact in vocabulary.facts:
        if any((fact.entity, finding) in named for finding in fact.reviewer_of):
            more.append((fact.entity, fact.id))
    return tuple(dict.fromkeys((*named, *more, *breach.facts_read(corpus, obligation))))


def sources(fact: Fact) -> Iterator[EntityFact]:
    """The fact by which the rows are counted that a derived fact counts."""
    if (derived := fact.derived) is not None:
        entity, by = (fact.entity, derived.of) if derived.how == "count_same" else (derived.entity, derived.by)
        if entity is not None and by is not None:
            yield entity, by


def readers(checklist: Checklist) -> Mapping[EntityFact, Sequence[Line]]:
    """The duties whose assessment reads a fact."""
    lines: dict[EntityFact, list[Line]] = {}
    for line in checklist.lines:
        if line.obligation.binds:
            for fact in read_by(line.obligation, checklist.corpus):
                lines.setdefault(fact, []).append(line)
    return lines


def facts_asked(checklist: Checklist) -> tuple[Fact, ...]:
    """The facts that an assessment of the duties reads, in the order of the vocabulary, in words for its roles."""
    read, known = readers(checklist), facts.by_entity(checklist.corpus.vocabulary.facts)
    return tuple(
        fact.asked_of(checklist.roles)
        for entity in known.values()
        for fact in entity.values()
        if (fact.entity, fact.id) in read
    )


def is_derived(fact: Fact, questions: Collection[EntityFact]) -> bool:
    """Whether a fact is counted from facts for which there are questions."""
    return any(source in questions for source in sources(fact))
