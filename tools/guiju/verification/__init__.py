"""Whether a report is what its receipt says: made again from the receipt, and compared value by value.

With the data and the version of guiju that made it, every value of the report but the block to sign is compared. With another of either the verdicts are
computed again and the hashes of the text and the reading of each duty compared, so that what did not change still holds; the wording is not compared.
That proves that a report is consistent, not who wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from guiju import __version__
from guiju.assessment import Assessment
from guiju.assessment.receipt import content_hash, particulars_hash, receipt
from guiju.documents.report import Audience, data
from guiju.files import schema
from guiju.model import VERDICTS, Corpus
from guiju.verification.canonical import otherwise_written
from guiju.verification.remade import Scan, as_difference, listed_breaches, remade, same_making, unfit, unfit_tables
from guiju.verification.sealed import Sealed
from guiju.verification.tables import unlisted
from guiju.verification.values import Difference, differences

__all__ = ["Verification", "against", "verify"]

_EDITED = "the receipt was edited: its hash is not that of its content"
_PARTICULARS = "the particulars were edited: their hash is not that of their content"


@dataclass(frozen=True)
class Verification:
    """What was found. `duties`: how many duties the receipt has; `changed`: those that are not as they were; `whole`: every value was compared."""

    differences: tuple[Difference, ...]
    duties: int
    changed: tuple[str, ...] = ()
    whole: bool = True


def verify(file: Sealed, corpus: Corpus, scan: Scan | None = None) -> Verification:
    """Verify a report or a receipt alone. `scan` counts the rows of its tables again."""
    if unread := file.repeated or list(otherwise_written(file.file.value, without={("sign_off",)})):
        return Verification(tuple(unread), 0)
    unusable = list(unfit(file, corpus)) or list(unfit_tables(file, corpus))
    if unusable:
        return Verification((*_seal(file), *unusable), 0)
    assessment, duties = remade(file, corpus, scan), len(file.receipt["verdicts"])
    if same_making(file, corpus):
        # What is wrong in the receipt itself says more than all that follows from it.
        differing = sorted(_whole(file, assessment), key=lambda one: one.path[: len(file.path)] != file.path)
        return Verification((*_seal(file), *differing), duties)
    changes = list(_duties(file, receipt(assessment)))
    own = (*_seal(file), *_shape(file), *_own_hashes(file, assessment), *_restated(file))
    found = (*own, *(one for _, one in changes))
    return Verification(found, duties, tuple(dict.fromkeys(name for name, _ in changes)), whole=False)


def against(regulator: Sealed, internal: Sealed, corpus: Corpus, scan: Scan | None = None) -> Verification:
    """Verify a regulator edition by the internal one of the same assessment, which has been verified itself."""
    if unread := regulator.repeated or list(otherwise_written(regulator.file.value, without={("sign_off",)})):
        return Verification(tuple(unread), 0)
    assessment, duties = remade(internal, corpus, scan), len(internal.receipt["verdicts"])
    if same_making(internal, corpus):
        expected = as_json(assessment, "regulator")
        return Verification(tuple(differences(regulator.report, expected, without={("sign_off",)})), duties)
    full = internal.receipt
    stated = {"hash": full["receipt"], "hashes": full["hashes"], "guiju": full["guiju"]}
    found = differences(regulator.receipt, stated, ("receipt",))
    filled = replace(regulator, receipt=full)
    return Verification((*found, *_shape(filled), *_restated(filled)), duties, whole=False)


def as_json(assessment: Assessment, audience: Audience = "internal") -> Any:
    """A report as the JSON that a reader reads."""
    return json.loads(data.render(assessment, audience))


def _seal(file: Sealed) -> Iterator[Difference]:
    """That a hash of a receipt is not that of its content."""
    receipt = file.receipt
    if not _holds(lambda: content_hash(receipt) == receipt.get("receipt")):
        yield Difference((*file.path, "receipt"), _EDITED)
    if not _holds(lambda: particulars_hash(receipt["particulars"]) == receipt["particulars"].get("sha256")):
        yield Difference((*file.path, "particulars"), _PARTICULARS)


def _holds(compare: Callable[[], bool]) -> bool:
    """Whether two hashes are the same; not where there is nothing to hash: a number that is too large, half a character, no particulars."""
    try:
        return compare()
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return False


def _whole(file: Sealed, assessment: Assessment) -> Iterator[Difference]:
    """What differs from the report, or the receipt alone, when it is made again."""
    if file.report is None:
        yield from differences(file.receipt, receipt(assessment))
    else:
        yield from differences(file.report, as_json(assessment), without={("sign_off",)})
        for one in unlisted(file.receipt, listed_breaches(file.report)):
            yield replace(one, path=(*file.path, *one.path))


def _own_hashes(file: Sealed, assessment: Assessment) -> Iterator[Difference]:
    """The hashes that other data does not change: of the facts, and of what was counted in tables."""
    stated, again = file.receipt["hashes"], receipt(assessment)["hashes"]
    for key in ("facts", "tables"):
        path = (*file.path, "hashes", key)
        yield from differences(
            {key: stated[key]} if key in stated else {}, {key: again[key]} if key in again else {}, path[:-1]
        )


def _duties(file: Sealed, again: Mapping[str, Any]) -> Iterator[tuple[str, Difference]]:
    """Each duty of which the text, the reading or the verdict is not as it was."""
    then, now = file.receipt["hashes"]["duties"], again["hashes"]["duties"]
    verdicts = {entry["obligation"]: entry for entry in again["verdicts"]}
    seen = set()
    for place, entry in enumerate(file.receipt["verdicts"]):
        name, path = entry["obligation"], (*file.path, "verdicts", place)
        if name in seen:
            yield name, Difference(path, f"{name} has two verdicts in the receipt")
        seen.add(name)
        if name not in verdicts:
            yield name, Difference(path, f"{name} is not a duty of these roles on this day in the data here")
            continue
        for key in ("text", "reading"):
            if name not in then:
                yield name, Difference((*file.path, "hashes", "duties"), f"{name} is missing")
                break
            if then[name][key] != now[name][key]:
                yield name, Difference((*file.path, "hashes", "duties", name, key), f"the {key} of the duty changed")
        for one in differences(entry, verdicts[name], path):
            yield name, replace(one, message=f"{one.message} when computed again")
    for name in verdicts:
        if name not in seen:
            yield (
                name,
                Difference(
                    (*file.path, "verdicts"), f"{name} is a duty in the data here and has no verdict in the receipt"
                ),
            )


def _shape(file: Sealed) -> Iterator[Difference]:
    """What does not fit the schema of reports, where the version of guiju that wrote the report has the same: keys that are not known, first of all."""
    if file.report is not None and file.receipt["guiju"] == __version__:
        yield from (as_difference(file, finding) for finding in schema.defects(file.file, "assessment-export"))


def _restated(file: Sealed) -> Iterator[Difference]:
    """What a report repeats of its receipt, and repeats wrongly: no word of the law is needed to see that."""
    report, full = file.report, file.receipt
    if report is None:
        return
    keys = ("data_version", "as_of", "roles", "topics")
    verdicts = full["verdicts"]
    current = [entry for entry in verdicts if entry["state"] != "displaced"]
    expected: dict[str, Any] = {key: full[key] for key in keys}
    expected["language"] = full["particulars"]["language"]
    expected["counts"] = {
        **{v: sum(entry["verdict"] == v for entry in current) for v in VERDICTS},
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
    yield from differences(stated, expected)
