"""Labels for the fixed values of the data, in both languages: modality, verdict, basis, consequence and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from guiju.model import Bilingual, Lang, durations
from guiju.wording.words import Words

if TYPE_CHECKING:  # few commands need labels and no records
    from guiju.model import Corpus, Fact, Param, RecordedValue

WORDS = Words(__file__, "labels.yaml")

LABELS = WORDS.table("value")
VERDICT_LABELS = WORDS.table("verdict")
REASON_LABELS = WORDS.table("reason")
STATUS_LABELS = WORDS.table("status")
APPLICABILITY_LABELS = WORDS.table("applicability")
BASIS_LABELS = WORDS.table("basis")
FINDING_BASIS_LABELS = WORDS.table("finding_basis")
RISK_LABELS = WORDS.table("risk")
UNITS = WORDS.table("unit")
ANSWERS = WORDS.table("answer")

COLON = WORDS["colon"]
COMMA = WORDS["comma"]
SEMICOLON = WORDS["semicolon"]
NOT_LEGAL_ADVICE = WORDS["not_legal_advice"]
UNOFFICIAL = WORDS["unofficial"]
NO_PENALTY = WORDS["no_penalty"]
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def label(value: str, lang: Lang) -> str:
    """The label of a fixed value of the data."""
    return LABELS[value][lang]


def document_type(corpus: Corpus, id: str) -> Bilingual:
    """The kind of a document, as the vocabulary names it; a base of imported rules needs none."""
    name = corpus.label("document_types", id)
    return LABELS.get(id, name) if name.zh == id else name


def answer(fact: Fact, value: RecordedValue, lang: Lang) -> str:
    """A value as a reader sees it: yes, no, none, what was chosen, a period in words; a text as it is."""
    if fact.type == "duration" and (period := re.fullmatch(durations.ISO, str(value))):
        return counted(int(period[1]), period[2], lang)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    named = {choice.id: choice.label for choice in fact.values}
    if fact.type != "string" or text == "none":
        named = {**ANSWERS, **named}
    return named[text][lang] if text in named else text


def counted(number: float, unit: str, lang: Lang) -> str:
    """6个月, 6 months; 1 month."""
    name = UNITS[unit][lang]
    if lang == "zh":
        return f"{number:.15g}{name}"
    return f"{number:.15g} {name.removesuffix('s') if number == 1 else name}"


def number_set(param: Param, lang: Lang) -> str:
    """A number that the law sets: 六个月 in its own words, 6 months."""
    return param.quote if lang == "zh" else counted(param.value, param.unit, lang)


def capitalised(labels: Mapping[str, Bilingual]) -> Mapping[str, Bilingual]:
    """The labels as they stand alone, in a cell or on a button: the English with a capital."""
    return {value: Bilingual(text.zh, text.en[:1].upper() + text.en[1:]) for value, text in labels.items()}


def day_in_words(day: date) -> Bilingual:
    """2017年10月8日, 8 October 2017: whatever the locale."""
    return Bilingual(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}")
