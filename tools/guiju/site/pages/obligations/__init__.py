"""All obligations by topic, those of each rule in the order of its text, and a page for each."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from guiju import predicates
from guiju.documents.penalties import tiers
from guiju.documents.penalties.tier_summary import by_subject
from guiju.law import places
from guiju.law.signatures import dependents
from guiju.law.versions import versions
from guiju.model import MODALITIES, Check, Corpus, Lang, Obligation, Provision, Regulation, Topic
from guiju.predicates import PredicateError, facts_named
from guiju.reasoning import facts
from guiju.site import legislation
from guiju.site.page import TOLD_IN_FULL, Page
from guiju.site.site import Site

PLACE = 4
GROUP, BOOST = "obligations", 0.4
OF_ONE_RULE = True


def address(about: Regulation | str = "index", place: Obligation | Topic | str = "") -> str:
    """The page of a duty of a rule; the list of a rule, at an anchor of it; that of all, or of those of a topic."""
    slug = str(getattr(place, "id", place))
    if about == "index" and slug:
        return f"obligations/topic-{slug}.md"
    if isinstance(about, Regulation) and about.obligation(slug):
        return f"obligations/{about.id}/{slug}.md"
    return f"obligations/{getattr(about, 'id', about)}.md" + (f"#{slug}" if slug else "")


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The rules that have obligations."""
    return [(rule.short_title[lang], address(rule)) for rule in corpus.with_reading()]


def pages(site: Site) -> Iterator[Page]:
    """The page of all obligations, the list of each topic and rule, and the page of each obligation."""
    t, rules = site.words_of("obligations"), tuple(site.corpus.with_reading())
    of_topics = [
        (topic, [(rule, record) for rule, record in site.corpus.obligations() if topic.id in record.topics])
        for topic in site.corpus.vocabulary.topics
    ]
    values = {
        "topics": of_topics,
        "counts": [(rule, Counter(o.modality for o in rule.obligations)) for rule in rules],
        "modalities": MODALITIES,
    }
    yield Page(values, template="overview")
    for topic, records in of_topics:
        if records:
            values = {"topic": topic, "records": records}
            name = topic.label[site.lang]
            yield Page(values, address("index", topic), name, template="topic", description=t["of"].format(name))
    for rule in rules:
        title = t["of"].format(rule.short_title[site.lang])
        values = {"rule": rule, "articles": tuple(site.by_article(rule))}
        api = f"regulations/{rule.id}/obligations.json"
        yield Page(values, address(rule), title, json=api)
        yield from _of_rule(site, rule)


def _of_rule(site: Site, rule: Regulation) -> Iterator[Page]:
    """The page of each obligation of a rule, in the order of the text."""
    lang = site.lang
    signatures = {one.id: one for one in dependents(site.corpus, rule) if one.kind == "obligations"}
    records = [record for _, several in site.by_article(rule) for record in several]
    turns = zip((None, *records[:-1]), records, (*records[1:], None), strict=True)
    for previous, record, following in turns:
        here, penalties = address(rule, record), list(_penalties(site, record))
        values = {
            "rule": rule,
            "o": record,
            "unit": rule.unit(record.eId),
            "questions": partial(questions, site),
            "penalties": penalties,
            # Its checks stand in full below: what many of them leave no room for is told at the law.
            "in_full": len(penalties) + len(record.checks) <= TOLD_IN_FULL,
            "of_day": lambda provision: by_subject(tiers.of_day(provision, site.as_of)),
            "signed": signatures.get(record.id),
            "released": _released(site.corpus, rule.global_id(record)),
            "texts": [(places.title(rule, v)[lang], tiers.when(v.from_, v.until, lang)) for v in versions(rule)],
            "corrections": sum(c.place == record.eId for c in rule.corrections),
            "previous": previous,
            "next": following,
        }
        place = f"{rule.short_title[lang]} {site.cite(rule, record.eId)}"
        yield Page(
            values,
            here,
            f"{record.title[lang]} · {place}",
            template="duty",
            hide=("navigation",),
            sheets=("assets/penalty.css",),
            script="assets/article.js",
            before=address(rule, previous) if previous else None,
            after=address(rule, following) if following else None,
            graph=legislation.of_duty(site, rule, record, here),
            description=f"{site.label(record.modality)} · {place} · {record.summary[lang]}",
            json=f"obligations/{rule.id}/{record.id}.json",
        )


def _penalties(site: Site, record: Obligation) -> Iterator[tuple[Regulation, Provision]]:
    """The provisions to which a breach leads that set penalties."""
    for name in record.leads_to:
        rule, provision = site.provision(name)
        if rule and provision and provision.sanctions:
            yield rule, provision


def _released(corpus: Corpus, global_id: str) -> str | None:
    """The first release that had the id of a duty; None before it is in any."""
    return next((release.version for release in corpus.releases if global_id in release.ids), None)


def questions(site: Site, check: Check) -> list[str]:
    """What a check asks, in words; nothing of a predicate that cannot be read, of which guiju check says why."""
    known = facts.by_entity(site.corpus.vocabulary.facts)
    try:
        parts = [predicates.parse(part) for part in (check.applies_when, check.requires) if part is not None]
    except PredicateError:
        return []
    names = dict.fromkeys(name for part in parts for name in facts_named(part, check.entity))
    return [known[entity][name].question[site.lang] for entity, name in names if name in known.get(entity, {})]
