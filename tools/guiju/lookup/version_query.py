"""Which version of a rule a question means, and how the answer says so: cybersecurity-law@2016-11-07#art_21."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from guiju.documents.penalties import tiers
from guiju.files.finding import Misuse, one_line
from guiju.law import places
from guiju.law.versions import Version, in_force, not_begun, of_day, versions
from guiju.model import Lang, Regulation
from guiju.places import citation
from guiju.wording.labels import COLON, SEMICOLON, label
from guiju.wording.words import Words

if TYPE_CHECKING:
    from guiju.amendment.concordance import Pair

_WORDS = Words(__file__)
_NAMED = re.compile(r"(?P<rule>[^@#]+)@(?P<day>[0-9-]+|undated)[#,\s]*(?P<place>.*)")


@dataclass(frozen=True)
class Query:
    """What is looked up: its words without the day after @, and that day, where one is named."""

    words: str
    day: str = ""


def sought(what: str) -> Query:
    """cybersecurity-law@2016-11-07#art_21 → cybersecurity-law#art_21 and the day."""
    match = _NAMED.fullmatch(what)
    if match is None:
        return Query(what)
    return Query("#".join(filter(None, (match["rule"].strip(), match["place"]))), match["day"])


def meant(rules: Iterable[Regulation], question: Query, as_of: date) -> dict[str, Version]:
    """The version of each rule that has several: the one of the day after @, else the law of `as_of`, else the nearest.
    Misuse where a rule has none of that day."""
    chosen = {}
    for rule in rules:
        known = versions(rule)
        if question.day:
            version = of_day(rule, question.day)
            if version is None:
                remedy = f"it has {', '.join(f'{rule.id}@{v.day}' for v in known) or 'no text'}"
                raise Misuse(f"there is no version {one_line(question.day, 20)} of {rule.id}; {remedy}")
            chosen[rule.id] = version
        elif rule.versions and known:
            chosen[rule.id] = in_force(rule, as_of) or (known[0] if as_of < known[-1].earliest else known[-1])
    return chosen


def name(rule: Regulation, version: Version) -> str:
    """The id of a version: cybersecurity-law@2016-11-07."""
    return f"{rule.id}@{version.day or 'undated'}"


def statement(rule: Regulation, version: Version, as_of: date, lang: Lang) -> str:
    """Which version it is, from when to when it is law, and which one is law on the day."""
    law = in_force(rule, as_of)
    interval = tiers.when(version.from_, version.until, lang)
    parts = [f"{places.title(rule, version)[lang]}{COLON[lang]}{interval}", label(version.text.force.state, lang)]
    if law is None and not_begun(rule, as_of):
        parts.append(_WORDS["not_begun"][lang].format(day=as_of))
    elif law is None:
        parts.append(_WORDS["no_version"][lang].format(day=as_of))
    elif law != version:
        parts.append(_WORDS["another"][lang].format(day=as_of, version=name(rule, law)))
    return SEMICOLON[lang].join(parts)


def earlier(rule: Regulation, as_of: date, lang: Lang) -> str | None:
    """That the day had an earlier text, which is not here, where a rule was made before the texts of it that are."""
    known = versions(rule)
    if not known or as_of >= known[0].earliest or not_begun(rule, as_of):
        return None
    return _WORDS["no_version"][lang].format(day=as_of)


def listed(rule: Regulation, as_of: date, lang: Lang) -> Iterator[str]:
    """The versions of a rule, a line each, where there are several."""
    for version in versions(rule) if rule.versions else ():
        mark = _WORDS["law_now"][lang].format(day=as_of) if version == in_force(rule, as_of) else ""
        interval = tiers.when(version.from_, version.until, lang)
        yield f"{name(rule, version)}  {places.title(rule, version)[lang]}{COLON[lang]}{interval}{mark}"


def value(rule: Regulation, version: Version, as_of: date) -> dict[str, Any]:
    """A version, as JSON."""
    return {
        "id": name(rule, version),
        "from": str(version.from_),
        "until": str(version.until) if version.until else None,
        "in_force": version == in_force(rule, as_of),
    }


def elsewhere(rule: Regulation, version: Version, eId: str, lang: Lang) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where an article of a version is in those before and after it, as a line and as JSON."""
    article = eId.partition("__")[0]
    for old, new in pairwise(versions(rule)):
        if version not in (old, new):
            continue
        from guiju.amendment.concordance import concordance  # most laws have one version, and need none of it

        there = old if version == new else new
        both = ((p, *((p.new, p.old) if version == new else (p.old, p.new))) for p in concordance(old.text, new.text))
        rows = [(pair, place) for pair, here, place in both if here == article]
        words = _WORDS.table("elsewhere")
        entries: list[tuple[Pair, str | None, str]] = []
        if any(pair.kind not in ("unchanged", "renumbered") for pair, _ in rows):
            for here, part, kind in _passed_on(old, new, article, {place for _, place in rows}, version == new):
                of = citation.label(version.text, here, lang)
                entries.append((rows[0][0], part, _WORDS["part"][lang].format(place=of, said=words[kind][lang])))
        none = "rest" if entries else "nowhere"
        entries += [(pair, place, words[pair.kind if place else none][lang]) for pair, place in rows]
        for pair, place, said in entries:
            id = f"{name(rule, there)}#{place}" if place else None
            cited = f"{citation.label(there.text, place, lang)} · " if place else ""
            line = f"{places.title(rule, there)[lang]}{COLON[lang]}{cited}{said}{f' · {id}' if id else ''}"
            yield line, {"version": name(rule, there), "id": id, "kind": pair.kind, "confidence": pair.confidence}


def _passed_on(
    old: Version, new: Version, article: str, known: Collection[str | None], is_new: bool
) -> Iterator[tuple[str, str, str]]:
    """The 款 and 项 of an article that stand in another one of the other text than the concordance names: where they
    are here and there, and whether their words changed."""
    from guiju.amendment.texts import amendment

    for row in amendment(old.text, new.text).units:
        here, there = (row.new, row.old) if is_new else (row.old, row.new)
        if here and there and here.eId.partition("__")[0] == article and there.eId.partition("__")[0] not in known:
            yield here.eId, there.eId, "amended" if row.kind == "changed" else "renumbered"
