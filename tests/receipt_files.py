"""Reports and receipts as files to verify, without writing them, and what is wrong with them in words."""

from __future__ import annotations

import json
from typing import Any

from guiju.assessment.receipt import content_hash, digest, particulars_hash
from guiju.model import Corpus
from guiju.verification import verify
from guiju.verification.json_file import JsonFile
from guiju.verification.remade import Scan
from guiju.verification.sealed import Sealed, sealed_in


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
    return [one.shown(file.file).split(": ", 1)[1] for one in verify(file, corpus, scan).differences]
