"""Checklist workbooks for the tests, filled in as people fill them in: cells set, rows sorted, columns moved, sheets
taken away.

Edits are made to the XML of the file, so that nothing of ours writes what ours reads; tests/workbooks holds some that
LibreOffice saved.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any
from xml.etree import ElementTree

import yaml
from python_calamine import CalamineWorkbook

from checklist_samples import AS_OF, corpus
from guiju import writers
from guiju.documents.checklist import duties_table
from guiju.documents.checklist import facts as service_facts
from guiju.files.finding import letters
from guiju.model import Corpus, Lang
from guiju.reasoning.checklist import Checklist, checklist
from guiju.writers.xlsx import audit_table
from places import TESTS

WORKBOOKS = TESTS / "workbooks"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
X = f"{{{MAIN}}}"
ElementTree.register_namespace("", MAIN)
ElementTree.register_namespace("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")

COLUMN = {column.key: place for place, column in enumerate(duties_table.columns("zh"), 1)}
FACT_COLUMN = {key: place for place, key in enumerate(service_facts.COLUMNS, 1)}
FIRST_ROW = audit_table.FIRST_ROW + 1
PARTS = {"cover": 1, "checklist": 3, "facts": 4, "hidden": 7}


@dataclass(frozen=True)
class Raw:
    """A cell as it stands in the file: its type and what is inside it."""

    kind: str
    inside: str


Value = str | bool | int | float | date | Raw | None
Edit = Callable[[bytes], bytes]

FORMULA = Raw("", "<f>1+1</f><v>2</v>")

# A workbook filled in by somebody who writes dates, numbers and words in several ways: by language.
ANSWERS: Mapping[str, Mapping[Lang, Mapping[str, Any]]] = yaml.safe_load(
    (WORKBOOKS / "answers.yaml").read_text("utf-8")
)
ROWS, FACTS, REPORT = (ANSWERS[part] for part in ("rows", "facts", "report"))


def as_typed(value: Any) -> Value:
    """A value of a case in YAML, which writes {raw: [type, inside]} for a cell as it stands in the file."""
    return Raw(*value["raw"]) if isinstance(value, dict) else value


@cache
def answered(lang: Lang = "zh") -> bytes:
    """The workbook of the small corpus, filled in."""
    return filled(exported(lang), asked(lang), ROWS[lang], FACTS[lang], REPORT[lang])


def asked(lang: Lang = "zh", base: Corpus | None = None, roles: Sequence[str] = (), as_of: date = AS_OF) -> Checklist:
    """A checklist of the small corpus, or of another, for these roles; all where none is named."""
    base = base or corpus()
    chosen = [role for role in base.vocabulary.roles if not roles or role.id in roles]
    return checklist(base, chosen, as_of, lang)


@cache
def exported(lang: Lang = "zh") -> bytes:
    return rendered(asked(lang))


def rendered(subject: Checklist) -> bytes:
    return writers.formats("checklist")["xlsx"](subject)


def filled(
    data: bytes,
    subject: Checklist,
    rows: Mapping[str, Mapping[str, Value]] | None = None,
    facts: Mapping[str, Mapping[str, Value]] | None = None,
    report: Mapping[str, Value] | None = None,
) -> bytes:
    """Fill in an exported workbook: duties by id and facts by name, each by column; the report's particulars by key."""
    at = {line.id: row for row, line in enumerate(subject.lines, FIRST_ROW)}
    named = {fact.id: row for row, fact in enumerate(service_facts.service_facts(subject), FIRST_ROW)}
    for sheet, told, lines, columns in (("checklist", rows, at, COLUMN), ("facts", facts, named, FACT_COLUMN)):
        cells = {(lines[id], columns[key]): v for id, row in (told or {}).items() for key, v in row.items()}
        data = set_cells(data, sheet, cells)
    return set_cells(data, "cover", {(particular_rows(data)[k], 2): v for k, v in (report or {}).items()})


def particular_rows(data: bytes) -> Mapping[str, int]:
    """The rows of the cover with the particulars of the report, by the hidden names to their right."""
    cover = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return {str(row[2]).removeprefix("report."): n for n, row in enumerate(cover, 1) if row[2]}


def set_cells(data: bytes, sheet: str, values: Mapping[tuple[int, int], Value]) -> bytes:
    """Set cells, by row and column from 1; None empties one. The format of a cell stays."""

    def change(root: ElementTree.Element) -> None:
        rows = {int(row.get("r", 0)): row for row in root.iter(f"{X}row")}
        for (number, column), value in values.items():
            if number not in rows:
                rows[number] = ElementTree.SubElement(next(root.iter(f"{X}sheetData")), f"{X}row", {"r": str(number)})
            _set(rows[number], number, column, value)

    return changed(data, sheet, change) if values else data


