"""How many duties came out how: never a share without its total, and what is undetermined beside what is met."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.blocks import Column, Grid, Section, Sentences
from guiju.documents.report import limits
from guiju.documents.report.layout import columns, grid, section
from guiju.model import WORST_FIRST, Lang, Reason
from guiju.wording.labels import LABELS, REASON_LABELS, VERDICT_LABELS
from guiju.wording.words import Words

WORDS = Words(__file__)
HISTORY = WORDS["history"]
BREAKDOWNS = WORDS.table("breakdown")
DECIDED_BY = WORDS.table("decided_by")
Counted = dict[str, Any]
"""Duties of one kind as JSON has them: `name`, how many by verdict, and the `total` that each is counted against."""
Breakdowns = Mapping[str, list[Counted]]


def by_reason(assessment: Assessment) -> tuple[tuple[Reason, str, int], ...]:
    """(why duties are to be verified, in words, number of duties), each reason whether or not a duty has it."""
    lang = assessment.lang
    return tuple((reason, REASON_LABELS[reason][lang], count) for reason, count in assessment.reasons.items())


def breakdowns(assessment: Assessment) -> Breakdowns:
    """By rule, role, bearer and topic."""
    checked, lang = assessment.checklist, assessment.lang
    roles = {role.id: role.label[lang] for role in checked.roles}
    bearers = {p.id: p.label[lang] for p in checked.corpus.vocabulary.parties if p.id in checked.parties}
    topics = {topic.id: topic.label[lang] for topic in checked.corpus.vocabulary.topics}
    rules = {rule.id: rule.short_title[lang] for rule in checked.regulations}
    parties = {role.id: set(role.parties) for role in checked.roles}

    def bound(duty: AssessedDuty) -> list[str]:
        return [role for role in roles if parties[role] & set(duty.line.bearers)]

    return {
        "rule": _counted(assessment, rules, lambda duty: [duty.line.regulation.id]),
        "role": _counted(assessment, roles, bound),
        "bearer": _counted(assessment, bearers, lambda duty: duty.line.bearers),
        "topic": _counted(assessment, topics, lambda duty: duty.line.obligation.topics),
    }


def by_method(assessment: Assessment) -> Breakdowns:
    """By method of checking, by automation, and by what decided."""
    methods = {key: LABELS[key][assessment.lang] for key in ("test", "examine", "interview")}
    levels = {key: LABELS[key][assessment.lang] for key in ("full", "partial", "none")}
    sources = {key: words[assessment.lang] for key, words in DECIDED_BY.items()}
    return {
        "method": _counted(assessment, methods, lambda duty: [duty.line.obligation.method]),
        "automation": _counted(assessment, levels, lambda duty: [_level(duty)]),
        "decided_by": _counted(assessment, sources, lambda duty: [duty.decided_by]),
    }


def _level(duty: AssessedDuty) -> str | None:
    automation = duty.line.obligation.automation
    return automation.level if automation else None


def by_verdict(assessment: Assessment) -> Grid:
    """All duties by verdict, in a row."""
    every = _of_kind(WORDS["all_duties"][assessment.lang], assessment.duties)
    return _grid(assessment, WORDS["overall"][assessment.lang], [every])


def counts(assessment: Assessment) -> Section:
    """The numbers in detail."""
    lang, open_ = assessment.lang, assessment.counts["undetermined"]
    reasons = [(words, f"{count} / {open_}") for _, words, count in by_reason(assessment)]
    of_open = [grid(columns(lang, why=33, count_open=13), reasons, WORDS["by_reason"][lang])] if open_ else []
    return section("counts", lang, [by_verdict(assessment), *of_open, *_grids(assessment, breakdowns(assessment))])


def methods(assessment: Assessment) -> Section:
    """How verdicts come about, with the numbers by method."""
    tables = _grids(assessment, by_method(assessment))
    return section("methods", assessment.lang, [Sentences(limits.methods(assessment)), *tables])


def _counted(
    assessment: Assessment, names: Mapping[str, str], kinds: Callable[[AssessedDuty], Iterable[str | None]]
) -> list[Counted]:
    """The kinds that occur, in the order of `names`."""
    grouped = {name: list[AssessedDuty]() for name in names}
    for duty in assessment.duties:
        for kind in kinds(duty):
            if kind is not None and kind in grouped:
                grouped[kind].append(duty)
    return [_of_kind(names[kind], duties) for kind, duties in grouped.items() if duties]


def _of_kind(name: str, duties: Iterable[AssessedDuty]) -> Counted:
    of = Counter(duty.verdict for duty in duties)
    return {"name": name, **{verdict: of[verdict] for verdict in WORST_FIRST}, "total": of.total()}


def _grids(assessment: Assessment, several: Breakdowns) -> list[Grid]:
    return [_grid(assessment, BREAKDOWNS[key][assessment.lang], counted) for key, counted in several.items()]


def _grid(assessment: Assessment, heading: str, counted: list[Counted]) -> Grid:
    lang: Lang = assessment.lang
    headings = (*(VERDICT_LABELS[verdict][lang] for verdict in WORST_FIRST), WORDS["of"][lang])
    above = [Column(heading, 34), *(Column(words, 13, "count") for words in headings)]
    several = sum(one["total"] for one in counted) > len(assessment.duties)
    return grid(above, [[*map(str, one.values())] for one in counted], note=WORDS["several"][lang] if several else None)
