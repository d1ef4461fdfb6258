"""The schema of a profile that answers some questions: valid, and of one mind with what reads the profile."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_tables import cases
from guiju.assessment.profile import defects
from guiju.assessment.profile_schema import profile_schema
from guiju.assessment.questionnaire import questionnaire
from guiju.assessment.reads import facts_asked
from guiju.files.source import Document, parse
from guiju.model import Fact, Lang
from guiju.reasoning.checklist import Checklist, checklist
from kept_cache import main
from places import ROOT
from real_corpus import real

CASES = cases(__file__)

Captured = pytest.CaptureFixture[str]
ROLES = ("group-provider", "account-provider")


@cache
def asked(lang: Lang = "en") -> Checklist:
    corpus = real()
    roles = [role for role in corpus.vocabulary.roles if role.id in ROLES]
    return checklist(corpus, roles, date(2026, 1, 1), lang)


@cache
def validators() -> tuple[Any, Any]:
    schema = profile_schema(asked())
    reference = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    return reference, jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def accepted(content: Any) -> bool:
    """Whether the schema takes it; two validators that do not know each other agree."""
    reference, fast = validators()
    verdict: bool = fast.is_valid(content)
    assert reference.is_valid(content) == verdict
    return verdict


def read(content: Any) -> bool:
    """Whether it is read as a profile."""
    return defects(Document("p", content), asked().corpus) == []


def nodes(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from nodes(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from nodes(inner, f"{path}/{n}")


def test_it_is_a_schema_that_looks_nothing_up(lang: Lang) -> None:
    schema = profile_schema(asked(lang))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    assert all(node["$ref"].startswith("#/$defs/") for _, node in nodes(schema) if "$ref" in node)
    assert all("additionalProperties" in node for _, node in nodes(schema) if "properties" in node and "type" in node)


def test_descriptions_are_in_the_language(lang: Lang) -> None:
    told = [n["description"] for _, n in nodes(profile_schema(asked(lang))) if isinstance(n.get("description"), str)]
    assert len(told) > 300
    assert all(bool(re.search(r"[\u4e00-\u9fff]", text)) == (lang == "zh") for text in told)


def test_it_asks_for_exactly_the_facts_and_duties_of_the_questions() -> None:
    properties = profile_schema(asked())["properties"]
    named = {("service", name) for name in properties["facts"]["properties"]} | {
        (entity, name)
        for entity, node in properties["rows"]["properties"].items()
        for name in node["additionalProperties"]["properties"]
    }
    assert named == {(fact.entity, fact.id) for fact in facts_asked(asked())}
    duties = [line.id for line in asked().lines if line.obligation.binds]
    assert list(properties["declarations"]["properties"]) == list(properties["plans"]["properties"]) == duties


def test_every_example_in_it_is_accepted() -> None:
    properties = profile_schema(asked())["properties"]
    contents = [
        {"facts": {name: example}}
        for name, fact in properties["facts"]["properties"].items()
        for example in fact["examples"]
    ] + [
        {"facts": {}, "rows": {entity: {"k": {name: example}}}}
        for entity, node in properties["rows"]["properties"].items()
        for name, fact in node["additionalProperties"]["properties"].items()
        for example in fact["examples"]
    ]
    assert len(contents) > 200
    assert [content for content in contents if not (accepted(content) and read(content))] == []


FILLED = """facts:
  offers_user_groups: {value: true, basis: declared}
  service_launched_on: {value: 2019-05-01, basis: declared}
  network_log_retention_policy: {value: P180D, basis: measured, evidence: configuration export}
  max_members_per_group: none
  group_reviewer_count: 2.5
rows:
  account:
    a1: {identity_verified_at: '2026-01-02T10:00:00+08:00', credit_level: none}
declarations:
  cac-group-services-2017#fulfil-main-responsibility: {status: met, by: 合规部}
plans:
  cac-group-services-2017#retain-network-logs: {kind: remediation, action: 延长, owner: 运维, due: 2026-03-01}
