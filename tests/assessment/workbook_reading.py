"""A filled checklist workbook as `guiju` reads it: its answers, or the findings as a user sees them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from guiju.assessment.workbook import peek, read_workbook
from guiju.model import Lang
from guiju.model.profile import Profile
from guiju.reasoning.checklist import Checklist
from unsound import defects_of
from workbook_samples import ANSWERS, asked

Write = Callable[[bytes], Path]

# What the workbook that `answered` fills in amounts to.
EXPECTED: Mapping[Lang, Mapping[str, Any]] = ANSWERS["profile"]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a workbook; gives its path."""

    def written(data: bytes) -> Path:
        path = tmp_path / "filled.xlsx"
        path.write_bytes(data)
        return path

    return written


def read(path: Path, subject: Checklist | None = None) -> Profile:
    """The answers of a workbook that must be accepted."""
    return read_workbook(path, subject or asked(peek(path).language))


def value(answers: Profile) -> Any:
    """What a YAML profile with the same answers would hold."""
    return answers.where.document.value


def findings(path: Path, subject: Checklist | None = None) -> list[str]:
    """Findings as a user sees them, without the folder."""
    found = defects_of(read_workbook, path, subject or asked())
    assert all("\n" not in str(finding) for finding in found)
    return [str(finding).removeprefix(f"{path.parent.as_posix()}/") for finding in found]
