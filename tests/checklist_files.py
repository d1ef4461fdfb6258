"""A checklist as a file of each format: what a reader of it sees, and the schema that its JSON fits."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import docx
import html5lib
from docx.table import Table
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook

from guiju import writers
from guiju.files.schema_errors import validator
from guiju.reasoning.checklist import Checklist

FORMATS = writers.formats("checklist")
RENDERS = sorted(FORMATS)
EXPORT = validator("checklist-export")


def render(name: str, subject: Checklist) -> bytes:
    return FORMATS[name](subject)


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _cells(data: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return "\n".join(str(cell) for sheet in sheets for row in sheet for cell in row)


def _pages(data: bytes) -> str:
    """Paragraphs and cells in the order of the document, then what is at the edges of its pages."""
    paper = docx.Document(io.BytesIO(data))
    texts: list[str] = []
    for part in paper.iter_inner_content():
        texts += [c.text for row in part.rows for c in row.cells] if isinstance(part, Table) else [part.text]
    edges = [p.text for s in paper.sections for part in (s.header, s.footer) for p in part.paragraphs]
    return "\n".join([*texts, *edges])


OFFICE = {"xlsx": _cells, "docx": _pages}


def as_text(name: str, data: bytes) -> str:
    """All that a reader of the file can see, as one text."""
    if name in OFFICE:
        return OFFICE[name](data)
    if name == "html":
        return "\n".join(html5lib.parse(data, namespaceHTMLElements=False).find("body").itertext())
    if name == "md":
        tokens = markdown().parse(data.decode())
        return "\n".join("".join(_inline(t.children)) for t in tokens if t.children)
    return data.decode("utf-8-sig") if name == "csv" else "\n".join(_values(json.loads(data)))


def _inline(children: Any) -> Iterator[str]:
    for child in children:
        yield "\n" if child.type == "html_inline" and child.content == "<br>" else child.content


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else (("", item) for item in value):
            yield from (key, *_values(item))
    else:
        yield str(value)
