"""Compares two texts of a law, or two knowledge bases."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju import knowledge
from guiju.api import verifying
from guiju.api.arguments import as_path
from guiju.files.finding import Misuse, one_line
from guiju.files.language import LANGUAGES
from guiju.law.versions import Version
from guiju.model import Corpus, Regulation

if TYPE_CHECKING:
    from guiju.amendment.comparison import Amendments
    from guiju.amendment.reading_effects import Side
    from guiju.assessment import Assessment
    from guiju.assessment.progress import Progress
    from guiju.assessment.several_progress import SeveralProgress
    from guiju.documents.concordance import AlignedTexts

Source = str | os.PathLike[str]
"""An id or a title, perhaps with @ and a day; or a file, given as a path."""
Report = Mapping[str, Any] | str | os.PathLike[str]
"""A report or receipt as JSON, or a file of it."""
ROLL_UP = "roll-up.json"
"""The file of a folder of reports that names them all."""
Base = Callable[[], Corpus]
"""Reads the knowledge base, which two files do not need."""


@dataclass(frozen=True)
class _Text:
    """A side of a comparison: `rule` is the law that `text` is of; None as `version`: it is from a file."""

    name: str
    text: Regulation
    rule: Regulation
    version: Version | None


def amendments(base: Base, old: Source, new: Source) -> Amendments:
    """What changed from one text to another: by our reading too, where both are versions of one rule."""
    from guiju.amendment.comparison import Amendments, between_versions, law_change

    before, after = _two(old, new, base)
    if before.version and after.version and before.rule is after.rule:
        return between_versions(base(), before.rule, before.version, after.version)
    first = before.version.from_ if before.version else None
    ours = (before.rule, base(), first if isinstance(first, date) else None) if before.version else None
    return Amendments(before.name, after.name, (law_change(before.text, after.text, ours),))


def alignment(base: Base, old: Source, new: Source) -> AlignedTexts:
    """Which article of one text became which of another."""
    from guiju.documents.concordance import aligned

    before, after = _two(old, new, base)
    return aligned((str(old), before.text), (str(new), after.text))


def between_bases(old: Corpus, new: Corpus, day: date, names: tuple[str, str]) -> Amendments:
    """What changed from one knowledge base to another, by the law of the day."""
    from guiju.amendment.comparison import between_bases
    from guiju.amendment.reading_effects import Side

    return between_bases(Side(old, day), Side(new, day), names)


def with_verdicts(amendments: Amendments, assess: Callable[[Side], Assessment]) -> Amendments:
    """The same with the verdicts on a service, by our reading of each side. Misuse where no duty of it is read."""
    from guiju.assessment.comparison import compare
    from guiju.assessment.receipt import receipt

    readings = amendments.readings
    if readings is None:
        remedy = "compare two knowledge bases, or two versions in one"
        raise Misuse(f"--profile: verdicts rest on duties that we read; {remedy}")
    side = readings.sides[0]
    if side.rule and not side.corpus.regulations[side.rule].obligations:
        remedy = "verdicts rest on duties: compare two knowledge bases"
        raise Misuse(f"--profile: no duty of {side.rule} is read; {remedy}")
    old, new = (receipt(assess(side)) for side in readings.sides)
    verdicts = compare(old, new)
    return replace(amendments, readings=replace(readings, verdicts=verdicts))


def progress(old: Report, new: Report) -> Progress:
    """What became of the gaps between two reports on a service, each as `report()` returns it or a file of it: `gaps`
    with a `state`, "closed" with evidence, "unexplained" (no longer found, nothing shows that it was closed), "new",
    "open", "lost" (sight of) or "not_compared"; the `law` that changed; `is_lost`. Misuse for what is no report,
    and where the first is of a later day.

    >>> guiju.progress(guiju.report(result), guiju.report(result)).is_lost
    False
    """
    from guiju.assessment.gap_changes import ReportSide
    from guiju.assessment.progress import progress
    from guiju.assessment.receipt import READABLE
    from guiju.verification.sealed import refuse_other_versions, refuse_repeats

    files = [verifying.sealed_report(report) for report in (old, new)]
    for sealed in files:
        if sealed.regulator:
            only = "the regulator edition has no receipt to compare; name the internal edition"
            raise Misuse(f"{sealed.file.path}: {only}")
        refuse_repeats(sealed)
        refuse_other_versions(sealed, known=(1, *READABLE))
    try:
        made = progress(*(ReportSide(sealed.receipt, sealed.report) for sealed in files))
        if made.days < 0:
            days = [f"{sealed.file.path} ({sealed.receipt['as_of']})" for sealed in files]
            raise Misuse(f"{days[0]} is later than {days[1]}; name the earlier report first")
        return made
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "is not a guiju receipt"
        names = ", ".join(str(sealed.file.path) for sealed in files)
        raise Misuse(f"{names}: {reason}; write both with guiju assess --format json") from None


def several_progress(old: str | os.PathLike[str], new: str | os.PathLike[str]) -> SeveralProgress:
    """What became of each service between two folders that guiju assess wrote of a folder of profiles. Misuse for any
    other folder, and where a report is not the one that the roll-up beside it names."""
    from guiju.assessment.several_progress import SeveralProgress

    folders = [as_path(folder, name) for folder, name in ((old, "old"), (new, "new"))]
    first, last = (_roll_up(folder) for folder in folders)
    assessed = [first["services"], last["services"]]
    refused = {*first["refused"], *last["refused"]}
    both = [service for service in assessed[1] if service in assessed[0]]
    made = {service: progress(*(folder / f"{service}.json" for folder in folders)) for service in both}
    for service, one in made.items():
        for folder, side, named in zip(folders, (one.old, one.new), assessed, strict=True):
            if side.receipt["receipt"] != named[service]:
                remedy = "assess the folder again"
                raise Misuse(f"{folder / service}.json: is not the report that {ROLL_UP} beside it names; {remedy}")
    gone, added = (
        tuple(service for service in one if service not in other and service not in refused)
        for one, other in (assessed, assessed[::-1])
    )
    dates = first["as_of"], last["as_of"]
    return SeveralProgress(made, added, gone, tuple(sorted(refused)), dates, last["language"])


def _roll_up(folder: Path) -> Mapping[str, Any]:
    """What the roll-up in a folder says: of its services the hash of the receipt of each, the names of those that were
    refused, its day and its language."""
    from guiju.verification.json_file import read_json

    remedy = "name a folder that guiju assess FOLDER -o wrote"
    if not (file := folder / ROLL_UP).is_file():
        raise Misuse(f"{folder}: is a folder without {ROLL_UP}; {remedy}")
    value = read_json(file).value
    try:
        services = {one["service"]: one["receipt"] for one in value["services"]}
        refused = [one["service"] for one in value["refused"]]
        is_one = value["kind"] == "guiju-roll-up" and all(Path(name).name == name for name in services)
        known = {"services": services, "refused": refused, "as_of": str(value["as_of"]), "language": value["language"]}
    except (KeyError, TypeError):
        is_one = False
    if not is_one or known["language"] not in LANGUAGES:
        raise Misuse(f"{file}: is no roll-up; {remedy}")
    return known


def _two(old: Source, new: Source, base: Base) -> tuple[_Text, _Text]:
    """The two texts. Misuse where two days mean one: the text of one of them may not be here."""
    before, after = _text(old, "old", base), _text(new, "new", base)
    if before.text is after.text and str(old) != str(new):
        names = f"{one_line(str(old))!r} and {one_line(str(new))!r}"
        raise Misuse(f"{names} are one text here, {before.name}; name two, and guiju import the one that is not here")
    return before, after


def _text(words: Source, name: str, base: Base) -> _Text:
    if isinstance(words, str):
        rule, version = knowledge.text(base(), words)
        return _Text(f"{rule.id}@{version.day}", version.text, rule, version)
    law = knowledge.law_in(as_path(words, name))
    return _Text(str(words), law, law, None)
