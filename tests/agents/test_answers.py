"""What the tools answer: words of the law with their hashes, and what they do not say."""

import hashlib
import json
from typing import Any

import jsonschema
import mcp_types as types
import pytest
from hypothesis import given
from hypothesis import strategies as st

import guiju
from answers import DAY, QUESTIONS, ask, kb, kinds
from case_tables import cases
from guiju import Misuse
from guiju.agents import schemas, tools_by_name
from guiju.agents.answering import answer_to
from guiju.agents.served_base import ServedBase
from guiju.agents.server import tool_of
from guiju.cli import main
from guiju.documents.content.fields import exceptions
from guiju.files.bundled import schema
from guiju.law.versions import versions
from kept_cache import kept_index
from places import ROOT

CASES, SCHEMA = cases(__file__), schema("agent-answer")

__all__ = ["kept_index"]
EACH = pytest.mark.parametrize(("tool", "arguments"), QUESTIONS, ids=[tool for tool, _ in QUESTIONS])


def test_there_is_a_question_for_each_tool() -> None:
    assert sorted(tool for tool, _ in QUESTIONS) == list(tools_by_name())


@EACH
def test_an_answer_fits_the_schema_that_its_tool_states(tool: str, arguments: dict[str, Any]) -> None:
    value = json.loads(json.dumps(ask(tool, **arguments).value))
    jsonschema.Draft202012Validator.check_schema(schemas.input_schema(tools_by_name()[tool].ARGUMENTS))
    jsonschema.validate(value, SCHEMA)
    jsonschema.validate(value["result"], SCHEMA["$defs"][tool])


@EACH
def test_an_answer_is_the_same_where_only_what_it_needs_is_read(tool: str, arguments: dict[str, Any]) -> None:
    served = ServedBase(ROOT, kb().data_version)
    assert answer_to(tool, arguments, DAY, served).value == ask(tool, **arguments).value
    needs_all = tool in ("applies", "assess", "diff", "obligations", "questions")
    assert ("corpus" in vars(served)) == needs_all


@EACH
def test_each_claim_has_words_of_the_law_with_their_hash_and_day(tool: str, arguments: dict[str, Any]) -> None:
    answer = ask(tool, **arguments)
    assert answer.claims
    for claim in answer.claims:
        rule = kb().rule(claim.rule)
        texts = [v.text for v in versions(rule) if str(v.day) == claim.version] or [rule]
        unit = texts[0].unit(claim.eId)
        assert claim.quote == unit.zh
        assert claim.sha256 == hashlib.sha256(claim.quote.encode()).hexdigest()
    said = answer.value["standing"]
    quoted = dict.fromkeys((claim.rule, claim.version) for claim in answer.claims)
    assert [(text["rule"], text["version"]) for text in said] == list(quoted)
    assert (answer.as_of, answer.data_version) == (DAY.isoformat(), kb().data_version)


@EACH
def test_an_answer_says_that_its_silence_is_no_permission_and_what_is_unverified(
    tool: str, arguments: dict[str, Any]
) -> None:
    answer = ask(tool, **arguments)
    assert "base" in kinds(answer)
    assert {text.state for text in answer.standing} <= {"unverified", "displaced"}
    text = answer.text("en" if arguments.get("lang") == "en" else "zh")
    assert all(text.count(said.words) == 1 for said in (*answer.standing, *answer.not_covered))
    assert all(line in text for claim in answer.claims for line in claim.quote.splitlines())


@EACH
def test_the_claims_that_a_result_names_are_there(tool: str, arguments: dict[str, Any]) -> None:
    answer = ask(tool, **arguments)
    named: list[str] = []

    def walk(value: Any) -> None:
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(inner)
        named.extend(value.get("claims", ()) if isinstance(value, dict) else ())

    walk(answer.result)
    assert set(named) == {claim.id for claim in answer.claims}


