"""What Akoma Ntoso says of a text: its identity, its life, what it refers to, and how far our record of it goes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

from guiju.exports.akoma_ntoso.expression import CODES, LawExpression
from guiju.exports.akoma_ntoso.xml import add
from guiju.law import excerpt
from guiju.law.versions import versions
from guiju.model import Bilingual
from guiju.wording import labels
from guiju.wording.words import Words

WORDS = Words(__file__, "meta.yaml")
_EVENTS, _ROLES = WORDS.table("event"), WORDS.table("role")
_US, _MARKS = "#guiju", "urn:guiju:marks"
_TYPES = {"amended": "amendment", "revised": "amendment", "succeeded": "amendment", "ended": "repeal"}
_CHANGES = {
    **dict.fromkeys(("amends", "repeals", "supersedes"), "activeRef"),
    **dict.fromkeys(("amended_by", "repealed_by", "superseded_by"), "passiveRef"),
}
"""Relations in which one text changes the other: of any other kind these two elements would say so."""
_UNKNOWN = date.min.isoformat()
"""Where the schema wants a day that is not known."""


def add_meta(act: Element, law: LawExpression, as_of: date) -> None:
    """The meta of a text, in the order of the schema."""
    meta = add(act, "meta")
    add_identification(meta, law, as_of)
    if law.days:
        lifecycle = add(meta, "lifecycle", source=_US)
    for (event, day), eId in law.days.items():
        made, kind = "true" if day == law.version.day else None, _TYPES.get(event, "generation")
        stated = {"type_": kind, "originatingExpression": made}
        add(lifecycle, "eventRef", eId=eId, date=day, source=_US, refersTo=f"#{event}", **stated)
    if law.intervals:
        temporal = add(meta, "temporalData", source=_US)
    for eId, (_, start, end) in law.intervals.items():
        group = add(temporal, "temporalGroup", eId=eId)
        add(group, "timeInterval", start=start and f"#{start}", end=end and f"#{end}", refersTo="#force")
    _references(add(meta, "references", source=_US), law)
    notes = add(meta, "notes", source=_US, xml_lang=law.lang)
    for number, (place, note) in enumerate(_notes(law), 1):
        base = f"#{place}" if place else None
        add(add(notes, "note", eId=f"note_{number}", placementBase=base), "p", note[law.lang])
    _marks(add(meta, "proprietary", source=_US), law)


def add_identification(meta: Element, law: LawExpression, as_of: date, component: str = "main") -> None:
    """Work, expression and manifestation of a text, or of an annex of it."""
    text, translated = law.text, law.lang == "en"
    _, made, name = _named(text.identity)
    promulgated = text.promulgated is not None and made == text.promulgated.isoformat()
    event = "unknown" if made == "undated" else "promulgated" if promulgated else "adopted"
    identification = add(meta, "identification", source=_US)

    work = _level(identification, "FRBRWork", text.identity, component)
    if component == "main":
        add(work, "FRBRalias", value=text.title.zh, name="title")
        if text.title.en:
            add(work, "FRBRalias", value=text.title.en, name="title-en")
    add(work, "FRBRdate", date=_UNKNOWN if event == "unknown" else made, name=event)
    add(work, "FRBRauthor", href="#issuer", as_="#author")
    add(work, "FRBRcountry", value="cn")
    add(work, "FRBRsubtype", value=text.document_type)
    if text.document_number:
        add(work, "FRBRnumber", value=text.document_number)
    add(work, "FRBRname", value=name)

    expression = _level(identification, "FRBRExpression", law.address(), component)
    event = "unknown" if law.since is None else "commenced" if law.since == law.version.from_ else "version"
    add(expression, "FRBRdate", date=law.since or _UNKNOWN, name=event)
    author, role = (_translator(law), "#translator") if translated else ("#issuer", "#author")
    add(expression, "FRBRauthor", href=author, as_=role)
    add(expression, "FRBRauthoritative", value="false")
    add(expression, "FRBRlanguage", language=CODES[law.lang])
    if translated:
        original = {"href": law.address("zh"), "fromLanguage": CODES["zh"]}
        add(expression, "FRBRtranslation", authoritative="false", by=_translator(law), **original)

    manifestation = _level(identification, "FRBRManifestation", law.address(), component, ".xml")
    add(manifestation, "FRBRdate", date=as_of, name="export")
    add(manifestation, "FRBRauthor", href=_US, as_="#editor")
    add(manifestation, "FRBRformat", value="application/akn+xml")


def _translator(law: LawExpression) -> str:
    """Who translated it; of a knowledge base that is not ours nobody says."""
    return _US if law.corpus.is_ours else "#unnamed"


def _named(identity: str) -> tuple[str, str, str]:
    """Issuer, day and name in the address of a work."""
    *_, issuer, day, name = ("", "", *identity.split("/"))
    return issuer, day, name


def _level(identification: Element, tag: str, address: str, component: str, ending: str = "") -> Element:
    level = add(identification, tag)
    add(level, "FRBRthis", value=f"{address}/!{component}{ending}")
    add(level, "FRBRuri", value=address + ending)
    return level


def _references(references: Element, law: LawExpression) -> None:
    """The concepts that the rest of the meta names, and the rules that our record relates with this one."""
    text, lang = law.text, law.lang
    first = next((version for version in versions(law.rule) if version.day == text.promulgated), None)
    if first is not None:
        original = replace(law, version=first).address("zh")
        add(references, "original", eId="original", href=original, showAs=first.text.title.zh)
    for number, relation in enumerate(law.rule.relations, 1):
        related = law.corpus.regulations.get(relation.target)
        ended = law.version.until
        if related is None or (relation.from_ and isinstance(ended, date) and relation.from_ >= ended):
            continue
        tag = _CHANGES.get(relation.kind, "TLCReference")
        kind = {} if relation.kind in _CHANGES else {"name": relation.kind}
        words = f"{labels.label(relation.kind, lang)}{labels.COLON[lang]}{related.title[lang]}"
        add(references, tag, eId=f"ref_{number}", href=related.identity, showAs=words, **kind)
    organization = "/akn/ontology/organization"
    add(references, "TLCOrganization", eId="guiju", href=f"{organization}/guiju", showAs="guiju")
    if lang == "en" and not law.corpus.is_ours:
        add(references, "TLCOrganization", eId="unnamed", href=f"{organization}/unnamed", showAs=WORDS["unnamed"][lang])
    issuer = f"{organization}/cn/{_named(text.identity)[0]}"
    add(references, "TLCOrganization", eId="issuer", href=issuer, showAs=text.issuer[lang])
    for role, name in _ROLES.items():
        add(references, "TLCRole", eId=role, href=f"/akn/ontology/role/{role}", showAs=name[lang])
    for event in dict.fromkeys(event for event, _ in law.days):
        add(references, "TLCEvent", eId=event, href=f"/akn/ontology/event/{event}", showAs=_EVENTS[event][lang])
    add(references, "TLCConcept", eId="force", href="/akn/ontology/concept/force", showAs=WORDS["force"][lang])


def _notes(law: LawExpression) -> Iterator[tuple[str, Bilingual]]:
    """What a reader has to know of a text, and of which place: it is not official, and what is not known of it."""
    text, force = law.text, law.text.force
    yield "", WORDS["not_official"]
    if law.lang == "en":
        yield "", labels.UNOFFICIAL
    if law.version.from_ == "unknown":
        yield "", WORDS["commencement_unknown"]
    elif force.basis == "assumed":
        yield "", WORDS["commencement_assumed"]
    if law.version.until is None or law.version.until == "unknown":
        yield "", WORDS["end_unknown"]
    yield "", WORDS["state"].format(labels.LABELS[force.state])
    yield "", force.note
    if text.provenance is not None:
        yield "", WORDS["source"].format(text.provenance.source)
        yield "", text.provenance.method
    if text.missing:
        yield "", WORDS["missing"].format(excerpt.missing_articles(text))
    for unit in text.units():
        if unit.provenance is not None and unit.provenance.note is not None:
            yield unit.eId, unit.provenance.note
        for note in excerpt.how_seen(unit):
            yield unit.eId, note


def _marks(proprietary: Element, law: LawExpression) -> None:
    """The same for programs, in the values of our schemas."""
    text, force = law.text, law.text.force
    stated = {
        "rule": law.rule.id,
        "dataVersion": law.corpus.data_version,
        "coverage": text.coverage,
        "force": force.state,
        "verifiedOn": force.verified_on,
        "displacedWhereInconsistentFrom": force.displaced_where_inconsistent_from,
    }
    # A prefix of its own, so that what is ours stands beside the standard, not in it.
    add(proprietary, "g:text", xmlns_g=_MARKS, **stated)
    for unit in text.units():
        if unit.provenance is not None:
            seen = {"line": unit.provenance.line, "wording": unit.provenance.wording}
            add(proprietary, "g:place", xmlns_g=_MARKS, href=f"#{unit.eId}", **seen)
        elif unit.seen is not None:
            add(proprietary, "g:place", xmlns_g=_MARKS, href=f"#{unit.eId}", witnesses=unit.seen.witnesses)
