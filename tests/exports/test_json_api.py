"""The JSON API: every file fits its schema, no id leads nowhere, and what leads to a record is what the data says."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import full_corpus
from conftest import DAY
from guiju import exports
from guiju.cli import main
from guiju.law.load import load
from guiju.model import Corpus
from json_api import Files, Value, api, defects, lines, read, result, rules

DUTY = "obligations/cac-group-services-2017/retain-network-logs.json"
LISTS = ("obligations", "articles", "provisions", "cases", "facts", "regulations")


def values(value: Any) -> Iterator[tuple[str, Any]]:
    """Every entry of an object, at any depth: key and value; of a list, each item under the key of the list."""
    if isinstance(value, dict):
        for key, entry in value.items():
            for item in entry if isinstance(entry, list) else [entry]:
                yield key, item
                yield from values(item)


# ---- held to its description -----------------------------------------------------------------------------------------


def test_every_file_fits_the_description_and_every_address_has_a_file() -> None:
    assert defects(api()) == []


def changed(address: str, change: Callable[[Value], object]) -> dict[str, bytes]:
    """The files, one of them changed."""
    value = read(address)
    change(value)
    return {**api(), address: json.dumps(value).encode()}


BREAKS: dict[str, Callable[[], Files]] = {
    "a number as text": lambda: changed(DUTY, lambda v: v.update(total="1")),
    "a state that does not exist": lambda: changed(DUTY, lambda v: v["result"]["standing"].update(state="maybe")),
    "a key that nobody described": lambda: changed(DUTY, lambda v: v["result"].update(opinion="fine")),
    "a record without its quotation": lambda: changed(DUTY, lambda v: v["result"].pop("quote")),
    "an English title alone": lambda: changed(DUTY, lambda v: v["result"]["title"].pop("zh")),
    "a day that is none": lambda: changed("index.json", lambda v: v.update(as_of="2026-02-30")),
    "another schema version": lambda: changed("roles.json", lambda v: v.update(schema_version=2)),
    "a broken line": lambda: {**api(), "bulk/obligations.jsonl": b'{"id": 1}\n'},
}


@pytest.mark.parametrize("how", BREAKS)
def test_what_is_broken_is_found(how: str) -> None:
    assert defects(BREAKS[how]())


def test_no_schema_of_the_description_is_idle() -> None:
    described = read("openapi.json")
    named = {entry for key, entry in values(described) if key == "$ref"}
    assert {f"#/components/schemas/{name}" for name in described["components"]["schemas"]} == named


# ---- no id leads nowhere ---------------------------------------------------------------------------------------------


def test_every_address_in_a_file_has_a_file() -> None:
    for address in api():
        if address.endswith(".json"):
            for key, entry in values(read(address)):
                if key in ("href", "externalValue") and isinstance(entry, str):
                    assert entry in api(), f"{address} leads to {entry}"


def test_every_id_in_a_file_is_that_of_a_record() -> None:
    known = {id for kind in LISTS for record in result(f"{kind}.json") for id in (record.get("global_id"),)}
    known |= {
        f"{rule}#{eId}" for rule in rules() for key, eId in values(result(f"regulations/{rule}.json")) if key == "eId"
    }
    known |= {f"{r['regulation']}#{s['id']}" for r in result("provisions.json") for s in r.get("sanctions", ())}
    id = re.compile(r"[a-z0-9-]+#[a-z0-9_-]+")
    for address in (f"{kind}.json" for kind in (*LISTS, "roles", "leaflets", "contradictions")):
        for key, entry in values(read(address)):
            if isinstance(entry, str) and id.fullmatch(entry):
                assert entry in known, f"{address}: {key} {entry}"


def test_every_word_of_a_duty_is_in_its_vocabulary() -> None:
    parties, topics, facts = (
        {entry["id"] for entry in result(f"{part}.json")} for part in ("parties", "topics", "facts")
    )
    for duty in result("obligations.json"):
        assert parties.issuperset(duty["bearers"]) and topics.issuperset(duty["topics"])
        assert facts.issuperset(duty["reads"]) and set(duty["gate"]) <= facts


# ---- other knowledge bases -------------------------------------------------------------------------------------------


def test_a_text_that_was_only_imported_is_whole_in_the_file_of_its_rule(here: Path) -> None:
    text = "示例规定\n2026年1月1日示例机关发布\n" + "\n".join(f"第{n}条　提供者应当留存日志。" for n in "一二三四五")
    (here / "rule.txt").write_text(text, "utf-8")
    assert main(["import", "rule.txt", "-o", ".", "--id", "example-rule"]) == 0
    files = dict(exports.files("api", load(here), DAY))
    assert defects(files) == []
    assert [article["eId"] for article in result("regulations/example-rule.json", files)["articles"]] == [
        f"art_{n}" for n in range(1, 6)
    ]
    assert not [path for path in files if path.startswith(("articles/", "obligations/", "roles/"))]
    assert read("obligations.json", files)["total"] == 0
    assert result("index.json", files)["coverage"]["text"] == ["example-rule"]


def test_the_number_of_files_grows_with_the_rules_not_with_their_articles(corpus: Corpus) -> None:
    law = corpus.regulations["public-security-penalties"].versions[0]
    laws = {f"law-{n}": law for n in range(20)}
    assert len(law.articles) > 100
    imported = Corpus(corpus.vocabulary.__class__(), (), laws, (), (), "0123456789ab")
    assert len(list(exports.files("api", imported, DAY))) < 20 * 2 + 30


@pytest.mark.cost(5, "exports a hundred bases with any text")
@given(st.text())
def test_whatever_a_text_holds_it_comes_out_the_same_and_in_one_line(text: str) -> None:
    files = dict(exports.files("api", full_corpus.corpus(text), DAY))
    for record in (
        *result("obligations.json", files),
        *(line["record"] for line in lines("bulk/everything.jsonl", files)),
    ):
        assert json.loads(json.dumps(record)) == record
    titles = [record["title"]["zh"] for record in result("cases.json", files)]
    assert titles and all(title.startswith(text) for title in titles)