def test_every_door_says_what_lifts_a_duty_and_what_is_owed_instead(capsys: pytest.CaptureFixture[str]) -> None:
    corpus = kb().corpus
    records = [(rule, o) for rule, o in corpus.obligations() if o.exception_to or o.instead]
    assert any(o.exception_to for _, o in records) and any(o.instead for _, o in records)
    for rule, record in records:
        id = rule.global_id(record)
        named = [*corpus.lifting.get(id, ()), *record.exception_to, *record.instead]
        titles = [corpus.obligation(other)[1].title.en for other in named]
        assert main(["show", id, "--json", "--lang", "en", "--base", str(ROOT)]) == 0
        (shown,) = json.loads(capsys.readouterr().out)["result"][0]["obligations"]
        (told,) = ask("get_article", what=id, lang="en").result["entries"][0]["obligations"]
        assert told["exceptions"] == shown["exceptions"]
        assert all(text.endswith(title) for text, title in zip(told["exceptions"], titles, strict=True))
        assert list(exceptions(corpus, id, record, "en")) == told["exceptions"]  # as in checklists


@pytest.mark.parametrize(("what", "id"), CASES["places"])
def test_a_place_is_found_by_citation_title_alias_and_id_in_both_languages(what: str, id: str) -> None:
    assert ask("get_article", what=what).result["entries"][0]["id"] == id


def test_the_day_decides_the_version_and_the_state_of_each_claim() -> None:
    then = ask("get_article", what="网络安全法第二十一条", as_of="2020-01-01")
    assert {claim.version for claim in then.claims} == {"2016-11-07"}
    old = ask("get_article", what="cybersecurity-law@2016-11-07#art_21")
    assert "superseded" in {text.state for text in old.standing}
    future = ask("get_article", what="cybersecurity-law@2025-10-28#art_23", as_of="2020-01-01")
    assert "not_yet" in {text.state for text in future.standing}


@pytest.mark.parametrize("what", ["网络安全法第二十一条", "群组规定第十三条第二款", "群组规定第九条至第十条"])
def test_how_a_citation_was_read_is_in_the_result_as_in_the_lines(what: str) -> None:
    answer = ask("get_article", what=what)
    assert ("remarks" in answer.result) == ("二十一条" in what)
    remarks = answer.result.get("remarks", [])
    assert [line for line in answer.text("zh").splitlines() if "2016年11月7日通过的文本第" in line][
        : len(remarks)
    ] == remarks


def test_what_was_asked_comes_first_then_what_moved() -> None:
    answer = ask("get_article", what="网络安全法第二十一条")
    assert answer.text("zh").splitlines()[1].strip() == answer.claims[0].quote
    assert answer.text("zh").index("在本文本中是第二十三条") < answer.text("zh").index("c3")
    item = ask("get_article", what="网络安全法第四十一条第（二）项", limit=1)
    assert [claim.eId for claim in item.claims] == ["art_41__para_1__point_2", "art_41__para_1"]


def test_a_whole_answer_is_checked_and_nothing_is_fine_that_nobody_compared() -> None:
    answer = ask("cite_check", text=CASES["model"]["text"])
    assert answer.result["counts"] == CASES["model"]["counts"]
    assert answer.result["citations"][0]["status"] in ("renumbered", "claim_differs")
    assert {"unknown_law", "not_checked", "old_law_declared", "only_place"} <= kinds(answer)


def test_the_list_of_tools_is_short() -> None:
    listed = types.ListToolsResult(tools=[tool_of(name) for name in tools_by_name()])
    assert len(listed.model_dump_json(by_alias=True, exclude_none=True).encode()) < 15_000


def test_of_a_law_that_is_here_in_part_its_provisions_are_listed_with_their_words() -> None:
    answer = ask("get_article", what="刑法", limit=4)
    assert [entry["kind"] for entry in answer.result["entries"]] == ["regulation", *["provision"] * 3]
    assert answer.result["left"] == answer.result["total"] - 4
    assert {claim.eId for claim in answer.claims} >= {"art_12", "art_14"}


def test_a_displaced_duty_is_history_and_said_to_be() -> None:
    answer = ask("obligations", role="account-provider", rule="cac-account-names-2015")
    assert "displaced_duties" in kinds(answer)
    assert {text.state for text in answer.standing} == {"displaced"}


def test_what_is_missing_is_undetermined_and_never_a_pass() -> None:
    answer = ask("assess", role="group-provider", facts={})
    assert answer.result["counts"]["met"] == 0
    assert {"declared", "undetermined"} <= kinds(answer)
    assert answer.result["next_facts"]


