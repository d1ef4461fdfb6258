"""The empty Word document: page, typefaces, head and foot, and bytes that do not depend on the clock.

Chinese shows in a Chinese typeface because each style names one. The archive is packed again with fixed times.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from guiju.documents.blocks import Front
from guiju.files.bundled import packaged
from guiju.wording.labels import UNOFFICIAL

ACCENT, SOFT = "0B4F8A", "55606E"
_LATIN, _CHINESE = "Arial", "Microsoft YaHei"
_STYLES: Mapping[str, tuple[float, str, float, float]] = packaged(__file__, "styles.yaml")


def empty(front: Front) -> Any:
    """An empty A4 document. Title and subject head every page; the foot of the paper and the page number are below."""
    document, title, subject = docx.Document(), front.name, front.about
    _drop_part(document, "stylesWithEffects")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, look in _STYLES.items():
        known = name in (style.name for style in document.styles)
        style = document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _typeface(style, *look)
    document.styles["Quote"].paragraph_format.left_indent = Cm(0.5)
    document.styles["Quote"].font.italic = False  # slanted Chinese is hard to read
    section.header.paragraphs[0].text = f"{title} · {subject}"
    foot = section.footer.paragraphs[0]
    foot.text = f"{front.foot}{f' {UNOFFICIAL.en}' if front.lang != 'zh' else ''} · "
    _page_number(foot)
    core = document.core_properties
    core.title, core.subject, core.author, core.comments = title, subject[:255], "guiju", front.foot
    core.last_modified_by, core.language = "guiju", front.lang
    core.created = core.modified = datetime.combine(front.day, time())
    return document


def packed(document: Any, body: Iterable[str]) -> bytes:
    """The document with this body as DOCX, with fixed times in its archive."""
    first, out = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with new.open(entry, "w") as file:
                file.writelines(_filled(old.read(name), body) if name == "word/document.xml" else [old.read(name)])
    return out.getvalue()


def _filled(document: bytes, body: Iterable[str]) -> Iterator[bytes]:
    """The main part of a document with more in its body: what describes the page comes last there."""
    before, end, after = document.rpartition(b"<w:sectPr")
    yield before
    yield from (part.encode() for part in body)
    yield end + after


def _drop_part(document: Any, kind: str) -> None:
    """Leave out a part of the template: Word 2010 keeps its styles there too, in a form that breaks the schema."""
    relationships = document.part.rels
    for name in [name for name, entry in relationships.items() if entry.reltype.endswith(f"/{kind}")]:
        del relationships[name]


def _typeface(style: Any, size: float, colour: str, before: float, after: float) -> None:
    style.font.size, style.font.name, style.font.color.rgb = Pt(size), _LATIN, RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
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
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        paragraph.add_run()._r.append(element)
