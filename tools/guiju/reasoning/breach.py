"""The acts that a breach is: what a penalty is held against.

Who acts is known from the party, which act from the part of the duty that failed and from what the row says, when from
the fact that dates it. Facts of conduct that are given for a row, or for a duty, come first.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from guiju.model import Check, Corpus, Fact, Obligation, Period, Provision, RecordedValue
from guiju.predicates import EntityFact, facts_named, parse
from guiju.predicates.kleene import Absent, Facts, Row, Value
from guiju.reasoning.conduct import ACTOR, DISCOVERED, Act, Conduct
from guiju.reasoning.facts import Unfit, by_entity, canonical_value, value
from guiju.reasoning.verdicts import Breach, Judgement, compiled, on_row

ENTITY = "conduct"
ACTED_ON = "acted_on"


def supposed(corpus: Corpus, duty: Obligation, as_of: date) -> tuple[Act, ...]:
    """The act of which only duty and day are known; one for each part that has a consequence of its own."""
    day, known = Period(as_of, as_of), typed(corpus, duty.conduct)
    parts = [check for check in duty.checks if check.consequence is not None]
    acts = [Act(Conduct(known, day, as_of))]
    return (*acts, *(Act(Conduct(known | typed(corpus, part.conduct), day, as_of), part) for part in parts))


def acts_of(corpus: Corpus, judgement: Judgement, as_of: date, given: Mapping[str, Facts]) -> tuple[Act, ...]:
    """The acts that a breach is: one for each row that fails a check, those listed of a table too, and one for those
    that are not listed, of which nothing is known but since when they were. `given` are facts of conduct, by the key of
    the row or the slug of the duty."""
    duty, acts, known = judgement.obligation, [], by_entity(corpus.vocabulary.facts)
    for row in judgement.rows:
        if row.verdict == "breached":
            own = given.get(conduct_key(duty, row.entity, row.key), {})
            acts.append(_act(corpus, duty, as_of, row.check, row.row, row.key, own))
    for table in judgement.tables:
        empty = replace(judgement.base, facts={})
        for listed in table.breaches:
            row_facts = replace(empty, facts=dict(_listed(known[table.entity], listed)))
            held = [on_row(one, listed.key, row_facts) for one in compiled(duty) if one.check.entity == table.entity]
            failed: list[Check | None] = [one.check for one in held if one.verdict == "breached"] or [None]
            own = given.get(listed.key, {}) if listed.key else {}
            acts += [_act(corpus, duty, as_of, one, row_facts, listed.key, own, table.entity) for one in failed]
        if table.counts["breached"] > len(table.breaches):
            rest = _act(corpus, duty, as_of, None, empty, "", {}, table.entity)
            if table.since and rest.conduct.day == "unknown":
                rest = replace(rest, conduct=replace(rest.conduct, acted=Period(table.since, "unknown")))
            acts.append(replace(rest, rows=table.counts["breached"] - len(table.breaches)))
    return tuple(acts)


def conduct_key(duty: Obligation, entity: str, key: str) -> str:
    """The key under which a profile tells more of the act that a row is."""
    return key if entity != "service" else duty.id


def _listed(known: Mapping[str, Fact], row: Breach) -> Iterator[tuple[str, Value]]:
    """The facts of a row that is listed; what fits none, as in a report that was edited, is not known."""
    for name, text in row.facts:
        with suppress(Unfit, ValueError, OverflowError):
            if text is not None and name in known:
                yield name, value(known[name], text if text == "none" else _from_text(known[name].type, text))


def _from_text(kind: str, text: str) -> RecordedValue:
    match kind:
        case "boolean":
            return text.lower() == "true"
        case "integer" | "number":
            return canonical_value(float(text))
        case "datetime":
            return text.replace(" ", "T")
    return text


def _act(
    corpus: Corpus,
    duty: Obligation,
    as_of: date,
    check: Check | None,
    row: Row,
    key: str,
    given: Facts,
    entity: str = "",
) -> Act:
    entity = check.entity if check else entity
    facts = typed(corpus, duty.conduct) | (typed(corpus, check.conduct) if check else {}) | dict(given)
    dating = {one.dated_by for one in ([check] if check else duty.checks) if one.entity == entity}
    dated = as_of if dating == {None} else row.facts.get(dating.pop() or "") if len(dating) == 1 else None
    if isinstance(last := given.get(ACTED_ON), date):
        acted = Period(last, last)
    elif dated is None or dated is Absent.NONE or not isinstance(dated, date):
        acted = Period("unknown", "unknown")
    else:
        day = dated.date() if isinstance(dated, datetime) else dated
        acted = Period(day, as_of if check and check.continues else day)
    return Act(Conduct(facts, acted, as_of, key), check, row, dict(facts_from(corpus, entity, row.facts)), entity)


def facts_from(corpus: Corpus, entity: str, row: Facts) -> Iterator[tuple[str, Value]]:
    """The facts of conduct that a row tells."""
    for fact in corpus.vocabulary.facts:
        for supply in fact.supplied_by:
            said = row.get(supply.fact)
            if supply.entity == entity and said is not None and said is not Absent.NONE:
                if not supply.values:
                    yield fact.id, said
                elif str(said) in supply.values:
                    yield fact.id, value(fact, supply.values[str(said)])


def actor(corpus: Corpus, bearers: Iterable[str], parties: Iterable[str]) -> dict[str, Value]:
    """What is known of who acts: what all those bearers that are among the parties have in common."""
    ours = [party.actor for party in corpus.vocabulary.parties if party.id in bearers and party.id in parties]
    common = set.intersection(*(set(one.items()) for one in ours)) if ours else set()
    return typed(corpus, dict(sorted(common)))


def facts_read(corpus: Corpus, duty: Obligation) -> Iterator[EntityFact]:
    """The facts of rows that say which penalties of a gap it leads to, and on which day the act was."""
    entities = {check.entity for check in duty.checks}
    yield from ((check.entity, check.dated_by) for check in duty.checks if check.dated_by)
    named = _named(_of_acts(corpus, duty))
    for fact in corpus.vocabulary.facts:
        if fact.id in named:
            yield from ((supply.entity, supply.fact) for supply in fact.supplied_by if supply.entity in entities)
    for limit in duty.consequence.only_where if duty.consequence else ():
        yield from facts_named(parse(limit.when), limit.entity)


def tells_of_act(corpus: Corpus, duty: Obligation) -> set[str]:
    """The facts of conduct by which penalties of a gap are judged, those of the rules of general effect too."""
    general: list[str | None] = [entry.when for _, entry in corpus.excluding]
    general += [period.when for _, limit in corpus.limitations for period in limit.periods]
    general += [entry.when for _, one in corpus.provisions() for entry in one.tempers]
    unless = [entry.when for one in _provisions(corpus, duty) for tier in one.sanctions for entry in tier.unless]
    known = {fact.id for fact in corpus.vocabulary.facts if fact.entity == ENTITY}
    return known & ({ACTOR, ACTED_ON, DISCOVERED} | _named((*_of_acts(corpus, duty), *general, *unless)))


def _provisions(corpus: Corpus, duty: Obligation) -> list[Provision]:
    named = [corpus.provision(id) for name in duty.leads_to for id in penalising(corpus, name)]
    return [provision for provision in named if provision is not None]


def _of_acts(corpus: Corpus, duty: Obligation) -> Iterator[str | None]:
    for provision in _provisions(corpus, duty):
        yield provision.act
        yield from (text for tier in provision.sanctions for text in (tier.act, tier.when))


def _named(texts: Iterable[str | None]) -> set[str]:
    return {fact for text in texts if text for _, fact in facts_named(parse(text), ENTITY)}


def typed(corpus: Corpus, recorded: Mapping[str, RecordedValue]) -> dict[str, Value]:
    """Facts of conduct as written in the data, by their types."""
    known = {fact.id: fact for fact in corpus.vocabulary.facts if fact.entity == ENTITY}
    return {name: value(known[name], entry) for name, entry in recorded.items()}


def penalising(corpus: Corpus, global_id: str) -> tuple[str, ...]:
    """The provisions that penalise a breach of one that only sets a duty; otherwise itself."""
    provision = corpus.provision(global_id)
    return provision.penalised_by if provision and not provision.sanctions and provision.penalised_by else (global_id,)
