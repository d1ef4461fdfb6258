"""What the statutes say beside a gap: the words of the provisions under which it is penalised, each quoted once in a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.report.penalties import provisions
from guiju.law import statute
from guiju.law.labels import COLON
from guiju.law.statute import Passage
from guiju.model import Bilingual, Lang

STATUTES = statute.WORDS_OF_THE_LAW
_POINT = re.compile("[（(][一二三四五六七八九十]+[）)]")
_ABOVE = Bilingual("{place}：见{number}", "{place}: see {number}")


@dataclass(frozen=True)
class Quoted:
    """A passage of a provision, with the law and the place as they are cited."""

    provision: str
    place: str
    passage: Passage


def quoted(assessment: Assessment, line: AssessedDuty) -> Iterator[Quoted]:
    """The words of the provisions whose penalties are named beside a gap, as they are on the day of the assessment."""
    checked = assessment.checklist
    for global_id, rule, provision, _ in provisions(assessment, line):
        for passage in statute.passages(rule, provision, checked.as_of):
            gap = "" if checked.lang == "zh" else " "
            place = gap.join((rule.short_title[checked.lang], statute.heading(passage, checked.lang)))
            yield Quoted(global_id, place, passage)


def texts(entries: tuple[Quoted, ...], number: str, first: dict[str, str], lang: Lang) -> Iterator[str]:
    """A text for each passage, its 款 each in quotation marks; where an earlier finding has quoted it, which. `first` remembers that."""
    for entry in entries:
        if (before := first.setdefault(entry.place, number)) != number:
            yield _ABOVE[lang].format(place=entry.place, number=before)
        else:
            gap = "" if lang == "zh" else " "
            said = [
                *(f"“{paragraph}”" for paragraph in _paragraphs(entry.passage)),
                statute.remark(entry.passage, lang),
            ]
            yield f"{entry.place}{COLON[lang]}{gap.join(said)}"


def _paragraphs(passage: Passage) -> list[str]:
    """The 款 of the words, each with its 项 in one row."""
    found: list[str] = []
    for line in passage.lines:
        if found and _POINT.match(line):
            found[-1] += line
        else:
            found.append(line)
    return found


def fields(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Each passage once, with the gaps that lead to it: what the JSON has of them."""
    lang, leading = assessment.checklist.lang, dict[Quoted, list[str]]()
    for line in assessment.lines:
        for entry in quoted(assessment, line) if line.verdict == "breached" else ():
            leading.setdefault(entry, []).append(line.id)
    for entry, obligations in leading.items():
        words = entry.passage.number.words
        yield {
            "provision": entry.provision,
            "place": entry.place,
            "obligations": obligations,
            "quotation": list(entry.passage.lines),
            "sha256": words.sha256 if words else None,
            "earlier_version": entry.passage.earlier,
            "remark": statute.remark(entry.passage, lang),
        }
