"""Libraries for CISO Assistant: what an auditor loads, against a schema of ours that is stricter than its import."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from conftest import DAY
from guiju import exports
from guiju.law import excerpt
from guiju.law.text import quotation
from guiju.model import Corpus, Lang
from guiju.places import citation
from guiju.reasoning.standing import standing
from real_corpus import real

SCHEMA = Draft202012Validator(json.loads(Path(__file__).with_name("ciso_assistant.schema.json").read_text("utf-8")))
TEXTS = {"name", "description", "annotation", "typical_evidence"}
Library = dict[str, Any]


@cache
def libraries() -> dict[str, bytes]:
    return dict(exports.files("ciso-assistant", real(), DAY))


@cache
def library(name: str = "cac-group-services-2017.yaml") -> Library:
    """A library as the program reads it, with days as text."""
    read: Library = typed(yaml.load(libraries()[name], Loader=yaml.BaseLoader))
    return read


def typed(value: Any) -> Any:
    """The strings of YAML as what they stand for, a day excepted."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return json.loads(value) if value in ("true", "false") or value.isdecimal() else value


def nodes(made: Library) -> list[Library]:
    listed: list[Library] = made["objects"]["framework"]["requirement_nodes"]
    return listed


def groups(made: Library) -> list[Library]:
    defined: list[Library] = made["objects"]["framework"]["implementation_groups_definition"]
    return defined


def broken(made: Library) -> list[str]:
    """What is wrong with a library: against the schema, or else ids that are there twice, links that lead nowhere and
    texts without a translation, all of which the program loads without complaint."""
    found = [error.message for error in SCHEMA.iter_errors(made)]
    if found:
        return found
    depths: dict[str, int] = {}
    ids = [group["ref_id"] for group in groups(made)]
    found += [f"the group {group} is there twice" for group in set(ids) if ids.count(group) > 1]
    for node in nodes(made):
        if node["urn"] in depths:
            found.append(f"{node['urn']} is there twice")
        if "parent_urn" in node and depths.get(node["parent_urn"]) != node["depth"] - 1:
            found.append(f"{node['urn']} has no parent above it")
        found += [f"there is no group {group}" for group in node.get("implementation_groups", []) if group not in ids]
        depths[node["urn"]] = node["depth"]
    return found + [
        f"{part['ref_id']} is not all in English"
        for part in (made, made["objects"]["framework"], *groups(made), *nodes(made))
        if part.keys() & TEXTS != part["translations"]["en"].keys()
    ]


@pytest.mark.parametrize("name", libraries())
def test_a_library_is_what_the_format_says(name: str) -> None:
    assert broken(library(name)) == []


def test_every_duty_in_force_is_there_once_and_is_assessed_where_it_can_be_broken(corpus: Corpus) -> None:
    rule = corpus.regulations["cac-group-services-2017"]
    duties = {node["ref_id"]: node["assessable"] for node in nodes(library()) if node["depth"] == 2}
    assert duties == {record.id: record.binds for record in rule.obligations}


def test_a_rule_without_a_duty_in_force_has_no_library() -> None:
    displaced = {rule.id for rule in real().with_reading() if standing(rule, DAY).state == "displaced"}
    assert displaced == {"cac-account-names-2015"}
    assert set(libraries()) == {f"{rule.id}.yaml" for rule in real().with_reading() if rule.id not in displaced}


def test_the_words_of_the_law_are_whole_in_both_languages(lang: Lang, corpus: Corpus) -> None:
    rule = corpus.regulations["cac-group-services-2017"]
    texts = {n["ref_id"]: n if lang == "zh" else n["translations"]["en"] for n in nodes(library())}
    for article in rule.articles:
        if article.eId in texts:
            lines = [citation.marker(unit.eId, lang) + unit[lang] for unit in article.units()]
            assert texts[article.eId]["description"] == "\n".join(lines)
    for record in rule.obligations:
        assert texts[record.id]["name"] == record.title[lang]
        assert quotation.text(rule, record) in texts[record.id]["description"]


def test_a_rule_that_is_here_in_part_says_what_is_missing_and_how_its_words_were_seen(
    lang: Lang, corpus: Corpus
) -> None:
    rule, made = corpus.regulations["cac-account-information-2022"], library("cac-account-information-2022.yaml")
    texts = {n["ref_id"]: n if lang == "zh" else n["translations"]["en"] for n in nodes(made)}
    described = made if lang == "zh" else made["translations"]["en"]
    assert excerpt.notice(rule)[lang] in described["description"]
    ninth = rule.article("art_9")
    assert ninth is not None and ninth.paragraphs[0].partial is not None
    assert ninth.paragraphs[0].partial[lang] in texts["art_9"]["annotation"]
    assert "annotation" not in {key for n in nodes(library()) if n["depth"] == 1 for key in n}


def test_a_later_day_has_a_greater_version() -> None:
    later = dict(exports.files("ciso-assistant", real(), date(2026, 12, 1)))
    assert yaml.safe_load(later["cac-group-services-2017.yaml"])["version"] == 20261201 > library()["version"]


def test_a_library_that_says_something_else_gets_a_greater_version_than_the_one_before_it() -> None:
    name = "cac-group-services-2017.yaml"

    def after(before: dict[str, bytes]) -> int:
        made = dict(exports.files("ciso-assistant", real(), DAY, before=before))
        return int(yaml.safe_load(made[name])["version"])

    first = libraries()[name]
    changed = first.replace("职权".encode(), "权力".encode())
    newer = changed.replace(b"version: 20261125", b"version: 20261130")
    assert after({name: first}) == 20261125
    assert after({name: changed}) == 20261126
    assert after({name: newer}) == 20261131
    assert after({name: first.replace(b"version: 20261125", b"version: 20261130")}) == 20261130
    assert after({name: b"not a library"}) == 20261125
