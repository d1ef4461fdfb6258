"""One service, judged: a profile, roles and a day in, a verdict for each duty with its proof and words out.

Duties that a later rule displaces are judged too, as history: they are neither gaps nor counted, and are kept apart
from the others. A checklist has the same lines without facts, so both take them from `reasoning.checklist`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from guiju.assessment.missing import NONE_MISSING, Missing, NextFact, missing, next_facts
from guiju.assessment.reasons import WORDINGS, reason
from guiju.assessment.rows import EffectiveFacts, effective_facts
from guiju.assessment.scanned import ScanResults
from guiju.files.display import Displayed, Records
from guiju.model import REASONS, VERDICTS, Basis, Bilingual, Corpus, Decider, Lang, Reason, State, Verdict
from guiju.model.profile import Declaration, Plan, Profile
from guiju.predicates.types import FactsByEntity
from guiju.reasoning import facts, verdicts
from guiju.reasoning.breach import ENTITY as CONDUCT
from guiju.reasoning.breach import acts_of, conduct_key, supposed
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.conduct import Act
from guiju.reasoning.verdicts import Judgement, TableVerdict
from guiju.wording.words import Words

_WORDS = Words(__file__)
_WORDING = _WORDS.table("wording")
HISTORICAL = _WORDS["historical"]

# From the firmest to the weakest: a verdict is worded by the weakest fact that decided it.
FIRMNESS: tuple[Basis, ...] = ("measured", "reported", "inferred", "declared")
_DECLARED: Mapping[str, Verdict] = {
    "met": "met", "partly_met": "breached", "not_met": "breached", "not_applicable": "not_applicable",
}  # fmt: skip
"""A declaration as a verdict; `to_verify` is none."""


@dataclass(frozen=True)
class AssessedDuty(Displayed):
    """One duty assessed. `decided_by`: a test on facts, a person's declaration, or nothing.

    `basis` is that of the weakest fact used; `set_aside` are facts that count as missing, as (entity, key,
    fact); `disagreement` is set where a declaration differs from the test, which beats it. `why` is the
    reason of an undetermined verdict, and `missing` what could still change it. `plans` are by the id of
    the duty, or of a gap of it.
    """

    _columns = (
        *("id", "verdict", "line.cited", "line.obligation.title"),
        *("words", "why", "decided_by", "basis", "state"),
    )

    line: Line
    judgement: Judgement
    verdict: Verdict
    decided_by: Decider
    basis: Basis | None
    reviewed: bool
    declaration: Declaration | None
    plans: Mapping[str, Plan]
    set_aside: tuple[tuple[str, str, str], ...]
    disagreement: bool
    why: Reason | None = None
    missing: Missing = NONE_MISSING

    @property
    def id(self) -> str:
        """The global id of the duty."""
        return self.line.id

    @property
    def plan(self) -> Plan | None:
        """The plan for the duty, else the first for a gap of it."""
        return next((self.plans[name] for name in sorted(self.plans)), None)

    @property
    def words(self) -> Bilingual:
        """How the verdict is worded, by its basis."""
        return HISTORICAL.format(wording(self)) if self.state == "displaced" else wording(self)

    @property
    def state(self) -> State:
        """The state of the duty on the day. Where it is displaced, the verdict says only what it would have been."""
        return self.line.standing.state


@dataclass(frozen=True)
class Assessment(Displayed):
    """All duties of a checklist, assessed: `duties` are law of the day, in the order of the text; a later rule
    displaces `historical` ones; `informative` are powers and recommendations, without verdicts."""

    _columns = ("as_of:checklist.as_of", "lang", "counts", "duties")

    checklist: Checklist
    profile: Profile
    facts: EffectiveFacts
    duties: Records[AssessedDuty]
    informative: tuple[Line, ...]
    tables: ScanResults = field(default_factory=ScanResults)
    historical: tuple[AssessedDuty, ...] = ()

    @property
    def lang(self) -> Lang:
        """The reader's language."""
        return self.checklist.lang

    @property
    def every_duty(self) -> tuple[AssessedDuty, ...]:
        """Current and historical duties, in the order of the text."""
        places = {line.id: place for place, line in enumerate(self.checklist.lines)}
        return tuple(sorted((*self.duties, *self.historical), key=lambda duty: places[duty.id]))

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many current duties came out how; the four add up to all of them."""
        count = Counter(duty.verdict for duty in self.duties)
        return {verdict: count[verdict] for verdict in VERDICTS}

    @property
    def reasons(self) -> Mapping[Reason, int]:
        """How many undetermined duties have which reason."""
        count = Counter(duty.why for duty in self.duties)
        return {reason: count[reason] for reason in REASONS}

    @property
    def without_facts(self) -> bool:
        """Whether no fact was given at all."""
        return not self.tables.scanned and not any(
            row for keyed in self.profile.rows.values() for row in keyed.values()
        )

    def next_facts(self) -> list[NextFact]:
        """The facts that undetermined duties wait for, the one that decides most first."""
        return next_facts(duty.missing for duty in self.duties)


def assess(checklist: Checklist, profile: Profile, tables: ScanResults | None = None) -> Assessment:
    """Hold the profile, and the counts of tables, against the lines of a checklist; the day is the checklist's."""
    tables = tables or ScanResults()
    effective = effective_facts(profile, checklist.corpus.vocabulary, checklist.as_of)
    known = facts.by_entity(checklist.corpus.vocabulary.facts)

    def assessed(lines: Iterable[Line]) -> Iterable[AssessedDuty]:
        duties = (line for line in lines if line.obligation.binds)
        return (
            _assess(line, profile, effective, tables.verdicts.get(line.id, ()), known, checklist.corpus)
            for line in duties
        )

    return Assessment(
        checklist,
        profile,
        effective,
        Records(assessed(checklist.current)),
        tuple(line for line in checklist.lines if not line.obligation.binds),
        tables,
        tuple(replace(line, missing=NONE_MISSING) for line in assessed(checklist.historical)),  # nobody is asked
    )


