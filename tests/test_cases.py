"""Cases are executable precedents: each comes out as it expects, by the law of its time, and says what its sources say and no more."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from case_files import CASES, PSP, ROOT
from guiju.checks import findings
from guiju.cli import main
from guiju.files.bundled import schema
from guiju.law.load import load
from guiju.model import (
    LANGUAGES,
    Bilingual,
    Case,
    CaseEntity,
    CaseFact,
    Corpus,
    Expectation,
    OtherFinding,
    Outcome,
    Period,
    Sanction,
)
from guiju.model.record import texts
from guiju.reasoning.replay import ANSWERS, COMPARED, WORDS, ReplayResult, in_words, replay
from guiju.reasoning.sanctions import applies, doubts, in_time, sanction
from guiju.site.cases import figures as figures_shown
from guiju.site.render import Site

GROUP_RULE = "cac-group-services-2017"


@pytest.fixture(scope="module")
def owners(corpus: Corpus) -> list[Case]:
    return [case for case in corpus.cases.values() if case.kind == "group_owner"]


def test_the_four_owner_cases_the_investigation_and_the_disclosure_are_there(corpus: Corpus) -> None:
    kinds = sorted(case.kind for case in corpus.cases.values())
    assert kinds.count("group_owner") >= 4
    assert {"investigation", "disclosure"} <= set(kinds)


@pytest.mark.parametrize("name", CASES)
def test_a_case_comes_out_as_it_expects(corpus: Corpus, name: str) -> None:
    for replayed in replay(corpus, corpus.cases[name]):
        assert dict(replayed.actual) == dict(replayed.expected), replayed.expectation


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_decided_or_does_not_apply_says_why(corpus: Corpus, name: str) -> None:
    for expectation in corpus.cases[name].expect:
        said = {expectation.verdict, expectation.applies, *(getattr(expectation, key) for key in COMPARED)}
        if said & {"undetermined", "not_applicable", "no", "not_comparable", "below_needs_mitigation", "differs"}:
            assert expectation.reason is not None, expectation


@pytest.mark.parametrize("name", CASES)
def test_what_a_case_names_is_recorded(corpus: Corpus, name: str) -> None:
    case = corpus.cases[name]
    provisions = {f"{r.id}#{p.id}" for r in corpus.regulations.values() for p in r.provisions}
    assert {p for d in case.differences for p in d.provisions} | set(case.applied) <= provisions
    assert all(corpus.obligation(name) for name in case.illustrates)
    assert {e.about for e in case.expect} | {o.about for o in case.reported} <= set(case.entities)


# ---- time ------------------------------------------------------------------------------------------------------------


def in_force(corpus: Corpus, name: str, case: Case) -> bool:
    rule, _, slug = name.partition("#")
    provision = next(p for p in corpus.regulations[rule].provisions if p.id == slug)
    days = [bound for bound in (case.period.earliest, case.period.latest) if isinstance(bound, date)]
    versions = [(s.from_, s.until, s.in_force_on) for s in provision.sanctions]
    versions += [(n.from_, n.until, None) for n in provision.numbers]

    def answers(day: date) -> set[bool | None]:
        return {in_time(first, end, day, known) for first, end, known in versions}

    return bool(days) and True in answers(days[-1]) and all(answers(day) != {False} for day in days)


@pytest.mark.parametrize("name", CASES)
def test_the_law_that_was_applied_was_in_force_at_the_conduct(corpus: Corpus, name: str) -> None:
    case = corpus.cases[name]
    assert [provision for provision in case.applied if not in_force(corpus, provision, case)] == []


def test_law_that_came_later_would_not_pass_as_applied(corpus: Corpus) -> None:
    gambling = corpus.cases["red-packet-gambling-2015"]
    assert in_force(corpus, "criminal-law#opening-gambling-venue", gambling)
    assert not in_force(corpus, "cybersecurity-law#unlawful-groups-duty", gambling)
    petition = corpus.cases["petition-reposted-in-group-2017"]
    assert not in_force(corpus, "public-official-sanctions-law#measures-short-of-sanction", petition)


def test_all_owner_cases_predate_the_group_rule(corpus: Corpus, owners: list[Case]) -> None:
    first = corpus.regulations[GROUP_RULE].force.from_
    assert isinstance(first, date)
    for case in owners:
        assert isinstance(case.period.latest, date)
        assert case.period.latest < first
        asked = [r for r in replay(corpus, case) if r.expectation.obligation and not r.expectation.as_if_in_force]
        assert asked
        assert {r.actual["verdict"] for r in asked} == {"not_applicable"}


def test_what_was_not_law_yet_is_labelled_hypothetical_and_nothing_else_is(corpus: Corpus, owners: list[Case]) -> None:
    for case in corpus.cases.values():
        for replayed in replay(corpus, case):
            assert replayed.hypothetical == replayed.expectation.as_if_in_force
    assert all(any(r.hypothetical for r in replay(corpus, case)) for case in owners)


def test_as_if_in_force_is_no_hypothesis_where_the_rule_is_in_force(corpus: Corpus) -> None:
    case = corpus.cases["payment-disclosure-2018"]
    asked = tuple(replace(e, as_if_in_force=True) for e in case.expect)
    assert not any(r.hypothetical for r in replay(corpus, replace(case, expect=asked)))


def test_as_if_in_force_counts_what_happened_before_the_rule(corpus: Corpus) -> None:
    case = corpus.cases["three-platforms-investigated-2017"]
    facts: dict[str, Any] = {
        "violation_subject": "provider", "prohibited_content_spread": True, "violation_reviewer": "R1",
        "violation_confirmed_at": "2017-08-11T12:00:00", "violation_acted_on": "2017-08-10",
    }  # fmt: skip
    known = replace(case.entities["v"], facts={key: CaseFact(value, "inferred") for key, value in facts.items()})
    asked = Expectation("v", f"{GROUP_RULE}#no-prohibited-content", as_if_in_force=True, verdict="breached")
    service = CaseEntity("service", {"offers_user_groups": CaseFact(True, "inferred")}, case.title)
    supposed = replace(case, entities={**case.entities, "v": known, "s": service}, expect=(asked,))
    (replayed,) = replay(corpus, supposed)
    assert replayed.agrees
    assert replayed.hypothetical


def test_a_day_before_any_on_which_the_text_is_known_to_apply_decides_nothing_and_says_why(corpus: Corpus) -> None:
    found = sanction(corpus, f"{PSP}#picking-quarrels-base-2012")
    assert found is not None
    known, mild = date(2013, 1, 1), {"aggravated": False}
    assert found.sanction.in_force_on == known
    days = {known - timedelta(1): "undetermined", known: "yes", date(2025, 12, 31): "yes", date(2026, 1, 1): "no"}
    assert {day: applies(found.sanction, mild, day) for day in days} == days
    assert applies(found.sanction, {"aggravated": True}, known - timedelta(1)) == "no"
    open_ = doubts(found.sanction, mild, known - timedelta(1), {})
    assert doubts(found.sanction, mild, known, {}) == ()
    assert "is not verified" in open_[0].en and "没有核实" in open_[0].zh
    without: Sanction = replace(found.sanction, in_force_on=None)
    assert applies(without, mild, known) == "undetermined"
    assert in_time("unknown", date(2026, 1, 1), date(1990, 1, 1)) is None


def test_a_replay_says_where_it_is_open_since_when_a_text_applied(corpus: Corpus) -> None:
    open_ = {
        (r.case.id, r.expectation.sanction)
        for case in corpus.cases.values() for r in replay(corpus, case) if r.doubts and r.expectation.sanction
    }  # fmt: skip
    assert open_ == {("petition-reposted-in-group-2017", "assembly-law#unlawful-assembly-base")}


def test_a_case_without_a_service_says_which_facts_of_it_a_duty_needs(corpus: Corpus) -> None:
    case = corpus.cases["three-platforms-investigated-2017"]
    (replayed,) = [r for r in replay(corpus, case) if any("offers_user_groups" in doubt.en for doubt in r.doubts)]
    assert replayed.actual["verdict"] == "undetermined"
    service = CaseEntity("service", {"offers_user_groups": CaseFact(True, "inferred")}, case.title)
    supplied = replace(case, entities={**case.entities, "s": service}, expect=(replayed.expectation,))
    assert [r.doubts for r in replay(corpus, supplied)] == [()]


# ---- what a case can say of how it ended -----------------------------------------------------------------------------


def civil(corpus: Corpus, facts: dict[str, CaseFact], expect: Expectation, *reported: Outcome) -> ReplayResult:
    """A supposed civil case of a group owner, replayed."""
    case = corpus.cases["insults-in-own-group-2017"]
    thing = replace(case.entities["c"], facts=facts)
    acted = replace(case.period, earliest=date(2022, 3, 1), latest=date(2022, 3, 31))
    (replayed,) = replay(
        corpus, replace(case, entities={"c": thing}, period=acted, reported=reported, expect=(expect,))
    )
    return replayed


COURT = {
    name: CaseFact(True, "reported", found_by="court")
    for name in ("at_fault", "civil_rights_infringed", "damage_caused")
}


def test_a_civil_liability_follows_from_what_the_court_found(corpus: Corpus) -> None:
    expect = Expectation("c", sanction="civil-code#fault-liability-civil", applies="yes")
    assert civil(corpus, COURT, expect).actual["applies"] == "yes"
    unknown = {name: fact for name, fact in COURT.items() if name != "at_fault"}
    assert civil(corpus, unknown, expect).actual["applies"] == "undetermined"


def test_the_employer_is_liable_for_what_was_done_in_the_course_of_work(corpus: Corpus) -> None:
    expect = Expectation("c", sanction="civil-code#employer-liability-civil", applies="yes")
    work = {**COURT, "in_course_of_work": CaseFact(True, "reported", found_by="court")}
    assert civil(corpus, work, expect).agrees
    found = sanction(corpus, "civil-code#employer-liability-civil")
    assert found is not None
    assert (found.sanction.subject, found.sanction.tier) == ("employer", "civil")


def test_an_act_before_the_civil_code_is_not_said_to_be_without_liability(corpus: Corpus) -> None:
    for expect in (
        Expectation("c", sanction="civil-code#fault-liability-civil", applies="no", as_of=date(2020, 5, 1)),
        Expectation("c", provision="civil-code#fault-liability", law="conduct"),
    ):
        case = corpus.cases["insults-in-own-group-2017"]
        paid = outcome("judgment", "2021-06-01", liability="civil", compensation=1000)
        thing = replace(case.entities["c"], facts=COURT)
        acted = replace(case.period, earliest=date(2020, 5, 1), latest=date(2020, 5, 1))
        old = replace(case, entities={"c": thing}, period=acted, reported=(paid,), expect=(expect,))
        (replayed,) = replay(corpus, old)
        assert replayed.agrees
        assert replayed.doubts == (WORDS["earlier_civil_law"],)


def test_a_court_that_finds_otherwise_than_the_police_is_replayed_beside_them(corpus: Corpus) -> None:
    fact = CaseFact(False, "reported", found_by="court", otherwise=(OtherFinding(True, "police"),))
    base = Expectation("c", sanction=f"{PSP}#picking-quarrels-base-2012", applies="yes")
    assert civil(corpus, {"aggravated": fact}, base).actual["applies"] == "yes"
    assert civil(corpus, {"aggravated": fact}, replace(base, findings_of="police")).actual["applies"] == "no"


def outcome(stage: str, day: str, **figures: Any) -> Outcome:
    decided = Period(date.fromisoformat(day), date.fromisoformat(day))
    return Outcome("c", Bilingual("结果", "outcome"), "court", False, stage=stage, decided=decided, **figures)


@pytest.mark.parametrize(("kind", "applies"), [("other", "no"), ("picking_quarrels", "yes")])
def test_no_penalty_applies_to_an_act_that_was_found_to_be_of_another_kind(
    corpus: Corpus, kind: str, applies: str
) -> None:
    court = CaseFact(kind, "reported", found_by="court", otherwise=(OtherFinding("picking_quarrels", "police"),))
    base = Expectation("c", sanction=f"{PSP}#picking-quarrels-base-2012", applies="yes")
    row = {"aggravated": CaseFact(False, "reported"), "conduct_kind": court}
    replayed = civil(corpus, row, base)
    assert (replayed.actual["applies"], WORDS["another_act"] in replayed.doubts) == (applies, applies == "no")
    assert civil(corpus, row, replace(base, findings_of="police")).agrees
    told = civil(corpus, row | {"conduct_kind": CaseFact(kind, "reported")}, base)
    assert told.agrees, "what was only reported excludes nothing"


def test_a_decision_that_was_set_aside_is_compared_and_said_to_have_no_effect(corpus: Corpus) -> None:
    expect = Expectation("c", sanction=f"{PSP}#picking-quarrels-base-2012", applies="yes")
    row = {"aggravated": CaseFact(False, "reported")}
    first, revoked = outcome("decision", "2022-04-01", detention="P5D"), outcome("set_aside", "2022-09-01")
    again = outcome("decision", "2022-10-01", detention="P6D")
    assert civil(corpus, row, expect, first, revoked).doubts == (WORDS["set_aside"],)
    assert civil(corpus, row, expect, first, revoked).actual["detention"] == "within"
    assert civil(corpus, row, expect, first).doubts == ()
    assert civil(corpus, row, expect, first, revoked, again).doubts == ()


def test_which_law_applied_is_asked_of_the_last_decision_of_that_liability(corpus: Corpus) -> None:
    expect = Expectation("c", provision=f"{PSP}#picking-quarrels", law="unchanged")
    row = {"aggravated": CaseFact(False, "reported")}
    fined = outcome("decision", "2022-04-01", fine=500, liability="public_security")
    assert civil(corpus, row, expect, fined, outcome("set_aside", "2026-02-01")).agrees
    assert civil(corpus, row, expect, fined, outcome("judgment", "2026-02-01", liability="civil")).agrees
    assert not civil(corpus, row, expect, fined, outcome("judgment", "2026-02-01", liability="public_security")).agrees


def test_a_suit_dismissed_on_procedure_is_compared_with_nothing(corpus: Corpus) -> None:
    expect = Expectation("c", sanction=f"{PSP}#picking-quarrels-base-2012", applies="yes")
    outcome = Outcome("c", Bilingual("驳回起诉", "dismissed"), "court", False, fine=0, stage="dismissed_on_procedure")
    replayed = civil(corpus, {"aggravated": CaseFact(False, "reported")}, expect, outcome)
    assert set(replayed.actual) == {"applies"}
    assert replayed.doubts == (WORDS["dismissed_on_procedure"],)


def test_each_measure_that_was_imposed_is_looked_for_in_the_provision(corpus: Corpus) -> None:
    expect = Expectation("c", sanction="cybersecurity-law#content-duty-aggravated-2017", applies="undetermined")
    imposed = Outcome(
        "c", Bilingual("责令停业", "suspension"), "authority", False, measures=("suspension_of_business",),
        licences=(Bilingual("许可证甲", "licence A"), Bilingual("许可证乙", "licence B")),
    )  # fmt: skip
    assert civil(corpus, {}, expect, imposed).actual["measures"] == "listed"
    criticised = replace(imposed, measures=("public_criticism",), licences=())
    assert civil(corpus, {}, expect, criticised).actual["measures"] == "not_listed"


def test_what_has_an_outcome_of_several_licences_shows_each(corpus: Corpus) -> None:
    outcome = Outcome(
        "c", Bilingual("吊销", "revoked"), "authority", False, measures=("revocation_of_licence",),
        licences=(Bilingual("许可证甲", "licence A"), Bilingual("许可证乙", "licence B")),
    )  # fmt: skip
    site = Site(corpus, "en", date(2026, 1, 1))
    assert ("licences concerned", "licence A, licence B") in figures_shown(site, outcome)


# ---- what the sources report and what the law says -------------------------------------------------------------------


def test_an_owners_own_speech_is_never_a_failure_to_manage(corpus: Corpus, owners: list[Case]) -> None:
    insults = corpus.cases["insults-in-own-group-2017"]
    assert insults.illustrates == (f"{GROUP_RULE}#no-prohibited-content",)
    for case in owners:
        for expectation in case.expect:
            speech = case.entities[expectation.about].facts.get("own_speech")
            if speech is not None and speech.value is True:
                assert expectation.obligation != f"{GROUP_RULE}#manage-group"


def test_the_suspended_detention_is_contested_and_not_final(corpus: Corpus) -> None:
    outcomes = corpus.cases["insults-in-own-group-2017"].reported
    assert [o.stage for o in outcomes] == ["decision", "suspended"]
    assert all(o.contested and o.final == "unknown" for o in outcomes)


def test_an_admonitory_talk_is_no_sanction_and_a_petition_is_not_coded_as_prohibited(corpus: Corpus) -> None:
    case = corpus.cases["petition-reposted-in-group-2017"]
    (outcome,) = case.reported
    assert outcome.stage == "admonition"
    assert figures(outcome) == {}
    assert case.applied == ()
    assert f"{GROUP_RULE}#no-prohibited-content" not in case.illustrates
    assert not any("prohibited_content_spread" in thing.facts for thing in case.entities.values())


def test_criminal_detention_is_no_conviction(corpus: Corpus) -> None:
    case = corpus.cases["obscene-videos-in-group-2016"]
    owner = next(o for o in case.reported if o.about == "owner")
    assert owner.stage == "criminal_detention"
    assert figures(owner) == {}
    assert not any(r.actual.get("applies") == "yes" for r in replay(corpus, case))


def test_thirty_members_alone_are_not_enough_and_a_group_built_for_it_is(corpus: Corpus) -> None:
    found = sanction(corpus, "obscene-electronic-information-interpretation-2#group-mainly-for-obscene-content-base")
    assert found is not None
    day = date(2016, 12, 1)

    def answer(**facts: Any) -> str:
        return applies(found.sanction, facts, day)

    assert answer(group_member_count_at_conduct=100) == "undetermined"
    assert answer(group_member_count_at_conduct=100, group_mainly_for_obscene_content=False) == "no"
    assert answer(group_member_count_at_conduct=30, group_mainly_for_obscene_content=True) == "yes"
    small = {"group_member_count_at_conduct": 29, "group_mainly_for_obscene_content": True}
    assert answer(**small) == "undetermined"
    assert answer(**small, serious_consequences=False) == "no"
    assert answer(**small, serious_consequences=True) == "yes"


def test_no_amount_is_given_for_the_three_platforms(corpus: Corpus) -> None:
    case = corpus.cases["three-platforms-investigated-2017"]
    assert len(case.reported) == 3
    assert all(figures(outcome) == {} for outcome in case.reported)
    amount = re.compile(r"[0-9一二三四五六七八九十百千万亿]+元|yuan|RMB|CNY", re.IGNORECASE)
    assert [text for text in texts(case) if amount.search(text.zh) or amount.search(text.en)] == []


def test_two_bands_cannot_add_up_to_more_than_all(corpus: Corpus) -> None:
    case = corpus.cases["payment-disclosure-2018"]
    shares = {f.value: f for f in case.figures if re.fullmatch(r"99\.[0-9]+%", f.value)}
    assert sum(float(share.removesuffix("%")) for share in shares) > 100
    assert all(
        figure.note and "cannot both be bands" in figure.note.en for f, figure in shares.items() if f == "99.08%"
    )


def test_safeguards_of_payment_are_tied_to_no_duty(corpus: Corpus) -> None:
    case = corpus.cases["payment-disclosure-2018"]
    assert case.safeguards
    assert case.illustrates == case.applied == ()
    assert {r.actual["verdict"] for r in replay(corpus, case)} == {"not_applicable"}


def figures(outcome: Outcome) -> dict[str, Any]:
    """What was imposed, as figures."""
    keys = ("detention", "fine", "fine_cap_cited", "imprisonment", "suspended_for", "criminal_fine")
    return {key: getattr(outcome, key) for key in keys if getattr(outcome, key) is not None}


def test_every_answer_of_a_replay_has_words_in_one_place() -> None:
    expect = schema("case")["properties"]["expect"]["items"]["properties"]
    names = ("verdict", "applies", *COMPARED, "law")
    assert set(ANSWERS) == set(names)
    for name in names:
        for value in expect[name]["enum"]:
            for lang in LANGUAGES:
                words = in_words({name: value})[lang]
                assert words.startswith(ANSWERS[name][lang] + " ")
    assert in_words({"applies": "no", "verdict": "undetermined"}).zh == "结论 待核实；是否适用 否"


def test_replayed_text_calls_each_thing_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, name in (("zh", "杨某的发言"), ("en", "Yang's posting")):
        assert main(["replay", "insults-in-own-group-2017", "--base", str(ROOT), "--lang", lang]) == 0
        lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ✓ ")]
        assert len(lines) == 7
        assert all(line.startswith(f"  ✓ {name}  ") for line in lines)


# ---- adding needs no Python ------------------------------------------------------------------------------------------


def test_a_new_sanction_and_a_new_case_need_no_python(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "regulations", tmp_path / "regulations")
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    law = tmp_path / "regulations" / PSP / "regulation.yaml"
    base = "  - id: picking-quarrels-base-2012\n"
    before = law.read_text("utf-8")
    assert before.count(base) == 1
    new = (
        "  - id: invented\n    from: '2017-01-01'\n    tier: base\n    when: own_speech\n    subject: individual\n"
        "    authority: {zh: 公安机关, en: public security organ}\n    detention: {min: P1D, max: P3D}\n    verification: memory\n"
    )
    law.write_text(before.replace(base, new + base), "utf-8")
    case = (tmp_path / "cases" / "insults-in-own-group-2017.yaml").read_text("utf-8")
    head, _, _ = case.partition("expect:\n")
    ask = (
        "expect:\n- about: c\n  sanction: public-security-penalties#invented\n  applies: 'yes'\n  detention: above\n"
        "  fine: not_comparable\n  fine_cap_cited: not_comparable\n"
    )
    (tmp_path / "cases" / "one-more.yaml").write_text(head + ask, "utf-8")
    corpus = load(tmp_path)
    assert [r.agrees for r in replay(corpus, corpus.cases["one-more"])] == [True]
    assert [f for f in findings(corpus) if "/cases/" in str(f)] == []
