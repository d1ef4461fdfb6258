"""SARIF 2.1.0, which code scanning and editors read: rules with their manual pages, results with places."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from guiju import __version__, checks
from guiju.files.bundled import repository
from guiju.files.finding import Finding, Location
from guiju.files.json_text import json_text
from guiju.terminal.finding_formats import fingerprints

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(findings: Sequence[Finding], colour: bool, properties: Mapping[str, Any] | None = None) -> str:
    codes = sorted({f.code for f in findings})
    driver = {
        "name": "guiju",
        "version": __version__,
        "semanticVersion": __version__,
        **({"informationUri": address} if (address := repository()) else {}),
        "rules": [_rule(code) for code in codes],
    }
    results = [
        {
            "ruleId": f.code,
            "ruleIndex": codes.index(f.code),
            "level": f.level,
            "message": {"text": f.message},
            "locations": [_place(f.at)],
            **_related(f.related),
            "partialFingerprints": {"guiju/v1": fingerprint},
        }
        for f, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    run |= {"properties": properties} if properties else {}
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(code: str) -> Mapping[str, Any]:
    """A check has a manual page; other codes say what they mean."""
    if not (manual := checks.manual(code)):
        return {"id": code, "shortDescription": {"text": code.replace("_", " ")}}
    first, _, _ = manual.partition("\n")
    return {"id": code, "shortDescription": {"text": first}, "help": {"text": manual}}


def _related(places: Iterable[tuple[str, Location]]) -> Mapping[str, Any]:
    related = [{"id": number, **_place(at), "message": {"text": words}} for number, (words, at) in enumerate(places)]
    return {"relatedLocations": related} if related else {}


def _place(at: Location) -> Mapping[str, Any]:
    """A line and column of a text; of a workbook the cell, beside the line that every reader asks for."""
    path = PurePath(at.path)
    artifact = {"uri": path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))}
    region = {"startLine": 1} if at.sheet else {"startLine": at.line, "startColumn": at.column}
    cell = {"logicalLocations": [{"fullyQualifiedName": str(at).removeprefix(f"{at.path}:")}]} if at.sheet else {}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}, **cell}
