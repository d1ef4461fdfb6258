"""What is filled in of a checklist beside its table: the particulars of the report, and the lines below a duty on paper."""

from __future__ import annotations

from guiju.documents.blocks import Blank, Blanks, Pairs, Section
from guiju.law.words import Words
from guiju.model import Lang

WORDS = Words(__file__)
PARTICULARS = WORDS.table("particular")
_DATED = ("period_from", "period_until", "data_cut_off")


def cover_name(lang: Lang) -> str:
    """The name of the sheet with the particulars."""
    return WORDS["cover"][lang]


def particulars(lang: Lang) -> Section:
    """Whose the report is, how far it goes, who answers for it."""
    blanks = tuple(Blank(key, words[lang], key in _DATED) for key, words in PARTICULARS.items())
    return Section("particulars", WORDS["particulars"][lang], (Blanks(blanks, WORDS["not_a_date"][lang]),))


def filling_in(lang: Lang) -> Section:
    """How to fill in the workbook."""
    steps = [words[lang] for words in WORDS.list("steps")]
    return Section("filling_in", WORDS["filling_in"][lang], (Pairs(tuple(zip(steps[::2], steps[1::2], strict=True))),))


def blanks(lang: Lang) -> tuple[str, ...]:
    """What is filled in by hand below a duty."""
    return tuple(words[lang] for words in WORDS.list("blanks"))
