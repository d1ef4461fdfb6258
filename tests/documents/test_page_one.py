"""Page one of a report: what to do first, in one order in every format, and no more than the facts establish."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from assessment_samples import GROUP, assessed, everything, on_terminal, seen
from checklist_samples import ROOT
from guiju.assessment.gaps import gaps, line_of
from guiju.cli import main
from guiju.documents.penalties.heaviest import gravity, weight
from guiju.documents.report.consequence_words import in_words
from guiju.documents.report.data import value as report
from guiju.documents.report.front_section import counts_sentence, follows, law_words, together
from guiju.documents.report.page_one import page_one
from guiju.documents.report.sentence import LONGEST
from guiju.files.schema_errors import validator
from guiju.law.text.quotation import cited_units
from guiju.model import REQUIRED_LANGUAGES, Lang
from guiju.wording.labels import SEMICOLON
from page_one_samples import FORMATS, LOGS, TEN, page, ten
from real_corpus import real


def text(form: str, lang: Lang) -> str:
    return on_terminal(ten(lang)) if form == "terminal" else seen(form, FORMATS[form](ten(lang)))


@pytest.mark.parametrize("form", ["terminal", *sorted(FORMATS)])
def test_every_format_has_the_sentence_then_the_gaps_in_one_order_with_amount_owner_and_day(
    form: str, lang: Lang
) -> None:
    first_page, found = page_one(ten(lang)), " ".join(text(form, lang).split())
    start = 0
    for said in (first_page.sentence, *first_page.lines):
        start = found.index(" ".join(said.split()), start) + len(said)
    places = [found.index(gap.number, start) for gap in first_page.gaps]
    assert len(places) == 10 and places == sorted(places)
    for gap, (first, last) in zip(first_page.gaps, pairwise([*places, len(found)]), strict=True):
        entry = found[first:last]
        assert all(" ".join(words.split()) in entry for words in (gap.failed, gap.quotation, *gap.remedy[:1]))
        assert form != "json" or not gap.translation or " ".join(gap.translation.split()) in entry
        assert not gap.owner or (gap.owner in entry and str(gap.due) in entry)
        if form != "json":
            assert all(" ".join(words.split()) in entry for words in follows(gap, lang))


def test_a_reader_of_english_gets_the_words_of_the_law_and_a_translation_that_is_marked(lang: Lang) -> None:
    units = {rule.global_id(duty): cited_units(rule, duty.eId) for rule, duty in real().obligations()}
    for gap in page_one(ten(lang)).gaps:
        words = law_words(gap, lang)
        assert f"“{gap.quotation}”" in words
        assert gap.translation == (" ".join(unit.en for unit in units[gap.obligation]) if lang == "en" else None)
        assert ("Unofficial translation: “" in words) is (lang == "en")


def test_gaps_are_ordered_by_what_could_apply_then_by_gravity_then_by_day_then_by_the_text() -> None:
    counted = ten("en")
    ranked = []
    for duty in counted.duties:
        for part in gaps(duty, keys=False):
            worst = [-much for much in weight(counted.checklist, line_of(duty, part))]
            due = duty.plan.due if duty.plan else date.max
            ranked.append((not worst, worst, due, len(ranked), part.id))
    assert [gap.gap for gap in page_one(counted).gaps] == [id for *_, id in sorted(ranked)]


def test_the_counts_add_up_and_a_duty_that_a_test_cannot_show_to_be_met_is_a_persons(lang: Lang) -> None:
    for content in (TEN, {"facts": {}}, {"facts": {"offers_user_groups": False}}):
        counted = assessed(content, lang, roles=("group-provider",))
        first_page = page_one(counted)
        counts = first_page.counts
        assert counts.decidable == counts.met + counts.gaps + counts.open
        assert counts.decidable + counts.person + counts.not_applicable == len(counted.duties)
        assert counts_sentence(first_page, lang) in seen("html", FORMATS["html"](counted))
    assert 0 < page_one(assessed({"facts": {}}, roles=("group-provider",))).counts.decidable < 15


NAMES = st.sampled_from(["某群", "A b " * 30 + "c", "某聊天应用有限公司" * 20])


@given(
    left_out=st.sets(st.sampled_from(sorted(TEN["facts"]))),
    plans=st.booleans(),
    names=st.lists(NAMES, min_size=1, max_size=5),
    switched_off=st.booleans(),
)
@settings(max_examples=10, deadline=None)
def test_the_sentence_is_short_whatever_was_found_and_the_lines_below_say_the_rest(
    left_out: set[str], plans: bool, names: list[str], switched_off: bool
) -> None:
    facts = {name: value for name, value in TEN["facts"].items() if name not in left_out}
    facts |= {"registers_accounts_in_china": False} if switched_off else {}
    content = {**TEN, "facts": facts, "plans": TEN["plans"] if plans else {}, "report": {"services": names}}
    roles = ("group-provider", "account-provider")
    for lang in REQUIRED_LANGUAGES:
        counted = assessed(content, lang, roles=roles)
        first_page = page_one(counted)
        sentence, below = first_page.sentence, " ".join(first_page.lines)
        assert (len(sentence) if lang == "zh" else len(sentence.split())) <= LONGEST[lang], sentence
        numbers = (len(first_page.gaps) or None, counted.counts["undetermined"])
        assert all(str(number) in sentence for number in numbers if number)
        every = [one for gap in first_page.gaps for one in (gap.consequence, *gap.beside) if one]
        if every:
            assert in_words(max(every, key=gravity), lang, brief=True) in sentence
        for one in (one for gap in first_page.gaps if gap.overdue for one in [gap.number]):
            assert one in below


STATES = st.none() | st.sampled_from(["met", "not_met", "not_applicable"])
DECLARED = [f"{GROUP}#{id}" for id in ("fulfil-main-responsibility", "retain-network-logs", "set-group-code")]


@given(left_out=st.sets(st.sampled_from(sorted(TEN["facts"]))), states=st.tuples(*[STATES] * 3), rows=st.booleans())
@settings(max_examples=25, deadline=None)
def test_every_duty_is_in_one_number_of_the_counts(left_out: set[str], states: Any, rows: bool) -> None:
    facts = {name: value for name, value in TEN["facts"].items() if name not in left_out}
    by = {"by": "法务", "reason": "见备忘录", "approver": "法务", "date": "2026-06-01"}
    declared = {id: {"status": one, **by} for id, one in zip(DECLARED, states, strict=True) if one}
    content = {**TEN, "facts": facts, "rows": TEN["rows"] if rows else {}, "declarations": declared, "plans": {}}
    counted = assessed(content, "en", roles=("group-provider",))
    first_page, outcome = page_one(counted), counted.counts
    sentence = counts_sentence(first_page, "en")
    total, *terms = map(int, re.findall(r"\d+", re.sub(r"\(.*?\)", "", sentence)))
    assert total == sum(terms) == len(counted.duties)
    assert terms[-3:] == [outcome["breached"], outcome["undetermined"], outcome["not_applicable"]]
    assert sum(terms[:-3]) == outcome["met"] == len(first_page.met)
    alone, left = (int(one) for one in re.findall(r"(\d+) (?:that facts|of which)", sentence))
    assert alone == first_page.counts.open and alone + left == outcome["undetermined"]
    assert f"(gaps: {len(first_page.gaps)};" in sentence
    assert f"still to be verified: {outcome['undetermined']} " in " ".join(first_page.lines)
    assert re.search(rf"still to be verified: {outcome['undetermined']}[;.]", first_page.sentence)
    assert sum(count for *_, count in together(counted, first_page.open)) == len(first_page.open)


def test_an_answer_that_nobody_supports_is_in_the_sentence_and_fails_a_run_that_wants_no_open_duty(
    lang: Lang, tmp_path: Path
) -> None:
    content = {"facts": {"offers_user_groups": False, "registers_accounts_in_china": False}}
    first_page = page(content, lang)
    [claim] = first_page.unsupported
    assert f"{claim['duties']}" in first_page.sentence.split(SEMICOLON[lang])[1]
    supported = {"value": False, "basis": "declared", "reason": "没有群组功能", "approver": "法务负责人"}
    assert len(page({"facts": {"offers_user_groups": supported}}, lang).sentence) < len(first_page.sentence)
    file = tmp_path / "service.yaml"
    file.write_text(yaml.safe_dump(content), "utf-8")
    run = ("assess", str(file), "--base", str(ROOT), "--role", "group-provider", "--as-of", "2026-06-30")
    assert [
        main([*run, *fail_on]) for fail_on in ((), ("--fail-on", "unsupported"), ("--fail-on", "undetermined"))
    ] == [
        0,
        1,
        1,
    ]


def test_a_closing_of_a_gap_that_is_found_hides_no_day_and_a_plan_for_a_row_counts_for_its_part() -> None:
    closed = {"date": "2026-06-01", "by": "运维负责人", "evidence": "config"}
    plan = TEN["plans"][f"{GROUP}#retain-network-logs"]
    row = {"kind": "remediation", "action": "new code", "owner": "产品经理", "due": "2026-07-02"}
    plans = {f"{GROUP}#retain-network-logs": plan | {"closed": closed}, f"{GROUP}#set-group-code/group/G-2": row}
    made = assessed({**TEN, "plans": plans}, "en")
    first_page = {gap.gap: gap for gap in page_one(made).gaps}
    assert first_page[LOGS].overdue is True and "overdue: 2 (F-95JT" in page_one(made).lines[-1]
    assert "overdue: 2." in page_one(made).sentence
    shown = " · ".join(("运维负责人", plan["due"], "overdue", "recorded as closed on 2026-06-01, still found"))
    assert shown in on_terminal(made) and "closed on 2026-06-01, still found" in seen("html", FORMATS["html"](made))
    value = report(made)
    own = {gap["obligation"]: gap["closed"]["date"] for gap in value["page_one"]["gaps"] if "closed" in gap}
    assert own == {f"{GROUP}#retain-network-logs": "2026-06-01"}
    assert not [*validator("assessment-export").iter_errors(value)]
    assert (first_page[f"{GROUP}#set-group-code/group"].owner, first_page[f"{GROUP}#set-group-code/group"].overdue) == (
        "产品经理",
        False,
    )


def test_evidence_that_expired_is_named_with_its_day_and_a_row_only_to_the_house_itself(lang: Lang) -> None:
    stale = {"value": "A1", "basis": "measured", "expires": "2026-01-01"}
    rows = {"group": {"SECRET": {"group_code": stale}}}
    counted = assessed({"facts": {"offers_user_groups": True}, "rows": rows}, lang)
    (own,), (other,) = (page_one(counted, audience).expired for audience in ("internal", "regulator"))
    assert (own.key, other.key, own.expired_on) == ("SECRET", "", date(2026, 1, 1))
    assert "SECRET" not in everything(FORMATS["html"](counted, "regulator"))
    assert "2026-01-01" in seen("html", FORMATS["html"](counted, "regulator"))


def test_each_gap_leads_to_its_proof() -> None:
    first_page = page_one(ten("en"))
    pages = {form: everything(FORMATS[form](ten("en"))) for form in ("html", "md", "docx", "xlsx")}
    for gap in first_page.gaps:
        name = gap.number.replace("-", "_")
        for form, ends in {
            "html": (f'href="{gap.proof}"', f'id="{gap.number}"'),
            "md": (f"]({gap.proof})", f'<a id="{gap.number}"></a>'),
            "docx": (f'w:anchor="{name}"', f'w:name="{name}"'),
            "xlsx": (f'location="gap_{name}"', f'name="gap_{name}"'),
        }.items():
            assert all(pages[form].count(end) == 1 for end in ends), (form, gap.number)


def test_proofs_are_in_words_and_predicates_in_the_appendix() -> None:
    answer = json.loads(FORMATS["json"](ten("en")))
    first_page = " ".join(sentence for line in answer["lines"] for sentence in line["sentences"])
    assert " IS NOT NULL" not in first_page and "$" not in first_page
    assert any("IS NOT NULL" in row["requires"] for line in answer["lines"] for row in line["proof"])
    for form in ("html", "md", "docx"):
        shown = seen(form, FORMATS[form](ten("en")))
        assert shown.index("Appendix: the tests as predicates") < shown.index("IS NOT NULL")


@pytest.mark.browser
@pytest.mark.cost(6, "prints a report in each language")
def test_ten_gaps_take_two_printed_pages(lang: Lang, browser: Browser, tmp_path: Path) -> None:
    import subprocess

    file, printed = tmp_path / "report.html", tmp_path / "report.pdf"
    file.write_bytes(FORMATS["html"](ten(lang)))
    opened = browser.new_page()
    opened.goto(file.as_uri())
    opened.pdf(path=printed, prefer_css_page_size=True)
    opened.close()
    read = subprocess.run(["pdftotext", "-enc", "UTF-8", printed, "-"], capture_output=True, check=True)
    first, second, third, *_ = read.stdout.decode().split("\f")
    assert {"zh": "统计", "en": "Counts"}[lang] in second
    assert {"zh": "评估对象与范围", "en": "What was assessed"}[lang] not in first + second
    assert {"zh": "评估对象与范围", "en": "What was assessed"}[lang] in third
