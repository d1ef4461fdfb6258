"""What is lost sight of between two reports: with a fact, rows, or a fact that is weaker, and never read as better."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

import guiju
from assessment_samples import assessed
from checklist_samples import ROOT, corpus
from fact_samples import random_row, written
from guiju.assessment.gap_changes import ReportSide
from guiju.assessment.progress import Progress, progress
from guiju.documents import comparison as document
from guiju.documents.report.data import value as report
from guiju.reasoning import facts as fact_values
from quarters import (
    BEFORE,
    CLOSED,
    LOGS_ONLY,
    PLAN,
    POLICY_GAP,
    PROVIDER,
    SPRING,
    SUMMER,
    after,
    between,
    question,
    states,
    with_facts,
    written_report,
)

LAUNCHED = {"value": "2019-05-01", "basis": "declared"}
LOST: dict[str, tuple[dict[str, Any], str]] = {
    "left out": ({"service_launched_on": None}, "left_out"),
    "expired": ({"service_launched_on": {**LAUNCHED, "expires": "2026-06-30"}}, "expired"),
    "of a later day": ({"service_launched_on": {**LAUNCHED, "date": "2026-07-01"}}, "later"),
    "on weaker evidence": ({"network_log_retention_policy": {"value": "P7M", "basis": "declared"}}, "weaker"),
    "without its evidence": ({"network_log_retention_policy": {"value": "P7M", "basis": "measured"}}, "weaker"),
}


def seen_in(made: Progress) -> list[str]:
    """The facts that were lost, as a comparison names them."""
    return [one["named"] for one in document.value(made, "en")["lost_facts"]]


@pytest.mark.parametrize("name", LOST)
def test_a_gap_that_is_gone_with_a_fact_is_lost_sight_of_and_never_closed(name: str) -> None:
    facts, why = LOST[name]
    made = between(BEFORE, after(CLOSED, **facts))
    (fact,) = made.verdicts.lost_facts
    assert (fact.why, made.is_lost, states(made)[POLICY_GAP]) == (why, True, ("lost", "fact_lost"))
    words = document.value(made, "en")["gaps"][0]["words"]
    assert f"{question(fact)} ({fact.path}):" in words and ("stale since 2026-06-30" in words) is (why == "expired")


def test_rows_that_are_gone_or_a_sample_now_are_lost() -> None:
    fewer, sample = deepcopy(BEFORE), deepcopy(BEFORE)
    del fewer["rows"]["group"]["a/1"]
    sample["coverage"]["group"] = "sample"
    for profile, path in ((fewer, "group/a/1"), (sample, "group")):
        made = between(BEFORE, profile)
        assert [fact.path for fact in made.verdicts.lost_facts] == [path] and made.is_lost
        assert {state for state, _ in states(made).values()} <= {"open", "lost"}


def side(profile: dict[str, Any], day: date) -> ReportSide:
    made = report(assessed(profile, "en", day, PROVIDER))
    return ReportSide(made["receipt"], made)


FIRM = {"basis": "measured", "evidence": "E", "reviewer": "R"}


def firm(entity: str, chance: random.Random) -> dict[str, Any]:
    """A random row, each fact of it with evidence."""
    known = fact_values.by_entity(corpus(ROOT).vocabulary.facts)[entity]
    row = {name: written(value) for name, value in random_row(known, known, chance).items()}
    return {name: {"value": value, **FIRM} for name, value in row.items() if value != ""}


def profiles(count: int) -> Iterator[dict[str, Any]]:
    """Random facts of the service and of some rows, and a plan for each duty which claims that all was closed."""
    chance = random.Random(27)
    plans = {rule.global_id(duty): {**PLAN, "closed": CLOSED} for rule, duty in corpus(ROOT).obligations()}
    for _ in range(count):
        facts = firm("service", chance) | {"offers_user_groups": {"value": True, **FIRM}}
        rows = {entity: {key: firm(entity, chance) for key in "ab"} for entity in ("group", "account", "violation")}
        yield {"facts": facts, "coverage": {"group": "all"}, "rows": rows, "plans": plans}


WAYS = ("left out", "expired", "weaker", "without evidence", "without reviewer")


def mutated(profile: dict[str, Any], chance: random.Random) -> tuple[dict[str, Any], str]:
    """The profile with one fact left out or weakened, and the path of that fact."""
    copy = deepcopy(profile)
    rows = {"": copy["facts"]} | {f"{e}/{k}/": row for e, keyed in copy["rows"].items() for k, row in keyed.items()}
    path, name = chance.choice([(path, name) for path, row in rows.items() for name in row])
    fact = rows[path][name]
    match chance.choice(WAYS):
        case "left out":
            del rows[path][name]
        case "expired":
            fact["expires"] = "2026-06-01"
        case "weaker":
            fact["basis"] = chance.choice(["reported", "inferred", "declared"])
        case "without evidence":
            del fact["evidence"]
        case "without reviewer":
            del fact["reviewer"]
    return copy, path + name


@pytest.mark.cost(9, "judges forty-eight profiles")
def test_no_fact_that_is_left_out_weakened_or_expired_reads_as_better() -> None:
    """Forty mutated profiles: each names its fact as lost, and nothing of it is closed, explained or better."""
    chance, fates = random.Random(7), list[set[str]]()
    for profile in profiles(8):
        before = side(profile, SPRING)
        same = progress(before, side(profile, SUMMER)).gaps
        settled = {gap.duty for gap in same if gap.state == "closed"}  # by a day that has come since
        for _ in range(5):
            worse, path = mutated(profile, chance)
            made = progress(before, side(worse, SUMMER))
            assert path in [fact.path for fact in made.verdicts.lost_facts] and made.is_lost
            for fact in made.verdicts.lost_facts:
                assert question(fact) in document.named(made, fact, made.lang) and fact.path in "".join(seen_in(made))
            fates.append({gap.state for gap in made.gaps if gap.duty not in settled})
            assert fates[-1] <= {"open", "lost", "new", "not_compared"}, path
            assert {one.obligation for one in made.differences if one.change == "better"} <= settled, path
    assert len(fates) == 40 and any("lost" in fate for fate in fates)


SWITCH = {"value": False, "basis": "declared"}


@pytest.mark.parametrize("is_whole", [True, False], ids=["report", "receipt alone"])
def test_a_gap_that_an_unsupported_answer_switches_off_is_lost_sight_of_and_the_answer_is_named(is_whole: bool) -> None:
    def made(new: dict[str, Any]) -> Progress:
        sides = (written_report(json.dumps(one), day) for one, day in ((LOGS_ONLY, SPRING), (new, SUMMER)))
        return guiju.progress(*(one if is_whole else one["receipt"] for one in sides))

    off = made(with_facts(offers_user_groups=SWITCH))
    (fact,) = off.verdicts.lost_facts
    assert (fact.path, fact.why, off.is_lost) == ("offers_user_groups", "unsupported", True)
    assert {(gap.state, gap.why) for gap in off.gaps} == {("lost", "fact_lost")}
    asked = f"{question(fact)} (offers_user_groups)" if is_whole else "offers_user_groups"
    assert f"{asked}: another answer than before" in document.value(off, "en")["gaps"][0]["words"]
    says_so = [note.startswith("Declared, not supported: ") for note in document.notes(off, "en")]
    assert any(says_so) is is_whole
    supported = made(with_facts(offers_user_groups={**SWITCH, "reason": "no groups", "approver": "legal"}))
    assert {gap.state for gap in supported.gaps} == {"unexplained"} and not supported.verdicts.lost_facts


def test_an_unsupported_answer_that_was_there_before_is_told_and_not_lost() -> None:
    made = between(*[with_facts(offers_user_groups=SWITCH)] * 2)
    assert not made.is_lost and any(note.startswith("Declared, not supported: ") for note in document.notes(made, "en"))
