"""Every Word document of ours is a sound package: each part is declared and reached, and fits the schema of Word."""

from __future__ import annotations

import io
import posixpath
import zipfile
from datetime import date
from functools import cache

import pytest
from lxml import etree

from assessment_samples import assessment
from checklist_samples import ROOT, corpus
from guiju.reasoning.checklist import checklist
from guiju.writers import formats

TYPES = "[Content_Types].xml"
KINDS = ("applicability", "assessment", "checklist")


@cache
def parts(kind: str) -> dict[str, bytes]:
    """The parts of a document of this kind, by name."""
    base = corpus(ROOT)
    roles = [role for role in base.vocabulary.roles if role.id == "group-provider"]
    subject = checklist(base, roles, date(2026, 6, 30), "en") if kind == "checklist" else assessment("en")
    with zipfile.ZipFile(io.BytesIO(formats(kind)["docx"](subject))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_these_are_all_kinds_that_are_written_for_word() -> None:
    written = {"checklist", "assessment", "applicability"}
    assert (
        {path.stem.removesuffix("_docx") for path in (ROOT / "tools/guiju/writers").glob("*_docx.py")}
        == written
        == set(KINDS)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_styles_of_the_template_that_break_the_schema_are_left_out(kind: str) -> None:
    assert [
        name for name, data in parts(kind).items() if b"stylesWithEffects" in data or "stylesWithEffects" in name
    ] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_part_is_declared_and_reached_and_each_that_is_named_is_there(kind: str) -> None:
    found = parts(kind)
    declared = etree.fromstring(found[TYPES])
    defaults = {entry.get("Extension") for entry in declared if entry.tag.endswith("}Default")}
    named = {entry.get("PartName").lstrip("/") for entry in declared if entry.tag.endswith("}Override")}
    assert named <= found.keys()
    assert [
        name for name in found if name != TYPES and name not in named and name.rpartition(".")[2] not in defaults
    ] == []
    reached = {TYPES}
    for name, data in found.items():
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        folder = posixpath.dirname(posixpath.dirname(name))
        source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
        assert name == "_rels/.rels" or source in found
        for entry in etree.fromstring(data):
            if entry.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target"))).lstrip("/")
                assert target in found, f"{name} names {target}"
                reached.add(target)
    assert found.keys() - reached == set()
