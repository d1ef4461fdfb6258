"""A file that holds a receipt: a receipt alone, or the JSON report of an assessment with the receipt in it."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guiju.assessment.receipt import KIND, READABLE, SCHEMA_VERSION
from guiju.files.finding import Misuse, one_line
from guiju.files.source import Steps
from guiju.verification.json_file import JsonFile, read_json
from guiju.verification.values import SIGN_OFF, Mismatch, noncanonical, value_text

_WRITES_ONE = "guiju assess -o report.json writes one"
_OLDER_REPORTS = (1, 2)
"""The formats of a report before page one; its receipt may be of this one."""
_STATEMENT = "guiju-statement-of-applicability"
_ROLL_UP = "guiju-roll-up"


@dataclass(frozen=True)
class Sealed:
    """A file with a receipt. `report` is the report around it, if any; `regulator`: the receipt has only hashes."""

    file: JsonFile
    receipt: dict[str, Any]
    report: dict[str, Any] | None
    regulator: bool = False

    @property
    def path(self) -> Steps:
        """Where the receipt is in the file."""
        return () if self.report is None else ("receipt",)

    @property
    def repeated(self) -> list[Mismatch]:
        """The keys that are given twice."""
        message = "is given twice; readers differ on which of the two counts"
        return [Mismatch(path, message, at) for path, at in self.file.twice]

    @property
    def unreadable(self) -> list[Mismatch]:
        """What readers of JSON disagree on."""
        return self.repeated or list(noncanonical(self.file.value, without=SIGN_OFF))


def read(file: Path) -> Sealed:
    """The receipt in a JSON file. Misuse where there is none, or one of another kind."""
    return sealed_in(read_json(file))


def sealed_in(document: JsonFile) -> Sealed:
    """The receipt in a JSON file that was read."""
    value, file = document.value, document.path
    if not isinstance(value, dict):
        raise Misuse(f"{file}: is not a guiju receipt; {_WRITES_ONE}")
    if value.get("kind") == _STATEMENT:
        raise Misuse(f"{file}: is a statement of applicability; name the JSON report of the same run")
    if value.get("kind") == _ROLL_UP:
        remedy = "name the report of a service beside it (SERVICE.json), one service at a time"
        raise Misuse(f"{file}: is a roll-up of several services, which has no receipt of its own; {remedy}")
    inside = value.get("receipt")
    report = value if isinstance(inside, dict) else None
    receipt: dict[str, Any] = inside if isinstance(inside, dict) else value
    if report is not None and "hashes" in receipt and "verdicts" not in receipt:
        return Sealed(document, receipt, report, regulator=True)
    sealed = Sealed(document, receipt, report)
    if "kind" not in receipt or "schema_version" not in receipt:
        raise Misuse(f"{file}: is not a guiju receipt; {_WRITES_ONE}")
    if receipt["kind"] != KIND:
        raise _unusable(sealed, "kind", f"is {value_text(receipt['kind'])}, not {KIND}; {_WRITES_ONE}")
    return sealed


def refuse_other_versions(sealed: Sealed, known: Collection[int] = READABLE) -> None:
    """Misuse for a receipt of another version of the format: from the first, a report cannot be made again."""
    version = sealed.receipt["schema_version"]
    if type(version) is not int or version not in known:
        older = type(version) is int and version == 1
        why = "which proves less than the report says" if older else "which this version of guiju does not read"
        remedy = f"assess again ({_WRITES_ONE})" if older else "use the version of guiju that wrote it"
        message = f"is {value_text(version)}, {why}; this version reads {SCHEMA_VERSION}: {remedy}"
        raise _unusable(sealed, "schema_version", message)


def is_older(sealed: Sealed) -> bool:
    """Whether its format is one before this one: then not every value of it can be made again."""
    version = sealed.receipt.get("schema_version", SCHEMA_VERSION)  # a regulator's is that of the internal edition
    return bool(version != SCHEMA_VERSION) or (sealed.report or {}).get("schema_version") in _OLDER_REPORTS


def refuse_repeats(sealed: Sealed) -> None:
    """Misuse for a file that gives a key twice."""
    if repeated := sealed.repeated:
        raise Misuse(repeated[0].line(sealed.file))


def _unusable(sealed: Sealed, key: str, message: str) -> Misuse:
    return Misuse(one_line(Mismatch((*sealed.path, key), message).line(sealed.file), 1000))
