"""The first page: what this is, one duty as a specimen of all, and where to start."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from guiju.amendment.comparison import version_pairs
from guiju.documents.answer_card import whole_cards
from guiju.model import AnswerCard, Example, Obligation, Regulation, Unit
from guiju.reasoning import facts
from guiju.site import legislation, roles
from guiju.site.page import WIDE, Page
from guiju.site.pictures import heatmap
from guiju.site.site import Site
from guiju.wording.labels import VERDICT_LABELS

PLACE = 1
ADDRESS = "index.md"

_CARDS = 8  # rules that have a card: those of the source document, and the newest, where there are more
_OUTLINES = 50  # documents around them that are named; where there are more, the list of rules has them
_EXAMPLES = 3  # questions that are offered
_CHANGES = 6  # comparisons of versions that are named


@dataclass(frozen=True)
class Specimen:
    """A duty, its 款 or 项, and one of its examples: questions with their answers, and the verdict in words."""

    rule: Regulation
    record: Obligation
    unit: Unit
    answers: tuple[tuple[str, str], ...]
    state: str
    verdict: str


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    rules = sorted(site.corpus.with_reading(), key=lambda rule: (rule.made, rule.id))
    first = [rule for rule in rules if rule.id in site.corpus.in_source][:_CARDS]
    others = [rule for rule in rules if rule not in first]
    carded = [*first, *others[max(0, len(rules) - _CARDS) :]]
    outlines = [rule for rule in site.corpus.regulations.values() if not rule.articles]
    example, maps = specimen(site), [heatmap.heat(site, rule) for rule in carded]
    changed = [(rule, new) for rule in site.corpus.regulations.values() for _, new in version_pairs(rule)]
    every = roles.overview(site)
    near = {role.id for role, *_ in every if any(line.regulation in first for line in site.checklist([role]).lines)}
    values = {
        "roles": [one for one in every if one[0].id in near] or every,
        "other_roles": [(role, situation) for role, situation, _ in every if near and role.id not in near],
        "full": [(heat.rule, heat) for heat in maps],
        "hows": [how for how in heatmap.HOW if any(how == row.how for heat in maps for row in heat.rows)],
        "more": len(rules) if len(rules) > _CARDS else 0,
        "texts": sum(rule.coverage == "text" for rule in site.corpus.regulations.values()),
        "outlines": outlines if len(outlines) <= _OUTLINES else [],
        "changed": changed[:_CHANGES],
        "specimen": example,
        "tries": list(example_queries(site, example)) if example else [],
        "examples": list(example_questions(site)),
        "quoted": lambda words: Markup(quote(words)),
    }
    sheets = ("assets/whole.css", "assets/home.css", "assets/roles.css")
    t = site.words_of("home")
    questions = site.corpus.vocabulary.service_questions  # without any, nobody can be told what applies
    values["doors"] = [kind for kind in t["doors"] if kind != "applies" or questions]
    graph = legislation.of_site(site, t["heading"], t["lead"])
    yield Page(values, description=t["lead"], hide=WIDE, sheets=sheets, graph=graph)


def example_questions(site: Site) -> Iterator[tuple[AnswerCard, str]]:
    """Cards and a question of each as people ask it: one of each of the roles that have a leaflet, then of others."""
    first = {card.role: card for card in reversed([*whole_cards(site.corpus)])}
    by_role = sorted(first.values(), key=lambda card: site.corpus.leaflet(card.role) is None)
    yield from ((card, card.questions[0][site.lang]) for card in by_role[:_EXAMPLES])


def example_queries(site: Site, example: Specimen) -> Iterator[str]:
    """What a reader may look for, to see how: a topic, words of the law, a citation. All of them find the specimen."""
    topics = {topic.id: topic.label[site.lang] for topic in site.corpus.vocabulary.topics}
    yield from (topics[name] for name in example.record.topics[:1] if name in topics)
    if site.lang == "zh":
        yield from (param.quote for param in list(example.record.params.values())[:1])
    yield f"{example.rule.short_title[site.lang]} {site.cite(example.rule, example.record.eId)}"


def specimen(site: Site) -> Specimen | None:
    """The shortest of the duties whose breach a law punishes directly; None if there is no such duty."""
    shortest = min(_fit(site), key=lambda fit: len("".join(fit[1].quote)) + 20 * len(fit[2].facts), default=None)
    if shortest is None:
        return None
    rule, record, example = shortest
    known = facts.by_entity(site.corpus.vocabulary.facts).get(example.entity, {})
    answers = tuple((known[name].question[site.lang], site.value(known[name], v)) for name, v in example.facts.items())
    unit = next(unit for unit in rule.units() if unit.eId == record.eId)
    return Specimen(rule, record, unit, answers, example.verdict, VERDICT_LABELS[example.verdict][site.lang])


def _fit(site: Site) -> Iterator[tuple[Regulation, Obligation, Example]]:
    """Current duties with a number of the law and a direct penalty, each with its examples of a breach."""
    known = facts.by_entity(site.corpus.vocabulary.facts)
    for rule, record in site.corpus.obligations():
        is_direct = record.consequence is not None and record.consequence.route == "direct"
        if record.params and is_direct and not site.displaced(rule, record) and rule.unit(record.eId):
            for example in record.examples:
                if example.verdict == "breached" and example.facts.keys() <= known.get(example.entity, {}).keys():
                    yield rule, record, example
