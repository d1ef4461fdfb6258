"""The README is executed: its commands run, in order, and print what it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```", README, re.M | re.S)


def steps(block: str) -> list[tuple[str, list[str]]]:
    """(command, the lines shown after it)."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line)
    return found


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
    return subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b.splitlines()[0][2:40])
def test_the_commands_of_the_readme_print_what_it_shows(block: str, tmp_path: Path) -> None:
    for command, shown in steps(block):
        if command.startswith("grep"):
            # Here the reader has filled in the file as shown.
            (tmp_path / "profile.yaml").write_text("\n".join(shown) + "\n", "utf-8")
        done = run(command, tmp_path)
        printed = (done.stdout + done.stderr).splitlines()
        assert done.returncode in (0, 1), f"{command}: {done.stderr}"
        assert "Traceback" not in done.stderr
        assert printed or "-o" in command or "check --format" in command
        for line in shown:
            before, dots, _ = line.partition("…")
            assert any(p == line or (dots and p.startswith(before)) for p in printed), (
                f"{command} does not print: {line}"
            )


def test_the_readme_shows_commands_that_print_something() -> None:
    assert sum(len(shown) for block in BLOCKS for _, shown in steps(block)) > 10
    assert README.count("\n") <= 150
