"""Provisions of cited laws: our summary, the words of the law, their numbers and sanctions in time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from guiju.model.enumerations import Answer, Certainty, Liability, RangeComparison, Reach
from guiju.model.record import Bilingual, Bound, Record


@dataclass(frozen=True)
class StatuteText(Record):
    """One version of a law, from a copy of which words were taken; `from_` is its first day in force."""

    id: str
    title: Bilingual
    from_: Bound
    origin: Bilingual
    caution: Bilingual


@dataclass(frozen=True)
class StatuteWords(Record):
    """The words of a law, line by line, with the id of their source and their hash; or why there are none."""

    zh: tuple[str, ...] = ()
    source: str | None = None
    sha256: str | None = None
    absent: Bilingual | None = None


@dataclass(frozen=True)
class ArticleNumber(Record):
    """The number of a provision during [from, until): its 条, and the 款 and the 项 where the sources say which. Of one
    that is a `place` in the `version` of this day, all else follows from that text; `later_words` are those of versions
    that have the same words, but for the form of a bracket, from a day that is not known."""

    number: str = ""
    from_: Bound = "unknown"
    until: Bound | None = None
    paragraph: int | None = None
    point: int | None = None
    words: StatuteWords | None = None
    version: str = ""
    place: str = ""
    later_words: tuple[StatuteWords, ...] = ()


Joining = Literal["may_add", "may", "and", "and_or_alone", "alternative", "alone"]


@dataclass(frozen=True)
class PeriodRange(Record):
    """A range of ISO 8601 periods."""

    min: str | None = None
    max: str | None = None
    joined: Joining | None = None


@dataclass(frozen=True)
class Share(Record):
    """A share of an amount: of is the fact of the conduct that tells it."""

    percent: float
    of: str


@dataclass(frozen=True)
class Multiple(Record):
    """A range of multiples of an amount, in place of one of yuan where there is such an amount, or one of at least
    `from_` yuan: of is the fact of the conduct that tells it."""

    min: int
    max: int
    of: str
    from_: int | None = None


@dataclass(frozen=True)
class AmountRange(Record):
    """A range of yuan; `max_share` is a second most beside `max`, `multiple` the range where there is an amount to
    multiply, `or_measure` what may stand in place of the fine."""

    min: int | None = None
    max: int | None = None
    joined: Joining | None = None
    max_share: Share | None = None
    multiple: Multiple | None = None
    or_measure: Literal["confiscation_of_property"] | None = None


@dataclass(frozen=True)
class ImposedPenalty(Record):
    """What was imposed: periods ISO 8601, amounts yuan."""

    detention: str | None = None
    fine: int | None = None
    imprisonment: str | None = None
    criminal_fine: int | None = None
    confiscation_of_property: bool = False


@dataclass(frozen=True)
class SanctionExample(Record):
    """An act, what was imposed for it, and what the sanction makes of both."""

    day: date
    applies: Answer
    conduct: Mapping[str, bool | int | float | str] = field(default_factory=dict)
    imposed: ImposedPenalty | None = None
    detention: RangeComparison | None = None
    fine: RangeComparison | None = None
    imprisonment: RangeComparison | None = None
    criminal_fine: RangeComparison | None = None
    combination: Literal["allowed", "not_allowed"] | None = None


@dataclass(frozen=True)
class Scenario(Record):
    """An act, and what a sanction, or all those of a provision, come to: the strongest `word` among them, and the
    numbers and measures that are told (`says`) and are not (`never`), what follows “unless” or tempers it (`tells`) and
    does not (`never_tells`); or, for each kind of actor, the sanctions that could apply (`reaches`), where no other is
    open. An act that lasts began on `since`."""

    name: str
    day: date
    why: str
    provision: str | None = None
    sanction: str | None = None
    since: date | None = None
    as_of: date | None = None
    facts: Mapping[str, bool | int | float | str] = field(default_factory=dict)
    word: Reach | None = None
    says: tuple[int | str, ...] = ()
    never: tuple[int | str, ...] = ()
    tells: tuple[str, ...] = ()
    never_tells: tuple[str, ...] = ()
    reaches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


ElementName = Literal["subject", "act", "when", "unless", "authority"]
"""The elements of a sanction that the words of the law have, as their keys in the file are called."""


@dataclass(frozen=True)
class ElementWords(Record):
    """The words of the law that make an element: a quotation, or the provision that implies it."""

    quote: str | None = None
    implied_by: str | None = None


@dataclass(frozen=True)
class Exclusion(Record):
    """What excludes a sanction where it is recorded: a predicate on the conduct, and the words that follow “unless”.
    One of a rule of general effect holds for its own law, or for `liabilities`; for acts of some `subjects` only; only
    where nothing but a fine is imposed; and where it is law on the day of the act or of the question."""

    when: str
    words: Bilingual
    subjects: tuple[str, ...] = ()
    liabilities: tuple[Liability, ...] = ()
    fines_only: bool = False
    from_: Bound = "unknown"
    until: Bound | None = None


@dataclass(frozen=True)
class Tempering(Record):
    """What makes a sanction lighter, stops detention or comes beside it, and excludes nothing; `words`: for whom."""

    when: str
    words: Bilingual
    subjects: tuple[str, ...]
    liabilities: tuple[Liability, ...] = ()
    from_: Bound = "unknown"
    until: Bound | None = None
    detention_only: bool = False


@dataclass(frozen=True)
class LimitationPeriod(Record):
    """After which period, counted from the end of the act, what was not discovered is not punished: that of acts under
    a condition, or of crimes for which the most is below a term; for acts during [from, until)."""

    period: str
    when: str | None = None
    most_below: str | None = None
    from_: Bound = "unknown"
    until: Bound | None = None


@dataclass(frozen=True)
class Limitation(Record):
    """The periods, the first that fits; of the provisions of its own law, or of `liabilities` where a law has none."""

    periods: tuple[LimitationPeriod, ...]
    liabilities: tuple[Liability, ...] = ()


Addressee = Literal["anyone", "individual", "person", "entity", "supervisor", "responsible_person", "employer"]
"""person: an individual, and where a unit acts the persons responsible in it."""


@dataclass(frozen=True)
class Sanction(Record):
    """What is imposed on whom, for which act, under which condition, by whom. `act` is a predicate on the conduct
    beside that of the provision, `when` the condition of the tier, `unless` what excludes it in its own words;
    `elements` are the words of the law for each."""

    id: str
    from_: Bound
    tier: Literal["base", "lighter", "aggravated", "especially_serious", "civil"]
    subject: Addressee
    authority: Bilingual
    verification: Certainty
    until: Bound | None = None
    act: str | None = None
    when: str | None = None
    unless: tuple[Exclusion, ...] = ()
    elements: Mapping[str, ElementWords] = field(default_factory=dict)
    measures: tuple[str, ...] = ()
    optional_measures: tuple[str, ...] = ()
    detention: PeriodRange | None = None
    fine: AmountRange | None = None
    short_term_detention: bool = False
    imprisonment: PeriodRange | None = None
    criminal_fine: AmountRange | None = None
    in_force_on: date | None = None
    words_in: str | None = None
    note: Bilingual | None = None
    examples: tuple[SanctionExample, ...] = ()


@dataclass(frozen=True)
class Provision(Record):
    """A provision of a cited law; title, summary and note are ours, the words of the law are in `numbers`. `act` is a
    predicate on the conduct: no penalty is for another act. `elements` are the words of the law for what its sanctions
    have in common; `excludes`, `tempers` and `limitation` are those of a rule of general effect."""

    id: str
    kind: Literal["duty", "offence", "penalty", "rule"]
    title: Bilingual
    summary: Bilingual
    numbers: tuple[ArticleNumber, ...]
    verification: Certainty
    liability: Liability | None = None
    falls_on: tuple[str, ...] = ()
    penalised_by: tuple[str, ...] = ()
    act: str | None = field(default=None, metadata={"formerly": "reaches"})
    elements: Mapping[str, ElementWords] = field(default_factory=dict)
    excludes: tuple[Exclusion, ...] = ()
    tempers: tuple[Tempering, ...] = ()
    limitation: Limitation | None = None
    milder_law_for: tuple[str, ...] = ()
    note: Bilingual | None = None
    sanctions: tuple[Sanction, ...] = ()
