"""Verification of reports: a report with its receipt in, each mismatch with the report made again out.

With the data and the version of guiju that made it, every value of the report but the signature block is compared. With
another of either, the verdicts are computed again and the hashes of the text and the reading of each duty compared, but
not the wording: then it is not verified. That proves that a report is consistent, not who wrote it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from guiju import __version__
from guiju.assessment import Assessment
from guiju.assessment.receipt import content_hash, particulars_hash, receipt
from guiju.documents.report import data
from guiju.documents.report.audience import Audience
from guiju.files import schema
from guiju.files.display import Displayed
from guiju.files.json_text import json_bytes
from guiju.model import VERDICTS, Corpus
from guiju.verification.remake import Scan, as_mismatch, listed_breaches, remake, same_making, unfit
from guiju.verification.sealed import Sealed, is_older
from guiju.verification.tables import unlisted
from guiju.verification.values import SIGN_OFF, Mismatch, mismatches


@dataclass(frozen=True)
class Verification(Displayed):
    """What differs; `duties`: how many there are; `changed`: which changed; `whole`: whether all was compared; `key`:
    the id of the key that signed exactly this file, empty where none was named to hold it against."""

    mismatches: tuple[Mismatch, ...]
    duties: int
    changed: tuple[str, ...] = ()
    whole: bool = True
    key: str = ""


def verify(file: Sealed, corpus: Corpus, scan: Scan | None = None) -> Verification:
    """Verify a report or a receipt alone. `scan` counts the rows of its tables again."""
    if unreadable := file.unreadable:
        return Verification(tuple(unreadable), 0)
    if unusable := unfit(file, corpus):
        return Verification((*_seal(file), *unusable), 0)
    assessment, duties = remake(file, corpus, scan), len(file.receipt["verdicts"])
    if same_making(file, corpus):
        # What is wrong in the receipt itself says more than all that follows from it.
        differing = sorted(_whole(file, assessment), key=lambda one: one.path[: len(file.path)] != file.path)
        return Verification((*_seal(file), *differing), duties)
    again = receipt(assessment)
    changes = list(_duties(file, again))
    own = (*_seal(file), *_shape(file), *_own_hashes(file, again), *_restated(file))
    changed = tuple(dict.fromkeys(name for name, _ in changes))
    return Verification((*own, *(one for _, one in changes)), duties, changed, whole=False)


def verify_regulator_edition(
    regulator: Sealed, internal: Sealed, corpus: Corpus, scan: Scan | None = None
) -> Verification:
    """Verify a regulator edition by the internal one of the same assessment, which has been verified itself."""
    if unreadable := regulator.unreadable:
        return Verification(tuple(unreadable), 0)
    full, duties = internal.receipt, len(internal.receipt["verdicts"])
    if same_making(internal, corpus):
        expected = as_json(remake(internal, corpus, scan), "regulator")
        return Verification(tuple(mismatches(regulator.report, expected, without=SIGN_OFF)), duties)
    stated = {"hash": full["receipt"], "hashes": full["hashes"], "guiju": full["guiju"]}
    filled = replace(regulator, receipt=full)
    own = mismatches(regulator.receipt, stated, ("receipt",))
    return Verification((*own, *_shape(filled), *_restated(filled)), duties, whole=False)


def as_json(assessment: Assessment, audience: Audience = "internal") -> Any:
    """A report as the JSON that a reader reads."""
    return json.loads(json_bytes(data.value(assessment, audience)))


def _seal(file: Sealed) -> Iterator[Mismatch]:
    """The hashes of a receipt that are not those of its content."""
    receipt = file.receipt
    if not _agrees(lambda: content_hash(receipt) == receipt.get("receipt")):
        yield Mismatch((*file.path, "receipt"), "the receipt was edited: its hash is not that of its content")
    if not _agrees(lambda: particulars_hash(receipt["particulars"]) == receipt["particulars"].get("sha256")):
        message = "the particulars were edited: their hash is not that of their content"
        yield Mismatch((*file.path, "particulars"), message)


def _agrees(compare: Callable[[], bool]) -> bool:
    """Whether two hashes are the same; not where there is nothing to hash, such as half a character."""
    try:
        return compare()
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return False


def _whole(file: Sealed, assessment: Assessment) -> Iterator[Mismatch]:
    """Where the report, or the receipt alone, is not as it is when made again."""
    if file.report is None:
        yield from mismatches(file.receipt, receipt(assessment))
    else:
        yield from mismatches(file.report, as_json(assessment), without=SIGN_OFF)
        for one in unlisted(file.receipt, listed_breaches(file.report)):
            yield replace(one, path=(*file.path, *one.path))


def _own_hashes(file: Sealed, again: Mapping[str, Any]) -> Iterator[Mismatch]:
    """The hashes that other data does not change: of the facts, and of what was counted in tables."""
    stated, expected = (
        {key: hashes[key] for key in ("facts", "tables") if key in hashes}
        for hashes in (file.receipt["hashes"], again["hashes"])
    )
    yield from mismatches(stated, expected, (*file.path, "hashes"))


def _duties(file: Sealed, again: Mapping[str, Any]) -> Iterator[tuple[str, Mismatch]]:
    """Each duty whose text, reading or verdict is not as it was."""
    then, now = file.receipt["hashes"]["duties"], again["hashes"]["duties"]
    verdicts = {entry["obligation"]: entry for entry in again["verdicts"]}
    seen = set()
    for place, entry in enumerate(file.receipt["verdicts"]):
        name, path = entry["obligation"], (*file.path, "verdicts", place)
        if name in seen:
            yield name, Mismatch(path, f"{name} has two verdicts in the receipt")
        seen.add(name)
        if name not in verdicts:
            yield name, Mismatch(path, f"{name} is not a duty of these roles on this day in the data here")
            continue
        for key in ("text", "reading"):
            if name not in then:
                yield name, Mismatch((*file.path, "hashes", "duties"), f"{name} is missing")
                break
            if then[name][key] != now[name][key]:
                yield name, Mismatch((*file.path, "hashes", "duties", name, key), f"the {key} of the duty changed")
        for one in mismatches(entry, verdicts[name], path):
            yield name, replace(one, message=f"{one.message} when computed again")
    for name in (name for name in verdicts if name not in seen):
        message = f"{name} is a duty in the data here and has no verdict in the receipt"
        yield name, Mismatch((*file.path, "verdicts"), message)


def _shape(file: Sealed) -> Iterator[Mismatch]:
    """Where the report does not fit its schema, unknown keys above all; another version of guiju may have another."""
    if file.report is not None and file.receipt["guiju"] == __version__ and not is_older(file):
        yield from (as_mismatch(file, finding) for finding in schema.defects(file.file, "assessment-export"))


def _restated(file: Sealed) -> Iterator[Mismatch]:
    """What a report repeats from its receipt, and repeats wrongly: no word of the law is needed to see that."""
    report, full = file.report, file.receipt
    if report is None:
        return
    keys = ("data_version", "as_of", "roles", "topics")
    verdicts = full["verdicts"]
    current = [entry for entry in verdicts if entry["state"] != "displaced"]
    expected: dict[str, Any] = {key: full[key] for key in keys}
    expected["language"] = full["particulars"]["language"]
    expected["counts"] = {verdict: sum(entry["verdict"] == verdict for entry in current) for verdict in VERDICTS} | {
        "total": len(current),
        "displaced": len(verdicts) - len(current),
    }
    expected["lines"] = verdicts
    expected["regulations"] = [{"id": name} for name in full["regulations"]]
    stated = {key: report[key] for key in expected if key in report}
    for key in ("lines", "regulations"):
        if isinstance(entries := stated.get(key), list):
            of = {"lines": ("obligation", "state", "verdict", "decided_by", "basis"), "regulations": ("id",)}[key]
            stated[key] = [
                {k: entry[k] for k in of if k in entry} if isinstance(entry, dict) else entry for entry in entries
            ]
    yield from mismatches(stated, expected)
