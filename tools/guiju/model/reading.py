"""Our reading of a rule: obligations, the checks that decide them, spans."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from guiju.model.enumerations import Certainty, Modality, Route, Verdict
from guiju.model.record import Bilingual, Record


@dataclass(frozen=True)
class Timing(Record):
    kind: Literal["maintenance", "achievement"]
    deadline: Literal["none", "open", "period", "before"]
    note: Bilingual | None = None


@dataclass(frozen=True)
class Param(Record):
    value: float
    unit: str
    quote: str


@dataclass(frozen=True)
class Step(Bilingual):
    """A review step, a piece of evidence or a remedy. Without `bearers` it is for every bearer of the obligation."""

    bearers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Automation(Record):
    level: Literal["full", "partial", "none"]
    reason: Bilingual | None = None


@dataclass(frozen=True)
class BearerConsequence(Record):
    """What some bearers of a duty face."""

    bearers: tuple[str, ...]
    route: Route
    provisions: tuple[str, ...] = ()
    note: Bilingual | None = None


@dataclass(frozen=True)
class OnlyWhere(Record):
    """Provisions that reach a breach only where a row of the entity fulfils a condition."""

    provisions: tuple[str, ...]
    entity: str
    when: str
    words: Bilingual


@dataclass(frozen=True)
class Consequence(Record):
    """What the bearers face that `by_bearer` does not name. To read what each faces: `Obligation.consequences`."""

    route: Route
    provisions: tuple[str, ...] = ()
    note: Bilingual | None = None
    by_bearer: tuple[BearerConsequence, ...] = ()
    only_where: tuple[OnlyWhere, ...] = ()


@dataclass(frozen=True)
class Displacement(Record):
    regulation: str
    change: Literal["carried", "widened", "changed", "dropped", "not_covered", "unaffected"]
    certainty: Certainty
    note: Bilingual
    places: tuple[str, ...] = ()


SpanKind = Literal[
    "purpose", "scope", "definition", "commencement", "exemption", "principle", "conflict", "interpretation"
]

RecordedValue = bool | int | float | str

NOTHING = "TRUE"
"""What a check requires that only looks at the gate of its bearers."""


@dataclass(frozen=True)
class ServiceCondition(Record):
    """On which facts of the service a duty turns: where `when` is false it does not apply, where it is true it does.
    `decides` only one of the two where the other leaves it open."""

    when: str
    decides: Literal["both", "applies", "not"] = "both"


@dataclass(frozen=True)
class Check(Record):
    """A test of facts, on the conduct of its `bearers`, or if empty of all of its obligation. `applies_when` is the
    whole condition: the `gate` of its bearers (guiju.law.gates) and its `own`, as its file has it. What it fails is a
    `part` of the duty: with facts of the `conduct` that it then is, the day in the fact `dated_by` of its row, since
    when it lasts where it `continues`, and a consequence and a remedy of its own where they differ from the duty's."""

    entity: str
    requires: str
    decides: Literal["both", "met", "breached", "neither"]
    applies_when: str | None = None
    remaining: Bilingual | None = None
    bearers: tuple[str, ...] = ()
    incidents: bool = False
    id: str | None = None
    part: Bilingual | None = None
    conduct: Mapping[str, RecordedValue] = field(default_factory=dict)
    dated_by: str | None = None
    continues: bool = False
    consequence: Consequence | None = None
    remedy: tuple[Step, ...] = ()
    gate: str = ""
    own: str | None = None

    @property
    def part_id(self) -> str:
        """What stands for it in the id of a gap."""
        return self.id or self.entity

    @property
    def own_condition(self) -> str | None:
        """Its condition without the gate."""
        return self.own if self.gate else self.applies_when

    @property
    def tests_something(self) -> bool:
        """Whether it requires anything, or only looks at the gate."""
        return self.requires != NOTHING

    @property
    def needs_rows(self) -> bool:
        """Whether its duty applies only where there are rows: not that of incidents, nor one that nothing tests."""
        return self.tests_something and not self.incidents

    @property
    def text(self) -> str:
        """Both predicates in one line: when it applies, and what must hold then."""
        when = f"({self.applies_when})" if self.applies_when else ""
        return " → ".join(part for part in (when, self.requires if self.tests_something else "") if part)


