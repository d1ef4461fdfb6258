"""The penalties of a gap as programs read them: each tier with its word, elements, amounts as numbers, and day."""

from collections.abc import Iterator, Mapping
from typing import Any

from guiju.documents.penalties import tiers
from guiju.documents.penalties.lines import numbers_of
from guiju.documents.penalties.ranges import penalty
from guiju.model import AmountRange, ElementWords, PeriodRange
from guiju.reasoning import elements, tempering
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.elements import Judged
from guiju.reasoning.exposure import Exposure

_KIND = {"civil": "civil", "criminal": "criminal"}
_MEASURES_ALONE = frozenset({"order_to_correct", "other_law"})
"""What is no penalty by itself: an order to correct is a measure (Administrative Penalty Law, art. 28)."""
_WORDS_OF = {"who": "subject", "act": "act", "condition": "when", "exclusion": "unless", "day": ""}


def tier_data(checklist: Checklist, line: Line) -> Iterator[dict[str, Any]]:
    """Every tier that is law of the day of an act, those that are excluded too, each once for each day."""
    for one in checklist.exposures(line):
        seen = set()
        for judged in (*one.then, *one.now):
            day = str(judged.conduct.day)
            rows = [other.conduct.key for other in (*one.then, *one.now) if _alike(other, judged) and other.conduct.key]
            name = judged.sanction.id, day, judged.reach
            if name not in seen:
                seen.add(name)
                yield _tier(checklist, one, judged, rows)


def _alike(one: Judged, other: Judged) -> bool:
    same = one.sanction.id == other.sanction.id and one.conduct.day == other.conduct.day
    return same and one.reach == other.reach


def _tier(checklist: Checklist, one: Exposure, judged: Judged, rows: list[str]) -> dict[str, Any]:
    lang, sanction, corpus = checklist.lang, judged.sanction, checklist.corpus
    unknown = elements.questions(corpus, judged.lacks)
    applies = one.text_applies(judged)
    return {
        "provision": one.id,
        "sanction": one.rule.global_id(sanction),
        "place": numbers_of(one.provision, judged.conduct.day, lang),
        "day": str(judged.conduct.day),
        "rows": len(rows),
        "reach": None if applies is False and judged.reach != "excluded" else judged.reach,
        "kind": _kind(judged),
        "tier": sanction.tier,
        "addressee": {"id": sanction.subject, "label": tiers.SUBJECTS[sanction.subject][lang]},
        "authority": sanction.authority[lang],
        "words": penalty(sanction, corpus, lang),
        "fine": _amounts(sanction.fine),
        "detention": _periods(sanction.detention),
        "imprisonment": _periods(sanction.imprisonment),
        "criminal_fine": _amounts(sanction.criminal_fine),
        "measures": [*sanction.measures],
        "optional_measures": [*sanction.optional_measures],
        "elements": [_element(one, judged, element) for element in judged.elements],
        "unless": [words[lang] for words in judged.unless],
        "tempered_by": [] if judged.reach == "excluded" or applies is False else [*_tempered(checklist, judged)],
        "questions": [{"fact": f.id, "question": f.question[lang]} for f in unknown if applies is not False],
        "text_applies": applies,
        "law_in_time": one.choice and {"law": one.choice.law, "reason": one.choice.reason[lang]},
    }


def _kind(judged: Judged) -> str:
    """penalty, measure or civil; a crime is a penalty of its own kind."""
    sanction = judged.sanction
    punished = any((sanction.fine, sanction.detention, sanction.imprisonment, sanction.criminal_fine))
    if not punished and _MEASURES_ALONE.issuperset((*sanction.measures, *sanction.optional_measures)):
        return _KIND.get(judged.provision.liability or "", "measure")
    return _KIND.get(judged.provision.liability or "", "penalty")


def _element(one: Exposure, judged: Judged, element: elements.Element) -> dict[str, Any]:
    words: Mapping[str, ElementWords] = {**one.provision.elements, **judged.sanction.elements}
    entry = words.get(_WORDS_OF[element.kind])
    return {
        "element": element.kind,
        "holds": element.holds,
        "predicate": element.predicate,
        "quotation": entry.quote if entry else None,
        "implied_by": entry.implied_by if entry else None,
    }


def _tempered(checklist: Checklist, judged: Judged) -> Iterator[dict[str, Any]]:
    for one in tempering.tempered(checklist.corpus, [judged]):
        told = {"place": numbers_of(one.provision, one.day, checklist.lang), "words": one.case.words[checklist.lang]}
        yield {"provision": one.rule.global_id(one.provision), **told, "holds": one.holds}


def _amounts(amounts: AmountRange | None) -> dict[str, Any] | None:
    """In yuan."""
    if amounts is None:
        return None
    share, times = amounts.max_share, amounts.multiple
    return {
        "min": amounts.min,
        "max": amounts.max,
        "max_share": share and {"percent": share.percent, "of": share.of},
        "multiple": times and {"min": times.min, "max": times.max, "of": times.of, "from": times.from_},
        "joined": amounts.joined,
    }


def _periods(periods: PeriodRange | None) -> dict[str, Any] | None:
    """ISO 8601; life."""
    return {"min": periods.min, "max": periods.max, "joined": periods.joined} if periods else None
