"""Say which rules bind a service: in which role, since when, what must be filed, what is open and who decides it.

Use it when somebody describes a service. Send only what was said: what is left out stays open, never "no"; `ask` lists
the plain questions that are left. The same facts go on to assess.
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
    told = question.kb.applies(question.arguments["facts"], question.as_of, lang)
    order = [*document.ANSWERS]
    rules = sorted(told.rules, key=lambda one: order.index(one.answer))

    def entry(one: RuleAnswer) -> ResultEntry:
        made = document.value(told, lang)["rules"][one.rule.id]
        places = (document.place(told, ground.place) for ground in one.because)
        claims = dict.fromkeys(id for _, eId in places for id in question.claim(one.rule, eId))
        applying = [duty.id for duty in one.duties if duty.state == "applies"]
        line = {
            "rule": one.rule.id,
            **{key: made[key] for key in ("answer", "roles", "since", "state", "open")},
            "counts": dict(Counter(duty.state for duty in one.duties)),
            "registrations": [
                {key: of[key] for key in ("id", "duty", "state", "authority", "limit")}
                for of in made["registrations"]
                if of["state"] != "not"
            ],
            "claims": [*claims],
        }
        head = f"{document.ANSWERS[one.answer][lang]}: {one.rule.short_title[lang]} ({one.rule.id}), {one.since or '-'}"
        return ResultEntry(line, [head, f"    {len(applying)} / {len(one.duties)}"])

    known = {fact.id: fact for fact in told.corpus.vocabulary.facts if fact.entity == "service"}
    asked = [known[name] for name in told.corpus.vocabulary.service_questions if name not in told.stated]
    value = {
        "sentence": document.sentence(told, lang),
        "derived": {fact: one.value for fact, one in told.derived.items()},
        "ask": [
            {"fact": fact.id, "question": fact.question[lang], "values": [one.id for one in fact.values]}
            for fact in asked
        ],
    }
    gaps = [question.gap("declared"), question.gap("own_reading")]
    return ToolResult("rules", rules, entry, value, gaps, [document.sentence(told, lang)], [one.rule for one in rules])
