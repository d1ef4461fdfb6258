"""Several files assessed as one profile: what each says counts, and conflicts are reported with both places."""

import json
from pathlib import Path
from typing import Any

import pytest

from guiju.cli import main
from places import GOOD

Captured = pytest.CaptureFixture[str]
DUTY = "cac-group-services-2017#manage-group"
FACTS = "facts:\n  offers_user_groups: {value: true, basis: measured}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("profile.yaml").write_text(FACTS, "utf-8")
    return tmp_path


def exported(name: str, status: str = "met", duty: str = DUTY, scope: str = "checklist of group owners") -> str:
    """A file as a checklist of the site exports it."""
    content = {
        "report": {"scope": scope, "prepared_by": "合规岗"},
        "facts": {},
        "declarations": {duty: {"status": status, "by": "群主", "date": "2026-06-30"}},
    }
    Path(name).write_text(json.dumps(content, ensure_ascii=False, indent=2), "utf-8")
    return name


def command(*arguments: str) -> list[str]:
    return ["assess", *arguments, "--role", "group-owner", "--as-of", "2026-07-01", "--lang", "en"]


def refused(capsys: Captured, *command: str) -> str:
    """The one line in which a command is refused."""
    capsys.readouterr()
    assert main([*command]) == 2
    printed = capsys.readouterr()
    (line,) = printed.err.splitlines()
    assert printed.out == ""
    return line


def assessed(*arguments: str) -> dict[str, Any]:
    assert main(command(*arguments, "-o", "report.json")) in (0, 1)
    told: dict[str, Any] = json.loads(Path("report.json").read_text("utf-8"))
    return told


@pytest.mark.parametrize("turned", [False, True])
def test_what_the_site_exports_is_assessed_beside_a_profile_in_any_order(turned: bool, capsys: Captured) -> None:
    files = ["profile.yaml", exported("site.json")]
    told = assessed(*(reversed(files) if turned else files))
    line = next(line for line in told["lines"] if line["obligation"] == DUTY)
    assert (line["verdict"], line["decided_by"]) == ("met", "declaration")
    assert set(told["receipt"]["profile"]["facts"]) == {"offers_user_groups"}
    capsys.readouterr()
    assert main(["verify", "report.json"]) == 0


def test_the_scopes_of_several_checklists_stand_beside_each_other() -> None:
    second = exported("b.json", duty="cac-group-services-2017#no-prohibited-content", scope="checklist of members")
    told = assessed("profile.yaml", exported("a.json"), second)
    assert "checklist of group owners / checklist of members" in json.dumps(told, ensure_ascii=False)
    assert len(told["receipt"]["profile"]["declarations"]) == 2


def test_what_two_files_say_differently_is_told_with_both_places(capsys: Captured) -> None:
    files = ("profile.yaml", exported("a.json"), exported("b.json", "not_met"))
    line = refused(capsys, *command(*files, "-o", "report.json"))
    assert not Path("report.json").exists()
    assert line.startswith("b.json:8:") and f"{DUTY} differs in a.json:8:5; keep one of the two" in line


ROWS = "facts:\nrows:\n  group:\n"


def test_several_people_fill_in_rows_and_a_row_together() -> None:
    Path("a.yaml").write_text(ROWS + "    g1: {member_count: 3}\n    g2: {}\n", "utf-8")
    Path("b.yaml").write_text(ROWS + "    g1:\n      manager_count: 1\n      member_count: 3\n    g3: {}\n", "utf-8")
    for files in (("a.yaml", "b.yaml"), ("b.yaml", "profile.yaml", "a.yaml")):
        rows = assessed(*files)["receipt"]["profile"]["rows"]["group"]
        assert rows == {"g1": {"member_count": 3, "manager_count": 1}, "g2": {}, "g3": {}}


def test_of_a_row_that_two_people_filled_in_differently_the_fact_is_named_with_both_places(capsys: Captured) -> None:
    Path("a.yaml").write_text(ROWS + "    g1: {member_count: 3}\n", "utf-8")
    Path("b.yaml").write_text(ROWS + "    g1:\n      manager_count: 1\n      member_count: 4\n", "utf-8")
    line = refused(capsys, *command("a.yaml", "b.yaml"))
    assert line.startswith("b.yaml:6:21: profile: member_count differs in a.yaml:4:10; keep one")


def test_facts_of_two_files_that_cannot_hold_together_are_told_with_their_places(capsys: Captured) -> None:
    Path("a.yaml").write_text("facts:\n  management_rules_published: true\n", "utf-8")
    Path("b.yaml").write_text("facts: {management_rules_formulated: false}\n", "utf-8")
    line = refused(capsys, *command("a.yaml", "b.yaml"))
    assert line.startswith("a.yaml:2:3: contradiction:") and "management_rules_formulated: false" in line


NO_PROFILES = {
    "groups.csv": "--table ENTITY=groups.csv, and a filled checklist is read as a workbook",
    "groups.parquet": "--table ENTITY=groups.parquet",
    "groups.jsonl": "--table ENTITY=groups.jsonl",
    "chat.db": "--table ENTITY=chat.db#TABLE",
    "report.docx": "guiju questions writes one to fill in",
}


@pytest.mark.parametrize("name", NO_PROFILES)
@pytest.mark.parametrize("beside", [[], ["profile.yaml"]])
def test_a_table_or_a_report_in_place_of_a_profile_is_told_what_it_is_for(
    capsys: Captured, name: str, beside: list[str]
) -> None:
    Path(name).write_bytes(b"group_id\ng1\n")
    Path("profile.yaml").write_text("facts:\n", "utf-8")
    line = refused(capsys, "assess", name, *beside, "--role", "platform", "--base", str(GOOD))
    assert line.startswith(f"{name}:1:1: no-profile: is not a profile; ") and NO_PROFILES[name] in line


def test_what_guiju_wrote_and_is_no_profile_is_told_what_it_is(capsys: Captured) -> None:
    assert main(command("profile.yaml", "-o", "report.json")) == 0
    assert main(["checklist", "--role", "group-owner", "-o", "checklist.json"]) == 0
    for name, expected in (("report.json", "guiju verify"), ("checklist.json", "use a workbook")):
        line = refused(capsys, *command(name))
        assert line.startswith(f"{name}:1:1: profile: is a") and expected in line


@pytest.mark.parametrize("name", ["report.docx", "checklist.xlsx", "groups.csv"])
def test_what_is_no_receipt_is_told_what_one_is(capsys: Captured, name: str) -> None:
    Path(name).write_bytes(b"PK\x03\x04")
    line = refused(capsys, "verify", name)
    assert line.endswith(
        f"{name}: is not JSON; name a report or receipt of guiju assess, or a saved answer of guiju mcp"
    )
