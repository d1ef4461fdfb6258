"""The pages of the whole (heat maps, relations, the line of time, the matrix) as a browser reads them."""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element

from guiju.model import Lang
from guiju.site.render import Site
from guiju.site.whole import heatmap, matrix, overview, relations, timeline
from markdown_pages import DAY, document
from real_corpus import real

NOUNS = (overview, heatmap, relations, timeline, matrix)


@cache
def site(lang: Lang = "zh") -> Site:
    """What every page of the site is made with."""
    return Site(real(), lang, DAY)


@cache
def whole(lang: Lang) -> dict[str, str]:
    """Path → Markdown of the pages of the whole."""
    return {path: text for noun in NOUNS for path, text in noun.pages(site(lang))}


@cache
def read(lang: Lang, path: str) -> Element:
    """A page of the whole, as a browser reads it."""
    return document(whole(lang)[path])
