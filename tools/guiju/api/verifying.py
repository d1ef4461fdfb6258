"""Makes reports again, and compares them: a report, or the edition for a regulator by the internal one beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.api.arguments import as_path
from guiju.files.finding import Misuse
from guiju.model import Corpus

if TYPE_CHECKING:
    from guiju.verification import Verification
    from guiju.verification.detached import Signed
    from guiju.verification.json_file import JsonFile
    from guiju.verification.remake import Scan
    from guiju.verification.sealed import Sealed


def verified(
    corpus: Corpus,
    report: Mapping[str, Any] | str | os.PathLike[str],
    against: str | os.PathLike[str] | None,
    public_key: str | os.PathLike[str] | None,
    signature: str | os.PathLike[str] | None,
) -> Verification:
    """What differs in a report, and the key that signed its file. Where a signature does not fit the file, that is the
    one difference, and nothing else is compared."""
    from guiju.verification import Verification
    from guiju.verification.values import Mismatch

    sealed = sealed_report(report)
    if public_key is not None and isinstance(report, Mapping):
        raise Misuse("public_key: a signature is of the bytes of a file; give the path of the report")
    signed = signed_by(sealed.file, public_key, signature)
    if signed and signed.problem:
        return Verification((Mismatch((), f"the signature {signed.problem}"),), 0, whole=False)
    found = verification(corpus, sealed, internal_edition(sealed, against))[1]
    return replace(found, key=signed.key) if signed else found


def sealed_report(report: Mapping[str, Any] | str | os.PathLike[str]) -> Sealed:
    """The receipt in a report, which is a value or a file. Misuse where there is none."""
    from guiju.files.from_python import written
    from guiju.files.json_text import json_bytes
    from guiju.verification.json_file import json_in
    from guiju.verification.sealed import read, sealed_in

    if isinstance(report, Mapping):
        return sealed_in(json_in(json_bytes(written(report, "report")), Path("report")))
    return read(as_path(report, "report"))


def signed_by(
    file: JsonFile, public_key: str | os.PathLike[str] | None, signature: str | os.PathLike[str] | None
) -> Signed | None:
    """Whose signature stands beside a file (FILE.minisig, unless another one is named), held against the bytes that
    were read and this key; None where no key is named. Misuse of a signature without a key."""
    from guiju.verification.detached import SUFFIX, signed

    if public_key is None:
        if signature is not None:
            raise Misuse("--signature: whose it has to be is missing; name their public key with --public-key KEY")
        return None
    beside = as_path(f"{file.path}{SUFFIX}" if signature is None else signature, "signature")
    as_path(public_key, "public_key")  # what it names; a path would take one of two strokes out of a key in letters
    return signed(file.path, file.data, beside, os.fsdecode(public_key))


def internal_edition(sealed: Sealed, against: str | os.PathLike[str] | None) -> Sealed | None:
    """The internal edition beside that for a regulator; None for a report that is one. Misuse where it is missing, or
    given without need, or of a format that cannot be made again; NotEstablished of a later version of guiju."""
    from guiju.verification.releases import refuse_later
    from guiju.verification.sealed import read, refuse_other_versions

    report, internal = sealed.file.path, None
    if sealed.regulator:
        if not against:
            why = "the regulator edition has the hashes of its receipt but not the facts, so it cannot be rebuilt alone"
            raise Misuse(f"{report}: {why}; whoever issued it can verify it with --against INTERNAL.json")
        internal = read(as_path(against, "against"))
        if internal.regulator or internal.report is None:
            raise Misuse(f"{against}: is not the JSON report of the internal edition; name that")
    elif against:
        raise Misuse(f"--against is only for the regulator edition; {report} contains the facts, so leave it out")
    full = internal or sealed
    refuse_other_versions(full)
    refuse_later(full.file.path, full.receipt.get("guiju"))
    return internal


def verification(
    corpus: Corpus, sealed: Sealed, internal: Sealed | None, scan: Scan | None = None
) -> tuple[Sealed, Verification]:
    """The differences, and the file that has them: the internal edition until it matches, then the regulator's."""
    from guiju.verification import verify, verify_regulator_edition

    file = internal or sealed
    verified = verify(file, corpus, scan)
    if internal is None or verified.mismatches:
        return file, verified
    return sealed, verify_regulator_edition(sealed, internal, corpus, scan)
