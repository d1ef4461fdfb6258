"""The first page: what this is, one duty as a specimen of all, and where to start."""

from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup

from guiju.site import roles
from guiju.site.page import WIDE, Page
from guiju.site.pages.home.specimen import Specimen, specimen
from guiju.site.pictures import heatmap
from guiju.site.site import Site

PLACE = 1
ADDRESS = "index.md"

_CARDS = 6  # rules that have a card; the newest, where there are more
_OUTLINES = 50  # documents around them that are named; where there are more, the list of rules has them


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    rules = sorted(site.corpus.with_articles(), key=lambda rule: (rule.promulgated, rule.id))
    outlines = [rule for rule in site.corpus.regulations.values() if not rule.articles]
    example = specimen(site)
    values = {
        "roles": roles.overview(site),
        "full": [(rule, heatmap.heat(site, rule)) for rule in rules[-_CARDS:]],
        "more": len(rules) if len(rules) > _CARDS else 0,
        "outlines": outlines if len(outlines) <= _OUTLINES else [],
        "specimen": example,
        "tries": list(tries(site, example)) if example else [],
        "quoted": lambda words: Markup(quote(words)),
    }
    sheets = ("assets/whole.css", "assets/home.css", "assets/roles.css")
    yield Page(values, description=site.words_of("home")["lead"], hide=WIDE, sheets=sheets)


def tries(site: Site, example: Specimen) -> Iterator[str]:
    """What a reader may look for, to see how: a topic, words of the law, a citation. All of them find the specimen."""
    topics = {topic.id: topic.label[site.lang] for topic in site.corpus.vocabulary.topics}
    yield from (topics[name] for name in example.record.topics[:1] if name in topics)
    if site.lang == "zh":
        yield from (param.quote for param in list(example.record.params.values())[:1])
    yield f"{example.rule.short_title[site.lang]} {site.cite(example.rule, example.record.eId)}"
