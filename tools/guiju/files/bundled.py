"""Where the schemas, the bundled knowledge base and the settings of the site lie: in an installed package, or beside it in a checkout."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from guiju.files.finding import Misuse

_PACKAGE = Path(__file__).resolve().parents[1]


def _home() -> Path:
    installed = _PACKAGE / "data"
    return installed if installed.is_dir() else _PACKAGE.parents[1]


def schemas_folder() -> Path:
    """The folder of the JSON Schemas. They belong to the tool, not to the knowledge base it works on."""
    return _home() / "schemas"


def site_settings(lang: str) -> Path:
    """The file by which MkDocs builds the site in this language. It belongs to the tool."""
    return _home() / ("mkdocs.yml" if lang == "zh" else f"mkdocs.{lang}.yml")


def knowledge_base(path: str | None, here: Path) -> Path:
    """The knowledge base to work on: the path given, else the folder `here` if it holds regulations/, else the bundled one."""
    if path is not None:
        root = Path(path)
        if not root.exists():
            raise Misuse(f"{path}: no such folder; name a folder that holds regulations/")
        if not (root / "regulations").is_dir():
            raise Misuse(f"{path}: holds no regulations/; name the folder above it")
        return root
    return here if (here / "regulations").is_dir() else _home()


def schema(name: str) -> dict[str, Any]:
    """The schema of this name, as a dict."""
    value: dict[str, Any] = json.loads((schemas_folder() / f"{name}.schema.json").read_text("utf-8"))
    return value


def referenced(name: str) -> dict[str, dict[str, Any]]:
    """The schemas to which a schema refers, and those to which they do, by the names of their files."""
    found: dict[str, dict[str, Any]] = {}
    waiting = [name]
    while waiting:
        text = (schemas_folder() / f"{waiting.pop()}.schema.json").read_text("utf-8")
        for other in re.findall(r'"\$ref": "([a-z-]+)\.schema\.json', text):
            if f"{other}.schema.json" not in found:
                found[f"{other}.schema.json"] = schema(other)
                waiting.append(other)
    return found
