"""The first page: what this is, one duty as a specimen of all, and where to start."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup

from guiju.site import addresses, roles
from guiju.site.render import Site, page
from guiju.site.specimen import Specimen, specimen
from guiju.site.whole import heatmap

_SHOWN = 6  # rules that have a card; the newest, where there are more
_OUTLINES = 50  # documents around them that are named; where there are more, the list of rules has them


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The one page."""
    here = addresses.HOME
    if not site.wants(here):
        return
    rules = sorted(site.corpus.with_articles(), key=lambda rule: (rule.promulgated, rule.id))
    outlines = [rule for rule in site.corpus.regulations.values() if not rule.articles]
    found = specimen(site)
    yield (
        here,
        page(
            site,
            "home.md.j2",
            here,
            site.words["home_title"],
            description=site.words["home_lead"],
            hide=("navigation", "toc"),
            roles=roles.overview(site),
            full=[(rule, heatmap.heat(site, rule)) for rule in rules[-_SHOWN:]],
            more=len(rules) if len(rules) > _SHOWN else 0,
            outlines=outlines if len(outlines) <= _OUTLINES else [],
            specimen=found,
            tries=list(tries(site, found)) if found else [],
            quoted=lambda words: Markup(quote(words)),
        ),
    )


def tries(site: Site, found: Specimen) -> Iterator[str]:
    """What a reader may look for, to see how: a topic, words of the law, a citation. All of them find the specimen."""
    topics = {topic.id: topic.label[site.lang] for topic in site.corpus.vocabulary.topics}
    yield from (topics[name] for name in found.record.topics[:1] if name in topics)
    if site.lang == "zh":
        yield from (param.quote for param in list(found.record.params.values())[:1])
    yield f"{found.rule.short_title[site.lang]} {site.cite(found.rule, found.record.eId)}"
