"""What an assessment is made from: profiles, filled checklist workbooks, or both, read as one profile."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from guiju.assessment.merging import merge
from guiju.assessment.profile import contradictions, load_profile
from guiju.files.finding import Finding, Location, Misuse, Unsound
from guiju.files.source import Document
from guiju.model import Lang
from guiju.model.profile import Profile
from guiju.reasoning.checklist import Checklist

if TYPE_CHECKING:
    from guiju.assessment.workbook.made_from import MadeFrom

_PROFILES = (".yaml", ".yml", ".json", "")
_WORKBOOK = "a filled checklist is read as a workbook (.xlsx)"
_TABLE = "rows of groups, accounts and so on are given with --table ENTITY={file}"
_REMEDIES = {
    **dict.fromkeys((".csv", ".tsv"), f"{_TABLE}, and {_WORKBOOK}"),
    **dict.fromkeys((".parquet", ".jsonl", ".ndjson"), _TABLE),
    **dict.fromkeys((".db", ".sqlite", ".sqlite3"), _TABLE + "#TABLE"),
    **dict.fromkeys((".docx", ".html", ".md", ".pdf"), f"guiju questions writes one to fill in; {_WORKBOOK}"),
}
"""What else people name here, by its ending, with what they may want."""


@dataclass(frozen=True)
class MadeFor:
    """What filled workbooks were made for: roles, and with nothing beside them rules and topics; none: all."""

    roles: Sequence[str] = ()
    regulations: Sequence[str] = ()
    topics: Sequence[str] = ()
    language: Lang = "zh"

    @classmethod
    def of(cls, books: Mapping[Path, MadeFrom], alone: bool) -> MadeFor:
        """What these were made for, together; `alone`: nothing else is given."""

        def united(name: str) -> list[str]:
            return list(dict.fromkeys(entry for book in books.values() for entry in getattr(book, name)))

        if not books:
            return cls()
        every_topic = not alone or any(not book.topics for book in books.values())
        rules, topics = united("regulations") if alone else (), () if every_topic else united("topics")
        return cls(united("roles"), rules, topics, next(iter(books.values())).language)


def workbooks(files: Sequence[Path], roles: Collection[str]) -> dict[Path, MadeFrom]:
    """Those of the files that are workbooks, with what each was made from. Unsound for one that cannot be read, and for
    neither profile nor workbook; Misuse for one that was made for none of these roles."""
    for n, file in enumerate(files):
        if file in files[:n]:
            raise Misuse(f"{file}: is given twice; name it once")
        if remedy := _REMEDIES.get(file.suffix.lower()):
            message = f"is not a profile; {remedy.format(file=file)}"
            raise Unsound([Finding("no-profile", message, Location(str(file)))])
    if all(file.suffix.lower() in _PROFILES for file in files):
        return {}
    # Imported here: profiles alone need nothing of it.
    from guiju.assessment.workbook import is_workbook, peek

    made_from = {}
    for file in filter(is_workbook, files):
        try:
            made_from[file] = peek(file)
        except Unsound as unsound:
            raise Unsound([replace(finding, code="unreadable-file") for finding in unsound.findings]) from None
    for file, origin in made_from.items():
        if roles and set(roles).isdisjoint(origin.roles):
            whose = f"was made for the role {', '.join(origin.roles)}, not for {', '.join(roles)}"
            raise Misuse(f"{file}: {whose}; leave out --role, or export a checklist for it")
    return made_from


def read_all(files: Sequence[Path], made_from: Mapping[Path, MadeFrom], checklist: Checklist) -> Profile:
    """Read all files as one profile for the checklist. Unsound where one does not fit, or two say different things."""

    def filled(file: Path) -> Document:
        from guiju.assessment.workbook import peek, read_workbook

        own = [role for role in checklist.corpus.vocabulary.roles if role.id in peek(file).roles]
        return read_workbook(file, replace(checklist, roles=tuple(own))).where.document

    profiles = [load_profile(file, checklist.corpus, filled) for file in files if file not in made_from]
    for file in (file for file in files if file in made_from):
        from guiju.assessment.workbook import read_workbook

        # What it was not made for, others may answer.
        roles = tuple(role for role in checklist.roles if role.id in made_from[file].roles)
        profiles.append(read_workbook(file, replace(checklist, roles=roles)))
    merged = replace(reduce(merge, profiles), workbooks=tuple(book for one in profiles for book in one.workbooks))
    return consistent(merged, checklist)


def consistent(profile: Profile, checklist: Checklist) -> Profile:
    """The profile. Unsound where its facts contradict each other."""
    if findings := list(contradictions(profile, checklist.corpus, checklist.lang)):
        raise Unsound(findings)
    return profile
