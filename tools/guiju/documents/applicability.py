"""A statement of applicability: whether each duty applies and why, how it is carried out, its status and owner."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from guiju.assessment import Assessment
from guiju.documents.blocks import Column, Pairs, Paper, Rows, Section
from guiju.documents.blocks.spreadsheet import Spreadsheet
from guiju.documents.content import cover, sign_off
from guiju.documents.content.fields import FIELDS
from guiju.documents.content.status import FOR_INFORMATION, HISTORICAL
from guiju.documents.content.text import numbered
from guiju.documents.report import counts, data, duties, frame, scope, verification
from guiju.documents.report.audience import EDITIONS, Audience, edition_notice
from guiju.documents.report.duties import Head
from guiju.documents.report.layout import grid
from guiju.documents.report.limits import limits
from guiju.documents.report.page_one import page_one
from guiju.documents.report.statement import APPLIES, Stated, stated
from guiju.files.bundled import packaged
from guiju.model import Bilingual, Lang
from guiju.reasoning.successors import EXTENTS, successors
from guiju.wording.labels import NOT_LEGAL_ADVICE
from guiju.wording.words import Words

__all__ = ["paper", "rows", "spreadsheet", "value"]

SCHEMA_VERSION = 2
WORDS = Words(__file__, "applicability.yaml")
SECTIONS = WORDS.table("section")
HEADINGS = {**FIELDS, **WORDS.table("heading")}

_LAYOUTS: Mapping[str, Any] = packaged(__file__, "layouts.yaml")


def paper(assessment: Assessment, audience: Audience = "internal", columns: str = "narrow") -> Paper:
    """The statement to read, to hand over and to sign."""
    sections, sentence = _sections(assessment, audience, _LAYOUTS[columns]), page_one(assessment, audience).sentence
    return frame.paper(assessment, audience, WORDS["title"], sentence, sections)


def spreadsheet(assessment: Assessment, audience: Audience = "internal") -> Spreadsheet:
    """The statement to sort and filter: each thing has a column of its own."""
    names = WORDS.table("sheet")
    sheets = (
        (names["cover"], ("scope", "basis", "limits", "verification", "sign_off")),
        (SECTIONS["duties"], ("duties",)),
        *((names[key], (key,)) for key in ("totals", "informative", "historical")),
    )
    return frame.on_sheets(assessment, audience, paper(assessment, audience, "wide"), sheets)


def rows(assessment: Assessment, audience: Audience = "internal") -> Rows:
    """The later rules of displaced duties, the duties, history, then what is for information, a row each. Rows travel
    alone, so each has the day, data version, hashes, edition and disclaimer."""
    checked, lang = assessment.checklist, assessment.lang
    hashes = verification.hashes(data.value(assessment, audience))
    constant = {
        cover.HEADINGS["as_of"][lang]: checked.as_of.isoformat(),
        cover.HEADINGS["data_version"][lang]: checked.corpus.data_version,
        **{verification.HASHES[kind][lang]: hashes[kind] for kind in ("receipt", "json_report")},
        HEADINGS["edition"][lang]: EDITIONS[audience][lang],
        cover.HEADINGS["disclaimers"][lang]: NOT_LEGAL_ADVICE[lang],
    }
    headings = (*(HEADINGS[key][lang] for key in _LAYOUTS["cells"]), *constant)
    return Rows(headings, [(*cells, *constant.values()) for cells in _rows(assessment, audience)])


def value(assessment: Assessment, audience: Audience = "internal") -> dict[str, Any]:
    """The statement as JSON: totals, every duty, and the hashes of the receipt."""
    checked, lang, entries = assessment.checklist, assessment.lang, stated(assessment, audience)
    report = data.value(assessment, audience)
    return {
        "kind": "guiju-statement-of-applicability",
        "schema_version": SCHEMA_VERSION,
        "title": WORDS["title"][lang],
        "audience": audience,
        "edition": edition_notice(audience, lang),
        "data_version": checked.corpus.data_version,
        "as_of": checked.as_of.isoformat(),
        "language": lang,
        "disclaimers": list(cover.disclaimers(lang)),
        "particulars": _pairs(scope.particulars(assessment)),
        "basis": _pairs(scope.basis(assessment)),
        "counts": {
            "total": len(entries),
            "applicable": {name: sum(entry.applies == name for entry in entries) for name in APPLIES},
            "verdicts": dict(assessment.counts),
            "displaced": len(assessment.historical),
        },
        "law_in_place": cover.law_in_place(checked),
        "duties": [_duty(entry) for entry in entries],
        "historical": [
            {"id": h.id, "place": h.place, "title": h.title, "words": h.words, "later_rule": h.later}
            for h in _history(assessment)
        ],
        "for_information": [{"id": h.id, "place": h.place, "title": h.title} for h in duties.informative(assessment)],
        "limitations": list(limits(assessment)),
        "hashes": {
            **{key: digest for key, digest in report["receipt"]["hashes"].items() if key != "duties"},
            **verification.hashes(report),
        },
        "verification": list(verification.sentences(audience, checked)),
        "sign_off": sign_off.data(scope.signers(assessment), lang),
    }


def _pairs(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"heading": heading, "text": text} for heading, text in pairs]


def _duty(entry: Stated) -> dict[str, Any]:
    duty, rest = entry.duty, asdict(entry)
    del rest["duty"]
    head = {"id": duty.id, "title": duty.title, "place": duty.place, "verdict": duty.verdict, "later_rule": duty.later}
    return head | {"applicable": rest.pop("applies")} | rest


def totals(entries: tuple[Stated, ...], lang: Lang) -> tuple[tuple[str, str], ...]:
    """(applicable, not applicable, to be verified; how many of all duties)."""
    applying: Counter[str] = Counter(entry.applies for entry in entries)
    return tuple((words[lang], f"{applying[applies]} / {len(entries)}") for applies, words in APPLIES.items())


def _history(assessment: Assessment) -> list[Head]:
    return [duties.head(assessment, duty) for duty in assessment.historical]


def _sections(assessment: Assessment, audience: Audience, columns: Mapping[str, int]) -> Iterator[Section | None]:
    lang, entries = assessment.lang, stated(assessment, audience)
    headed = [
        Column(" · ".join(HEADINGS[key][lang] for key in keys.split()), width, _LAYOUTS["kinds"].get(keys, "text"))
        for keys, width in columns.items()
    ]
    rows = []
    for entry in entries:
        texts = _texts(entry, lang)
        rows.append(["\n".join(filter(None, (texts[key] for key in keys.split()))) or "—" for keys in columns])
    yield scope.scope(assessment)
    yield Section("totals", SECTIONS["totals"][lang], (Pairs(totals(entries, lang)), counts.by_verdict(assessment)))
    tones = [entry.duty.verdict for entry in entries]
    yield Section("duties", SECTIONS["duties"][lang], (grid(headed, rows, tones=tones),))
    yield duties.historical(assessment, audience)
    yield duties.for_information(assessment)
    yield scope.law_and_data(assessment)


def _texts(entry: Stated, lang: Lang) -> dict[str, str]:
    """The texts of a duty by column."""
    own = ("bearers", "quotation", "status", "method", "plan", "responsible")
    return {
        "duty": entry.duty.cell,
        "id": entry.duty.id,
        "cited": entry.duty.place,
        "title": entry.duty.title,
        "applies": APPLIES[entry.applies][lang],
        "reasons": "\n".join(entry.reasons),
        "implementation": "\n".join(entry.implementation),
        **{key: getattr(entry, key) or "" for key in own},
    }


def _rows(assessment: Assessment, audience: Audience) -> Iterator[list[str]]:
    lang = assessment.lang
    for later in successors(assessment.checklist):
        named = {"id": later.rule.id, "cited": later.rule.short_title[lang], "title": later.rule.title[lang]}
        yield _cells(named | {"applies": EXTENTS[later.extent][lang], "status": later.words[lang]})
    for entry in stated(assessment, audience):
        listed = {key: "\n".join(numbered(getattr(entry, key))) for key in ("reasons", "implementation")}
        yield _cells(_texts(entry, lang) | listed)
    yield from (_informative(head, HISTORICAL, lang) for head in _history(assessment))
    yield from (_informative(head, FOR_INFORMATION, lang) for head in duties.informative(assessment))


def _informative(head: Head, kind: Bilingual, lang: Lang) -> list[str]:
    named = {"id": head.id, "cited": head.place, "title": head.title}
    return _cells(named | {"applies": kind[lang], "status": head.words})


def _cells(texts: dict[str, str]) -> list[str]:
    return [texts.get(key, "") for key in _LAYOUTS["cells"]]
