"""Findings in each format are read by independent programs, and are the same finding in the next run."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml

from guiju import checks
from guiju.cli import main
from guiju.files.finding import Finding, Location
from guiju.terminal.finding_formats import formats
from judges import multitool, sarif
from places import GOOD

PLACES = st.builds(
    Location, st.text(min_size=1), st.integers(1, 10**6), st.integers(1, 10**4), st.sampled_from(["", "表1"])
)
FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from([*checks.codes(), "schema", "not_in_force", "rule-old#keep-logs"]),
        st.text(),
        PLACES,
        st.lists(st.tuples(st.text(), PLACES), max_size=2).map(tuple),
        st.sampled_from(["error", "warning", "note"]),
    ),
    max_size=4,
)
BESIDE = (("the other", Location("x.md")),)
SAMPLE = (
    Finding("duty-phrase", '应当: 100 % <sure> & "so"', Location("regulations/规定/regulation.yaml", 32, 9)),
    Finding("moved_subject", "spoke of\nsomething else", Location("docs/a b.md", 3), BESIDE, "warning"),
    Finding("workbook", "no such status", Location("/srv/list.xlsx", 4, 28, "Duties"), level="note"),
)
ASSESS = ["assess", "profile.yaml", "--role", "platform", "--as-of", "2024-05-06", "--lang", "en", "--base", str(GOOD)]
Captured = pytest.CaptureFixture[str]


def written(name: str, findings: Sequence[Finding]) -> str:
    return formats()[name](findings, False)


@given(FINDINGS)
def test_sarif_fits_its_schema_whatever_the_findings(findings: list[Finding]) -> None:
    (run,) = sarif(written("sarif", findings))["runs"]
    assert [r["message"]["text"] for r in run["results"]] == [f.message for f in findings]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[r["ruleIndex"]] for r in run["results"]] == [f.code for f in findings]


@pytest.mark.parametrize("findings", [(), SAMPLE], ids=["none", "some"])
def test_the_multitool_of_sarif_has_nothing_to_say(findings: Sequence[Finding], tmp_path: Path) -> None:
    (tmp_path / "guiju.sarif").write_text(written("sarif", findings), "utf-8")
    assert multitool(tmp_path / "guiju.sarif") == []


def test_sarif_names_files_as_addresses_a_cell_by_its_name_and_columns_by_characters() -> None:
    (run,) = sarif(written("sarif", SAMPLE))["runs"]
    places = [result["locations"][0] for result in run["results"]]
    uris = [place["physicalLocation"]["artifactLocation"]["uri"] for place in places]
    assert uris == ["regulations/%E8%A7%84%E5%AE%9A/regulation.yaml", "docs/a%20b.md", "file:///srv/list.xlsx"]
    assert places[0]["physicalLocation"]["region"] == {"startLine": 32, "startColumn": 9}
    assert run["columnKind"] == "unicodeCodePoints"
    assert places[2]["logicalLocations"] == [{"fullyQualifiedName": "Duties!AB4"}]


def test_a_rule_of_sarif_has_the_manual_page_of_its_check() -> None:
    (run,) = sarif(written("sarif", SAMPLE))["runs"]
    texts = {rule["id"]: rule.get("help", {}).get("text") for rule in run["tool"]["driver"]["rules"]}
    assert texts == {"duty-phrase": checks.manual("duty-phrase"), "moved_subject": None, "workbook": None}


@given(FINDINGS)
def test_junit_is_read_whatever_the_findings_with_a_failure_for_each_error(findings: list[Finding]) -> None:
    report = JUnitXml.fromstring(written("junit", findings).encode())
    errors = [f for f in findings if f.level == "error"]
    assert (report.tests, report.failures) == (len(findings) or 1, len(errors))
    results = [result for suite in report for case in suite for result in case.result]
    assert [result.type for result in results] == [f.code for f in errors]


@given(FINDINGS)
def test_a_finding_is_one_line_for_github_and_for_people(findings: list[Finding]) -> None:
    for name in ("github", "text"):
        assert len(written(name, findings).splitlines()) == len(findings)
    commands = re.findall(r"^::(\w+) ", written("github", findings), re.M)
    assert commands == [f.level.replace("note", "notice") for f in findings]


@given(FINDINGS)
def test_gitlab_is_given_all_that_it_asks_for_and_no_fingerprint_twice(findings: list[Finding]) -> None:
    entries = json.loads(written("gitlab", findings))
    assert all(
        entry.keys() == {"description", "check_name", "fingerprint", "severity", "location"} for entry in entries
    )
    assert len({entry["fingerprint"] for entry in entries}) == len(findings)
    assert {entry["severity"] for entry in entries} <= {"info", "minor", "major"}


def test_a_finding_keeps_its_fingerprint_where_lines_are_added_above_it(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Two equal findings too, which differ by their order alone."""
    monkeypatch.chdir(base)
    file = base / "regulations" / "rule-old" / "obligations" / "art_002.yaml"
    file.write_text(file.read_text("utf-8").replace("quote:", "quotes:"), "utf-8")

    def reported(name: str) -> list[tuple[int, str]]:
        assert main(["check", "--format", name]) == 1
        out = capsys.readouterr().out
        if name == "gitlab":
            return [(entry["location"]["lines"]["begin"], entry["fingerprint"]) for entry in json.loads(out)]
        results = sarif(out)["runs"][0]["results"]
        places = [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in results]
        return list(zip(places, [r["partialFingerprints"]["guiju/v1"] for r in results], strict=True))

    before = {name: reported(name) for name in ("gitlab", "sarif")}
    assert before["gitlab"] == before["sarif"] and len(before["gitlab"]) > 1
    file.write_text("# a line\n" + file.read_text("utf-8"), "utf-8")
    assert reported("gitlab") == [(line + 1, fingerprint) for line, fingerprint in before["gitlab"]]


