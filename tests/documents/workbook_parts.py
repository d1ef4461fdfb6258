"""The checklist workbook as a reader of its XML, or of its cells, finds it."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from checklist_files import render as rendered
from checklist_samples import ROOT, corpus, everyone, sample
from guiju.documents.checklist import duties_table
from guiju.files.finding import letters
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist, checklist

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAMES = {
    "zh": ["封面", "汇总", "清单", "事实", "条文", "处罚", "guiju"],
    "en": ["Cover", "Summary", "Checklist", "Facts", "Law text", "Penalties", "guiju"],
}
HEADING_ROW, FIRST_ROW = 3, 4  # as a spreadsheet program counts
LAST_ROW = FIRST_ROW + len(sample().lines) - 1
COLUMNS = tuple(duties_table.columns("zh"))
PLACES: Mapping[str, str] = {column.key: letters(n) for n, column in enumerate(COLUMNS, 1)}


def render(subject: Checklist) -> bytes:
    return rendered("xlsx", subject)


@cache
def workbook(lang: Lang = "zh") -> bytes:
    return render(sample(lang))


@cache
def real(lang: Lang, *roles: str) -> tuple[Checklist, bytes]:
    """Of real data, for these roles or for everyone."""
    base = corpus(ROOT)
    chosen = [role for role in base.vocabulary.roles if role.id in roles] or [everyone(base)]
    subject = checklist(base, chosen, date(2026, 11, 25), lang)
    return subject, render(subject)


def rows(data: bytes, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python(skip_empty_area=False)


def xml(data: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def sheet(data: bytes, number: int) -> ElementTree.Element:
    return xml(data, f"xl/worksheets/sheet{number}.xml")


def cell_formats(data: bytes) -> list[ElementTree.Element]:
    """The formats of cells, in the order by whose numbers cells name them."""
    return xml(data, "xl/styles.xml").findall(f"{X}cellXfs/{X}xf")


def validations(data: bytes, number: int = 3) -> dict[str, ElementTree.Element]:
    return {str(rule.get("sqref")): rule for rule in sheet(data, number).iter(f"{X}dataValidation")}


def whole_column(key: str) -> str:
    return f"{PLACES[key]}{FIRST_ROW}:{PLACES[key]}{LAST_ROW}"


def names(data: bytes) -> dict[str, str]:
    return {str(n.get("name")): str(n.text) for n in xml(data, "xl/workbook.xml").iter(f"{X}definedName")}


def listed(data: bytes, name: str) -> list[list[Any]]:
    """The rows of the hidden sheet that a name covers."""
    first, until = map(int, re.findall(r"\$B\$(\d+)", names(data)[name]))
    return rows(data, "guiju")[first - 1 : until]
