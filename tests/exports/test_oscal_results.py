"""An assessment as OSCAL: satisfied and not-satisfied are all it knows, and nothing that is for the house itself."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assessment_samples import AS_OF, PLANTED, assessment
from guiju import exports
from guiju.cli import main
from guiju.model import Lang
from guiju.verification import as_json
from oscal_judges import NEEDS_3_12, Documents, loose_ends, nist, oscal_validate, trestle
from places import GOOD, files_below
from real_corpus import real
from receipt_files import Captured, report, small_report

OTHER_DAY = ("--as-of", "2023-01-01")


@cache
def made(lang: Lang) -> Documents:
    files = exports.files("oscal", real(), AS_OF, assessment=assessment(lang))
    return {name: json.loads(data) for name, data in files}


def own(lang: Lang) -> Documents:
    return {name: document for name, document in made(lang).items() if name.startswith("assessment-")}


def result(lang: Lang) -> Any:
    return made(lang)[f"assessment-results.{lang}.json"]["assessment-results"]["results"][0]


def by_id(lang: Lang, kind: str) -> dict[str, Any]:
    """The observations or findings, by the duty of each."""
    return {prop(one, "id"): one for one in result(lang)[kind]}


def prop(value: Any, name: str) -> str:
    (text,) = (str(prop["value"]) for prop in value["props"] if prop["name"] == name)
    return text


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(item)


# ---- the judges ------------------------------------------------------------------------------------------------------


def test_plan_and_results_pass_every_judge(lang: Lang, tmp_path: Path) -> None:
    assert set(own(lang)) == {f"assessment-plan.{lang}.json", f"assessment-results.{lang}.json"}
    assert nist(own(lang), tmp_path) == trestle(own(lang), tmp_path) == set()
    assert loose_ends(made(lang)) == []


@NEEDS_3_12
def test_oscal_validate_finds_no_error(lang: Lang, tmp_path: Path) -> None:
    assert oscal_validate(made(lang), own(lang), tmp_path) == []


# ---- what they say ---------------------------------------------------------------------------------------------------


def test_only_what_is_met_or_breached_has_a_finding_and_the_rest_an_observation_alone(lang: Lang) -> None:
    verdicts = {duty.id: duty.verdict for duty in assessment(lang).duties}
    assert set(verdicts.values()) == {"met", "breached", "undetermined", "not_applicable"}
    assert {id: prop(one, "verdict") for id, one in by_id(lang, "observations").items()} == verdicts
    states = {id: one["target"]["status"]["state"] for id, one in by_id(lang, "findings").items()}
    words = {"met": "satisfied", "breached": "not-satisfied"}
    assert states == {name: words[verdict] for name, verdict in verdicts.items() if verdict in words}


def test_a_verdict_that_somebody_declared_names_who_and_is_not_called_a_pass(lang: Lang) -> None:
    document = made(lang)[f"assessment-results.{lang}.json"]["assessment-results"]
    parties = {party["uuid"]: party["name"] for party in document["metadata"]["parties"]}
    declared = [duty for duty in assessment(lang).duties if duty.decided_by == "declaration"]
    observations, findings = by_id(lang, "observations"), by_id(lang, "findings")
    assert declared
    for duty in declared:
        (actor,) = observations[duty.id]["origins"][0]["actors"]
        assert duty.declaration and parties[actor["actor-uuid"]] == duty.declaration.by
        assert duty.declaration.by in observations[duty.id]["remarks"]
        if duty.id in findings:
            assert findings[duty.id]["target"]["status"]["reason"] == "other"
            assert findings[duty.id]["target"]["status"]["remarks"] == duty.words[lang]


def test_it_names_the_party_the_signers_and_the_receipt(lang: Lang) -> None:
    document = made(lang)[f"assessment-results.{lang}.json"]["assessment-results"]
    names = {party["name"] for party in document["metadata"]["parties"]}
    stated = assessment(lang).profile.report
    assert {stated.entity, stated.prepared_by, stated.reviewed_by, stated.approved_by} <= names
    assert prop(result(lang), "receipt-sha256") == as_json(assessment(lang))["receipt"]["receipt"]


def test_nothing_that_the_regulator_edition_leaves_out_is_in_it(lang: Lang) -> None:
    text = json.dumps(own(lang), ensure_ascii=False)
    internal, regulator = (
        json.dumps(as_json(assessment(lang), a), ensure_ascii=False) for a in ("internal", "regulator")
    )
    for planted in PLANTED.values():
        assert planted in internal and planted not in regulator and planted not in text
    hidden = set(strings(as_json(assessment(lang)))) - set(strings(as_json(assessment(lang), "regulator")))
    catalog = json.dumps(made(lang)[f"catalog.{lang}.json"], ensure_ascii=False)
    assert [one for one in hidden if len(one) > 8 and one in text and one not in catalog and one not in regulator] == []


def test_another_assessment_has_other_ids_and_the_same_one_the_same(lang: Lang) -> None:
    again = dict(exports.files("oscal", real(), AS_OF, assessment=assessment(lang)))
    assert {name: json.loads(again[name]) for name in own(lang)} == own(lang)
    other = assessment(lang, AS_OF.replace(day=29))
    files = dict(exports.files("oscal", real(), AS_OF.replace(day=29), assessment=other))
    results = json.loads(files[f"assessment-results.{lang}.json"])["assessment-results"]
    ids = [one["uuid"] for one in results["results"][0]["observations"]]
    assert not set(ids) & {one["uuid"] for one in result(lang)["observations"]}


# ---- the command -----------------------------------------------------------------------------------------------------


def exported(here: Path, capsys: Captured, file: str, *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    base = [] if "--base" in arguments else ["--base", str(GOOD)]
    code = main(["export", "oscal", "-o", "out", "--receipt", file, *base, *arguments])
    printed, said = capsys.readouterr()
    assert printed == ""
    return code, said


def test_a_report_or_its_receipt_alone_is_exported_with_its_day(here: Path, capsys: Captured) -> None:
    value = small_report(here)
    assert exported(here, capsys, "report.json")[0] == 0
    of_report = files_below(here / "out")
    assert "assessment-results.en.json" in of_report
    assert b'"start": "2023-01-01T00:00:00+08:00"' in of_report["assessment-results.en.json"]
    (here / "receipt.json").write_text(json.dumps(value["receipt"], ensure_ascii=False), "utf-8")
    assert exported(here, capsys, "receipt.json")[0] == 0
    assert files_below(here / "out") == of_report


def test_the_results_of_an_earlier_receipt_are_not_removed_in_silence(here: Path, capsys: Captured) -> None:
    small_report(here)
    assert exported(here, capsys, "report.json")[0] == 0
    before = files_below(here / "out")
    assert main(["export", "oscal", "-o", "out", "--base", str(GOOD), *OTHER_DAY]) == 2
    assert "assessment-results.en.json, from an earlier --receipt, would be removed" in capsys.readouterr().err
    assert files_below(here / "out") == before


def flipped(value: Any) -> Any:
    line = next(line for line in value["lines"] if line["verdict"] == "met")
    line["verdict"] = "breached"
    return value


def of_other_data(value: Any) -> Any:
    return value["receipt"] | {"data_version": "0" * 12}


REFUSED: dict[str, tuple[Callable[[Any], Any], str, tuple[str, ...]]] = {
    "edited": (flipped, "guiju verify r.json lists all differences", ()),
    "of other data": (of_other_data, "r.json", ()),
    "a list": (lambda _: [], "is not a guiju receipt", ()),
    "deep": (lambda _: json.loads("[" * 400 + "]" * 400), "is not a guiju receipt", ()),
    "of the regulator edition": (lambda _: report("regulator"), "name the internal one", ()),
    "with another day": (lambda value: value, "--as-of: the report has its day; leave it out", OTHER_DAY),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_not_verify_is_refused_and_nothing_is_written(what: str, here: Path, capsys: Captured) -> None:
    change, message, arguments = REFUSED[what]
    (here / "r.json").write_text(json.dumps(change(small_report(here)), ensure_ascii=False), "utf-8")
    code, said = exported(here, capsys, "r.json", *arguments)
    assert code == 2 and message in said and len(said.splitlines()) == 1
    assert not (here / "out").exists()


def test_a_format_without_assessments_says_so(here: Path, capsys: Captured) -> None:
    small_report(here)
    capsys.readouterr()
    assert main(["export", "ciso-assistant", "-o", "out", "--receipt", "report.json", "--base", str(GOOD)]) == 2
    assert "--receipt: ciso-assistant has no assessments; leave it out" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(here: Path, capsys: Captured) -> None:
    code, said = exported(here, capsys, "nowhere.json")
    assert code == 2 and "nowhere.json" in said and len(said.splitlines()) == 1
