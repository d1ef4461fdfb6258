"""The outcome of a case: civil liability, decisions set aside, measures, licences; no more than its sources say."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from case_files import GROUP_RULE, INSULTS, PLATFORMS, PSP, QUARRELS, sanction
from case_tables import cases
from guiju.model import Bilingual, CaseFact, Corpus, Expectation, OtherFinding, Outcome, Period
from guiju.model.record import texts
from guiju.reasoning.elements import fits
from guiju.reasoning.replay import WORDS, ReplayResult, replay
from guiju.site.pages.cases import figures as figures_shown
from guiju.site.site import Site

CASES = cases(__file__)

COURT = {
    name: CaseFact(True, "reported", found_by="court")
    for name in ("at_fault", "civil_rights_infringed", "damage_caused")
}
MILD = {"aggravated": CaseFact(False, "reported")}
APPLIES = Expectation("c", sanction=QUARRELS, applies="yes")
LICENCES = (Bilingual("许可证甲", "licence A"), Bilingual("许可证乙", "licence B"))


def replayed(
    corpus: Corpus,
    facts: dict[str, CaseFact],
    expect: Expectation,
    *reported: Outcome,
    acted: date = date(2022, 3, 1),
    since: date | None = None,
    service: dict[str, CaseFact] | None = None,
) -> ReplayResult:
    """A supposed case of a group owner with these facts and outcomes, replayed."""
    case = corpus.cases[INSULTS]
    thing = replace(case.entities["c"], facts=facts)
    period = replace(case.period, earliest=since or acted, latest=acted)
    things = {"c": thing, "s": replace(thing, entity="service", facts=service or {})}
    supposed = replace(case, entities=things, period=period, reported=reported, expect=(expect,))
    (result,) = replay(corpus, supposed)
    return result


def outcome(stage: str, day: str, **figures: Any) -> Outcome:
    decided = Period(date.fromisoformat(day), date.fromisoformat(day))
    return Outcome("c", Bilingual("结果", "outcome"), "court", False, stage=stage, decided=decided, **figures)


def test_a_civil_liability_follows_from_what_the_court_found(corpus: Corpus) -> None:
    expect = Expectation("c", sanction="civil-code#fault-liability-civil", applies="yes")
    assert replayed(corpus, COURT, expect).actual["applies"] == "yes"
    unknown = {name: fact for name, fact in COURT.items() if name != "at_fault"}
    assert replayed(corpus, unknown, expect).actual["applies"] == "undetermined"


def test_the_employer_is_liable_for_what_was_done_in_the_course_of_work(corpus: Corpus) -> None:
    name = "civil-code#employer-liability-civil"
    work = {**COURT, "in_course_of_work": CaseFact(True, "reported", found_by="court")}
    assert replayed(corpus, work, Expectation("c", sanction=name, applies="yes")).agrees
    entry = sanction(corpus, name)
    assert (entry.subject, entry.tier) == ("employer", "civil")


@pytest.mark.parametrize(
    "expect",
    [
        Expectation("c", sanction="civil-code#fault-liability-civil", applies="no", as_of=date(2020, 5, 1)),
        Expectation("c", provision="civil-code#fault-liability", law="conduct"),
    ],
)
def test_an_act_before_the_civil_code_is_not_said_to_be_without_liability(corpus: Corpus, expect: Expectation) -> None:
    paid = outcome("judgment", "2021-06-01", liability="civil", compensation=1000)
    result = replayed(corpus, COURT, expect, paid, acted=date(2020, 5, 1))
    assert result.agrees
    assert result.doubts == (WORDS["earlier_civil_law"],)


def test_a_court_that_finds_otherwise_than_the_police_is_replayed_beside_them(corpus: Corpus) -> None:
    fact = CaseFact(False, "reported", found_by="court", otherwise=(OtherFinding(True, "police"),))
    assert replayed(corpus, {"aggravated": fact}, APPLIES).actual["applies"] == "yes"
    of_police = replace(APPLIES, findings_of="police")
    assert replayed(corpus, {"aggravated": fact}, of_police).actual["applies"] == "no"


@pytest.mark.parametrize(("kind", "applies"), [("other", "no"), ("picking_quarrels", "yes")])
def test_no_penalty_applies_to_an_act_that_was_found_to_be_of_another_kind(
    corpus: Corpus, kind: str, applies: str
) -> None:
    court = CaseFact(kind, "reported", found_by="court", otherwise=(OtherFinding("picking_quarrels", "police"),))
    result = replayed(corpus, MILD | {"conduct_kind": court}, APPLIES)
    assert (result.actual["applies"], WORDS["another_act"] in result.doubts) == (applies, applies == "no")
    assert replayed(corpus, MILD | {"conduct_kind": court}, replace(APPLIES, findings_of="police")).agrees
    only_reported = replayed(corpus, MILD | {"conduct_kind": CaseFact(kind, "reported")}, APPLIES)
    assert only_reported.actual["applies"] == ("undetermined" if kind == "other" else "yes"), "no more than reported"


@pytest.mark.parametrize(("owner_did", "applies"), [({}, "undetermined"), ({"ignored_dissuasion": False}, "no")])
def test_an_act_whose_kind_is_only_reported_is_excluded_by_what_else_is_recorded(
    corpus: Corpus, owner_did: dict[str, bool], applies: str
) -> None:
    facts: dict[str, Any] = {"conduct_kind": "petition_and_march", "actor_kind": "individual", **owner_did}
    reported = {name: CaseFact(value, "reported") for name, value in facts.items()}
    expect = Expectation("c", sanction=f"{PSP}#inciting-assembly-base", applies="undetermined")
    assert replayed(corpus, reported, expect).actual["applies"] == applies


@pytest.mark.parametrize(("first", "applies"), [("2025-12-20", "undetermined"), ("2026-01-01", "no")])
def test_an_act_that_straddles_a_change_of_law_is_under_neither_text_for_certain(
    corpus: Corpus, first: str, applies: str
) -> None:
    result = replayed(corpus, MILD, APPLIES, acted=date(2026, 1, 10), since=date.fromisoformat(first))
    assert (result.actual["applies"], WORDS["changed_during_conduct"] in result.doubts) == (applies, applies != "no")


@pytest.mark.parametrize(("first", "verdict"), [("2017-09-01", "undetermined"), ("2017-10-08", "breached")])
def test_an_act_that_may_have_been_before_the_rule_is_no_breach_for_certain(
    corpus: Corpus, first: str, verdict: str
) -> None:
    facts = {"own_speech": CaseFact(False, "reported"), "management_finding": CaseFact("not_performed", "reported")}
    expect = Expectation("c", obligation=f"{GROUP_RULE}#manage-group", verdict="breached")
    service = {"offers_user_groups": CaseFact(True, "reported")}
    result = replayed(corpus, facts, expect, acted=date(2017, 10, 20), since=date.fromisoformat(first), service=service)
    assert (result.actual["verdict"], WORDS["changed_during_conduct"] in result.doubts) == (
        verdict,
        verdict != "breached",
    )


def test_a_decision_that_was_set_aside_is_compared_and_said_to_have_no_effect(corpus: Corpus) -> None:
    first, revoked = outcome("decision", "2022-04-01", detention="P5D"), outcome("set_aside", "2022-09-01")
    again = outcome("decision", "2022-10-01", detention="P6D")
    result = replayed(corpus, MILD, APPLIES, first, revoked)
    assert (result.doubts, result.actual["detention"]) == ((WORDS["set_aside"],), "within")
    assert replayed(corpus, MILD, APPLIES, first).doubts == ()
    assert replayed(corpus, MILD, APPLIES, first, revoked, again).doubts == ()


def test_what_the_police_found_goes_with_their_decision_and_comes_back_with_a_new_one(corpus: Corpus) -> None:
    values: dict[str, Any] = {
        "aggravated": False,
        "conduct_kind": "organising_unlawful_assembly",
        "ignored_dissuasion": True,
    }
    found = {name: CaseFact(value, "reported", found_by="police") for name, value in values.items()}
    first, revoked = outcome("decision", "2022-04-01"), outcome("set_aside", "2022-09-01")
    march = replace(APPLIES, sanction=f"{PSP}#inciting-assembly-base")
    mild = {"aggravated": found["aggravated"]}
    for facts, expect in ((mild, APPLIES), (found, march)):
        assert replayed(corpus, facts, expect, first).agrees
        assert replayed(corpus, facts, expect, first, revoked).actual == {"applies": "undetermined"}
        assert replayed(corpus, facts, replace(expect, findings_of="police"), first, revoked).agrees
        assert replayed(corpus, facts, expect, first, revoked, first).agrees


def test_which_law_applied_depends_on_the_last_decision_of_that_liability(corpus: Corpus) -> None:
    expect = Expectation("c", provision=f"{PSP}#picking-quarrels", law="unchanged")
    fined = outcome("decision", "2022-04-01", fine=500, liability="public_security")
    later = [outcome("set_aside", "2026-02-01")]
    later += [outcome("judgment", "2026-02-01", liability=name) for name in ("civil", "public_security")]
    assert [replayed(corpus, MILD, expect, fined, each).agrees for each in later] == [True, True, False]


def test_a_suit_dismissed_on_procedure_is_compared_with_nothing(corpus: Corpus) -> None:
    result = replayed(corpus, MILD, APPLIES, outcome("dismissed_on_procedure", "2022-04-01", fine=0))
    assert set(result.actual) == {"applies"}
    assert result.doubts == (WORDS["dismissed_on_procedure"],)


def test_each_measure_that_was_imposed_is_looked_for_in_the_provision(corpus: Corpus) -> None:
    expect = Expectation("c", sanction="cybersecurity-law#content-duty-aggravated-2017", applies="undetermined")
    for measure, answer in (("suspension_of_business", "listed"), ("public_criticism", "not_listed")):
        imposed = outcome("decision", "2022-04-01", measures=(measure,))
        assert replayed(corpus, {}, expect, imposed).actual["measures"] == answer


def test_an_outcome_with_several_licences_shows_each(corpus: Corpus) -> None:
    revoked = outcome("decision", "2022-04-01", measures=("revocation_of_licence",), licences=LICENCES)
    site = Site(corpus, "en", date(2026, 1, 1))
    assert ("licences concerned", "licence A, licence B") in figures_shown(site, revoked)


def test_an_owners_own_speech_is_never_a_failure_to_manage(corpus: Corpus) -> None:
    assert corpus.cases[INSULTS].illustrates == (f"{GROUP_RULE}#no-prohibited-content",)
    for case in corpus.cases.values():
        for expectation in case.expect if case.kind == "group_owner" else ():
            speech = case.entities[expectation.about].facts.get("own_speech")
            if speech is not None and speech.value is True:
                assert expectation.obligation != f"{GROUP_RULE}#manage-group"


@pytest.mark.parametrize(("members", "facts", "answer"), CASES["groups"])
def test_thirty_members_alone_are_not_enough_and_a_group_built_for_it_is(
    corpus: Corpus, members: int, facts: dict[str, bool], answer: str
) -> None:
    name = "obscene-electronic-information-interpretation-2#group-mainly-for-obscene-content-base"
    conduct = {"group_member_count_at_conduct": members, **facts}
    provision = corpus.provision(name.removesuffix("-base"))
    assert provision is not None
    assert fits(provision, sanction(corpus, name), conduct, date(2016, 12, 1)) == answer


def test_no_amount_is_given_for_the_three_platforms(corpus: Corpus) -> None:
    case = corpus.cases[PLATFORMS]
    assert [(each.fine, each.fine_cap_cited, each.criminal_fine) for each in case.reported] == [(None,) * 3] * 3
    amount = re.compile(r"[0-9一二三四五六七八九十百千万亿]+元|yuan|RMB|CNY", re.IGNORECASE)
    assert [text for text in texts(case) if amount.search(text.zh) or amount.search(text.en)] == []
