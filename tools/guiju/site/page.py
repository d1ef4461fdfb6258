"""A page as a value, and as Markdown: its template filled in. What a template prints is escaped, except our markup."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from string import ascii_letters, digits
from typing import Any, Literal
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from guiju.documents.penalties import tiers
from guiju.documents.penalties.conditions import condition
from guiju.documents.penalties.ranges import penalty
from guiju.documents.penalties.tier_summary import tier_summary
from guiju.law import excerpt, provision_text
from guiju.law.text import quotation
from guiju.model import Regulation
from guiju.site import addresses, escape, kinds, legislation
from guiju.site.legislation import Graph
from guiju.site.pictures import bars
from guiju.site.pictures.drawing import rem, shape
from guiju.site.pictures.status import stations
from guiju.site.site import Site
from guiju.wording import labels

WIDE = ("navigation", "toc")
"""What a page hides that needs the whole width."""
PIECES = ("glance", "parts", "reading", "drawing")
"""Shared templates: every template has their macros under these names, and each has those before it."""

TOLD_IN_FULL = 8
"""How many penalties or cited places a page gives with tiers and words; where it has more, they are read at the law."""
MANY = 60
"""From how many duties on a page says less of each: what is left out is on pages of their own."""
TOLD_IN_PART = 3
"""How many duties each of the lists of such a page names, before it says how many more there are."""

API = "api/v1/"
"""Where the site has the files of the API."""
_DESCRIBED = 200
"""Characters of a description: where a link is shared, no more are shown."""
_LATIN = f"{ascii_letters}{digits}'’-"
_URL_CHARACTERS = "/:?#@!$&+,;=%~"


@dataclass(frozen=True)
class Page:
    """A page before its template is filled in with `values`; by default the first page of its kind.

    `template` is a file in the folder of the kind; `hide` names parts of the theme to leave out. `sheets` and the
    module `script` are loaded in addition to what every page loads (mkdocs.yml, theme/main.html); `settling` is a
    classic script that runs before anything is drawn. `before` and `after` are the pages to which the keys p and n
    lead. `graph` is what the page says to programs. Without a `description` it is the lead of the kind.
    """

    values: Mapping[str, Any]
    address: str = ""
    title: str = ""
    template: str = "template"
    description: str = ""
    hide: Iterable[str] = ()
    searched: bool | Literal["title"] = True
    """Whether the search has its words; of some pages it has the title only."""
    sheets: Iterable[str] = ()
    settling: str = ""
    script: str = ""
    before: str | None = None
    after: str | None = None
    graph: Graph | None = None
    poster: tuple[str, str] | None = None
    """The title and what stands below it on the picture that is shown where a link is shared; None where none is."""
    json: str = ""
    """The address in the API that has what the page is about; empty where none has."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader((kinds.FOLDER, Path(__file__).with_name("templates"))),
        autoescape=True,  # so that what a macro returns is markup, and is not escaped twice
        finalize=escape.text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def markdown(site: Site, kind: str, page: Page) -> str:
    """The page of this kind: its head, and its template filled in."""
    lang, here = site.lang, page.address

    def link_on_page(text: object, target: str, style: str = "", card: str = "") -> Markup:
        return link(text, addresses.relative(target, here), style, card) if site.has(target) else escape.text(text)

    context = {
        "site": site,
        "corpus": site.corpus,
        "lang": lang,
        "t": site.words_of(kind),
        "title": page.title,
        "title_of": site.title,
        "to": kinds.to,
        "link": link_on_page,
        "link_to": lambda other: link_on_page(site.title(other), kinds.first(other)),
        "served": lambda target: served(addresses.served(target, here)),
        "served_file": lambda target: served(addresses.served_file(target, here)),
        "anchor": anchor,
        "rem": rem,
        "glance_of": partial(tier_summary, day=site.as_of, corpus=site.corpus, lang=lang),
        "bars_of": partial(bars.tiers_of, site),
        "shape": shape,
        "stations": partial(stations, site),
        "penalty": partial(penalty, corpus=site.corpus, lang=lang),
        "condition": partial(condition, corpus=site.corpus, lang=lang),
        "tiers": tiers,
        "statute": provision_text,
        "quotation_of": quotation.text,
        "excerpt": excerpt,
        "number_set": partial(labels.number_set, lang=lang),
        "unofficial": labels.UNOFFICIAL[lang],
        "not_legal_advice": labels.NOT_LEGAL_ADVICE[lang],
    }
    context |= {"as_json": _in_api(site, page), "curl": _curl(site, page), **page.values}
    for name in PIECES:
        context[name] = _environment().get_template(f"_{name}.md.j2").make_module(context)
    return _head(site, kind, page) + _environment().get_template(f"{kind}/{page.template}.md.j2").render(context)


def link(text: object, target: str, style: str = "", card: str = "") -> Markup:
    """A link in Markdown, which MkDocs checks and converts. `card` is the id of the entry to show as a card."""
    marks = [f".{style}"] if style else []
    marks += [f'data-card="{anchor(card)}"'] if card else []
    return Markup(f"[{escape.text(text)}]({target})") + Markup(f"{{ {' '.join(marks)} }}" if marks else "")


def official(rule: Regulation) -> Markup | None:
    """The official address as a link; as plain text where it is none that a browser should follow."""
    if rule.provenance is None or rule.provenance.official_address is None:
        return None
    url = rule.provenance.official_address.url
    if not addresses.is_of_the_web(url):
        return escape.text(url)
    return Markup(f"[{escape.text(url)}]({quote(url, safe=_URL_CHARACTERS, errors='replace')})")


def served(address: str) -> Markup:
    """An address made of ids, for HTML that Markdown leaves alone. What no id has is dropped."""
    return Markup(re.sub(r"[^A-Za-z0-9_/.#-]", "", address))


def anchor(id: str) -> Markup:
    """An id of the data as an id in the page. Characters that no schema allows in an id are dropped."""
    return Markup(re.sub(r"[^A-Za-z0-9_-]", "", id))


def shortened(text: str) -> str:
    """As much of a text as a shared link shows, without half a word at its end."""
    words = " ".join(text.split())
    return words if len(words) <= _DESCRIBED else f"{words[:_DESCRIBED].rstrip(_LATIN).rstrip()}…"


def _in_api(site: Site, page: Page) -> str:
    """The file that has the page as JSON; of the site around this one where there is one."""
    return f"{'../' * site.beside}{API}{page.json}" if page.json and site.only is None else ""


def _curl(site: Site, page: Page) -> str:
    """The command that fetches it; empty where only the host knows the address of the site."""
    return f"curl -s {site.url.rstrip('/')}/{API}{page.json}" if page.json and site.url else ""


def _head(site: Site, kind: str, page: Page) -> str:
    """YAML front matter, written as JSON. The theme prints these values into HTML as they are."""
    root = "index.md"
    lead = str(site.words_of(kind).get("lead", ""))
    described = page.description or (f"{page.title} · {lead}" if page.title and lead else page.title or lead)
    values = {
        "title": escape.attribute(page.title),
        "description": escape.attribute(shortened(described)),
        "hide": list(page.hide),
        "search": {True: {}, False: {"exclude": True}, "title": {"title": True}}[page.searched],
        "sheets": list(page.sheets),
        "settling": page.settling,
        "script": page.script,
        "before": page.before and addresses.served(page.before, root),
        "after": page.after and addresses.served(page.after, root),
        "graph": page.graph and legislation.script(page.graph),
        "json": _in_api(site, page),
        "poster": page.poster and list(page.poster),
    }
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value or key == "title"
    ]
    return "\n".join(["---", *lines, "---", "", ""])