def test_an_assessment_is_the_one_of_the_command() -> None:
    facts = {"offers_user_groups": True, "network_log_retention_policy": "P90D"}
    answer = ask("assess", role="group-provider", topic="logs", facts=facts)
    made = kb().assess(facts, "group-provider", topic="logs", as_of=DAY)
    report = guiju.report(made)
    assert answer.result["receipt"] == report["receipt"]["receipt"]
    page = report["page_one"]
    assert answer.result["sentence"] == page["sentence"]
    assert [line["obligation"] for line in answer.result["lines"]][: len(page["gaps"])] == [
        gap["obligation"] for gap in page["gaps"]
    ]
    asked = [(one["entity"], one["fact"]) for one in answer.result["next_facts"]]
    assert asked == [(one["entity"], one["fact"]) for one in page["open"]][: len(asked)]


def test_an_answer_that_switches_off_duties_on_somebodys_word_alone_is_told_as_unsupported() -> None:
    answer = ask("assess", role="group-provider", facts={"offers_user_groups": False})
    assert "unsupported" in kinds(answer)
    assert any(
        "offers_user_groups" in entry["words"]
        for entry in answer.value["not_covered"]
        if entry["kind"] == "unsupported"
    )


def test_a_citation_of_a_law_that_is_not_here_was_not_checked() -> None:
    answer = ask("cite_check", text="依照《电信条例》第三条。")
    assert answer.result["citations"][0]["status"] == "unknown_law"
    assert "unknown_law" in kinds(answer)


def test_an_old_number_comes_with_the_words_of_the_new_place() -> None:
    memo = "依照《网络安全法》第二十一条，网络运营者应当按照网络安全等级保护制度的要求，履行安全保护义务。"
    answer = ask("cite_check", text=memo)
    (citation,) = answer.result["citations"]
    assert (citation["status"], citation["now"]) == ("renumbered", "art_23")
    assert citation["repair"] == "《网络安全法》第二十三条"
    assert answer.claims[0].eId == "art_23__para_1"


def test_laws_that_nobody_searched_are_named() -> None:
    answer = ask("coverage", lang="en")
    assert {law["law"] for law in answer.result["not_searched"]} >= {"Telecommunications Regulations"}
    assert "not_searched" in kinds(answer)
    assert {role["id"] for role in answer.result["roles"]} == {role.id for role in kb().roles}


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        *CASES["misuses"],
        ["search", {"query": "x" * 501}, "search: query: the value is longer than 500 characters"],
        ["cite_check", {"text": "x" * 2_000_000}, "cite_check: the arguments are longer than 1,000,000 characters"],
    ],
)
def test_what_an_agent_does_wrong_is_one_line_with_the_remedy(tool: str, arguments: Any, message: str) -> None:
    with pytest.raises(Misuse) as misuse:
        answer_to(tool, arguments, DAY, kb())
    assert str(misuse.value).startswith(message)
    assert "\n" not in str(misuse.value)
    assert len(str(misuse.value)) < 1000


def test_a_number_may_come_as_other_clients_write_it() -> None:
    answer = ask("coverage", limit=2.0)
    assert answer.arguments == {"limit": 2}
    assert answer.value["hash"] == ask("coverage", limit=2).value["hash"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.cost(4, "a hundred calls, answered and held against their schemas")
@given(tool=st.sampled_from(sorted(tools_by_name())), data=st.data())
def test_no_argument_whatever_it_is_leads_to_anything_but_an_answer_or_one_line(tool: str, data: st.DataObject) -> None:
    known = tools_by_name()[tool]
    good = dict(QUESTIONS)[tool]
    names = st.sampled_from(sorted(schemas.input_schema(known.ARGUMENTS)["properties"]))
    arguments = {**good, **data.draw(st.dictionaries(names, JSON | st.just("群组规定"), max_size=3))}
    try:
        value = answer_to(tool, arguments, DAY, kb()).value
    except Misuse as misuse:
        assert "\n" not in str(misuse)
    else:
        jsonschema.validate(value, SCHEMA)
        jsonschema.validate(value["result"], SCHEMA["$defs"][tool])
