"""What an article cites, shown on its own page: places of rules, other documents, and the provisions that follow from a breach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guiju.lawtext.references import Reference
from guiju.model import Obligation, Provision, Regulation, Unit
from guiju.site import addresses
from guiju.site.render import Site
from guiju.site.running import cited_entry


@dataclass(frozen=True)
class Cited:
    """An entry. `units` are the texts of a place; `provision` is one of which only the outline is recorded."""

    id: str
    rule: Regulation
    target: str
    eId: str | None = None
    units: tuple[Unit, ...] = ()
    provision: Provision | None = None


def entries(site: Site, references: Iterable[Reference], obligations: Iterable[Obligation]) -> tuple[Cited, ...]:
    """Each thing cited once: first what the texts name, then what the obligations lead to."""
    found = [_place(site.corpus.regulations[r.rule], r.eId) for r in references]
    for record in obligations:
        found += consequences(site, record)
    return tuple({entry.id: entry for entry in found}.values())


def consequences(site: Site, record: Obligation) -> Iterator[Cited]:
    """The provisions that follow from a breach. What is not in the knowledge base is left out."""
    for global_id in record.consequence.provisions if record.consequence else ():
        rule, provision = site.provision(global_id)
        place = global_id.partition("#")[2]
        if rule is not None and provision is not None:
            target = addresses.provision(rule, provision)
            yield Cited(cited_entry(rule.id, provision.id), rule, target, provision=provision)
        elif rule is not None:
            yield _place(rule, place)


def _place(rule: Regulation, eId: str | None) -> Cited:
    """A 款, a 项 with its lead-in, a whole article; the rule itself where its text is not here."""
    article = rule.article(eId) if eId else None
    if eId is None or article is None:
        return Cited(cited_entry(rule.id, eId or ""), rule, addresses.regulation(rule), eId)
    lead_in = eId.partition("__point_")[0]
    units = tuple(u for u in article.units() if u.eId == lead_in or u.eId == eId or u.eId.startswith(f"{eId}__"))
    return Cited(cited_entry(rule.id, eId), rule, addresses.place(rule, eId), eId, units)
