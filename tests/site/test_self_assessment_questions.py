"""What the self-assessment asks, in a real browser: what could change a verdict, all of it, and nothing else."""

import random
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from typing import Any

from playwright.sync_api import Page

from browser_engine import CORPUS, DAY, KNOWN, Content, assessed, each_form, in_browser, random_content
from fact_samples import random_value, written
from guiju.assessment.profile import profile
from guiju.assessment.rows import effective_facts
from guiju.files.source import Document
from guiju.predicates import FactName, walk
from guiju.reasoning import verdicts

pytest_plugins = ["browser_engine"]

OPEN = """(profile) => {
    const { questions, settled } = guiju.matters(guiju.given, profile, guiju.assess(guiju.given, profile));
    return [[...questions], [...settled]];
}"""
VERDICTS = "(profile) => guiju.current(guiju.assess(guiju.given, profile).lines).map((line) => line.judgement.verdict)"
QUESTIONS = """Object.entries(guiju.given.facts).flatMap(([entity, facts]) =>
    Object.keys(facts).filter((name) => facts[name].question).map((name) => [entity, name]))"""
EMPTY: Content = {"facts": {}, "rows": {}, "coverage": {}}
GATES = [
    KNOWN["service" if node.service else check.check.entity][node.name]
    for rule in CORPUS.with_articles()
    for obligation in rule.obligations
    for check in verdicts.compiled(obligation)
    for node in (walk(check.applies_when) if check.applies_when else ())
    if isinstance(node, FactName)
]
"""The facts that say whether a check applies."""


def unanswered(page: Page, content: Content) -> list[str]:
    """The questions of the form that the profile leaves open: "entity key fact", and "coverage entity".

    Who reviewed is no open question where a finding that counts names its reviewer.
    """
    open_, asked = [], [tuple(entry) for entry in page.evaluate(QUESTIONS)]
    counted = effective_facts(profile(Document("p", content)), CORPUS.vocabulary, DAY).rows
    for entity, name in asked:
        rows = {"service": content["facts"]} if entity == "service" else content["rows"].get(entity, {})
        for key, row in rows.items():
            if name not in row and name not in counted.get(entity, {}).get(key, {}):
                open_.append(f"{entity} {key} {name}")
    kinds = {entity for entity, _ in asked} - {"service"} - content["coverage"].keys()
    return [*open_, *(f"coverage {entity}" for entity in sorted(kinds))]


def answer(question: str, chance: random.Random, leaning: float) -> Any:
    entity, *rest = question.split(" ")
    if entity == "coverage":
        return chance.choice(["all", "sample"])
    fact = KNOWN[entity][rest[1]]
    yes = 0.9 if fact in GATES else leaning
    value: Any = chance.random() < yes if fact.type == "boolean" else random_value(fact, chance)
    if isinstance(value, date) and chance.random() < 0.5:  # some duties turn on what happened in the last months
        value += DAY - timedelta(chance.randrange(300)) - date(*value.timetuple()[:3])
    value = written(value)
    return {"value": "x" if value == "" else value, "basis": "declared", "reviewer": "R"}


def answers(questions: list[str], chance: random.Random, leaning: float = 0.5) -> dict[str, Any]:
    """A random answer to each, firm enough to count; yes as often as `leaning` says, since some duties turn on one of
    many. What duties apply to is mostly there, or the rest would decide nothing."""
    return {question: answer(question, chance, leaning) for question in questions}


def another(question: str, given: Any, chance: random.Random) -> Any:
    """Another answer to a question: to a boolean the opposite, else any."""
    if isinstance(given, dict) and isinstance(given["value"], bool):
        return {**given, "value": not given["value"]}
    return answer(question, chance, 0.5)


def answered(content: Content, given: Mapping[str, Any]) -> Content:
    content = deepcopy(content)
    for question, value in given.items():
        entity, *rest = question.split(" ")
        if entity == "coverage":
            content["coverage"][rest[0]] = value
        else:
            row = content["facts"] if entity == "service" else content["rows"][entity][rest[0]]
            row[rest[1]] = value
    return content


def with_new_rows(content: Content, questions: list[str]) -> Content:
    """The profile with one more row of each kind of thing of which nobody has said that all are there."""
    kinds = [question.split(" ")[1] for question in questions if question.startswith("coverage ")]
    return {**content, "rows": {**content["rows"], **{k: {**content["rows"].get(k, {}), "new": {}} for k in kinds}}}


@cache
def half_filled(slug: str, page: Page) -> list[tuple[Content, list[str], list[str]]]:
    """Profiles of which some questions are answered, the empty one first: what each leaves open, and what is asked."""
    chance = random.Random(slug)
    contents: list[Content] = [EMPTY, *({**random_content(chance), "declarations": {}} for _ in range(40))]
    asked = [questions for questions, _ in in_browser(page, OPEN, contents)]
    return list(zip(contents, [unanswered(page, content) for content in contents], asked, strict=True))


HIDES_NOTHING = ("ai-user", "assessor")
"""Forms whose few questions each ask whether duties bind at all: no answer makes another needless."""


@each_form
def test_a_question_that_is_not_asked_changes_no_verdict_whatever_the_answers_to_the_others(
    forms: Mapping[str, Page], slug: str
) -> None:
    page, chance = forms[slug], random.Random(slug)
    with_hidden, without, hidden = [], [], 0
    for content, questions, asked in half_filled(slug, page):
        hidden += len(set(questions) - set(asked))
        for _ in range(4):
            given = answers(questions, chance)
            with_hidden.append(answered(content, given))
            without.append(answered(content, {q: given[q] for q in questions if q in asked}))
    assert in_browser(page, VERDICTS, with_hidden) == in_browser(page, VERDICTS, without)
    assert hidden == 0 if slug in HIDES_NOTHING else hidden > 15


@each_form
def test_every_question_that_is_asked_can_change_a_verdict(forms: Mapping[str, Page], slug: str) -> None:
    page, chance = forms[slug], random.Random(slug)
    begun = with_new_rows(EMPTY, unanswered(page, EMPTY))
    half = [question for question in unanswered(page, begun) if chance.random() < 0.3]
    for content in (begun, answered(begun, answers(half, chance, 0.9))):
        [(asked, _)] = in_browser(page, OPEN, [content])
        waiting, more = set(asked), with_new_rows(content, unanswered(page, content))
        all_open = unanswered(page, more)
        for attempt in range(1200):
            if not waiting:
                break
            given = answers(all_open, chance, (0.12, 0.03, 0.12, 0.97, 0.5)[attempt % 5])
            tried = [{**given, question: another(question, given[question], chance)} for question in sorted(waiting)]
            before, *after = in_browser(page, VERDICTS, [answered(more, one) for one in (given, *tried)])
            waiting -= {question for question, result in zip(sorted(waiting), after, strict=True) if result != before}
        assert waiting == set(), content


@each_form
def test_what_guiju_assess_says_to_supply_next_is_asked_where_it_decides_something(
    forms: Mapping[str, Page], slug: str
) -> None:
    def facts(questions: list[str]) -> set[tuple[str, str]]:
        return {(question.split(" ")[0], question.split(" ")[-1]) for question in questions}

    for content, questions, asked in half_filled(slug, forms[slug]):
        deciding = {(n.entity, n.fact) for n in assessed(slug, content).next_facts() if n.decides}
        assert deciding & facts(questions) <= facts(asked)
