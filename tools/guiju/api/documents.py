"""Writing assessments, roll-ups of them, checklists, comparisons and what applies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from guiju.api.arguments import Day, as_day, as_lang, as_path
from guiju.files.finding import Misuse, one_line
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist

if TYPE_CHECKING:
    from guiju.amendment.comparison import Amendments
    from guiju.assessment import Assessment
    from guiju.assessment.progress import Progress
    from guiju.assessment.services import RollUp
    from guiju.documents.concordance import AlignedTexts
    from guiju.documents.report.audience import Audience
    from guiju.reasoning.applicability import ApplicableRules


def report(assessment: Assessment, audience: Audience = "internal") -> dict[str, Any]:
    """An assessment as the JSON report that `guiju assess -o report.json` writes, with its `receipt`: all that it is
    made from, hashed, so that `verify()` can make it again. "regulator" leaves out facts, keys of rows and notes.

    Source: schemas/assessment-export.schema.json describes every key.

    >>> guiju.report(result)["counts"]["total"]
    1
    """
    from guiju.documents.report.audience import Audience
    from guiju.verification import as_json

    if audience not in get_args(Audience):
        raise Misuse(f"audience: {one_line(audience)} is not known; write internal or regulator")
    value: dict[str, Any] = as_json(assessment, audience)
    return value


def roll_up(assessments: Mapping[str, Assessment]) -> RollUp:
    """Assessments of several services, by the name of each, as of one day, as one document: what to do first in which
    service, by whom and until when; `write()` writes it.

    Errors: `Misuse` where there is none, or where their days differ.

    >>> guiju.roll_up({"chat": result}).services
    ('chat',)
    """
    from guiju.assessment import Assessment, services

    if not isinstance(assessments, Mapping) or not all(isinstance(one, Assessment) for one in assessments.values()):
        raise Misuse(f"assessments: {one_line(assessments)} is not a mapping of names to assessments; give one")
    return services.roll_up(assessments, {})


def write(
    document: Checklist | Assessment | RollUp | AlignedTexts | Amendments | Progress | ApplicableRules,
    file: str | os.PathLike[str],
    lang: Lang = "zh",
    as_of: Day | None = None,
) -> None:
    """Write a checklist, an assessment, a roll-up, a concordance, a comparison or what applies to a file, whole or not
    at all, in the format of its ending: xlsx, docx, html, md, csv, json. `lang` and `as_of` are for the head of a
    concordance or comparison, `lang` also for what applies; the others have their own.

    Errors: `Misuse` where a document has no such format, or where the file cannot be written.

    >>> guiju.write(kb.checklist("group-owner", as_of="2026-11-25"), folder / "owner.xlsx")
    """
    from guiju.amendment.comparison import Amendments
    from guiju.assessment import Assessment
    from guiju.assessment.progress import Progress
    from guiju.assessment.services import RollUp
    from guiju.documents.concordance import AlignedTexts
    from guiju.files import output
    from guiju.reasoning.applicability import ApplicableRules
    from guiju.writers import formats

    head = (as_lang(lang), as_day(as_of))
    kinds: Mapping[type, tuple[str, tuple[object, ...]]] = {
        Checklist: ("checklist", ()),
        Assessment: ("assessment", ()),
        RollUp: ("roll_up", ()),
        AlignedTexts: ("concordance", head),
        Amendments: ("amendment", head),
        Progress: ("comparison", head[:1]),
        ApplicableRules: ("applies", head[:1]),
    }
    if type(document) not in kinds:
        wanted = "a checklist, an assessment, a roll-up, a concordance, a comparison or what applies"
        raise Misuse(f"document: {one_line(document)} is not a document; give {wanted}")
    name, further = kinds[type(document)]
    target, known = as_path(file, "file"), formats(name)
    form = target.suffix.lstrip(".").lower()
    if form not in known:
        raise Misuse(f"{target}: the ending is not a format of a {name}; end it in one of {', '.join(known)}")
    output.write(target, known[form](document, *further), "name another place")
