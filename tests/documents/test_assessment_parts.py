"""The parts of a report: counts that add up, findings with penalties, plans, what remains, and proofs by rows."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from assessment_samples import CONTENT, GROUP, assessed, assessment, seen
from guiju.assessment.planned import closest
from guiju.assessment.proof import ROWS_SHOWN, proof
from guiju.documents.blocks import Tally
from guiju.documents.content.fields import FIELDS
from guiju.documents.report import counts
from guiju.documents.report.front_section import counts_sentence
from guiju.documents.report.gaps import gaps, numbers
from guiju.documents.report.limits import limits
from guiju.documents.report.page_one import page_one
from guiju.documents.report.plans import plans
from guiju.documents.report.remaining import for_a_person, missing
from guiju.documents.report.scope import particulars
from guiju.model import WORST_FIRST, Lang
from guiju.wording.labels import label
from test_assessment_report import FORMATS, READ, text

# ---- counts


def tallies(lang: Lang) -> Iterator[tuple[str, Tally]]:
    yield "all", counts.overall(assessment(lang))
    for key, bars in (counts.breakdowns(assessment(lang)) | counts.by_method(assessment(lang))).items():
        yield from ((key, tally) for tally in bars.rows)


def test_no_count_stands_without_its_total_and_all_duties_are_in_each_breakdown() -> None:
    duties = len(assessment("zh").duties)
    summed: dict[str, int] = {}
    for key, tally in tallies("zh"):
        assert tally.total == sum(tally.counts[verdict] for verdict in WORST_FIRST) > 0
        summed[key] = summed.get(key, 0) + tally.total
    assert {summed[key] for key in ("all", "rule", "method", "automation", "decided_by")} == {duties}
    assert min(summed.values()) == duties
    assert summed.keys() >= {"role", "bearer", "topic"}


@pytest.mark.parametrize("form", READ)
def test_what_is_open_stands_beside_what_is_met(form: str, lang: Lang) -> None:
    assert counts_sentence(page_one(assessment(lang)), lang) in text(form, lang)


def test_a_bar_has_all_its_steps_and_none_for_what_does_not_occur() -> None:
    for _, tally in tallies("zh"):
        spans = tally.spans(1000)
        assert sum(length for _, _, length in spans) == 1000
        assert [start for _, start, _ in spans] == [sum(length for *_, length in spans[:n]) for n in range(len(spans))]
        assert all(tally.counts[verdict] for verdict, _, _ in spans)
    assert Tally("nothing", dict.fromkeys(WORST_FIRST, 0)).spans(1000) == ()


# ---- findings, plan, what remains


def test_every_gap_is_a_finding_and_every_open_duty_says_what_it_needs() -> None:
    counted = assessment("en")
    of = {v: [x for x in counted.duties if x.verdict == v] for v in ("breached", "undetermined")}
    assert [gap.id for gap in gaps(counted, "internal")] == [x.id for x in of["breached"]]
    named = numbers(counted)
    assert all(re.fullmatch(f"{letter}-[0-9A-Z]{{4}}", named[x.id]) for v, letter in LETTERS.items() for x in of[v])
    assert len({named[x.id] for several in of.values() for x in several}) == sum(map(len, of.values()))
    assert all([*missing(counted, line), *for_a_person(counted, line)] for line in of["undetermined"])


LETTERS = {"breached": "F", "undetermined": "U"}
LOG_FINE = {
    "zh": "可以处1万元以上5万元以下罚款",
    "en": "to which an administrative fine of 10,000 to 50,000 yuan may be added",
}


@pytest.mark.parametrize("form", READ)
def test_a_finding_tells_the_amounts_of_the_penalty_it_leads_to_and_how_far_they_were_seen(
    form: str, lang: Lang
) -> None:
    assert re.search(f"{LOG_FINE[lang]}[^F]*{label('seen', lang)}", text(form, lang))


def said(duty: str, day: date, *headings: str) -> str:
    """What a finding says under these headings."""
    found = {gap.id: dict(gap.rows) for gap in gaps(assessment("en", day), "internal")}
    return "\n".join(text for key in headings for text in found[f"{GROUP}#{duty}"][FIELDS[key].en])


def test_consequences_and_penalties_of_a_finding_are_those_of_the_day_and_stand_under_their_provision() -> None:
    both = ("consequence", "penalties")
    before, since = (said("retain-network-logs", day, *both) for day in (date(2025, 12, 31), date(2026, 1, 1)))
    assert "until 2026-01-01" in before and "from 2026-01-01" not in before
    assert "from 2026-01-01" in since and "until 2026-01-01" not in since
    assert "Law art. 59(1) (text of 2016) · " in before and "Law art. 61(1) (text of 2025) · " in since
    grave = "breach of the log duty and other security duties with serious consequences"
    assert grave not in before and "no penalties recorded" not in before
    fine = "an administrative fine of 500,000 to 2,000,000 yuan"
    assert f"art. 61(3) {grave}" in since
    assert f"Cybersecurity Law art. 61(3) · aggravated tier · entities: {fine}" in since


def test_a_finding_without_a_penalty_tells_none() -> None:
    consequences = {duty.id: duty.line.obligation.consequence for duty in assessment("en").duties}
    without = [
        dict(gap.rows)[FIELDS["penalties"].en]
        for gap in gaps(assessment("en"), "internal")
        if (led := consequences[gap.id]) is None or not led.provisions
    ]
    assert without and not any(without)


def test_a_gap_without_a_plan_is_in_the_plan_as_a_gap_without_a_plan() -> None:
    name = f"{GROUP}#fulfil-main-responsibility"
    declared = CONTENT["declarations"] | {name: {"status": "partly_met", "by": "安全负责人"}}
    made = assessed(CONTENT | {"declarations": declared}, "en")
    planned = {entry.duty.id: entry for entry in plans(made, "internal")}
    assert planned.keys() >= {gap.id for gap in gaps(made, "internal")}
    assert planned[name].kind == "No plan yet"


DUE = [("2026-06-29", "days overdue: 1"), ("2026-06-30", "due on this day"), ("2026-07-01", "not yet due")]


@pytest.mark.parametrize(("due", "state"), DUE)
def test_a_plan_is_overdue_from_the_day_after_it_was_due(due: str, state: str) -> None:
    plan = {"kind": "remediation", "action": "a", "owner": "b", "due": due}
    made = assessed({**CONTENT, "plans": {f"{GROUP}#retain-network-logs": plan}}, "en")
    assert [(p.state, p.overdue) for p in plans(made, "internal") if p.due] == [(state, due == "2026-06-29")]


LOGS = f"{GROUP}#retain-network-logs"
CLOSED = {"date": "2026-06-30", "by": "b", "evidence": "e"}
SAID = "recorded as closed on 2026-06-30 by b; evidence: e"
CLOSINGS = [
    ({"closed": CLOSED}, LOGS, f"{SAID}; this assessment still finds the gap; days overdue: 29"),
    ({"closed": {**CLOSED, "sign_off": "c"}}, f"{GROUP}#display-group-code", f"{SAID}; signed off by c"),
    ({"closed": {**CLOSED, "date": "2026-07-01"}}, LOGS, "days overdue: 29"),
    ({}, f"{LOGS}/earliest-log", "no longer found; nothing shows that it was closed"),
]


@pytest.mark.parametrize(("more", "name", "state"), CLOSINGS)
def test_a_plan_is_closed_from_its_day_on_and_then_overdue_only_where_the_gap_is_found(
    more: dict[str, str], name: str, state: str
) -> None:
    plan = {"kind": "remediation", "action": "a", "owner": "b", "due": "2026-06-01", **more}
    (planned,) = [p for p in plans(assessed({**CONTENT, "plans": {name: plan}}, "en"), "internal") if p.due]
    assert (planned.state, planned.overdue) == (state, "days overdue" in state)


def test_the_plan_closest_to_a_gap_is_its_own() -> None:
    part, row = (f"{GROUP}#set-group-code/group{key}" for key in ("", "/PLANTED-KEY-G-0"))
    assert [closest({part, row}, f"{part}/{key}") for key in ("PLANTED-KEY-G-0", "PLANTED-KEY-G-1")] == [row, part]
    assert closest({row}, part) is None and closest({f"{GROUP}#set-group-code"}, row) == f"{GROUP}#set-group-code"


def test_a_plan_for_a_duty_outside_the_assessment_is_named_as_that() -> None:
    plan = {"kind": "remediation", "action": "a", "owner": "b", "due": "2026-07-01"}
    outside = f"{GROUP}#manage-group"
    made = assessed({"facts": {}, "plans": {outside: plan}}, "en")
    assert all(entry.duty.id != outside for entry in plans(made, "internal"))
    assert any(outside in limit for limit in limits(made))


def test_what_the_profile_does_not_state_is_named_as_not_stated() -> None:
    assert {value for _, value in particulars(assessed({"facts": {}}, "en"))} == {"not stated"}


def test_an_assessment_without_findings_says_that_open_is_not_met() -> None:
    bare = assessed({"facts": {}}, "en")
    for form in READ:
        assert "what is to be verified does not count as met" in " ".join(seen(form, FORMATS[form](bare)).split())


# ---- rows


def sentences(slug: str, keys: bool = True) -> list[str]:
    counted = assessment("en")
    return list(proof(counted, next(x for x in counted.duties if x.id == slug), keys))


def test_a_proof_names_the_first_rows_that_decided_and_counts_the_rest() -> None:
    told = sentences(f"{GROUP}#set-group-code")
    assert sum(sentence.startswith("[group PLANTED-KEY-G-") for sentence in told) == ROWS_SHOWN == 10
    assert "apparent gap: 13 of 13 rows of group" in " ".join(told)
    assert told[-1] == "and 3 more with the same verdict, not listed"


def test_a_proof_for_others_counts_the_rows_and_names_none() -> None:
    told = " ".join(sentences(f"{GROUP}#set-group-code", keys=False))
    assert "apparent gap: 13 of 13 rows of group" in told
    assert "PLANTED" not in told


def test_a_proof_says_where_no_row_was_supplied() -> None:
    assert any("no row of account was supplied" in sentence for sentence in sentences(f"{GROUP}#verify-real-identity"))
