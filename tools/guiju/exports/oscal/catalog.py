"""The catalog: rules and articles as groups, duties as controls, in one language."""

from collections.abc import Iterator
from typing import Any

from guiju.assessment.reads import read_by
from guiju.documents.content.fields import FIELDS, field
from guiju.documents.content.text import numbered
from guiju.exports.oscal.pieces import (
    control_id,
    document,
    group_id,
    markup,
    metadata,
    non_empty,
    objective_id,
    part,
    prop,
    uuid,
)
from guiju.exports.places import address_of, address_of_duty
from guiju.law import excerpt
from guiju.model import Article, Lang, Regulation
from guiju.places import citation
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.standing import standing
from guiju.wording.labels import COLON, counted, label
from guiju.wording.words import Words

_TERMS = Words(__file__, "terms.yaml")
_PARTS = _TERMS.table("part")
_GUIDANCE = ("summary", "bearers", "counterparty", "condition", "timing", "open_words", "automation")


def catalog(of_all: Checklist, site: str) -> dict[str, Any]:
    """The catalog of a checklist of all roles, with links to this site."""
    rules = [rule for rule in of_all.regulations if any(line.regulation is rule for line in of_all.lines)]
    head = metadata(of_all.corpus, of_all.as_of, of_all.lang, _TERMS["catalog"][of_all.lang])
    identity = uuid("catalog", of_all.lang, of_all.as_of, of_all.corpus.data_version, site)
    groups = [_rule(of_all, rule, site) for rule in rules]
    resources = [_resource(rule, of_all.lang) for rule in rules if _official(rule)]
    return document(
        "catalog", identity, head, {"groups": groups, **non_empty(back_matter=non_empty(resources=resources))}
    )


def _rule(of_all: Checklist, rule: Regulation, site: str) -> dict[str, Any]:
    lang, lines = of_all.lang, [line for line in of_all.lines if line.regulation is rule]
    state = standing(rule, of_all.as_of)
    about = [state.words, rule.force.note, *([excerpt.notice(rule)] if rule.missing else [])]
    articles = [(a, [line for line in lines if line.obligation.eId.split("__")[0] == a.eId]) for a in rule.articles]
    return {
        "id": group_id(rule),
        "class": "regulation",
        "title": markup(rule.title[lang]),
        "props": [prop("identity", rule.identity), prop("state", state.state), prop("issuer", rule.issuer[lang])],
        **non_empty(links=[*_reference(rule), *_link(site, lang, address_of(site, lang, rule))]),
        "parts": [part(f"{group_id(rule)}.ovw", "overview", "\n".join(text[lang] for text in about))],
        "groups": [_article(of_all, rule, article, theirs, site) for article, theirs in articles if theirs],
    }


def _article(of_all: Checklist, rule: Regulation, article: Article, lines: list[Line], site: str) -> dict[str, Any]:
    lang, id = of_all.lang, group_id(rule, article)
    texts = {of: "\n".join(citation.marker(u.eId, of) + u[of] for u in article.units()) for of in ("zh", lang)}
    label_ = citation.label(rule, article.eId, lang)
    seen = "\n".join(note[lang] for unit in article.units() for note in excerpt.how_seen(unit))
    return {
        "id": id,
        "class": "article",
        "title": markup(f"{label_} {article.heading[lang]}".strip()),
        "props": [prop("label", label_, ours=False), prop("eId", article.eId)],
        **non_empty(links=_link(site, lang, address_of(site, lang, rule, article.eId))),
        "parts": [
            part(f"{id}.ovw", "overview", texts[lang], **_original(f"{id}.zh", texts["zh"], lang)),
            *([part(f"{id}.gdn", "guidance", seen)] if seen else []),
        ],
        "controls": [_control(of_all, line, site) for line in lines],
    }


def _original(id: str, text: str, lang: Lang) -> dict[str, Any]:
    """The Chinese words below a translation."""
    return {} if lang == "zh" else {"parts": [part(id, "original", text, _PARTS["original"][lang], ours=True)]}


def _control(of_all: Checklist, line: Line, site: str) -> dict[str, Any]:
    lang, record, id = of_all.lang, line.obligation, control_id(line)
    parts = [
        _statement(line, lang),
        part(f"{id}.gdn", "guidance", _fields(of_all, line, _GUIDANCE)),
        *_objective(of_all, line),
        *_method(of_all, line),
        part(f"{id}.csq", "consequence", _text(of_all, line, "consequence"), _PARTS["consequence"][lang], ours=True),
        part(f"{id}.dsp", "displacement", _text(of_all, line, "displacement"), _PARTS["displacement"][lang], ours=True),
    ]
    related = [control_id(overlap) for overlap in of_all.lines if overlap.id in record.overlaps]
    return {
        "id": id,
        "class": record.modality,
        "title": markup(record.title[lang]),
        **non_empty(params=list(_params(line, lang))),
        "props": list(_props(of_all, line)),
        **non_empty(
            links=[
                *_link(site, lang, address_of_duty(site, lang, line.regulation, record)),
                *({"href": f"#{id}", "rel": "related"} for id in related),
            ]
        ),
        "parts": [p for p in parts if "prose" in p or "parts" in p],
    }


