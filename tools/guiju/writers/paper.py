"""What every Word document of ours shares: page, typefaces, head and foot, and bytes that do not depend on the clock.

Chinese shows in a Chinese typeface because each style names one. The archive is packed again with fixed times, and its dates are the
day that it is told.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from guiju.model import Lang

LATIN, CHINESE = "Arial", "Microsoft YaHei"
INK, ACCENT, SOFT = RGBColor(0x1C, 0x24, 0x30), RGBColor(0x0B, 0x4F, 0x8A), RGBColor(0x55, 0x60, 0x6E)
SIZES: Mapping[str, float] = {
    "Normal": 9.5,
    "Title": 20,
    "Heading 1": 15,
    "Heading 2": 12,
    "Heading 3": 10.5,
    "Header": 8,
    "Footer": 8,
    "Quote": 9,
    "Intense Quote": 10,
}


def sheet(title: str, subject: str, foot: str, day: date, lang: Lang, sizes: Mapping[str, float] = SIZES) -> Any:
    """An empty A4 document. Title and subject head every page; `foot` and the page number stand below; `day` is its date of creation."""
    paper = docx.Document()
    _drop_part(paper, "stylesWithEffects")
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in sizes.items():
        _typeface(paper.styles[name], size)
    paper.styles["Normal"].paragraph_format.space_after = Pt(3)
    paper.styles["Quote"].paragraph_format.left_indent = Cm(0.5)
    paper.styles["Quote"].font.italic = False  # slanted Chinese is hard to read
    paper.styles["Quote"].font.color.rgb = SOFT
    first = paper.styles["Intense Quote"]
    first.paragraph_format.left_indent = first.paragraph_format.right_indent = Cm(0)
    first.paragraph_format.space_before = Pt(0)
    first.font.italic = False
    first.font.color.rgb = INK
    section.header.paragraphs[0].text = f"{title} · {subject}"
    paragraph = section.footer.paragraphs[0]
    paragraph.text = f"{foot} · "
    _page_number(paragraph)
    core = paper.core_properties
    core.title, core.subject, core.author = title, subject[:255], "guiju"
    core.last_modified_by, core.language = "guiju", lang
    core.created = core.modified = datetime.combine(day, time())
    return paper


def _drop_part(paper: Any, kind: str) -> None:
    """Leave out a part of the template: Word 2010 keeps its styles there too, and those of the template break the schema."""
    relationships = paper.part.rels
    for name in [name for name, found in relationships.items() if found.reltype.endswith(f"/{kind}")]:
        del relationships[name]


def packed(paper: Any, body: Iterable[str] = ()) -> bytes:
    """The document as DOCX, with fixed times in its archive. `body` goes to its end, as guiju.writers.wordml writes it."""
    first, out = io.BytesIO(), io.BytesIO()
    paper.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with new.open(entry, "w") as file:
                file.writelines(_filled(old.read(name), body) if name == "word/document.xml" else [old.read(name)])
    return out.getvalue()


def _filled(document: bytes, body: Iterable[str]) -> Iterator[bytes]:
    """The main part of a document with more in its body: what describes the page stands there last."""
    before, end, after = document.rpartition(b"<w:sectPr")
    yield before
    yield from (part.encode() for part in body)
    yield end + after


def _typeface(style: Any, size: float) -> None:
    style.font.size, style.font.name = Pt(size), LATIN
    style.font.color.rgb = ACCENT if style.name.startswith(("Heading", "Title")) else INK
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), CHINESE)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")


def _page_number(paragraph: Any) -> None:
    for kind, code in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)
