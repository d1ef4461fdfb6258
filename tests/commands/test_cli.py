"""The command line: what it prints, its exit codes, and one line for every mistake."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest

from case_tables import cases, each
from guiju import checks, commands
from guiju.cli import main
from guiju.writers import formats
from places import GOOD, ROOT

Captured = pytest.CaptureFixture[str]


def guiju(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """guiju as a user runs it: a process of its own."""
    command = [sys.executable, "-m", "guiju", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def base(base: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the good corpus, which is the current folder."""
    monkeypatch.chdir(base)
    return base


CASES = cases(__file__)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        *((line.replace("NINES", "9" * 5000).split(), words) for line, words in CASES["misuses"].items()),
        *((hostile, "") for hostile in CASES["hostile arguments"]),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_misuse_is_one_line_and_exit_code_2_and_writes_nothing(
    arguments: list[str], words: str, base: Path, capsys: Captured
) -> None:
    (base / "NOTES").touch()
    before = sorted(base.rglob("*"))
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err[:7], err.count("\n")) == ("", "guiju: ", 1)
    assert words in err and len(err) < 6000 and "Traceback" not in err
    assert sorted(base.rglob("*")) == before


@each(CASES["defects"])
def test_check_shows_a_path_as_one_would_type_it(
    name: str, text: str | None, line: str, base: Path, capsys: Captured
) -> None:
    file = base / "regulations" / name
    file.unlink(missing_ok=True)
    if text:
        file.write_text(text, "utf-8")
    assert main(["check"]) == 1
    assert line in capsys.readouterr().out


