"""What rests on the words of a rule, and whether these are still the words against which somebody signed it."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import NamedTuple

from guiju.files.folding import narrow, without_spaces
from guiju.law import provision_text
from guiju.model import (
    ArticleNumber,
    Corpus,
    Provision,
    Regulation,
    Sanction,
    Signature,
    Signatures,
    Unit,
    Where,
)
from guiju.places.citation import is_within

KINDS = tuple(entry.name for entry in fields(Signatures) if entry.name != "where")
"""The kinds of dependents, in the order of the file."""


class Anchor(NamedTuple):
    """Words on which something rests: a 款, 项 or 目 by its eId, or what a provision says in a version, and where."""

    id: str
    text: str
    where: Where


@dataclass(frozen=True)
class Dependent:
    """What rests on words of `rule`: its kind and id, as in signed.yaml, its place, and the words."""

    rule: Regulation
    kind: str
    id: str
    where: Where
    anchors: tuple[Anchor, ...]

    @property
    def name(self) -> str:
        """Its id in the whole knowledge base."""
        return self.id if self.kind in ("answers", "cases", "displacements") else f"{self.rule.id}#{self.id}"

    @property
    def signature(self) -> Signature | None:
        """Who signed it last, if anybody did."""
        return getattr(self.rule.signatures, self.kind).get(self.id) if self.rule.signatures else None

    @property
    def words(self) -> dict[str, str]:
        """What a signature would say of its words now."""
        return {anchor.id: digest(anchor.text) for anchor in self.anchors}

    @property
    def is_suspect(self) -> bool:
        """Whether nobody has signed it, or not these words. Where they only moved, they are the same."""
        return self.signature is None or sorted(self.signature.words.values()) != sorted(self.words.values())


def digest(text: str) -> str:
    """A hash of words, whatever their width and spacing."""
    return hashlib.sha256(without_spaces(narrow(text)).encode()).hexdigest()[:12]


def anchor(unit: Unit) -> Anchor:
    """The words of a 款, 项 or 目."""
    return Anchor(unit.eId, unit.zh + "".join(unit.table), unit.where)


def dependents(corpus: Corpus, rule: Regulation) -> Iterator[Dependent]:
    """What rests on the words of a rule: kind by kind, in the order of the files. What cites words that are not there
    is left out, unless it was signed so; other checks look at that."""
    for kind, id, where, anchors in _resting(corpus, rule):
        found = Dependent(rule, kind, id, where, tuple({anchor.id: anchor for anchor in anchors}.values()))
        if found.anchors or (found.signature and not found.signature.words):
            yield found


def _resting(corpus: Corpus, rule: Regulation) -> Iterator[tuple[str, str, Where, Iterable[Anchor]]]:
    for unit in rule.units():
        if unit.en != unit.zh:  # without a translation both are the same
            yield "translations", unit.eId, unit.where.inner("en"), (anchor(unit),)
    for record in rule.obligations:
        yield "obligations", record.id, record.where.inner("eId"), _units(rule, record.eId)
    for record in rule.obligations:
        if record.examples:
            yield "examples", record.id, record.where.inner("examples"), _units(rule, record.eId)
    for other, record in corpus.displacing.get(rule.id, ()):
        if displaced := record.displaced_by:
            yield "displacements", other.global_id(record), displaced.where, _units(rule, *displaced.places)
    for provision in rule.provisions:
        yield "provisions", provision.id, provision.where.inner("summary"), _numbers(provision.numbers)
    for provision in rule.provisions:
        for sanction in provision.sanctions:
            yield "sanctions", sanction.id, sanction.where, _of_sanction(corpus, provision, sanction)
    for case in corpus.cases.values():
        if any(name.startswith(f"{rule.id}#") for name in case.names):
            yield "cases", case.id, case.where, _of_names(corpus, rule, case.names)
    for card in corpus.answers:
        if any(name.startswith(f"{rule.id}#") for name in card.names):
            yield "answers", card.id, card.where, _of_names(corpus, rule, card.names)


def _of_sanction(corpus: Corpus, provision: Provision, sanction: Sanction) -> Iterator[Anchor]:
    """The words that are law while the sanction is, and of the provision that sets it, where that is another."""
    setting = corpus.provision(sanction.words_in) if sanction.words_in else None
    for source in (provision, setting) if setting else (provision,):
        for numbers in provision_text.versions(source, sanction.from_, sanction.until):
            yield from _numbers(numbers)


def _of_names(corpus: Corpus, rule: Regulation, names: Collection[str]) -> Iterator[Anchor]:
    """The words of what a case or a card names: records, or the places themselves."""
    yield from _units(rule, *(name.partition("#")[2] for name in names if name.startswith(f"{rule.id}#art_")))
    for record in rule.obligations:
        if rule.global_id(record) in names:
            yield from _units(rule, record.eId)
    for provision in rule.provisions:
        if rule.global_id(provision) in names:
            yield from _numbers(provision.numbers)
        for sanction in provision.sanctions:
            if rule.global_id(sanction) in names:
                yield from _of_sanction(corpus, provision, sanction)


def _units(rule: Regulation, *places: str) -> Iterator[Anchor]:
    """The words in these places: with what is inside each, and the 款 around it."""
    for place in places:
        article = rule.article(place)
        for unit in article.units() if article else ():
            if is_within(unit.eId, place) or is_within(place, unit.eId):
                yield anchor(unit)


def _numbers(numbers: Iterable[ArticleNumber]) -> Iterator[Anchor]:
    """The words of a provision, version by version."""
    for number in numbers:
        if (words := number.words) and words.zh:
            inside = "".join(f"({part})" for part in (number.paragraph, number.point) if part)
            place = number.place or f"{number.number}{inside}"
            yield Anchor(f"{place}@{words.source}", "".join(words.zh), words.where)
