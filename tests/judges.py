"""Judges of reports, written by others: the SARIF schema and Microsoft's multitool, from npm in .venv/."""

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
    return re.findall(r"(?:error|warning) \w+: .*", done.stdout)
