"""Reporting an error: what a reader sends, with the place filled in; as text to copy, and as a link where there is a form."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from guiju.model import Regulation, Unit
from guiju.site.render import Site


@dataclass(frozen=True)
class Report:
    """The lines to send, and the address of the form with them filled in; None where the site knows of no form."""

    lines: tuple[str, ...]
    form: str | None


def report(site: Site, rule: Regulation, unit: Unit) -> Report:
    """The report of an error in a 款 or 项. The hash tells which wording its sender has read."""
    t, place = site.words, site.full_citation(rule, unit.eId)
    told = {
        "report_place": f"{place} ({rule.id}#{unit.eId})",
        "report_text": f"sha256 {hashlib.sha256(unit.zh.encode('utf-8', 'replace')).hexdigest()[:16]}",
        "report_data": f"{site.corpus.data_version} ({site.as_of.isoformat()})",
        "report_wrong": "",
        "report_right": "",
        "report_source": "",
    }
    lines = tuple(f"{t[key]}{t['colon']}{value}".rstrip() for key, value in told.items())
    return Report(lines, _filled(site.report, t["report_title"].format(place), lines) if site.report else None)


def is_form(address: str) -> bool:
    """Whether a reader can be sent there: a web address, and nothing that a page would take for markup or script."""
    try:
        parts = urlsplit(address.replace("{title}", "").replace("{body}", ""))
    except ValueError:
        return False
    plain = address.isascii() and address.isprintable() and not any(c in address for c in " \"'<>()[]\\`*")
    return plain and parts.scheme in ("https", "http") and bool(parts.netloc)


def _filled(form: str, title: str, lines: tuple[str, ...]) -> str:
    """The address with {title} and {body} put in; where it has neither, as ?title=…&body=…, as most forms take them."""
    if "{title}" not in form and "{body}" not in form:
        form += ("&" if "?" in form else "?") + "title={title}&body={body}"
    filled = {"{title}": title, "{body}": "\n".join(lines)}
    for name, text in filled.items():
        form = form.replace(name, quote(text, safe="", errors="replace"))
    return form
