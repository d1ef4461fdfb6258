"""guiju assess takes a profile, workbooks or both, writes all its files or none, and says in a line what is wrong."""

import json
import subprocess
import sys
from pathlib import Path

from assess_runs import DAY, FILLED, Captured, profile, run, verdicts
from checklist_samples import GOOD, ROOT, corpus
from guiju.cli import main
from guiju.model import Lang
from workbook_samples import answered, asked, filled, rendered


def test_a_workbook_brings_its_roles_and_its_language(capsys: Captured) -> None:
    code, out, err = run(capsys, FILLED)
    assert (code, err) == (1, "")
    assert "apparent gap" in out
    assert out.splitlines()[-1].startswith("Not legal advice")
    assert "部分" in run(capsys, FILLED, "--lang", "zh")[1]


def test_a_workbook_is_assessed_as_the_profile_that_says_the_same(tmp_path: Path, capsys: Captured) -> None:
    run(capsys, FILLED, "-o", tmp_path / "workbook.json")
    told = json.loads((tmp_path / "workbook.json").read_text("utf-8"))["receipt"]
    same = profile(tmp_path, told["profile"])
    run(capsys, same, "--role", "platform", "--role", "reader", "-o", tmp_path / "profile.json")
    again = json.loads((tmp_path / "profile.json").read_text("utf-8"))["receipt"]
    assert {**again, "particulars": None} == {**told, "particulars": None}
    assert main(["verify", str(tmp_path / "workbook.json"), "--base", str(GOOD)]) == 0


def test_a_profile_and_a_workbook_are_taken_together(tmp_path: Path, capsys: Captured) -> None:
    rows = {"name_review": {"r1": {"name_finding": {"value": "insult", "basis": "declared", "reviewer": "R"}}}}
    given = profile(tmp_path, {"facts": {"keeps_logs": True}, "rows": rows, "coverage": {"name_review": "all"}})
    for order in ([given, FILLED], [FILLED, given]):
        code, _, _ = run(capsys, *order, "-o", tmp_path / "a.json")
        assert code == 1
        found = verdicts(tmp_path / "a.json")
        assert (found["keep-logs"], found["no-insults"], found["report"]) == ("breached", "breached", "not_applicable")
        told = json.loads((tmp_path / "a.json").read_text("utf-8"))["receipt"]["profile"]
        assert told["coverage"] == {"name_review": "all"}


def test_two_workbooks_are_taken_together(tmp_path: Path, capsys: Captured) -> None:
    for role, duty in (("platform", "rule-old#report"), ("reader", "rule-old#no-insults")):
        subject = asked("en", roles=[role])
        said = {duty: {"status": "Met", "prepared_by": role}}
        (tmp_path / f"{role}.xlsx").write_bytes(filled(rendered(subject), subject, said))
    code, _, err = run(capsys, tmp_path / "platform.xlsx", tmp_path / "reader.xlsx", "-o", tmp_path / "a.json")
    assert code == 0, err
    found = verdicts(tmp_path / "a.json")
    assert (found["report"], found["no-insults"]) == ("met", "met")


def test_a_workbook_of_another_role_is_misuse_that_says_both(capsys: Captured) -> None:
    code, out, err = run(capsys, FILLED, "--role", "group-owner", base=ROOT)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "platform, reader" in err
    assert "group-owner" in err


def test_the_role_may_be_one_of_several_that_a_workbook_was_made_for(tmp_path: Path, capsys: Captured) -> None:
    code, _, _ = run(capsys, FILLED, "--role", "platform", "-o", tmp_path / "a.json")
    assert code == 1
    assert "no-insults" not in verdicts(tmp_path / "a.json")


def test_a_row_whose_law_has_changed_does_not_count_and_is_told(base: Path, capsys: Captured) -> None:
    file = base / "regulations" / "rule-old" / "regulation.yaml"
    text = file.read_text("utf-8")
    assert "日志不少于六个月" in text
    for name in ("regulation.yaml", "obligations/art_002.yaml"):
        changed = file.parent / name
        changed.write_text(changed.read_text("utf-8").replace("日志不少于六个月", "日志，不少于六个月"), "utf-8")
    code, out, err = run(capsys, FILLED, base=base)
    assert code == 1  # the test on its facts still counts
    version, *rows = err.splitlines()
    assert version.startswith(f"{FILLED}: made from data version ")
    assert all(line.startswith(f"{FILLED}:Checklist!") and ": the law text changed" in line for line in rows)
    assert {line.rpartition(" ")[2] for line in rows} == {"rule-old#keep-logs", "rule-old#report"}
    assert "! rule-old#keep-logs: the law text changed" in out
    assert "2 rows of the workbook do not count" in run(capsys, FILLED, "--format", "md", base=base)[1]
    said = json.loads(run(capsys, FILLED, "--format", "json", base=base)[1])["limitations"]
    ending = ": rule-old#keep-logs, rule-old#report."
    assert any("do not count" in text and text.endswith(ending) for text in said), said


def test_a_workbook_of_other_data_is_named_in_one_line_and_in_the_report(
    lang: Lang, base: Path, tmp_path: Path, capsys: Captured
) -> None:
    with (base / "regulations" / "glossary.yaml").open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    (tmp_path / "w.xlsx").write_bytes(answered(lang))
    made, here = corpus(GOOD).data_version, corpus(base).data_version
    code, out, err = run(capsys, tmp_path / "w.xlsx", "--format", "json", base=base)
    assert (code, err.count("\n")) == (1, 1) and err.startswith(f"{tmp_path / 'w.xlsx'}: ")
    told = json.loads(out)
    (limitation,) = (text for text in told["limitations"] if made in text)
    assert here in limitation and here == told["data_version"]
    assert all(version in err for version in (made, here))
    # No text changed: every row counts, as with the data it was made from.
    _, same, quiet = run(capsys, tmp_path / "w.xlsx", "--format", "json")
    assert quiet == ""
    assert json.loads(same)["counts"] == told["counts"]
    assert not any(made in text for text in json.loads(same)["limitations"])


def test_what_an_assessment_does_not_need_is_not_imported(tmp_path: Path) -> None:
    """Whoever reads in a pipe waits for no library of terminals, workbooks, documents or tables."""
    given = profile(tmp_path, {"facts": {"keeps_logs": True}})
    program = (
        "import sys; from guiju.cli import main; code = main(sys.argv[1:]); "
        "print(code, *sorted(sys.modules), file=sys.stderr)"
    )
    arguments = ["assess", given, "--role", "platform", "--base", GOOD, "--as-of", DAY]
    command = [sys.executable, "-c", program, *map(str, arguments)]
    code, *modules = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stderr.split()
    assert code == "0"
    assert "guiju.assessment" in modules
    slow = {"rich", "jsonschema", "referencing", "duckdb", "pyarrow", "docx", "xlsxwriter", "jinja2", "zipfile", "xml"}
    assert slow.isdisjoint(modules)
    assert not any(name.startswith(("guiju.assessment.workbook", "guiju.tables", "guiju.site")) for name in modules)
