"""Cases are executable precedents: each comes out as it expects, by the law of its time, and says why."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from case_files import CASES, GROUP_RULE, INSULTS, PLATFORMS, QUARRELS, ROOT, sanction
from guiju.files.bundled import schema
from guiju.model import REQUIRED_LANGUAGES, Case, CaseEntity, CaseFact, Corpus, Expectation
from guiju.reasoning.elements import fits, in_time
from guiju.reasoning.replay import ANSWERS, COMPARED, in_words, replay
from guiju.reasoning.sanctions import doubts
from kept_cache import main


@pytest.fixture(scope="module")
def owners(corpus: Corpus) -> list[Case]:
    """Those of the source document, all before the rule."""
    ours = (case for case in corpus.cases.values() if case.kind == "group_owner")
    return [case for case in ours if any(source.verification == "source_only" for source in case.sources)]


@pytest.mark.parametrize("name", CASES)
def test_a_case_comes_out_as_it_expects(corpus: Corpus, name: str) -> None:
    for result in replay(corpus, corpus.cases[name]):
        assert dict(result.actual) == dict(result.expected), result.expectation


@pytest.mark.parametrize("name", CASES)
def test_an_answer_that_is_open_or_does_not_apply_says_why(corpus: Corpus, name: str) -> None:
    for expectation in corpus.cases[name].expect:
        answers = {expectation.verdict, expectation.applies, *(getattr(expectation, key) for key in COMPARED)}
        if answers & {"undetermined", "not_applicable", "no", "not_comparable", "below_needs_mitigation", "differs"}:
            assert expectation.reason is not None, expectation


def in_force(corpus: Corpus, name: str, case: Case) -> bool:
    provision = corpus.provision(name)
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


def test_the_owner_cases_of_the_source_document_predate_the_group_rule(corpus: Corpus, owners: list[Case]) -> None:
    first = corpus.regulations[GROUP_RULE].force.from_
    assert len(owners) >= 4
    for case in owners:
        assert isinstance(first, date) and isinstance(case.period.latest, date)
        assert case.period.latest < first
        actual = [r for r in replay(corpus, case) if r.expectation.obligation and not r.expectation.as_if_in_force]
        assert {r.actual["verdict"] for r in actual} == {"not_applicable"}


def test_law_not_yet_in_force_is_labelled_hypothetical_and_nothing_else_is(corpus: Corpus, owners: list[Case]) -> None:
    for case in corpus.cases.values():
        hypothetical = [result.hypothetical for result in replay(corpus, case)]
        assert hypothetical == [expectation.as_if_in_force for expectation in case.expect]
        assert case not in owners or any(hypothetical)
    disclosure = corpus.cases["payment-disclosure-2018"]  # the rule was in force
    as_if = tuple(replace(e, as_if_in_force=True) for e in disclosure.expect)
    assert not any(r.hypothetical for r in replay(corpus, replace(disclosure, expect=as_if)))


def test_as_if_in_force_counts_what_happened_before_the_rule(corpus: Corpus) -> None:
    case = corpus.cases[PLATFORMS]
    facts: dict[str, Any] = {
        "violation_subject": "provider", "prohibited_content_spread": True, "violation_reviewer": "R1",
        "violation_confirmed_at": "2017-08-11T12:00:00", "violation_acted_on": "2017-08-10",
    }  # fmt: skip
    violation = replace(case.entities["v"], facts={key: CaseFact(value, "inferred") for key, value in facts.items()})
    expected = Expectation("v", f"{GROUP_RULE}#no-prohibited-content", as_if_in_force=True, verdict="breached")
    service = CaseEntity("service", {"offers_user_groups": CaseFact(True, "inferred")}, case.title)
    supposed = replace(case, entities={**case.entities, "v": violation, "s": service}, expect=(expected,))
    (result,) = replay(corpus, supposed)
    assert result.agrees
    assert result.hypothetical


def test_a_day_before_any_on_which_the_text_is_known_to_apply_decides_nothing_and_says_why(corpus: Corpus) -> None:
    provision = corpus.provision(QUARRELS.removesuffix("-base-2012"))
    assert provision is not None
    entry, known, mild = sanction(corpus, QUARRELS), date(2013, 1, 1), {"aggravated": False}
    assert entry.in_force_on == known
    days = {known - timedelta(1): "undetermined", known: "yes", date(2025, 12, 31): "yes", date(2026, 1, 1): "no"}
    assert {day: fits(provision, entry, mild, day) for day in days} == days
    assert fits(provision, entry, {"aggravated": True}, known - timedelta(1)) == "no"
    (doubt,) = doubts(entry, "open", known - timedelta(1), {})
    assert doubts(entry, "could_apply", known, {}) == ()
    assert "was not verified" in doubt.en and "没有核实" in doubt.zh
    assert fits(provision, replace(entry, in_force_on=None), mild, known) == "undetermined"
    assert in_time("unknown", date(2026, 1, 1), date(1990, 1, 1)) is None


def test_a_replay_says_where_it_is_open_since_when_a_text_applied(corpus: Corpus) -> None:
    doubtful = {
        (r.case.id, r.expectation.sanction)
        for case in corpus.cases.values() for r in replay(corpus, case) if r.doubts and r.expectation.sanction
    }  # fmt: skip
    silent = "residents-group-owner-silent-2019"
    assert doubtful == {
        ("petition-reposted-in-group-2017", "assembly-law#unlawful-assembly-base"),
        (silent, "civil-code#fault-liability-civil"),
        (silent, "civil-code#employer-liability-civil"),
    }


def test_a_case_without_a_service_says_which_facts_of_it_a_duty_needs(corpus: Corpus) -> None:
    case, question = corpus.cases[PLATFORMS], corpus.fact("service", "offers_user_groups").question
    (result,) = [r for r in replay(corpus, case) if any(question.en in doubt.en for doubt in r.doubts)]
    assert result.actual["verdict"] == "undetermined"
    service = CaseEntity("service", {"offers_user_groups": CaseFact(True, "inferred")}, case.title)
    supplied = replace(case, entities={**case.entities, "s": service}, expect=(result.expectation,))
    assert [r.doubts for r in replay(corpus, supplied)] == [()]


def test_every_answer_of_a_replay_has_words_in_one_place() -> None:
    expect = schema("case")["properties"]["expect"]["items"]["properties"]
    names = ("verdict", "applies", *COMPARED, "law")
    assert set(ANSWERS) == set(names)
    for name in names:
        for value in expect[name]["enum"]:
            assert all(
                in_words({name: value})[lang].startswith(ANSWERS[name][lang] + " ") for lang in REQUIRED_LANGUAGES
            )
    assert in_words({"applies": "no", "verdict": "undetermined"}).zh == "结论 待核实；是否适用 否"


def test_replayed_text_calls_each_thing_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, name in (("zh", "杨某的发言"), ("en", "Yang's posting")):
        assert main(["replay", INSULTS, "--base", str(ROOT), "--lang", lang]) == 0
        lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ✓ ")]
        assert len(lines) == 7
        assert all(line.startswith(f"  ✓ {name}  ") for line in lines)
