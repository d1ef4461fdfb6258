"""The formats of cells by name, and text that stays text whatever it looks like."""

from collections.abc import Mapping
from typing import Any

from guiju.files.characters import printable_lines
from guiju.files.finding import Misuse
from guiju.files.formula import looks_like_formula
from guiju.model import Lang

CELL_LIMIT = 32_767  # characters; a spreadsheet program's own limit
_FONTS = {"zh": "Microsoft YaHei"}
_WHITE, _ACCENT, _WASH, _SOFT, _FORM = "#FFFFFF", "#0B4F8A", "#F4F6F9", "#55606E", "#FFFBEA"
_BOXED = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B8C0CA"}
_TONES = {"breached": "#B3261E", "undetermined": "#D99A1C", "met": "#2F7D4F", "not_applicable": "#AAB3BF"}
_BANDS = {
    "place": "#1C2430",
    "law": "#3B5B7A",
    "review": "#4C6B3C",
    "standing": "#6A5A7B",
    "finding": "#8A4A00",
    "remedy": "#7A2E3A",
}
_DAY = "yyyy-mm-dd"
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "edition": {"bold": True, "font_color": _ACCENT},
    "title": {"bold": True, "font_size": 16},
    "headline": {"bold": True, "font_size": 12},
    "warning": {"text_wrap": True, "valign": "vcenter", "font_color": "#8A4A00", "bg_color": "#FFF6E8"},
    "foot": {"font_color": "#8A4A00"},
    "note": {"font_color": "#3C4653", "text_wrap": True, "valign": "top"},
    "sentence": {"text_wrap": True, "valign": "top"},
    "section": {"bold": True, "font_size": 12, "font_color": _ACCENT},
    "heading": {**_BOXED, "bold": True, "font_color": _WHITE, "bg_color": _ACCENT, "valign": "vcenter"},
    "cell": _BOXED,
    "label": {**_BOXED, "bold": True, "bg_color": _WASH},
    "number": {**_BOXED, "align": "center"},
    # What a column of a form holds. What is typed into a text cell stays as typed: without this, 2026-01 becomes a
    # date and 000123 a number.
    "place": _BOXED,
    "law": {**_BOXED, "bg_color": _WASH},
    "entry": {**_BOXED, "num_format": 49},
    "day": {**_BOXED, "num_format": _DAY},
    "blank": {**_BOXED, "num_format": 49, "bg_color": _FORM},
    "blank_day": {**_BOXED, "num_format": _DAY, "align": "left", "bg_color": _FORM},
    "count": {**_BOXED, "num_format": "0", "align": "center"},
    "share": {**_BOXED, "num_format": "0%", "align": "center"},
    "part": {**_BOXED, "indent": 1, "font_color": _SOFT},
    **{f"band_{band}": {"bold": True, "font_color": _WHITE, "bg_color": colour} for band, colour in _BANDS.items()},
    **{f"tone_{verdict}": {**_BOXED, "left": 5, "left_color": colour} for verdict, colour in _TONES.items()},
    **{f"bar_{verdict}": {"font_color": colour, "valign": "vcenter"} for verdict, colour in _TONES.items()},
}  # fmt: skip


class Styles:
    """The formats of one workbook by name; `quoting` are their twins for text that looks like a formula."""

    def __init__(self, book: Any, lang: Lang) -> None:
        base = {"font_name": _FONTS.get(lang, "Arial"), "font_size": 10, "font_color": "#1C2430"}
        self.formats = {name: book.add_format({**base, **style}) for name, style in _STYLES.items()}
        self.quoting = {
            name: book.add_format({**base, **style, "quote_prefix": True}) for name, style in _STYLES.items()
        }
        self.book = book

    def __getitem__(self, name: str) -> Any:
        return self.formats[name]

    def write(self, sheet: Any, row: int, column: int, text: str, style: str = "plain") -> None:
        """Write text into a cell, as text. Misuse where a cell cannot hold it."""
        if len(text) > CELL_LIMIT:
            place = f"{sheet.get_name()}: row {row + 1}"
            raise Misuse(f"{place}: a text is longer than a cell holds ({CELL_LIMIT:,} characters); use another format")
        chosen = self.quoting if looks_like_formula(text) else self.formats
        sheet.write_string(row, column, printable_lines(text), chosen[style])
