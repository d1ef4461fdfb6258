"""The files that come with guiju: schemas, knowledge base, settings of the site. In a checkout they are beside it."""

import json
import re
from pathlib import Path
from typing import Any

from guiju.files.content import MAX_BYTES, read_bounded
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


def repository() -> str:
    """The address of guiju's repository, which pyproject.toml names and an installation records; empty without one."""
    from importlib.metadata import PackageNotFoundError, metadata  # few commands need it

    try:
        entries = metadata("guiju").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    return next(
        (address for name, _, address in (entry.partition(", ") for entry in entries) if name == "Repository"), ""
    )


def knowledge_base(path: str | None, here: Path | None = None) -> Path:
    """The knowledge base to work on: `path`, else the folder `here` if it has regulations/, else the bundled one."""
    if path is not None:
        root = Path(path)
        if not root.exists():
            raise Misuse(f"{path}: no such folder; name a folder that contains regulations/")
        if not (root / "regulations").is_dir():
            raise Misuse(f"{path}: has no folder regulations/; name the folder that does")
        return root
    return here if here is not None and (here / "regulations").is_dir() else _home()


def is_ours(root: Path) -> bool:
    """Whether a knowledge base is under our licence: its folder has the LICENSE-DATA that comes with guiju."""
    try:
        own, ours = (read_bounded(folder / "LICENSE-DATA", MAX_BYTES, only_files=True) for folder in (root, _home()))
    except OSError:
        return False
    return own == ours


def schema(name: str) -> dict[str, Any]:
    """The schema of this name, as a dict."""
    value: dict[str, Any] = json.loads((schemas_folder() / f"{name}.schema.json").read_text("utf-8"))
    return value


def referenced(name: str) -> dict[str, dict[str, Any]]:
    """The schemas to which a schema refers, and those to which they do, by the names of their files."""
    text = (schemas_folder() / f"{name}.schema.json").read_text("utf-8")
    others: dict[str, dict[str, Any]] = {}
    for other in dict.fromkeys(re.findall(r'"\$ref": "([a-z-]+)\.schema\.json', text)):
        others |= {f"{other}.schema.json": schema(other), **referenced(other)}
    return others


def packaged(module: str, name: str = "") -> Any:
    """The value of the YAML file `name` beside a module, else of that called as the module.

    It comes with guiju: we wrote and test it, so it is read fast and without places.
    """
    import yaml  # an answer from the cache needs none

    file = Path(module).with_name(name) if name else Path(module).with_suffix(".yaml")
    return yaml.load(file.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
