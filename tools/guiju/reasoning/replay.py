"""Cases run again: what each expects, and what the obligations and sanctions give on its facts."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date

from guiju.files.display import Displayed
from guiju.model import (
    Bilingual,
    Body,
    Bound,
    Case,
    CaseFact,
    Corpus,
    Expectation,
    Fact,
    Obligation,
    Outcome,
    Period,
    RecordedValue,
    Sanction,
    State,
)
from guiju.predicates import parse
from guiju.predicates.kleene import Facts, Row, evaluate
from guiju.reasoning import elements, facts, law_in_time, sanctions, verdicts
from guiju.reasoning.conduct import Conduct
from guiju.reasoning.elements import Element
from guiju.reasoning.standing import Standing, standing_of
from guiju.wording.labels import COMMA, VERDICT_LABELS, day_in_words
from guiju.wording.words import Words

WORDS = Words(__file__)
ANSWERS = WORDS.table("answer")
ANSWER_VALUES = WORDS.table("answer_value")
ACT_AND_DECISION = WORDS.list("act_and_decision")

COMPARED = ("detention", "fine", "imprisonment", "criminal_fine", "fine_cap_cited", "combination", "measures")
NOT_DECIDING = ("set_aside", "suspended", "dismissed_on_procedure")
"""Stages that impose nothing: which law applied is asked of the decision before them."""
REVIEWED = ("police", "authority")
"""The bodies whose decisions are set aside on review or by a court."""
KIND = "conduct_kind"
"""The fact of conduct that says of which kind an act is: whoever reports it, a body with jurisdiction decides it."""
LONG_AGO = date(1900, 1, 1)
"""The first day of a rule that is applied as if it had been in force: before any conduct."""

CaseRows = Mapping[str, tuple[str, Facts]]
"""name in the case → (entity, typed facts)."""


@dataclass(frozen=True)
class ReplayResult(Displayed):
    """One expectation and what came out, answers by name; `hypothetical` where the rule was not in force.

    `state` is that of the obligation on the day, None for a sanction and where the day is unknown; the verdict of a
    displaced one is history. `doubts` say why an answer is open, where it is the data of the law or a missing service
    that leaves it open, and that it is history. `penalties` are those of the act and of the decision that were
    compared, where the expectation is about which law applies.
    """

    _columns = (
        *("case:case.id", "about:expectation.about", "obligation:expectation.obligation"),
        *("agrees", "expected", "actual", "state"),
    )

    case: Case
    expectation: Expectation
    expected: Mapping[str, str]
    actual: Mapping[str, str]
    hypothetical: bool = False
    doubts: tuple[Bilingual, ...] = ()
    penalties: tuple[Sanction, ...] = ()
    state: State | None = None

    @property
    def agrees(self) -> bool:
        return dict(self.expected) == dict(self.actual)

    @property
    def labels(self) -> Iterator[Bilingual]:
        """The note beside an answer on law that was not yet, or no longer, in force on the day."""
        if self.hypothetical:
            yield WORDS["hypothetical"]
        if self.state == "displaced":
            yield WORDS["historical"]


def in_words(answers: Mapping[str, str]) -> Bilingual:
    """{verdict: undetermined} → 结论 待核实. A verdict that is open waits for verification; other answers do not."""
    values = {name: (VERDICT_LABELS if name == "verdict" else ANSWER_VALUES)[answers[name]] for name in answers}
    named = (WORDS["answer_with_value"].format(ANSWERS[name], values[name]) for name in ANSWERS if name in values)
    return WORDS["semicolon"].join(named)


def replay(corpus: Corpus, case: Case) -> Iterator[ReplayResult]:
    """Every expectation of a case, run. Unfit where a fact of the case does not fit the vocabulary."""
    known = facts.by_entity(corpus.vocabulary.facts)
    for expectation in case.expect:
        rows = case_rows(case, known, expectation.findings_of)
        if expectation.obligation is not None:
            yield _obligation(corpus, case, expectation, rows)
        elif expectation.provision is not None:
            yield _law_in_time(corpus, case, expectation, rows)
        else:
            yield _sanction(corpus, case, expectation, rows)


def case_rows(case: Case, known: Mapping[str, Mapping[str, Fact]], findings_of: Body | None = None) -> CaseRows:
    """The facts of a case; with the findings of a body, where it found otherwise. A finding goes with its decision."""
    rows = {}
    for name, thing in case.entities.items():
        void = REVIEWED if findings_of is None and _is_set_aside(case, name) else ()
        told = {k: _recorded(f, findings_of) for k, f in thing.facts.items() if f.found_by not in void}
        rows[name] = thing.entity, facts.values(known.get(thing.entity, {}), told)
    return rows


def _is_set_aside(case: Case, about: str) -> bool:
    """Whether the last decision was set aside: the matter is open again."""
    return [o.stage for o in _outcomes(case, about) if o.stage in ("decision", "set_aside")][-1:] == ["set_aside"]


def _recorded(fact: CaseFact, findings_of: Body | None) -> RecordedValue:
    return next((other.value for other in fact.otherwise if other.found_by == findings_of), fact.value)


def _obligation(corpus: Corpus, case: Case, expectation: Expectation, rows: CaseRows) -> ReplayResult:
    entry = corpus.obligation(expectation.obligation or "")
    assert entry is not None  # broken-provision
    regulation, obligation = entry
    day = _day(case, expectation)
    standing = standing_of(regulation, obligation, day) if isinstance(day, date) else None
    in_force = standing is not None and standing.applies
    hypothetical = expectation.as_if_in_force and not in_force
    entity, row = rows[expectation.about]
    here: dict[str, dict[str, Facts]] = {kind: {kind: facts} for kind, facts in rows.values() if kind == "service"}
    here[entity] = {"service" if entity == "service" else expectation.about: row}
    tested = replace(obligation, checks=tuple(c for c in obligation.checks if c.entity == entity))
    if not in_force and not expectation.as_if_in_force:
        verdict = "not_applicable" if isinstance(day, date) else "undetermined"
    else:
        as_of = next(bound for bound in (day, regulation.force.from_, date.max) if isinstance(bound, date))
        if hypothetical:  # what happened before the rule counts too
            regulation = replace(regulation, force=replace(regulation.force, from_=LONG_AGO))
        verdict = verdicts.judge(regulation, tested, here, as_of).verdict
    first = case.period.earliest if entity == "conduct" and expectation.as_of == "conduct" else day
    before = isinstance(first, date) and not standing_of(regulation, obligation, first).applies
    straddles = in_force and before and verdict != "not_applicable"
    if straddles:  # rows of other kinds have days of their own, which their checks read
        verdict = "undetermined"
    return ReplayResult(
        case,
        expectation,
        {"verdict": expectation.verdict or ""},
        {"verdict": verdict},
        hypothetical,
        (
            *_history(corpus, obligation, standing),
            *([WORDS["changed_during_conduct"]] if straddles else ()),
            *(_service_missing(corpus, tested, here) if verdict == "undetermined" else ()),
        ),
        state=standing.state if standing else None,
    )


def _service_missing(corpus: Corpus, obligation: Obligation, rows: verdicts.FactRows) -> Iterator[Bilingual]:
    """What the test of a duty asks of a service, where the case has none."""
    reads = [fact for check in verdicts.compiled(obligation) for entity, fact in check.reads if entity == "service"]
    if reads and "service" not in rows:
        yield WORDS["service_missing"].format(
            COMMA.join(corpus.fact("service", fact).question for fact in dict.fromkeys(reads))
        )


def _history(corpus: Corpus, obligation: Obligation, standing: Standing | None) -> Iterator[Bilingual]:
    """That the verdict is one on words that a later rule displaced, and which rule that is."""
    since, later = standing.displaced_from if standing else None, obligation.displaced_by
    if standing is not None and standing.displaced and since is not None and later is not None:
        rule = corpus.regulations.get(later.regulation)
        yield WORDS["displaced_by"].format(day=day_in_words(since), rule=rule.title if rule else later.regulation)


def _law_in_time(corpus: Corpus, case: Case, expectation: Expectation, rows: CaseRows) -> ReplayResult:
    provision = corpus.provision(expectation.provision or "")
    assert provision is not None  # broken-case
    decisions = [
        outcome.decided
        for outcome in _outcomes(case, expectation.about)
        if outcome.decided is not None
        and outcome.stage not in NOT_DECIDING
        and outcome.liability in (None, provision.liability)
    ]
    conduct, decision = rows[expectation.about][1], decisions[-1] if decisions else None
    choice = law_in_time.applicable_version(corpus, provision, conduct, case.period, decision)
    return ReplayResult(
        case,
        expectation,
        {"law": expectation.law or ""},
        {"law": choice.law},
        doubts=(choice.reason,),
        penalties=tuple(penalty for penalty in (choice.conduct, choice.decision) if penalty is not None),
    )


def _sanction(corpus: Corpus, case: Case, expectation: Expectation, rows: CaseRows) -> ReplayResult:
    entry = sanctions.sanction(corpus, expectation.sanction or "")
    assert entry is not None  # broken-provision
    rule, provision, sanction = entry
    day = _day(case, expectation)
    _, row = rows[expectation.about]
    held = _held(case, expectation, day, row)
    undecided = row.keys() & {KIND} - _findings(corpus, case, expectation).keys()
    outcomes = list(_outcomes(case, expectation.about))

    def compared(outcome: Outcome) -> Mapping[str, str]:
        return sanctions.compare(sanction, outcome, row) if outcome.stage != "dismissed_on_procedure" else {}

    judged = elements.judge(corpus, rule, provision, sanction, held)
    told = case.entities[expectation.about].facts.keys() - ({} if "act" in judged.fails else undecided)
    straddles = expectation.as_of == "conduct" and _changes_within(sanction, case.period)
    of_any_kind = Row({name: row[name] for name in row if name != KIND}, {}, {}, held.row.as_of) if undecided else None
    judged = replace(judged, elements=tuple(_less_certain(e, of_any_kind, straddles) for e in judged.elements))
    actual: dict[str, str] = {"applies": elements.answer(_told(judged.elements, told))}
    for outcome in outcomes:
        actual.update(compared(outcome))
    if expectation.combination is None:
        actual.pop("combination", None)
    expected = {name: value for name in COMPARED if (value := getattr(expectation, name)) is not None}
    doubts = [WORDS["another_act"]] if "act" in judged.fails else []
    doubts += [WORDS["changed_during_conduct"]] if straddles else []
    doubts += sanctions.doubts(sanction, judged.reach, day, actual)
    if any(outcome.stage == "dismissed_on_procedure" for outcome in outcomes):
        doubts.append(WORDS["dismissed_on_procedure"])
    first = sanction.from_
    if provision.liability == "civil" and isinstance(day, date) and isinstance(first, date) and day < first:
        doubts.append(WORDS["earlier_civil_law"])
    aside = max((n for n, outcome in enumerate(outcomes) if outcome.stage == "set_aside"), default=None)
    if aside is not None and actual.keys() > {"applies"} and not any(map(compared, outcomes[aside + 1 :])):
        doubts.append(WORDS["set_aside"])
    return ReplayResult(
        case, expectation, {"applies": expectation.applies or "", **expected}, actual, doubts=tuple(doubts)
    )


def _held(case: Case, expectation: Expectation, day: Bound, row: Facts) -> Conduct:
    """The act that an expectation is about."""
    decided = [o.decided.latest for o in _outcomes(case, expectation.about) if o.decided is not None]
    last = next((bound for bound in reversed(decided) if isinstance(bound, date)), day)
    return Conduct(row, Period(day, day), last if isinstance(last, date) else date.max)


def _less_certain(element: Element, of_any_kind: Row | None, straddles: bool) -> Element:
    """What was only reported to be of another kind may be this act, unless what else is recorded tells; and on which
    side of a change of law an act was that straddles it a person says."""
    if element.kind == "day" and straddles:
        return replace(element, holds=None)
    if element.kind == "act" and element.holds is False and element.predicate and of_any_kind is not None:
        return replace(element, holds=evaluate(parse(element.predicate), of_any_kind))
    return element


def _changes_within(sanction: Sanction, acted: Period) -> bool:
    """Whether the text of a sanction was law on the first day of an act, or on the last, and not on the other."""
    first, last = (
        elements.in_time(sanction.from_, sanction.until, bound, sanction.in_force_on)
        for bound in (acted.earliest, acted.latest)
    )
    return {first, last} == {True, False}


def _told(made: Iterable[Element], told: Set[str]) -> Iterator[Element]:
    """The elements of a sanction, without who acted and which act where the case records nothing of it: that it asks
    for the sanction says so. Of which kind an act is, a report does not decide."""
    for element in made:
        if element.kind not in ("who", "act") or element.holds is not None or told & {*element.reads}:
            yield element


def _findings(corpus: Corpus, case: Case, expectation: Expectation) -> Facts:
    """What a court or an authority found of the thing in question; of several, the body that is named."""
    thing, by = case.entities[expectation.about], expectation.findings_of
    findings = {
        name: _recorded(fact, by)
        for name, fact in thing.facts.items()
        if fact.found_by is not None or any(other.found_by == by for other in fact.otherwise)
    }
    return facts.values(facts.by_entity(corpus.vocabulary.facts).get(thing.entity, {}), findings)


def _outcomes(case: Case, about: str) -> Iterator[Outcome]:
    return (outcome for outcome in case.reported if outcome.about == about)


def _day(case: Case, expectation: Expectation) -> Bound:
    return case.period.latest if expectation.as_of == "conduct" else expectation.as_of
