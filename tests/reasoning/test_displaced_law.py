"""From the day a later rule displaces a duty, it is history: not a gap, not counted, not decisive, in any format."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_samples import ACCOUNT, GROUP
from assessment_samples import assessed as sample_assessed
from checklist_files import as_text
from checklist_samples import ROOT, corpus
from guiju import writers
from guiju.assessment import Assessment
from guiju.assessment.comparison import compare
from guiju.assessment.profile import defects
from guiju.assessment.receipt import receipt
from guiju.documents.content.status import HISTORICAL
from guiju.documents.report.gaps import numbers
from guiju.documents.report.limits import METHODS
from guiju.files.source import Document
from guiju.model import LANGUAGES, Article, Corpus, Lang, MissingArticle, Obligation
from guiju.reasoning.checklist import Checklist, checklist
from guiju.reasoning.replay import replay
from guiju.reasoning.successors import not_covered, successors
from kept_cache import main
from receipt_files import Captured, hashed_again, wrong

SINCE, EVE, TODAY = date(2022, 8, 1), date(2022, 7, 31), date(2026, 11, 27)
LATER = "cac-account-information-2022"
ROLES = ("account-provider", "account-user")
ASSESSMENTS, STATEMENTS, CHECKLISTS = (writers.formats(kind) for kind in ("assessment", "applicability", "checklist"))
DAYS = st.dates(SINCE, date(2040, 1, 1)) | st.just(SINCE)
EARLIER = st.dates(date(2015, 3, 1), EVE) | st.just(EVE)


@cache
def outlined() -> Corpus:
    """The knowledge base with nothing but an outline of the later rule."""
    base = corpus(ROOT)
    later = replace(base.regulations[LATER], coverage="outline", articles=(), obligations=(), spans=(), missing=())
    return replace(base, regulations={**base.regulations, LATER: later})


@cache
def excerpted() -> Corpus:
    """The knowledge base with one article of the later rule and without two others."""
    base = outlined()
    article: Article = replace(base.regulations[GROUP].articles[0], eId="art_1")
    missing = (MissingArticle("7(2)", "near"), MissingArticle("16", "unseen"))
    later = replace(base.regulations[LATER], coverage="excerpt", articles=(article,), missing=missing)
    return replace(base, regulations={**base.regulations, LATER: later})


def listed(base: Corpus, as_of: date, roles: tuple[str, ...] = ROLES, lang: Lang = "en") -> Checklist:
    return checklist(base, [role for role in base.vocabulary.roles if role.id in roles], as_of, lang)


def breaches() -> Iterator[tuple[Obligation, dict[str, Any]]]:
    """Each account duty with a profile on which its words are breached, for each such example of its own."""
    for duty in corpus(ROOT).regulations[ACCOUNT].obligations:
        for example in duty.examples:
            service = dict(example.service) | (dict(example.facts) if example.entity == "service" else {})
            rows = {} if example.entity == "service" else {example.entity: {"row-1": dict(example.facts)}}
            content = {"facts": service, "rows": rows}
            if example.verdict == "breached" and not defects(Document("p", content), corpus(ROOT)):
                yield duty, content


BREACHES = list(breaches())
PROFILES = st.sampled_from([content for _, content in BREACHES])


def assessed(content: dict[str, Any], as_of: date, lang: Lang = "en", base: Corpus | None = None) -> Assessment:
    return sample_assessed(content, lang, as_of, ROLES, base or outlined())


def breached(assessment: Assessment) -> set[str]:
    return {duty.id for duty in assessment.every_duty if duty.verdict == "breached"}


WORST = next(content for _, content in BREACHES if breached(assessed(content, TODAY)))


@cache
def worst(as_of: date, lang: Lang = "en") -> Assessment:
    return assessed(WORST, as_of, lang)


@pytest.mark.cost(3, "150 whole assessments, on days of twenty years")
@settings(max_examples=150)
@given(PROFILES, DAYS)
def test_on_no_day_since_is_a_displaced_duty_a_gap_or_counted_or_asked_for(content: Any, as_of: date) -> None:
    found = assessed(content, as_of)
    own = [duty for duty in found.every_duty if duty.line.regulation.id == ACCOUNT]
    assert {line.state for line in own} == {"displaced"}
    assert sorted(duty.id for duty in found.historical) == sorted(line.id for line in own)
    assert all(duty.line.regulation.id != ACCOUNT for duty in found.duties)
    assert sum(found.counts.values()) == len(found.duties)
    assert found.next_facts() == [] or any(duty.verdict == "undetermined" for duty in found.duties)
    assert [name for name in numbers(found) if name.startswith(ACCOUNT)] == []
    assert all(duty.words.en.startswith("historical, not counted: ") for duty in found.historical)


@settings(max_examples=60)
@given(PROFILES, EARLIER)
def test_before_that_day_everything_is_as_it_was(content: Any, as_of: date) -> None:
    found = assessed(content, as_of)
    assert found.historical == ()
    assert {duty.id for duty in found.duties if duty.verdict == "breached"} == breached(found)
    assert successors(found.checklist) == ()


# ---- every format, and every one that will ever be added


def without_methods(text: str) -> str:
    for method in METHODS:
        for lang in LANGUAGES:
            text = text.replace(" ".join(method[lang].split()), "")
    return text


@pytest.mark.parametrize("audience", ["internal", "regulator"])
@pytest.mark.parametrize(
    ("form", "render"),
    [*ASSESSMENTS.items(), *STATEMENTS.items()],
    ids=[*ASSESSMENTS, *(f"statement.{form}" for form in STATEMENTS)],
)
def test_no_format_lists_a_displaced_line_as_a_gap(form: str, render: Any, audience: str, lang: Lang) -> None:
    def text(as_of: date) -> str:
        return " ".join(as_text(form, render(worst(as_of, lang), audience)).split())

    gap = {"zh": "疑似不符合（待复核）", "en": "apparent gap, to be reviewed"}[lang]
    history = {"zh": "历史参考，不计入：", "en": "historical, not counted: "}[lang]
    now, before = without_methods(text(TODAY)), without_methods(text(EVE))
    assert now.count(gap) == now.count(history + gap) > 0
    assert before.count(gap) > before.count(history + gap) == 0
    assert not re.search(r"\b[FU]-\d\d", now)
    assert successors(listed(outlined(), TODAY, lang=lang))[0].words[lang] in now


@pytest.mark.parametrize("form", CHECKLISTS)
def test_no_checklist_has_a_displaced_line_to_fill_in(form: str, lang: Lang) -> None:
    made = listed(outlined(), TODAY, ("account-provider", "account-user"), lang)
    assert made.lines == made.historical
    text = as_text(form, CHECKLISTS[form](made))
    for blank in ("☐", "[ ]", "<fieldset>"):
        assert blank not in text
        assert blank not in CHECKLISTS[form](made).decode("utf-8", "replace")
    assert text.lower().count(HISTORICAL[lang].lower()) >= len(made.lines) or form == "json"
    if form != "csv":  # rows travel alone
        assert successors(made)[0].words[lang] in text


def test_the_json_counts_them_apart() -> None:
    data, statement = (json.loads(kind["json"](worst(TODAY))) for kind in (ASSESSMENTS, STATEMENTS))
    assert data["findings"] == []
    assert data["counts"]["breached"] == data["counts"]["total"] == 0
    assert data["counts"]["displaced"] == len([line for line in data["lines"] if line["state"] == "displaced"]) > 0
    assert {entry["state"] for entry in data["receipt"]["verdicts"]} == {"displaced"}
    assert (statement["duties"], statement["counts"]["displaced"]) == ([], data["counts"]["displaced"])


# ---- the law in its place


def test_what_of_the_later_rule_is_covered_comes_with_the_missing_articles() -> None:
    none, part = (successors(listed(base, TODAY)) for base in (outlined(), excerpted()))
    assert [found.extent for found in (*none, *part)] == ["none", "part"]
    assert "Not covered: only an outline of it is here" in none[0].words.en
    assert "missing here, and therefore not listed: art. 7(2), art. 16" in part[0].words.en
    assert "未收入、不在此列的有第七条第二款、第十六条" in part[0].words.zh
    told = json.loads(ASSESSMENTS["json"](assessed(WORST, TODAY, base=excerpted())))["law_in_place"]
    assert [entry["number"] for entry in told[0]["missing"]] == ["7(2)", "16"]


def test_a_rule_that_was_not_chosen_is_not_covered_and_one_that_is_here_in_full_is() -> None:
    base = excerpted()
    roles = [role for role in base.vocabulary.roles if role.id == "account-provider"]
    without = checklist(base, roles, TODAY, "en", [base.regulations[ACCOUNT]])
    assert [successor.extent for successor in not_covered(without)] == ["not_asked"]
    later = replace(base.regulations[LATER], coverage="full", missing=())
    whole = listed(replace(base, regulations={**base.regulations, LATER: later}), TODAY)
    assert [successor.extent for successor in successors(whole)] == ["all"]
    assert not_covered(whole) == ()
    assert successors(listed(outlined(), TODAY, ("group-member",))) == (), "who has no displaced duty hears nothing"


# ---- the command line


@pytest.fixture
def file(tmp_path: Path) -> str:
    target = tmp_path / "profile.json"
    target.write_text(json.dumps(WORST), "utf-8")
    return str(target)


def run(*arguments: str) -> int:
    return main([*arguments, "--base", str(ROOT)])


def test_the_terminal_names_the_law_in_place_on_page_one_and_says_at_the_end_what_of_it_is_missing(
    file: str, capsys: Captured
) -> None:
    run("assess", file, "--role", "account-provider", "--lang", "en", "--as-of", TODAY.isoformat())
    told = capsys.readouterr().out.splitlines()
    page = told[: told.index("Every duty, in the order of the law")]
    assert any(line.startswith("Later law: Account Information Provisions: ") for line in page)
    assert told[-2].startswith("Since 1 August 2022 the ")
    assert any(" historical, not counted · Account Information Provisions: " in line for line in told)


def test_the_exit_code_turns_on_current_law(file: str) -> None:
    account = ("assess", file, "--role", "account-user", "--role", "account-provider", "--regulation", ACCOUNT)
    assert run(*account, "--as-of", EVE.isoformat()) == 1
    assert run(*account, "--as-of", SINCE.isoformat()) == 0
    assert run(*account, "--as-of", SINCE.isoformat(), "--fail-on", "not_covered") == 1
    assert run(*account, "--as-of", EVE.isoformat(), "--fail-on", "not_covered") == 0
    group = ("assess", file, "--role", "group-member", "--as-of", TODAY.isoformat())
    assert run(*group, "--fail-on", "not_covered") == 0


def test_law_that_is_not_covered_fails_no_service_that_says_it_has_no_accounts(tmp_path: Path) -> None:
    options = ("--role", "account-provider", "--as-of", SINCE.isoformat(), "--fail-on", "not_covered")
    for facts, code in (({"registers_accounts_in_china": False}, 0), ({}, 1)):
        target = tmp_path / "p.json"
        target.write_text(json.dumps({"facts": facts}), "utf-8")
        assert run("assess", str(target), *options) == code


def test_a_query_for_a_warehouse_leaves_displaced_duties_out(capsys: Captured) -> None:
    query = ("sql", "--entity", "complaint", "--dialect", "duckdb", "--as-of")
    for breaches in ((), ("--breaches",)):
        assert run(*query, EVE.isoformat(), *breaches) == 0
        assert f"{ACCOUNT}#" in capsys.readouterr().out
        assert run(*query, TODAY.isoformat(), *breaches) == 0
        out = capsys.readouterr().out
        assert f"{ACCOUNT}#" not in out
        assert "left out, since a later rule displaces them on that day" in out


# ---- receipts, comparisons, cases


def test_a_receipt_with_another_state_does_not_hold() -> None:
    told = receipt(worst(TODAY))
    as_current = [{**entry, "state": "unverified"} for entry in told["verdicts"]]
    assert wrong(told, outlined()) == []
    assert wrong(hashed_again({**told, "verdicts": as_current}), outlined()) != []


def test_a_displaced_duty_gets_neither_better_nor_worse() -> None:
    bad, empty = ({day: receipt(assessed(c, day)) for day in (EVE, TODAY)} for c in (WORST, {"facts": {}}))
    assert {d.change for d in compare(empty[EVE], bad[EVE]).differences} >= {"worse"}
    now = compare(empty[TODAY], bad[TODAY])
    assert (now.differences, now.same, now.historical) == ((), 0, len(bad[TODAY]["verdicts"]))
    assert {d.change for d in compare(bad[EVE], bad[TODAY]).differences} == {"displaced"}


def test_a_replay_on_displaced_words_is_labelled_and_says_why(capsys: Captured) -> None:
    base = corpus(ROOT)
    case = next(c for c in base.cases.values() if any((e.obligation or "").startswith(GROUP) for e in c.expect))
    duty = base.regulations[ACCOUNT].obligations[-2]
    (expectation, *_) = (e for e in case.expect if e.obligation)
    changed = replace(expectation, obligation=f"{ACCOUNT}#{duty.id}", as_of=TODAY, as_if_in_force=False)
    (found,) = replay(base, replace(case, expect=(changed,)))
    assert found.state == "displaced"
    assert any("1 August 2022" in doubt.en and "not a gap on that day" in doubt.en for doubt in found.doubts)
    (earlier,) = replay(base, replace(case, expect=(replace(changed, as_of=EVE),)))
    assert (earlier.state, [d for d in earlier.doubts if "1 August 2022" in d.en]) == ("unverified", [])
