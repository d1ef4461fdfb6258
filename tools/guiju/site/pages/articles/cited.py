"""What an article cites, on its own page: places of rules, other documents, and the provisions that punish a breach."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from guiju.documents.penalties import tiers
from guiju.model import Obligation, Provision, Regulation, Unit
from guiju.places import citation
from guiju.places.citation import is_within
from guiju.places.referring_text import Reference
from guiju.site.kinds import to
from guiju.site.pages.articles.running import cited_entry
from guiju.site.site import Site


@dataclass(frozen=True)
class Cited:
    """An entry: the `units` of a place, a `provision` recorded in outline, or a whole document with the provisions to
    which breaches of the rule lead (`leading`)."""

    id: str
    rule: Regulation
    target: str
    eId: str | None = None
    units: tuple[Unit, ...] = ()
    provision: Provision | None = None
    leading: tuple[Provision, ...] = ()


def entries(
    site: Site, citing: Regulation, references: Iterable[Reference], obligations: Iterable[Obligation]
) -> tuple[Cited, ...]:
    """Each thing cited once: first what the texts name, then what the obligations lead to."""
    targets = [_place(site.corpus.regulations[r.rule], r.eId) for r in references]
    for record in obligations:
        targets += places(site, record.leads_to)
    return tuple(_completed(citing, entry) for entry in {entry.id: entry for entry in targets}.values())


def places(site: Site, global_ids: Iterable[str]) -> Iterator[Cited]:
    """These provisions and places. What is not in the knowledge base is left out."""
    for global_id in global_ids:
        rule, provision = site.provision(global_id)
        place = global_id.partition("#")[2]
        if rule is not None and provision is not None:
            target = to.regulations(rule, provision.id)
            yield Cited(cited_entry(rule.id, provision.id), rule, target, provision=provision)
        elif rule is not None:
            yield _place(rule, place)


def dated(site: Site, provision: Provision) -> Iterator[str]:
    """第二十一条第（三）项（2017-06-01起，至2026-01-01前）: the numbers of a provision by time."""
    at: dict[str, list[str]] = {}
    for number in site.newest_first(provision):
        text = citation.numbered(number, site.lang)
        at.setdefault(tiers.when(number.from_, number.until, site.lang), []).append(text)
    for when, numbers in at.items():
        yield f"{site.listed(numbers)}{site.words['open']}{when}{site.words['close']}"


def _place(rule: Regulation, eId: str | None) -> Cited:
    """A 款, a 项 with its lead-in, a whole article; the rule itself where its text is not here."""
    article = rule.article(eId) if eId else None
    if eId is None or article is None:
        return Cited(cited_entry(rule.id, eId or ""), rule, to.regulations(rule), eId)
    lead_in = eId.partition("__point_")[0]
    units = tuple(u for u in article.units() if u.eId == lead_in or is_within(u.eId, eId))
    return Cited(cited_entry(rule.id, eId), rule, to.articles(rule, eId), eId, units)


def _completed(citing: Regulation, entry: Cited) -> Cited:
    """A document without text here, with the provisions of it to which breaches of the citing rule lead."""
    if entry.units or entry.provision or entry.rule is citing:
        return entry
    led = {name for o in citing.obligations for name in o.leads_to}
    return replace(entry, leading=tuple(p for p in entry.rule.provisions if f"{entry.rule.id}#{p.id}" in led))
