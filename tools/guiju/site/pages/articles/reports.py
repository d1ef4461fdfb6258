"""Reporting an error: what a reader sends, with the place filled in, as text to copy and as a link to a form."""

import hashlib
from dataclasses import dataclass
from urllib.parse import quote

from guiju.model import Regulation, Unit
from guiju.site.site import Site


@dataclass(frozen=True)
class Report:
    """The lines to send, and the address of the form with them filled in; None where the site knows of no form."""

    lines: tuple[str, ...]
    form: str | None


def report(site: Site, rule: Regulation, unit: Unit) -> Report:
    """The report of an error in a 款 or 项. The hash tells which wording its sender has read."""
    t, place = site.words_of("articles"), site.full_citation(rule, unit.eId)
    known = {
        "place": f"{place} ({rule.id}#{unit.eId})",
        "text": f"sha256 {hashlib.sha256(unit.zh.encode('utf-8', 'replace')).hexdigest()[:16]}",
        "data": f"{site.corpus.data_version} ({site.as_of.isoformat()})",
    }
    lines = tuple(f"{name}{t['colon']}{known.get(key, '')}".rstrip() for key, name in t["report_lines"].items())
    return Report(lines, _filled(site.report, t["report_title"].format(place), lines) if site.report else None)


def _filled(form: str, title: str, lines: tuple[str, ...]) -> str:
    """The address with {title} and {body} filled in; without them, with ?title=…&body=…, as most forms take them."""
    if "{title}" not in form and "{body}" not in form:
        form += ("&" if "?" in form else "?") + "title={title}&body={body}"
    for name, text in (("{title}", title), ("{body}", "\n".join(lines))):
        form = form.replace(name, quote(text, safe="", errors="replace"))
    return form
