"""CITATION.cff: how to cite guiju."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from distributions import PROJECT
from places import ROOT

CITATION: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))


def test_it_fits_the_schema_of_the_format() -> None:
    """That of its authors' converter (.ci/judges.txt)."""
    package = find_spec("cffconvert")
    assert package and package.origin, "make test installs it"
    file = Path(package.origin).with_name("schemas") / "1.2.0/schema.json"
    schema = jsonschema.Draft7Validator(json.loads(file.read_text("utf-8")))
    assert [error.message for error in schema.iter_errors(CITATION)] == []


def test_it_says_of_the_project_what_the_project_says_of_itself() -> None:
    said = [CITATION.get(key) for key in ("version", "license", "repository-code", "keywords")]
    licences = PROJECT["license"].split(" AND ")
    assert said == [PROJECT["version"], licences, PROJECT["urls"].get("Repository"), PROJECT["keywords"]]
