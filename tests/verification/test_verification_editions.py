"""guiju verify with other data, on the regulator edition and on reports in other formats."""

import hashlib
import json
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessment_samples import CONTENT, assessed, assessment, seen
from checklist_samples import ROOT, corpus
from guiju import __version__
from guiju.cli import main
from guiju.documents.report.audience import Audience
from guiju.verification import as_json, verify, verify_regulator_edition
from guiju.writers import formats
from receipt_files import GOOD, Captured, each_edit, edited, hashed_again, report, sealed_file, small_report, verified

SIGNED = "sign_off"


# ---- other data


def other_data(folder: Path) -> Path:
    """The small law of the tests with one case less, so that its version is another."""
    base = shutil.copytree(GOOD, folder / "kb")
    (case,) = (base / "cases").glob("*.yaml")
    case.write_text(case.read_text("utf-8") + "\n# a word more\n", "utf-8")
    return base


def test_a_case_more_in_the_data_leaves_every_duty_as_it_was(tmp_path: Path, capsys: Captured) -> None:
    value, base = small_report(tmp_path), other_data(tmp_path)
    code, lines = verified(tmp_path, capsys, value, "--base", str(base))
    assert code == 3
    assert lines[0].startswith(f" made with data version {value['data_version']} and guiju")
    assert "the wording and the rest were not" in lines[0]
    assert lines[1] == " all 4 duties are unchanged: text, reading and verdict"
    assert lines[2].startswith(" whether it is as guiju wrote it was not established")


def test_another_reading_of_one_duty_changes_that_duty_alone(tmp_path: Path, capsys: Captured) -> None:
    value, base = small_report(tmp_path), other_data(tmp_path)
    file = base / "regulations" / "rule-old" / "obligations" / "art_002.yaml"
    file.write_text(file.read_text("utf-8").replace("value: 6, unit: month", "value: 7, unit: month"), "utf-8")
    code, lines = verified(tmp_path, capsys, value, "--base", str(base))
    assert code == 1
    assert 'receipt.hashes.duties["rule-old#keep-logs"].reading: the reading of the duty changed' in lines[0]
    assert 'verdict (rule-old#keep-logs): is "met"; should be "breached" when computed again' in lines[1]
    assert lines[-1] == " 3 of 4 duties are unchanged, 1 changed"


@pytest.mark.parametrize("edit", each_edit("report on other data"))
def test_with_other_data_a_report_that_contradicts_its_receipt_is_found(
    edit: dict[str, Any], tmp_path: Path, capsys: Captured
) -> None:
    value, base = small_report(tmp_path), str(other_data(tmp_path))
    code, lines = verified(tmp_path, capsys, edited(value, edit), "--base", base)
    assert code == 1 and any(edit["says"] in line for line in lines), lines


@pytest.mark.parametrize(
    ("key", "claim", "says"),
    [
        ("data_version", "000000000000", "made with data version 000000000000"),
        ("guiju", "000000000000", 'guiju "000000000000" is none of the releases known here (0.1.0'),
        ("guiju", "0.1.7", 'guiju "0.1.7" is none of the releases known here (0.1.0'),
        ("guiju", "9.9.9", "claims guiju 9.9.9, which is later than this one"),
        ("guiju", "99.0.0.dev1", "verify it with that version"),
        ("guiju", "0.1.0", "which is not the one named here; nothing shows that it made this"),
    ],
)
def test_a_version_that_was_edited_and_hashed_again_never_makes_a_report_valid(
    key: str, claim: str, says: str, tmp_path: Path, capsys: Captured
) -> None:
    value = small_report(tmp_path)
    value["receipt"] = hashed_again({**value["receipt"], key: claim})
    for claiming in (value["receipt"], {**value, "data_version": value["receipt"]["data_version"]}):
        code, lines = verified(tmp_path, capsys, claiming)
        assert (code, any(says in line for line in lines)) == (3, True), lines
        assert not any("is valid" in line or "this proves" in line for line in lines)


def test_each_release_is_known_with_the_hash_of_its_data() -> None:
    known = yaml.safe_load((ROOT / "tools/guiju/verification/releases.yaml").read_text("utf-8"))
    assert list(known) == [release.version for release in corpus(ROOT).releases]
    # A checkout between two releases is neither.
    assert known.get(__version__, corpus(ROOT).data_version) == corpus(ROOT).data_version
    assert all(isinstance(digest, str) and len(digest) == 12 for digest in known.values())


def test_no_edit_of_a_report_passes_with_another_version_for_a_shield(tmp_path: Path, capsys: Captured) -> None:
    value = small_report(tmp_path)
    claimed = hashed_again({**value["receipt"], "guiju": "0.1.7"})
    for key in value.keys() - {"receipt", SIGNED, "schema_version"}:
        for edit in ({"x": 1}, None, "x"):
            assert verified(tmp_path, capsys, {**value, "receipt": claimed, key: edit})[0] in (1, 3), (key, edit)


# ---- the regulator edition


