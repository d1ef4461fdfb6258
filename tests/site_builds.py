"""Builds of the site by MkDocs, as `make build` makes them."""

import os
import subprocess
import sys
from pathlib import Path

from real_corpus import ROOT


def mkdocs(
    configuration: Path, target: Path, *options: str, engine: str = "mkdocs", **env: str
) -> subprocess.CompletedProcess[str]:
    """Built into `target`; of the environment only `env` has a say, not the day or the clock."""
    command = [sys.executable, "-m", engine, "build", *options, "-f", configuration.name, "-d", str(target)]
    inherited = {name: value for name, value in os.environ.items() if name not in ("GUIJU_AS_OF", "SOURCE_DATE_EPOCH")}
    return subprocess.run(
        command,
        cwd=configuration.parent,
        env={**inherited, "NO_MKDOCS_2_WARNING": "1", **env},
        capture_output=True,
        text=True,
    )


def both_languages(target: Path, **env: str) -> None:
    for configuration, folder in (("mkdocs.yml", target), ("mkdocs.en.yml", target / "en")):
        build = mkdocs(ROOT / configuration, folder, "--quiet", "--strict", **env)
        assert build.returncode == 0, f"{configuration}: {build.stdout}{build.stderr}"
