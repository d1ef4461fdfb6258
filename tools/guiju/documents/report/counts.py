"""How many duties came out how: never a share without what it is counted against, and what is undetermined beside
what is met."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.blocks import Bars, Block, Section, Sentences, Tally
from guiju.documents.content.text import printable
from guiju.documents.report import limits
from guiju.documents.report.layout import columns, grid, section
from guiju.model import WORST_FIRST, Lang, Reason
from guiju.wording.labels import LABELS, REASON_LABELS, VERDICT_LABELS
from guiju.wording.words import Words

WORDS = Words(__file__)
HISTORY = WORDS["history"]
BREAKDOWNS = WORDS.table("breakdown")
DECIDED_BY = WORDS.table("decided_by")


@dataclass(frozen=True)
class Breakdown:
    """The duties by rule, by topic and so on."""

    key: str
    heading: str
    rows: tuple[Tally, ...]
    note: str | None


def overall(assessment: Assessment) -> Tally:
    """All duties."""
    return _tally(WORDS["all_duties"][assessment.checklist.lang], assessment.duties)


def headline(assessment: Assessment) -> str:
    """The result in one line: each verdict with what it is counted against."""
    lang, total, history = assessment.checklist.lang, overall(assessment), len(assessment.historical)
    parts = (f"{VERDICT_LABELS[verdict][lang]} {total.counts[verdict]}" for verdict in WORST_FIRST)
    remark = [HISTORY[lang].format(count=history)] if history else []
    return " · ".join((f"{' · '.join(parts)} / {total.total}", *remark))


def by_wording(assessment: Assessment) -> Mapping[str, int]:
    """How verdicts are worded → number of duties: declared is not measured, and a gap not reviewed is not one that
    was."""
    lines = sorted(assessment.duties, key=lambda line: WORST_FIRST.index(line.verdict))
    return Counter(line.words[assessment.checklist.lang] for line in lines)


def by_reason(assessment: Assessment) -> tuple[tuple[Reason, str, int], ...]:
    """(why duties are to be verified, in words, number of duties), each reason whether or not a duty has it."""
    lang = assessment.checklist.lang
    return tuple((reason, REASON_LABELS[reason][lang], count) for reason, count in assessment.reasons.items())


def breakdowns(assessment: Assessment) -> tuple[Breakdown, ...]:
    """By rule, role, bearer and topic."""
    checked, lang = assessment.checklist, assessment.checklist.lang
    roles = {role.id: role.label[lang] for role in checked.roles}
    bearers = {p.id: p.label[lang] for p in checked.corpus.vocabulary.parties if p.id in checked.parties}
    topics = {topic.id: topic.label[lang] for topic in checked.corpus.vocabulary.topics}
    rules = {rule.id: rule.short_title[lang] for rule in checked.regulations}
    parties = {role.id: set(role.parties) for role in checked.roles}
    return (
        _breakdown(assessment, "rule", rules, lambda line: [line.line.regulation.id]),
        _breakdown(assessment, "role", roles, lambda line: [r for r in roles if parties[r] & set(line.line.bearers)]),
        _breakdown(assessment, "bearer", bearers, lambda line: line.line.bearers),
        _breakdown(assessment, "topic", topics, lambda line: line.line.obligation.topics),
    )  # fmt: skip


def by_method(assessment: Assessment) -> tuple[Breakdown, ...]:
    """By method of checking, by automation, and by what decided."""
    lang = assessment.checklist.lang
    methods = {key: LABELS[key][lang] for key in ("test", "examine", "interview")}
    levels = {key: LABELS[key][lang] for key in ("full", "partial", "none")}
    sources = {key: words[lang] for key, words in DECIDED_BY.items()}
    return (
        _breakdown(assessment, "method", methods, lambda line: [line.line.obligation.method]),
        _breakdown(assessment, "automation", levels, lambda line: [_level(line)]),
        _breakdown(assessment, "decided_by", sources, lambda line: [line.decided_by]),
    )


def _level(duty: AssessedDuty) -> str | None:
    automation = duty.line.obligation.automation
    return automation.level if automation else None


def result(assessment: Assessment) -> Section:
    """The numbers as a whole: by verdict, by how it is worded, and why duties are to be verified."""
    lang, total = assessment.checklist.lang, overall(assessment)
    undetermined = total.counts["undetermined"]
    wording = [(words, f"{count} / {total.total}") for words, count in by_wording(assessment).items()]
    reasons = [(words, f"{count} / {undetermined}") for _, words, count in by_reason(assessment)]
    blocks: list[Block] = [
        bars(Breakdown("all", WORDS["overall"][lang], (total,), None), lang),
        grid(columns(lang, worded=33, count=13), wording, WORDS["by_wording"][lang]),
        grid(columns(lang, why=33, count_open=13), reasons, WORDS["by_reason"][lang]),
    ]
    return section("result", lang, blocks if undetermined else blocks[:2])


def counts(assessment: Assessment) -> Section:
    """The numbers in detail."""
    lang = assessment.checklist.lang
    return section("counts", lang, [bars(breakdown, lang) for breakdown in breakdowns(assessment)])


def methods(assessment: Assessment) -> Section:
    """How verdicts come about, with the numbers by method."""
    lang = assessment.checklist.lang
    numbers = (bars(breakdown, lang) for breakdown in by_method(assessment))
    return section("methods", lang, [Sentences(limits.methods(assessment)), *numbers])


def bars(breakdown: Breakdown, lang: Lang) -> Bars:
    """A breakdown as a table with bars."""
    verdicts = tuple((verdict, VERDICT_LABELS[verdict][lang]) for verdict in WORST_FIRST)
    return Bars(breakdown.heading, WORDS["of"][lang], verdicts, breakdown.rows, breakdown.note)


def _breakdown(
    assessment: Assessment, key: str, names: Mapping[str, str], kinds: Callable[[AssessedDuty], Iterable[str | None]]
) -> Breakdown:
    """Rows for the kinds that occur, in the order of `names`."""
    lang = assessment.checklist.lang
    grouped: dict[str, list[AssessedDuty]] = {name: [] for name in names}
    for duty in assessment.duties:
        for kind in kinds(duty):
            if kind is not None and kind in grouped:
                grouped[kind].append(duty)
    rows = tuple(_tally(printable(names[kind]), lines) for kind, lines in grouped.items() if lines)
    several = sum(row.total for row in rows) > len(assessment.duties)
    return Breakdown(key, BREAKDOWNS[key][lang], rows, WORDS["several"][lang] if several else None)


def _tally(name: str, lines: Iterable[AssessedDuty]) -> Tally:
    found = Counter(line.verdict for line in lines)
    return Tally(name, {verdict: found[verdict] for verdict in WORST_FIRST})
