"""How many duties came out how: never a share without what it is counted against, and what is undetermined beside what is met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.content.fields import shown
from guiju.law.labels import LABELS, REASON_LABELS
from guiju.model import WORST_FIRST, Bilingual, Reason, Verdict

_SEVERAL = Bilingual("一项义务可计入多行。", "A duty may count in several rows.")
_HEADINGS = {
    "rule": Bilingual("按法规", "By rule"),
    "role": Bilingual("按角色", "By role"),
    "bearer": Bilingual("按义务主体", "By bearer"),
    "topic": Bilingual("按主题", "By topic"),
    "method": Bilingual("按检查方法", "By method"),
    "automation": Bilingual("按能否由机器判定", "By automation"),
    "decided_by": Bilingual("按结论的来源", "By what decided"),
}
_DECIDED_BY = {
    "test": Bilingual("对事实的检测", "a test on facts"),
    "declaration": Bilingual("自述", "a declaration"),
    "none": Bilingual("尚无", "nothing yet"),
}
_ALL = Bilingual("全部义务", "All duties")


@dataclass(frozen=True)
class Tally:
    """Duties of one kind by verdict; `total` is what each number is counted against."""

    name: str
    counts: Mapping[Verdict, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def spans(self, width: int) -> tuple[tuple[Verdict, int, int], ...]:
        """A bar of so many steps: (verdict, first step, number of steps), none left over."""
        found, past, done = [], 0, 0
        for verdict in WORST_FIRST:
            past += self.counts[verdict]
            until = round(width * past / self.total) if self.total else 0
            found.append((verdict, done, until - done))
            done = until
        return tuple(span for span in found if span[2])


@dataclass(frozen=True)
class Tallies:
    """One breakdown of the duties: by rule, by topic and so on."""

    key: str
    heading: str
    rows: tuple[Tally, ...]
    note: str | None


def overall(assessment: Assessment) -> Tally:
    """All duties."""
    return _tally(_ALL[assessment.checklist.lang], assessment.lines)


def by_wording(assessment: Assessment) -> tuple[tuple[str, int], ...]:
    """(how a verdict is worded, number of duties): declared is not measured, and a gap not reviewed is none that was."""
    lang = assessment.checklist.lang
    lines = sorted(assessment.lines, key=lambda line: WORST_FIRST.index(line.verdict))
    return tuple(Counter(line.words[lang] for line in lines).items())


def by_reason(assessment: Assessment) -> tuple[tuple[Reason, str, int], ...]:
    """(why duties are to be verified, in words, number of duties), each reason whether or not a duty has it."""
    lang = assessment.checklist.lang
    return tuple((reason, REASON_LABELS[reason][lang], count) for reason, count in assessment.reasons.items())


def breakdowns(assessment: Assessment) -> tuple[Tallies, ...]:
    """By rule, role, bearer and topic."""
    checked, lang = assessment.checklist, assessment.checklist.lang
    parties = {party for role in checked.roles for party in role.parties}
    roles = {role.id: role.label[lang] for role in checked.roles}
    bearers = {p.id: p.label[lang] for p in checked.corpus.vocabulary.parties if p.id in parties}
    topics = {topic.id: topic.label[lang] for topic in checked.corpus.vocabulary.topics}
    rules = {rule.id: rule.short_title[lang] for rule in checked.regulations}

    def held_by(line: AssessedDuty) -> list[str]:
        return [role.id for role in checked.roles if not set(role.parties).isdisjoint(line.line.bearers)]

    return (
        _tallies(assessment, "rule", rules, lambda line: [line.line.regulation.id]),
        _tallies(assessment, "role", roles, held_by),
        _tallies(assessment, "bearer", bearers, lambda line: line.line.bearers),
        _tallies(assessment, "topic", topics, lambda line: line.line.obligation.topics),
    )


def by_method(assessment: Assessment) -> tuple[Tallies, ...]:
    """By method of checking, by automation, and by what decided."""
    lang = assessment.checklist.lang
    methods = {key: LABELS[key][lang] for key in ("test", "examine", "interview")}
    levels = {key: LABELS[key][lang] for key in ("full", "partial", "none")}
    sources = {key: words[lang] for key, words in _DECIDED_BY.items()}

    def level(line: AssessedDuty) -> list[str]:
        return [line.line.obligation.automation.level] if line.line.obligation.automation else []

    return (
        _tallies(assessment, "method", methods, lambda line: filter(None, [line.line.obligation.method])),
        _tallies(assessment, "automation", levels, level),
        _tallies(assessment, "decided_by", sources, lambda line: [line.decided_by]),
    )


def _tallies(
    assessment: Assessment, key: str, names: Mapping[str, str], kinds: Callable[[AssessedDuty], Iterable[str]]
) -> Tallies:
    """Rows for the kinds that occur, in the order of `names`."""
    lang = assessment.checklist.lang
    grouped: dict[str, list[AssessedDuty]] = {name: [] for name in names}
    for line in assessment.lines:
        for kind in kinds(line):
            if kind in grouped:
                grouped[kind].append(line)
    rows = tuple(_tally(shown(names[kind]), lines) for kind, lines in grouped.items() if lines)
    several = sum(row.total for row in rows) > len(assessment.lines)
    return Tallies(key, _HEADINGS[key][lang], rows, _SEVERAL[lang] if several else None)


def _tally(name: str, lines: Iterable[AssessedDuty]) -> Tally:
    found = Counter(line.verdict for line in lines)
    return Tally(name, {verdict: found[verdict] for verdict in WORST_FIRST})
