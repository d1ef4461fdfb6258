"""What a page says to programs, as JSON-LD in the words of schema.org: which law it shows, of which day, how certain.

Addresses are relative to the page, so that they hold wherever the site is served. What the data do not have is left
out; force that nobody verified is no legislationLegalForce: creativeWorkStatus says what is known, and where a later
rule prevails. A translation names its translator and says that it is not official.
"""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from guiju.law.versions import Version, begins, versions
from guiju.model import LANGUAGES, Article, Bound, Regulation
from guiju.reasoning.standing import standing
from guiju.site import addresses
from guiju.site.kinds import first, to
from guiju.site.site import Site
from guiju.wording.labels import UNOFFICIAL

Graph = Mapping[str, Any]

_CONTEXT = "https://schema.org"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
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
    return _law(site, version.text, version, here, here) | _stated(
        name=name,
        exampleOfWork=_to(to.regulations(rule), here),
        legislationConsolidates=[_to(to.versions(rule, v.day), here) for v in made],
    )


def of_article(site: Site, rule: Regulation, article: Article, name: str, here: str) -> Graph:
    """An article of a rule, and of which rule it is."""
    version, page = _own(rule), _to(to.regulations(rule), here)
    whole = {"@type": "Legislation", **page, "name": rule.title[site.lang], "legislationIdentifier": rule.identity}
    return _law(site, rule, version, here, here) | _stated(
        name=name,
        legislationIdentifier=f"{rule.identity}/~{article.eId}",
        temporalCoverage=_interval(begins(rule, article.eId), version.until if version else None),
        isPartOf=whole,
    )


def of_site(site: Site, name: str, description: str) -> Graph:
    """The site, and the data from which it is made."""
    shared = {"url": "./", "name": name, "description": description, "license": _LICENCE, "isAccessibleForFree": True}
    creator = {"@type": "Organization", "name": "guiju contributors"}
    data = {"version": site.corpus.data_version, "inLanguage": list(LANGUAGES), "creator": creator}
    website = {"@type": "WebSite", "@id": "./#site", "inLanguage": site.lang, **shared}
    return {"@context": _CONTEXT, "@graph": [website, {"@type": "Dataset", "@id": "./#data", **data, **shared}]}


def _law(site: Site, text: Regulation, version: Version | None, page: str, here: str) -> dict[str, Any]:
    """What is said of a law in each of its pages. `page` is the one that names it, `here` the one that says so."""
    lang, force, stands = site.lang, text.force, standing(text, site.as_of)
    adopted = (event.day for event in text.history if event.event == "adopted")
    from_, until = (version.from_, version.until) if version else (force.from_, force.until)
    translated = any(unit.en != unit.zh for unit in text.units())
    beside: dict[str, Any] = {"workTranslation": _in_other(site, page, here)}
    if lang == "en":
        ours = {"@type": "Organization", "name": "guiju contributors"}
        beside = {"translationOfWork": _in_other(site, page, here), "translator": ours, "description": UNOFFICIAL.en}
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
            legislationLegalForce=_FORCE.get(stands.state),
            creativeWorkStatus=None if stands.state in _FORCE else stands.words[lang],
            temporalCoverage=_interval(from_, until),
            inLanguage=lang if translated else "zh",
            license=addresses.served(first("licence"), here) if site.has(first("licence")) else None,
            **(beside if translated else {}),
        ),
    }


def _related(site: Site, rule: Regulation, here: str) -> dict[str, list[dict[str, str]]]:
    """The rules to which this one is related by its words or by a source."""
    found: dict[str, list[dict[str, str]]] = {}
    for relation in rule.relations:
        other = site.corpus.regulations.get(relation.target)
        if other and relation.kind in _RELATIONS and relation.verification != "unverified":
            found.setdefault(_RELATIONS[relation.kind], []).append(_to(to.regulations(other), here))
    return found


def _in_other(site: Site, page: str, here: str) -> dict[str, str]:
    """The same page in the other language: English is in a folder of its own."""
    return _to(f"en/{page}" if site.lang == "zh" else f"../{page}", here)


def _to(page: str, here: str) -> dict[str, str]:
    return {"@id": addresses.served(page, here) or "./"}


def _own(rule: Regulation) -> Version | None:
    """The version that the rule itself records; None where it has no text, or several beside it."""
    return next((version for version in versions(rule) if version.text is rule), None)


def _interval(begun: Bound, ended: Bound | None) -> str | None:
    """From the first day to the last, ISO 8601-2: an end that is not known is left empty, as .. would mean that there
    is none."""
    since = begun.isoformat() if isinstance(begun, date) else ""
    last = (ended - timedelta(days=1)).isoformat() if isinstance(ended, date) else ""
    return f"{since}/{last}" if since or last else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _stated(**given: Any) -> dict[str, Any]:
    """Without what the data do not have."""
    return {name: value for name, value in given.items() if value}
