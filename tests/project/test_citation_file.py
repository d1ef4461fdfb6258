"""CITATION.cff: how to cite guiju."""

import copy
import json
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from places import ROOT

CITATION: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft7Validator:
    """The schema of the format, in the package of its authors' converter (.ci/judges.txt)."""
    package = find_spec("cffconvert")
    assert package and package.origin, "make test installs it"
    file = Path(package.origin).with_name("schemas") / "1.2.0/schema.json"
    return jsonschema.Draft7Validator(json.loads(file.read_text("utf-8")))


def test_it_fits_the_schema_of_the_format(schema: jsonschema.Draft7Validator) -> None:
    assert [error.message for error in schema.iter_errors(CITATION)] == []


@pytest.mark.parametrize("key", ["message", "title", "authors"])
def test_the_schema_refuses_it_without_what_a_citation_needs(schema: jsonschema.Draft7Validator, key: str) -> None:
    broken = copy.deepcopy(CITATION)
    del broken[key]
    assert not schema.is_valid(broken)


def test_it_says_of_the_project_what_the_project_says_of_itself() -> None:
    assert CITATION["version"] == PROJECT["version"]
    assert " AND ".join(CITATION["license"]) == PROJECT["license"]
    assert CITATION["repository-code"] == PROJECT["urls"]["Repository"]
    assert CITATION["keywords"] == PROJECT["keywords"]
