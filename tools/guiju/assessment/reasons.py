"""Why a duty is still to be verified: one reason per duty, the first of guiju.model.REASONS that is true of it.

Where a rule that the operator set itself was not kept, that comes first. As long as a fact that could change the
verdict was not supplied, or rows that could are not there, facts are missing; where all such facts were supplied and do
not count, they are stale. If no fact can change anything, a person judges: of
a duty without a test, or whose tests cannot come out on the side that they decide, everything; where the tests that
there are came out as met, the rest.
"""

from collections.abc import Iterator

from guiju.assessment.missing import Missing
from guiju.model import Check, Reason
from guiju.predicates import EntityFact, facts_named, parse
from guiju.reasoning.verdicts import Judgement, RowVerdict, TableVerdict
from guiju.wording.labels import REASON_LABELS
from guiju.wording.words import Words

_WORDS = Words(__file__)
WORDINGS = {reason: _WORDS["undetermined"].format(label) for reason, label in REASON_LABELS.items()}
"""How an undetermined verdict is worded."""


def reason(judgement: Judgement, missing: Missing) -> Reason:
    """Why an undetermined verdict is not known."""
    if judgement.own_rule_not_kept:
        return "own_rule_not_kept"
    if missing.rows or missing.cells or not all(fact.supplied for fact in missing.facts):
        return "facts_missing"
    if missing.facts:
        return "stale"
    if any(_undecidable(row) for row in judgement.rows if row.verdict == "undetermined"):
        return "needs_person"
    return "tested_part_holds" if any(tested_part(judgement)) else "needs_person"


def tested_part(judgement: Judgement) -> Iterator[Check]:
    """The checks that came out as met of whatever they apply to and can show no more than a breach, each once."""
    unmet = [row.check for row in judgement.rows if row.verdict == "undetermined" and not row.holds]
    for check in judgement.obligation.checks:
        if check.decides == "breached" and not any(other is check for other in unmet):
            rows = any(row.holds for row in judgement.rows if row.check is check)
            if rows or any(_held(check, table, judgement) for table in judgement.tables):
                yield check


def _held(check: Check, table: TableVerdict, judgement: Judgement) -> bool:
    """Whether a check holds on rows of a table, and nothing is missing that could breach the duty on others."""
    alike = [c for c in judgement.obligation.checks if (c.entity, c.decides) == (table.entity, "breached")]
    of_each = dict(zip(map(id, alike), table.rows_holding, strict=False))
    return table.verdict == "undetermined" and not table.incomplete and bool(of_each.get(id(check)))


def tested_facts(judgement: Judgement) -> Iterator[EntityFact]:
    """The facts by which the tested part came out as met: of what is required, each that is known."""
    judged: tuple[RowVerdict | TableVerdict, ...] = (*judgement.rows, *judgement.tables)
    known = {fact for one in judged for fact in one.used if fact not in one.missing}
    required = (name for c in tested_part(judgement) for name in facts_named(parse(c.requires), c.entity))
    yield from dict.fromkeys(fact for fact in required if fact in known)


def _undecidable(row: RowVerdict) -> bool:
    """Whether the test came out on the side that it does not decide, or cannot come out though nothing is missing."""
    if row.applies is True and row.holds is not None:
        return not row.holds
    return not row.missing
