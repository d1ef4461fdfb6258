"""What rests on the words of a rule, and whether these are still the words against which somebody signed it."""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields

from guiju.model import Case, Corpus, Regulation, Signature, Signatures, Unit, Where

KINDS = tuple(entry.name for entry in fields(Signatures) if entry.name != "where")
"""The kinds of dependents, in the order of the file."""


@dataclass(frozen=True)
class Dependent:
    """What rests on words of `rule`: its kind and id, as in signed.yaml, its place, and the 款, 项 and 目."""

    rule: Regulation
    kind: str
    id: str
    where: Where
    units: tuple[Unit, ...]

    @property
    def name(self) -> str:
        """Its id in the whole knowledge base."""
        return self.id if self.kind in ("cases", "displacements") else f"{self.rule.id}#{self.id}"

    @property
    def signature(self) -> Signature | None:
        """Who signed it last, if anybody did."""
        return getattr(self.rule.signatures, self.kind).get(self.id) if self.rule.signatures else None

    @property
    def words(self) -> dict[str, str]:
        """What a signature would say of its words now."""
        return {unit.eId: digest(unit) for unit in self.units}

    @property
    def is_suspect(self) -> bool:
        """Whether nobody has signed it, or not these words. Where they only moved, they are the same."""
        return self.signature is None or sorted(self.signature.words.values()) != sorted(self.words.values())


def digest(unit: Unit) -> str:
    """A hash of the words of a 款, 项 or 目, whatever their width and spacing."""
    text = unicodedata.normalize("NFKC", unit.zh + "".join(unit.table))
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:12]


def dependents(corpus: Corpus, rule: Regulation) -> Iterator[Dependent]:
    """What rests on the words of a rule: kind by kind, in the order of the files."""
    for unit in rule.units():
        if unit.en != unit.zh:  # without a translation both are the same
            yield Dependent(rule, "translations", unit.eId, unit.where.inner("en"), (unit,))
    resting = {record.id: _units(rule, record.eId) for record in rule.obligations}
    for record in rule.obligations:
        yield Dependent(rule, "obligations", record.id, record.where.inner("eId"), resting[record.id])
    for record in rule.obligations:
        if record.examples:
            yield Dependent(rule, "examples", record.id, record.where.inner("examples"), resting[record.id])
    for other, record in corpus.obligations():
        displaced = record.displaced_by
        if displaced and displaced.regulation == rule.id and displaced.places:
            yield Dependent(
                rule, "displacements", other.global_id(record), displaced.where, _units(rule, *displaced.places)
            )
    for case in corpus.cases.values():
        replayed = [rule.obligation(slug) for slug in _named(case, rule)]
        if units := _units(rule, *(record.eId for record in replayed if record)):
            yield Dependent(rule, "cases", case.id, case.where, units)


def _named(case: Case, rule: Regulation) -> Iterator[str]:
    """The records of a rule that a case illustrates, or that its replay looks at."""
    for name in (*case.illustrates, *(expectation.obligation or "" for expectation in case.expect)):
        id, _, slug = name.partition("#")
        if id == rule.id:
            yield slug


def _units(rule: Regulation, *places: str) -> tuple[Unit, ...]:
    """The words in these places: with what is inside each, and the 款 around it."""
    units = {
        unit.eId: unit
        for place in places
        if (article := rule.article(place))
        for unit in article.units()
        if f"{unit.eId}__".startswith(f"{place}__") or place.startswith(f"{unit.eId}__")
    }
    return tuple(units.values())
