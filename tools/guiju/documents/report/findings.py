"""The findings: every duty that shows a gap, numbered, with its words, its proof, what follows from it and what is planned."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.content.fields import shown, steps, texts
from guiju.documents.report.audience import Audience
from guiju.documents.report.duties import Head, head, sentences
from guiju.documents.report.penalties import penalties
from guiju.documents.report.plans import in_words
from guiju.documents.report.statutes import quoted
from guiju.documents.report.statutes import texts as statutes
from guiju.law.labels import BASIS_LABELS
from guiju.model import Bilingual

_BY_TEST = Bilingual(
    "由对事实的检测得出；最弱的依据为{basis}；{review}", "by a test on facts; weakest basis: {basis}; {review}"
)
_BY_DECLARATION = Bilingual("由自述得出；{review}", "by a declaration; {review}")
_REVIEWED = Bilingual("已由具名人员复核", "reviewed by a named person")
_NOT_REVIEWED = Bilingual("未经具名人员复核", "not reviewed by a named person")
_NO_BASIS = Bilingual("无", "none")
DISAGREES = Bilingual("自述与检测不一致，以检测为准。", "The declaration disagrees with the test, which prevails.")


@dataclass(frozen=True)
class Finding:
    """One gap. `summary` is our reading of what the words ask, `remedy` what would close the gap; `plan` is None where nobody has planned anything."""

    number: str
    duty: Head
    quotation: str
    summary: str
    basis: str
    proof: tuple[str, ...]
    consequence: tuple[str, ...]
    penalties: tuple[str, ...]
    statutes: tuple[str, ...]
    remedy: tuple[str, ...]
    later_note: str | None
    plan: str | None
    disagreement: str | None


def findings(assessment: Assessment, audience: Audience) -> tuple[Finding, ...]:
    """The gaps, in the order of the text."""
    breached = [line for line in assessment.lines if line.verdict == "breached"]
    first: dict[str, str] = {}
    return tuple(_finding(assessment, line, f"F-{n:02d}", audience, first) for n, line in enumerate(breached, 1))


def _finding(
    assessment: Assessment, line: AssessedDuty, number: str, audience: Audience, first: dict[str, str]
) -> Finding:
    lang, record = assessment.checklist.lang, line.line.obligation
    duty = head(assessment, line)
    note = record.displaced_by.note[lang] if duty.later and record.displaced_by else None
    return Finding(
        number=number,
        duty=duty,
        quotation=shown("…".join(record.quote)),
        summary=shown(record.summary[lang]),
        basis=_basis(assessment, line),
        proof=sentences(assessment, line, audience),
        consequence=texts(assessment.checklist, line.line)["consequence"],
        penalties=tuple(map(shown, penalties(assessment, line))),
        statutes=tuple(map(shown, statutes(tuple(quoted(assessment, line)), number, first, lang))),
        remedy=steps(tuple(shown(step[lang]) for step in line.line.remedy)),
        later_note=shown(note) if note else None,
        plan=in_words(assessment, line, audience),
        disagreement=DISAGREES[lang] if line.disagreement else None,
    )


def _basis(assessment: Assessment, line: AssessedDuty) -> str:
    lang = assessment.checklist.lang
    review = (_REVIEWED if line.reviewed else _NOT_REVIEWED)[lang]
    basis = (BASIS_LABELS[line.basis] if line.basis else _NO_BASIS)[lang]
    return (_BY_TEST if line.decided_by == "test" else _BY_DECLARATION)[lang].format(basis=basis, review=review)
