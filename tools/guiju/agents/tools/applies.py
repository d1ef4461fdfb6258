"""Say which rules bind a service: in which role, since when, what must be filed, what is open and who decides it.

For a service that somebody describes. Pass only the facts that were given: a fact left out is open and never counts as
"no". `ask` has the plain questions that are still open. The same facts can be passed to assess.
"""

from collections import Counter

from guiju.agents.answering import ResultEntry, ToolResult
from guiju.agents.question import ToolCall
from guiju.documents import applies as document
from guiju.reasoning.applicability import RuleAnswer

EXAMPLE = {"facts": {"audience": "mainland_public", "users_found_groups": True}}
ARGUMENTS = {
    "facts": ("object", "Facts of the service, as `ask` lists them: name → value."),
}


def answer(question: ToolCall) -> ToolResult[RuleAnswer]:
    """An entry for each rule, those that bind first."""
    lang = question.lang
    result = question.kb.applies(question.arguments["facts"], question.as_of, lang)
    order = [*document.ANSWERS]
    rules = sorted(result.rules, key=lambda one: order.index(one.answer))
    values = document.value(result, lang)["rules"]

    def entry(one: RuleAnswer) -> ResultEntry:
        value = values[one.rule.id]
        places = (document.place(ground.place) for ground in one.because)
        claims = dict.fromkeys(id for _, eId in places for id in question.claim(one.rule, eId))
        count = Counter(duty.state for duty in one.duties)
        line = {
            "rule": one.rule.id,
            **{key: value[key] for key in ("answer", "roles", "since", "state", "open")},
            "counts": dict(count),
            "registrations": [
                {key: of[key] for key in ("id", "duty", "state", "authority", "limit")}
                for of in value["registrations"]
                if of["state"] != "not"
            ],
            "claims": [*claims],
        }
        head = f"{document.ANSWERS[one.answer][lang]}: {one.rule.short_title[lang]} ({one.rule.id}), {one.since or '-'}"
        return ResultEntry(line, [head, f"    {document.counts(one, lang)}"])

    sentence = document.sentence(result, lang)
    known = {fact.id: fact for fact in result.corpus.vocabulary.facts if fact.entity == "service"}
    plain = [known[name] for name in result.corpus.vocabulary.service_questions if name not in result.facts]
    value = {
        "sentence": sentence,
        "derived": {fact: one.value for fact, one in result.derived.items()},
        "ask": [
            {"fact": fact.id, "question": fact.question[lang], "values": [one.id for one in fact.values]}
            for fact in plain
        ],
    }
    gaps = [question.gap("declared"), question.gap("own_reading")]
    return ToolResult("rules", rules, entry, value, gaps, [sentence], [one.rule for one in rules])
