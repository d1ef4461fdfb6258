"""A folder is several services: each gets a report, together they get a roll-up; one that is unsound holds up none."""

import json
from pathlib import Path
from typing import Any

import pytest

from checklist_samples import ROOT
from guiju.files.schema_errors import validator
from guiju.writers import formats
from kept_cache import main

Captured = pytest.CaptureFixture[str]
LOGS = "cac-group-services-2017#retain-network-logs"
PLAN = "plans:\n  '{}': {{kind: remediation, action: keep more, owner: {}, due: {}}}\n"
GAP = "facts: {{offers_user_groups: true, service_launched_on: 2019-05-01, network_log_retention_policy: {}}}\n"
CLOSED = "facts: {offers_user_groups: false}\n"
OPTIONS = ("--role", "group-provider", "--topic", "logs", "--as-of", "2026-07-01", "--base", str(ROOT))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gap that is due, an overdue one that two people answer for, an open duty, and a service without groups."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "services" / "forum").mkdir(parents=True)
    write("chat.yaml", GAP.format("P90D") + PLAN.format(LOGS, "operations", "2026-09-30"))
    write("forum/facts.yaml", GAP.format("P30D"))
    write("forum/plans.yaml", "facts:\n" + PLAN.format(LOGS, "security", "2026-06-01"))
    write("live.json", json.dumps({"facts": {"offers_user_groups": True, "network_log_retention_policy": "P1Y"}}))
    write("notes.yaml", CLOSED)
    write("notes.schema.json", "{}")
    return tmp_path


def write(name: str, text: str) -> None:
    Path("services", name).write_text(text, "utf-8")


def run(capsys: Captured, *arguments: str) -> tuple[int, str, list[str]]:
    capsys.readouterr()
    code = main(["assess", "services", *OPTIONS, *(arguments or ("--lang", "en"))])
    printed = capsys.readouterr()
    return code, printed.out, printed.err.splitlines()


def roll_up_json(name: str = "roll-up") -> Any:
    return json.loads(Path("out", f"{name}.json").read_text("utf-8"))


def test_the_worst_comes_first_with_owner_and_day_and_each_service_by_its_name(capsys: Captured) -> None:
    code, out, err = run(capsys)
    first, *lines = out.splitlines()
    assert (code, err) == (1, [])
    assert first.startswith(
        "4 services assessed, 2 of them with apparent gaps; duties with a gap: 2, to be verified: 1, overdue: 1;"
    )
    assert first.endswith("; next due 2026-09-30 (chat)")
    places = [out.index(f"    {name}: F-95JT · apparent gap") for name in ("forum", "chat")]
    assert places == sorted(places)
    assert "security · 2026-06-01 · days overdue: 30" in out and "operations · 2026-09-30 · not yet due" in out
    assert any(line.startswith("Declared, not supported: notes: ") for line in lines)


def test_reports_and_roll_up_are_written_together_and_say_the_same(capsys: Captured) -> None:
    code, out, err = run(capsys, "-o", "out", "--lang", "en")
    assert (code, out, err) == (1, "", ["out: 10 files"])
    value = roll_up_json()
    assert [*validator("roll-up-export").iter_errors(value)] == []
    assert [one["service"] for one in value["services"]] == ["chat", "forum", "live", "notes"]
    for one in value["services"]:
        report = roll_up_json(one["service"])
        assert one["receipt"] == report["receipt"]["receipt"]
        assert {key: report["counts"][key] for key in one["counts"]} == one["counts"]
    (duty,) = value["duties"]
    assert [(a["service"], a["due"], a["overdue"], [p["owner"] for p in a["plans"]]) for a in duty["services"]] == [
        ("forum", "2026-06-01", True, ["security"]),
        ("chat", "2026-09-30", False, ["operations"]),
        ("live", None, False, []),
    ]
    assert duty["others"] == [{"service": "notes", "verdict": "not_applicable"}]
    assert main(["verify", "out/forum.json", "--base", str(ROOT)]) == 0


@pytest.mark.parametrize("form", sorted(formats("roll_up")))
def test_each_format_has_the_roll_up_beside_the_reports(form: str, capsys: Captured) -> None:
    assert run(capsys, "-o", "out", "--format", form)[0] == 1
    names = {file.name for file in Path("out").iterdir()} - {".guiju-assess"}
    services = ("chat", "forum", "live", "notes", "roll-up")
    assert names == {f"{name}.{ending}" for name in services for ending in (form, "json")}


@pytest.mark.parametrize(("audience", "is_there"), [("internal", True), ("regulator", False)])
def test_for_a_regulator_the_roll_up_leaves_out_why_a_risk_is_borne(
    audience: str, is_there: bool, capsys: Captured
) -> None:
    accepted = PLAN.replace("remediation, action: keep more", "risk_acceptance, action: WHY")
    plan = accepted.format(LOGS, "operations", "2026-09-30")
    write("chat.yaml", GAP.format("P90D") + plan)
    assert run(capsys, "-o", "out", "--format", "md", "--audience", audience)[0] == 1
    written = [file.read_text("utf-8") for file in Path("out").iterdir()]
    assert any("WHY" in text for text in written) is is_there