@dataclass(frozen=True)
class Example(Record):
    """Facts and the verdict they give. Values are as written; `none` is an explicit none."""

    facts: Mapping[str, RecordedValue]
    verdict: Verdict
    entity: str = "service"
    service: Mapping[str, RecordedValue] = field(default_factory=dict)
    as_of: date = date(2026, 1, 1)


@dataclass(frozen=True)
class OpenWord(Record):
    word: str
    weigh: Bilingual
    bearers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Obligation(Record):
    """A duty, prohibition, power, permission or recommendation. `gate` are facts of the service, one of which must be
    true for the duty to bind its bearers. `exception_to` are the ids of the duties that it lifts where its condition
    holds; `instead` of those that are owed where this one is not."""

    id: str
    eId: str
    quote: tuple[str, ...]
    modality: Modality
    bearers: tuple[str, ...]
    title: Bilingual
    summary: Bilingual
    topics: tuple[str, ...]
    counterparty: str | None = None
    condition: Bilingual | None = None
    timing: Timing | None = None
    params: Mapping[str, Param] = field(default_factory=dict)
    method: Literal["test", "examine", "interview"] | None = None
    review: tuple[Step, ...] = ()
    automation: Automation | None = None
    evidence: tuple[Step, ...] = ()
    remedy: tuple[Step, ...] = ()
    consequence: Consequence | None = None
    displaced_by: Displacement | None = None
    overlaps: tuple[str, ...] = ()
    exception_to: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    open_words: tuple[OpenWord, ...] = ()
    checks: tuple[Check, ...] = ()
    examples: tuple[Example, ...] = ()
    gate: tuple[str, ...] = ()
    conduct: Mapping[str, RecordedValue] = field(default_factory=dict)
    turns_on: tuple[ServiceCondition, ...] = ()

    @property
    def binds(self) -> bool:
        """Whether it can be kept or broken: powers, permissions and recommendations cannot."""
        return self.modality in ("obligation", "prohibition")

    def consequences(
        self, parties: Iterable[str] | None = None, stated: Consequence | None = None
    ) -> tuple[BearerConsequence, ...]:
        """What each group of bearers faces; with `parties` only the groups in which one of them is. `stated` is that of
        a part, instead of that of the duty."""
        if (stated := stated or self.consequence) is None:
            return ()
        apart = stated.by_bearer
        named = {bearer for group in apart for bearer in group.bearers}
        others = tuple(bearer for bearer in self.bearers if bearer not in named)
        rest = BearerConsequence(others, stated.route, stated.provisions, stated.note, where=stated.where)
        groups = (rest, *apart) if others else apart
        wanted = None if parties is None else frozenset(parties)
        return tuple(group for group in groups if wanted is None or not wanted.isdisjoint(group.bearers))

    @property
    def leads_to(self) -> tuple[str, ...]:
        """The ids of the provisions to which a breach leads, for whichever bearer, each once."""
        return tuple(dict.fromkeys(name for group in self.consequences() for name in group.provisions))


@dataclass(frozen=True)
class Span(Record):
    kind: SpanKind
    eId: str
    quote: tuple[str, ...]
    term: str | None = None
    reason: Bilingual | None = None


@dataclass(frozen=True)
class DraftObligation(Record):
    """An obligation proposed from the words of the law, which nobody has read; `subject` names who is bound, `carried`
    says that a sentence before does."""

    eId: str
    quote: tuple[str, ...]
    modality: Modality
    bearers: tuple[str, ...] = ()
    subject: str | None = None
    carried: bool = False
    id: str | None = None
    status: Literal["draft", "reviewed"] = "draft"


@dataclass(frozen=True)
class DraftSpan(Record):
    """Words that seem to bind nobody; nobody has read them yet."""

    kind: SpanKind
    eId: str
    quote: tuple[str, ...]
    status: Literal["draft", "reviewed"] = "draft"


@dataclass(frozen=True)
class PartyExpectation(Record):
    """What a party is bound to by a rule, as the second reading found it: ids by modality."""

    party: str
    obligation: tuple[str, ...] = ()
    prohibition: tuple[str, ...] = ()
    permission: tuple[str, ...] = ()
    power: tuple[str, ...] = ()
    recommendation: tuple[str, ...] = ()


@dataclass(frozen=True)
class RetiredId(Record):
    id: str
    release: str
    reason: Bilingual
    replaced_by: tuple[str, ...] = ()
