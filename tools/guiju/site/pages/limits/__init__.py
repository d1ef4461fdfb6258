"""The limits: everything in the data that is not verified, with links."""

from collections import Counter
from collections.abc import Iterator

from guiju.documents.penalties.search import legend
from guiju.law import excerpt
from guiju.model import BearerConsequence, Bilingual, Displacement, Obligation, Regulation, Unit
from guiju.site.page import Page, official
from guiju.site.site import Site

PLACE = ("about", 8)
ADDRESS = "limits.md"


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    rules, duties = tuple(site.corpus.regulations.values()), tuple(site.corpus.obligations())
    values = {
        "unverified": [rule for rule in rules if rule.force.state == "unverified" or rule.force.verified_on is None],
        "outlines": [rule for rule in rules if not rule.articles],
        "parts_of": excerpt.in_part(rules),
        "addresses": [(rule, official(rule)) for rule in rules if _is_only_cited(rule)],
        "relations": [(rule, r) for rule in rules for r in rule.relations if r.verification != "text"],
        "provisions": [(rule, p) for rule in rules for p in rule.provisions if p.verification != "seen"],
        "wordings": [(rule, unit) for rule in rules for unit in rule.units() if _is_from_memory(unit)],
        "displaced": [(rule, record) for rule, record in duties if _is_unseen(record.displaced_by)],
        "without_penalty": [(rule, several) for rule in rules if (several := _without_penalty(rule))],
        "laws_searched": legend(site.corpus, site.lang),
        "levels": [
            (rule, Counter(o.automation.level for o in rule.obligations if o.automation))
            for rule in site.corpus.with_reading()
        ],
    }
    yield Page(values)


def _without_penalty(rule: Regulation) -> dict[Bilingual | None, list[tuple[Obligation, BearerConsequence]]]:
    """The duties of a rule for which no penalty was found, with the bearers concerned, by the note that says why."""
    noted: dict[Bilingual | None, list[tuple[Obligation, BearerConsequence]]] = {}
    for record in rule.obligations:
        for group in record.consequences():
            if group.route == "none_found":
                noted.setdefault(group.note, []).append((record, group))
    return noted


def _is_only_cited(rule: Regulation) -> bool:
    """Whether another document names its official address, and we did not read it."""
    known = rule.provenance.official_address if rule.provenance else None
    return known is not None and known.verification == "cited"


def _is_from_memory(unit: Unit) -> bool:
    return unit.provenance is not None and unit.provenance.wording == "partly_from_memory"


def _is_unseen(fate: Displacement | None) -> bool:
    """Whether the fate in the later rule was not seen with its number, or not looked up."""
    return fate is not None and (fate.certainty != "seen" or fate.change == "not_covered")
