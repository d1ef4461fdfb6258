"""The checklist as data: codes beside words; schemas/checklist-export.schema.json describes every key."""

from typing import Any, Literal

from guiju.documents.content import cover
from guiju.documents.content.fields import displacement
from guiju.documents.content.plain import picked, plain
from guiju.model import BearerConsequence, Displacement, Lang, Regulation
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.standing import Standing, standing
from guiju.wording import labels

SCHEMA_VERSION = 1
NamedPart = Literal["document_types", "parties", "topics"]


def value(checklist: Checklist) -> dict[str, Any]:
    """The checklist as one JSON object."""
    lang, corpus = checklist.lang, checklist.corpus
    left_out = {rule.id for rule, _ in checklist.skipped}
    return {
        "schema_version": SCHEMA_VERSION,
        "data_version": corpus.data_version,
        "as_of": checklist.as_of.isoformat(),
        "language": lang,
        "roles": [{"id": role.id, "label": role.label[lang]} for role in checklist.roles],
        "topics": [_named(checklist, "topics", topic) for topic in checklist.topics],
        "disclaimer": cover.caution(lang),
        "law_in_place": cover.law_in_place(checklist),
        "searched": list(cover.searched(checklist)),
        "content_hash": checklist.content_hash,
        "regulations": [
            _regulation(checklist, rule, standing(rule, checklist.as_of))
            for rule in checklist.regulations
            if rule.id not in left_out
        ],
        "skipped": [_regulation(checklist, rule, state) for rule, state in checklist.skipped],
        "left_out": [line.id for line in checklist.left_out],
        "total": len(checklist.lines),
        "lines": [_line(checklist, line) for line in checklist.lines],
    }


def _regulation(checklist: Checklist, rule: Regulation, state: Standing) -> dict[str, Any]:
    lang, types = checklist.lang, checklist.corpus.vocabulary.document_types
    return {
        "id": rule.id,
        "title": rule.title[lang],
        "document_type": _named(checklist, "document_types", rule.document_type),
        "effects": [effect for kind in types if kind.id == rule.document_type for effect in plain(kind.effects, lang)],
        "force": {
            "state": state.state,
            "displaced_where_inconsistent_from": plain(state.displaced_from, lang),
            "verified_on": plain(state.force.verified_on, lang),
            "words": state.words[lang],
            "note": rule.force.note[lang],
            "listing": plain(rule.force.listing, lang),
        },
    }


def _line(checklist: Checklist, line: Line) -> dict[str, Any]:
    """A line; a key is there only where the obligation has it."""
    lang, obligation = checklist.lang, line.obligation
    return _kept(
        id=line.id,
        text_hash=line.text_hash,
        state=line.standing.state,
        regulation=line.regulation.id,
        eId=obligation.eId,
        cited=line.cited(lang),
        title=obligation.title[lang],
        modality=_label(obligation.modality, lang),
        binds=obligation.binds,
        bearers=[_named(checklist, "parties", party) for party in line.bearers],
        counterparty=obligation.counterparty and _named(checklist, "parties", obligation.counterparty),
        quotation=list(obligation.quote),
        text=[picked(unit, lang, "eId zh en") for unit in line.units],
        condition=plain(obligation.condition, lang),
        summary=obligation.summary[lang],
        **_review(line, lang),
        consequence=_consequence(checklist.consequences(line), lang),
        displaced_by=_displaced(displacement(line), lang),
        overlaps=list(obligation.overlaps),
        exceptions=list(checklist.corpus.lifting.get(line.id, ())),
        exception_to=list(obligation.exception_to),
        instead=list(obligation.instead),
        topics=[_named(checklist, "topics", topic) for topic in obligation.topics],
    )


def _review(line: Line, lang: Lang) -> dict[str, Any]:
    obligation = line.obligation
    timing, automation = obligation.timing, obligation.automation
    return {
        "timing": timing and _kept(
            kind=_label(timing.kind, lang),
            deadline={"id": timing.deadline, "label": labels.label(f"deadline.{timing.deadline}", lang)},
            note=plain(timing.note, lang),
        ),
        "params": {name: picked(param, lang, "value unit quote") for name, param in obligation.params.items()},
        "method": obligation.method and _label(obligation.method, lang),
        "review": plain(line.review, lang),
        "evidence": plain(line.evidence, lang),
        "remedy": plain(obligation.remedy and line.remedy, lang),
        "open_words": [picked(word, lang, "word weigh") for word in obligation.open_words],
        "automation": automation and _kept(level=_label(automation.level, lang), reason=plain(automation.reason, lang)),
    }  # fmt: skip


def _consequence(groups: tuple[BearerConsequence, ...], lang: Lang) -> dict[str, Any] | None:
    """What the first group of bearers faces; `by_bearer` has all groups where there are several."""
    if not groups:
        return None
    apart = [{"bearers": list(group.bearers), **_faced(group, lang)} for group in groups]
    return _kept(**_faced(groups[0], lang), by_bearer=apart if len(groups) > 1 else None)


def _faced(group: BearerConsequence, lang: Lang) -> dict[str, Any]:
    return _kept(route=_label(group.route, lang), provisions=list(group.provisions), note=plain(group.note, lang))


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


def _named(checklist: Checklist, kind: NamedPart, key: str) -> dict[str, str]:
    return {"id": key, "label": checklist.corpus.label(kind, key)[checklist.lang]}


def _label(value: str, lang: Lang) -> dict[str, str]:
    return {"id": value, "label": labels.label(value, lang)}
