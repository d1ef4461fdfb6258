"""What records and verdicts said and say, in a reader's words."""

from typing import Any

from guiju.amendment.comparison import Readings
from guiju.amendment.reading_effects import UNCODED, ReadingEffect
from guiju.documents.penalties import tiers
from guiju.documents.penalties.ranges import penalty
from guiju.law.text.redline import redline
from guiju.model import ArticleNumber, Corpus, Lang, Sanction
from guiju.places import citation
from guiju.reasoning.replay import in_words
from guiju.wording.labels import COMMA, LABELS, UNITS, VERDICT_LABELS, counted
from guiju.wording.words import Words

WORDS = Words(__file__)


def verdict_words(old: str | None, new: str | None, lang: Lang) -> tuple[str, str]:
    """Both verdicts in words."""
    before, after = (VERDICT_LABELS[verdict][lang] if verdict else "—" for verdict in (old, new))
    return before, after


def answer(answers: dict[str, str] | tuple[Sanction, ...], readings: Readings, lang: Lang) -> str:
    """What a case gives: answers by name, or penalties that may apply."""
    if isinstance(answers, dict):
        return in_words(answers)[lang]
    return "\n".join(penalty(sanction, readings.sides[1].corpus, lang) for sanction in answers) or "—"


def in_reader_words(kind: str, entry: Any, corpus: Corpus, lang: Lang) -> str:
    """A value of a record, as a reader sees it."""
    if entry is None or entry in ({}, ()):
        return "—"
    if entry == UNCODED:
        return WORDS["uncoded"][lang]
    if isinstance(entry, Sanction):
        return penalty(entry, corpus, lang)
    if isinstance(entry, ArticleNumber):
        return citation.numbered(entry, lang)
    if isinstance(entry, dict):
        listed = (
            counted(number, unit, lang) if unit in UNITS else f"{number:g} {unit}" for number, unit in entry.values()
        )
        return COMMA[lang].join(listed)
    if isinstance(entry, tuple):
        return (
            COMMA[lang].join(in_reader_words(kind, part, corpus, lang) for part in entry if part not in (None, {}, ()))
            or "—"
        )
    if kind == "bearer":
        return corpus.label("parties", entry)[lang]
    return LABELS[entry][lang] if entry in LABELS else str(entry)


def effect_title(effect: ReadingEffect, lang: Lang) -> str:
    """What a change is of; a penalty with its tier and whom it is for."""
    sanction = next((entry for entry in (effect.new, effect.old) if isinstance(entry, Sanction)), None)
    return f"{effect.title[lang]} · {tiers.name(sanction, lang)}" if sanction else effect.title[lang]


def effect_values(effect: ReadingEffect, readings: Readings, lang: Lang) -> tuple[str, str]:
    """What a record said and says; of words that are quoted, only those that changed."""
    if effect.kind == "wording" and effect.old and effect.new:
        changed = [piece for piece in redline(effect.old, effect.new) if piece.kind != "same"]
        sides = ([piece.old.strip() for piece in changed], [piece.new.strip() for piece in changed])
        before, after = (" … ".join(filter(None, side)) or "—" for side in sides)
        return before, after
    both: tuple[Any, Any] = effect.old, effect.new
    if effect.kind in ("deadline", "sanction") and all(isinstance(entry, tuple) for entry in both):
        differ = [n for n, (was, now) in enumerate(zip(*both, strict=False)) if was != now]
        both = tuple(effect.old[n] for n in differ), tuple(effect.new[n] for n in differ)
    old, new = (
        in_reader_words(effect.kind, entry, side.corpus, lang) for entry, side in zip(both, readings.sides, strict=True)
    )
    return old, new
