"""What the statutes say beside a gap: the words of the provisions that penalise it, each quoted once in a report."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.penalties.lines import exposures
from guiju.law import provision_text
from guiju.law.provision_text import Passage
from guiju.model import Lang
from guiju.wording.labels import COLON
from guiju.wording.words import Words

WORDS = Words(__file__)
_POINT = re.compile("[（(][一二三四五六七八九十]+[）)]")


@dataclass(frozen=True)
class Quoted:
    """A passage of a provision, with the law and the place as they are cited."""

    provision: str
    place: str
    passage: Passage


def quoted(assessment: Assessment, duty: AssessedDuty) -> Iterator[Quoted]:
    """The words of the provisions whose penalties are named beside a gap, as they were on the day of the act; also
    as they are on that of the assessment, where they changed since."""
    checked, lang = assessment.checklist, assessment.lang
    for one in exposures(checked, duty.line):
        days = dict.fromkeys(day for day in (*one.days, *([checked.as_of] if one.now else ())) if isinstance(day, date))
        words = (provision_text.passages(one.rule, one.provision, day) for day in days or [checked.as_of])
        for passage in dict.fromkeys(chain.from_iterable(words)):
            place = WORDS["space"][lang].join((one.rule.short_title[lang], provision_text.heading(passage, lang)))
            yield Quoted(one.id, place, passage)


def quotations(entries: Iterable[Quoted], number: str, first: dict[str, str], lang: Lang) -> Iterator[str]:
    """A text for each passage, its 款 in quotation marks; `first` remembers which finding quoted it first."""
    for entry in entries:
        if (before := first.setdefault(entry.place, number)) != number:
            yield WORDS["above"][lang].format(place=entry.place, number=before)
        else:
            paragraphs = (f"“{paragraph}”" for paragraph in _paragraphs(entry.passage))
            words = WORDS["space"][lang].join((*paragraphs, provision_text.remark(entry.passage, lang)))
            yield f"{entry.place}{COLON[lang]}{words}"


def _paragraphs(passage: Passage) -> list[str]:
    """The 款 of the words, each with its 项 in one row."""
    paragraphs: list[str] = []
    for line in passage.lines:
        if paragraphs and _POINT.match(line):
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
    return paragraphs


def statutes(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Each passage once, with the gaps that lead to it, as the JSON has them."""
    lang, leading = assessment.lang, dict[Quoted, list[str]]()
    for duty in assessment.duties:
        for entry in quoted(assessment, duty) if duty.verdict == "breached" else ():
            leading.setdefault(entry, []).append(duty.id)
    for entry, obligations in leading.items():
        words = entry.passage.number.words
        yield {
            "provision": entry.provision,
            "place": entry.place,
            "obligations": obligations,
            "quotation": list(entry.passage.lines),
            "sha256": words.sha256 if words else None,
            "earlier_version": entry.passage.earlier,
            "remark": provision_text.remark(entry.passage, lang),
        }
