"""What changed words show, without a reading of them: duties, who bears them, numbers, days, penalties.

A person decides what it means; what is computed from our reading is in guiju.amendment.reading_effects.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guiju.amendment.texts import TextAmendment, TextUnit, UnitRow
from guiju.amendment.word_signals import (
    AT_HOME,
    BINDING,
    NOTHING_ELSE,
    SENTENCE,
    EffectKind,
    Sign,
    TextSigns,
    binding_phrases,
    character_pairs,
    is_element,
    verbs_behind,
)
from guiju.files.folding import compact, comparable
from guiju.importing.proposals import PHRASE
from guiju.law.text.redline import AMOUNT, RedlinePiece
from guiju.places import citation


@dataclass(frozen=True)
class WordEffect:
    """One thing that the words of a 款 show: `old` and `new` are the words, empty where there are none."""

    kind: EffectKind
    row: UnitRow
    old: str
    new: str


def word_effects(amendment: TextAmendment) -> Iterator[WordEffect]:
    """What the words of each 款 show that is not the same, in the order of the new text."""
    old, new = TextSigns(amendment.old), TextSigns(amendment.new)
    numbers = _new_numbers(amendment)
    for row in amendment.units:
        _at_home(row, old, new)
    for row in amendment.units:
        if row.kind in ("added", "removed") and all(piece.kind == "changed" for piece in row.pieces):
            yield from _whole(row, *((new, old) if row.old is None else (old, new)))
        elif row.kind not in ("same", "moved"):
            yield from _changed(row, old, new, numbers)


def _at_home(row: UnitRow, old: TextSigns, new: TextSigns) -> None:
    """Note the sentences of both sides of a 款 that are almost the same: no other 款 has taken them over."""
    if row.kind == "changed" and row.old and row.new:
        sides = [[(s, character_pairs(s)) for s in SENTENCE.findall(compact(unit.text))] for unit in (row.old, row.new)]
        for sentence, pairs in sides[0]:
            for other, theirs in sides[1]:
                if 2 * (pairs & theirs).total() >= AT_HOME * (pairs.total() + theirs.total()):
                    old.at_home.add(sentence)
                    new.at_home.add(other)


def _new_numbers(amendment: TextAmendment) -> dict[str, set[str]]:
    """How the places of the old text are cited in the new one."""
    numbers: dict[str, set[str]] = defaultdict(set)
    places = [(old, new) for row in amendment.articles for old in row.old for new in row.new]
    places += [(row.old.eId, row.new.eId) for row in amendment.units if row.old and row.new and "art_" in row.old.eId]
    for old, new in places:
        if "art_" in new:
            numbers[citation.label(amendment.old, old, "zh")].add(citation.label(amendment.new, new, "zh"))
    return numbers


def _whole(row: UnitRow, side: TextSigns, other: TextSigns) -> Iterator[WordEffect]:
    """What a 款 says that is new or gone."""
    passage = row.old or row.new
    assert passage is not None
    kind: EffectKind = "vanishes" if row.old else "appears"
    duties = [] if is_element(passage) else [duty for duty in side.duties(passage) if duty.eId == passage.eId]
    kept = [s for s in SENTENCE.findall(compact(passage.text)) if duties and side.stands_in(other, s)]
    came = (duty for duty in duties if not any(compact(duty.quote[-1]) in sentence for sentence in kept))
    words = [(kind, "".join(duty.quote)) for duty in came]
    if not words:
        signs = side.signs(passage)
        penal = any(sign.kind == "sanction" or sign.value == "penal" for sign in signs)
        penal = penal or (side.is_case_of_penalty(passage) and not other.has(passage))
        words = [("sanction" if penal else "wording", passage.text)]
    for what, text in words:
        yield WordEffect(what, row, text if row.old else "", "" if row.old else text)


def _changed(row: UnitRow, old: TextSigns, new: TextSigns, numbers: Mapping[str, set[str]]) -> Iterator[WordEffect]:
    """What the changed pieces of a 款 say."""
    signs = old.signs(row.old), new.signs(row.new)
    bound = tuple({sign.value for sign in side if sign.kind == "bearer"} for side in signs)
    more = len(new.duties(row.new)) - len(old.duties(row.old))
    cited = [[sign.value for sign in side if sign.kind == "reference"] for side in signs]
    follows = _follow(cited[0], cited[1], numbers)
    at_old = at_new = 0
    for piece in row.pieces:
        start_old, start_new = at_old, at_new
        at_old, at_new = at_old + len(compact(piece.old)), at_new + len(compact(piece.new))
        if piece.kind == "changed" and comparable(piece.old) != comparable(piece.new):
            alone = not (comparable(piece.old) and comparable(piece.new))
            touched = _touched(signs[0], start_old, at_old, alone), _touched(signs[1], start_new, at_new, alone)
            for kind in _kinds(piece, touched, bound):
                if kind == "vanishes" and row.old and _stands(row.old, start_old, at_old, old, new):
                    kind = "wording"
                if kind == "appears" and row.new and more <= 0 and _stands(row.new, start_new, at_new, new, old):
                    kind = "wording"
                if kind != "reference":
                    yield WordEffect(kind, row, piece.old, piece.new)
                elif not follows:
                    was, now = (list(side["reference"].elements()) for side in touched)
                    yield WordEffect("reference" if _follow(was, now, numbers) else "cited", row, piece.old, piece.new)
                elif any(cited):  # once for all of them
                    yield WordEffect(kind, row, *("、".join(dict.fromkeys(places)) for places in cited))
                    cited = []


def _follow(old: list[str], new: list[str], numbers: Mapping[str, set[str]]) -> bool:
    """Whether the same places are cited, by the numbers that they have now."""

    def now(cited: str, names: str) -> bool:
        parts, theirs = cited.split("至"), names.split("至")
        return len(parts) == len(theirs) and all(
            name in {*numbers.get(part, ()), *_renumbered(part, numbers)} or (name == part and part not in numbers)
            for part, name in zip(parts, theirs, strict=True)
        )

    return len(old) == len(new) and all(map(now, old, new))


def _renumbered(cited: str, numbers: Mapping[str, set[str]]) -> Iterator[str]:
    """A 款 or 项 that no longer stands as such, under the new numbers of its article."""
    article = re.match(rf"第{AMOUNT}条(?:之{AMOUNT})?", cited)
    if article and cited not in numbers:
        yield from (number + cited[article.end() :] for number in numbers.get(article[0], ()))


def _stands(passage: TextUnit, start: int, end: int, side: TextSigns, other: TextSigns) -> bool:
    """Whether all that the words there bind to stands in the other text too."""
    phrases: list[tuple[str, re.Match[str]]] = []
    for sentence in SENTENCE.finditer(compact(passage.text)):
        places = ((match, sentence.start() + match.start()) for match in binding_phrases(sentence[0]))
        phrases += [(sentence[0], match) for match, at in places if start <= at < end]
    return all(side.stands_in(other, sentence, verbs_behind(sentence, match)[0]) for sentence, match in phrases)


def _touched(signs: Iterable[Sign], start: int, end: int, alone: bool) -> dict[str, Counter[str]]:
    """What the words there say, by kind. Where they are `alone`, a new sentence or none, who is in them is no other."""
    touched: dict[str, Counter[str]] = defaultdict(Counter)
    for sign in signs:
        within = sign.kind == "bearer" and alone and start <= sign.start and sign.end < end
        if sign.start < end and start < sign.end and not within:
            touched[sign.kind][sign.value] += 1
    return touched


def _kinds(
    piece: RedlinePiece, touched: tuple[Mapping[str, Counter[str]], ...], bound: tuple[set[str], ...]
) -> Iterator[EffectKind]:
    """What a changed piece is about."""
    differ = {kind for kind in {*touched[0], *touched[1]} if touched[0].get(kind) != touched[1].get(kind)}
    kinds: set[EffectKind] = differ & {"sanction", "threshold", "deadline"}  # type: ignore[assignment]  # a part of it
    if "modality" in differ:
        before, after = (side.get("modality") for side in touched)
        alone = all(NOTHING_ELSE.fullmatch(PHRASE.sub("", compact(text))) for text in (piece.old, piece.new))
        if not (before and after) and "penal" in (before or after or ()):
            kinds.add("sanction")  # 可以并处 that is new, or gone
        elif alone:
            kinds = {"modality"}
        elif before and after:
            kinds.add("modality")
        elif set(BINDING) & {*(before or after or ())}:
            kinds = kinds & {"sanction"} | {"appears" if after else "vanishes"}
    if not kinds & {"appears", "vanishes"} and any(
        set(touched[here].get("bearer", ())) - bound[1 - here] for here in (0, 1)
    ):
        kinds.add("bearer")
    if not kinds:
        kinds = {"reference" if "reference" in differ else "wording"}
    yield from sorted(kinds)
