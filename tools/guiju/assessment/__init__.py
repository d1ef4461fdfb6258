"""A profile held against the obligations of some roles on a day: one line a duty, with its verdict, its proof and its words.

Duties that a later rule displaces are judged too, as history: they are neither gaps nor counted, and lie apart from the others.
A checklist is the same lines without facts; so both take their lines from `checklist`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from guiju.assessment.grounds import narrowed
from guiju.assessment.missing import NONE_MISSING, Missing, missing
from guiju.assessment.next_facts import NextFact, next_facts
from guiju.assessment.reasons import WORDS, reason
from guiju.assessment.rows import EffectiveFacts, effective_facts
from guiju.assessment.tables import Tables
from guiju.model import REASONS, VERDICTS, Basis, Bilingual, Decider, Reason, State, Verdict
from guiju.model.profile import Declaration, Plan, Profile, ProfileFact
from guiju.predicates.types import FactsByEntity
from guiju.reasoning import facts, verdicts
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.verdicts import Judgement, TableVerdict

# From the firmest to the weakest: a verdict is worded by the weakest fact that decided it.
_FIRMNESS: tuple[Basis, ...] = ("measured", "reported", "inferred", "declared")


HISTORICAL = Bilingual("历史参考，不计入：{}", "historical, not counted: {}")


@dataclass(frozen=True)
class AssessedDuty:
    """One duty assessed. `decided_by`: a test on facts, a person's declaration, or nothing.

    `basis` is that of the weakest fact used; `set_aside` are facts that count as missing (guiju.assessment.rows), as (entity, key,
    fact); `disagreement` is set where a declaration says other than the test, which beats it. `why` is the reason of an undetermined verdict, and `missing`
    what could still change it.
    """

    line: Line
    judgement: Judgement
    verdict: Verdict
    decided_by: Decider
    basis: Basis | None
    reviewed: bool
    declaration: Declaration | None
    plan: Plan | None
    set_aside: tuple[tuple[str, str, str], ...]
    disagreement: bool
    why: Reason | None = None
    missing: Missing = NONE_MISSING

    @property
    def id(self) -> str:
        """The global id of the duty."""
        return self.line.id

    @property
    def words(self) -> Bilingual:
        """How the verdict is worded, by its basis. Nothing says that the law was broken: that is for an authority."""
        words = wording(self)
        if self.state != "displaced":
            return words
        return Bilingual(HISTORICAL.zh.format(words.zh), HISTORICAL.en.format(words.en))

    @property
    def state(self) -> State:
        """The state of the duty on the day. Where it is displaced, the verdict says only what its words would have given."""
        return self.line.standing.state


@dataclass(frozen=True)
class Assessment:
    """All duties of a checklist, assessed. `informative` are its powers and recommendations, which get no verdict; `counted` the facts that count.

    `lines` are the duties that are law of the day, in the order of the text; `historical` those that a later rule displaces.
    """

    checklist: Checklist
    profile: Profile
    facts: EffectiveFacts
    lines: tuple[AssessedDuty, ...]
    informative: tuple[Line, ...]
    tables: Tables = field(default_factory=Tables)
    historical: tuple[AssessedDuty, ...] = ()

    @property
    def every_line(self) -> tuple[AssessedDuty, ...]:
        """Current and historical duties, in the order of the text."""
        places = {line.id: place for place, line in enumerate(self.checklist.lines)}
        return tuple(sorted((*self.lines, *self.historical), key=lambda line: places[line.id]))

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many current duties came out how; the four add up to all of them."""
        found = Counter(line.verdict for line in self.lines)
        return {v: found[v] for v in VERDICTS}

    @property
    def reasons(self) -> Mapping[Reason, int]:
        """How many undetermined duties have which reason."""
        found = Counter(line.why for line in self.lines)
        return {reason: found[reason] for reason in REASONS}

    @property
    def without_facts(self) -> bool:
        """Whether no fact was given at all."""
        return not self.tables.scanned and not any(
            row for keyed in self.profile.rows.values() for row in keyed.values()
        )

    def next_facts(self) -> list[NextFact]:
        """The facts that undetermined duties wait for, the one that decides most first."""
        return next_facts(line.missing for line in self.lines)


def assess(checklist: Checklist, profile: Profile, tables: Tables | None = None) -> Assessment:
    """Hold the profile, and what was counted in tables, against the lines of a checklist; the day is the checklist's."""
    tables = tables or Tables()
    counted = effective_facts(profile, checklist.corpus.vocabulary, checklist.as_of)
    known = facts.by_entity(checklist.corpus.vocabulary.facts)

    def assessed(lines: Iterable[Line]) -> tuple[AssessedDuty, ...]:
        duties = (line for line in lines if line.obligation.binds)
        return tuple(_assessed(line, profile, counted, tables.of(line.id), checklist.as_of, known) for line in duties)

    return Assessment(
        checklist,
        profile,
        counted,
        assessed(checklist.current),
        tuple(line for line in checklist.lines if not line.obligation.binds),
        tables,
        tuple(replace(line, missing=NONE_MISSING) for line in assessed(checklist.historical)),  # nobody is asked
    )


