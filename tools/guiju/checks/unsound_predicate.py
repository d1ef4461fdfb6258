"""A predicate is in the grammar, its facts are in the vocabulary, and only like is compared with like.

Looks at the checks, `only_where` and `turns_on` of obligations, the acts, conditions and exclusions of sanctions, and
the contradictions, derivations and parties of the vocabulary; the place is that of the word inside the predicate. Finds
constructs outside the grammar (other functions, subqueries, a second statement, comments, INTERVAL, ==), unknown facts,
and numbers of the law that `params:` does not have. What holds on any day, such as a contradiction, names neither days
nor numbers of the law.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Check, Contradiction, Corpus, Obligation, OnlyWhere, Regulation, SharedWords, Where
from guiju.predicates import ParamName, PredicateError, parse, walk
from guiju.predicates.types import FactsByEntity, Scope, defects, scope
from guiju.reasoning import facts
from guiju.reasoning.contradictions import disallowed_names
from guiju.reasoning.derivations import predicates_of_service


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    known = facts.by_entity(shared.vocabulary.facts)
    entities = {entity.id for entity in shared.vocabulary.entities}
    for obligation in regulation.obligations:
        for entry in obligation.checks:
            if entry.entity not in entities:
                yield _no_entity(entry, entities)
            else:
                yield from _check(obligation, entry, known)
        for limit in obligation.consequence.only_where if obligation.consequence else ():
            if limit.entity not in entities:
                yield _no_entity(limit, entities)
            else:
                yield from _predicate(limit.when, scope(known, limit.entity), limit.where, "when")
        for condition in obligation.turns_on:
            yield from _of_any_day(condition.when, known, "service", condition.where, "when")
        yield from _unused(obligation)
    for provision in regulation.provisions:
        names = scope(known, "conduct")
        if provision.act is not None:
            key = "act" if "act" in provision.where.value else "reaches"  # its name in earlier versions
            yield from _predicate(provision.act, names, provision.where, key)
        for sanction in provision.sanctions:
            for key in ("act", "when"):
                if (text := getattr(sanction, key)) is not None:
                    yield from _predicate(text, names, sanction.where, key)
        for exclusion in (*provision.excludes, *(one for s in provision.sanctions for one in s.unless)):
            yield from _predicate(exclusion.when, names, exclusion.where, "when")
        for case in provision.tempers:
            yield from _predicate(case.when, names, case.where, "when")
        for period in provision.limitation.periods if provision.limitation else ():
            if period.when is not None:
                yield from _predicate(period.when, names, period.where, "when")


def check(corpus: Corpus) -> Iterator[Fault]:
    known = facts.by_entity(corpus.vocabulary.facts)
    entities = {entity.id for entity in corpus.vocabulary.entities}
    for contradiction in corpus.vocabulary.contradictions:
        if contradiction.entity not in entities:
            yield _no_entity(contradiction, entities)
        else:
            yield from _of_any_day(
                contradiction.when, known, contradiction.entity, contradiction.where, "when", "a contradiction"
            )
    for where, key, text in predicates_of_service(corpus.vocabulary):
        yield from _of_any_day(text, known, "service", where, key)


def _no_entity(entry: Check | Contradiction | OnlyWhere, entities: set[str]) -> Fault:
    message = f"there is no entity {entry.entity}; entities: {', '.join(sorted(entities))}"
    return Fault(message, entry.where.at("entity"))


def _of_any_day(
    text: str, known: FactsByEntity, entity: str, where: Where, key: str, what: str = "a condition of the service"
) -> Iterator[Fault]:
    unsound = list(_predicate(text, scope(known, entity), where, key))
    yield from unsound
    for node in [] if unsound else disallowed_names(parse(text)):
        message = f"${node.name} in {what}, which holds on any day; name facts instead"
        yield Fault(message, where.inside(node.offset, key))


def _check(obligation: Obligation, entry: Check, known: FactsByEntity) -> Iterator[Fault]:
    names = scope(known, entry.entity, obligation.params)
    if entry.own_condition is not None:
        yield from _predicate(entry.own_condition, names, entry.where, "applies_when")
    yield from _predicate(entry.requires, names, entry.where, "requires")


def _predicate(text: str, names: Scope, where: Where, key: str) -> Iterator[Fault]:
    for defect in defects(text, names):
        yield Fault(defect.message, where.inside(defect.offset, key))


def _unused(obligation: Obligation) -> Iterator[Fault]:
    """A number of the law that checks could read and none does is a check forgotten."""
    if not obligation.checks:
        return
    used = set()
    for entry in obligation.checks:
        for text in (entry.applies_when, entry.requires):
            try:
                used |= {n.name for n in walk(parse(text)) if isinstance(n, ParamName)} if text else set()
            except PredicateError:
                return
    for name in obligation.params:
        if name not in used:
            message = f"no check reads ${name}; compare a fact with it, or remove it"
            yield Fault(message, obligation.where.at("params", name))
