"""What the report says of every duty: title, place, wording, displacement; and the duties that call for no action."""

from collections.abc import Sequence
from dataclasses import dataclass

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.proof import proof
from guiju.documents.blocks import Section
from guiju.documents.content.fields import later_rule
from guiju.documents.report.audience import Audience
from guiju.documents.report.layout import table
from guiju.model import Verdict
from guiju.reasoning.checklist import Line
from guiju.wording.labels import label
from guiju.wording.words import Words

WORDS = Words(__file__)


@dataclass(frozen=True)
class Head:
    """One duty: its global id, title, place, how its verdict is worded, and what a later rule made of it."""

    id: str
    title: str
    place: str
    verdict: Verdict | None
    words: str
    later: str | None

    @property
    def cell(self) -> str:
        """Title, place and id, a line each."""
        return "\n".join((self.title, self.place, self.id.partition("#")[2]))


def head(assessment: Assessment, duty: AssessedDuty) -> Head:
    """The head of a duty."""
    return _head(assessment, duty.line, duty.verdict, duty.words[assessment.lang])


def informative(assessment: Assessment) -> tuple[Head, ...]:
    """The heads of powers, permissions and recommendations: they get no verdict."""
    lang = assessment.lang
    return tuple(
        _head(assessment, line, None, label(line.obligation.modality, lang)) for line in assessment.informative
    )


def _head(assessment: Assessment, line: Line, verdict: Verdict | None, words: str) -> Head:
    checked, lang = assessment.checklist, assessment.lang
    later, place = later_rule(checked, line), f"{line.regulation.short_title[lang]} {line.cited(lang)}"
    return Head(line.id, line.obligation.title[lang], place, verdict, words, later)


def settled(assessment: Assessment, audience: Audience) -> Section | None:
    """The duties that are met, then those that do not apply."""
    lines = [duty for verdict in ("met", "not_applicable") for duty in assessment.duties if duty.verdict == verdict]
    rows, widths = _rows(assessment, lines, audience), {"duty": 34, "verdict": 18, "proof": 60}
    return table("settled", assessment.lang, widths, rows, tones=[line.verdict for line in lines], later=True)


def historical(assessment: Assessment, audience: Audience) -> Section | None:
    """The duties that a later rule displaces, with what their own words would have given; in the order of the text."""
    lang, rows = assessment.lang, _rows(assessment, assessment.historical, audience)
    widths = {"duty": 34, "own_words": 22, "proof": 50}
    return table("historical", lang, widths, rows, WORDS["history_note"][lang], later=True)


def for_information(assessment: Assessment) -> Section | None:
    """Powers, permissions and recommendations."""
    rows = [(entry.cell, entry.words, entry.later or "") for entry in informative(assessment)]
    return table("informative", assessment.lang, {"duty": 44, "modality": 18}, rows, later=True)


def _rows(assessment: Assessment, lines: Sequence[AssessedDuty], audience: Audience) -> list[tuple[str, ...]]:
    proofs = ("\n".join(proof(assessment, line, keys=audience == "internal")) for line in lines)
    heads = (head(assessment, line) for line in lines)
    return [(entry.cell, entry.words, text, entry.later or "") for entry, text in zip(heads, proofs, strict=True)]
