"""Chooses duties by role, rule and topic, and asks what is to be known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from guiju import knowledge
from guiju.api.arguments import Day, Words, as_day, as_lang, as_word, as_words
from guiju.files.display import Records
from guiju.files.finding import Misuse, close_to, one_line
from guiju.model import Corpus, Fact, Lang, Role
from guiju.reasoning import checklist as reasoning
from guiju.reasoning.checklist import Checklist, Line

if TYPE_CHECKING:
    from guiju.reasoning.applicability import ApplicableRules


def checklist(corpus: Corpus, role: Words, rule: Words, topic: Words, as_of: Day | None, lang: Lang) -> Checklist:
    """The checklist of the roles that are named, else of all. Misuse in a knowledge base that has none."""
    if not corpus.vocabulary.roles:
        raise Misuse("there are no roles, as no duties are recorded here yet")
    return _checklist(corpus, _roles(corpus, role), rule, topic, as_of, lang)


def for_service(
    corpus: Corpus, service: ApplicableRules, role: Words, rule: Words, topic: Words, lang: Lang
) -> Checklist:
    """The checklist of the roles that are named, else of those that whoever runs the service has or may have, without
    the duties that do not apply to it; what is open stays."""
    roles = dict.fromkeys(one.id for answer in service.rules for one in answer.roles)
    made = _checklist(corpus, _roles(corpus, role or roles), rule, topic, service.as_of, lang)
    out = {duty.id for answer in service.rules for duty in answer.duties if duty.state == "not"}
    no = {answer.rule.id for answer in service.rules if answer.answer == "no"}  # its recommendations neither
    apart: tuple[list[Line], list[Line]] = [], []
    for line in made.lines:
        apart[line.id in out or line.regulation.id in no].append(line)
    return replace(made, lines=Records(apart[False]), left_out=Records(apart[True]))


def obligations(corpus: Corpus, role: Words, rule: Words, topic: Words, as_of: Day | None) -> Records[Line]:
    """The lines of that checklist; none where there are no roles."""
    return _checklist(corpus, _roles(corpus, role), rule, topic, as_of, "zh").lines


def obligation(corpus: Corpus, id: str, as_of: Day | None) -> Line:
    """The duty with an id, or with one that is unique behind its #."""
    lines, word = obligations(corpus, (), (), (), as_of), as_word(id, "id")
    same = [line for line in lines if word in (line.id, line.obligation.id)]
    if len(same) != 1:
        known = [name for line in lines for name in (line.id, line.obligation.id)]
        remedy = f"it may be {', '.join(line.id for line in same)}" if same else close_to(word, known)
        on = f"there is no single duty '{one_line(word)}' on {as_day(as_of)}"
        raise Misuse(f"{on}; {remedy or 'see obligations()'}")
    return same[0]


def questions(checklist: Checklist) -> Records[Fact]:
    """The facts that an assessment of a checklist reads."""
    from guiju.assessment.reads import facts_asked

    return Records(facts_asked(checklist))


def _roles(corpus: Corpus, role: Words) -> Sequence[Role]:
    known = corpus.vocabulary.roles
    return knowledge.look_up(as_words(role, "role"), known, "role") or known


def _checklist(
    corpus: Corpus, roles: Sequence[Role], rule: Words, topic: Words, as_of: Day | None, lang: Lang
) -> Checklist:
    rules = as_words(rule, "rule")
    topics = knowledge.look_up(as_words(topic, "topic"), corpus.vocabulary.topics, "topic")
    chosen = knowledge.regulations(corpus, rules) if rules else None
    return reasoning.checklist(corpus, roles, as_day(as_of), as_lang(lang), chosen, [entry.id for entry in topics])
