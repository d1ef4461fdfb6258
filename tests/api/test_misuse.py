"""Whatever a caller gives, one of two exceptions says what is wrong and what to do; nothing is printed."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import guiju
from places import ROOT

GROUP = "cac-group-services-2017"
Call = Callable[[guiju.KnowledgeBase], object]


@pytest.fixture(scope="module")
def kb() -> guiju.KnowledgeBase:
    return guiju.load(ROOT)


# Calls marked `type: ignore` are wrong on purpose: mypy would stop whoever checks types, the message helps the others.
MISUSES: dict[str, tuple[Call, str]] = {
    "an unknown rule": (lambda kb: kb.article("cac-grup-services-2017", "art_9"), "did you mean"),
    "an unknown article": (lambda kb: kb.article(GROUP, "art_99"), "it has art_1 to art_15"),
    "a place that is none": (lambda kb: kb.article(GROUP, "art"), "it has art_1"),
    "a number": (lambda kb: kb.article(GROUP, 9), "eId: 9 is not text"),  # type: ignore[arg-type]
    "an article that was not found": (lambda kb: kb.article("cac-account-information-2022", "art_24"), "are not here"),
    "a day before the law": (lambda kb: kb.article("网络安全法", "art_1", "2000-01-01"), "recorded: "),
    "a version that is not here": (lambda kb: kb.article("cybersecurity-law@1999-01-01", "art_1"), "recorded: "),
    "a day that is named twice": (
        lambda kb: kb.article("网络安全法@2016-11-07", "art_1", "2026-01-01"),
        "name it once",
    ),
    "a rule without text": (lambda kb: kb.article("civil-code", "art_1"), "recorded: none"),
    "an unknown duty": (lambda kb: kb.obligation("retain-network-log"), "did you mean retain-network-logs?"),
    "an unknown role": (lambda kb: kb.checklist("group-ownr"), "did you mean group-owner?"),
    "an unknown topic": (lambda kb: kb.obligations(topic="log"), "did you mean logs?"),
    "an unknown rule of a checklist": (lambda kb: kb.checklist("group-owner", rule="x"), "'x'"),
    "a number for a role": (lambda kb: kb.checklist(3), "role: 3 is not text"),  # type: ignore[arg-type]
    "numbers for roles": (lambda kb: kb.checklist([3]), "role: 3 is not text"),  # type: ignore[list-item]
    "another language": (lambda kb: kb.checklist("group-owner", lang="fr"), "zh or en"),  # type: ignore[arg-type]
    "a day written otherwise": (lambda kb: kb.checklist("group-owner", as_of="20260101"), "YYYY-MM-DD"),
    "a day that is none": (lambda kb: kb.checklist("group-owner", as_of="2026-02-30"), "YYYY-MM-DD"),
    "a moment for a day": (lambda kb: kb.standing(GROUP, datetime(2026, 1, 1)), "YYYY-MM-DD"),
    "a year for a day": (lambda kb: kb.standing(GROUP, 2026), "YYYY-MM-DD"),  # type: ignore[arg-type]
    "nothing to look for": (lambda kb: kb.find(" "), "nothing to look for"),
    "nothing to show": (lambda kb: kb.show("第九百条"), "there is no '第九百条' here"),
    "a number of a law": (lambda kb: kb.show("9" * 5000), "there is no '999"),
    "facts that are none": (lambda kb: kb.assess(3, "group-owner"), "does not name a file"),  # type: ignore[arg-type]
    "one text against none": (lambda kb: kb.diff("网络安全法@2016-11-07", "网络安全法@1999-01-01"), "known: "),
    "a text without articles": (lambda kb: kb.concordance("civil-code", "网络安全法"), "there is no text"),
    "no knowledge base": (lambda kb: kb.compare("yesterday"), "not a knowledge base"),  # type: ignore[arg-type]
    "no report": (lambda kb: kb.verify({"a": 1}), "is not a guiju receipt"),
    "no report in a list": (lambda kb: kb.verify([]), "does not name a file"),  # type: ignore[arg-type]
    "a report that is not there": (lambda kb: kb.verify("nowhere.json"), "nowhere.json: no such file"),
    "no document": (lambda kb: guiju.write("text", "x.md"), "is not a document"),  # type: ignore[arg-type]
    "an unknown format": (lambda kb: guiju.write(kb.checklist("group-owner"), "x.pdf"), "end it in one of"),
    "no ending": (lambda kb: guiju.write(kb.checklist("group-owner"), "x"), "end it in one of"),
    "a folder that is not there": (lambda kb: guiju.write(kb.checklist("group-owner"), "nowhere/x.md"), "nowhere"),
    "a null character": (lambda kb: guiju.write(kb.checklist("group-owner"), "a\0.md"), "cannot be the name of a file"),
    "half a character in a name": (lambda kb: guiju.load("\ud800"), "cannot be the name of a file"),
    "a name of ten megabytes": (lambda kb: kb.assess("a" * 10_000_000, "group-owner"), "cannot be the name of a file"),
    "a null character in a text": (lambda kb: kb.cite_check("a\0b"), "it has a null character; remove it"),
    "a null character in words": (lambda kb: kb.find("a\0b"), "half a character or a null"),
    "half a character in words": (lambda kb: kb.find("\ud800"), "half a character or a null"),
    "ten megabytes of an id": (lambda kb: kb.obligation("a" * 10_000_000), "there is no single duty 'aaa"),
    "another audience": (
        lambda kb: guiju.report(kb.assess({}, "group-owner"), "public"),  # type: ignore[arg-type]
        "internal or regulator",
    ),
    "a base that is not there": (lambda kb: guiju.load("nowhere"), "no such folder"),
    "a base without regulations": (lambda kb: guiju.load("/"), "regulations/"),
    "a number for a base": (lambda kb: guiju.load(3), "does not name a file"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize(("call", "remedy"), MISUSES.values(), ids=MISUSES)
def test_what_is_not_there_is_misuse_that_says_what_to_do(
    kb: guiju.KnowledgeBase, call: Call, remedy: str, here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(guiju.Misuse) as raised:
        call(kb)
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
UNSOUND: dict[str, tuple[Any, str, str]] = {
    "a fact that is not known": ({"offers_user_group": True}, "facts.offers_user_group", "did you mean"),
    "text for a boolean": ({"offers_user_groups": "yes"}, "facts.offers_user_groups", "write true or false"),
    "a set": ({"offers_user_groups": {1}}, "facts.offers_user_groups", "is a set"),
    "no number": ({"offers_user_groups": float("nan")}, "facts.offers_user_groups", "finite number"),
    "a moment for a day": ({"service_launched_on": datetime(2019, 5, 1)}, "facts.service_launched_on", "2019-05-01"),
    "a key that is no text": ({"facts": {1: True}}, "facts", "keys of text"),
    "no mapping": ({"facts": [True]}, "facts", "not a list"),
    "an unknown section": ({"facts": {}, "fact": {}}, "fact", "fact"),
    "rows of nothing": ({"facts": {}, "rows": {"grup": {}}}, "rows.grup", "there is no entity"),
    "a row": ({"facts": {}, "rows": {"group": {"g1": {"x": 1}}}}, "rows.group.g1.x", "there is no fact"),
    "a duty that is not known": (
        {"facts": {}, "declarations": {"x#y": {"status": "met", "by": "a"}}}, "declarations.x#y", "no obligation",
    ),
    "half a character": ({"offers_user_groups": "\ud800"}, "profile", "half a character"),
    "ten megabytes": ({"offers_user_groups": "a" * 10_000_000}, "profile", "bytes"),
    "many entries": ({f"f{n}": n for n in range(5000)}, "facts", "at most 2,000"),
    "too deep": ({"facts": nested(3000)}, "facts" + ".a" * 40, "levels deep"),
    "a circle": (ITSELF, "facts" + ".facts" * 40, "levels deep"),
    "long digits": ({"offers_user_groups": 10**30}, "profile", "too long for a number"),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "place", "words"), UNSOUND.values(), ids=UNSOUND)
def test_a_fact_that_does_not_fit_is_named_by_its_path(
    kb: guiju.KnowledgeBase, facts: Any, place: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(guiju.Unsound) as raised:
        kb.assess(facts, "group-provider")
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
