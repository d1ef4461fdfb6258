"""SECURITY.md: the formats that it lists, and the versions that are written and read, are those of the program."""

import ast
import importlib
import re

import pytest

from places import ROOT

PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = {name: (written, read) for name, written, read in re.findall(r"^\| (.+?) \| (\S+) \| (.+) \|$", PAGE, re.M)}
FORMATS = {
    "guiju.assessment.receipt": "receipt in a report",
    "guiju.agents.answer": "answer of an agent",
    "guiju.assessment.workbook.made_from": "checklist as a workbook",
    "guiju.documents.checklist.legend": "checklist as a workbook",
    "guiju.documents.report.data": "report as JSON",
    "guiju.documents.applicability": "statement of applicability as JSON",
    "guiju.documents.comparison": "comparison of two reports as JSON",
    "guiju.documents.roll_up.data": "roll-up as JSON",
    "guiju.documents.checklist.data": "checklist as JSON",
    "guiju.documents.applies": "what applies, as JSON",
    "guiju.documents.labelling": "labels of files as JSON",
    "guiju.documents.amendment.data": "amendment (`guiju diff`) as JSON",
    "guiju.documents.concordance": "concordance as JSON",
    "guiju.exports.api.description": "JSON API",
}


def defines_a_version(text: str) -> bool:
    names = (t for node in ast.parse(text).body if isinstance(node, ast.Assign) for t in node.targets)
    return any(ast.unparse(name) == "SCHEMA_VERSION" for name in names)


def test_every_format_that_has_a_version_is_listed() -> None:
    files = (ROOT / "tools/guiju").rglob("*.py")
    defining = [file.relative_to(ROOT / "tools") for file in files if defines_a_version(file.read_text("utf-8"))]
    modules = {".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in defining}
    assert modules == FORMATS.keys()
    assert set(FORMATS.values()) <= ROWS.keys()


@pytest.mark.parametrize("module", FORMATS)
def test_the_version_that_is_written_is_that_of_the_program(module: str) -> None:
    written, _ = ROWS[FORMATS[module]]
    assert written == str(importlib.import_module(module).SCHEMA_VERSION)


@pytest.mark.parametrize("module", ["guiju.assessment.receipt", "guiju.assessment.workbook.made_from"])
def test_the_versions_that_are_read_are_those_of_the_program(module: str) -> None:
    _, read = ROWS[FORMATS[module]]
    assert re.findall(r"\d+", read.partition(";")[0]) == [*map(str, importlib.import_module(module).READABLE)]