def cell(sheet: str, at: tuple[int, int], typed: Value) -> Edit:
    return partial(set_cells, sheet=sheet, values={at: typed})


def _set(row: ElementTree.Element, number: int, column: int, value: Value) -> None:
    name = f"{letters(column)}{number}"
    cell = next((c for c in row if c.get("r") == name), None)
    if cell is None:
        cell = ElementTree.SubElement(row, f"{X}c", {"r": name})
    style = cell.get("s")
    cell.clear()
    cell.attrib.update({"r": name, **({"s": style} if style else {})})
    kind, inside = _stored(value)
    if kind:
        cell.set("t", kind)
    for child in ElementTree.fromstring(f'<c xmlns="{MAIN}">{inside}</c>'):
        cell.append(child)


def _stored(value: Value) -> tuple[str, str]:
    match value:
        case None:
            return "", ""
        case Raw(kind, inside):
            return kind, inside
        case bool():
            return "b", f"<v>{int(value)}</v>"
        case date():
            return "", f"<v>{(value - date(1899, 12, 30)).days}</v>"
        case int() | float():
            return "", f"<v>{value}</v>"
    escaped = value.replace("&", "&amp;").replace("<", "&lt;")
    return "inlineStr", f'<is><t xml:space="preserve">{escaped}</t></is>'


def sorted_rows(data: bytes, order: Sequence[int]) -> bytes:
    """Put the rows of the table into another order, as sorting does: cells move, with them their ids."""

    def change(root: ElementTree.Element) -> None:
        rows = {int(row.get("r", 0)): list(row) for row in root.iter(f"{X}row")}
        there = sorted(n for n in rows if n >= FIRST_ROW)
        assert sorted(order) == list(range(len(there)))
        for element in root.iter(f"{X}row"):
            number = int(element.get("r", 0))
            if number in there:
                moved = rows[there[order[there.index(number)]]]
                element[:] = moved
                for cell in moved:
                    cell.set("r", re.sub(r"[0-9]+", str(number), cell.get("r", "")))

    return changed(data, "checklist", change)


def moved_columns(data: bytes, order: Sequence[int]) -> bytes:
    """Put the columns of the table into another order: order[n] is the old place of the new column n, from 0."""
    new = {letters(old + 1): letters(place) for place, old in enumerate(order, 1)}

    def change(root: ElementTree.Element) -> None:
        for cell in root.iter(f"{X}c"):
            cell.set("r", re.sub(r"[A-Z]+", lambda match: new[match[0]], cell.get("r", "")))
        for row in root.iter(f"{X}row"):
            row[:] = sorted(row, key=lambda cell: (len(str(cell.get("r"))), str(cell.get("r"))))

    return changed(data, "checklist", change)


def without_column(data: bytes, key: str) -> bytes:
    """Delete a column of the checklist: its cells go, the others stay where they are."""
    gone = re.compile(rf"{letters(COLUMN[key])}[0-9]+")

    def change(root: ElementTree.Element) -> None:
        for row in root.iter(f"{X}row"):
            row[:] = [cell for cell in row if not gone.fullmatch(cell.get("r", ""))]

    return changed(data, "checklist", change)


def changed(data: bytes, sheet: str, change: Callable[[ElementTree.Element], None]) -> bytes:
    part = f"xl/worksheets/sheet{PARTS[sheet]}.xml"
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(part))
    change(root)
    return repacked(data, {part: ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)})


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """Replace text in a part; it must be there."""
    text = zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
    assert old in text
    return repacked(data, {part: text.replace(old, new).encode()})


def repacked(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The archive with these parts put in, or taken out where there is None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        whole = {name: old.read(name) for name in old.namelist()} | dict(parts)
        for name, content in whole.items():
            if content is not None:
                new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def row(name: str, subject: Checklist | None = None) -> int:
    return [line.id for line in (subject or asked()).lines].index(name) + FIRST_ROW


def cell_name(key: str, number: int) -> str:
    """How people call the cell of a column in a row: K12. Computed here, independently of what is tested."""
    place = COLUMN[key]
    return (chr(64 + (place - 1) // 26) if place > 26 else "") + chr(65 + (place - 1) % 26) + str(number)


AT = {key: cell_name(key, 0)[:-1] for key in COLUMN}
REPORT_ROW = row("rule-old#report")
LOGS_ROW = row("rule-old#keep-logs")
