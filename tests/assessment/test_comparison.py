"""Two assessments compare: better, worse, otherwise, and stale where law or reading changed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from case_tables import cases
from guiju.assessment.receipt import content_hash
from kept_cache import main
from receipt_files import GOOD, Captured

CASES = cases(__file__)


def assessment(folder: Path, name: str, facts: dict[str, Any], base: Path = GOOD) -> Path:
    profile, answer = folder / f"{name}.yaml", folder / f"{name}.json"
    profile.write_text(json.dumps({"facts": facts}), "utf-8")
    call = f"assess {profile} --role platform --base {base} --as-of 2023-01-01 -o {answer}"
    main(call.split())
    return answer


def differences(old: Path, new: Path, capsys: Captured) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    return main(["compare", str(old), str(new), "--json"]), json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("before", "after", "change", "code"), CASES["changes"])
def test_a_duty_gets_better_or_worse(
    before: dict[str, Any], after: dict[str, Any], change: str, code: int, tmp_path: Path, capsys: Captured
) -> None:
    found = differences(assessment(tmp_path, "old", before), assessment(tmp_path, "new", after), capsys)
    assert found[0] == code
    changes = {entry["obligation"]: entry["change"] for entry in found[1]["differences"]}
    assert changes["rule-old#keep-logs"] == change
    # Whoever keeps no logs is outside all four duties.
    assert (len(changes), found[1]["same"]) == ((4, 0) if before == {"keeps_logs": False} else (1, 3))
    assert found[1]["stale"] == []


def test_no_fact_that_is_left_out_or_weakened_makes_a_duty_better(tmp_path: Path, capsys: Captured) -> None:
    full = {"keeps_logs": True, "log_retention": {"value": "P30D", "basis": "measured"}}
    old = assessment(tmp_path, "old", full)
    weaker = {"value": "P6M", "basis": "declared"}
    for name, facts in {
        "without": {"keeps_logs": True},
        "none": {},
        "weaker": {**full, "log_retention": weaker},
        "another": {"log_retention": {"value": "P6M", "basis": "measured"}},
    }.items():
        code, found = differences(old, assessment(tmp_path, name, facts), capsys)
        changes = [entry["change"] for entry in found["differences"]]
        assert (code, "better" in changes, "lost" in changes) == (1, False, True), name
    assert [fact["fact"] for fact in found["lost_facts"]] == ["keeps_logs"]


def test_a_change_of_reading_in_between_is_said(base: Path, tmp_path: Path, capsys: Captured) -> None:
    file = base / "regulations" / "rule-old" / "obligations" / "art_002.yaml"
    file.write_text(file.read_text("utf-8").replace("value: 6, unit: month", "value: 7, unit: month"), "utf-8")
    facts = {"keeps_logs": True, "log_retention": "P6M"}
    old, new = assessment(tmp_path, "old", facts), assessment(tmp_path, "new", facts, base)
    code, found = differences(old, new, capsys)
    assert (code, found["stale"], found["stale_duties"]) == (1, ["obligations"], ["rule-old#keep-logs"])
    assert main(["compare", str(old), str(new), "--lang", "en"]) == 1
    assert "Our reading  " in (out := capsys.readouterr().out) and "answer different questions" in out


def states(found: dict[str, Any]) -> list[tuple[list[str], str]]:
    return [(gap["ids"], gap["state"]) for gap in found["gaps"]]


def test_of_two_reports_the_gaps_are_compared_by_their_ids(tmp_path: Path, capsys: Captured) -> None:
    before, after = {"keeps_logs": True, "log_retention": "P30D"}, {"keeps_logs": True, "log_retention": "P6M"}
    old, new = assessment(tmp_path, "old", before), assessment(tmp_path, "new", after)
    gap = "rule-old#keep-logs/service"
    assert states(differences(old, new, capsys)[1]) == [([gap], "unexplained")]
    assert states(differences(new, old, capsys)[1]) == [([gap], "new")]
    assert main(["compare", str(new), str(old), "--lang", "en"]) == 1
    assert "New\n  F-Q2X6  " in capsys.readouterr().out


def test_of_a_receipt_alone_or_a_report_before_gaps_had_ids_duties_are_compared(
    tmp_path: Path, capsys: Captured
) -> None:
    report = assessment(tmp_path, "report", {"keeps_logs": True, "log_retention": "P30D"})
    value = json.loads(report.read_text("utf-8"))
    (receipt := tmp_path / "receipt.json").write_text(json.dumps(value["receipt"]), "utf-8")
    for line in value["lines"]:
        del line["gaps"]
    (older := tmp_path / "older.json").write_text(json.dumps(value), "utf-8")
    for file in (receipt, older):
        code, found = differences(file, report, capsys)
        assert (code, found["by"], states(found)) == (0, "obligation", [(["rule-old#keep-logs"], "open")])


def test_a_receipt_of_the_format_before_is_compared_with_one_of_this(tmp_path: Path, capsys: Captured) -> None:
    new = assessment(tmp_path, "new", {"keeps_logs": True, "log_retention": "P6M"})
    before = json.loads(new.read_text("utf-8"))["receipt"]
    del before["particulars"], before["hashes"]["duties"]
    for entry in before["verdicts"]:
        del entry["state"]
    before["schema_version"] = 1
    next(entry for entry in before["verdicts"] if entry["verdict"] == "met")["verdict"] = "breached"
    old = tmp_path / "old.json"
    old.write_text(json.dumps({**before, "receipt": content_hash(before)}), "utf-8")
    code, found = differences(old, new, capsys)
    assert (code, found["stale"], found["stale_duties"]) == (0, [], [])
    assert [entry["change"] for entry in found["differences"]] == ["better"]


BAD_RECEIPTS: dict[str, tuple[Callable[[str], str], str]] = {
    "a key twice": (
        lambda text: text.replace('"verdicts": [', '"verdicts": [], "verdicts": ['),
        "receipt.verdicts: is given twice",
    ),
    "edited": (lambda text: text.replace('"P6M"', '"P5M"'), "was edited"),
    **{text: (lambda _, text=text: text, "") for text in ("", "[]", "{}", '{"receipt": {"receipt": "x"}}', "nonsense")},
}


@pytest.mark.parametrize("bad", BAD_RECEIPTS)
def test_what_is_no_receipt_or_an_edited_one_is_one_line(bad: str, tmp_path: Path, capsys: Captured) -> None:
    old = assessment(tmp_path, "old", {"keeps_logs": True, "log_retention": "P6M"})
    new, (change, words) = tmp_path / "new.json", BAD_RECEIPTS[bad]
    new.write_text(change(old.read_text("utf-8")), "utf-8")
    capsys.readouterr()
    assert main(["compare", str(old), str(new)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1) and words in err
