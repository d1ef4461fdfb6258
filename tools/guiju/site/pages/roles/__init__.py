"""A page for each reader role: what the reader must do, evidence and consequences, and what happened to others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from guiju.documents.content.cover import notices
from guiju.documents.penalties.heaviest import heaviest
from guiju.documents.penalties.search import legend
from guiju.model import ROUTES, Case, Corpus, Lang, Provision, Regulation, Role, Topic
from guiju.reasoning.checklist import Checklist, Line
from guiju.site import roles
from guiju.site.kinds import to
from guiju.site.page import MANY, TOLD_IN_FULL, TOLD_IN_PART, Page
from guiju.site.site import Site

PLACE = 2
ADDRESS = "roles/{}.md"
GROUP, BOOST = "roles", 0.7


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The roles."""
    return [(role.label[lang], to.roles(role)) for role in corpus.vocabulary.roles]


@dataclass(frozen=True)
class PenaltyEntry:
    """A provision to which breaches lead, if recorded, and the lines that lead to it."""

    global_id: str
    rule: Regulation | None
    provision: Provision | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class CaseEntry:
    """A case, the lines that it illustrates, and the provisions applied in it that a breach of a line leads to."""

    case: Case
    illustrates: tuple[Line, ...]
    applied: tuple[str, ...]


def pages(site: Site) -> Iterator[Page]:
    """The list of situations, and the page of each role."""
    glance, sheets = roles.overview(site), ("assets/checklist.css", "assets/roles.css", "assets/penalty.css")
    yield Page({"roles": glance}, template="overview", hide=("toc",), sheets=sheets[1:2])
    for role, situation, counts in glance:
        values = {"role": role, "counts": counts, **content(site, role, site.checklist([role]))}
        description = f"{role.label[site.lang]} · {role.description[site.lang]}"
        yield Page(values, to.roles(role), situation, description=description, sheets=sheets)


def content(site: Site, role: Role, made: Checklist) -> dict[str, Any]:
    """What the page of a role shows of its checklist."""
    binding = tuple(line for line in made.lines if line.assessable)
    punished = penalties(site, made, binding)
    return {
        "has_all": site.combines,
        "is_long": len(binding) > MANY,
        "in_full": TOLD_IN_FULL,
        "most": TOLD_IN_PART if len(binding) > MANY else None,
        "rules": tuple(dict.fromkeys(line.regulation.id for line in made.lines)),
        "stated": tuple({line.regulation.id: line.regulation for line in made.lines}.values()),
        "topics": by_topic(site, made, binding),
        "in_place": [words[site.lang] for words in notices(made)],
        "historical": made.historical,
        "others": tuple(line for line in made.current if not line.obligation.binds),
        "owed": duties_owed_to(site, role, made),
        "penalties": punished,
        "unpunished": sum(route(made, line) == ROUTES[-1] for line in binding),
        "cases": cases(site, binding, punished),
        "numbers": [(line, param) for line in binding for param in line.obligation.params.values()],
        "times": [line for line in binding if line.obligation.timing and line.obligation.timing.deadline != "none"],
        "skipped": made.skipped,
        "questions": any(line.obligation.checks for line in binding),
        "route": partial(route, made),
        "laws_searched": legend(site.corpus, site.lang),
        "leads_to": made.leads_to,
        "consequences": made.consequences,
        "heaviest": partial(heaviest, made),
        "duty_anchor": lambda line: f"{line.regulation.id}--{line.obligation.id}",
    }


def route(made: Checklist, line: Line) -> str:
    """How a breach of the line is punished, for the bearer that faces most; without data, `none_found`."""
    return min((group.route for group in made.consequences(line)), key=ROUTES.index, default=ROUTES[-1])


def by_topic(site: Site, made: Checklist, lines: Iterable[Line]) -> list[tuple[Topic, tuple[Line, ...]]]:
    """The lines under their first topic. Topics and lines are in the order of how a breach is punished."""
    topics = {topic.id: topic for topic in site.corpus.vocabulary.topics}
    by_first_topic: dict[str, list[Line]] = {name: [] for name in topics}
    for line in sorted(lines, key=partial(_rank, made)):
        by_first_topic[line.obligation.topics[0]].append(line)
    filled = [(topics[name], tuple(several)) for name, several in by_first_topic.items() if several]
    return sorted(filled, key=lambda entry: _rank(made, entry[1][0]))


def _rank(made: Checklist, line: Line) -> int:
    return ROUTES.index(route(made, line))


def penalties(site: Site, made: Checklist, lines: Iterable[Line]) -> list[PenaltyEntry]:
    """The provisions that these lines of a checklist lead to, those that most lines lead to first."""
    leading: dict[str, list[Line]] = {}
    for line in lines:
        for global_id in made.leads_to(line):
            leading.setdefault(global_id, []).append(line)
    entries = []
    for global_id, several in sorted(leading.items(), key=lambda entry: -len(entry[1])):
        rule, provision = site.provision(global_id)
        entries.append(PenaltyEntry(global_id, rule, provision, tuple(several)))
    return entries


def cases(site: Site, lines: Iterable[Line], punished: Iterable[PenaltyEntry]) -> list[CaseEntry]:
    """The cases that illustrate these lines, or in which a provision was applied that follows from a breach of one."""
    by_id = {line.id: line for line in lines}
    following = {penalty.global_id for penalty in punished}
    entries = []
    for case in site.corpus.cases.values():
        illustrated = tuple(by_id[name] for name in case.illustrates if name in by_id)
        applied = tuple(name for name in case.applied if name in following)
        if illustrated or applied:
            entries.append(CaseEntry(case, illustrated, applied))
    return entries


def duties_owed_to(site: Site, role: Role, made: Checklist) -> list[tuple[str, Line]]:
    """What others owe to the parties of this role, and the role does not owe itself: who does, and the line. To several
    parties at once is owed what their leaflet says."""
    everybody, own = site.checklist_of_all, {line.id for line in made.lines}
    leaflet = site.corpus.leaflet(role.id)
    said = {name for duty in (leaflet.owed if leaflet else ()) for name in duty.obligations}
    lines_of_others = [
        (site.listed(site.named("parties", party) for party in line.bearers), line)
        for line in everybody.current
        if (line.obligation.counterparty in role.parties or line.id in said) and line.id not in own
    ]
    return sorted(lines_of_others, key=lambda entry: _rank(everybody, entry[1]))
