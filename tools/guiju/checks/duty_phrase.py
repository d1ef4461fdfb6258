"""Each duty phrase (应当, 必须, 不得, 禁止, 鼓励 …) is quoted by an obligation, or by a span that says why.

Words such as 相适应, 应急, 必要, 要求 impose nothing and are passed over. A span that gives a `reason` and has no duty
phrase is out of date.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.text.duty_phrases import DutyPhrase, duty_phrases
from guiju.law.text.quotation import Segment, by_unit
from guiju.model import Regulation, SharedWords, Span, Unit


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    if not regulation.articles or not regulation.quoting():
        return
    covered = by_unit(regulation)
    for unit in regulation.units():
        for phrase in duty_phrases(unit.zh):
            yield from _phrase(unit, phrase, covered[unit.eId])
    yield from _stale_reasons(regulation)


def _phrase(unit: Unit, phrase: DutyPhrase, segments: list[Segment]) -> Iterator[Fault]:
    around = [s for s in segments if s.start <= phrase.start and phrase.end <= s.end]
    if not around:
        words = f"{unit.eId}: {phrase.phrase} (character {phrase.start + 1})"
        yield Fault(f"{words} is in no obligation and no span; record the duty", unit.where.at("zh"))
    for segment in around:
        record = segment.record
        if isinstance(record, Span) and record.reason is None:
            remedy = "add `reason:` (why it binds nobody) or record the duty"
            message = f"{phrase.phrase} is in this {record.kind} span; {remedy}"
            yield Fault(message, record.where.at("quote", segment.index))


def _stale_reasons(regulation: Regulation) -> Iterator[Fault]:
    for span in regulation.spans:
        if span.reason is not None and not any(True for quoted in span.quote for _ in duty_phrases(quoted)):
            yield Fault("no duty phrase is in this span; remove its `reason:`", span.where.at("reason"))