"""


def test_a_filled_profile_and_the_empty_one_are_accepted() -> None:
    for text in (FILLED, questionnaire(asked()), questionnaire(asked("zh"))):
        document = parse(text.encode(), "p")
        assert accepted(document.value)
        assert read(document.value)


@pytest.mark.parametrize("content", CASES["wrong"], ids=lambda c: json.dumps(c)[:60])
def test_what_is_wrong_fails_here_as_there(content: Any) -> None:
    assert not accepted(content)
    assert not read(content)


SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.booleans(),
    st.integers(-3, 10**6),
    st.floats(-2, 1000, allow_nan=False),
    st.sampled_from([
        "none", "true", "P6M", "P180D", "P1Y2M", "2026-01-31", "2026-02-30", "0000-01-01", "20260131", "2026-W05-6",
        "2026-01-31T09:00:00", "2026-01-31T09:00", "2026-01-31 09:00:00", "2026-01-31T09:00:00Z", "2026-01-31T25:00:00",
        "2026-01-31T09:00:00.5+08:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "x", " x", "x\n", "",
        "=1+1",
        "provincial_cac", "name", "item_1", "met", "\x07", "P6M\n",
    ]),
    st.text(max_size=5),
)  # fmt: skip
BASES = st.sampled_from(["measured", "declared", "guessed", None])
FACTS = st.one_of(
    SCALARS,
    st.fixed_dictionaries(
        {"value": SCALARS, "basis": BASES},
        optional={"evidence": SCALARS, "date": SCALARS, "expires": SCALARS, "reviewer": SCALARS, "other": SCALARS},
    ),
    st.none(),
)


ASKED = facts_asked(asked())
ENTITIES = sorted({fact.entity for fact in ASKED} - {"service"})


@cache
def fact_maps(entity: str) -> st.SearchStrategy[Any]:
    names = [fact.id for fact in ASKED if fact.entity == entity]
    return st.dictionaries(st.sampled_from(names), FACTS, max_size=4)


DUTIES = [line.id for line in asked().lines if line.obligation.binds]
DECLARED = st.fixed_dictionaries(
    {"status": st.sampled_from(["met", "not_met", "not_applicable", "fine"]), "by": SCALARS},
    optional={"reason": SCALARS, "approver": SCALARS, "date": SCALARS},
)
PROFILES = st.fixed_dictionaries(
    {},
    optional={
        "facts": st.one_of(st.none(), fact_maps("service")),
        "rows": st.one_of(
            st.none(),
            st.sampled_from(ENTITIES).flatmap(
                lambda e: st.fixed_dictionaries({e: st.dictionaries(st.text(max_size=3), fact_maps(e), max_size=2)})
            ),
        ),
        "declarations": st.one_of(st.none(), st.dictionaries(st.sampled_from(DUTIES), DECLARED, max_size=2)),
    },
)


@pytest.mark.cost(4.5, "a thousand profiles, read by us and by two validators")
@settings(max_examples=1000)
@given(PROFILES)
def test_what_is_read_is_accepted_and_what_is_rejected_is_not_read(content: Any) -> None:
    """For facts and duties that are asked for; that of others a profile may hold, its schema knows nothing."""
    assert accepted(content) or not read(content)


@settings(max_examples=300)
@given(st.sampled_from(ASKED), SCALARS)
def test_the_values_of_each_fact_are_those_that_are_read(fact: Fact, value: Any) -> None:
    """The other way round too, but for days that the calendar does not have, and a last line break."""
    row = {fact.id: value}
    content = {"facts": row} if fact.entity == "service" else {"facts": {}, "rows": {fact.entity: {"k": row}}}
    if accepted(content) and not read(content):
        assert fact.type == "datetime" or isinstance(value, float), (fact.id, value)


def test_questions_write_the_schema_beside_the_profile(tmp_path: Path, capsys: Captured) -> None:
    command = ["questions", "--role", "group-provider", "--base", str(ROOT), "--as-of", "2026-01-01"]
    target = tmp_path / "my profile.yaml"
    assert main([*command, "-o", str(target)]) == 0
    assert target.read_text("utf-8").splitlines()[0] == "# yaml-language-server: $schema=my%20profile.schema.json"
    beside = json.loads((tmp_path / "my profile.schema.json").read_text("utf-8"))
    capsys.readouterr()
    assert main([*command, "--format", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == beside
    written = target.read_bytes()
    assert main([*command, "-o", str(target)]) == 2  # nothing of the user's is overwritten
    assert target.read_bytes() == written
    target.unlink()
    assert main([*command, "-o", str(target)]) == 2  # nor is the schema beside it
    assert not target.exists()
    assert main([*command, "--format", "schema", "-o", str(tmp_path / "alone.json")]) == 0
    assert json.loads((tmp_path / "alone.json").read_text("utf-8")) == beside


def test_questions_on_the_terminal_name_no_schema(capsys: Captured) -> None:
    assert main(["questions", "--role", "group-provider", "--base", str(ROOT)]) == 0
    assert "$schema" not in capsys.readouterr().out
