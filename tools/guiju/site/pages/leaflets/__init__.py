"""A leaflet for everyday readers: at most ten plain questions on a phone, then what to do. One page, on one sheet.

Without JavaScript the page has the questions as a list, and all that an answer page can say.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from typing import Literal as Choice

from guiju.documents.penalties import tiers
from guiju.documents.penalties.lines import words_of
from guiju.documents.penalties.ranges import penalty
from guiju.documents.penalties.tier_summary import days
from guiju.model import (
    REACHES,
    AmountRange,
    Corpus,
    Lang,
    Leaflet,
    Period,
    PeriodRange,
    PlainStep,
    Provision,
    Regulation,
    Sanction,
)
from guiju.predicates import Expression, Junction, Literal, Not, facts_named, parse
from guiju.predicates.javascript import javascript
from guiju.predicates.kleene import Facts
from guiju.reasoning import breach, elements, law_in_time
from guiju.reasoning.checklist import Checklist
from guiju.reasoning.conduct import ACTOR, Conduct
from guiju.site import addresses
from guiju.site.kinds import to
from guiju.site.page import WIDE, Page
from guiju.site.site import Site

PLACE = ("roles", 1)
GROUP, BOOST = "roles", 0.8

Entry = tuple[str, Regulation, Provision, tuple[Sanction, ...]]
"""A provision that may apply: its global id, its law, and its sanctions of the day."""
_KINDS = {"public_security": "administrative"}
INDIVIDUAL: Facts = {ACTOR: "individual"}
"""Whoever acts for nobody else."""


def actor_of(corpus: Corpus, leaflet: Leaflet) -> Facts:
    """Who acts, as far as a leaflet takes it for granted: what its role is, else whoever acts for nobody else."""
    parties = [party for role in corpus.vocabulary.roles if role.id == leaflet.role for party in role.parties]
    return {**INDIVIDUAL, **breach.actor(corpus, parties, parties)}


def address(role: str = "index", file: str = "") -> str:
    """The page of a role: short, to be passed on; or its script."""
    return f"for/{role}.js" if file else f"for/{role}.md"


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The leaflets."""
    return [(leaflet.title[lang], address(leaflet.role)) for leaflet in corpus.leaflets]


def pages(site: Site) -> Iterator[Page]:
    """The page of each leaflet."""
    for leaflet in site.corpus.leaflets:
        listed, actor = list(provisions(site, leaflet)), actor_of(site.corpus, leaflet)
        values = {
            "leaflet": leaflet,
            "rules": _rules(site, leaflet),
            "sanctions": lambda kind, listed=listed: [entry for entry in listed if _kind(entry) == kind],
            "authorities": lambda several: dict.fromkeys(s.authority[site.lang] for *_, all in several for s in all),
            "individual": INDIVIDUAL,
            "is_individual": actor[ACTOR] == INDIVIDUAL[ACTOR],
            "own": lambda all, actor=actor: [s for s in all if law_in_time.on_the_actor(s, actor)],
            "others": lambda all, actor=actor: [s for s in all if not law_in_time.on_the_actor(s, actor)],
            "turns_on_more": turns_on_more,
            "notes_apart": notes_apart,
            "words_of_most": partial(words_of_most, site, actor),
            "most": lambda listed, actor=actor: most(
                [s for *_, imposed in listed for s in imposed], actor, site.corpus, site.lang
            ),
        }
        yield Page(
            values,
            address(leaflet.role),
            leaflet.title[site.lang],
            description=leaflet.lead[site.lang],
            hide=WIDE,
            sheets=("assets/leaflets/leaflet.css",),
            script=address(leaflet.role, "js"),
        )


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The script of each leaflet."""
    for leaflet in site.corpus.leaflets:
        yield address(leaflet.role, "js"), script(site, leaflet).encode()


def provisions(site: Site, leaflet: Leaflet) -> Iterator[Entry]:
    """The provisions that a leaflet lists: its own, then those to which a breach of the role's duties leads."""
    checklist = _checklist(site, leaflet)
    leading = [one.id for line in checklist.duties for one in checklist.exposures(line) if one.reach != "excluded"]
    for name in dict.fromkeys([*(name for part in leaflet.answerable for name in part.provisions), *leading]):
        rule, provision = site.provision(name)
        if rule and provision and (imposed := tiers.of_day(provision, site.as_of)):
            yield name, rule, provision, imposed


def notes_apart(steps: Sequence[PlainStep]) -> tuple[Sequence[PlainStep], Sequence[PlainStep]]:
    """What to do, and the notes that follow it, where there are several."""
    last = max((n for n, step in enumerate(steps, 1) if step.kind != "note"), default=0)
    return (steps[:last], steps[last:]) if len(steps) > last + 1 else (steps, ())


def turns_on_more(sanction: Sanction) -> bool:
    """Whether to print its condition: a base tier that only excludes the heavier ones needs none."""
    return sanction.tier != "base" or (bool(sanction.when) and not isinstance(parse(sanction.when), Not))