def _assess(
    line: Line,
    profile: Profile,
    effective: EffectiveFacts,
    tables: Sequence[TableVerdict],
    known: FactsByEntity,
    corpus: Corpus,
) -> AssessedDuty:
    as_of = line.standing.as_of
    judgement = verdicts.judge(line.regulation, line.obligation, effective.rows, as_of, effective.complete, tables)
    declaration = profile.declarations.get(line.id)
    declared = None if declaration is None or declared_after(declaration, as_of) else _DECLARED.get(declaration.status)
    tested = judgement.verdict != "undetermined"
    verdict: Verdict = judgement.verdict if tested else declared or "undetermined"
    absent = missing(line, judgement, effective, as_of, known) if verdict == "undetermined" else NONE_MISSING
    bases, reviewed = _bases(judgement, profile)
    return AssessedDuty(
        line=replace(line, acts=_acts(corpus, judgement, effective, as_of)) if verdict == "breached" else line,
        judgement=judgement,
        verdict=verdict,
        decided_by="test" if tested else "declaration" if declared else "none",
        basis=max(bases, key=FIRMNESS.index) if tested and bases else "declared" if declared == verdict else None,
        reviewed=reviewed if tested else bool(declaration and declaration.reviewer),
        declaration=declaration,
        plans={name: plan for name, plan in profile.plans.items() if name.partition("/")[0] == line.id},
        set_aside=tuple(sorted(one for one in effective.set_aside if _concerns(one, judgement))),
        # A partial test that saw no breach does not make a declaration of "met" wrong.
        disagreement=tested and declared is not None and declared != judgement.verdict,
        why=reason(judgement, absent) if verdict == "undetermined" else None,
        missing=absent,
    )


def _acts(corpus: Corpus, judgement: Judgement, effective: EffectiveFacts, as_of: date) -> tuple[Act, ...]:
    """The acts that a gap is; without a row, as where it was declared, that of which nothing more is known."""
    acts = acts_of(corpus, judgement, as_of, effective.rows.get(CONDUCT, {}))
    return acts or supposed(corpus, judgement.obligation, as_of)


def _concerns(set_aside: tuple[str, str, str], judgement: Judgement) -> bool:
    """Whether a fact that counts as missing, as (entity, key, fact), is of what was judged, or of an act that it is."""
    entity, key, fact = set_aside
    keys = {conduct_key(judgement.obligation, r.entity, r.key) for r in judgement.rows if r.verdict == "breached"}
    return any((entity, fact) in row.used for row in judgement.rows) or (entity == CONDUCT and key in keys)


def _bases(judgement: Judgement, profile: Profile) -> tuple[list[Basis], bool]:
    """The bases of the facts that decided, and whether a named reviewer looked at all of them."""
    rows = [row for row in judgement.rows if row.verdict == judgement.verdict]
    tables = [table for table in judgement.tables if table.verdict == judgement.verdict]
    used = [(name, row.key) for row in rows for name in row.used]
    used += [(name, "") for table in tables for name in table.used if name[0] == "service"]
    keys = [(entity, "service" if entity == "service" else key, fact) for (entity, fact), key in used]
    recorded = [profile.rows.get(entity, {}).get(key, {}).get(fact) for entity, key, fact in keys]
    present = [fact for fact in recorded if fact is not None]
    # A table was measured; that nobody looked at its rows one by one goes without saying.
    bases: list[Basis] = [fact.basis for fact in present] + ["measured"] * len(tables)
    return bases, bool(present) and not tables and all(fact.reviewer for fact in present)


def declared_after(declaration: Declaration, as_of: date) -> bool:
    """Whether it was made after the day: then nobody had declared anything on that day."""
    return declaration.date is not None and declaration.date > as_of


def wording(duty: AssessedDuty) -> Bilingual:
    """How a verdict is worded, whether or not its duty is law of the day."""
    match duty.verdict:
        case "undetermined":
            return WORDINGS[duty.why or "needs_person"]
        case "breached":
            declared = duty.declaration if duty.decided_by == "declaration" else None
            partly = ".partly" if declared and declared.status == "partly_met" else ""
            return _WORDING[f"breached{partly}{'.reviewed' if duty.reviewed else ''}"]
        case "met":
            return _WORDING[f"met.{duty.basis or 'inferred'}"]
    return _WORDING[f"not_applicable.{duty.basis or 'measured'}"]
