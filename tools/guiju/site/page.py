"""A page as a value, and as Markdown: its template filled in. Whatever a template prints is escaped, unless it is markup of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from guiju.documents.penalties import tiers
from guiju.documents.penalties.conditions import condition
from guiju.documents.penalties.ranges import penalty
from guiju.law import excerpt, labels, statute
from guiju.site import addresses, escape, kinds
from guiju.site.pictures.drawing import rem
from guiju.site.site import Site

TEMPLATES = (kinds.FOLDER, Path(__file__).with_name("templates"))
"""Those of the kinds, and what several of them share."""


@dataclass(frozen=True)
class Page:
    """A page, not written yet: its address and title, and the values that its template shows.

    `template` is its name in the folder of the kind; `hide` names parts of the theme to leave away; what is not `searched` stays
    out of the search index. `sheets`, and the module `script`, are loaded on this page beside what every page has (mkdocs.yml,
    theme/main.html); `settling` runs before anything is drawn, since it settles what is: no module, which would wait. `before` and `after` are the pages that a browser, and the keys p and n, turn to.
    """

    address: str
    title: str
    values: Mapping[str, Any]
    template: str = "template"
    description: str = ""
    hide: Iterable[str] = ()
    searched: bool = True
    sheets: Iterable[str] = ()
    settling: str = ""
    script: str = ""
    before: str | None = None
    after: str | None = None


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
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
        "link_to": lambda other: link_on_page(site.title(other), getattr(kinds.to, other)()),
        "served": lambda target: served(addresses.served(target, here)),
        "served_file": lambda target: served(addresses.served_file(target, here)),
        "anchor": anchor,
        "rem": rem,
        "penalty": partial(penalty, corpus=site.corpus, lang=lang),
        "condition": partial(condition, corpus=site.corpus, lang=lang),
        "tiers": tiers,
        "statute": statute,
        "excerpt": excerpt,
        "unofficial": labels.UNOFFICIAL[lang],
        "not_legal_advice": labels.NOT_LEGAL_ADVICE[lang],
    }
    return _head(page) + _environment().get_template(f"{kind}/{page.template}.md.j2").render(**context, **page.values)


def link(text: object, target: str, style: str = "", card: str = "") -> Markup:
    """A link in Markdown, so that MkDocs checks and converts it. `card` is the id of the entry that a card shows of it."""
    marks = [f".{style}"] if style else []
    marks += [f'data-card="{anchor(card)}"'] if card else []
    return Markup(f"[{escape.text(text)}]({target})") + Markup(f"{{ {' '.join(marks)} }}" if marks else "")


def served(address: str) -> Markup:
    """An address made of ids, for HTML that Markdown leaves alone. What no id has is dropped."""
    return Markup(re.sub(r"[^A-Za-z0-9_/.#-]", "", address))


def anchor(id: str) -> Markup:
    """An id of the data as an id of the page. The schemas allow ids only what needs no escaping; the rest is dropped."""
    return Markup(re.sub(r"[^A-Za-z0-9_-]", "", id))


def _head(page: Page) -> str:
    """YAML front matter, written as JSON. The theme prints these values into HTML as they are."""
    root = "index.md"
    values = {
        "title": escape.attribute(page.title),
        "description": escape.attribute(page.description),
        "hide": list(page.hide),
        "search": {} if page.searched else {"exclude": True},
        "sheets": list(page.sheets),
        "settling": page.settling,
        "script": page.script,
        "before": page.before and addresses.served(page.before, root),
        "after": page.after and addresses.served(page.after, root),
    }
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value or key == "title"
    ]
    return "\n".join(["---", *lines, "---", "", ""])
