"""How a sheet prints: A4, as wide as the page, headings on every page, day, data version and disclaimer at its foot."""

from __future__ import annotations

from typing import Any

from guiju.documents.content.cover import cover
from guiju.law.labels import UNOFFICIAL
from guiju.reasoning.checklist import Checklist

_A4 = 9
_LIMIT = 255  # characters of a head or foot; a spreadsheet program's own limit


def set_up(
    sheet: Any,
    checklist: Checklist,
    repeat: tuple[int, int] | None = None,
    landscape: bool = True,
    title: str | None = None,
) -> None:
    """Set up a sheet. `repeat` are the first and last of the rows that head every page, from 0; `title` heads the page in place of the checklist's."""
    front = cover(checklist)
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    if repeat is not None:
        sheet.repeat_rows(*repeat)
    unofficial = f" {UNOFFICIAL.en}" if checklist.lang == "en" else ""
    sheet.set_header(_plain("&L&8", title or f"{front.title} · {front.facts[0][1]}"))
    sheet.set_footer(_plain("&L&8", front.foot + unofficial) + "&R&8&P / &N")


def _plain(code: str, text: str) -> str:
    """Text of a head or foot: & begins a command there. Cut where too long, with a mark that it was."""
    room = _LIMIT - len(code) - 20
    doubled = text.replace("&", "&&")
    if len(doubled) > room:
        doubled = doubled[: room - 1].rstrip("&") + "…"
    return code + doubled
