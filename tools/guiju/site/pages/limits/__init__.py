"""The limits: everything in the data that is not verified, with links."""

from collections import Counter
from collections.abc import Iterator

from guiju.documents.penalties.search import legend
from guiju.law import excerpt
from guiju.model import BearerConsequence, Obligation, Regulation, Unit
from guiju.site.page import Page, official
from guiju.site.site import Site

PLACE = ("about", 2)
ADDRESS = "limits.md"


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    rules = tuple(site.corpus.regulations.values())
    values = {
        "unverified": [rule for rule in rules if rule.force.state == "unverified" or rule.force.verified_on is None],
        "outlines": [rule for rule in rules if not rule.articles],
        "parts_of": excerpt.in_part(rules),
        "addresses": list(addresses_not_read(rules)),
        "relations": [(rule, r) for rule in rules for r in rule.relations if r.verification != "text"],
        "provisions": [(rule, p) for rule in rules for p in rule.provisions if p.verification != "seen"],
        "wordings": list(from_memory(rules)),
        "displaced": list(unseen_displacements(rules)),
        "without_penalty": list(without_penalty(rules)),
        "laws_searched": legend(site.corpus, site.lang),
        "levels": [
            (rule, Counter(o.automation.level for o in rule.obligations if o.automation))
            for rule in site.corpus.with_articles()
        ],
    }
    yield Page(values)


def addresses_not_read(rules: tuple[Regulation, ...]) -> Iterator[tuple[Regulation, object]]:
    """Official addresses that another document names and we did not read, as links."""
    for rule in rules:
        cited_address = rule.provenance.official_address if rule.provenance else None
        if cited_address is not None and cited_address.verification == "cited":
            yield rule, official(rule)


def from_memory(rules: tuple[Regulation, ...]) -> Iterator[tuple[Regulation, Unit]]:
    """The 款 and 项 whose wording was partly supplied from memory."""
    for rule in rules:
        for unit in rule.units():
            if unit.provenance and unit.provenance.wording == "partly_from_memory":
                yield rule, unit


def unseen_displacements(rules: tuple[Regulation, ...]) -> Iterator[tuple[Regulation, Obligation]]:
    """The obligations whose fate in the later rule was not seen with its number, or not looked up."""
    for rule in rules:
        for record in rule.obligations:
            fate = record.displaced_by
            if fate is not None and (fate.certainty != "seen" or fate.change == "not_covered"):
                yield rule, record


def without_penalty(rules: tuple[Regulation, ...]) -> Iterator[tuple[Regulation, Obligation, BearerConsequence]]:
    """The obligations and prohibitions for whose breach no penalty was found, for all or some of their bearers."""
    for rule in rules:
        for record in rule.obligations:
            yield from ((rule, record, group) for group in record.consequences() if group.route == "none_found")
