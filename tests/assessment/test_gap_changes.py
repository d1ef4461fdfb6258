"""Two reports on one service: what was closed and on which evidence, what is new, open, or lost sight of, and why."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import guiju
from assessment_samples import GROUP, assessed, seen
from checklist_samples import ROOT, corpus
from fact_samples import random_row, written
from guiju.assessment.gap_changes import ReportSide
from guiju.assessment.lost_facts import LostFact
from guiju.assessment.progress import Progress, progress
from guiju.documents import comparison as document
from guiju.documents.report.data import value as report
from guiju.files.finding import Misuse
from guiju.files.schema_errors import validator
from guiju.reasoning import facts as fact_values
from guiju.writers import formats
from kept_cache import main
from real_corpus import real

SPRING, SUMMER, AUTUMN = date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)
PROVIDER = ("group-provider",)
LOGS, CODE = f"{GROUP}#retain-network-logs", f"{GROUP}#set-group-code"
POLICY = {"value": "P90D", "basis": "measured", "evidence": "export of March"}
PLAN = {"kind": "remediation", "action": "keep seven months", "owner": "operations", "due": "2026-05-31"}
CLOSED = {"date": "2026-05-20", "by": "operations", "evidence": "export of 20 May", "sign_off": "legal"}
BEFORE: dict[str, Any] = {
    "report": {"entity": "E"},
    "facts": {"offers_user_groups": True, "service_launched_on": "2019-05-01", "network_log_retention_policy": POLICY},
    "coverage": {"group": "all"},
    "rows": {"group": {key: {"group_code": code} for key, code in {"a/1": "X", "b": "X", "c": "Y"}.items()}},
    "plans": {LOGS: PLAN},
}
MENDED = {"value": "P7M", "basis": "measured", "evidence": "export of 20 May"}


def after(closed: dict[str, Any] | None = None, **facts: Any) -> dict[str, Any]:
    """The profile of summer: the policy mended, and the facts as given; None leaves one out."""
    profile = deepcopy(BEFORE)
    profile["facts"] |= {"network_log_retention_policy": MENDED, **facts}
    profile["facts"] = {name: fact for name, fact in profile["facts"].items() if fact is not None}
    if closed is not None:
        profile["plans"] = {f"{LOGS}/retention-policy": {**PLAN, "closed": closed}}
    return profile


@cache
def written_report(profile: str, day: date) -> dict[str, Any]:
    return report(assessed(json.loads(profile), "en", day, PROVIDER))


def between(old: dict[str, Any], new: dict[str, Any], *days: date) -> Progress:
    first, last = days or (SPRING, SUMMER)
    return guiju.progress(written_report(json.dumps(old), first), written_report(json.dumps(new), last))


def states(made: Progress) -> dict[str, tuple[str, str | None]]:
    return {id.partition("#")[2]: (gap.state, gap.why) for gap in made.gaps for id in gap.ids}


POLICY_GAP = "retain-network-logs/retention-policy"


def test_a_gap_is_closed_only_with_evidence_a_day_and_somebody_who_says_so() -> None:
    made = between(BEFORE, after(CLOSED))
    assert states(made)[POLICY_GAP] == ("closed", None) and not made.is_lost
    words = document.value(made, "en")
    told = next(gap for gap in words["gaps"] if gap["state"] == "closed")
    assert (told["number"], told["closed"], told["owner"], told["amount"]) == (
        "F-95JT",
        CLOSED,
        "operations",
        10_000_000,
    )
    assert states(between(BEFORE, after()))[POLICY_GAP] == ("unexplained", None)
    early, late = ({**CLOSED, "date": day} for day in ("2026-03-30", "2026-07-01"))
    assert states(between(BEFORE, after(early)))[POLICY_GAP] == ("unexplained", "closed_before")
    assert states(between(BEFORE, after(late)))[POLICY_GAP] == ("unexplained", None)


def test_what_is_open_still_says_for_how_many_days_and_a_row_that_is_mended_is_told_apart() -> None:
    new = after(CLOSED)
    new["rows"]["group"]["a/1"]["group_code"] = "Z"
    new["rows"]["group"]["d"] = {"group_code": "Y"}
    made = between(BEFORE, new)
    assert states(made) == {
        POLICY_GAP: ("closed", None),
        "set-group-code/group/a/1": ("unexplained", None),
        "set-group-code/group/b": ("unexplained", None),
        "set-group-code/group/c": ("new", None),
        "set-group-code/group/d": ("new", None),
    }
    assert made.is_lost
    open_still = document.value(between(BEFORE, BEFORE), "en")["gaps"]
    assert {(gap["state"], gap["days"], len(gap["ids"])) for gap in open_still} == {("open", 91, 1), ("open", 91, 2)}


LOGS_ONLY = {"facts": BEFORE["facts"]}


def with_facts(**facts: Any) -> dict[str, Any]:
    return {"facts": {**BEFORE["facts"], **facts}}


LAUNCHED = {"value": "2019-05-01", "basis": "declared"}
LOST: dict[str, tuple[dict[str, Any], str]] = {
    "left out": ({"service_launched_on": None}, "left_out"),
    "expired": ({"service_launched_on": {**LAUNCHED, "expires": "2026-06-30"}}, "expired"),
    "of a later day": ({"service_launched_on": {**LAUNCHED, "date": "2026-07-01"}}, "later"),
    "on weaker evidence": ({"network_log_retention_policy": {"value": "P7M", "basis": "declared"}}, "weaker"),
    "without its evidence": ({"network_log_retention_policy": {"value": "P7M", "basis": "measured"}}, "weaker"),
}


def question(fact: LostFact) -> str:
    """How a fact that was lost is asked for; nothing of what is no single fact."""
    known = (one for one in real().vocabulary.facts if (one.entity, one.id) == (fact.entity, fact.name))
    return next((one.question.en for one in known), "")


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


def test_what_is_not_compared_says_why() -> None:
    old = written_report(json.dumps(BEFORE), SPRING)
    other = report(assessed(BEFORE, "en", SUMMER, ("group-owner",)))
    assert {gap.why for gap in guiju.progress(old, other).gaps if gap.state == "not_compared"} == {"not_assessed"}


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


def test_gaps_that_the_later_report_does_not_cover_are_counted_and_are_not_fine() -> None:
    old = written_report(json.dumps(LOGS_ONLY), SPRING)
    made = guiju.progress(old, report(assessed(LOGS_ONLY, "en", SUMMER, ("group-owner",))))
    assert {gap.state for gap in made.gaps} == {"not_compared"} and made.is_lost
    assert [note for note in document.notes(made, "en") if note.endswith("the same as closed: 1.")]


def test_what_is_recorded_as_closed_and_still_or_again_found_says_so() -> None:
    gap = f"{LOGS}/retention-policy"
    claimed, open_still = {**LOGS_ONLY, "plans": {gap: {**PLAN, "closed": CLOSED}}}, {**LOGS_ONLY, "plans": {gap: PLAN}}
    (still,) = document.value(between(open_still, claimed), "en")["gaps"]
    assert (still["state"], still["closed"]) == ("open", None)
    assert still["words"].endswith("\nrecorded as closed on 2026-05-20 by operations, still found")
    mended = {**claimed, "facts": with_facts(network_log_retention_policy=MENDED)["facts"]}
    (again,) = document.value(between(mended, open_still, SUMMER, AUTUMN), "en")["gaps"]
    assert (again["state"], again["words"]) == ("new", "found again; recorded as closed on 2026-05-20 by operations")
    (fresh,) = document.value(between(with_facts(network_log_retention_policy=MENDED), open_still), "en")["gaps"]
    assert (fresh["state"], fresh["words"]) == ("new", None)


def test_a_plan_is_that_of_the_later_report_and_the_earlier_one_stands_beside_it() -> None:
    gap, later = f"{LOGS}/retention-policy", {**PLAN, "owner": "intern", "due": "2027-05-31"}
    old, before = {**LOGS_ONLY, "plans": {gap: PLAN}}, {"owner": "operations", "due": "2026-05-31"}
    told = {
        "gone": ({}, (None, None, None, before), "plan no longer recorded; was: operations · 2026-05-31"),
        "same": ({gap: PLAN}, ("operations", "2026-05-31", True, before), "2026-05-31 (overdue)"),
        "other": ({LOGS: later}, ("intern", "2027-05-31", False, before), "2026-05-31 → 2027-05-31"),
    }
    for plans, values, words in told.values():
        made = between(old, {**LOGS_ONLY, "plans": plans})
        (one,) = document.value(made, "en")["gaps"]
        assert tuple(one[key] for key in ("owner", "due", "overdue", "plan_before")) == values
        assert words in seen("md", formats("comparison")["md"](made, "en"))
        assert not [*validator("comparison-export").iter_errors(document.value(made, "en"))]
    (fresh,) = document.value(between(LOGS_ONLY, old), "en")["gaps"]
    assert (fresh["owner"], fresh["plan_before"]) == ("operations", None)


def test_reports_in_the_wrong_order_are_refused_in_one_line() -> None:
    with pytest.raises(Misuse, match=r"\(2026-06-30\) is later than .*\(2026-03-31\); name the earlier report first$"):
        between(LOGS_ONLY, LOGS_ONLY, SUMMER, SPRING)


def test_a_penalty_whose_law_changed_is_named_with_both_versions() -> None:
    made = between(BEFORE, BEFORE, date(2025, 12, 31), SUMMER)
    (change,) = [one for one in made.law if one.place == "cybersecurity-law#log-duty-penalty"]
    assert "59" in change.old and "61" in change.new and change.duty == LOGS


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "md", "json"])
def test_every_format_has_titles_owners_amounts_and_evidence(form: str) -> None:
    made = between(BEFORE, after(CLOSED))
    text = seen(form, formats("comparison")[form](made, "en"))
    for words in ("Retain network logs for at least six months", "operations", "export of 20 May", "F-95JT"):
        assert words in text
    assert "10,000,000" in text or "10000000" in text


def test_the_json_fits_its_schema() -> None:
    for new in (after(CLOSED), after(service_launched_on=None), BEFORE):
        errors = validator("comparison-export").iter_errors(document.value(between(BEFORE, new), "zh"))
        assert [error.message for error in errors] == []


def test_a_quarter_from_profile_to_comparison(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Profile, report, plan in a file of its own, new facts, comparison: as docs/commands.md shows it."""
    (tmp_path / "profile.json").write_text(json.dumps({**BEFORE, "plans": None}), "utf-8")
    call = "assess {0}/profile.json --role group-provider --as-of {1} --lang en -o {0}/{2}.json"
    assert main(call.format(tmp_path, SPRING, "spring").split()) == 1
    found = json.loads((tmp_path / "spring.json").read_text("utf-8"))
    gap = next(one["gap"] for one in found["findings"] if one["obligation"] == LOGS)
    (tmp_path / "plans.yaml").write_text(json.dumps({gap: {**PLAN, "closed": CLOSED}}), "utf-8")
    (tmp_path / "profile.json").write_text(json.dumps({**after(), "plans": "plans.yaml"}), "utf-8")
    assert main(call.format(tmp_path, SUMMER, "summer").split()) == 1  # the codes of groups are a gap still
    capsys.readouterr()
    assert main(["compare", str(tmp_path / "spring.json"), str(tmp_path / "summer.json")]) == 0
    out = capsys.readouterr().out
    assert "on 2026-05-20 by operations; evidence: export of 20 May; signed off by legal" in out
    assert "Still open: 2, Closed with evidence: 1" in out
