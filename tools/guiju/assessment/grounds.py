"""The penalties that the facts of a gap give ground for: provisions that reach only some breaches are left out where
the facts show that they do not reach this one.

Where the fact is not known, or the gap was declared and no row shows it, the provision stays with its condition in
words.
"""

from dataclasses import replace
from typing import TypeVar

from guiju import predicates
from guiju.model import BearerConsequence, Consequence, OnlyWhere
from guiju.predicates import kleene
from guiju.reasoning.checklist import Line
from guiju.reasoning.verdicts import Judgement

Faced = TypeVar("Faced", Consequence, BearerConsequence)


def within_reach(line: Line, judgement: Judgement) -> Line:
    """The line of a gap with the consequences for which its facts give ground."""
    consequence = line.obligation.consequence
    if consequence is None or not consequence.only_where:
        return line
    fulfilled = {limit: _fulfilled(limit, judgement) for limit in consequence.only_where}
    out_of_reach = {name for limit, truth in fulfilled.items() if truth is False for name in limit.provisions}
    left = replace(
        _without(consequence, out_of_reach),
        by_bearer=tuple(_without(group, out_of_reach) for group in consequence.by_bearer),
        only_where=tuple(limit for limit, truth in fulfilled.items() if truth is None),
    )
    return replace(line, obligation=replace(line.obligation, consequence=left))


def _without(faced: Faced, out_of_reach: set[str]) -> Faced:
    provisions = tuple(name for name in faced.provisions if name not in out_of_reach)
    return replace(faced, provisions=provisions, route=faced.route if provisions else "none_found")


def _fulfilled(limit: OnlyWhere, judgement: Judgement) -> bool | None:
    """Whether some row that breaches fulfils the condition; None where that is not known of all of them."""
    condition = predicates.parse(limit.when)
    rows = [row for row in judgement.rows if row.verdict == "breached" and row.entity == limit.entity]
    truths = {kleene.evaluate(condition, row.row) for row in rows}
    in_tables = any(table.entity == limit.entity and table.counts["breached"] for table in judgement.tables)
    if True in truths:
        return True
    return None if not truths or None in truths or in_tables else False
