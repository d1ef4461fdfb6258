"""What there is to do in several services: each gap and open duty of each, the worst first, with owner and day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.services import RollUp
from guiju.documents.content.fields import field
from guiju.documents.content.text import listing
from guiju.documents.penalties.heaviest import PossiblePenalty, consequences, weight
from guiju.documents.report.audience import Audience
from guiju.documents.report.duties import Head, head
from guiju.documents.report.gaps import numbers
from guiju.documents.report.page_one import in_words
from guiju.documents.report.plans import Planned, plans
from guiju.documents.report.unsupported import unsupported
from guiju.model import Lang
from guiju.wording.words import Words

WORDS = Words(__file__)


@dataclass(frozen=True)
class Action:
    """A duty that is a gap or open in one service. `consequences` as page one has them, the heaviest first, else
    `route` says why there is none; `due` is the first day of those of its `plans` that are not closed, None where
    there is none."""

    service: str
    duty: Head
    numbers: tuple[str, ...]
    consequences: tuple[PossiblePenalty, ...]
    route: tuple[str, ...]
    plans: tuple[Planned, ...]
    due: date | None
    rank: tuple[bool, tuple[float, ...], float]

    @property
    def is_gap(self) -> bool:
        """Whether it is a gap, rather than open."""
        return self.duty.verdict == "breached"

    @property
    def is_overdue(self) -> bool:
        """Whether anything that is planned should have been done."""
        return any(plan.overdue for plan in self.plans)

    def outcome(self, lang: Lang) -> tuple[str, ...]:
        """Its consequences in words, else why there is none."""
        return tuple(in_words(one, lang) for one in self.consequences) or self.route


def actions(together: RollUp, audience: Audience) -> tuple[Action, ...]:
    """All of them: gaps first, then what weighs more, then what is due earlier, then in the order of the text."""
    found = list[Action]()
    for service, assessment in together.assessed.items():
        numbered, planned = numbers(assessment), plans(assessment, audience)
        found += (
            _action(service, assessment, duty, numbered, [one for one in planned if one.duty.id == duty.id])
            for duty in assessment.duties
            if duty.verdict in ("breached", "undetermined")
        )
    return tuple(sorted(found, key=lambda action: action.rank, reverse=True))


def _action(
    service: str, assessment: Assessment, duty: AssessedDuty, numbered: Mapping[str, str], planned: Sequence[Planned]
) -> Action:
    checked, line = assessment.checklist, duty.line
    own = dict.fromkeys(number for id, number in numbered.items() if id.partition("/")[0] == duty.id)
    several = tuple(one for one in planned if one.plan is not None)
    days = [one.plan.due for one in several if one.plan and one.plan.closing(checked.as_of) is None]
    due = min(days, default=None)
    rank = duty.verdict == "breached", weight(checked, line), -due.toordinal() if due else -inf
    found = consequences(checked, line)
    route = () if found else field(checked, line, "route")
    return Action(service, head(assessment, duty), tuple(own), found, route, several, due, rank)


def by_duty(every: Sequence[Action]) -> tuple[tuple[Action, ...], ...]:
    """The actions of each duty together, the duty with the worst first."""
    rows = dict[str, list[Action]]()
    for action in every:
        rows.setdefault(action.duty.id, []).append(action)
    return tuple(map(tuple, rows.values()))


def next_due(every: Sequence[Action]) -> Action | None:
    """What is due next; what is overdue was due before."""
    return min((a for a in every if a.due and not a.is_overdue), key=lambda a: a.due or date.max, default=None)


def headline(together: RollUp, every: Sequence[Action]) -> str:
    """How many services and gaps there are, what is due next, and which services could not be assessed."""
    lang, gaps = together.lang, [action for action in every if action.is_gap]
    text = WORDS["headline"][lang].format(
        services=len(together.assessed),
        failing=len({action.service for action in gaps}),
        gaps=len(gaps),
        open=len(every) - len(gaps),
        overdue=sum(action.is_overdue for action in every),
    )
    if coming := next_due(every):
        text += WORDS["next_due"][lang].format(day=coming.due, service=coming.service)
    if together.refused:
        names = listing(together.refused, lang)
        text += WORDS["not_assessed"][lang].format(count=len(together.refused), names=names)
    return text


def unsupported_of(together: RollUp) -> Iterator[str]:
    """What is declared and not supported, service by service."""
    for name, assessment in together.assessed.items():
        for entry in unsupported(assessment):
            yield WORDS["of_service"][together.lang].format(service=name, text=entry["words"])
