"""A working paper for Word: a cover block, then the duties article by article, each with boxes, blanks and its text.

Chinese shows in a Chinese typeface because each style names one. The same checklist gives the same bytes: the archive
is packed again with fixed times, and its dates are the day of the checklist.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from guiju.checklist import Checklist, Line
from guiju.exports.cover import HEADINGS, Cover, RuleOnCover, cover
from guiju.exports.fields import FIELDS, SOURCE, SOURCE_HEADING, shown, source, steps, texts
from guiju.exports.status import FOR_INFORMATION, NOTES, SIGNATURES, STATUSES
from guiju.labels import UNOFFICIAL
from guiju.lawtext import citation
from guiju.model import Bilingual, Lang

_LATIN, _CHINESE = "Arial", "Microsoft YaHei"
_WIDTHS = (Cm(3.4), Cm(13.6))
_SIZES = {
    "Normal": 9.5,
    "Title": 20,
    "Heading 1": 15,
    "Heading 2": 12,
    "Heading 3": 10.5,
    "Header": 8,
    "Footer": 8,
    "Quote": 9,
}
_STATUS = Bilingual("状态", "Status")
_IN_THE_HEAD = ("cited", "title", "modality")
_INK, _ACCENT, _SOFT = RGBColor(0x1C, 0x24, 0x30), RGBColor(0x0B, 0x4F, 0x8A), RGBColor(0x55, 0x60, 0x6E)


def render(checklist: Checklist) -> bytes:
    """The checklist as DOCX."""
    paper = docx.Document()
    front = cover(checklist)
    _set_up(paper, front, checklist)
    _front(paper, front, checklist.lang)
    rule = None
    for regulation, article, group in checklist.by_article():
        if regulation.id != rule:
            rule = regulation.id
            paper.add_heading(shown(regulation.title[checklist.lang]), 1)
        found = regulation.article(article)
        heading = found.heading[checklist.lang] if found else ""
        paper.add_heading(shown(f"{citation.label(regulation, article, checklist.lang)} {heading}"), 2)
        for unit in found.units() if found else ():
            paper.add_paragraph(shown(unit[checklist.lang]), style="Quote")
        for line in group:
            _line(paper, checklist, line)
    out = io.BytesIO()
    paper.save(out)
    return _repacked(out.getvalue())


def _set_up(paper: Any, front: Cover, checklist: Checklist) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in _SIZES.items():
        _typeface(paper.styles[name], size)
    paper.styles["Normal"].paragraph_format.space_after = Pt(3)
    paper.styles["Quote"].paragraph_format.left_indent = Cm(0.5)
    paper.styles["Quote"].font.italic = False  # slanted Chinese is hard to read
    paper.styles["Quote"].font.color.rgb = _SOFT
    unofficial = f" {UNOFFICIAL.en}" if checklist.lang == "en" else ""
    section.header.paragraphs[0].text = f"{front.title} · {front.facts[0][1]}"
    foot = section.footer.paragraphs[0]
    foot.text = f"{front.foot}{unofficial} · "
    _page_number(foot)
    day = datetime.combine(checklist.as_of, time())
    core = paper.core_properties
    core.title, core.subject, core.author = front.title, front.facts[0][1][:255], "guiju"
    core.comments, core.last_modified_by, core.language = front.foot, "guiju", checklist.lang
    core.created = core.modified = day


def _typeface(style: Any, size: float) -> None:
    style.font.size, style.font.name = Pt(size), _LATIN
    style.font.color.rgb = _ACCENT if style.name.startswith(("Heading", "Title")) else _INK
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), _CHINESE)
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


def _front(paper: Any, front: Cover, lang: Lang) -> None:
    paper.add_paragraph(front.title, style="Title")
    _table(paper, front.facts)
    sections: tuple[tuple[str, Iterable[tuple[str, str]]], ...] = (
        ("disclaimers", ((f"{n}", text) for n, text in enumerate(front.disclaimers, 1))),
        ("standing", map(_rule, front.rules)),
        ("skipped", map(_rule, front.skipped)),
        ("document_types", ((name, "\n".join(effects)) for name, effects in front.document_types)),
    )
    for key, pairs in sections:
        rows = list(pairs)
        if rows:
            paper.add_heading(HEADINGS[key][lang], 3)
            _table(paper, rows)


def _rule(rule: RuleOnCover) -> tuple[str, str]:
    return rule.title, "\n".join((rule.document_type, rule.standing, rule.note))


def _line(paper: Any, checklist: Checklist, line: Line) -> None:
    lang, binds = checklist.lang, line.obligation.binds
    found = texts(checklist, line)
    cited, title, modality = ("".join(found[key]) for key in _IN_THE_HEAD)
    paper.add_heading(f"{cited} {title} · {modality}", 3)
    boxes = "   ".join(f"☐ {word[lang]}" for word in STATUSES.values())
    rows = [(_STATUS[lang], boxes if binds else FOR_INFORMATION[lang])]
    for field in FIELDS:
        several = found[field.key]
        if field.key not in (*_IN_THE_HEAD, *SOURCE) and several:
            rows.append((field.heading[lang], "\n".join(steps(several))))
    rows.append((SOURCE_HEADING[lang], source(found)))
    if binds:
        rows += [(NOTES[lang], "\n\n"), (SIGNATURES[lang], "\n")]
    _table(paper, rows)


def _table(paper: Any, rows: Iterable[tuple[str, str]]) -> None:
    rows = list(rows)
    table = paper.add_table(rows=len(rows), cols=2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    for row, (heading, text) in zip(table.rows, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        left, right = row.cells
        for cell, words, width in ((left, heading, _WIDTHS[0]), (right, text, _WIDTHS[1])):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
            cell.paragraphs[0].add_run(words).bold = cell is left
    paper.add_paragraph()


def _repacked(data: bytes) -> bytes:
    """The same archive with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
