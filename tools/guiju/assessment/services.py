"""The services of a folder, and what came of assessing them: each profile in it is a service, and each folder in it."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guiju.assessment import Assessment
from guiju.assessment.receipt import PROFILE
from guiju.files.display import Displayed
from guiju.files.finding import Finding, Misuse, Unsound
from guiju.files.source import read
from guiju.model import Lang

NAME = "roll-up"
"""What the file of the roll-up is called, beside those of the services."""
_PROFILES = (".yaml", ".yml", ".json")
_READ = (*_PROFILES, ".xlsx")
_SCHEMA = ".schema.json"


@dataclass(frozen=True)
class Service:
    """A service: its name, and the files that are read as its profile."""

    name: str
    files: tuple[Path, ...]

    @property
    def has_workbook(self) -> bool:
        """Whether one of its files is a workbook, which names its roles."""
        return any(file.suffix.lower() not in _PROFILES for file in self.files)


@dataclass(frozen=True)
class RollUp(Displayed):
    """Several services by name, assessed by the law of one day; `refused`: what is wrong with those that could not
    be."""

    _columns = ("as_of", "lang", "services", "refused")

    assessed: Mapping[str, Assessment]
    refused: Mapping[str, tuple[Finding, ...]]
    lang: Lang

    @property
    def as_of(self) -> date:
        """The day whose law was applied."""
        return next(iter(self.assessed.values())).checklist.as_of

    @property
    def services(self) -> tuple[str, ...]:
        """The names of those that were assessed."""
        return tuple(self.assessed)


def roll_up(assessed: Mapping[str, Assessment], refused: Mapping[str, tuple[Finding, ...]]) -> RollUp:
    """The roll-up, in the language of the first. Misuse where there is none, or where the days differ."""
    if len({assessment.checklist.as_of for assessment in assessed.values()}) != 1:
        raise Misuse("assessments: a roll-up is of one service or more, all as of the same day; give such assessments")
    return RollUp(assessed, refused, next(iter(assessed.values())).lang)


def services(folder: Path) -> tuple[tuple[Service, ...], tuple[Path, ...], tuple[Path, ...]]:
    """The services in a folder by name; folders further down that hold profiles, which are not read; and what else is
    in it. Misuse where there is no service, or where two would have one name."""
    entries = _visible(folder)
    deeper = tuple(_deeper(folder))
    inside = {entry: _profiles(_visible(entry)) for entry in entries if entry.is_dir()}
    found = [Service(entry.name, files) for entry, files in inside.items() if files]
    found += [Service(file.stem, (file,)) for file in _profiles(entries)]
    if not found:
        remedy = "guiju questions writes one to fill in"
        if deeper:
            remedy = f"there is one further down, in {deeper[0].parent}: name that folder"
        raise Misuse(f"{folder}: is a folder without a profile (YAML, JSON) or filled checklist workbook; {remedy}")
    by_name = {NAME: Service(NAME, (Path(NAME),))}
    for service in found:
        if (other := by_name.setdefault(service.name.casefold(), service)) is not service:
            remedy = "rename one, or put the files of one service into a folder of their own"
            raise Misuse(f"{folder}: {service.files[0].name} and {other.files[0].name} would share a name; {remedy}")
    others = (e for e in entries if not (inside[e] if e in inside else e.suffix.lower() in _READ))
    return tuple(sorted(found, key=lambda service: service.name.casefold())), deeper, tuple(others)


def _deeper(folder: Path) -> Iterator[Path]:
    """The folders below those in a folder that hold a profile."""
    for place, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        if len(Path(place).relative_to(folder).parts) > 1:
            paths = [Path(place, name) for name in files if not name.startswith((".", "~$"))]
            if any(_is_profile(file) for file in _profiles(sorted(paths))):
                yield Path(place)


def _is_profile(file: Path) -> bool:
    """Whether a file is a profile or a filled checklist, or meant as one that cannot be read; evidence need not be."""
    is_workbook = file.suffix.lower() not in _PROFILES
    if is_workbook:
        from guiju.assessment.workbook import peek  # slow, and needed by few
    try:
        value = peek(file) if is_workbook else read(file, file.as_posix()).value
    except Unsound:
        return not is_workbook
    return is_workbook or (isinstance(value, dict) and bool(value.keys() & {*PROFILE}) and "receipt" not in value)


def _visible(folder: Path) -> list[Path]:
    """What is in a folder, without what programs keep for themselves."""
    return sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "~$")))


def _profiles(entries: Sequence[Path]) -> tuple[Path, ...]:
    """The files that are read as profiles: not their schemas, nor the plans that one of them names."""
    files = [f for f in entries if f.suffix.lower() in _READ and f.is_file() and not f.name.endswith(_SCHEMA)]
    plans = {name for file in files if file.suffix.lower() in _PROFILES for name in _plans(file)}
    return tuple(file for file in files if file.name not in plans)


def _plans(file: Path) -> Iterator[str]:
    """The file of plans that a profile names, where it can be read and names one."""
    try:
        value = read(file, file.as_posix()).value
    except Unsound:
        return
    if isinstance(value, dict) and isinstance(name := value.get("plans"), str):
        yield name
