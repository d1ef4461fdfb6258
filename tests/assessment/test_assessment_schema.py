"""The JSON of an assessment fits its schema, in both editions; and the schema notices what does not."""

import json
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_samples import CONTENT, ROLES, assessed
from checklist_samples import ROOT, corpus
from guiju.documents.report.audience import Audience
from guiju.files.bundled import schema
from guiju.files.schema import fits
from guiju.files.schema_errors import validator
from guiju.model import Lang
from guiju.writers import formats

NAME = "assessment-export"
AUDIENCES: tuple[Audience, ...] = ("internal", "regulator")
# What the sample does not have: rows that are all there, facts of every basis, and nothing at all.
CONTENTS: dict[str, dict[str, Any]] = {
    "whole": CONTENT,
    "empty": {"facts": {}},
    "switched off": {"facts": {"offers_user_groups": False}},
    "all of none": {"facts": {"offers_user_groups": True}, "coverage": {"group": "all", "violation": "sample"}},
    "agreed on for later": {
        "facts": {"offers_user_groups": {"value": True, "basis": "reported", "date": "2030-01-01"}}
    },
}


@cache
def answer(name: str, lang: Lang = "zh", audience: Audience = "internal", day: date = date(2026, 6, 30)) -> Any:
    roles = tuple(role.id for role in corpus(ROOT).vocabulary.roles) if name == "empty" else ROLES
    return json.loads(formats("assessment")["json"](assessed(CONTENTS[name], lang, day, roles), audience))


def errors(value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(NAME).iter_errors(value)]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", CONTENTS)
def test_an_assessment_fits_its_schema(name: str, lang: Lang, audience: Audience) -> None:
    value = answer(name, lang, audience)
    assert errors(value) == []
    assert fits(value, NAME)


def test_an_assessment_of_a_day_before_any_rule_fits_its_schema() -> None:
    value = answer("whole", "en", "internal", date(2010, 1, 1))
    assert value["lines"] == []
    assert errors(value) == []


@pytest.mark.cost(2.5, "starts check-jsonschema, which compiles the schema for three files")
def test_another_program_that_reads_schemas_accepts_the_files_and_refuses_others(tmp_path: Path) -> None:
    answers = {audience: answer("whole", "en", audience, date(2016, 1, 1)) for audience in AUDIENCES}
    for name, value in {**answers, "empty": {}}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(value), "utf-8")
    options = ["--output-format", "json", "--schemafile", ROOT / "schemas" / f"{NAME}.schema.json"]
    command = [sys.executable, "-m", "check_jsonschema", *options, *tmp_path.iterdir()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    found = json.loads(done.stdout)["errors"]
    assert (done.returncode, {Path(error["filename"]).stem for error in found}) == (1, {"empty"}), done.stdout


def test_no_edition_passes_for_the_other() -> None:
    internal, regulator = (answer("whole", "zh", audience) for audience in AUDIENCES)
    for one, other in ((internal, regulator), (regulator, internal)):
        for key in ("receipt", "set_aside", "plans", "lines"):
            assert errors({**one, key: other[key]}) or (one is internal and key == "plans"), key


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


@pytest.mark.cost(2.2, "150 copies of a whole assessment, each with another edit")
@settings(max_examples=150)
@given(st.data())
def test_no_key_may_be_added_and_none_renamed(data: Any) -> None:
    value = deepcopy(answer("whole", "zh", data.draw(st.sampled_from(AUDIENCES))))
    receipt = value.pop("receipt")  # the facts in it are a user's own
    place = data.draw(st.sampled_from([place for place in objects(value) if place]))
    if data.draw(st.booleans()):
        place["more"] = 1
    else:
        key = data.draw(st.sampled_from(sorted(place)))
        place[f"{key}_"] = place.pop(key)
    assert not fits({**value, "receipt": receipt}, NAME)


def test_every_word_of_the_schema_is_used_by_some_assessment() -> None:
    """Every key that the schema describes stands in a sample, or says itself that it may be absent."""
    seen = {key for name in CONTENTS for a in AUDIENCES for place in objects(answer(name, "zh", a)) for key in place}
    described = {key for node in objects(schema(NAME)) for key in node.get("properties", {}) if node.get("type")}
    of_tables = {"engine", "sha256", "columns", "unsaid", "keys_checked", "breaches", "table", "impossible"}
    of_tables |= {"incomplete", "own_rule_not_kept", "changed", "not_looked_at"}
    of_penalties = {"law", "percent", "of", "from"}  # a law that changed since the act, shares and multiples
    assert described - seen <= of_tables | of_penalties
