"""Reports and receipts as files to verify, without writing them, and what is wrong with them in words."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessment_samples import assessment
from guiju.assessment.receipt import content_hash, digest, particulars_hash
from guiju.cli import main
from guiju.documents.report.audience import Audience
from guiju.files.source import Steps
from guiju.model import Corpus
from guiju.verification import as_json, verify
from guiju.verification.json_file import JsonFile
from guiju.verification.remake import Scan
from guiju.verification.sealed import Sealed, sealed_in
from places import GOOD

Captured = pytest.CaptureFixture[str]
EDITS = yaml.safe_load((Path(__file__).parent / "receipts" / "edits.yaml").read_text("utf-8"))


def sealed_file(value: Any) -> Sealed:
    """A report or receipt as it is read from a file."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return sealed_in(JsonFile("r.json", json.loads(text), text.encode()))


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


def each_edit(of: str) -> list[Any]:
    """The edits of edits.yaml under a heading, as parameters with their names."""
    return [pytest.param(edit, id=name) for name, edit in EDITS[of].items()]


def edited(value: Any, edit: Mapping[str, Any]) -> Any:
    """A copy with one edit of edits.yaml."""
    whole = deepcopy(value)
    *path, key = edit["at"]
    if "to" in edit:
        at(whole, tuple(path))[key] = edit["to"]
    else:
        del at(whole, tuple(path))[key]
    return whole


@cache
def report(audience: Audience = "internal") -> Any:
    return as_json(assessment("en"), audience)


def small_report(folder: Path, *arguments: str) -> Any:
    """A report on the small law of the tests, as the command writes it."""
    plan = "{kind: remediation, action: A, owner: B, due: 2024-01-01}"
    profile = f"facts: {{keeps_logs: true, log_retention: P6M}}\nplans: {{rule-old#report: {plan}}}\n"
    (folder / "p.yaml").write_text(profile, "utf-8")
    call = (
        f"assess {folder / 'p.yaml'} --role platform --as-of 2023-01-01 --lang en -o {folder / 'report.json'}".split()
    )
    assert main([*call, *arguments, *([] if "--base" in arguments else ["--base", str(GOOD)])]) == 0
    return json.loads((folder / "report.json").read_text("utf-8"))


def verified(folder: Path, capsys: Captured, value: Any, *arguments: str, ascii: bool = False) -> tuple[int, list[str]]:
    """The exit code of guiju verify on a value and its lines without the file name; `ascii` allows half characters."""
    file = folder / "r.json"
    file.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=ascii, indent=2), "utf-8")
    capsys.readouterr()
    code = main(["verify", str(file), *([] if "--base" in arguments else ["--base", str(GOOD)]), *arguments])
    out = capsys.readouterr()
    lines = (out.out + out.err).splitlines()
    return code, [line.removeprefix("guiju: ").removeprefix(str(file)).lstrip(":") for line in lines]


def paths(value: Any, path: Steps = ()) -> Iterator[Steps]:
    """The paths of all values, those around others too."""
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(inner, (*path, key))


def at(value: Any, path: Steps) -> Any:
    for key in path:
        value = value[key]
    return value
