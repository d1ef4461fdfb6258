"""JSON-LD for programs, in the terms of schema.org: which law a page shows, of which day, and how certain that is.

Addresses are relative to the page, so that they work wherever the site is served. What the data do not have is left
out. Only verified force is legislationLegalForce; otherwise creativeWorkStatus says what is known: that nobody verified
it, that a later rule prevails, or that a later version replaced the text. A translation names its translator, in a
knowledge base of ours, and says that it is not official.
"""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from guiju.law.versions import Version, begins, versions
from guiju.model import REQUIRED_LANGUAGES, Article, Bilingual, Bound, Obligation, Regulation
from guiju.reasoning.standing import standing
from guiju.site import addresses
from guiju.site.kinds import first, to
from guiju.site.site import Site
from guiju.wording.labels import UNOFFICIAL, day_in_words
from guiju.wording.words import Words

Graph = Mapping[str, Any]

_WORDS = Words(__file__, "legislation.yaml")
_CONTEXT = "https://schema.org"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_US = {"@type": "Organization", "name": "guiju contributors"}
_FORCE = {"in_force": "InForce", "not_in_force": "NotInForce"}
_RELATIONS = {
    "based_on": "isBasedOn",
    "cites": "citation",
    "amends": "legislationAmends",
    "repeals": "legislationRepeals",
    "supersedes": "legislationChanges",
}
_READ_BY_HTML = re.compile("[<>&]")


def script(graph: Graph) -> str:
    """The graph as the content of a script element, in which no text can end the element or begin a comment."""
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    text = _READ_BY_HTML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def of_rule(site: Site, rule: Regulation, here: str) -> Graph:
    """The law of a page about a rule; the page of its whole text names the same law."""
    beside = (version for version in versions(rule) if version.text is not rule)
    return _law(site, rule, _own(rule), to.regulations(rule), here) | _stated(
        name=rule.title[site.lang],
        alternateName=rule.short_title[site.lang],
        hasPart=[_to(to.articles(rule, article.eId), here) for article in rule.articles],
        workExample=[_to(to.versions(rule, version.day), here) for version in beside],
        **_related(site, rule, here),
    )


def of_version(site: Site, rule: Regulation, version: Version, name: str, here: str) -> Graph:
    """The law of a page about one of its versions. One that was amended consolidates the first, where that is here."""
    made = (v for v in versions(rule) if v.day == rule.promulgated and v.text is not rule and v.day != version.day)
    return _law(site, rule, version, here, here) | _stated(
        name=name,
        exampleOfWork=_to(to.regulations(rule), here),
        legislationConsolidates=[_to(to.versions(rule, v.day), here) for v in made],
    )


def of_article(site: Site, rule: Regulation, article: Article, name: str, here: str) -> Graph:
    """An article of a rule, and of which rule it is."""
    version, page = _own(rule), _to(to.regulations(rule), here)
    law = {"@type": "Legislation", **page, "name": rule.title[site.lang], "legislationIdentifier": rule.identity}
    return _law(site, rule, version, here, here) | _stated(
        name=name,
        legislationIdentifier=f"{rule.identity}/~{article.eId}",
        temporalCoverage=_interval(begins(rule, article.eId), version.until if version else None),
        isPartOf=law,
    )


def of_duty(site: Site, rule: Regulation, record: Obligation, here: str) -> Graph:
    """Our reading of words of a rule: it is no law itself, and says on which it is based."""
    place = _to(to.articles(rule, record.eId), here)
    named = f"{rule.identity}/~{record.eId}"
    basis = {"@type": "Legislation", **place, "name": site.full_citation(rule, record.eId)}
    ours = {"creator": _US, "license": _LICENCE} if site.corpus.is_ours else {}
    return {
        "@context": _CONTEXT,
        "@type": "CreativeWork",
        **_to(here, here),
        "url": "./",
        "name": record.title[site.lang],
        "abstract": record.summary[site.lang],
        "identifier": rule.global_id(record),
        "version": site.corpus.data_version,
        "inLanguage": site.lang,
        "isBasedOn": basis | {"legislationIdentifier": named},
        **ours,
    }


