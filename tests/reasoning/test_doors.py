"""One situation gets one word at every door: the report in its formats, the terminal, and a case that is replayed."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest

from assessment_samples import GROUP, assessed, on_terminal, seen
from case_files import INSULTS
from guiju.documents.penalties.lines import WORDS, penalties
from guiju.model import CaseEntity, CaseFact, Expectation, Lang, Period
from guiju.reasoning.breach import actor, facts_from
from guiju.reasoning.facts import by_entity, values
from guiju.reasoning.replay import replay
from guiju.writers import formats
from real_corpus import real
from row_samples import SERVICE, measured

DUTY = f"{GROUP}#no-prohibited-content"
AS_OF = date(2026, 3, 1)
ROLES = {"founder": "group-owner", "manager": "group-owner", "member": "group-member"}
CONTENTS = ("insult", "rumours", "gambling", "obscene", "unlawful_activity", "picking_quarrels", "other")
SITUATIONS = list(product(ROLES, CONTENTS, (date(2025, 12, 20), date(2026, 1, 5))))
"""Who, which act, which day: forty-two of them."""


def row(subject: str, content: str, day: date) -> dict[str, Any]:
    return {
        "violation_subject": subject,
        "violation_content": content,
        "violation_ground": "laws_and_regulations",
        "violation_acted_on": day.isoformat(),
        "violation_confirmed_at": f"{day.isoformat()}T10:00:00",
        "violation_reviewer": "R1",
        "prohibited_content_spread": True,
    }


@cache
def gap(subject: str, content: str, day: date, lang: Lang = "zh") -> Any:
    """The assessment of the one violation, for the role of whoever did it."""
    rows = {"violation": {"V-1": measured(row(subject, content, day))}}
    return assessed({"facts": SERVICE, "rows": rows}, lang, AS_OF, (ROLES[subject],))


@cache
def by_json(subject: str, content: str, day: date) -> dict[tuple[str, str], str]:
    """(sanction, day of its text) → the word, as the JSON of the report has it."""
    answer = json.loads(formats("assessment")["json"](gap(subject, content, day), "internal"))
    (line,) = (line for line in answer["lines"] if line["obligation"] == DUTY)
    return {(one["sanction"], one["day"]): one["reach"] for one in line["penalties"]}


@pytest.mark.parametrize(("subject", "content", "day"), SITUATIONS)
def test_a_case_with_the_same_facts_is_replayed_to_the_same_word(subject: str, content: str, day: date) -> None:
    answers = {"could_apply": "yes", "open": "undetermined", "excluded": "no"}
    known = by_entity(real().vocabulary.facts)["violation"]
    facts = dict(facts_from(real(), "violation", values(known, row(subject, content, day))))
    facts |= actor(real(), [f"group-{subject}"], [f"group-{subject}"])
    case = real().cases[INSULTS]
    recorded = {name: str(value) if isinstance(value, date) else value for name, value in facts.items()}
    found = {name: CaseFact(value, "reported", found_by="court") for name, value in recorded.items()}
    thing = CaseEntity("conduct", found, case.title)
    words = {name: reach for (name, of_day), reach in by_json(subject, content, day).items() if of_day == str(day)}
    assert words
    expect = tuple(Expectation("c", sanction=name, applies=answers[reach]) for name, reach in words.items())
    supposed = replace(case, entities={"c": thing}, period=Period(day, day), reported=(), expect=expect)
    assert [r.expectation.sanction for r in replay(real(), supposed) if not r.agrees] == []


@pytest.mark.parametrize(("subject", "content", "day"), SITUATIONS)
def test_every_format_and_the_terminal_say_what_the_report_says_in_its_words(
    subject: str, content: str, day: date, lang: Lang
) -> None:
    made = gap(subject, content, day, lang)
    (duty,) = (duty for duty in made.duties if duty.id == DUTY)
    amounts = [text for text in penalties(made.checklist, duty.line) if "yuan" in text or "元" in text]
    shown = {"md": seen("md", formats("assessment")["md"](made, "internal")), "terminal": on_terminal(made)}
    shown["html"] = seen("html", formats("assessment")["html"](made, "internal"))
    places = {text.split(" · ")[0] for text in amounts}
    assert [(name, place) for name, text in shown.items() for place in places if place not in text] == []
    word = WORDS.table("reach")["excluded"][lang]
    assert not any(f"；{word}；" in text or f"; {word}; " in text for text in amounts)


@pytest.mark.parametrize(("subject", "content", "day"), SITUATIONS)
def test_no_penalty_of_another_person_act_or_day_stands_beside_a_gap(subject: str, content: str, day: date) -> None:
    """Units and those responsible in them are not named to an owner or member; nor is a text that was not yet law."""
    for (name, of_day), reach in by_json(subject, content, day).items():
        rule, _, slug = name.partition("#")
        (sanction,) = (s for p in real().regulations[rule].provisions for s in p.sanctions if s.id == slug)
        if reach != "excluded":
            assert sanction.subject in ("individual", "person", "anyone"), name
            assert sanction.until is None or str(sanction.until) > of_day, name
            assert sanction.from_ == "unknown" or str(sanction.from_) <= of_day, name


MINOR_IN_OFFICE = {
    "violation": {"V-1": measured(row("member", "insult", AS_OF))},
    "conduct": {"V-1": {"age_group": "from_16_to_17", "public_official": True}},
}
LEAK = {"event_occurred_on": "2024-06-01", "personal_data_event_kind": "leak", "event_attributable_to_provider": True}
FOLLOWS: dict[str, tuple[dict[str, Any], str, dict[Lang, tuple[str, ...]]]] = {
    "age and office": (
        MINOR_IN_OFFICE,
        "group-member",
        {"zh": ("从轻或者减轻", "初次违反", "政务处分"), "en": ("mitigated", "for the first time", "disciplinary")},
    ),
    "multiples of gains": (
        {"personal_data_event": {"E-1": measured(LEAK)}},
        "group-provider",
        {"zh": ("违法所得1倍以上10倍以下",), "en": ("1 to 10 times the unlawful gains",)},
    ),
}


@pytest.mark.parametrize("format", ["md", "html", "docx", "json", "terminal"])
@pytest.mark.parametrize("which", FOLLOWS)
def test_every_door_says_what_tempers_a_penalty_and_what_multiplies_it(which: str, format: str, lang: Lang) -> None:
    rows, role, words = FOLLOWS[which]
    made = assessed({"facts": SERVICE, "rows": rows}, lang, AS_OF, (role,))
    told = on_terminal(made) if format == "terminal" else seen(format, formats("assessment")[format](made, "internal"))
    assert [one for one in words[lang] if one not in told] == []


def test_a_day_given_for_the_conduct_dates_the_act_before_that_of_its_row() -> None:
    rows = {"personal_data_event": {"E-1": measured(LEAK)}, "conduct": {"E-1": {"acted_on": "2025-12-20"}}}
    made = assessed({"facts": SERVICE, "rows": rows}, "zh", AS_OF, ("group-provider",))
    answer = json.loads(formats("assessment")["json"](made, "internal"))
    days = {one["day"] for line in answer["lines"] for one in line["penalties"]}
    assert days == {"2025-12-20", AS_OF.isoformat()}


def test_of_forty_situations_each_word_is_given_to_some_and_none_to_all() -> None:
    words = [set(by_json(*situation).values()) for situation in SITUATIONS]
    assert len(SITUATIONS) >= 40
    assert all("excluded" in of_one for of_one in words)
    assert set().union(*words) == {"could_apply", "open", "excluded"}
