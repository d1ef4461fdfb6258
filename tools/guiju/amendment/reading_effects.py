"""What a change means by our reading, computed: of two knowledge bases, or of one on two days. What only words show is
in guiju.amendment.word_effects."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from guiju.files.display import Whole
from guiju.files.folding import comparable
from guiju.law import provision_text
from guiju.law.text import quotation
from guiju.law.text.quotation import LEFT_OUT
from guiju.model import ArticleNumber, Bilingual, Case, Corpus, Expectation, Obligation, Provision, Regulation, Sanction
from guiju.reasoning import facts, sanctions
from guiju.reasoning.elements import fits, in_time
from guiju.reasoning.replay import case_rows, replay

ReadingKind = Literal[
    "appears", "vanishes", "bearer", "modality", "threshold", "deadline", "sanction", "condition", "test", "dates",
    "displaced", "moved", "wording",
]  # fmt: skip
"""What changed in a record; `test`: the predicates that decide it; `wording`: the words quoted, and nothing else."""

UNCODED = "uncoded"
"""In place of a penalty that the text has and we have not coded."""
_OF_TIME = frozenset({"minute", "hour", "day", "working_day", "week", "month", "year"})


class Side(Whole):
    """A knowledge base on a day; of `rule` only, where one is named."""

    def __init__(self, corpus: Corpus, day: date, rule: str | None = None) -> None:
        self.corpus, self.day, self.rule = corpus, day, rule

    def rules(self) -> Iterable[Regulation]:
        return [rule for rule in self.corpus.regulations.values() if self.rule in (None, rule.id)]


@dataclass(frozen=True)
class ReadingEffect:
    """What changed of an obligation, a provision or a sanction; `old` and `new` are the values, None where there is
    none, or where the record is new or gone as a whole."""

    kind: ReadingKind
    id: str
    title: Bilingual
    old: Any = None
    new: Any = None


@dataclass(frozen=True)
class BrokenQuotation:
    """Words that a record quotes and the text that it reads no longer has."""

    id: str
    title: Bilingual
    words: str


@dataclass(frozen=True)
class CaseEffect:
    """A case that comes out otherwise: of what in it, by which record, and both answers by name, or penalties."""

    case: Case
    about: str
    record: str
    old: dict[str, str] | tuple[Sanction, ...]
    new: dict[str, str] | tuple[Sanction, ...]


def reading_effects(old: Side, new: Side) -> Iterator[ReadingEffect]:
    """What changed, rule by rule, in the order of the new base."""
    before, after = ({rule.id: rule for rule in side.rules()} for side in (old, new))
    for id in dict.fromkeys((*after, *before)):
        ours, theirs = before.get(id), after.get(id)
        if ours and theirs and (ours.force.from_, ours.force.until) != (theirs.force.from_, theirs.force.until):
            bounds = ((rule.force.from_, rule.force.until) for rule in (ours, theirs))
            yield ReadingEffect("dates", id, theirs.title, *bounds)
        yield from _records(_obligations(ours), _obligations(theirs), _of_obligation)
        yield from _records(_provisions(ours, old, new), _provisions(theirs, new, old), _of_provision)
        yield from _sanctions(ours, theirs, old, new)


Aspects = Mapping[ReadingKind, Any]
Records = Mapping[str, tuple[Bilingual, Any]]
Sanctions = Mapping[str, tuple[Provision, Sanction]]


def _records(old: Records, new: Records, aspects: Callable[[Any], Aspects]) -> Iterator[ReadingEffect]:
    for id in dict.fromkeys((*new, *old)):
        title = (new.get(id) or old[id])[0]
        if id not in old or id not in new:
            yield ReadingEffect("appears" if id in new else "vanishes", id, title)
            continue
        before, after = aspects(old[id][1]), aspects(new[id][1])
        differ = [kind for kind in before if before[kind] != after[kind]]
        if "wording" in differ and comparable(before["wording"]) == comparable(after["wording"]):
            differ.remove("wording")
        # The words quoted change with what they say; alone, they are all that changed.
        for kind in differ:
            if kind != "wording" or set(differ) <= {"wording", "moved"}:
                yield ReadingEffect(kind, id, title, before[kind], after[kind])


def _obligations(rule: Regulation | None) -> Records:
    return {rule.global_id(o): (o.title, o) for o in rule.obligations} if rule else {}


def _of_obligation(duty: Obligation) -> Aspects:
    params = {name: (param.value, param.unit) for name, param in sorted(duty.params.items())}
    periods = {name: value for name, value in params.items() if value[1] in _OF_TIME}
    stated = duty.consequence
    return {
        "bearer": tuple(sorted(duty.bearers)),
        "modality": duty.modality,
        "threshold": {name: value for name, value in params.items() if name not in periods},
        "deadline": (periods, *((duty.timing.kind, duty.timing.deadline) if duty.timing else ())),
        "sanction": stated and (
            stated.route, stated.provisions, tuple((g.bearers, g.route, g.provisions) for g in stated.by_bearer),
            tuple((o.provisions, o.entity, o.when) for o in stated.only_where),
        ),
        "condition": (duty.condition.zh if duty.condition else None, duty.counterparty),
        "test": tuple((c.entity, c.requires, c.decides, c.own_condition, c.bearers) for c in duty.checks),
        "displaced": duty.displaced_by and (duty.displaced_by.regulation, duty.displaced_by.change),
        "moved": duty.eId,
        "wording": LEFT_OUT.join(duty.quote),
    }  # fmt: skip


def _provisions(rule: Regulation | None, side: Side, other: Side) -> Records:
    """The provisions with their numbers and words: on the day where both sides are one base, else on every day."""
    one_base = side.corpus is other.corpus

    def passages(provision: Provision) -> tuple[provision_text.Passage, ...]:
        assert rule is not None
        return provision_text.passages(rule, provision, side.day) if one_base else provision_text.every(rule, provision)

    return {rule.global_id(p): (p.title, (p, passages(p), one_base)) for p in rule.provisions} if rule else {}


def _of_provision(entry: tuple[Provision, tuple[provision_text.Passage, ...], bool]) -> Aspects:
    provision, passages, one_base = entry
    numbers = [passage.number for passage in passages]
    days = () if one_base else tuple((number.from_, number.until) for number in numbers)
    return {
        "bearer": tuple(sorted(provision.falls_on)),
        "sanction": (provision.liability, provision.penalised_by),
        "condition": (provision.kind, provision.act, provision.milder_law_for),
        "dates": days,
        "moved": tuple(ArticleNumber(n.number, "unknown", paragraph=n.paragraph, point=n.point) for n in numbers),
        "wording": "\n".join(line for passage in passages for line in passage.lines),
    }


def _sanctions(ours: Regulation | None, theirs: Regulation | None, old: Side, new: Side) -> Iterator[ReadingEffect]:
    """The penalties that changed; of one base on two days, what took the place of which."""

    def recorded(rule: Regulation | None, side: Side) -> Sanctions:
        every = ((p, s) for p in rule.provisions for s in p.sanctions) if rule else ()
        return {
            f"{rule.id}#{sanction.id}": (provision, sanction) for provision, sanction in every
            if rule and (old.corpus is not new.corpus
                         or in_time(sanction.from_, sanction.until, side.day, sanction.in_force_on) is not False)
        }  # fmt: skip

    before, after = recorded(ours, old), recorded(theirs, new)
    partner = _successors(before, after) if old.corpus is new.corpus else {id: id for id in after if id in before}
    for id, (provision, sanction) in after.items():
        was = before[partner[id]][1] if id in partner else None
        if was is None or _imposes(was) != _imposes(sanction):
            yield ReadingEffect("sanction", id, provision.title, was or _uncoded(provision, before, old, new), sanction)
        if was and was.id == sanction.id and (was.from_, was.until) != (sanction.from_, sanction.until):
            bounds = (was.from_, was.until), (sanction.from_, sanction.until)
            yield ReadingEffect("dates", id, provision.title, *bounds)
    for id in (id for id in before if id not in partner.values()):  # in the order of the file, not of a set
        provision, sanction = before[id]
        yield ReadingEffect("sanction", id, provision.title, sanction, _uncoded(provision, after, new, old))


def _uncoded(provision: Provision, recorded: Sanctions, side: Side, other: Side) -> str | None:
    """UNCODED where the law of the day has the provision, and we have coded none of its penalties."""
    is_law = any(provision_text.first(n.from_) <= side.day < provision_text.last(n.until) for n in provision.numbers)
    coded = any(other is provision for other, _ in recorded.values())
    return UNCODED if side.corpus is other.corpus and is_law and not coded else None


def _successors(before: Sanctions, after: Sanctions) -> dict[str, str]:
    """Which penalty of the new day took the place of which: itself; else one of the same provision, tier and people,
    first under the same condition."""
    partner = {id: id for id in after if id in before}
    for aim in (
        lambda provision, sanction: (provision.id, sanction.tier, sanction.subject, sanction.when),
        lambda provision, sanction: (provision.id, sanction.tier, sanction.subject),
    ):
        for id in after:
            free = (other for other in before if other not in partner.values())
            if id not in partner and (like := next((o for o in free if aim(*before[o]) == aim(*after[id])), None)):
                partner[id] = like
    return partner


def _imposes(sanction: Sanction) -> Sanction:
    """A sanction without its id, its days, and what we say of it."""
    return replace(sanction, id="", from_=date.min, until=None, in_force_on=None, words_in=None, note=None, examples=(),
                   verification="seen")  # fmt: skip


def broken_quotations(old: Side, new: Side) -> Iterator[BrokenQuotation]:
    """The quotations that are not, or not once, in the text of the new side, and were in that of the old."""
    known = {(quoted.id, quoted.words) for quoted in _broken(old)}
    return (quoted for quoted in _broken(new) if (quoted.id, quoted.words) not in known)


def _broken(side: Side) -> Iterator[BrokenQuotation]:
    for rule in side.rules():
        for record in rule.quoting():
            for segment in quotation.segments(rule, record):
                if isinstance(segment, quotation.UnfoundSegment):
                    words = record.quote[segment.index]
                    if isinstance(record, Obligation):
                        yield BrokenQuotation(rule.global_id(record), record.title, words)
                    else:
                        yield BrokenQuotation(f"{rule.id}#{record.eId}", rule.short_title, words)


def case_effects(old: Side, new: Side) -> Iterator[CaseEffect]:
    """The cases that come out otherwise. Of one base on two days: whose conduct would face other penalties, had the law
    of the other day applied to it."""
    for id, case in new.corpus.cases.items():
        if old.corpus is new.corpus:
            yield from _penalties(case, old, new)
        elif id in old.corpus.cases:
            before = {
                _question(result.expectation): result.actual for result in replay(old.corpus, old.corpus.cases[id])
            }
            for result in replay(new.corpus, case):
                e, was = result.expectation, before.get(_question(result.expectation))
                if was and dict(was) != dict(result.actual):
                    record = e.obligation or e.sanction or e.provision or ""
                    yield CaseEffect(case, e.about, record, dict(was), dict(result.actual))


def _question(expectation: Expectation) -> tuple[Any, ...]:
    """The question of an expectation, without its answer."""
    keys = ("about", "obligation", "sanction", "provision", "findings_of", "as_of", "as_if_in_force")
    return tuple(getattr(expectation, name) for name in keys)


def _penalties(case: Case, old: Side, new: Side) -> Iterator[CaseEffect]:
    rows = case_rows(case, facts.by_entity(new.corpus.vocabulary.facts))
    entries = ((e.about, sanctions.sanction(new.corpus, e.sanction)) for e in case.expect if e.sanction)
    named = {(about, entry[0].id, entry[1].id): entry[1] for about, entry in entries if entry}
    for (about, rule, _), provision in named.items():
        if rule == new.rule:
            faced = [
                tuple(s for s in provision.sanctions if fits(provision, s, rows[about][1], side.day) != "no")
                for side in (old, new)
            ]
            if [*map(_imposes, faced[0])] != [*map(_imposes, faced[1])]:
                yield CaseEffect(case, about, f"{rule}#{provision.id}", *faced)
