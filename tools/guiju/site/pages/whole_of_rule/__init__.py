"""A rule as a whole: its heat map, and the graph of its duties, penalties and cases."""

from collections.abc import Iterator
from functools import partial

from guiju.model import Corpus, Lang
from guiju.site.kinds import to
from guiju.site.page import WIDE, Page
from guiju.site.pictures import heatmap, rule_graph
from guiju.site.site import Site

PLACE = ("whole", 2)
ADDRESS = "whole/rules/{}.md"
OF_ONE_RULE = True


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The rules whose text is here."""
    return [(rule.short_title[lang], to.whole_of_rule(rule)) for rule in corpus.with_reading()]


def pages(site: Site) -> Iterator[Page]:
    """One page for each rule whose text is here."""
    for rule in site.corpus.with_reading():
        values = {
            "rule": rule,
            "heat": heatmap.heat(site, rule),
            "picture": rule_graph.picture(site, rule),
            "articles": tuple(site.by_article(rule)),
            "label": partial(heatmap.label, site),
            "families": heatmap.families,
        }
        title = site.words["whole_of"].format(rule.short_title[site.lang])
        sheets, script = ("assets/whole.css",), "assets/whole.js"
        yield Page(values, to.whole_of_rule(rule), title, hide=WIDE, sheets=sheets, script=script)
