"""guiju verify makes a report again from its receipt: no value of it may be edited but in the block to sign, and it says what it proves."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assessment_samples import CONTENT, assessed, assessment, seen
from checklist_samples import ROOT, corpus
from guiju import schema
from guiju.assessment.receipt import PARTICULARS, PROFILE, content_hash, particulars_hash
from guiju.bundled import schema as schema_of
from guiju.cli import main
from guiju.exports import formats
from guiju.exports.report import Audience
from guiju.source import Steps
from guiju.verification import against, as_json, verify
from guiju.verification.json_file import JsonFile, places, read_json
from guiju.verification.values import differences
from receipt_files import hashed_again, sealed_file, wrong

Captured = pytest.CaptureFixture[str]
GOOD = Path(__file__).parent / "corpora" / "good"
SIGNED = "sign_off"
MARK = "given-twice"


@cache
def report(audience: Audience = "internal") -> Any:
    return as_json(assessment("en"), audience)


def paths(value: Any, path: Steps = ()) -> Iterator[Steps]:
    """The paths of all values, those around others too."""
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(inner, (*path, key))


def at(value: Any, path: Steps) -> Any:
    for key in path:
        value = value[key]
    return value


def edits(value: Any) -> Iterator[Any]:
    """Other values in the place of one: changed, and of another type."""
    match value:
        case bool():
            yield from (not value, int(value))
        case int():
            yield from (value + 1, str(value), float(value))
        case float():
            yield from (value + 1, str(value))
        case str():
            yield from (f"{value}x", None, [value])
        case None:
            yield from ("x", 0, False)
        case list():
            yield from ([*value, "x"], {})
        case dict():
            yield from ({**value, "x": 1}, [])


def edited(value: Any) -> Iterator[tuple[Steps, Any]]:
    """Every edit of a single value: (its path, the whole with the edit). The whole is put right again before the next."""
    for path in list(paths(value)):
        if not path or path[0] == SIGNED:
            continue
        around, key = at(value, path[:-1]), path[-1]
        before = around[key]
        for other in edits(before):
            around[key] = other
            yield path, value
        del around[key]
        yield path, value
        if isinstance(around, list):
            around.insert(int(key), before)
        else:
            around[key] = before


def test_no_single_value_of_a_report_can_be_edited_outside_the_block_to_sign() -> None:
    """The report is made again once, since no edit outside the receipt changes what it is made from; edits inside it break a hash, or are found when it is used."""
    expected, stated = report(), deepcopy(report())
    tried, passed, hidden = 0, [], []
    for path, whole in edited(stated):
        tried += 1
        if path[0] == "receipt" and len(path) > 1:
            if sealed(whole["receipt"]):
                hidden.append((path, json.dumps(whole)))
            continue
        # What differs in a part differs in the whole: only the part that was edited is compared.
        part = path[:2] if len(path) > 2 else ()
        if next(differences(at(whole, part), at(expected, part), part, {(SIGNED,)}), None) is None:
            passed.append(path)
    passed += [path for path, text in hidden if not wrong(json.loads(text), corpus(ROOT))]
    assert passed == []
    assert stated == expected
    assert tried > 10_000


def sealed(receipt: Any) -> bool:
    """Whether both hashes of a receipt are those of its content."""
    try:
        seals = receipt["receipt"], receipt["particulars"]["sha256"]
        return seals == (content_hash(receipt), particulars_hash(receipt["particulars"]))
    except (LookupError, TypeError, AttributeError, ValueError):
        return False


def test_a_key_given_twice_is_found_in_any_object_of_a_report(tmp_path: Path, capsys: Captured) -> None:
    value = small_report(tmp_path)
    texts = []
    for path in paths(value):
        if isinstance(at(value, path), dict) and at(value, path):
            copy = deepcopy(value)
            inside = at(copy, path)
            key = next(iter(inside))
            inside[MARK] = 1
            texts.append((path, key, json.dumps(copy, indent=1).replace(f'"{MARK}"', json.dumps(key))))
    assert len(texts) > 50
    for path, key, text in texts:
        file = read_json_text(tmp_path, text)
        assert [twice for twice, _ in file.twice] == [(*path, key)], path
    assert main(["verify", str(tmp_path / "twice.json"), "--base", str(GOOD)]) == 1
    assert "is given twice; readers differ on which of the two counts" in capsys.readouterr().out


def small_report(folder: Path, *arguments: str) -> Any:
    """A report on the small law of the tests, as the command writes it."""
    (folder / "p.yaml").write_text(
        "facts: {keeps_logs: true, log_retention: P6M}\nplans: {rule-old#report: {kind: remediation, action: A, owner: B, due: 2024-01-01}}\n",
        "utf-8",
    )
    given = [
        "assess",
        str(folder / "p.yaml"),
        "--role",
        "platform",
        "--as-of",
        "2023-01-01",
        "--lang",
        "en",
        *arguments,
    ]
    assert (
        main([*given, *([] if "--base" in arguments else ["--base", str(GOOD)]), "-o", str(folder / "report.json")])
        == 0
    )
    return json.loads((folder / "report.json").read_text("utf-8"))


def read_json_text(folder: Path, text: str) -> JsonFile:
    (folder / "twice.json").write_text(text, "utf-8")
    return read_json(folder / "twice.json")


def verified(folder: Path, capsys: Captured, value: Any, *arguments: str) -> tuple[int, list[str]]:
    """The exit code of guiju verify on a value, and its lines without the name of the file."""
    file = folder / "r.json"
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2), "utf-8")
    capsys.readouterr()
    base = [] if "--base" in arguments else ["--base", str(GOOD)]
    code = main(["verify", str(file), *base, *arguments])
    told = capsys.readouterr()
    return code, [
        line.removeprefix("guiju: ").removeprefix(str(file)).lstrip(":") for line in (told.out + told.err).splitlines()
    ]


def test_a_report_holds_and_says_what_that_proves(tmp_path: Path, capsys: Captured) -> None:
    code, lines = verified(tmp_path, capsys, small_report(tmp_path))
    assert code == 0
    assert lines == [
        " holds; made again with 4 verdicts as of 2023-01-01: every value outside sign_off is the same",
        " that proves that it is consistent, not who wrote it or whether its facts are true",
    ]


def test_who_signs_may_be_written_in(tmp_path: Path, capsys: Captured) -> None:
    value = small_report(tmp_path)
    value["sign_off"][0] |= {"signature": "X", "date": "2023-02-01"}
    assert verified(tmp_path, capsys, value)[0] == 0
    del value["sign_off"]
    code, lines = verified(tmp_path, capsys, value)
    assert (code, len(lines)) == (1, 1) and "sign_off: is missing" in lines[0]


def test_a_difference_is_told_with_its_place_its_path_and_what_should_be_there(
    tmp_path: Path, capsys: Captured
) -> None:
    value = small_report(tmp_path)
    value["lines"][2]["title"] = "X"
    code, lines = verified(tmp_path, capsys, value)
    text = (tmp_path / "r.json").read_text("utf-8")
    line = text[: text.index('"title": "X"')].count("\n") + 1
    assert code == 1
    assert lines == [f'{line}:16: lines[2].title (rule-old#keep-logs): is "X"; should be "Keep logs"']


EDITS_HASHED_AGAIN: dict[str, tuple[Any, str]] = {
    "a verdict": (
        lambda r: r["verdicts"][2].update(verdict="breached"),
        'verdicts[2].verdict (rule-old#keep-logs): is "breached"; should be "met"',
    ),
    "a verdict left out": (lambda r: r["verdicts"].pop(), "verdicts[3]: is missing here"),
    "the hash of the law": (lambda r: r["hashes"].update(text="0" * 64), "hashes.text: is"),
    "the hash of a duty": (
        lambda r: r["hashes"]["duties"]["rule-old#keep-logs"].update(text="0" * 64),
        'hashes.duties["rule-old#keep-logs"].text: is',
    ),
    "a key that is not known": (lambda r: r.update(more=1), "more: unknown key 'more'"),
    "a key inside": (lambda r: r["verdicts"][0].update(more=1), "verdicts[0].more"),
    "another day, written otherwise": (lambda r: r.update(as_of="20230101"), "as_of: '20230101' does not fit"),
    "a day that is not one": (lambda r: r.update(as_of="2023-02-30"), "as_of: '2023-02-30' does not fit"),
    "a fact": (
        lambda r: r["profile"]["facts"].update(log_retention="P5M"),
        'verdicts[2].verdict (rule-old#keep-logs): is "met"; should be "breached"',
    ),
    "no facts": (lambda r: r["profile"].pop("facts"), "profile: key 'facts' is missing"),
    "another role": (lambda r: r.update(roles=["reader"]), "verdicts"),
}


@pytest.mark.parametrize("name", EDITS_HASHED_AGAIN)
def test_hashing_again_does_not_help(name: str, tmp_path: Path, capsys: Captured) -> None:
    edit, expected = EDITS_HASHED_AGAIN[name]
    value = small_report(tmp_path)
    edit(value["receipt"])
    value["receipt"] = hashed_again(value["receipt"])
    code, lines = verified(tmp_path, capsys, value)
    assert code == 1
    assert any(f"receipt.{expected}" in line for line in lines), lines


@pytest.mark.parametrize("key", ["language", "report", "plans"])
def test_particulars_hashed_again_differ_from_the_report_around_them(
    key: str, tmp_path: Path, capsys: Captured
) -> None:
    value = small_report(tmp_path)
    others = {"language": "zh", "report": {"entity": "Another"}, "plans": {}}
    value["receipt"]["particulars"][key] = others[key]
    value["receipt"] = hashed_again(value["receipt"])
    code, lines = verified(tmp_path, capsys, value)
    assert code == 1
    assert any(f": {key}" in line for line in lines), lines


OTHERS = {
    "kind": ("guiju-checklist", 'receipt.kind: is "guiju-checklist", not guiju-receipt'),
    "schema_version": (
        3,
        "receipt.schema_version: is 3, which this version of guiju does not read; this version reads 2: use the version",
    ),
}


@pytest.mark.parametrize("key", OTHERS)
def test_a_receipt_of_another_kind_or_version_is_refused_with_its_place(
    key: str, tmp_path: Path, capsys: Captured
) -> None:
    value = small_report(tmp_path)
    value["receipt"][key] = OTHERS[key][0]
    value["receipt"] = hashed_again(value["receipt"])
    code, (line,) = verified(tmp_path, capsys, value)
    assert code == 2
    assert OTHERS[key][1] in line and line.split(":")[0].isdigit()


def test_a_receipt_of_the_first_version_says_how_to_go_on(tmp_path: Path, capsys: Captured) -> None:
    value = small_report(tmp_path)
    value["receipt"]["schema_version"] = 1
    code, (line,) = verified(tmp_path, capsys, value)
    assert code == 2
    assert (
        "is 1, which proves less than the report says" in line and "assess again (guiju assess -o report.json" in line
    )


# ---- other data


def other_data(folder: Path) -> Path:
    """The small law of the tests with one case less, so that its version is another."""
    base = folder / "kb"
    shutil.copytree(GOOD, base)
    (case,) = (base / "cases").glob("*.yaml")
    case.write_text(case.read_text("utf-8") + "\n# a word more\n", "utf-8")
    return base


def test_a_case_more_in_the_data_leaves_every_duty_as_it_was(tmp_path: Path, capsys: Captured) -> None:
    value, base = small_report(tmp_path), other_data(tmp_path)
    code, lines = verified(tmp_path, capsys, value, "--base", str(base))
    assert code == 0
    assert lines[0].startswith(f" made with data version {value['data_version']} and guiju")
    assert "the wording and the rest of the report were not" in lines[0]
    assert lines[1] == " all 4 duties are as they were: text, reading and verdict"


def test_another_reading_of_one_duty_changes_that_duty_alone(tmp_path: Path, capsys: Captured) -> None:
    value, base = small_report(tmp_path), other_data(tmp_path)
    file = base / "regulations" / "rule-old" / "obligations.yaml"
    file.write_text(file.read_text("utf-8").replace("value: 6, unit: month", "value: 7, unit: month"), "utf-8")
    code, lines = verified(tmp_path, capsys, value, "--base", str(base))
    assert code == 1
    assert 'receipt.hashes.duties["rule-old#keep-logs"].reading: the reading of the duty changed' in lines[0]
    assert 'verdict (rule-old#keep-logs): is "met"; should be "breached" when computed again' in lines[1]
    assert lines[-1] == " 3 of 4 duties are as they were, 1 changed"


def test_with_other_data_a_report_that_contradicts_its_receipt_is_found(tmp_path: Path, capsys: Captured) -> None:
    value, base = small_report(tmp_path), str(other_data(tmp_path))
    for edit, expected in (
        (lambda r: r["counts"].update(met=4), "counts.met: is 4; should be"),
        (lambda r: r["lines"][2].update(verdict="breached"), 'lines[2].verdict (rule-old#keep-logs): is "breached"'),
        (lambda r: r["lines"].pop(), "lines[3]: is missing here"),
        (lambda r: r.update(data_version="0" * 12), "data_version: is"),
        (lambda r: r.update(as_of="2024-01-01"), "as_of: is"),
        (lambda r: r.update(more=1), "more: unknown key 'more'"),
        (lambda r: r["lines"][1].update(more=1), "lines[1].more ("),
    ):
        forged = deepcopy(value)
        edit(forged)
        code, lines = verified(tmp_path, capsys, forged, "--base", base)
        assert code == 1 and any(expected in line for line in lines), lines


@pytest.mark.parametrize("key", ["guiju", "data_version"])
def test_a_version_that_was_edited_and_hashed_again_is_told(key: str, tmp_path: Path, capsys: Captured) -> None:
    value = small_report(tmp_path)["receipt"]
    value[key] = "000000000000"
    code, lines = verified(tmp_path, capsys, hashed_again(value))
    assert code == 0
    assert "000000000000" in lines[0] and "the rest of the report were not" in lines[0]


# ---- the regulator edition


def test_the_regulator_edition_is_verified_by_the_internal_one() -> None:
    internal, regulator = sealed_file(report()), sealed_file(report("regulator"))
    assert verify(internal, corpus(ROOT)).differences == ()
    assert against(regulator, internal, corpus(ROOT)).differences == ()
    forged = deepcopy(report("regulator"))
    forged["counts"]["met"] += 1
    (one,) = against(sealed_file(forged), internal, corpus(ROOT)).differences
    assert one.path == ("counts", "met")
    other = as_json(assessed({"facts": {}}, "en"))
    assert against(regulator, sealed_file(other), corpus(ROOT)).differences


def test_the_regulator_edition_alone_says_what_it_needs(tmp_path: Path, capsys: Captured) -> None:
    small_report(tmp_path)
    internal = tmp_path / "internal.json"
    shutil.copy(tmp_path / "report.json", internal)
    value = small_report(tmp_path, "--audience", "regulator")
    code, (line,) = verified(tmp_path, capsys, value)
    assert code == 2 and "--against INTERNAL.json" in line
    code, lines = verified(tmp_path, capsys, value, "--against", str(internal))
    assert code == 0 and "holds; made again with 4 verdicts" in lines[0]
    value["counts"]["met"] += 1
    assert verified(tmp_path, capsys, value, "--against", str(internal))[0] == 1
    code, (line,) = verified(tmp_path, capsys, json.loads(internal.read_text("utf-8")), "--against", str(internal))
    assert code == 2 and "--against is for the regulator edition" in line


# ---- the JSON beside other formats


@pytest.mark.parametrize("audience", ["internal", "regulator"])
@pytest.mark.parametrize("kind", ["assessment", "applicability"])
def test_other_formats_name_the_hash_of_the_json_report(kind: str, audience: Audience) -> None:
    made = assessment("en")
    data = formats("assessment")["json"](made, audience)
    assert data == formats("assessment")["json"](assessed(CONTENT, "en"), audience)
    for form in sorted(set(formats(kind)) - ({"json"} if kind == "assessment" else set())):
        text = (
            " ".join(seen(form, formats(kind)[form](made, audience)).split())
            if form != "csv"
            else formats(kind)[form](made, audience).decode()
        )
        assert hashlib.sha256(data).hexdigest() in text, form
        assert form == "csv" or "guiju assess … --as-of 2026-06-30 --lang en" in text, form


def test_a_receipt_holds_all_parts_of_a_profile() -> None:
    assert {*PROFILE, *PARTICULARS} == set(schema_of("profile")["properties"])
    assert schema.fits(report()["receipt"], "receipt")


def test_places_are_those_of_values_and_keys() -> None:
    text = '{"a": [1, {"b c": "x,{"}],\n "é\\n": null, "d": {}}'
    found = places(text)
    assert found.values == {
        (): (1, 1),
        ("a",): (1, 7),
        ("a", 0): (1, 8),
        ("a", 1): (1, 11),
        ("a", 1, "b c"): (1, 19),
        ("é\n",): (2, 9),
        ("d",): (2, 20),
    }
    assert found.keys == {("a",): (1, 2), ("a", 1, "b c"): (1, 12), ("é\n",): (2, 2), ("d",): (2, 15)}
    assert set(paths(json.loads(text))) == set(found.values)


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
            code, lines = verified_ascii(tmp_path, capsys, edited_value)
            assert code in (1, 2) or key == SIGNED or (again and key in ("guiju", "data_version", "receipt")), (
                key,
                lines,
            )
            assert lines and all(line.isprintable() for line in lines)
        inside[key] = before


def verified_ascii(folder: Path, capsys: Captured, value: Any) -> tuple[int, list[str]]:
    """As `verified`, from a file of plain ASCII: half a character has no UTF-8."""
    file = folder / "r.json"
    file.write_text(json.dumps(value), "utf-8")
    capsys.readouterr()
    code = main(["verify", str(file), "--base", str(GOOD)])
    told = capsys.readouterr()
    return code, (told.out + told.err).splitlines()


def test_the_same_profile_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps(CONTENT), "utf-8")
    made = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.json"
        roles = ["--role", "account-provider", "--role", "group-provider"]
        command = [
            sys.executable,
            "-m",
            "guiju",
            "assess",
            "p.json",
            *roles,
            "--as-of",
            "2026-06-30",
            "-o",
            target.name,
        ]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert target.exists(), done.stderr
        made.append(target.read_bytes())
    assert made[0] == made[1]