def test_check_writes_github_annotations_and_json(base: Path, capsys: Captured) -> None:
    (base / "regulations" / "glossary.yaml").write_text("terms: 1\n", "utf-8")
    assert main(["check", "--format", "github"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=regulations/glossary.yaml,line=1,col=8,title=schema::")
    assert main(["check", "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    place = {"code": "schema", "path": "regulations/glossary.yaml", "line": 1, "column": 8}
    assert answer["total"] == 1 and answer["findings"][0].items() >= place.items()


HOSTILE = {**CASES["hostile files"], "deep": "[" * 50_000}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_finding_for_every_command(name: str, base: Path, capsys: Captured) -> None:
    (base / "regulations" / "rule-old" / "obligations" / "art_002.yaml").write_text(HOSTILE[name], "latin-1")
    for command in ("check", "checklist --role platform", "find 日志", "show art_1"):
        assert main(command.split()) == (1 if command == "check" else 3)
        said = "".join(capsys.readouterr())
        assert "rule-old/obligations/art_002.yaml:1:" in said or name in ("tab", "bomb")
        assert "Traceback" not in said


def test_a_quotation_in_a_pipe_stands_in_one_line() -> None:
    quotation = "互联网群组信息服务提供者应当配合有关主管部门依法进行的监督检查，并提供必要的技术支持和协助。"
    for command in (["show", "群组规定第十三条"], ["find", "监督检查"]):
        lines = guiju(*command).stdout.splitlines()
        assert any(line.strip().endswith(quotation) for line in lines)
        assert not any(line.endswith(" ") for line in lines)


def test_the_ending_of_the_file_chooses_the_format(tmp_path: Path) -> None:
    command = ["checklist", "--role", "platform", "--base", str(GOOD), "--as-of", "2024-01-01", "-o"]
    for name in formats("checklist"):
        target, again = tmp_path / f"list.{name}", tmp_path / "again"
        assert main([*command, str(target)]) == main([*command, str(again), "--format", name]) == 0
        assert target.read_bytes() == again.read_bytes()


def test_chinese_is_printed_where_the_locale_knows_none_and_a_file_that_it_cannot_name_is_one_line(
    tmp_path: Path,
) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "guiju", "checklist", "--role", "platform", "--base", str(GOOD)]
    for more, code, lines in (([], 0, 0), (["-o", f"{tmp_path}/清单.md"], 2, 1)):
        call = [os.fsencode(argument) for argument in (*command, *more)]
        done = subprocess.run(call, capture_output=True, env={**environment, "PYTHONIOENCODING": "ascii"})
        assert (done.returncode, done.stderr.count(b"\n")) == (code, lines)
        assert code or "日志" in done.stdout.decode("utf-8")
    assert list(tmp_path.iterdir()) == []


def test_every_command_is_listed_under_its_purpose_with_the_first_line_of_its_help(capsys: Captured) -> None:
    listed = guiju("--help").stdout
    assert [*commands.by_purpose()] == re.findall("^([A-Z].+):$", listed, re.M)
    for name in commands.names():
        manual = import_module(f"guiju.commands.{name.replace('-', '_')}").__doc__ or ""
        assert commands.summary(name) == manual.splitlines()[0].rstrip(".")
        assert not re.search(r"^Examples?: .* [A-Z][a-z]+\b", manual, re.M), "an example ends with its line"
        assert re.search(rf"^ {{2}}{name}\s", listed, re.M)
        with pytest.raises(SystemExit, match="0"):
            main([name, "--help"])
        assert manual.splitlines()[0] in capsys.readouterr().out


@each(CASES["unused"].items())
def test_a_command_starts_without_what_it_does_not_use(command: str, unused: list[str]) -> None:
    """How long it takes: bench/startup.py."""
    program = (
        "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
        "from guiju.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program, *command.split()], cwd=ROOT, capture_output=True, text=True)
    assert "guiju.cli" in done.stderr.split()
    assert not set(done.stderr.split()) & {*unused}


def test_ctrl_c_while_the_command_line_is_being_imported_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "argparse.py").write_text("raise KeyboardInterrupt", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-m", "guiju", "check"], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "guiju: interrupted\n")


def shell(line: str, cwd: Path) -> tuple[int, str]:
    """The exit code of a line of the shell, and what it prints to its standard error."""
    command = ["bash", "-o", "pipefail", "-c", line.replace("guiju", f"{sys.executable} -m guiju")]
    done = subprocess.run(command, cwd=cwd, capture_output=True)
    return done.returncode, done.stderr.decode("utf-8")


TAILS = ["> /dev/full", ">&-", "| true"]
STREAMS = [("check", tail) for tail in ("2>&-", "2>/dev/full", "<&- >&- 2>&-")]  # which no command writes to by itself
STREAMS += product(["check", "show art_1", "checklist --role platform", "replay"], TAILS)


@each(STREAMS)
def test_a_stream_that_takes_nothing_ends_without_a_traceback(command: str, tail: str) -> None:
    code, said = shell(f"guiju {command} {tail}", GOOD)
    assert (code, said.count("\n")) == ((2, 1) if tail == "> /dev/full" else (0, 0)), said


def test_a_reader_that_goes_away_is_no_error_and_a_folder_that_is_gone_is_one_line(tmp_path: Path) -> None:
    assert shell("guiju checklist --role group-provider | head -c 10", ROOT) == (0, "")
    gone = shell("mkdir gone; cd gone; rmdir ../gone; guiju check", tmp_path)
    assert gone == (2, "guiju: the current folder is gone; change to one that exists\n")


@pytest.mark.parametrize("columns", ["0", "²", "-5", "x"])
def test_a_width_that_is_none_hides_nothing(columns: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["show", "art_1", "--base", str(GOOD)]) == 0
    assert "art_1" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["Rule", "a b", "con", "规定", "a\nb", "<b>"])
def test_a_folder_whose_name_is_no_id_is_found(name: str, base: Path, capsys: Captured) -> None:
    shutil.copytree(base / "regulations" / "rule-law", base / "regulations" / name)
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    *found, _ = out.splitlines()
    assert found and all("unknown-file: not a name for a rule or a case" in line for line in found)


def test_a_pipe_in_the_knowledge_base_is_found_and_not_waited_for(base: Path, capsys: Captured) -> None:
    (base / "regulations" / "rule-new" / "obligations" / "art_001.yaml").unlink()
    os.mkfifo(base / "regulations" / "rule-new" / "obligations" / "art_001.yaml")
    assert main(["check"]) == 1
    assert "unreadable-file: is a device or a pipe" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["assess p.yaml --role platform", "questions --role platform"])
def test_predicates_that_cannot_be_run_are_findings_for_every_command_that_runs_them(
    command: str, base: Path, capsys: Captured
) -> None:
    file = base / "regulations" / "rule-old" / "obligations" / "art_002.yaml"
    text = re.sub(r"requires: [^,}\n]*", "requires: keeps_log", file.read_text("utf-8"), count=1)
    file.write_text(text, "utf-8")
    (base / "p.yaml").write_text("facts:\n", "utf-8")
    assert main(command.split()) == 3
    assert "unsound-predicate: service has no fact keeps_log; did you mean keeps_logs?" in capsys.readouterr().err


def test_a_case_that_cannot_be_run_is_a_finding_for_replay(base: Path, capsys: Captured) -> None:
    (file,) = (base / "cases").glob("*.yaml")
    file.write_text(re.sub(r"about: \w+", "about: nobody", file.read_text("utf-8")), "utf-8")
    assert main(["replay"]) == 3
    assert "broken-case: " in capsys.readouterr().err


def test_an_endless_device_is_read_to_the_limit_only(capsys: Captured) -> None:
    for command in ("assess /dev/zero --role platform", "verify /dev/zero"):
        assert main([*command.split(), "--base", str(GOOD)]) in (1, 2)
        said = capsys.readouterr().err
        assert "bytes" in said and "; name a" in said and "--table" not in said


def test_every_check_explains_itself_and_so_do_the_schemas(capsys: Captured) -> None:
    for code in ("schema", *checks.codes()):
        assert main(["check", "--explain", code]) == 0
        first, blank, *rest = capsys.readouterr().out.splitlines()
        assert first.endswith((".", ";")) and blank == "" and rest, code
