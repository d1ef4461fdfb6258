"""How a sheet prints: as wide as the page, headings on every page, day, data version and disclaimer at its foot."""

from typing import Any

from guiju.documents.blocks import Front
from guiju.wording.labels import UNOFFICIAL

_A4, _A3 = 9, 8
_LIMIT = 255  # characters of a head or foot; a spreadsheet program's own limit


def set_up(
    sheet: Any, front: Front, repeat: tuple[int, int] | None = None, *, portrait: bool = False, large: bool = False
) -> None:
    """Set up a sheet, `large` for A3. `repeat` are the first and last of the rows that head every page, from 0."""
    sheet.set_paper(_A3 if large else _A4)
    if not portrait:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    if repeat is not None:
        sheet.repeat_rows(*repeat)
    unofficial = f" {UNOFFICIAL.en}" if front.lang != "zh" else ""
    sheet.set_header(_plain("&L&8", f"{front.name} · {front.about}"))
    sheet.set_footer(_plain("&L&8", front.foot + unofficial) + "&R&8&P / &N")


def _plain(code: str, text: str) -> str:
    """Text of a head or foot: & begins a command there. Cut where too long, with a mark that it was."""
    room = _LIMIT - len(code) - 20
    doubled = text.replace("&", "&&")
    if len(doubled) > room:
        doubled = doubled[: room - 1].rstrip("&") + "…"
    return code + doubled