def most(imposed: Iterable[Sanction], actor: Facts, corpus: Corpus, lang: Lang) -> Iterator[str]:
    """The heaviest penalty of each sort that may fall on the actor: 15日以下行政拘留."""
    own = [sanction for sanction in imposed if law_in_time.on_the_actor(sanction, actor)]
    fines = [AmountRange(max=s.fine.max, multiple=s.fine.multiple) for s in own if s.fine and s.fine.max is not None]
    at_large = [s.criminal_fine for s in own if s.criminal_fine]
    sorts = {
        "detention": _longest([s.detention for s in own if s.detention]),
        "fine": max(fines, key=lambda fine: (fine.multiple is not None, fine.max or 0), default=None),
        "imprisonment": _longest([s.imprisonment for s in own if s.imprisonment]),
        "criminal_fine": max(at_large, key=lambda fine: bool(fine.or_measure)) if at_large else None,
    }
    for name, value in sorts.items():
        if value:
            alone: dict[str, Any] = {**dict.fromkeys(sorts), name: replace(value, joined=None)}
            yield penalty(
                replace(own[0], **alone, short_term_detention=False, measures=(), optional_measures=()), corpus, lang
            )


def words_of_most(site: Site, actor: Facts, listed: Iterable[Entry]) -> str:
    """The words for the sanctions that may fall on the actor, where nothing else is known."""
    act = Conduct(actor, Period(site.as_of, site.as_of), site.as_of)
    every = [(rule, provision, s) for _, rule, provision, imposed in listed for s in imposed]
    reached = {elements.judge(site.corpus, *one, act).reach for one in every}
    return words_of((reach for reach in REACHES if reach in reached and reach != "excluded"), site.lang)


def _longest(spans: list[PeriodRange]) -> PeriodRange | None:
    bounds = [span.max for span in spans if span.max]
    return PeriodRange(max="life" if "life" in bounds else max(bounds, key=days)) if bounds else None


def _kind(entry: Entry) -> str:
    liability = entry[2].liability or ""
    return _KINDS.get(liability, liability)


def _checklist(site: Site, leaflet: Leaflet) -> Checklist:
    return site.checklist([role for role in site.corpus.vocabulary.roles if role.id == leaflet.role])


def _rules(site: Site, leaflet: Leaflet) -> list[Regulation]:
    """The rules that the sentences of a leaflet are about."""
    return list({line.regulation.id: line.regulation for line in _checklist(site, leaflet).duties}.values())


def script(site: Site, leaflet: Leaflet) -> str:
    """What the page asks and knows, as a module: questions, what limits each penalty, and the engine's own duties."""
    here = address(leaflet.role)
    duties = addresses.relative(to.self_assessment(leaflet.role, "duties.js"), here)
    t = site.words_of("leaflets")
    questions = [
        {
            "id": question.id,
            "entity": question.entity,
            "facts": question.facts,
            "day": question.day,
            "answers": [
                {"sets": a.sets, "happened": a.happened, "situation": a.situation, "cases": a.cases}
                for a in question.answers
            ],
        }
        for question in leaflet.questions
    ]
    values: dict[str, Any] = {
        "role": leaflet.role,
        "given": leaflet.given,
        "questions": questions,
        "words": t["script"],
        "actor": actor_of(site.corpus, leaflet),
        "told": [
            {"fact": fact.id, "entity": supply.entity, "of": supply.fact, "values": supply.values}
            for fact in site.corpus.vocabulary.facts
            for supply in fact.supplied_by
        ],
    }
    lines = [
        'import { start } from "../assets/leaflets/leaflet.js";',
        f'import {{ given }} from "{duties}";',
        "",
        f"export const leaflet = {json.dumps(values, ensure_ascii=False, separators=(',', ':'))};",
        "export { given };",
        "leaflet.limits = [",
    ]
    for name, rule, provision, _ in provisions(site, leaflet):
        reached = reaching(site.corpus, rule, provision, actor_of(site.corpus, leaflet))
        reads = list(dict.fromkeys(read for _, read in facts_named(reached, breach.ENTITY)))
        lines.append(
            f"{{ provision: {json.dumps(name)}, reads: {json.dumps(reads)}, when: (row, t) => {javascript(reached)} }},"
        )
    return "\n".join([*lines, "];", "start(given, leaflet);", ""])


def reaching(corpus: Corpus, rule: Regulation, provision: Provision, actor: Facts) -> Expression:
    """The predicate on a conduct that is false where each sanction of a provision excludes the actor."""
    tiers_of_act: list[Expression] = []
    for sanction in provision.sanctions:
        if elements.falls_on(sanction.subject, actor) is not False:
            parts = [parse(text) for text in (provision.act, sanction.act, sanction.when) if text]
            excluded = (parse(e.when) for e in elements.exclusions(corpus, rule, provision, sanction, actor))
            parts += [Not(each, 0) for each in excluded]
            tiers_of_act.append(_joined("AND", parts))
    return _joined("OR", tiers_of_act)


def _joined(operator: Choice["AND", "OR"], parts: Sequence[Expression]) -> Expression:
    if len(parts) > 1:
        return Junction(operator, tuple(parts), 0)
    return parts[0] if parts else Literal(operator == "AND", 0)
