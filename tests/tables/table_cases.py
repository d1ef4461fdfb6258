"""Cases of tables, as the YAML files in tests/tables/ have them: the files of a table and how they are assessed."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml

from places import TESTS
from table_samples import GROUPS, MAPPING, SHARED_CODE, written

FOLDER = TESTS / "tables"


def cases(name: str) -> list[Any]:
    """The cases of a file, or of each file in a folder; each with its title as the id of its test."""
    files = sorted((FOLDER / name).glob("*.yaml")) or [FOLDER / f"{name}.yaml"]
    titled = [pair for file in files for pair in yaml.safe_load(file.read_text("utf-8")).items()]
    return [pytest.param(case, id=title) for title, case in titled]


def content(parts: Any) -> bytes:
    """A text, bytes, or a list of texts and of texts that are repeated, with the number of each for %d."""
    if isinstance(parts, list):
        return b"".join(map(content, parts))
    if isinstance(parts, dict):
        return "".join(parts["repeat"].replace("%d", str(number)) for number in range(parts["times"])).encode()
    return parts if isinstance(parts, bytes) else str(parts).encode()


def in_sqlite(folder: Path, script: str) -> Path:
    """A database that a script of SQL makes."""
    connection = sqlite3.connect(folder / "chat.db")
    connection.executescript(script)
    connection.close()
    return folder / "chat.db"


def laid_out(folder: Path, case: dict[str, Any]) -> list[str]:
    """Write the files of a case into a folder; returns the arguments that read its table, which is the first file."""
    for name in case.get("folders", ()):
        (folder / name).mkdir(parents=True)
    for name, parts in case.get("files", {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(parts, str) and parts.startswith("SELECT "):
            written(path, parts.replace("SHARED_CODE", f"({SHARED_CODE})").replace("GROUPS", f"({GROUPS})"))
            path.write_bytes(path.read_bytes()[: -case.get("truncated", 0) or None])
        else:
            path.write_bytes(content(parts))
    if "sqlite" in case:
        in_sqlite(folder, case["sqlite"])
    for name, target in case.get("links", {}).items():
        (folder / name).symlink_to(target)
    table = case.get("table") or next(iter(case.get("files", {})), None)
    arguments = case.get("arguments") or ["--table", f"{case.get('entity', 'group')}={table}"]
    if "mapping" in case:
        (folder / "mapping.yaml").write_text(f"{MAPPING.rstrip()} {json.dumps(case['mapping'])}\n", "utf-8")
        arguments = [*arguments, "--mapping", "mapping.yaml"]
    return [*arguments, *case.get("options", ())]
