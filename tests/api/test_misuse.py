"""Whatever a caller gives, one of two exceptions says what is wrong and what to do; nothing is printed."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import guiju
from case_tables import cases
from places import ROOT

CASES = cases(__file__)
Captured = pytest.CaptureFixture[str]
GROUP = "cac-group-services-2017"
Call = Callable[[guiju.KnowledgeBase], object]


@pytest.fixture(scope="module")
def kb() -> guiju.KnowledgeBase:
    return guiju.load(ROOT)


@pytest.mark.parametrize(("call", "remedy"), CASES["calls"])
def test_what_is_not_there_is_misuse_that_says_what_to_do(
    kb: guiju.KnowledgeBase, call: str, remedy: str, here: Path, capfd: Captured
) -> None:
    with pytest.raises(guiju.Misuse) as raised:
        eval(call, {"guiju": guiju, "kb": kb, "datetime": datetime})
    message = str(raised.value)
    assert remedy in message
    assert "\n" not in message
    assert len(message) < 1500
    assert capfd.readouterr() == ("", "")
    assert list(here.iterdir()) == []


def nested(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels):
        value = {"a": value}
    return value


ITSELF: dict[str, Any] = {}
ITSELF["facts"] = ITSELF


@pytest.mark.parametrize(
    ("facts", "place", "words"),
    [
        *CASES["facts"],
        ['{"facts": nested(3000)}', "facts" + ".a" * 40, "levels deep"],
        ["ITSELF", "facts" + ".facts" * 40, "levels deep"],
    ],
)
def test_a_fact_that_does_not_fit_is_named_by_its_path(
    kb: guiju.KnowledgeBase, facts: str, place: str, words: str, capfd: Captured
) -> None:
    with pytest.raises(guiju.Unsound) as raised:
        kb.assess(eval(facts), "group-provider")
    finding = raised.value.findings[0]
    assert str(finding.at) == place
    assert words in finding.message
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("file", ["nowhere.txt", "/", "/dev/null"])
def test_a_file_that_cannot_be_read_is_unsound_at_its_name(kb: guiju.KnowledgeBase, file: str, here: Path) -> None:
    calls: tuple[Call, ...] = (
        lambda kb: kb.diff(Path(file), "网络安全法"),
        lambda kb: kb.concordance("网络安全法", Path(file)),
        lambda kb: kb.assess(file, "group-owner"),
    )
    for call in (*calls, *([lambda kb: kb.cite_check(Path(file))] if file != "/dev/null" else [])):
        with pytest.raises(guiju.Unsound) as raised:
            call(kb)
        assert [finding.at.path for finding in raised.value.findings] == [file]


def test_a_table_for_facts_is_unsound_at_its_name(kb: guiju.KnowledgeBase) -> None:
    with pytest.raises(guiju.Unsound) as raised:
        kb.assess("groups.csv", "group-owner")
    (finding,) = raised.value.findings
    assert (finding.code, str(finding.at.path)) == ("no-profile", "groups.csv")
    assert "is not a profile" in finding.message


def test_facts_that_contradict_each_other_are_named(kb: guiju.KnowledgeBase) -> None:
    with pytest.raises(guiju.Unsound) as raised:
        kb.assess({"platform_convention_published": True, "platform_convention_formulated": False}, "group-provider")
    (finding,) = raised.value.findings
    assert finding.code == "contradiction"
    assert str(finding.at).startswith("facts.platform_convention_")


def test_a_file_with_a_wrong_fact_is_named_by_its_line(kb: guiju.KnowledgeBase, here: Path) -> None:
    (here / "profile.yaml").write_text("facts:\n  offers_user_groups: perhaps\n", "utf-8")
    with pytest.raises(guiju.Unsound) as raised:
        kb.assess("profile.yaml", "group-provider")
    assert [str(finding.at) for finding in raised.value.findings] == ["profile.yaml:2:23"]


def test_a_base_with_defects_is_not_loaded_and_each_is_a_finding(base: Path) -> None:
    file = base / "regulations" / "rule-old" / "regulation.yaml"
    file.write_text(file.read_text("utf-8").replace("coverage: full", "coverage: whole"), "utf-8")
    with pytest.raises(guiju.Unsound) as raised:
        guiju.load(base)
    assert [finding.at.path.endswith("rule-old/regulation.yaml") for finding in raised.value.findings] == [True]


def test_a_base_that_uses_an_id_twice_is_not_loaded(base: Path) -> None:
    file = base / "regulations" / "rule-old" / "obligations" / "art_002.yaml"
    file.write_text(file.read_text("utf-8").replace("- id: report\n", "- id: keep-logs\n"), "utf-8")
    with pytest.raises(guiju.Unsound) as raised:
        guiju.load(base)
    assert [finding.code for finding in raised.value.findings] == ["duplicate-id"]
    assert "'keep-logs' is already on line 3; choose another id" in str(raised.value)


def test_a_base_whose_predicates_cannot_be_run_is_read_but_not_asked(base: Path) -> None:
    file = base / "regulations" / "rule-old" / "obligations" / "art_002.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("requires: log_retention >=", "requires: log_retentoin >="), "utf-8")
    kb = guiju.load(base)
    assert kb.obligations()
    for call in (lambda: kb.assess({}, "platform"), lambda: kb.questions("platform"), lambda: kb.diff("a", "b")):
        with pytest.raises(guiju.Unsound) as raised:
            call()
        assert [finding.code for finding in raised.value.findings] == ["unsound-predicate"]


def test_a_base_of_imported_rules_alone_has_texts_and_no_duties(kb: guiju.KnowledgeBase, here: Path) -> None:
    texts = here / "base" / "regulations" / "network-law"
    texts.mkdir(parents=True)
    source = ROOT / "regulations" / "cybersecurity-law" / "regulation@2025-10-28.yaml"
    (texts / "regulation.yaml").write_bytes(source.read_bytes())
    own = guiju.load("base")
    assert own.article("network-law", "art_23").text == kb.article("cybersecurity-law@2025-10-28", "art_23").text
    assert own.obligations() == ()
    assert [one.status for one in own.cite_check("《网络安全法》第二十三条", as_of="2026-11-25")] == ["ok"]
    with pytest.raises(guiju.Misuse, match="no duties are recorded here yet"):
        own.checklist()


def test_files_that_change_after_they_were_loaded_change_no_answer_but_that_of_the_index(base: Path) -> None:
    kb = guiju.load(base)
    (rule, *_) = (rule for rule in kb.rules if rule.articles)
    before = kb.article(rule.id, "art_1").text
    for file in base.rglob("regulation*.yaml"):
        file.write_text(file.read_text("utf-8").replace("日志", "记录"), "utf-8")
    assert kb.article(rule.id, "art_1").text == before
    with pytest.raises(guiju.Misuse, match="load them again"):
        kb.find("日志")


def test_what_is_returned_cannot_be_changed(kb: guiju.KnowledgeBase) -> None:
    for record in (kb, kb.rule(GROUP), kb.article(GROUP, "art_9"), kb.obligations()[0]):
        with pytest.raises(AttributeError):
            record.id = "other"  # type: ignore[union-attr]


def test_today_is_the_day_where_none_is_named(kb: guiju.KnowledgeBase) -> None:
    assert kb.checklist("group-owner").as_of == date.today()
    assert kb.checklist("group-owner", as_of=date(2019, 1, 1)).as_of == date(2019, 1, 1)