def _assessed(
    line: Line,
    profile: Profile,
    counted: EffectiveFacts,
    tables: Sequence[TableVerdict],
    as_of: date,
    known: FactsByEntity,
) -> AssessedDuty:
    judgement = verdicts.judge(line.regulation, line.obligation, counted.rows, as_of, counted.complete, tables)
    declaration = profile.declarations.get(line.id)
    declared = _declared(declaration, as_of)
    tested = judgement.verdict != "undetermined"
    used = [
        _recorded(profile, row.key, entry)
        for row in judgement.rows
        if row.verdict == judgement.verdict
        for entry in row.used
    ]
    deciding = [table for table in tables if table.verdict == judgement.verdict]
    used += [_recorded(profile, "service", entry) for t in deciding for entry in t.used if entry[0] == "service"]
    present = [fact for fact in used if fact is not None]
    # What a table says was measured; that nobody looked at its rows one by one goes without saying.
    measured: list[Basis] = ["measured"] * len(deciding)
    bases = [*(fact.basis for fact in present), *measured]
    reviewed = bool(present) and all(f.reviewer for f in present) and not deciding
    verdict: Verdict = judgement.verdict if tested else declared or "undetermined"
    absent = missing(line, judgement, counted, as_of, known) if verdict == "undetermined" else NONE_MISSING
    if verdict == "breached":
        line = narrowed(line, judgement, counted, as_of)
    # A partial test that saw no breach does not make a declaration of "met" wrong.
    return AssessedDuty(
        line,
        judgement,
        verdict,
        "test" if tested else "declaration" if declared else "none",
        max(bases, key=_FIRMNESS.index) if tested and bases else "declared" if declared else None,
        reviewed if tested else bool(declaration and declaration.reviewer),
        declaration,
        profile.plans.get(line.id),
        tuple(sorted(s for s in counted.set_aside if any((s[0], s[2]) in r.used for r in judgement.rows))),
        tested and declared is not None and declared != judgement.verdict,
        reason(judgement, absent) if verdict == "undetermined" else None,
        absent,
    )


def _declared(declaration: Declaration | None, as_of: date) -> Verdict | None:
    """A declaration as a verdict; partly met is not met; still to be verified is none, nor is what was declared after the day."""
    if declaration is None or declaration.status == "to_verify" or later(declaration, as_of):
        return None
    if declaration.status in ("partly_met", "not_met"):
        return "breached"
    return "met" if declaration.status == "met" else "not_applicable"


def later(declaration: Declaration, as_of: date) -> bool:
    """Whether it was made after the day: then nobody had declared anything on that day."""
    return declaration.date is not None and declaration.date > as_of


def _recorded(profile: Profile, key: str, entry: tuple[str, str]) -> ProfileFact | None:
    entity, name = entry
    row = profile.rows.get(entity, {}).get("service" if entity == "service" else key, {})
    return row.get(name)


def wording(assessed: AssessedDuty) -> Bilingual:
    """How a verdict is worded, whether or not its duty is law of the day."""
    match assessed.verdict:
        case "undetermined":
            return WORDS[assessed.why or "needs_person"]
        case "not_applicable":
            if assessed.basis == "declared":
                return Bilingual("自述不适用，未核验", "declared not applicable, not verified")
            if assessed.basis in ("inferred", "reported"):
                return Bilingual("据推断或转述不适用，未核验", "not applicable as inferred or reported, not verified")
            return Bilingual("不适用", "not applicable")
        case "breached":
            partly = assessed.declaration is not None and assessed.declaration.status == "partly_met"
            if assessed.decided_by == "declaration" and partly:
                if assessed.reviewed:
                    return Bilingual("自述部分符合，已复核", "declared partly met, reviewed")
                return Bilingual("自述部分符合（待复核）", "declared partly met, to be reviewed")
            if assessed.reviewed:
                return Bilingual("不符合", "not met")
            return Bilingual("疑似不符合（待复核）", "apparent gap, to be reviewed")
    if assessed.basis == "measured":
        return Bilingual("实测符合", "met, as measured")
    if assessed.basis == "declared":
        return Bilingual("自述符合，未核验", "declared met, not verified")
    return Bilingual("据推断或转述符合，未核验", "met as inferred or reported, not verified")
