"""What the duties on content come to for one file, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from guiju.files.display import Displayed
from guiju.labels.content import ENTITY
from guiju.law.gates import is_closed
from guiju.model import Check, Verdict
from guiju.predicates import EntityFact
from guiju.predicates.kleene import Facts, Value
from guiju.predicates.residual import open_comparisons, residual
from guiju.reasoning.checklist import Line
from guiju.reasoning.verdicts import RowVerdict, base_row, combined, compiled, on_row


@dataclass(frozen=True)
class ContentVerdict(Displayed):
    """The verdict of one duty on one file. `used` are the facts of the file that it reads, with their values; `missing`
    those, of the service too as (entity, fact), that are not known."""

    _columns = ("line.id", "line.cited", "line.obligation.title", "verdict", "missing")

    line: Line
    verdict: Verdict
    checks: tuple[Check, ...]
    used: tuple[tuple[str, Value], ...]
    missing: tuple[EntityFact, ...]


def content_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The duties that are tested on content."""
    return tuple(line for line in lines if any(check.entity == ENTITY for check in line.obligation.checks))


def judge(line: Line, facts: Facts, service: Facts) -> ContentVerdict:
    """The verdict of a duty on a file with these facts, put out or published by a service with these."""
    base = base_row(line.regulation, line.obligation, {"service": {"service": service}}, line.standing.as_of)
    row = replace(base, facts=facts)
    results = [on_row(one, "", row) for one in compiled(line.obligation) if one.check.entity == ENTITY]
    closed = is_closed(line.obligation, service)
    verdict: Verdict = "not_applicable" if closed else combined([result.verdict for result in results])
    used = dict.fromkeys(name for result in results for entity, name in result.used if entity == ENTITY)
    missing = dict.fromkeys(name for r in results if r.verdict == verdict == "undetermined" for name in _missing(r))
    known = tuple((name, facts[name]) for name in used if name in facts)
    return ContentVerdict(line, verdict, tuple(result.check for result in results), known, tuple(missing))


def _missing(result: RowVerdict) -> Iterator[EntityFact]:
    """The facts for which what is left of a check waits."""
    parts = (result.compiled.applies_when, result.compiled.requires)
    for part in (part for part in parts if part is not None):
        yield from (name for open in open_comparisons(residual(part, result.row, ENTITY)) for name in open.missing)
