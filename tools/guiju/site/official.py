"""The official address of a rule, as a link."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from markupsafe import Markup

from guiju.model import Regulation
from guiju.site import escape

_URL_CHARACTERS = "/:?#@!$&+,;=%~"


def official(rule: Regulation) -> Markup | None:
    """The official address as a link; as plain text where it is none that a browser should follow."""
    if rule.provenance is None or rule.provenance.official_address is None:
        return None
    url = rule.provenance.official_address.url
    if not _is_web_address(url):
        return escape.text(url)
    return Markup(f"[{escape.text(url)}]({quote(url, safe=_URL_CHARACTERS, errors='replace')})")


def _is_web_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("https", "http")
    except ValueError:
        return False
