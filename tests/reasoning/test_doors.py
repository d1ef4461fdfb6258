"""One situation gets one word at every door: the report in its formats, the terminal, agents and tables, and a case
that is replayed."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from answers import ask
from assessment_samples import assessed, on_terminal, seen
from case_files import INSULTS
from guiju.assessment import Assessment
from guiju.assessment.scanned import ScanResults
from guiju.assessment.unused import unused_facts
from guiju.documents.penalties.lines import WORDS, penalties
from guiju.model import CaseEntity, CaseFact, Expectation, Lang, Period
from guiju.reasoning.breach import actor, facts_from
from guiju.reasoning.checklist import checklist
from guiju.reasoning.facts import by_entity, values
from guiju.reasoning.replay import replay
from guiju.reasoning.verdicts import Breach
from guiju.tables.duckdb_engine import scan_in_duckdb
from guiju.tables.mapping import entities
from guiju.tables.question import Keys, Question
from guiju.tables.sources import parse
from guiju.writers import formats
from real_corpus import real
from row_samples import SERVICE, measured
from situations import AS_OF, DUTY, ROLES, SITUATIONS, Situation, by_json, each_situation, gap, row, told, words_of
from table_samples import run


@each_situation
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


@each_situation
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


@each_situation
def test_no_penalty_of_another_person_act_or_day_stands_beside_a_gap(subject: str, content: str, day: date) -> None:
    """Units and those responsible in them are not named to an owner or member; nor is a text that was not yet law."""
    for (name, of_day), reach in by_json(subject, content, day).items():
        rule, _, slug = name.partition("#")
        (sanction,) = (s for p in real().regulations[rule].provisions for s in p.sanctions if s.id == slug)
        if reach != "excluded":
            assert sanction.subject in ("individual", "person", "anyone"), name
            assert sanction.until is None or str(sanction.until) > of_day, name
            assert sanction.from_ == "unknown" or str(sanction.from_) <= of_day, name


def test_of_a_text_that_does_not_apply_no_word_is_given_and_what_is_excluded_may_be_of_one_that_does() -> None:
    every = [one for situation in SITUATIONS for one in told(gap(*situation)).values()]
    assert {one["reach"] for one in every if one["text_applies"] is False} == {None, "excluded"}
    assert {one["reach"] for one in every if one["text_applies"] is True} == {"could_apply", "open", "excluded"}
    assert not any(one["questions"] or one["tempered_by"] for one in every if one["text_applies"] is False)


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


# Tables: the same facts as rows


@cache
def scanned(roles: tuple[str, ...]) -> ScanResults:
    """All situations as the rows of one table, each with its key."""
    columns = pa.Table.from_pylist([{"violation_id": key(*each), **row(*each)} for each in SITUATIONS])
    chosen = [role for role in real().vocabulary.roles if role.id in roles]
    base = checklist(real(), chosen, AS_OF).corpus_for_parties()
    asked = Question(base, dict.fromkeys(SERVICE, True), AS_OF, (DUTY,), keys=Keys(plain=True))
    with TemporaryDirectory() as folder:
        pq.write_table(columns, file := Path(folder) / "violations.parquet")
        source = parse(f"violation={file}", entities(real().vocabulary))
        found, _ = scan_in_duckdb([source], {}, asked, run)
    return replace(found, scanned=tuple(replace(one, sha256=()) for one in found.scanned))  # its file is gone


def key(*situation: object) -> str:
    return " ".join(map(str, situation))


def of_table(
    situation: Situation,
    roles: tuple[str, ...],
    listed: tuple[tuple[str, str], ...] | None = None,
    since: date | None = None,
) -> Assessment:
    """The assessment of one row of the table, or of one that is listed with these facts, if any."""
    (counted,) = scanned(roles).verdicts[DUTY]
    breaches = tuple(one for one in counted.breaches if one.key == key(*situation))
    if listed is not None:
        breaches = (Breach("", listed),) if listed else ()
    alone = replace(counted, counts={**counted.counts, "breached": 1}, breaches=breaches, since=since)
    return assessed({"facts": SERVICE}, "zh", AS_OF, roles, None, replace(scanned(roles), verdicts={DUTY: (alone,)}))


@each_situation
def test_a_row_of_a_table_gets_the_words_of_the_same_row_in_a_profile(subject: str, content: str, day: date) -> None:
    made = of_table((subject, content, day), (ROLES[subject],))
    assert words_of(made) == by_json(subject, content, day)
    assert [one.fact for one in unused_facts(made) if one.entity == "violation"] == []


@pytest.mark.parametrize("situation", SITUATIONS[::13], ids=str)
def test_for_several_roles_a_row_of_a_table_is_held_against_the_check_that_it_fails(situation: Situation) -> None:
    roles = ("group-provider", "group-owner", "group-member")
    rows = {"violation": {"V-1": measured(row(*situation))}}
    profile = assessed({"facts": SERVICE, "rows": rows}, "zh", AS_OF, roles)
    assert [(name, one["reach"]) for name, one in told(of_table(situation, roles)).items()] == [
        (name, one["reach"]) for name, one in told(profile).items()
    ]


@pytest.mark.parametrize("listed", [(), (("violation_acted_on", "yesterday"), ("violation_content", "?"))])
def test_of_a_row_that_is_not_listed_or_not_understood_neither_day_nor_act_is_supposed(
    listed: tuple[tuple[str, str], ...],
) -> None:
    tiers = told(of_table(SITUATIONS[0], ("group-member",), listed))
    assert {day for _, day in tiers} == {"unknown"}
    insults = {name: one["text_applies"] for (name, _), one in tiers.items() if "#insult-base-20" in name}
    assert insults == dict.fromkeys([f"public-security-penalties#insult-base-{year}" for year in (2012, 2026)])
    acts = {e["predicate"]: e["holds"] for one in tiers.values() for e in one["elements"] if e["element"] == "act"}
    assert set(acts.values()) == {None}


@pytest.mark.parametrize(("since", "years"), [(date(2025, 12, 31), (2012, 2026)), (date(2026, 1, 1), (2026,))])
def test_of_rows_that_are_not_listed_no_text_is_shown_that_ended_before_the_first(
    since: date, years: tuple[int, ...]
) -> None:
    tiers = told(of_table(SITUATIONS[0], ("group-member",), (), since))
    assert {name for name, _ in tiers if "#insult-base-20" in name} == {
        f"public-security-penalties#insult-base-{year}" for year in years
    }


def test_a_scan_tells_the_first_day_of_the_rows_that_breach() -> None:
    (counted,) = scanned(tuple(dict.fromkeys(ROLES.values()))).verdicts[DUTY]
    assert counted.since == min(day for _, _, day in SITUATIONS)


# Agents


@pytest.mark.cost(3, "reads the knowledge base for agents, unless a test before it did")
@each_situation
def test_an_agent_is_told_what_the_terminal_says(subject: str, content: str, day: date) -> None:
    made, rows = gap(subject, content, day), {"violation": {"V-1": measured(row(subject, content, day))}}
    given = {"role": ROLES[subject], "facts": SERVICE, "rows": rows, "as_of": str(AS_OF), "limit": 5}
    (duty,) = (duty for duty in made.duties if duty.id == DUTY)
    (line,) = (line for line in ask("assess", **given).result["lines"] if line["obligation"] == DUTY)
    assert line["penalties"] == list(penalties(made.checklist, duty.line, brief=True))
