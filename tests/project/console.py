"""Commands as a page shows them, run: each `$ line` of a console block, and below it lines that it prints."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_KEPT = tempfile.TemporaryDirectory(prefix="guiju-cache-")
"""Where the commands keep their answers, as they do for a reader."""


def steps(block: str) -> Iterator[tuple[str, list[str]]]:
    """(command, the lines shown after it)."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, *shown = part.splitlines()
        yield command, shown


def ended(
    command: Sequence[str | Path], folder: Path, settings: Mapping[str, str] = os.environ
) -> subprocess.CompletedProcess[str]:
    """A program that ran in a folder: how it ended, and what it said."""
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, encoding="utf-8")


def run(command: str, shown: list[str], folder: Path, **environment: str) -> None:
    """Run a command in a folder. Each line shown is printed; … stands for the rest of a line, or for lines."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": _KEPT.name, **environment}
    del settings["GUIJU_NO_CACHE"]
    done = ended(["bash", "-c", command], folder, settings)
    printed = (done.stdout + done.stderr).splitlines()
    assert done.returncode in (0, 1), f"{command}: {done.stderr}"
    assert "Traceback" not in done.stderr
    assert printed or "-o" in command
    for line in shown:
        before, dots, _ = line.partition("…")
        assert any(p == line or (dots and p.startswith(before)) for p in printed), f"{command} lacks: {line}"
