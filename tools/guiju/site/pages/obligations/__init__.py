"""One page per rule with all its obligations in full, and one page of all obligations by topic."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from guiju import predicates
from guiju.model import MODALITIES, Check, Corpus, Lang, Obligation
from guiju.predicates import PredicateError, facts_named
from guiju.reasoning import facts
from guiju.site.kinds import to
from guiju.site.page import Page
from guiju.site.site import Site

PLACE = 4
ADDRESS = "obligations/{}.md"
GROUP, BOOST = "obligations", 0.4
OF_ONE_RULE = True


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The rules that have obligations."""
    return [(rule.short_title[lang], to.obligations(rule)) for rule in corpus.with_reading()]


def pages(site: Site) -> Iterator[Page]:
    """The page of all obligations, and the page of each rule's."""
    t, rules = site.words_of("obligations"), tuple(site.corpus.with_reading())
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
        values = {"rule": rule, "articles": tuple(site.by_article(rule)), "questions": partial(questions, site)}
        values["has_tiers"] = partial(has_tiers, site.corpus)
        yield Page(values, to.obligations(rule), title, sheets=("assets/penalty.css",))


def has_tiers(corpus: Corpus, record: Obligation) -> bool:
    """Whether the page shows penalties of a duty, of which some or none apply to an act."""
    named = (corpus.provision(name) for name in record.leads_to)
    return any(provision.sanctions for provision in named if provision)


def questions(site: Site, check: Check) -> list[str]:
    """What a check asks, in words; nothing of a predicate that cannot be read, of which guiju check says why."""
    known = facts.by_entity(site.corpus.vocabulary.facts)
    try:
        parts = [predicates.parse(part) for part in (check.applies_when, check.requires) if part is not None]
    except PredicateError:
        return []
    names = dict.fromkeys(name for part in parts for name in facts_named(part, check.entity))
    return [known[entity][name].question[site.lang] for entity, name in names if name in known.get(entity, {})]
