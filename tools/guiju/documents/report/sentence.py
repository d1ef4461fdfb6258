"""The first sentence of a report, which a director understands without the rest, and the lines that complete it."""

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
from guiju.model import Bilingual, Lang
from guiju.wording.labels import LABELS, NO_PENALTY, SEMICOLON, day_in_words
from guiju.wording.words import Words

WORDS = Words(__file__, "page_one.yaml")
_GRAVEST, _FINE = WORDS.table("gravest"), WORDS.table("fine")
ROUTES = {"no_penalty": NO_PENALTY, "not_at_hand": LABELS["not_at_hand"]}
"""Why no consequence of a gap is stated."""
LONGEST = {"zh": 120, "en": 60}
"""How long the sentence may be: characters of Chinese, words of any other language."""
LONGEST_NAME = 20
"""Characters of the name of a service in it; the front of the report has the whole."""


def sentence(
    assessment: Assessment,
    several: tuple[ListedGap, ...],
    claims: Sequence[Mapping[str, Any]],
) -> str:
    """Which service, how many gaps, how much is to be verified; then, as far as there is room, the worst that could
    apply and that is open, which answers are not supported, what is overdue or due next, the highest fine."""
    lang, report, as_of = assessment.lang, assessment.profile.report, assessment.checklist.as_of
    service = _short(listing(report.services, lang) or report.entity or WORDS["service"][lang])
    if not assessment.duties:  # that nothing was found would say that something was looked at
        nothing = [] if assessment.checklist.lines else [words[lang] for words in notices(assessment.checklist)]
        return nothing[0] if nothing else WORDS["no_duties"][lang].format(service, day_in_words(as_of)[lang])
    count = WORDS["no_gaps" if not several else "gaps" if several[1:] else "one_gap"][lang]
    (graves, fine), unsure = _gravest(several), sum(bool(gap.turns_on) for gap in several)
    parts = [
        (0, count.format(service=service, day=day_in_words(as_of)[lang], count=len(several))),
        *((3, claim) for claim in _claims(assessment, claims)),
        *((2, _said(_GRAVEST, one, lang)) for one in graves),
        *([(5, _said(_FINE, fine, lang))] if fine else []),
        *([(2, WORDS["may_be_graver"][lang].format(unsure))] if unsure else []),
        (1, WORDS["to_verify"][lang].format(assessment.counts["undetermined"])),
        *((4, when) for when in _when(several, as_of, lang)),
    ]
    return _fitting(parts, lang)


def lines(
    assessment: Assessment, several: tuple[ListedGap, ...], questions: tuple[OpenQuestion, ...]
) -> tuple[str, ...]:
    """What completes the sentence, a line each: the consequences of the gaps found, what is open, the plans."""
    lang, as_of = assessment.lang, assessment.checklist.as_of
    if not assessment.duties:
        return ()
    urgent = (URGENT[one.fact][lang] for one in questions[:1] if is_urgent(assessment, one.entity, one.fact))
    every = [
        [*_worst(several, lang)],
        [*urgent, *_open(assessment, several, questions)],
        [*_dates(several, as_of, lang)],
    ]
    texts = [_joined(parts, lang) for parts in every if parts]
    return tuple(text[:1].upper() + text[1:] for text in texts)


def _joined(parts: Sequence[str], lang: Lang) -> str:
    return SEMICOLON[lang].join(parts) + WORDS["full_stop"][lang]


def _fitting(parts: Sequence[tuple[int, str]], lang: Lang) -> str:
    """The sentence of its (rank, part), in their order, without those for which there is no room after lower ranks."""
    said = [0]
    for place in sorted(range(1, len(parts)), key=lambda n: parts[n][0]):
        longer = sorted([*said, place])
        if _length(_joined([parts[n][1] for n in longer], lang), lang) <= LONGEST.get(lang, LONGEST["en"]):
            said = longer
    return _joined([parts[n][1] for n in said], lang)


def _length(text: str, lang: Lang) -> int:
    return len(text) if lang == "zh" else len(text.split())


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _claims(assessment: Assessment, claims: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """How many answers are not supported, and how many duties the first of them switches off."""
    if claims:
        yield WORDS["unsupported"][assessment.lang].format(
            count=len(claims), duties=claims[0]["duties"], total=len(assessment.duties)
        )


def _gravest(several: Iterable[ListedGap]) -> tuple[list[PossiblePenalty], PossiblePenalty | None]:
    """The gravest that could apply, and that is open, if that is graver; and where there is but one of these, the
    highest fine of its reach."""
    every, named = [one for gap in several for one in _all(gap)], list[PossiblePenalty]()
    for reach in WORDS.table("worst"):
        worst = max((one for one in every if one.reach == reach), key=gravity, default=None)
        if worst and (not named or gravity(worst) > gravity(named[0])):
            named.append(worst)
    fines = (one for one in every if len(named) == 1 and one.kind == "fine" and one.reach == named[0].reach)
    fine = max(fines, key=gravity, default=None)
    return named, fine if fine not in named else None


def _said(words: Mapping[str, Bilingual], one: PossiblePenalty, lang: Lang) -> str:
    return words[one.reach][lang].format(in_words(one, lang, brief=True))


def _when(several: Sequence[ListedGap], as_of: date, lang: Lang) -> Iterator[str]:
    """How many gaps are overdue; else what is due next, or that nothing is planned."""
    late, due = sum(bool(gap.overdue) for gap in several), [gap.due for gap in several if gap.due and gap.due >= as_of]
    if late:
        yield WORDS["late_gaps"][lang].format(late)
    elif due:
        yield WORDS["next_day"][lang].format(min(due).isoformat())
    elif several:
        yield WORDS["no_deadline"][lang]


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