def _statement(line: Line, lang: Lang) -> dict[str, Any]:
    """The words of the law; in English the translation of the paragraph, with the Chinese words below it."""
    id, quoted = f"{control_id(line)}.smt", line.quotation
    if lang == "zh":
        return part(id, "statement", quoted)
    translated = "\n".join(citation.marker(unit.eId, lang) + unit[lang] for unit in line.units)
    return part(id, "statement", translated, **_original(f"{id}.zh", quoted, lang))


def _objective(of_all: Checklist, line: Line) -> Iterator[dict[str, Any]]:
    """What to establish: the requirement, and below it a question for each fact that decides it."""
    lang = of_all.lang
    if not line.obligation.binds:
        return
    id = objective_id(line)
    facts = [of_all.corpus.fact(*read) for read in read_by(line.obligation, of_all.corpus)]
    questions = [
        part(
            f"{id}.{number:02}", "assessment-objective", fact.question[lang],
            props=[prop("fact", f"{fact.entity}.{fact.id}"), prop("usual-source", fact.usual_source[lang])],
        )
        for number, fact in enumerate(facts, 1)
    ]  # fmt: skip
    yield part(id, "assessment-objective", line.obligation.summary[lang], _PARTS["objective"][lang], parts=questions)


def _method(of_all: Checklist, line: Line) -> Iterator[dict[str, Any]]:
    lang, id, record = of_all.lang, control_id(line), line.obligation
    if not record.method:
        return
    objects = part(f"{id}.asm.obj", "assessment-objects", _text(of_all, line, "evidence"), _PARTS["objects"][lang])
    steps = part(
        f"{id}.asm", "assessment-method", _text(of_all, line, "review"), _PARTS["method"][lang],
        props=[prop("method", record.method.upper(), ours=False)],
        parts=[objects] if "prose" in objects else [],
    )  # fmt: skip
    yield steps


def _params(line: Line, lang: Lang) -> Iterator[dict[str, Any]]:
    """The numbers that the law sets: not for the auditor to choose."""
    for name, param in line.obligation.params.items():
        yield {
            "id": f"{control_id(line)}.prm.{name}",
            "props": [prop("value", f"{param.value:.15g}"), prop("unit", param.unit), prop("quotation", param.quote)],
            "label": name,
            "values": [param.quote if lang == "zh" else counted(param.value, param.unit, lang)],
        }


def _props(of_all: Checklist, line: Line) -> Iterator[dict[str, str]]:
    lang, record = of_all.lang, line.obligation
    place = next(i for i, duty in enumerate(line.regulation.obligations, 1) if duty.id == record.id)
    yield prop("label", line.cited(lang), ours=False)
    yield prop("sort-id", f"{line.regulation.id}.{place:04}", ours=False)
    if line.standing.displaced:
        yield prop("status", "withdrawn", ours=False)
    yield prop("id", line.id)
    yield prop("eId", record.eId)
    yield prop("modality", label(record.modality, lang))
    yield prop("text-sha256", line.text_hash)
    yield from (prop("bearer", of_all.corpus.label("parties", party)[lang]) for party in record.bearers)
    yield from (prop("topic", of_all.corpus.label("topics", topic)[lang]) for topic in record.topics)


def _link(site: str, lang: Lang, address: str) -> list[dict[str, str]]:
    return [{"href": address, "rel": "alternate", "text": _TERMS["on_site"][lang]}] if site else []


def _official(rule: Regulation) -> str:
    known = rule.provenance.official_address if rule.provenance else None
    return known.url if known else ""


def _reference(rule: Regulation) -> list[dict[str, str]]:
    return [{"href": f"#{uuid('resource', rule.id)}", "rel": "reference"}] if _official(rule) else []


def _resource(rule: Regulation, lang: Lang) -> dict[str, Any]:
    """The law itself, at its official address."""
    return {
        "uuid": uuid("resource", rule.id),
        "title": markup(rule.title[lang]),
        "citation": {"text": markup(f"{rule.issuer[lang]}{COLON[lang]}{rule.title[lang]}")},
        "rlinks": [{"href": _official(rule)}],
    }


def _text(of_all: Checklist, line: Line, key: str) -> str:
    return "\n".join(numbered(field(of_all, line, key)))


def _fields(of_all: Checklist, line: Line, keys: tuple[str, ...]) -> str:
    """Fields with their headings, a paragraph each."""
    lang = of_all.lang
    return "\n".join(
        f"{FIELDS[key][lang]}{COLON[lang]}{_text(of_all, line, key)}" for key in keys if _text(of_all, line, key)
    )
