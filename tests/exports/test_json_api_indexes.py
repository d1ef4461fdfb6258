"""The indexes of the JSON API, computed the other way round; its large files; what says that it is unconfirmed."""

import json
import re
from datetime import date
from hashlib import sha256

import pytest

from conftest import DAY
from guiju import exports
from guiju.model import Corpus
from guiju.reasoning.checklist import checklist
from json_api import Value, api, defects, lines, read, result, rules

DUTY = "obligations/cac-group-services-2017/retain-network-logs.json"


# ---- the same, from the other side -----------------------------------------------------------------------------------


def ids(address: str) -> list[str]:
    return [duty["global_id"] for duty in result(address)]


def test_the_duties_of_a_role_are_those_of_its_checklist_and_those_that_are_no_law_of_the_day(corpus: Corpus) -> None:
    for role in corpus.vocabulary.roles:
        made = checklist(corpus, (role,), DAY, "en")
        duties = result(f"roles/{role.id}/obligations.json")
        listed = [d["global_id"] for d in duties if d["standing"]["state"] not in ("not_yet", "ended", "not_in_force")]
        assert listed == [line.id for line in made.lines]
        history = [line.id for line in made.historical]
        assert [d["global_id"] for d in duties if d["standing"]["state"] == "displaced"] == history


def test_the_duties_of_a_topic_and_of_a_rule_are_all_that_name_it() -> None:
    duties = result("obligations.json")
    for topic in result("topics.json"):
        named = [duty["global_id"] for duty in duties if topic["id"] in duty["topics"]]
        assert ids(f"topics/{topic['id']}/obligations.json") == named
    for rule in rules():
        own = [duty["global_id"] for duty in duties if duty["global_id"].startswith(f"{rule}#")]
        assert result(f"regulations/{rule}.json")["obligations"] == own
        assert (f"regulations/{rule}/obligations.json" in api()) == bool(own)
        assert not own or ids(f"regulations/{rule}/obligations.json") == own


def test_a_fact_is_read_by_the_duties_that_read_it() -> None:
    duties = result("obligations.json")
    for fact in result("facts.json"):
        assert fact["read_by"] == [duty["global_id"] for duty in duties if fact["id"] in duty["reads"]]


def leading(duty: Value) -> set[str]:
    """The provisions to which a breach leads, as the record says it."""
    stated = duty.get("consequence", {})
    return {id for group in (stated, *stated.get("by_bearer", ())) for id in group.get("provisions", ())}


def test_a_provision_is_led_to_by_the_duties_whose_consequences_name_it() -> None:
    duties = result("obligations.json")
    for provision in result("provisions.json"):
        assert provision["led_to_by"] == [d["global_id"] for d in duties if provision["global_id"] in leading(d)]


def test_what_leads_to_a_law_is_what_names_it() -> None:
    duties, titles = (
        result("obligations.json"),
        {rule["id"]: rule["title"]["zh"] for rule in result("regulations.json")},
    )
    for rule in rules():
        led = result(f"regulations/{rule}/cited-by.json")
        by = {how: {one["by"]: one for one in led if one["how"] == how} for how in ("leads_to", "cites", "displaced")}
        wanted = {d["global_id"]: {id for id in leading(d) if id.startswith(f"{rule}#")} for d in duties}
        assert {id: set(one["places"]) for id, one in by["leads_to"].items()} == {
            id: p for id, p in wanted.items() if p
        }
        displaced = {d["global_id"] for d in duties if d.get("displaced_by", {}).get("regulation") == rule}
        assert by["displaced"].keys() == displaced
        quoting = {d["global_id"] for d in duties if f"《{titles[rule]}》" in words(d) and d["regulation"] != rule}
        assert by["cites"].keys() >= quoting
        relations = {
            (other, relation["kind"])
            for other in rules()
            for relation in result(f"regulations/{other}.json").get("relations", ())
            if relation["target"] == rule
        }
        assert {(one["by"], one["how"]) for one in led if "#" not in one["by"]} == relations


def words(duty: Value) -> str:
    """The 款 or 项 in which a duty is."""
    article = result(f"articles/{duty['article'].replace('#', '/')}.json")
    return "".join(
        unit.get("zh", "")
        for paragraph in article["paragraphs"]
        for unit in (paragraph, *paragraph.get("points", ()))
        if unit["eId"] == duty["eId"]
    )


# ---- what is not confirmed says so -----------------------------------------------------------------------------------


def test_nothing_is_in_force_that_nobody_confirmed_and_what_is_displaced_says_since_when(corpus: Corpus) -> None:
    for kind in ("obligations", "articles", "provisions", "regulations"):
        for record in result(f"{kind}.json"):
            rule, standing = corpus.regulations[record.get("regulation", record.get("id"))], record["standing"]
            assert (standing["verified_on"] is None) == (rule.force.verified_on is None)
            assert standing["state"] != "in_force" or rule.force.state == "in_force"
            assert standing["current"] == (standing["state"] in ("in_force", "unverified"))
            assert standing["state"] != "displaced" or standing["displaced_from"] == "2022-08-01"


def test_the_state_is_that_of_the_day(corpus: Corpus) -> None:
    before = dict(exports.files("api", corpus, date(2017, 10, 7)))
    assert result(DUTY, before)["standing"]["state"] == "not_yet"
    assert read(DUTY, before)["data_version"] == read(DUTY)["data_version"]
    assert read(DUTY, before)["as_of"] == "2017-10-07"
    assert defects(before) == []


def test_the_index_says_what_is_here_and_what_was_searched(corpus: Corpus) -> None:
    index = result("index.json")
    listed = {kind: index["coverage"][kind] for kind in ("full", "text", "excerpt", "outline")}
    assert {id: kind for kind, ids in listed.items() for id in ids} == {
        r.id: r.coverage for r in corpus.regulations.values()
    }
    assert index["coverage"]["penalties"]["not_searched"]
    assert index["files"] == len(api())
    assert index["addresses"] == [*dict.fromkeys(index["addresses"])]
    assert {f"/{address}" for address in index["addresses"]} == read("openapi.json")["paths"].keys()


# ---- bulk ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["obligations", "articles", "provisions", "cases", "facts"])
def test_a_list_is_all_files_of_its_kind(kind: str) -> None:
    singles = [result(address) for address in api() if re.fullmatch(rf"{kind}/.*\.json", address)]
    assert singles == result(f"{kind}.json") == result("bulk/everything.json")[kind]
    assert read(f"{kind}.json")["total"] == len(singles) == result("index.json")["counts"][kind]


def test_all_records_are_in_the_large_files() -> None:
    everything = result("bulk/everything.json")
    assert everything["regulations"] == [result(f"regulations/{rule}.json") for rule in rules()]
    first, *rest = lines("bulk/everything.jsonl")
    assert first["record"] == {key: read("index.json")[key] for key in ("schema_version", "data_version", "as_of")}
    assert len(rest) == sum(map(len, everything.values()))
    assert {json.dumps(line["record"]) for line in rest} == {
        json.dumps(r) for each in everything.values() for r in each
    }
    assert lines("bulk/obligations.jsonl") == everything["obligations"]
    assert lines("bulk/articles.jsonl") == everything["articles"]


def test_the_large_files_are_those_of_the_index() -> None:
    listed = {entry["href"]: (entry["bytes"], entry["sha256"]) for entry in result("index.json")["bulk"]}
    large = {path: (len(data), sha256(data).hexdigest()) for path, data in api().items() if path.startswith("bulk/")}
    assert listed == large
