"""The README and the page of commands are executed: their commands run, in order, and print what they show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "docs/commands.md")}
BLOCKS = [block for text in PAGES.values() for block in re.findall(r"^```console\n(.*?)^```", text, re.M | re.S)]


def steps(block: str) -> list[tuple[str, list[str]]]:
    """(command, the lines shown after it)."""
    parts = re.split(r"^\$ ", block, flags=re.M)[1:]
    return [(lines[0], lines[1:]) for lines in map(str.splitlines, parts)]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
    return subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b.splitlines()[0][2:40])
def test_the_commands_print_what_is_shown(block: str, tmp_path: Path) -> None:
    for command, shown in steps(block):
        if command.startswith("grep"):
            # Here the reader has filled in the file as shown.
            (tmp_path / "profile.yaml").write_text("\n".join(shown) + "\n", "utf-8")
        done = run(command, tmp_path)
        printed = (done.stdout + done.stderr).splitlines()
        assert done.returncode in (0, 1), f"{command}: {done.stderr}"
        assert "Traceback" not in done.stderr
        assert printed or "-o" in command
        for line in shown:
            before, dots, _ = line.partition("…")
            assert any(p == line or (dots and p.startswith(before)) for p in printed), f"{command} lacks: {line}"


def test_the_readme_is_read_in_two_minutes_and_its_links_lead_somewhere() -> None:
    assert len(PAGES["README.md"].split()) <= 600
    for name, text in PAGES.items():
        assert len(re.findall(r"^[$] guiju ", text, re.M)) > 5, name
        for target in re.findall(r"\]\(([^):#]+)", text):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"
