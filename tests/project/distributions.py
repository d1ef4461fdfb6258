"""What the project says of itself, what a distribution needs, by the metadata of what is installed, and ours, built."""

import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from places import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = SETTINGS["project"]


def dependencies(requires: Iterable[str], extra: str = "") -> set[str]:
    """The names of all distributions that `requires` asks for here, those of an extra included."""
    seen: set[tuple[str, str]] = set()
    waiting = [(line, extra) for line in requires]
    while waiting:
        line, extra = waiting.pop()
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
            for inner in (wanted.extras or {""}) - {extra for name, extra in seen if name == wanted.name}:
                seen.add((wanted.name, inner))
                waiting += [(line, inner) for line in metadata.requires(wanted.name) or []]
    return {name for name, _ in seen}


def built(kind: str, source: Path, target: Path) -> Path:
    """Build a wheel or an sdist into a folder; its path."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (made,) = target.glob("guiju-*")
    return made