def assess(facts: str, *options: str) -> int:
    """Run `guiju assess` on a profile that says this, in the current folder."""
    Path("profile.yaml").write_text(facts, "utf-8")
    return main([*ASSESS, *options])


def test_a_gap_is_reported_at_the_line_of_the_profile_that_decides_it(here: Path, capsys: Captured) -> None:
    facts = "facts:\n  keeps_logs: true\n  # too short\n  log_retention: P3D\n"
    assert assess(facts, "--format", "github") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=profile.yaml,line=4,col=3,title=rule-old#keep-logs::apparent gap")
    for name in ("sarif", "junit", "gitlab"):
        assert assess(facts, "--format", name, "-o", f"report.{name}") == 1
    (result,) = sarif(Path("report.sarif").read_text("utf-8"))["runs"][0]["results"]
    places = [result["locations"][0], *result["relatedLocations"]]
    assert [place["physicalLocation"]["region"]["startLine"] for place in places] == [4, 4, 2]
    assert JUnitXml.fromfile("report.junit").failures == 1
    assert multitool(Path("report.sarif")) == []


def test_a_declared_gap_is_reported_at_the_declaration(here: Path, capsys: Captured) -> None:
    declared = "facts: {}\ndeclarations:\n  rule-old#report: {status: not_met, by: A}\n"
    assert assess(declared, "--format", "github") == 1
    assert capsys.readouterr().out.startswith("::error file=profile.yaml,line=3,col=3,title=rule-old#report::")


def test_a_profile_that_cannot_be_assessed_is_annotated_too(here: Path, capsys: Captured) -> None:
    misspelt = "facts:\n  keeps_log: true\n"
    assert assess(misspelt, "--format", "github") == 2
    assert capsys.readouterr().out.startswith("::error file=profile.yaml,line=2,col=3,title=profile::there is no fact")
    assert assess(misspelt, "--format", "sarif") == 2
    (result,) = sarif(capsys.readouterr().out)["runs"][0]["results"]
    assert result["ruleId"] == "profile"


def test_a_cell_of_a_workbook_is_named_where_a_report_knows_only_lines() -> None:
    assert "line=1,col=1,title=workbook::Duties!AB4: no such status" in written("github", SAMPLE)
    entry = json.loads(written("gitlab", SAMPLE))[2]
    assert (entry["location"]["lines"], entry["description"]) == ({"begin": 1}, "Duties!AB4: no such status")


def test_what_fails_a_run_is_reported_and_nothing_else(here: Path, capsys: Captured) -> None:
    facts = "facts: {keeps_logs: true}\n"
    assert (assess(facts, "--format", "github"), capsys.readouterr().out) == (0, "")
    assert assess(facts, "--format", "github", "--fail-on", "undetermined") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines and all(line.startswith("::error file=profile.yaml,line=1,col=1,") for line in lines)
