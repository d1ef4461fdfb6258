"""How a command ends before its time: outputs are written together or not at all, and nothing temporary is left."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PATIENCE
from table_samples import SHARED_CODE, Captured, assess, profile, written

ENDINGS = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130}


@pytest.mark.cost(2.4, "four scans of a table")
def test_findings_keep_their_old_file_where_the_report_cannot_be_written(tmp_path: Path, capsys: Captured) -> None:
    table = written(tmp_path / "groups.parquet", SHARED_CODE)
    findings, locked = tmp_path / "findings.csv", tmp_path / "taken"
    findings.write_text("the old ones")
    locked.mkdir()
    before = sorted(tmp_path.rglob("*"))
    arguments = ["--table", f"group={table}", "--findings", str(findings)]
    for target in (
        ["-o", str(locked), "--format", "json"],
        ["-o", "/dev/full", "--format", "json"],
        ["--statement", str(locked / "x" / "s.csv")],
    ):
        assert assess(tmp_path, *arguments, *target) == 2
        assert findings.read_text() == "the old ones"
        assert sorted(tmp_path.rglob("*")) in (before, sorted([*before, tmp_path / "profile.yaml"]))
    assert "Traceback" not in capsys.readouterr().err
    assert assess(tmp_path, *arguments, "-o", str(tmp_path / "r.json")) == 1
    assert findings.read_text() != "the old ones" and (tmp_path / "r.json").stat().st_size


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_no_file_is_replaced_where_the_answer_cannot_be_printed(tmp_path: Path) -> None:
    findings, statement = tmp_path / "findings.csv", tmp_path / "statement.csv"
    findings.write_text("the old ones")
    with Path("/dev/full").open("w") as full:
        code, said = assessed_into(full.fileno(), tmp_path, "--findings", findings, "--statement", statement)
    assert code == 2 and "cannot be written" in said
    assert findings.read_text() == "the old ones" and not statement.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["findings.csv", "groups.parquet", "profile.yaml"]


def test_files_are_written_though_the_reader_of_the_answer_went_away(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    code, said = assessed_into(write, tmp_path, "--findings", tmp_path / "findings.csv")
    os.close(write)
    assert (code, "Traceback" in said) == (0, False)
    assert (tmp_path / "findings.csv").stat().st_size


def assessed_into(output: int, folder: Path, *more: str | Path) -> tuple[int, str]:
    """Assess a table in a process of its own that prints to this descriptor: its exit code and its errors."""
    table = written(folder / "groups.parquet", SHARED_CODE)
    command = ["assess", profile(folder), "--role", "group-provider", "--table", f"group={table}", *more]
    call = [sys.executable, "-m", "guiju", *command]
    done = subprocess.run(call, stdout=output, stderr=subprocess.PIPE, text=True)
    return done.returncode, done.stderr


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.name)
def test_a_scan_that_is_ended_leaves_nothing_and_says_so_in_its_status(tmp_path: Path, ending: signal.Signals) -> None:
    temporary, out = tmp_path / "temporary", tmp_path / "out"
    temporary.mkdir()
    out.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as silent:  # a database that never answers
        table = f"group=postgresql://127.0.0.1:{silent.getsockname()[1]}/chat?connect_timeout=3#groups"
        call = ["assess", profile(tmp_path), "--role", "group-provider", "--table", table, "--findings", out / "f.csv"]
        command = [sys.executable, "-m", "guiju", *map(str, call)]
        settings = {**os.environ, "TMPDIR": str(temporary)}
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=settings) as running:
            silent.settimeout(PATIENCE)
            asking, _ = silent.accept()
            assert any(temporary.iterdir()) and any(out.iterdir())
            running.send_signal(ending)
            _, said = running.communicate(timeout=PATIENCE)
            asking.close()
    assert (running.returncode, said) == (ENDINGS[ending], "guiju: interrupted\n")
    assert [*temporary.iterdir(), *out.iterdir()] == []


def test_what_ignores_a_signal_goes_on_ignoring_it() -> None:
    program = """
import signal
from guiju.cli import main
signal.signal(signal.SIGHUP, signal.SIG_IGN)
print(main(), signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)
"""
    call = [sys.executable, "-c", program, "check", "--explain", "schema"]
    assert subprocess.run(call, capture_output=True, text=True).stdout.splitlines()[-1] == "0 True"
