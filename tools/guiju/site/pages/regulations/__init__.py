"""One page a rule: identity, force, relations, provenance, coverage, whole text; and the list of all rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from guiju.documents.penalties import tiers
from guiju.documents.penalties.conditions import condition
from guiju.documents.penalties.ranges import penalty
from guiju.law import excerpt, statute
from guiju.law.text import quotation
from guiju.model import Article, DocumentType, Regulation
from guiju.site import addresses, escape
from guiju.site.marked import Coverage, coverage
from guiju.site.render import Site, page
from guiju.site.whole import heatmap

_URL_CHARACTERS = "/:?#@!$&+,;=%~"


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The list of rules, and the page of each."""
    rules = sorted(site.corpus.regulations.values(), key=lambda rule: (rule.promulgated, rule.id))
    yield (
        addresses.REGULATIONS,
        page(
            site,
            "regulations.md.j2",
            addresses.REGULATIONS,
            site.words["regulations"],
            hide=("toc",),
            rules=[(_group(rule), rule) for rule in rules],
            groups={_group(rule) for rule in rules},
        ),
    )
    for rule in rules:
        here = addresses.regulation(rule)
        yield (
            here,
            page(
                site,
                "regulation.md.j2",
                here,
                rule.title[site.lang],
                description=f"{rule.title.zh} {rule.title.en}",
                rule=rule,
                heat=heatmap.heat(site, rule),
                kind=kind(site, rule),
                coverage=tuple(covered(rule)),
                official=official(rule),
                missing=[(excerpt.cited(rule, entry, site.lang), entry) for entry in rule.missing],
                penalty=partial(penalty, lang=site.lang),
                tier=partial(tiers.name, lang=site.lang),
                condition=partial(condition, lang=site.lang),
                every_passage=statute.every,
            ),
        )


def _group(rule: Regulation) -> str:
    """Under which heading the list of rules has it: that some of its articles are here is more than words of single provisions."""
    return "part" if rule.missing else rule.coverage


def kind(site: Site, rule: Regulation) -> DocumentType | None:
    """What kind of document it is, with the effects of that kind."""
    return next((t for t in site.corpus.vocabulary.document_types if t.id == rule.document_type), None)


def covered(rule: Regulation) -> Iterator[tuple[Article, int, int, Coverage]]:
    """For each article: how many 款 and 项, how many obligations, and how much of its text stands inside quotations."""
    segments = quotation.by_unit(rule)
    for article in rule.articles:
        units = tuple(article.units())
        records = sum(o.eId.split("__")[0] == article.eId for o in rule.obligations)
        yield article, len(units), records, coverage(units, segments)


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
