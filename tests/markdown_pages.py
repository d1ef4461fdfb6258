"""The pages of the site as Markdown, and as a browser reads what Python-Markdown makes of them."""

from functools import cache
from xml.etree.ElementTree import Element

import html5lib
import markdown
import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from conftest import DAY
from guiju.model import Corpus, Lang, Obligation, Provision, Term
from guiju.site import pages
from guiju.site.site import Site
from real_corpus import ROOT, real

each_rule = pytest.mark.parametrize("rule", real().regulations.values(), ids=real().regulations)
each_read_rule = pytest.mark.parametrize("rule", [*real().with_articles()], ids=lambda rule: rule.id)
"""Those whose articles are read here."""


@cache
def site(lang: Lang) -> dict[str, str]:
    """Path → Markdown of every page that is made from the data."""
    return dict(pages.render_all(made_from(lang)))


@cache
def made_from(lang: Lang = "zh") -> Site:
    """What every page is made from."""
    return Site(real(), lang, DAY, ROOT / "docs" / lang)


def pages_of(corpus: Corpus, lang: Lang) -> dict[str, str]:
    """The same of another knowledge base, which has no pages written by hand."""
    return dict(pages.render_all(Site(corpus, lang, DAY)))


@cache
def configuration() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))


def document(source: str) -> Element:
    """What Python-Markdown makes of a page with the extensions of mkdocs.yml, as a browser reads it."""
    config = configuration()
    converted = markdown.markdown(
        source.split("---\n", 2)[2], extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )
    return html5lib.parse(converted, namespaceHTMLElements=False)


@cache
def read(lang: Lang, path: str) -> Element:
    return document(site(lang)[path])


def words_of(element: Element) -> str:
    return "".join(element.itertext())


def with_class(root: Element, name: str) -> list[Element]:
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def by_id(root: Element, anchor: str) -> Element:
    return next(e for e in root.iter() if e.get("id") == anchor)


def block_of(root: Element, record: Provision | Obligation | Term, kind: str = "provision") -> Element:
    """What a page says of a record: the block of this class under its heading."""
    heading = by_id(root, record.id)
    return next(block for block in with_class(root, kind) if heading in list(block))
