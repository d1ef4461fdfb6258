"""guiju verify makes a report again from its receipt: no value may be edited outside the signature block."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from checklist_samples import ROOT, corpus
from guiju.assessment.receipt import PARTICULARS, PROFILE, content_hash, particulars_hash
from guiju.files import schema
from guiju.files.bundled import schema as schema_of
from guiju.files.source import Steps
from guiju.verification.values import mismatches, noncanonical
from receipt_files import Captured, at, each_edit, edited, hashed_again, paths, report, small_report, verified, wrong

SIGNED = "sign_off"
MARK = "given-twice"


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


def each_single_edit(value: Any) -> Iterator[tuple[Steps, Any]]:
    """Every edit of a single value: (its path, the whole with the edit), each undone before the next."""
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
    """The report is made again once: edits outside the receipt change nothing it is made from."""
    expected, stated = report(), deepcopy(report())
    tried, passed, hidden = 0, [], []
    for path, whole in each_single_edit(stated):
        tried += 1
        if path[0] == "receipt" and len(path) > 1:
            if sealed(whole["receipt"]):
                hidden.append((path, json.dumps(whole)))
            continue
        # What differs in a part differs in the whole: only the part that was edited is compared.
        part = path[:2] if len(path) > 2 else ()
        if next(mismatches(at(whole, part), at(expected, part), part, {(SIGNED,)}), None) is None:
            passed.append(path)
    passed += [path for path, text in hidden if not wrong(json.loads(text), corpus(ROOT))]
    assert passed == []
    assert stated == expected
    assert tried > 10_000


def test_no_number_or_text_is_written_otherwise_than_canonical_json_writes_it() -> None:
    """1.0 has the hash that 1 has; too large a number and half a character have none."""
    stated, tried = deepcopy(report()), 0
    for path in list(paths(stated)):
        before, edits = at(stated, path), ()
        if path and path[0] == SIGNED:
            continue
        if type(before) is int:
            edits = (float(before), -0.0, 10**30, 1e300)
        elif isinstance(before, str):
            edits = (before + "\ud800",)
        for edit in edits:
            tried += 1
            around = at(stated, path[:-1])
            around[path[-1]] = edit
            found = [one.path for one in noncanonical(around, path[:-1])]
            assert found == [path], (path, edit)
            around[path[-1]] = before
    assert tried > 1_000
    assert list(noncanonical(stated)) == []
    stated[SIGNED] = [1.0, "\ud800"]
    assert list(noncanonical(stated, without={(SIGNED,)})) == []
    assert [one.path for one in noncanonical({"\udfff": {}})] == [("\udfff",)]


@pytest.mark.parametrize(
    ("fact", "written", "message"),
    [
        ("log_retention", "\ud800", 'profile.facts.log_retention: is a text with half a character: "\\ud800"'),
        ("keeps_logs", 10**30, "profile.facts.keeps_logs: is a number that other readers change"),
    ],
)
def test_what_has_no_hash_is_one_line_with_its_place(
    fact: str, written: Any, message: str, tmp_path: Path, capsys: Captured
) -> None:
    value = small_report(tmp_path)
    value["receipt"]["profile"]["facts"][fact] = written
    code, (line,) = verified(tmp_path, capsys, value, ascii=True)
    assert code == 1 and f"receipt.{message}" in line


def sealed(receipt: Any) -> bool:
    """Whether both hashes of a receipt are those of its content."""
    try:
        seals = receipt["receipt"], receipt["particulars"]["sha256"]
        return seals == (content_hash(receipt), particulars_hash(receipt["particulars"]))
    except (LookupError, TypeError, AttributeError, ValueError):
        return False


def test_a_report_holds_and_says_what_that_proves(tmp_path: Path, capsys: Captured) -> None:
    code, lines = verified(tmp_path, capsys, small_report(tmp_path))
    assert code == 0
    assert lines == [
        " is valid: recomputed with 4 verdicts as of 2023-01-01, every value outside sign_off is the same",
        " this proves that it is consistent, not who wrote it or whether its facts are true",
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


@pytest.mark.parametrize("edit", each_edit("receipt hashed again"))
def test_hashing_again_does_not_help(edit: dict[str, Any], tmp_path: Path, capsys: Captured) -> None:
    value = small_report(tmp_path)
    value["receipt"] = hashed_again(edited(value["receipt"], edit))
    code, lines = verified(tmp_path, capsys, value)
    assert code == 1
    assert any(edit["says"] in line for line in lines), lines


@pytest.mark.parametrize("edit", each_edit("receipt refused"))
def test_a_receipt_of_another_kind_or_version_is_refused_with_its_place(
    edit: dict[str, Any], tmp_path: Path, capsys: Captured
) -> None:
    value = small_report(tmp_path)
    value["receipt"] = hashed_again(edited(value["receipt"], edit))
    code, (line,) = verified(tmp_path, capsys, value)
    assert code == 2 and line.split(":")[0].isdigit()
    assert all(words in line for words in edit["says"])


def test_a_receipt_holds_all_parts_of_a_profile() -> None:
    nothing_rests_on_it = {"assignees"}
    assert {*PROFILE, *PARTICULARS, *nothing_rests_on_it} == set(schema_of("profile")["properties"])
    assert schema.fits(report()["receipt"], "receipt")
