"""The checklist as data: codes beside words, schemas/checklist-export.schema.json describes every key.

Texts are as they stand in the knowledge base: nothing is escaped beyond what JSON itself needs.
"""

from __future__ import annotations

from typing import Any

from guiju.documents.content.cover import cover
from guiju.documents.content.fields import displacement
from guiju.documents.content.law_in_place import law_in_place
from guiju.law import labels
from guiju.model import BearerConsequence, Bilingual, Displacement, Lang, Regulation
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.standing import Standing, standing

SCHEMA_VERSION = 1


def value(checklist: Checklist) -> dict[str, Any]:
    """The checklist as one JSON object."""
    lang, corpus, front = checklist.lang, checklist.corpus, cover(checklist)
    left_out = {rule.id for rule, _ in checklist.skipped}
    return {
        "schema_version": SCHEMA_VERSION,
        "data_version": corpus.data_version,
        "as_of": checklist.as_of.isoformat(),
        "language": lang,
        "roles": [{"id": role.id, "label": role.label[lang]} for role in checklist.roles],
        "topics": [_named(topic, corpus.label("topics", topic), lang) for topic in checklist.topics],
        "disclaimer": front.caution,
        "law_in_place": law_in_place(checklist),
        "searched": list(front.searched),
        "content_hash": checklist.content_hash,
        "regulations": [
            _regulation(checklist, rule, standing(rule, checklist.as_of))
            for rule in checklist.regulations
            if rule.id not in left_out
        ],
        "skipped": [_regulation(checklist, rule, state) for rule, state in checklist.skipped],
        "total": len(checklist.lines),
        "lines": [_line(checklist, line) for line in checklist.lines],
    }


def _regulation(checklist: Checklist, rule: Regulation, state: Standing) -> dict[str, Any]:
    kind = checklist.corpus.label("document_types", rule.document_type)
    effects = [e.effects for e in checklist.corpus.vocabulary.document_types if e.id == rule.document_type]
    return {
        "id": rule.id,
        "title": rule.title[checklist.lang],
        "document_type": _named(rule.document_type, kind, checklist.lang),
        "effects": [effect[checklist.lang] for several in effects for effect in several],
        "force": {
            "state": state.state,
            "displaced_where_inconsistent_from": _day(state.displaced_from),
            "verified_on": _day(state.verified_on),
            "words": state.words[checklist.lang],
            "note": rule.force.note[checklist.lang],
            "listing": _listing(rule, checklist.lang),
        },
    }


def _listing(rule: Regulation, lang: Lang) -> dict[str, Any] | None:
    """The index in which the rule was seen, and what that does not show."""
    if (listing := rule.force.listing) is None:
        return None
    return {
        "listed_on": _day(listing.listed_on),
        "index": listing.index[lang],
        "document_type": listing.document_type,
        "source": listing.source[lang],
        "caution": listing.caution[lang],
    }


def _line(checklist: Checklist, line: Line) -> dict[str, Any]:
    """A line; a key stands only where the obligation has it."""
    lang, corpus, obligation = checklist.lang, checklist.corpus, line.obligation
    entry: dict[str, Any] = {
        "id": line.id,
        "text_hash": line.text_hash,
        "state": line.standing.state,
        "regulation": line.regulation.id,
        "eId": obligation.eId,
        "cited": line.cited(lang),
        "title": obligation.title[lang],
        "modality": _label(obligation.modality, lang),
        "binds": obligation.binds,
        "bearers": [_named(party, corpus.label("parties", party), lang) for party in line.bearers],
        "counterparty": _named(obligation.counterparty, corpus.label("parties", obligation.counterparty), lang)
        if obligation.counterparty
        else None,
        "quotation": list(obligation.quote),
        "text": [{"eId": unit.eId, "zh": unit.zh, "en": unit.en} for unit in line.units],
        "condition": _text(obligation.condition, lang),
        "summary": obligation.summary[lang],
        **_review(line, lang),
        "consequence": _consequence(checklist.consequences(line), lang),
        "displaced_by": _displaced(displacement(line), lang),
        "overlaps": list(obligation.overlaps),
        "topics": [_named(topic, corpus.label("topics", topic), lang) for topic in obligation.topics],
    }
    return {key: value for key, value in entry.items() if value is not None}


def _review(line: Line, lang: Lang) -> dict[str, Any]:
    obligation = line.obligation
    timing, automation = obligation.timing, obligation.automation
    return {
        "timing": timing and _kept(
            kind=_label(timing.kind, lang),
            deadline={"id": timing.deadline, "label": labels.label(f"deadline.{timing.deadline}", lang)},
            note=_text(timing.note, lang),
        ),
        "params": {
            name: {"value": param.value, "unit": param.unit, "quote": param.quote}
            for name, param in obligation.params.items()
        },
        "method": _label(obligation.method, lang) if obligation.method else None,
        "review": [step[lang] for step in line.review],
        "evidence": [item[lang] for item in line.evidence],
        "remedy": [step[lang] for step in obligation.remedy and line.remedy],
        "open_words": [{"word": word.word, "weigh": word.weigh[lang]} for word in obligation.open_words],
        "automation": automation and _kept(
            level=_label(automation.level, lang), reason=_text(automation.reason, lang)
        ),
    }  # fmt: skip


def _consequence(groups: tuple[BearerConsequence, ...], lang: Lang) -> dict[str, Any] | None:
    """What the first group of bearers faces; `by_bearer` has all groups where there are several."""
    if not groups:
        return None
    apart = [{"bearers": list(group.bearers), **_faced(group, lang)} for group in groups]
    return _kept(**_faced(groups[0], lang), by_bearer=apart if len(groups) > 1 else None)


def _faced(group: BearerConsequence, lang: Lang) -> dict[str, Any]:
    return _kept(route=_label(group.route, lang), provisions=list(group.provisions), note=_text(group.note, lang))


def _displaced(displaced: Displacement | None, lang: Lang) -> dict[str, Any] | None:
    if displaced is None:
        return None
    return {
        "regulation": displaced.regulation,
        "change": _label(displaced.change, lang),
        "places": list(displaced.places),
        "certainty": _label(displaced.certainty, lang),
        "note": displaced.note[lang],
    }


def _kept(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _named(key: str, name: Bilingual, lang: Lang) -> dict[str, str]:
    return {"id": key, "label": name[lang]}


def _label(value: str, lang: Lang) -> dict[str, str]:
    return {"id": value, "label": labels.label(value, lang)}


def _text(text: Bilingual | None, lang: Lang) -> str | None:
    return text[lang] if text is not None else None


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
