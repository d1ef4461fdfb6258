"""What writes cells: formats by name, and text that stays text whatever it looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guiju.documents.content.fields import shown
from guiju.files.finding import Misuse
from guiju.model import Lang
from guiju.writers.formula import looks_like_formula

CELL_LIMIT = 32_767  # characters; a spreadsheet program's own limit

FONTS: Mapping[Lang, str] = {"zh": "Microsoft YaHei", "en": "Arial"}
_INK, _WHITE, _LINE = "#1C2430", "#FFFFFF", "#B8C0CA"
_BOXED = {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 16},
    "notice": {"font_color": "#8A4A00"},
    "note": {"font_color": "#3C4653", "text_wrap": True, "valign": "top"},
    "section": {"bold": True, "font_size": 12, "font_color": "#0B4F8A"},
    "heading": {**_BOXED, "bold": True, "font_color": _WHITE, "bg_color": "#0B4F8A", "valign": "vcenter"},
    "cell": _BOXED,
    "label": {**_BOXED, "bold": True, "bg_color": "#F4F6F9"},
    "law": {**_BOXED, "bg_color": "#F4F6F9"},
    "number": {**_BOXED, "align": "center"},
    # What is typed into a text cell stays as typed: without this, 2026-01 becomes a date and 000123 a number.
    "entry": {**_BOXED, "num_format": 49},
    "date": {**_BOXED, "num_format": "yyyy-mm-dd"},
    "form": {**_BOXED, "num_format": 49, "bg_color": "#FFFBEA"},
    "form_date": {**_BOXED, "num_format": "yyyy-mm-dd", "align": "left", "bg_color": "#FFFBEA"},
    "count": {**_BOXED, "num_format": "0", "align": "center"},
    "share": {**_BOXED, "num_format": "0%", "align": "center"},
    "part": {**_BOXED, "indent": 1, "font_color": "#55606E"},
    "band_place": {"bold": True, "font_color": _WHITE, "bg_color": "#1C2430"},
    "band_law": {"bold": True, "font_color": _WHITE, "bg_color": "#3B5B7A"},
    "band_review": {"bold": True, "font_color": _WHITE, "bg_color": "#4C6B3C"},
    "band_standing": {"bold": True, "font_color": _WHITE, "bg_color": "#6A5A7B"},
    "band_finding": {"bold": True, "font_color": _WHITE, "bg_color": "#8A4A00"},
    "band_remedy": {"bold": True, "font_color": _WHITE, "bg_color": "#7A2E3A"},
}


@dataclass(frozen=True)
class Pen:
    """Formats of one workbook by name; `quoting` are their twins for text that looks like a formula."""

    formats: Mapping[str, Any]
    quoting: Mapping[str, Any]

    def write(self, sheet: Any, row: int, column: int, text: str, style: str = "plain") -> None:
        """Write text into a cell, as text. Misuse where a cell cannot hold it."""
        if len(text) > CELL_LIMIT:
            place = f"{sheet.get_name()}: row {row + 1}"
            raise Misuse(f"{place}: a text is longer than a cell holds ({CELL_LIMIT:,} characters); use another format")
        chosen = self.quoting if looks_like_formula(text) else self.formats
        told = "\n".join(map(shown, text.split("\n"))) if "\n" in text else shown(text)
        sheet.write_string(row, column, told, chosen[style])


def pen(book: Any, lang: Lang, more: Mapping[str, Mapping[str, Any]] | None = None) -> Pen:
    """The pen of a workbook. `more` are styles of its own, by name."""
    base, styles = {"font_name": FONTS[lang], "font_size": 10, "font_color": _INK}, {**_STYLES, **(more or {})}
    return Pen(
        {name: book.add_format({**base, **style}) for name, style in styles.items()},
        {name: book.add_format({**base, **style, "quote_prefix": True}) for name, style in styles.items()},
    )
