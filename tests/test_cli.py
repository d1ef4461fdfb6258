"""The command line: what it prints, its exit codes, and one line for every mistake."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from guiju import checks, commands
from guiju.cli import main
from guiju.writers import formats

ROOT = Path(__file__).parents[1]
GOOD = Path(__file__).parent / "corpora" / "good"


def guiju(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """guiju as a user runs it: a process of its own."""
    command = [sys.executable, "-m", "guiju", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "kb")
    return tmp_path / "kb"


MISUSES = [
    [],
    ["chek"],
    ["check", "nowhere"],
    ["check", "README.md"],
    ["check", "--format", "pdf"],
    ["checklist"],
    ["checklist", "--role", "group-ower"],
    ["checklist", "--role", "group-owner", "--regulation", "cac-groups"],
    ["checklist", "--role", "group-owner", "--topic", "log"],
    ["checklist", "--role", "group-owner", "--as-of", "yesterday"],
    ["checklist", "--role", "group-owner", "--as-of", "2026-02-30"],
    ["checklist", "--role", "group-owner", "--format", "pdf"],
    ["checklist", "--role", "group-owner", "--lang", "fr"],
    ["checklist", "--role", "group-owner", "-o", "nowhere/x.md"],
    ["checklist", "--role", "group-owner", "-o", "docs"],
    ["checklist", "--role", "group-owner", "-o", "checklist.pdf"],
    ["checklist", "--role", "group-owner", "--base", "docs"],
    ["show", "art_99"],
    ["show", "retain-network-log"],
    ["show", "日志", "--regulation", "none"],
    ["find", " "],
    ["new", "law", "x"],
    ["new", "regulation", "规定"],
]


@pytest.mark.parametrize("arguments", MISUSES, ids=" ".join)
def test_misuse_is_one_line_and_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("guiju: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_mistyped_word_gets_a_suggestion(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for arguments, suggestion in [
        (["checklist", "--role", "group-ower"], "group-owner"),
        (["checklist", "--role", "group-owner", "--topic", "log"], "logs"),
        (["show", "retain-network-log"], "retain-network-logs"),
    ]:
        assert main(arguments) == 2
        assert f"did you mean {suggestion}?" in capsys.readouterr().err


def test_check_is_clean_on_the_real_data() -> None:
    done = guiju("check")
    assert done.returncode == 0
    assert done.stdout.startswith("0 findings in 3 rules (1 in part) with ")
    assert done.stderr == ""


def test_check_names_file_line_and_column(base: Path) -> None:
    file = base / "regulations" / "rule-new" / "obligations" / "art_001.yaml"
    file.write_text(file.read_text("utf-8").replace("topics: [logs]", "topics: [log]"), "utf-8")
    done = guiju("check", str(base))
    assert done.returncode == 1
    assert f"{file.as_posix()}:35:12: unknown-word: there is no topic 'log'; did you mean 'logs'?\n" in done.stdout


def test_check_in_the_current_folder_shows_paths_as_one_would_type_them(base: Path) -> None:
    file = base / "regulations" / "glossary.yaml"
    file.write_text("terms: 1\n", "utf-8")
    done = guiju("check", cwd=base)
    assert done.returncode == 1
    assert done.stdout.startswith("regulations/glossary.yaml:1:8: schema: ")


def test_check_writes_github_annotations(base: Path) -> None:
    (base / "regulations" / "glossary.yaml").write_text("terms: 1\n", "utf-8")
    done = guiju("check", "--format", "github", cwd=base)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith(
        "::error file=regulations/glossary.yaml,line=1,col=8,title=schema::the number 1 stands where"
    )


def test_check_writes_json(base: Path) -> None:
    (base / "regulations" / "glossary.yaml").write_text("terms: 1\n", "utf-8")
    done = guiju("check", "--format", "json", cwd=base)
    answer = json.loads(done.stdout)
    assert answer["total"] == 1
    finding = answer["findings"][0]
    assert (finding["path"], finding["line"], finding["column"], finding["code"]) == (
        "regulations/glossary.yaml",
        1,
        8,
        "schema",
    )


HOSTILE = {
    "empty": b"",
    "latin1": "é: 1".encode("latin-1"),
    "tab": b"terms:\n\t- x",
    "bomb": b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "python": b"!!python/object/apply:os.system ['true']\n",
    "deep": b"[" * 50_000,
    "nul": b"terms: \x00\n",
    "scalar": b"42\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_finding_for_every_command(name: str, base: Path) -> None:
    (base / "regulations" / "rule-old" / "obligations" / "art_002.yaml").write_bytes(HOSTILE[name])
    for command in (["check"], ["checklist", "--role", "platform"], ["find", "日志"], ["show", "art_1"]):
        done = guiju(*command, cwd=base)
        assert done.returncode == 1, done.stderr
        assert "rule-old/obligations/art_002.yaml:1:" in done.stdout + done.stderr or name in ("tab", "bomb")
        assert "Traceback" not in done.stderr


def test_a_file_no_schema_is_for_is_found(base: Path) -> None:
    (base / "regulations" / "rule-old" / "obligation.yaml").write_text("obligations: []\n", "utf-8")
    done = guiju("check", cwd=base)
    assert done.returncode == 1
    assert "regulations/rule-old/obligation.yaml:1:1: unknown-file: " in done.stdout


def test_a_rule_without_its_text_is_found(base: Path) -> None:
    (base / "regulations" / "rule-old" / "regulation.yaml").unlink()
    done = guiju("check", cwd=base)
    assert "regulations/rule-old/regulation.yaml:1:1: missing-file: " in done.stdout


def test_a_quotation_in_a_pipe_stands_in_one_line() -> None:
    quotation = "互联网群组信息服务提供者应当配合有关主管部门依法进行的监督检查，并提供必要的技术支持和协助。"
    for command in (["show", "群组规定第十三条"], ["find", "监督检查"]):
        lines = guiju(*command).stdout.splitlines()
        assert any(line.strip().endswith(quotation) for line in lines)
        assert not any(line.endswith(" ") for line in lines)


def test_an_output_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "x.xlsx"
    target.write_bytes(b"before")
    done = guiju("checklist", "--role", "platform", "--base", str(GOOD), "-o", str(tmp_path / "absent" / "x.xlsx"))
    assert done.returncode == 2
    assert target.read_bytes() == b"before"
    done = guiju("checklist", "--role", "platform", "--base", str(GOOD), "-o", str(target))
    assert done.returncode == 0
    assert target.read_bytes().startswith(b"PK")
    assert [p.name for p in tmp_path.iterdir()] == ["x.xlsx"]


def test_the_ending_of_the_file_chooses_the_format(tmp_path: Path) -> None:
    for name in formats("checklist"):
        target = tmp_path / f"list.{name}"
        done = guiju("checklist", "--role", "platform", "--base", str(GOOD), "--as-of", "2024-01-01", "-o", str(target))
        assert done.returncode == 0, done.stderr
        again = guiju(
            "checklist",
            "--role",
            "platform",
            "--base",
            str(GOOD),
            "--as-of",
            "2024-01-01",
            "--format",
            name,
            "-o",
            str(tmp_path / "again"),
        )
        assert again.returncode == 0, again.stderr
        assert target.read_bytes() == (tmp_path / "again").read_bytes()


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m guiju checklist --role group-provider | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True)
    assert done.stderr == b""
    assert done.returncode == 0


def test_chinese_is_printed_where_the_locale_knows_none() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "guiju", "find", "日志"], cwd=ROOT, capture_output=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert "网络日志" in done.stdout.decode("utf-8")


def test_every_command_is_listed_with_the_first_line_of_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    listed = guiju("--help").stdout
    for name in commands.names():
        manual = import_module(f"guiju.commands.{name.replace('-', '_')}").__doc__ or ""
        assert commands.summary(name) == manual.splitlines()[0].rstrip(".")
        assert re.search(rf"^ {{4}}{name}\s", listed, re.M)
        with pytest.raises(SystemExit, match="0"):
            main([name, "--help"])
        assert manual.splitlines()[0] in capsys.readouterr().out


LIGHT = {
    "--help": ["guiju.commands.show", "guiju.model", "yaml", "jsonschema_rs", "rich", "json", "logging"],
    "show art_13": [
        "jsonschema", "referencing", "rich", "jinja2", "xlsxwriter", "docx", "mkdocs", "networkx", "duckdb", "pyarrow",
        "guiju.site", "guiju.writers", "guiju.tables", "guiju.assessment", "guiju.maintenance", "guiju.commands.check",
    ],
}  # fmt: skip


@pytest.mark.parametrize("command", LIGHT)
def test_a_command_starts_without_what_it_does_not_use(command: str) -> None:
    """How long it takes: bench/startup.py."""
    program = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); from guiju.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", program, *command.split()], cwd=ROOT, capture_output=True, text=True)
    assert "guiju.cli" in done.stderr.split()
    assert not set(done.stderr.split()) & set(LIGHT[command])


def test_ctrl_c_while_the_command_line_is_being_imported_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "argparse.py").write_text("raise KeyboardInterrupt", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-m", "guiju", "check"], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "guiju: interrupted\n")


NINES = "9" * 5000
HOSTILE_ARGUMENTS = [
    ["check", "a" * 5000],
    ["check", "a\nb"],
    ["check", ""],
    ["checklist", "--role", "a\nb"],
    ["checklist", "--role", "group-owner", "--as-of", ""],
    ["checklist", "--role", "group-owner", "--as-of="],
    ["checklist", "--role", "group-owner", "--as-of", "20260131"],
    ["checklist", "--role", "group-owner", "--as-of", "2026-W05-6"],
    ["checklist", "--role", "group-owner", "-o", ""],
    ["checklist", "--role", "group-owner", "-o", "a" * 5000 + ".md"],
    ["questions", "--role", "group-owner", "-o", "a" * 5000],
    ["show", f"第{NINES}条"],
    ["show", f"art_{NINES}"],
    ["show", "a\nb"],
    ["new", "regulation", "a\n"],
    ["new", "regulation", "con"],
    ["new", "regulation", "a" * 5000],
    ["release", f"{NINES}.0.0"],
    ["replay", "a\nb"],
    ["verify", "a" * 5000],
    ["verify", "a\nb"],
    ["verify", "a\0b"],
    ["assess", "a\0b", "--role", "group-owner"],
]


@pytest.mark.parametrize("arguments", HOSTILE_ARGUMENTS, ids=lambda a: repr(" ".join(a))[:40])
def test_a_hostile_argument_is_one_line_and_exit_code_2(
    arguments: list[str], base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT if "group-owner" in arguments else base)
    before = sorted(base.rglob("*"))
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("guiju: ")
    assert err.count("\n") == 1
    assert len(err) < 6000
    assert sorted(base.rglob("*")) == before


@pytest.mark.parametrize(
    ("tail", "code"),
    [("> /dev/full", 2), (">&-", 0), ("2>&-", 0), ("2>/dev/full", 0), ("<&- >&- 2>&-", 0), ("| true", 0)],
)
@pytest.mark.parametrize("command", ["check", "show art_1", "checklist --role platform", "replay"])
def test_a_stream_that_takes_nothing_ends_without_a_traceback(command: str, tail: str, code: int) -> None:
    line = f"set -o pipefail; {sys.executable} -m guiju {command} {tail}"
    done = subprocess.run(["bash", "-c", line], cwd=GOOD, capture_output=True, text=True)
    assert done.returncode == code
    assert done.stderr.count("\n") == (1 if code else 0), done.stderr


def test_a_current_folder_that_is_gone_is_one_line(tmp_path: Path) -> None:
    line = f"mkdir gone; cd gone; rmdir ../gone; {sys.executable} -m guiju check"
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "guiju: the current folder is gone; change to one that exists\n")


def test_a_locale_that_cannot_name_the_file_is_one_line(tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "guiju", "checklist", "--role", "platform", "--base", str(GOOD)]
    line = [*command, "-o", f"{tmp_path}/清单.md"]
    done = subprocess.run([os.fsencode(a) for a in line], capture_output=True, env=environment)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("columns", ["0", "²", "-5", "x"])
def test_a_width_that_is_none_hides_nothing(
    columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["show", "art_1", "--base", str(GOOD)]) == 0
    assert "art_1" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["Rule", "a b", "con", "规定", "a\nb", "<b>"])
def test_a_folder_whose_name_is_no_id_is_found(
    name: str, base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(base / "regulations" / "rule-law", base / "regulations" / name)
    monkeypatch.chdir(base)
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert "unknown-file: not a name for a rule or a case" in out
    assert out.count("\n") == 2


def test_a_pipe_in_the_knowledge_base_is_found_and_not_waited_for(base: Path) -> None:
    (base / "regulations" / "rule-new" / "obligations" / "art_001.yaml").unlink()
    os.mkfifo(base / "regulations" / "rule-new" / "obligations" / "art_001.yaml")
    done = guiju("check", cwd=base)
    assert done.returncode == 1
    assert "unreadable-file: is a device or a pipe" in done.stdout


@pytest.mark.parametrize("command", [["assess", "p.yaml", "--role", "platform"], ["questions", "--role", "platform"]])
def test_predicates_that_cannot_be_run_are_findings_for_every_command_that_runs_them(
    command: list[str], base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = base / "regulations" / "rule-old" / "obligations" / "art_002.yaml"
    text = re.sub(r"requires: [^,}\n]*", "requires: keeps_log", file.read_text("utf-8"), count=1)
    file.write_text(text, "utf-8")
    (base / "p.yaml").write_text("facts:\n", "utf-8")
    monkeypatch.chdir(base)
    assert main(command) == 1
    assert "unsound-predicate: service has no fact keeps_log; did you mean keeps_logs?" in capsys.readouterr().err


def test_a_case_that_cannot_be_run_is_a_finding_for_replay(
    base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = (base / "cases").glob("*.yaml")
    file.write_text(re.sub(r"about: \w+", "about: nobody", file.read_text("utf-8")), "utf-8")
    monkeypatch.chdir(base)
    assert main(["replay"]) == 1
    assert "broken-case: " in capsys.readouterr().err


def test_an_endless_device_is_read_to_the_limit_only() -> None:
    for command in (["assess", "/dev/zero", "--role", "platform"], ["verify", "/dev/zero"]):
        done = guiju(*command, "--base", str(GOOD))
        assert done.returncode in (1, 2)
        assert "bytes" in done.stderr


def test_every_check_explains_itself_and_so_do_the_schemas(capsys: pytest.CaptureFixture[str]) -> None:
    for code in ("schema", *checks.checks()):
        assert main(["check", "--explain", code]) == 0
        assert len(capsys.readouterr().out.splitlines()) > 2
