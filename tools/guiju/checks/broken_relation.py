"""A relation leads to something that is there, and is recorded on both sides.

Relations between rules have an inverse at the target (based_on ↔ basis_for, supersedes ↔ superseded_by …); `overlaps`
of obligations and `distinct_from` of terms name each other. A displacing rule is one that supersedes. A permission
lifts duties, and what is owed instead of a duty is another.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus, Regulation

_PAIRS = (
    ("based_on", "basis_for"), ("cites", "cited_by"), ("amends", "amended_by"), ("repeals", "repealed_by"),
    ("supersedes", "superseded_by"), ("implements", "implemented_by"),
)  # fmt: skip
INVERSE = dict(_PAIRS) | {second: first for first, second in _PAIRS}


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation in corpus.regulations.values():
        yield from _between_rules(corpus, regulation)
        yield from _overlaps(corpus, regulation)
        yield from _exceptions(corpus, regulation)
        yield from _displacements(regulation)
    yield from _distinct_terms(corpus)


def _between_rules(corpus: Corpus, regulation: Regulation) -> Iterator[Fault]:
    for relation in regulation.relations:
        target = corpus.regulations.get(relation.target)
        inverse = INVERSE[relation.kind]
        mirrored = target and any(r.kind == inverse and r.target == regulation.id for r in target.relations)
        if mirrored and target is not regulation:
            continue  # a place is read from the file again, which takes time
        place = relation.where.at("target")
        if relation.target == regulation.id:
            yield Fault(f"{regulation.id} {relation.kind} itself; name another rule", place)
        elif target is None:
            remedy = f"add regulations/{relation.target}/regulation.yaml or correct the name"
            yield Fault(f"there is no rule {relation.target}; {remedy}", place)
        else:
            message = f"one-sided: {relation.target} does not say `{inverse} {regulation.id}`; add it there"
            yield Fault(message, place, (("other side", target.where.at("relations")),))


def _overlaps(corpus: Corpus, regulation: Regulation) -> Iterator[Fault]:
    for obligation in regulation.obligations:
        own = regulation.global_id(obligation)
        for index, other in enumerate(obligation.overlaps):
            place = obligation.where.at("overlaps", index)
            overlapped = corpus.obligation(other)
            if overlapped is None:
                yield Fault(f"overlaps {other}, which does not exist; correct the id", place)
            elif other == own:
                yield Fault("overlaps itself; remove it", place)
            elif own not in overlapped[1].overlaps:
                yield Fault(f"one-sided: {other} does not name {own} in its `overlaps`; add it there", place)


def _exceptions(corpus: Corpus, regulation: Regulation) -> Iterator[Fault]:
    for record in regulation.obligations:
        for key, others, may_have in (
            ("exception_to", record.exception_to, record.modality == "permission"),
            ("instead", record.instead, record.binds),
        ):
            if others and not may_have:
                takes = "a permission" if key == "exception_to" else "a duty or prohibition"
                yield Fault(f"`{key}` is of {takes}; {record.id} is none: remove it", record.where.at(key))
            for index, other in enumerate(others):
                found = corpus.obligation(other)
                if found is None or not found[1].binds or found[1] is record:
                    message = f"`{key}` names {other}, which is no other duty or prohibition; correct the id"
                    yield Fault(message, record.where.at(key, index))


def _displacements(regulation: Regulation) -> Iterator[Fault]:
    later = {r.target for r in regulation.relations if r.kind in ("superseded_by", "repealed_by", "amended_by")}
    for obligation in regulation.obligations:
        displaced = obligation.displaced_by
        if displaced is not None and displaced.regulation not in later:
            message = f"{displaced.regulation} does not supersede {regulation.id}; add the relation or correct the name"
            yield Fault(message, displaced.where.at("regulation"))


def _distinct_terms(corpus: Corpus) -> Iterator[Fault]:
    terms = {term.id: term for term in corpus.glossary}
    for term in corpus.glossary:
        for index, other in enumerate(term.distinct_from):
            place = term.where.at("distinct_from", index)
            if other not in terms:
                yield Fault(f"there is no term '{other}'; correct the id", place)
            elif other == term.id:
                yield Fault("a term is not distinct from itself; remove it", place)
            elif term.id not in terms[other].distinct_from:
                message = f"one-sided: '{other}' does not name '{term.id}' in its `distinct_from`; add it there"
                yield Fault(message, place)
