"""One page per rule with all its obligations in full, and one page of all obligations by topic."""

from collections import Counter
from collections.abc import Iterator

from guiju.model import MODALITIES, Corpus, Lang
from guiju.site.kinds import to
from guiju.site.page import Page
from guiju.site.site import Site

PLACE = 4
ADDRESS = "obligations/{}.md"
GROUP, BOOST = "obligations", 0.4
OF_ONE_RULE = True


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The rules that have obligations."""
    return [(rule.short_title[lang], to.obligations(rule)) for rule in corpus.with_articles()]


def pages(site: Site) -> Iterator[Page]:
    """The page of all obligations, and the page of each rule's."""
    t, rules = site.words_of("obligations"), tuple(site.corpus.with_articles())
    values = {
        "topics": [
            (topic, [(rule, record) for rule, record in site.corpus.obligations() if topic.id in record.topics])
            for topic in site.corpus.vocabulary.topics
        ],
        "counts": [(rule, Counter(o.modality for o in rule.obligations)) for rule in rules],
        "modalities": MODALITIES,
    }
    yield Page(values, template="overview")
    for rule in rules:
        title = t["of"].format(rule.short_title[site.lang])
        yield Page({"rule": rule, "articles": tuple(site.by_article(rule))}, to.obligations(rule), title)
