"""What an assessment is made from: profiles, filled checklist workbooks, or both, read as one profile."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from guiju.assessment.merging import together
from guiju.assessment.profile import contradictions, load_profile
from guiju.files.finding import Misuse, Unsound
from guiju.model.profile import Profile, Workbook
from guiju.reasoning.checklist import Checklist

if TYPE_CHECKING:
    from guiju.assessment.workbook import MadeFrom, StaleRow

_PROFILES = (".yaml", ".yml", ".json", "")
_FILLED = "a filled checklist is read as a workbook (.xlsx)"
_TABLE = "rows of groups, accounts and so on are given with --table ENTITY={file}"
_REPORT = f"guiju questions writes one to fill in; {_FILLED}"
_NO_PROFILES = {
    **dict.fromkeys((".csv", ".tsv"), f"{_TABLE}, and {_FILLED}"),
    **dict.fromkeys((".parquet", ".jsonl", ".ndjson"), _TABLE),
    **dict.fromkeys((".db", ".sqlite", ".sqlite3"), _TABLE + "#TABLE"),
    **dict.fromkeys((".docx", ".html", ".md", ".pdf"), _REPORT),
}
"""What else people name here, by its ending, with what they may want."""


@dataclass(frozen=True)
class Given:
    """What the files say. `stale` are rows of workbooks that do not count, since the text of their law has changed."""

    profile: Profile
    stale: tuple[StaleRow, ...]


def workbooks(files: Sequence[Path], roles: Collection[str]) -> dict[Path, MadeFrom]:
    """Those of the files that are workbooks, with what each was made from.

    Misuse for one that is none or was made for none of these roles (of which there may be none), and for what is
    neither profile nor workbook.
    """
    for n, file in enumerate(files):
        if file in files[:n]:
            raise Misuse(f"{file}: is given twice; name it once")
        if remedy := _NO_PROFILES.get(file.suffix.lower()):
            raise Misuse(f"{file}: is not a profile; {remedy.format(file=file)}")
    if all(file.suffix.lower() in _PROFILES for file in files):
        return {}
    # Imported here: profiles alone need nothing of it.
    from guiju.assessment.workbook import is_workbook, peek

    found = {file: peek(file) for file in files if is_workbook(file)}
    for file, told in found.items():
        if roles and set(roles).isdisjoint(told.roles):
            whose = f"was made for the role {', '.join(told.roles)}, not for {', '.join(roles)}"
            raise Misuse(f"{file}: {whose}; leave out --role, or export a checklist for it")
    return found


def read_all(files: Sequence[Path], made_from: Mapping[Path, MadeFrom], asked: Checklist) -> Given:
    """Read all files as one profile for what is asked. Unsound where one does not fit, or where two say different things."""
    whole: Profile | None = None
    stale: list[StaleRow] = []
    workbooks: list[Workbook] = []
    for file in sorted(files, key=lambda file: file in made_from):
        if file in made_from:
            from guiju.assessment.workbook import read_workbook

            # What it was not made for, others may answer.
            roles = tuple(role for role in asked.roles if role.id in made_from[file].roles)
            answers = read_workbook(file, asked.corpus, replace(asked, roles=roles))
            profile = answers.profile
            stale += answers.stale
            workbooks.append(Workbook(answers.made_from.data_version, tuple(row.id for row in answers.stale)))
        else:
            profile = load_profile(file, asked.corpus)
        whole = together(whole, profile) if whole else profile
    assert whole is not None  # the command line asks for a file
    whole = replace(whole, workbooks=tuple(workbooks))
    if findings := list(contradictions(whole, asked.corpus, asked.lang)):
        raise Unsound(findings)
    return Given(whole, tuple(stale))
