"""The first sentence of a report, which a director understands without the rest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from guiju.assessment import Assessment
from guiju.documents.content.cover import notices
from guiju.documents.content.text import listing
from guiju.documents.penalties.heaviest import PossiblePenalty, gravity
from guiju.documents.report.consequence_words import in_words
from guiju.documents.report.listed_gaps import ListedGap
from guiju.documents.report.open_questions import URGENT, OpenQuestion, is_urgent
from guiju.model import Lang
from guiju.wording.labels import LABELS, NO_PENALTY, SEMICOLON, day_in_words
from guiju.wording.words import Words

WORDS = Words(__file__, "page_one.yaml")
ROUTES = {"no_penalty": NO_PENALTY, "not_at_hand": LABELS["not_at_hand"]}
"""Why no consequence of a gap is stated."""


def sentence(
    assessment: Assessment,
    several: tuple[ListedGap, ...],
    questions: tuple[OpenQuestion, ...],
    claims: Sequence[Mapping[str, Any]],
) -> str:
    """Which service, how many gaps, which answers are not supported, the worst that could apply and is open, what is
    open, and what is due next."""
    lang, report, as_of = assessment.lang, assessment.profile.report, assessment.checklist.as_of
    service = listing(report.services, lang) or report.entity or WORDS["service"][lang]
    if not assessment.duties:  # that nothing was found would say that something was looked at
        nothing = [] if assessment.checklist.lines else [words[lang] for words in notices(assessment.checklist)]
        return nothing[0] if nothing else WORDS["no_duties"][lang].format(service, day_in_words(as_of)[lang])
    parts = [
        WORDS["no_gaps" if not several else "gaps" if several[1:] else "one_gap"][lang].format(
            service=service, day=day_in_words(as_of)[lang], count=len(several)
        )
    ]
    if claims:
        parts.append(
            WORDS["unsupported"][lang].format(
                count=len(claims), duties=claims[0]["duties"], total=len(assessment.duties)
            )
        )
    parts += (URGENT[one.fact][lang] for one in questions[:1] if is_urgent(assessment, one.entity, one.fact))
    parts += _worst(several, lang)
    parts += _open(assessment, several, questions)
    parts += _dates(several, as_of, lang)
    return SEMICOLON[lang].join(parts) + WORDS["full_stop"][lang]


def _worst(several: tuple[ListedGap, ...], lang: Lang) -> Iterator[str]:
    """Of the gaps found the gravest that could apply, then what is open, if that is graver; which may be graver still,
    and of how many no direct penalty was found."""
    every, named = [one for gap in several for one in _all(gap)], list[PossiblePenalty]()
    for reach, words in WORDS.table("worst").items():
        own = [one for one in every if one.reach == reach]
        worst = max(own, key=gravity, default=None)
        fine = max((one for one in own if one.kind == "fine"), key=gravity, default=None)
        if worst and (not named or gravity(worst) > gravity(named[0])):
            named.append(worst)
            texts = [in_words(one, lang, brief=True) for one in dict.fromkeys((worst, fine)) if one]
            yield words[lang].format(WORDS["and"][lang].join(texts))
    if unsure := listing((gap.number for gap in several if gap.turns_on), lang):
        yield WORDS["apart"][lang].format(unsure)
    for name, route in ROUTES.items():
        if count := sum(route[lang] in gap.route for gap in several):
            yield WORDS.table("routes")[name][lang].format(count=count)


def _open(assessment: Assessment, several: tuple[ListedGap, ...], questions: Sequence[OpenQuestion]) -> Iterator[str]:
    """How much is still to be verified; and what is at stake there, if that is graver than of the gaps found."""
    lang, found = assessment.lang, [gravity(one) for gap in several for one in _all(gap)]
    yield WORDS["open"][lang].format(duties=assessment.counts["undetermined"], questions=len(questions))
    worst = max((one.could for one in questions if one.could), key=gravity, default=None)
    if worst and found and gravity(worst) > max(found):
        yield WORDS["open_graver"][lang].format(in_words(worst, lang, brief=True))


def _dates(several: Iterable[ListedGap], as_of: date, lang: Lang) -> Iterator[str]:
    """What is due next, what is overdue, and how many gaps nobody has planned for."""
    several = list(several)
    due = sorted((gap.due, gap.owner or "", gap.number) for gap in several if gap.due and gap.due >= as_of)
    if due:
        yield WORDS["next_due"][lang].format(day=due[0][0].isoformat(), owner=due[0][1], number=due[0][2])
    elif several and not any(gap.due for gap in several):
        yield WORDS["no_deadline"][lang]
    if late := [gap.number for gap in several if gap.overdue]:
        yield WORDS["overdue"][lang].format(count=len(late), numbers=listing(late, lang))
    if unplanned := sum(gap.due is None for gap in several):
        yield WORDS["no_plan"][lang].format(count=unplanned)


def _all(gap: ListedGap) -> tuple[PossiblePenalty, ...]:
    return (*([gap.consequence] if gap.consequence else []), *gap.beside)