def test_a_service_that_is_unsound_is_named_and_the_others_are_written(capsys: Captured) -> None:
    write("bad.yaml", "facts:\n  offers_user_group: true\n")
    write("forum/more.yaml", "facts: {network_log_retention_policy: P1Y}\n")
    code, _, err = run(capsys, "-o", "out", "--lang", "en")
    assert code == 2
    assert [line.partition(": profile: ")[0] for line in err[1:]] == [
        "services/bad.yaml:2:3",
        "services/forum/more.yaml:1:39",
    ]
    assert "did you mean offers_user_groups?" in err[1] and "differs in services/forum/facts.yaml:1:" in err[2]
    assert not Path("out", "bad.json").exists()
    value = roll_up_json()
    assert value["sentence"].endswith("could not be assessed, 2: bad, forum")
    assert [one["service"] for one in value["refused"]] == ["bad", "forum"]
    assert [one["service"] for one in value["services"]] == ["chat", "live", "notes"]


def test_what_an_earlier_run_wrote_goes_with_its_service_and_what_others_wrote_stays(capsys: Captured) -> None:
    run(capsys, "-o", "out")
    write("chat.yaml", "facts: 1\n")
    assert run(capsys, "-o", "out")[0] == 2
    assert not Path("out", "chat.html").exists()
    Path("out", "notes.html").write_text("signed", "utf-8")
    code, _, (line,) = run(capsys, "-o", "out")
    assert code == 2 and "notes.html was changed" in line
    assert Path("out", "notes.html").read_text("utf-8") == "signed"


def test_a_service_further_down_is_named_as_not_assessed_and_evidence_there_is_not(capsys: Captured) -> None:
    for name in ("forum/team/old/deep.yaml", "group/team/p.yaml", "forum/evidence/export.json"):
        Path("services", name).parent.mkdir(parents=True, exist_ok=True)
        write(name, '{"logs": 1}' if "evidence" in name else GAP.format("P30D"))
    code, out, err = run(capsys)
    assert code == 2 and out.splitlines()[0].endswith("could not be assessed, 2: forum/team/old, group/team")
    (line,) = [line for line in err if line.startswith("services/group/team:")]
    assert line.endswith("so it was not assessed; move it up, or assess services/group by itself")
    assert main(["assess", "services/group/..", *OPTIONS]) == 2
    Path("above/services").mkdir(parents=True)
    Path("services").rename("above/services/all")
    assert main(["assess", "above", *OPTIONS]) == 2
    assert "there is one further down, in above/services: name that folder" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["verify", "compare"])
def test_a_roll_up_is_no_report_and_the_remedy_is_named_in_one_line(command: str, capsys: Captured) -> None:
    run(capsys, "-o", "out")
    files = ["out/roll-up.json"] * (2 if command == "compare" else 1)
    assert main([command, *files]) == 2
    _, err = capsys.readouterr()
    assert err.count("\n") == 1 and "is a roll-up of several services" in err
    assert "name the report of a service beside it (SERVICE.json)" in err


def test_without_a_sound_service_nothing_is_written(capsys: Captured) -> None:
    for file in (*Path("services").glob("*.yaml"), Path("services/live.json"), Path("services/forum/facts.yaml")):
        file.write_text("facts: 1\n", "utf-8")
    code, out, err = run(capsys, "-o", "out")
    assert (code, out, len(err)) == (2, "", 4)
    assert not Path("out").exists()


REFUSED = {
    ("--table", "group=g.csv"): "--table: is for one service",
    ("--statement", "s.xlsx"): "--statement: is for one service",
    ("--why", "stale"): "--why: is for one service",
    ("services/chat.yaml",): "name it alone",
    ("-o", "services/out"): "write beside it",
    ("-o", "out", "--format", "sarif"): "there is no format 'sarif'",
    ("--findings", "f.csv"): "needs a table",
}


@pytest.mark.parametrize("options", REFUSED, ids=" ".join)
def test_what_only_one_service_has_is_refused(options: tuple[str, ...], capsys: Captured) -> None:
    assert main(["assess", "services", *options, *OPTIONS]) == 2
    out, line = capsys.readouterr()
    assert (out, line.count("\n")) == ("", 1) and REFUSED[options] in line


def test_two_services_of_one_name_and_a_folder_without_any_are_refused(capsys: Captured) -> None:
    write("Chat.json", "{}")
    code, _, (line,) = run(capsys)
    assert code == 2 and "would share a name" in line and "Chat.json" in line
    (Path("services") / "Chat.json").rename("services/roll-up.json")
    assert "would share a name" in run(capsys)[2][0]
    assert main(["assess", "services/forum/..", *OPTIONS]) == 2
    Path("empty").mkdir()
    assert main(["assess", "empty", *OPTIONS]) == 2
    assert "empty: is a folder without a profile" in capsys.readouterr().err


def test_for_ci_the_gaps_of_all_services_are_findings_at_their_lines(capsys: Captured) -> None:
    write("bad.yaml", "facts:\n  offers_user_group: true\n")
    code, out, _ = run(capsys, "--format", "github")
    assert code == 2
    for file in ("services/bad.yaml", "services/chat.yaml", "services/forum/facts.yaml"):
        assert f"file={file}" in out


def test_what_is_no_profile_is_named_and_plans_of_another_file_are_none(capsys: Captured) -> None:
    write("readme.txt", "")
    (Path("services") / "pictures").mkdir()
    write("other.yaml", "facts: {}\nplans: due.yaml\n")
    write("due.yaml", "{}")
    _, _, err = run(capsys)
    assert err[0] == "services: not a profile, so not read (2): pictures, readme.txt"
    assert not any("due.yaml:" in line for line in err)