def of_site(site: Site, name: str, description: str) -> Graph:
    """The site, and the data from which it is made. Of a knowledge base that is not ours, the licence is not known."""
    ours = site.corpus.is_ours
    shared: dict[str, Any] = {"url": "./", "name": name, "description": description}
    shared |= {"license": _LICENCE, "isAccessibleForFree": True} if ours else {}
    data = {"version": site.corpus.data_version, "inLanguage": list(REQUIRED_LANGUAGES)} | (
        {"creator": _US} if ours else {}
    )
    website = {"@type": "WebSite", "@id": "./#site", "inLanguage": site.lang, **shared}
    return {"@context": _CONTEXT, "@graph": [website, {"@type": "Dataset", "@id": "./#data", **data, **shared}]}


def _law(site: Site, rule: Regulation, version: Version | None, page: str, here: str) -> dict[str, Any]:
    """What every page says of its law. `page` is the page whose address names the law, `here` the one that says it."""
    text = version.text if version else rule
    lang, force, state = site.lang, text.force, standing(text, site.as_of)
    replaced = _replaced(rule, version, site.as_of) if version and state.state != "ended" else None
    status = replaced or (None if state.state in _FORCE else state.words)
    adopted = (event.day for event in text.history if event.event == "adopted")
    from_, until = (version.from_, version.until) if version else (force.from_, force.until)
    translated = any(unit.en != unit.zh for unit in text.units())
    beside: dict[str, Any] = {"workTranslation": _in_other(site, page, here)}
    if lang == "en":
        beside = {"translationOfWork": _in_other(site, page, here), "description": UNOFFICIAL.en}
        beside |= {"translator": _US} if site.corpus.is_ours else {}
    return {
        "@context": _CONTEXT,
        "@type": "Legislation",
        **_to(page, here),
        "url": "./",
        **_stated(
            legislationIdentifier=text.identity,
            legislationType=site.named("document_types", text.document_type),
            legislationDate=_day(next(adopted, text.promulgated)),
            datePublished=_day(text.promulgated),
            legislationDateVersion=_day(version.day) if version else None,
            legislationPassedBy={"@type": "Organization", "name": text.issuer[lang]},
            legislationJurisdiction="CN",
            legislationLegalForce=None if status else _FORCE[state.state],
            creativeWorkStatus=status and status[lang],
            temporalCoverage=_interval(from_, until),
            inLanguage=lang if translated else "zh",
            license=addresses.served(first("licence"), here) if site.has(first("licence")) else None,
            **(beside if translated else {}),
        ),
    }


def _replaced(rule: Regulation, version: Version, as_of: date) -> Bilingual | None:
    """Since when a later version has replaced this one; None where none has by the day."""
    if not any(version.earliest < later.earliest <= as_of for later in versions(rule)):
        return None
    if isinstance(version.until, date):
        return _WORDS["replaced"].format(day_in_words(version.until))
    return _WORDS["replaced_day_unknown"]


def _related(site: Site, rule: Regulation, here: str) -> dict[str, list[dict[str, str]]]:
    """The rules to which this one is related by its words or by a source."""
    related: dict[str, list[dict[str, str]]] = {}
    for relation in rule.relations:
        law = site.corpus.regulations.get(relation.target)
        if law and relation.kind in _RELATIONS and relation.verification != "unverified":
            related.setdefault(_RELATIONS[relation.kind], []).append(_to(to.regulations(law), here))
    return related


def _in_other(site: Site, page: str, here: str) -> dict[str, str]:
    """The same page in the other language: English is in a folder of its own."""
    return _to(f"en/{page}" if site.lang == "zh" else f"../{page}", here)


def _to(page: str, here: str) -> dict[str, str]:
    return {"@id": addresses.served(page, here) or "./"}


def _own(rule: Regulation) -> Version | None:
    """The version that the rule itself records; None where it has no text, or several beside it."""
    return next((version for version in versions(rule) if version.text is rule), None)


def _interval(begun: Bound, ended: Bound | None) -> str | None:
    """From the first day to the last, ISO 8601-2: an unknown end is empty, as .. would mean that there is none."""
    since = begun.isoformat() if isinstance(begun, date) else ""
    last = (ended - timedelta(days=1)).isoformat() if isinstance(ended, date) else ""
    return f"{since}/{last}" if since or last else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _stated(**properties: Any) -> dict[str, Any]:
    """The properties without those that the data do not have."""
    return {name: value for name, value in properties.items() if value}
