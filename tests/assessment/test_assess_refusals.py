"""What guiju assess refuses, and what it writes: one line a fault, and all files or none."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assess_runs import FILLED, Captured, profile, run
from checklist_samples import GOOD
from guiju.cli import main
from judges import sarif
from workbook_samples import exported

# ---- what cannot be assessed

REPORTS_FOR_CI = ("sarif", "gitlab", "junit")
FOLDER = b"a folder of this name"
BAD: Sequence[tuple[str, bytes | None, str]] = [
    ("folder.yaml", FOLDER, "is a folder"),
    ("folder.xlsx", FOLDER, "is a folder"),
    ("missing.yaml", None, "unreadable-file: no such file"),
    ("missing.xlsx", None, "no such file"),
    ("empty.yaml", b"", "empty-file: is empty; guiju questions writes a profile to fill in"),
    ("comments.yaml", b"# nothing yet\n", "empty-file: is empty; guiju questions"),
    ("list.yaml", b"- 1\n", "schema: a mapping is expected here, not a list"),
    ("binary.yaml", bytes(range(256)), "wrong-encoding"),
    ("zipped.yaml", exported("en"), "wrong-encoding"),
    ("text.xlsx", b"facts: {}\n", "text.xlsx"),
    ("cut.xlsx", exported("en")[:4000], "cut.xlsx"),
    ("empty.xlsx", b"", "empty.xlsx"),
    ("twice.yaml", b"facts: {}\nrows: {name_review: {a: {}, a: {}}}\n", "duplicate-key: key 'a' is given twice"),
    ("two.yaml", b"facts: {keeps_log: true, log_retention: 6}\n", "did you mean keeps_logs?"),
]


@pytest.mark.parametrize(("name", "data", "says"), BAD, ids=lambda v: v if isinstance(v, str) else "")
def test_what_cannot_be_assessed_ends_with_2_and_one_line_a_finding(
    name: str, data: bytes | None, says: str, tmp_path: Path, capsys: Captured
) -> None:
    if data is FOLDER:
        (tmp_path / name).mkdir()
    elif data is not None:
        (tmp_path / name).write_bytes(data)
    target = tmp_path / "a.json"
    code, out, err = run(capsys, tmp_path / name, "--role", "platform", "-o", target)
    assert (code, out) == (2, "")
    assert says in err
    assert all(str(tmp_path / name) in line for line in err.splitlines())
    assert err.count("\n") == (2 if name == "two.yaml" else 1)
    assert not target.exists()


@pytest.mark.parametrize(("name", "code"), [("report.docx", "no-profile"), ("cut.xlsx", "unreadable-file")])
def test_what_cannot_be_assessed_is_a_finding_in_a_report_for_ci(
    name: str, code: str, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / name).write_bytes(exported("en")[:4000])
    told = {form: run(capsys, tmp_path / name, "--role", "platform", "--format", form) for form in REPORTS_FOR_CI}
    for ended, out, err in told.values():
        assert (ended, err) == (2, "") and code in out and name in out
    (result,) = sarif(told["sarif"][1])["runs"][0]["results"]
    assert result["ruleId"] == code


def test_files_that_cannot_be_taken_together_are_misuse(tmp_path: Path, capsys: Captured) -> None:
    one = profile(tmp_path, {"facts": {}})
    for files in ([one, one], [FILLED, FILLED]):
        code, out, err = run(capsys, *files, "--role", "platform")
        assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("text", ["facts:\n", "facts: {}\n", "report:\nfacts:\n# nothing\nrows:\ndeclarations:\n"])
def test_a_profile_without_facts_says_so(text: str, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "p.yaml").write_text(text, "utf-8")
    code, out, err = run(capsys, tmp_path / "p.yaml", "--role", "platform", "--lang", "en")
    assert (code, err) == (0, "")
    assert "No facts were given: every duty that facts decide is to be verified." in out
    _, _, err = run(capsys, tmp_path / "p.yaml", "--role", "platform", "--lang", "en", "-o", tmp_path / "a.json")
    assert err.splitlines()[-1].startswith("No facts were given")


# ---- what is written


@pytest.mark.parametrize("name", ["a.xlsx", "s.pdf", "a.json"])
def test_a_statement_that_cannot_be_written_leaves_nothing(name: str, tmp_path: Path, capsys: Captured) -> None:
    """A folder that is not there, an ending that is none, the file of -o itself."""
    target = tmp_path / "a.json"
    statement = tmp_path / "absent" / name if name == "a.xlsx" else tmp_path / name
    code, out, err = run(capsys, FILLED, "-o", target, "--statement", statement)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_stays_when_the_other_cannot_be_written(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "s.json").write_text("before", "utf-8")
    code, _, _ = run(capsys, FILLED, "-o", tmp_path / "absent" / "a.json", "--statement", tmp_path / "s.json")
    assert code == 2
    assert (tmp_path / "s.json").read_text("utf-8") == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["s.json"]


def test_one_run_writes_report_and_statement(tmp_path: Path, capsys: Captured) -> None:
    code, out, err = run(capsys, FILLED, "-o", tmp_path / "a.json", "--statement", tmp_path / "s.json")
    assert (code, out, err.count("\n")) == (1, "", 2)
    report, statement = (json.loads((tmp_path / f"{n}.json").read_text("utf-8")) for n in "as")
    assert report["receipt"]["receipt"] == statement["hashes"]["receipt"]


def test_a_binary_format_is_not_for_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

        def __getattr__(self, name: str) -> Any:
            raise AssertionError(f"something was written: {name}")

    monkeypatch.setattr("guiju.options.sys.stdout", Terminal())
    monkeypatch.setattr("guiju.cli._prepare_streams", lambda: None)
    assert main(["assess", str(FILLED), "--base", str(GOOD), "--format", "xlsx"]) == 2
    monkeypatch.undo()
    assert "cannot be shown on a terminal" in capsys.readouterr().err


# ---- for whom


def test_for_a_regulator_no_key_is_told(tmp_path: Path, capsys: Captured) -> None:
    rows = {"name_review": {"KEY-17": {"name_finding": {"value": "insult", "basis": "declared", "reviewer": "R"}}}}
    given = profile(tmp_path, {"facts": {"keeps_logs": True}, "rows": rows})
    roles = ["--role", "platform", "--role", "reader"]
    assert "KEY-17" in run(capsys, given, *roles)[1]
    assert "KEY-17" not in run(capsys, given, *roles, "--audience", "regulator")[1]