def test_the_regulator_edition_is_verified_by_the_internal_one() -> None:
    internal, regulator = sealed_file(report()), sealed_file(report("regulator"))
    assert verify(internal, corpus(ROOT)).mismatches == ()
    assert verify_regulator_edition(regulator, internal, corpus(ROOT)).mismatches == ()
    forged = deepcopy(report("regulator"))
    forged["counts"]["met"] += 1
    (one,) = verify_regulator_edition(sealed_file(forged), internal, corpus(ROOT)).mismatches
    assert one.path == ("counts", "met")
    other = as_json(assessed({"facts": {}}, "en"))
    assert verify_regulator_edition(regulator, sealed_file(other), corpus(ROOT)).mismatches


def test_the_regulator_edition_alone_says_what_it_needs(tmp_path: Path, capsys: Captured) -> None:
    small_report(tmp_path)
    internal = tmp_path / "internal.json"
    shutil.copy(tmp_path / "report.json", internal)
    value = small_report(tmp_path, "--audience", "regulator")
    code, (line,) = verified(tmp_path, capsys, value)
    assert code == 2 and "has the hashes of its receipt but not the facts" in line and "--against INTERNAL.json" in line
    code, lines = verified(tmp_path, capsys, value, "--against", str(internal))
    assert code == 0 and "is valid: recomputed with 4 verdicts" in lines[0]
    value["counts"]["met"] += 1
    assert verified(tmp_path, capsys, value, "--against", str(internal))[0] == 1
    code, (line,) = verified(tmp_path, capsys, json.loads(internal.read_text("utf-8")), "--against", str(internal))
    assert code == 2 and "--against is only for the regulator edition" in line


# ---- the JSON beside other formats


@pytest.mark.parametrize("audience", ["internal", "regulator"])
@pytest.mark.parametrize("kind", ["assessment", "applicability"])
def test_other_formats_name_the_hash_of_the_json_report(kind: str, audience: Audience) -> None:
    made = assessment("en")
    data = formats("assessment")["json"](made, audience)
    assert data == formats("assessment")["json"](assessed(CONTENT, "en"), audience)
    for form in sorted(set(formats(kind)) - ({"json"} if kind == "assessment" else set())):
        file = formats(kind)[form](made, audience)
        text = file.decode() if form == "csv" else " ".join(seen(form, file).split())
        assert hashlib.sha256(data).hexdigest() in text, form
        assert form == "csv" or "guiju assess … --as-of 2026-06-30 --lang en" in text, form


@pytest.mark.parametrize("audience", ["internal", "regulator"])
def test_a_part_left_out_is_told(audience: str, tmp_path: Path, capsys: Captured) -> None:
    against_internal = []
    if audience == "regulator":
        small_report(tmp_path)
        shutil.copy(tmp_path / "report.json", tmp_path / "internal.json")
        against_internal = ["--against", str(tmp_path / "internal.json")]
    value = small_report(tmp_path, "--audience", audience)
    base = str(other_data(tmp_path))
    for part in (value, value["receipt"]):
        for key in list(part):
            before = part.pop(key)
            for given in (["--base", str(GOOD)], ["--base", base]):
                code, lines = verified(tmp_path, capsys, value, *given, *against_internal)
                assert lines and code in (1, 2), (key, given)
            part[key] = before


HOSTILE: dict[str, Any] = {
    "a number too large": 10**30,
    "half a character": "\ud800",
    "a deep list": json.loads("[" * 300 + "]" * 300),
    "a line break": "a\nb\x1b[31m\u202e",
    "nothing": None,
    "a number": 1,
    "a truth": True,
    "an object": {"a": {"b": [1]}},
    "an empty list": [],
    "a year that is none": "0000-01-01",
    "the last day": "9999-12-31",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("part", ["receipt", "report"])
def test_whatever_stands_in_a_report_is_told_in_lines(name: str, part: str, tmp_path: Path, capsys: Captured) -> None:
    value = small_report(tmp_path)
    inside = value if part == "report" else value["receipt"]
    for key in list(inside):
        before, inside[key] = inside[key], HOSTILE[name]
        if json.dumps(before) == json.dumps(HOSTILE[name]):
            continue
        for again in (False, True) if part == "receipt" else (False,):
            edited_value = deepcopy(value)
            if again:
                try:
                    edited_value["receipt"] = hashed_again(edited_value["receipt"])
                except (ValueError, TypeError, LookupError, AttributeError):
                    continue
            code, lines = verified(tmp_path, capsys, edited_value, ascii=True)
            not_whole = code == 3 and key in ("schema_version", "guiju", "data_version")
            assert code in (1, 2) or not_whole or key == SIGNED or (again and key == "receipt"), (
                key,
                lines,
            )
            assert lines and all(line.isprintable() for line in lines)
        inside[key] = before


def test_a_report_of_the_format_before_is_computed_again_and_what_is_not_is_said(
    tmp_path: Path, capsys: Captured
) -> None:
    sample = (GOOD.parents[1] / "samples/report_of_format_2.json").read_text("utf-8")
    file = tmp_path / "report.json"
    file.write_text(sample, "utf-8")
    assert main(["verify", str(file), "--base", str(GOOD)]) == 3
    said = capsys.readouterr().out
    assert "not remade: penalties, gaps and words of format 2" in said and "all 4 duties are unchanged" in said
    file.write_text(sample.replace('"verdict": "breached"', '"verdict": "met"'), "utf-8")
    assert main(["verify", str(file), "--base", str(GOOD)]) == 1
    file.write_text(sample, "utf-8")
    assert main(["compare", str(file), str(file)]) == 0
