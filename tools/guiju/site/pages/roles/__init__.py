"""One page a reader role: what the reader must do, what proves it, what follows from a breach, and what happened to others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from guiju.documents.content.cover import law_in_place
from guiju.documents.penalties import tiers
from guiju.documents.penalties.conditions import condition
from guiju.documents.penalties.ranges import penalty
from guiju.documents.penalties.search import legend
from guiju.model import ROUTES, Case, Param, Provision, Regulation, Role, Sanction, Topic
from guiju.reasoning.checklist import Checklist, Line
from guiju.site import addresses, checklists
from guiju.site.render import Site, page


@dataclass(frozen=True)
class Counts:
    """How many current lines of a role are duties and bans, how many of these have a penalty behind them, and how many only empower.

    `historical` are those that a later rule displaces on the day.
    """

    duties: int
    bans: int
    punished: int
    others: int
    historical: int


@dataclass(frozen=True)
class Penalty:
    """A provision that follows from a breach, its sanctions on the day of the site, and the lines that lead to it.

    `provision` is None where the rule is here but not the provision; `rule` too where nothing of it is.
    """

    global_id: str
    rule: Regulation | None
    provision: Provision | None
    sanctions: tuple[Sanction, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Told:
    """A case, with the lines that it illustrates, and the provisions it applied that would follow from a breach of a line."""

    case: Case
    illustrates: tuple[Line, ...]
    applied: tuple[str, ...]


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The list of situations, and the page of each role."""
    here = addresses.ROLES
    if not site.wants(here):  # none of these pages is about one rule
        return
    made = {role.id: checklists.of_role(site, role) for role in site.corpus.vocabulary.roles}
    everybody = checklists.of_all(site)
    yield here, page(site, "roles.md.j2", here, site.words["roles"], hide=("toc",), roles=overview(site))
    for role in site.corpus.vocabulary.roles:
        yield addresses.role(role), of_role(site, role, made[role.id], everybody)


def overview(site: Site) -> list[tuple[Role, str, Counts]]:
    """Each role with the words of its situation and its counts."""
    made = ((role, checklists.of_role(site, role)) for role in site.corpus.vocabulary.roles)
    return [(role, situation(site, role), counts(found)) for role, found in made]


def situation(site: Site, role: Role) -> str:
    """The role as a reader would say it: I run a chat product. A role that has no such words is called by its label."""
    return site.words.get("situation." + role.id, role.label[site.lang])


def of_role(site: Site, role: Role, made: Checklist, everybody: Checklist) -> str:
    """The page of one role, from its checklist and that of all roles."""
    binding = tuple(line for line in made.lines if line.assessable)
    punished = penalties(site, made, binding)
    return page(
        site,
        "role.md.j2",
        addresses.role(role),
        situation(site, role),
        description=f"{role.label[site.lang]} · {role.description[site.lang]}",
        role=role,
        has_all=checklists.has_all(everybody.lines),
        rules=tuple(dict.fromkeys(line.regulation.id for line in made.lines)),
        stated=tuple({line.regulation.id: line.regulation for line in made.lines}.values()),
        counts=counts(made),
        topics=by_topic(site, made, binding),
        in_place=[words[site.lang] for words in law_in_place(made)],
        historical=made.historical,
        others=tuple(line for line in made.current if not line.obligation.binds),
        owed=owed(site, role, made, everybody),
        penalties=punished,
        unpunished=sum(route(made, line) == ROUTES[-1] for line in binding),
        cases=cases(site, binding, punished),
        numbers=tuple(numbers(binding)),
        times=tuple(line for line in binding if line.obligation.timing and line.obligation.timing.deadline != "none"),
        skipped=made.skipped,
        questions=any(line.obligation.checks for line in binding),
        route=partial(route, made),
        laws_searched=legend(site.corpus, site.lang),
        leads_to=made.leads_to,
        consequences=made.consequences,
        penalty=partial(penalty, lang=site.lang),
        condition=partial(condition, lang=site.lang),
        duty_anchor=lambda line: f"{line.regulation.id}--{line.obligation.id}",
    )


def counts(made: Checklist) -> Counts:
    """The counts of the current lines of a checklist. A penalty that falls on others than its roles' parties is none of theirs."""
    records = [line.obligation for line in made.current]
    return Counts(
        duties=sum(record.modality == "obligation" for record in records),
        bans=sum(record.modality == "prohibition" for record in records),
        punished=sum(bool(made.leads_to(line)) for line in made.current),
        others=sum(not record.binds for record in records),
        historical=len(made.historical),
    )


def route(made: Checklist, line: Line) -> str:
    """How a breach of the line is punished, for the bearer that faces most. What the data says nothing of counts as none found."""
    return min((group.route for group in made.consequences(line)), key=ROUTES.index, default=ROUTES[-1])


def by_topic(site: Site, made: Checklist, lines: Iterable[Line]) -> list[tuple[Topic, tuple[Line, ...]]]:
    """The lines under their first topic, each once. Topics, and lines in a topic, come in the order of how a breach is punished."""
    topics = {topic.id: topic for topic in site.corpus.vocabulary.topics}
    found: dict[str, list[Line]] = {name: [] for name in topics}
    for line in sorted(lines, key=partial(_rank, made)):
        found[line.obligation.topics[0]].append(line)
    filled = [(topics[name], tuple(several)) for name, several in found.items() if several]
    return sorted(filled, key=lambda entry: _rank(made, entry[1][0]))


def _rank(made: Checklist, line: Line) -> int:
    return ROUTES.index(route(made, line))


def penalties(site: Site, made: Checklist, lines: Iterable[Line]) -> list[Penalty]:
    """The provisions that these lines of a checklist lead to, those that most lines lead to first."""
    leading: dict[str, list[Line]] = {}
    for line in lines:
        for global_id in made.leads_to(line):
            leading.setdefault(global_id, []).append(line)
    found = [_penalty(site, global_id, tuple(several)) for global_id, several in leading.items()]
    return sorted(found, key=lambda penalty: -len(penalty.lines))


def _penalty(site: Site, global_id: str, lines: tuple[Line, ...]) -> Penalty:
    rule, provision = site.provision(global_id)
    timely = tiers.on(provision, site.as_of) if provision else ()
    return Penalty(global_id, rule, provision, timely, lines)


def cases(site: Site, lines: Iterable[Line], punished: Iterable[Penalty]) -> list[Told]:
    """The cases that illustrate these lines, or in which a provision was applied that follows from a breach of one."""
    by_id = {line.id: line for line in lines}
    following = {penalty.global_id for penalty in punished}
    told = (
        Told(
            case,
            tuple(by_id[name] for name in case.illustrates if name in by_id),
            tuple(name for name in case.applied if name in following),
        )
        for case in site.corpus.cases.values()
    )
    return [entry for entry in told if entry.illustrates or entry.applied]


def numbers(lines: Iterable[Line]) -> Iterator[tuple[Line, Param]]:
    """The numbers of the law in these lines."""
    for line in lines:
        for param in line.obligation.params.values():
            yield line, param


def owed(site: Site, role: Role, made: Checklist, everybody: Checklist) -> list[tuple[str, Line]]:
    """What others owe to the parties of this role: who does, and the line. What a reader owes too stands above already."""
    own = {line.id for line in made.lines}
    found = [
        (site.listed(site.named("parties", party) for party in line.bearers), line)
        for line in everybody.current
        if line.obligation.counterparty in role.parties and line.id not in own
    ]
    return sorted(found, key=lambda entry: _rank(everybody, entry[1]))
