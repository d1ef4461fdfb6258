"""What the workbook lists beside the duties: the law text, and the penalties of the day for a breach."""

from collections.abc import Iterator

from guiju.documents.blocks import Column, Grid
from guiju.documents.content import cover
from guiju.documents.content.text import listing
from guiju.documents.penalties import tiers
from guiju.documents.penalties.lines import by_provision, exposures, place_of, words_of
from guiju.documents.penalties.ranges import penalty
from guiju.law import excerpt
from guiju.model import Lang, Unit
from guiju.places import citation
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.elements import Judged
from guiju.reasoning.exposure import Exposure
from guiju.wording.labels import label
from guiju.wording.words import Words

WORDS = Words(__file__)
_LAW = {"rule": 18, "place": 18, "heading": 20, "chinese": 58, "english": 58, "compared": 28}
_PENALTIES = {"numbers": 32, "place": 30, "tier": 20, "penalty": 62, "condition": 44, "limit": 26, "seen": 18}


def grids(checklist: Checklist) -> Iterator[tuple[str, Grid]]:
    """(name, table): every 款 and 项 of the rules that have lines, in Chinese and English, and how far it was compared;
    then a row a tier, with the numbers of the duties, in the order in which the duties lead to them."""
    law = WORDS["law"], WORDS.table("law_column"), _LAW, tuple(_units(checklist))
    penalties = WORDS["penalties"], WORDS.table("penalties_column"), _PENALTIES, tuple(_tiers(checklist))
    for name, headings, widths, rows in (law, penalties):
        columns = tuple(Column(headings[key][checklist.lang], width) for key, width in widths.items())
        yield name[checklist.lang], Grid("", columns, rows, (None,) * len(rows))


def penalty_texts(checklist: Checklist, line: Line, number: str, first: dict[str, str]) -> Iterator[str]:
    """The penalties of a duty, a text per provision; `first` remembers which duty names them first."""
    for place, text in by_provision(checklist, line):
        if (before := first.setdefault(text, number)) == number:
            yield text
        else:
            yield WORDS["see"][checklist.lang].format(place=place, number=before)


def _units(checklist: Checklist) -> Iterator[tuple[str, ...]]:
    lang = checklist.lang
    for rule in cover.rules_listed(checklist):
        for article in rule.articles:
            for unit in article.units():
                place = citation.label(rule, unit.eId, lang)
                yield rule.short_title[lang], place, article.heading[lang], unit.zh, unit.en, _compared(unit, lang)


def _compared(unit: Unit, lang: Lang) -> str:
    """How far the wording was compared; in an excerpt, how it was seen and what of it is not here."""
    remarks = [words[lang] for words in excerpt.how_seen(unit)]
    if unit.provenance:
        remarks.append(label(unit.provenance.wording, lang))
        remarks += [unit.provenance.note[lang]] if unit.provenance.note else []
    return "\n".join(remarks)


def _tiers(checklist: Checklist) -> Iterator[tuple[str, ...]]:
    lang = checklist.lang
    reached: dict[str, tuple[Exposure, Judged, list[str]]] = {}
    for number, line in enumerate(checklist.lines, 1):
        for one in exposures(checklist, line):
            for judged in one.reached:
                reached.setdefault(one.rule.global_id(judged.sanction), (one, judged, []))[2].append(str(number))
    for one, judged, numbers in reached.values():
        place = place_of(one, one.provision, checklist.as_of, lang)
        sanction, limit = judged.sanction, one.limit[lang] if one.limit else words_of([judged.reach], lang)
        when = tiers.condition_of(sanction, checklist.corpus, lang) or ""
        texts = (tiers.name(sanction, lang), penalty(sanction, checklist.corpus, lang), when, limit)
        yield listing(numbers, lang), place, *texts, label(sanction.verification, lang)
