"""The findings of a report: every gap, numbered, with its words, its proof, what follows and what is planned."""

from itertools import chain

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.gaps import gap_lines, number
from guiju.assessment.gaps import gaps as failed
from guiju.assessment.proof import proof
from guiju.documents.blocks import Card, Cards, Section
from guiju.documents.content.fields import FIELDS, field, owed_instead
from guiju.documents.penalties.lines import penalties
from guiju.documents.report.audience import Audience
from guiju.documents.report.duties import head
from guiju.documents.report.layout import COLUMNS, nothing, section
from guiju.documents.report.lifting import lifted_by
from guiju.documents.report.plans import in_words
from guiju.documents.report.statutes import quotations, quoted
from guiju.law.provision_text import WORDS_OF_THE_LAW
from guiju.model import Lang
from guiju.wording.labels import BASIS_LABELS
from guiju.wording.words import Words

WORDS = Words(__file__)
DISAGREES = WORDS["disagrees"]


def numbers(assessment: Assessment) -> dict[str, str]:
    """The parts that failed and the duties still to be verified, by id → their numbers, in the order of the text; a
    duty with a gap has the number of its first part."""
    parts = {duty.id: [gap.id for gap in failed(duty, keys=False)] for duty in assessment.duties}
    open_ = [duty.id for duty in assessment.duties if duty.verdict == "undetermined"]
    every = [*chain(*parts.values()), *open_]
    numbered = {id: number(id, every) for id in every}
    return numbered | {duty: numbered[ids[0]] for duty, ids in parts.items() if ids}


def findings(assessment: Assessment, audience: Audience) -> Section:
    """The section of the gaps."""
    lang, cards = assessment.lang, gaps(assessment, audience)
    if not cards:
        return section("findings", lang, [nothing("findings", lang)])
    first = (COLUMNS["number"], COLUMNS["duty"], COLUMNS["verdict"], FIELDS["quotation"])
    headings = (*(heading[lang] for heading in first), *(heading for heading, _ in cards[0].rows))
    return section("findings", lang, [Cards(headings, cards)])


def gaps(assessment: Assessment, audience: Audience) -> tuple[Card, ...]:
    """The gaps, in the order of the text."""
    named, first = numbers(assessment), dict[str, str]()
    breached = (duty for duty in assessment.duties if duty.verdict == "breached")
    return tuple(
        _gap(assessment, duty, tuple(named[part.id] for part in failed(duty, keys=False)), audience, first)
        for duty in breached
    )


def _gap(
    assessment: Assessment, duty: AssessedDuty, named: tuple[str, ...], audience: Audience, first: dict[str, str]
) -> Card:
    checked, lang, record = assessment.checklist, assessment.lang, duty.line.obligation
    top = head(assessment, duty)
    note = record.displaced_by.note[lang] if top.later and record.displaced_by else None
    texts: dict[str, tuple[str | None, ...]] = {
        FIELDS["summary"][lang]: (record.summary[lang],),
        COLUMNS["basis"][lang]: (_basis(duty, lang),),
        COLUMNS["proof"][lang]: tuple(proof(assessment, duty, keys=audience == "internal")),
        COLUMNS["gaps"][lang]: tuple(gap_lines(duty, lang, keys=audience == "internal")),
        COLUMNS["disagreement"][lang]: (DISAGREES[lang] if duty.disagreement else None,),
        FIELDS["exceptions"][lang]: (*lifted_by(checked, duty.line), *owed_instead(checked.corpus, record, lang)),
        FIELDS["consequence"][lang]: field(checked, duty.line, "consequence"),
        FIELDS["penalties"][lang]: tuple(penalties(checked, duty.line)),
        WORDS_OF_THE_LAW[lang]: tuple(quotations(quoted(assessment, duty), named[0], first, lang)),
        FIELDS["displacement"][lang]: (top.later, note),
        COLUMNS["remedy"][lang]: tuple(step[lang] for step in duty.line.remedy),
        COLUMNS["plan"][lang]: (in_words(assessment, duty, audience) or WORDS["no_plan"][lang],),
    }
    rows = tuple((heading, tuple(filter(None, several))) for heading, several in texts.items())
    number, quotation = " · ".join(named), duty.line.quotation
    return Card(number, top.title, top.words, top.place, top.id, quotation, rows, "breached", anchors=named)


def _basis(duty: AssessedDuty, lang: Lang) -> str:
    review = WORDS["reviewed" if duty.reviewed else "not_reviewed"][lang]
    basis = (BASIS_LABELS[duty.basis] if duty.basis else WORDS["no_basis"])[lang]
    return WORDS["by_test" if duty.decided_by == "test" else "by_declaration"][lang].format(basis=basis, review=review)
