"""Every Word document and workbook of ours is a sound package in which openxml-audit finds nothing."""

import io
import pkgutil
import posixpath
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

import guiju
from assessment_samples import assessment
from checklist_samples import ROOT, corpus, everyone
from guiju import documents
from guiju.amendment.comparison import between_versions, version_pairs
from guiju.assessment.several_progress import SeveralProgress
from guiju.documents.concordance import AlignedTexts
from guiju.documents.report.audience import Audience
from guiju.documents.review import ReviewSheet
from guiju.importing.proposals import proposals
from guiju.importing.review_rows import rows
from guiju.model import Lang
from guiju.reasoning.checklist import checklist
from guiju.writers import formats
from report_files import made

TYPES = "[Content_Types].xml"
OFFICE = ("docx", "xlsx")
DOCUMENTS = sorted(entry.name for entry in pkgutil.iter_modules(documents.__path__) if "docx" in formats(entry.name))
REPORTS = ["applicability", "assessment"]
EDITIONS = [
    (document, audience, form)
    for document in DOCUMENTS
    for audience in (get_args(Audience) if document in REPORTS else (None,))
    for form in OFFICE
    if form in formats(document)
]


@cache
def package(document: str, form: str, lang: Lang, audience: Audience | None) -> bytes:
    """A document of real data: the checklist of all parties, two versions of a law, the assessment of the sample."""
    base, day = corpus(ROOT), date(2026, 6, 30)
    law = base.regulations["cybersecurity-law"]
    (versions,) = version_pairs(law)
    if document == "amendment":
        return formats(document)[form](between_versions(base, law, *versions), lang, day)
    if document == "concordance":
        old, new = (version.text for version in versions)
        return formats(document)[form](AlignedTexts("old", "new", old, new), lang, day)
    if document == "checklist":
        return formats(document)[form](checklist(base, [everyone(base)], day, lang))
    if document == "roll_up":
        return formats(document)[form](guiju.roll_up({"chat": assessment(lang, day), "forum": assessment(lang, day)}))
    if document == "review":
        drafts = base.regulations["cac-content-labelling-2025"]
        made_rows = rows(drafts, proposals(drafts), base.vocabulary, base.regulations.values())
        return formats(document)[form](ReviewSheet(drafts, made_rows, day))
    if document == "applies":
        facts = {"audience": "mainland_public", "generative_ai_use": "own_model", "users_found_groups": True}
        return formats(document)[form](guiju.load(ROOT).applies(facts, day, lang), lang)
    if document in ("comparison", "roll_up_comparison"):
        before, after = (guiju.report(assessment(lang, each)) for each in (day, date(2026, 9, 30)))
        progress = guiju.progress(before, after)
        several = SeveralProgress(
            {"chat": progress, "forum": progress}, (), ("shop",), (), ("2026-06-30", "2026-09-30"), lang
        )
        return formats(document)[form](several if document == "roll_up_comparison" else progress, lang)
    return made(document, form, lang, audience or "internal")


@pytest.mark.parametrize(("document", "audience", "form"), EDITIONS)
def test_openxml_audit_finds_nothing(
    document: str, audience: Audience | None, form: str, lang: Lang, tmp_path: Path
) -> None:
    file = tmp_path / f"{document}.{form}"
    file.write_bytes(package(document, form, lang, audience))
    result = OpenXmlValidator().validate(file)
    assert [(error.part_uri, error.path, error.description) for error in result.errors] == []


@pytest.mark.parametrize(("document", "audience", "form"), EDITIONS)
def test_each_part_is_declared_and_reached_and_each_that_is_named_is_there(
    document: str, audience: Audience | None, form: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(package(document, form, "en", audience))) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    assert not any("stylesWithEffects" in name for name in found)  # those of the template break the schema of Word
    declared = etree.fromstring(found[TYPES])
    defaults = {entry.get("Extension") for entry in declared if entry.tag.endswith("}Default")}
    named = {entry.get("PartName").lstrip("/") for entry in declared if entry.tag.endswith("}Override")}
    assert named <= found.keys()
    undeclared = found.keys() - named - {TYPES}
    assert {name.rpartition(".")[2] for name in undeclared} <= defaults
    reached = {TYPES}
    for name, data in found.items():
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        folder = posixpath.dirname(posixpath.dirname(name))
        assert name == "_rels/.rels" or posixpath.join(folder, posixpath.basename(name).removesuffix(".rels")) in found
        for entry in etree.fromstring(data):
            if entry.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target"))).lstrip("/")
                assert target in found, f"{name} names {target}"
                reached.add(target)
    assert found.keys() - reached == set()
