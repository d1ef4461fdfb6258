"""Reports and receipts as files to verify, without writing them, and what is wrong with them in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from guiju.assessment.receipt import content_hash, digest, particulars_hash
from guiju.cli import main
from guiju.model import Corpus
from guiju.verification import verify
from guiju.verification.json_file import JsonFile
from guiju.verification.remake import Scan
from guiju.verification.sealed import Sealed, sealed_in

Captured = pytest.CaptureFixture[str]
GOOD = Path(__file__).parent / "corpora" / "good"


def sealed_file(value: Any) -> Sealed:
    """A report or receipt as it is read from a file."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return sealed_in(JsonFile("r.json", json.loads(text), text))


def hashed_again(receipt: dict[str, Any]) -> dict[str, Any]:
    """A receipt whose hashes somebody made again after an edit."""
    hashes = {**receipt["hashes"], "facts": digest(receipt["profile"])}
    if "tables" in receipt:
        hashes["tables"] = digest(receipt["tables"])
    edited = {**receipt, "hashes": hashes}
    particulars = {**receipt["particulars"], "sha256": particulars_hash(receipt["particulars"])}
    return {**edited, "receipt": content_hash(edited), "particulars": particulars}


def wrong(value: Any, corpus: Corpus, scan: Scan | None = None) -> list[str]:
    """What guiju verify finds wrong with a report or receipt, each with its path."""
    file = sealed_file(value)
    return [one.line(file.file).split(": ", 1)[1] for one in verify(file, corpus, scan).mismatches]


def small_report(folder: Path, *arguments: str) -> Any:
    """A report on the small law of the tests, as the command writes it."""
    (folder / "p.yaml").write_text(
        "facts: {keeps_logs: true, log_retention: P6M}\nplans: {rule-old#report: {kind: remediation, action: A, owner: B, due: 2024-01-01}}\n",
        "utf-8",
    )
    given = [
        "assess",
        str(folder / "p.yaml"),
        "--role",
        "platform",
        "--as-of",
        "2023-01-01",
        "--lang",
        "en",
        *arguments,
    ]
    assert (
        main([*given, *([] if "--base" in arguments else ["--base", str(GOOD)]), "-o", str(folder / "report.json")])
        == 0
    )
    return json.loads((folder / "report.json").read_text("utf-8"))


def verified(folder: Path, capsys: Captured, value: Any, *arguments: str) -> tuple[int, list[str]]:
    """The exit code of guiju verify on a value, and its lines without the name of the file."""
    file = folder / "r.json"
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2), "utf-8")
    capsys.readouterr()
    base = [] if "--base" in arguments else ["--base", str(GOOD)]
    code = main(["verify", str(file), *base, *arguments])
    told = capsys.readouterr()
    return code, [
        line.removeprefix("guiju: ").removeprefix(str(file)).lstrip(":") for line in (told.out + told.err).splitlines()
    ]
