"""A comparison as data; schemas/amendment-export.schema.json describes every key."""

from datetime import date
from typing import Any

from guiju.amendment.comparison import Amendments, LawChange
from guiju.amendment.texts import TextUnit
from guiju.amendment.weight import weight
from guiju.documents.amendment.wording import answer, effect_values
from guiju.model import Lang
from guiju.wording.labels import NOT_LEGAL_ADVICE

SCHEMA_VERSION = 1


def value(amendments: Amendments, lang: Lang, day: date) -> dict[str, Any]:
    """The comparison as JSON. Of laws, all articles; of articles, the 款 that differ."""
    readings = amendments.readings
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": day.isoformat(),
        "old": amendments.old,
        "new": amendments.new,
        "differ": amendments.differs,
        "release": weight(amendments) if readings and readings.two_bases else None,
        "laws": [_law_value(law, lang) for law in amendments.laws],
        "laws_added": [rule.id for rule in amendments.added],
        "laws_removed": [rule.id for rule in amendments.removed],
        "computed": None if readings is None else {
            "effects": [
                {"kind": effect.kind, "id": effect.id, "title": effect.title[lang],
                 **dict(zip(("old", "new"), effect_values(effect, readings, lang), strict=True))}
                for effect in readings.effects
            ],
            "broken_quotations": [{"id": b.id, "title": b.title[lang], "quote": b.words} for b in readings.broken],
            "cases": [
                {"case": c.case.id, "about": c.about, "record": c.record, "old": answer(c.old, readings, lang),
                 "new": answer(c.new, readings, lang)}
                for c in readings.cases
            ],
            "verdicts": None if readings.verdicts is None else [
                {"obligation": d.obligation, "change": d.change, "old": d.old, "new": d.new}
                for d in readings.verdicts.differences
            ],
        },
        "disclaimer": NOT_LEGAL_ADVICE[lang],
    }  # fmt: skip


def _law_value(law: LawChange, lang: Lang) -> dict[str, Any]:
    def place(passage: TextUnit | None) -> str | None:
        return passage.eId if passage else None

    return {
        "id": law.text.new.id,
        "title": law.text.new.title[lang],
        "articles": [
            {
                "old": list(row.old), "new": list(row.new), "kind": row.kind, "confidence": round(row.confidence, 3),
                "units": [
                    {"old": place(unit.old), "new": place(unit.new), "kind": unit.kind,
                     "pieces": [{"kind": p.kind, "old": p.old, "new": p.new} for p in unit.pieces]}
                    for unit in row.units if unit.kind != "same"
                ],
            }
            for row in law.text.articles
        ],
        "seen": [
            {"kind": e.kind, "old_place": place(e.row.old), "new_place": place(e.row.new), "old": e.old, "new": e.new}
            for e in law.words
        ],
        "rests_on_it": [
            {"kind": d.kind, "id": d.id, "title": d.title[lang], "state": d.state, "place": d.place}
            for d in law.touched_records
        ],
    }  # fmt: skip
