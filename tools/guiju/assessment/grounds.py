"""The penalties that the facts of a gap give ground for: provisions that reach only some breaches go where the facts show that they do not reach this one.

Where the fact is not known, or the gap was declared and no row shows it, the provision stays with its condition in words.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from guiju import predicates
from guiju.assessment.rows import EffectiveFacts
from guiju.model import BearerConsequence, Consequence, OnlyWhere
from guiju.predicates import kleene
from guiju.predicates.kleene import Row
from guiju.reasoning import verdicts
from guiju.reasoning.checklist import Line
from guiju.reasoning.verdicts import Judgement

Faced = TypeVar("Faced", Consequence, BearerConsequence)


def narrowed(line: Line, judgement: Judgement, counted: EffectiveFacts, as_of: date) -> Line:
    """The line of a gap with the consequences for which its facts give ground."""
    consequence = line.obligation.consequence
    if consequence is None or not consequence.only_where:
        return line
    fulfilled = {limit: _fulfilled(limit, line, judgement, counted, as_of) for limit in consequence.only_where}
    out_of_reach = {name for limit, truth in fulfilled.items() if truth is False for name in limit.provisions}
    left = replace(
        _within_reach(consequence, out_of_reach),
        by_bearer=tuple(_within_reach(group, out_of_reach) for group in consequence.by_bearer),
        only_where=tuple(limit for limit, truth in fulfilled.items() if truth is None),
    )
    return replace(line, obligation=replace(line.obligation, consequence=left))


def _within_reach(faced: Faced, out_of_reach: set[str]) -> Faced:
    provisions = tuple(name for name in faced.provisions if name not in out_of_reach)
    return replace(faced, provisions=provisions, route=faced.route if provisions else "none_found")


def _fulfilled(limit: OnlyWhere, line: Line, judgement: Judgement, counted: EffectiveFacts, as_of: date) -> bool | None:
    """Whether some row that breaches fulfils the condition; None where that is not known of all of them."""
    rows = [row for row in judgement.rows if row.verdict == "breached" and row.entity == limit.entity]
    in_tables = any(table.entity == limit.entity and table.counts["breached"] for table in judgement.tables)
    condition, day = predicates.parse(limit.when), verdicts.day_of(line.regulation, as_of)
    service = counted.rows.get("service", {}).get("service", {})
    truths = [
        kleene.evaluate(
            condition,
            Row(counted.rows.get(row.entity, {}).get(row.key, {}), service, {}, day.as_of, day.in_force_from),
        )
        for row in rows
    ]
    if True in truths:
        return True
    return None if not truths or None in truths or in_tables else False
