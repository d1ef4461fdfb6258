"""Who answers what of a profile, and the form of one of them: what is theirs and has no answer yet.

A profile assigns facts, duties and topics to people by name. The assignee of a duty, else the owner of its plan, else
the assignee of its topic declares its status and answers the facts that it reads, but those assigned to somebody else.
So each question is in one form.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from guiju.assessment.reads import facts_asked, readers
from guiju.assessment.rows import effective_facts
from guiju.files.finding import Finding, close_to, one_line
from guiju.files.source import Document
from guiju.model import Corpus
from guiju.model.profile import Profile
from guiju.predicates import EntityFact
from guiju.reasoning.checklist import Checklist, Line

NOBODY = ""


@dataclass(frozen=True)
class PersonalForm:
    """What a form asks: facts, and by id the duties of which it asks for a declaration, and for a plan."""

    facts: Collection[EntityFact]
    declarations: Collection[str]
    plans: Collection[str]


def forms(checklist: Checklist, profile: Profile) -> dict[str, PersonalForm]:
    """The form of each who is given something, and under NOBODY what is given to nobody. A form may be empty."""
    given = {item: name for name, items in profile.assignees.items() for item in items}
    owners = {id.partition("/")[0]: plan.owner for id, plan in profile.plans.items()}
    whose = {line.id: _whose(line, given, owners) for line in checklist.lines if line.obligation.binds}
    read, facts = readers(checklist), dict[EntityFact, str]()
    for fact in facts_asked(checklist):
        name = fact.entity, fact.id
        of_readers = filter(None, (whose[line.id] for line in read[name]))
        facts[name] = given.get(fact.id) or next(of_readers, NOBODY)
    answered = _answered(profile, checklist.corpus, checklist.as_of)
    return {
        name: PersonalForm(
            [fact for fact, who in facts.items() if who == name and fact not in answered],
            [duty for duty, who in whose.items() if who == name and duty not in profile.declarations],
            [duty for duty, who in whose.items() if who == name and duty not in owners],
        )
        for name in dict.fromkeys((*profile.assignees, *owners.values(), NOBODY))
    }


def whole(several: Iterable[PersonalForm]) -> PersonalForm:
    """What several forms ask, in one."""
    facts, declarations, plans = zip(*((form.facts, form.declarations, form.plans) for form in several), strict=True)
    return PersonalForm({*chain(*facts)}, {*chain(*declarations)}, {*chain(*plans)})


def unknown_assignments(document: Document, corpus: Corpus) -> Iterator[Finding]:
    """What is given to somebody and does not exist, or is given to two."""
    duties = (rule.global_id(duty) for rule, duty in corpus.obligations())
    known = {*duties, *(topic.id for topic in corpus.vocabulary.topics), *(fact.id for fact in corpus.vocabulary.facts)}
    whose = dict[str, str]()
    for name, items in (document.value.get("assignees") or {}).items():
        for place, item in enumerate(items):
            at = document.at("assignees", name, place)
            if item not in known:
                remedy = close_to(item, known, "guiju find looks them up")
                yield Finding("profile", f"there is no topic, duty or fact {one_line(item)}; {remedy}", at)
            elif whose.setdefault(item, name) != name:
                message = f"{one_line(item)} is given to {one_line(whose[item], 40)} too; give it to one of them"
                yield Finding("profile", message, at)


def _whose(line: Line, given: Mapping[str, str], owners: Mapping[str, str]) -> str:
    """Who answers for a duty."""
    topics = (given[topic] for topic in line.obligation.topics if topic in given)
    return given.get(line.id) or owners.get(line.id) or next(topics, NOBODY)


def _answered(profile: Profile, corpus: Corpus, as_of: date) -> set[EntityFact]:
    """The facts that count on the day, of rows those that each of them has."""
    aside, found = effective_facts(profile, corpus.vocabulary, as_of).set_aside, set[EntityFact]()
    for entity, keyed in profile.rows.items():
        rows = [{name for name in row if (entity, key, name) not in aside} for key, row in keyed.items()]
        found |= {(entity, name) for name in (set.intersection(*rows) if rows else ())}
    return found
