"""The formats of cells by name, and text that stays text whatever it looks like."""

from collections.abc import Mapping
from typing import Any

from guiju.files.bundled import packaged
from guiju.files.characters import printable_lines
from guiju.files.finding import Misuse
from guiju.files.formula import looks_like_formula
from guiju.model import Lang

CELL_LIMIT = 32_767  # characters; a spreadsheet program's own limit
_FONTS = {"zh": "Microsoft YaHei"}
_STYLES: Mapping[str, Mapping[str, Any]] = packaged(__file__)


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
