"""How many duties came out how: never a share without its total, and what is undetermined beside what is met."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.blocks import Bars, Section, Sentences, Tally
from guiju.documents.report import limits
from guiju.documents.report.layout import columns, grid, section
from guiju.model import WORST_FIRST, Lang, Reason
from guiju.wording.labels import LABELS, REASON_LABELS, VERDICT_LABELS
from guiju.wording.words import Words

WORDS = Words(__file__)
HISTORY = WORDS["history"]
BREAKDOWNS = WORDS.table("breakdown")
DECIDED_BY = WORDS.table("decided_by")


def overall(assessment: Assessment) -> Tally:
    """All duties."""
    return _tally(WORDS["all_duties"][assessment.lang], assessment.duties)


def by_reason(assessment: Assessment) -> tuple[tuple[Reason, str, int], ...]:
    """(why duties are to be verified, in words, number of duties), each reason whether or not a duty has it."""
    lang = assessment.lang
    return tuple((reason, REASON_LABELS[reason][lang], count) for reason, count in assessment.reasons.items())


def breakdowns(assessment: Assessment) -> dict[str, Bars]:
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
        "rule": _bars(assessment, "rule", rules, lambda duty: [duty.line.regulation.id]),
        "role": _bars(assessment, "role", roles, bound),
        "bearer": _bars(assessment, "bearer", bearers, lambda duty: duty.line.bearers),
        "topic": _bars(assessment, "topic", topics, lambda duty: duty.line.obligation.topics),
    }


def by_method(assessment: Assessment) -> dict[str, Bars]:
    """By method of checking, by automation, and by what decided."""
    methods = {key: LABELS[key][assessment.lang] for key in ("test", "examine", "interview")}
    levels = {key: LABELS[key][assessment.lang] for key in ("full", "partial", "none")}
    sources = {key: words[assessment.lang] for key, words in DECIDED_BY.items()}
    return {
        "method": _bars(assessment, "method", methods, lambda duty: [duty.line.obligation.method]),
        "automation": _bars(assessment, "automation", levels, lambda duty: [_level(duty)]),
        "decided_by": _bars(assessment, "decided_by", sources, lambda duty: [duty.decided_by]),
    }


def _level(duty: AssessedDuty) -> str | None:
    automation = duty.line.obligation.automation
    return automation.level if automation else None


def by_verdict(assessment: Assessment) -> Bars:
    """All duties by verdict, in a row."""
    return Bars(WORDS["overall"][assessment.lang], _headings(assessment.lang), (overall(assessment),), None)


def counts(assessment: Assessment) -> Section:
    """The numbers in detail."""
    lang, open_ = assessment.lang, assessment.counts["undetermined"]
    reasons = [(words, f"{count} / {open_}") for _, words, count in by_reason(assessment)]
    of_open = [grid(columns(lang, why=33, count_open=13), reasons, WORDS["by_reason"][lang])] if open_ else []
    return section("counts", lang, [by_verdict(assessment), *of_open, *breakdowns(assessment).values()])


def methods(assessment: Assessment) -> Section:
    """How verdicts come about, with the numbers by method."""
    return section("methods", assessment.lang, [Sentences(limits.methods(assessment)), *by_method(assessment).values()])


def _bars(
    assessment: Assessment, key: str, names: Mapping[str, str], kinds: Callable[[AssessedDuty], Iterable[str | None]]
) -> Bars:
    """Rows for the kinds that occur, in the order of `names`."""
    lang, grouped = assessment.lang, {name: list[AssessedDuty]() for name in names}
    for duty in assessment.duties:
        for kind in kinds(duty):
            if kind is not None and kind in grouped:
                grouped[kind].append(duty)
    rows = tuple(_tally(names[kind], duties) for kind, duties in grouped.items() if duties)
    several = sum(row.total for row in rows) > len(assessment.duties)
    return Bars(BREAKDOWNS[key][lang], _headings(lang), rows, WORDS["several"][lang] if several else None)


def _headings(lang: Lang) -> tuple[str, ...]:
    return (*(VERDICT_LABELS[verdict][lang] for verdict in WORST_FIRST), WORDS["of"][lang])


def _tally(name: str, duties: Iterable[AssessedDuty]) -> Tally:
    counts = Counter(duty.verdict for duty in duties)
    return Tally(name, {verdict: counts[verdict] for verdict in WORST_FIRST})
