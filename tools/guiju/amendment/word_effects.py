"""What changed words show, without a reading of them: duties, who bears them, numbers, days, penalties.

A person decides what it means; what is computed from our reading is in guiju.amendment.reading_effects.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from guiju.amendment.texts import TextAmendment, TextUnit, UnitRow, every
from guiju.files.bundled import packaged
from guiju.files.characters import hides
from guiju.importing.bearers import any_of, is_actor
from guiju.importing.proposals import MODALITY, PHRASE, of_paragraph
from guiju.law.text.amounts import measured
from guiju.law.text.redline import AMOUNT, CITATION, RedlinePiece, bare
from guiju.model import DraftObligation, Regulation

EffectKind = Literal[
    "appears", "vanishes", "bearer", "modality", "threshold", "deadline", "sanction", "reference", "wording"
]
"""What a change is about; `reference`: the number of a place that is cited; `wording`: none of the others."""

_SIGNS = packaged(Path(__file__).with_name("signs.yaml"))
_BOUNDS = {words: sign for sign, several in _SIGNS["bounds"].items() for words in several}
_BOUND = any_of(_BOUNDS)
_NUMBER = re.compile(
    f"(?P<cited>{CITATION}(?:至{CITATION})?|第{AMOUNT}[款项目章节编]?|[前上]{AMOUNT}[款项条])"
    f"|(?P<before>{_BOUND})?(?P<amount>{AMOUNT})(?P<after>{_BOUND})?"
)
_BEHIND = re.compile(f"(?:{AMOUNT}|{any_of(_SIGNS['measuring'])})*(?:{any_of(_SIGNS['measured'])})")
_SANCTION = re.compile(any_of(_SIGNS["sanctions"]))
_IMPOSING = tuple(_SIGNS["imposing"])
_PERIOD = tuple(_SIGNS["periods"])
_CLAUSE = re.compile("[，。；：]")
_NOTHING_ELSE = re.compile(f"(?:{any_of(_SIGNS['joining'])})*")


@dataclass(frozen=True)
class WordEffect:
    """One thing that the words of a 款 show: `old` and `new` are the words, empty where there are none."""

    kind: EffectKind
    row: UnitRow
    old: str
    new: str


class _Sign(NamedTuple):
    """Words at characters [start, end) of a passage that say something; what they say is compared by its `value`."""

    kind: EffectKind
    start: int
    end: int
    value: str


def word_effects(amendment: TextAmendment) -> Iterator[WordEffect]:
    """What the words of each 款 show that is not the same, in the order of the new text."""
    old, new = _Side(amendment.old), _Side(amendment.new)
    for row in amendment.units:
        if row.kind in ("added", "removed") and all(piece.kind == "changed" for piece in row.pieces):
            yield from _whole(row, (old, new)[row.old is None])
        elif row.kind not in ("same", "moved"):
            yield from _changed(row, old, new)


class _Side:
    """What one text says, 款 by 款."""

    def __init__(self, text: Regulation) -> None:
        self.paragraphs = {
            eId: paragraph for article in every(text) for paragraph in article.paragraphs
            for eId in (paragraph.eId, *(point.eId for point in paragraph.points))
        }  # fmt: skip

    def duties(self, passage: TextUnit | None) -> list[DraftObligation]:
        """The duties that the words of a 款 seem to impose, with those of its 项."""
        paragraph = self.paragraphs.get(passage.eId) if passage else None
        drafts = of_paragraph(paragraph) if paragraph else ()
        return [draft for draft in drafts if isinstance(draft, DraftObligation)]

    def signs(self, passage: TextUnit | None) -> list[_Sign]:
        """What the words of a passage say."""
        if passage is None:
            return []
        text, signs = _plain(passage.text), []
        for name in {_plain(duty.subject) for duty in self.duties(passage) if duty.subject}:
            who = re.sub(AMOUNT, "#", name)  # an age is a threshold
            signs += [_Sign("bearer", *match.span(), who) for match in re.finditer(re.escape(name), text)]
        for match in PHRASE.finditer(text):
            if not match["none"]:
                penal = MODALITY[match[0]] == "permission" and text.startswith(_IMPOSING, match.end())
                signs.append(_Sign("modality", *match.span(), "penal" if penal else MODALITY[match[0]]))
                before = _CLAUSE.split(text[: match.start()])[-1]
                if penal and is_actor(before):  # of a penalty nobody is bound, but somebody imposes it
                    signs.append(_Sign("bearer", match.start() - len(before), match.start(), before))
        signs += [_Sign("sanction", *match.span(), match[0]) for match in _SANCTION.finditer(text)]
        for match in _NUMBER.finditer(text):
            amount = match["amount"]
            if match["cited"]:
                signs.append(_Sign("reference", *match.span(), match[0]))
            elif amount.isdigit() or len(amount) > 1:  # 一 is in many words
                period = amount.endswith(_PERIOD)
                penal = _BEHIND.match(text, match.end("amount")) is not None
                bound = "".join(sorted(_BOUNDS[words] for words in (match["before"], match["after"]) if words))
                value = f"{bound}{measured(amount) or amount}"
                signs.append(
                    _Sign("sanction" if penal else "deadline" if period else "threshold", *match.span(), value)
                )
        return signs


@lru_cache(10_000)
def _plain(text: str) -> str:
    """A text without white space, its letters and figures of one width."""
    folded = ((unicodedata.normalize("NFKC", c) if c.isalnum() else c) for c in text if not (c.isspace() or hides(c)))
    return "".join(folded)


def _whole(row: UnitRow, side: _Side) -> Iterator[WordEffect]:
    """What a 款 says that is new or gone."""
    passage = row.old or row.new
    assert passage is not None
    kind: EffectKind = "vanishes" if row.old else "appears"
    duties = [duty for duty in side.duties(passage) if duty.eId == passage.eId and duty.modality != "power"]
    words = [(kind, "".join(duty.quote)) for duty in duties]
    if not words:
        penal = any(sign.kind == "sanction" for sign in side.signs(passage))
        words = [("sanction" if penal else "wording", passage.text)]
    for what, text in words:
        yield WordEffect(what, row, text if row.old else "", "" if row.old else text)


def _changed(row: UnitRow, old: _Side, new: _Side) -> Iterator[WordEffect]:
    """What the changed pieces of a 款 say."""
    signs = old.signs(row.old), new.signs(row.new)
    bound = tuple({sign.value for sign in side if sign.kind == "bearer"} for side in signs)
    more = len(new.duties(row.new)) - len(old.duties(row.old))
    at_old = at_new = 0
    for piece in row.pieces:
        start_old, start_new = at_old, at_new
        at_old, at_new = at_old + len(_plain(piece.old)), at_new + len(_plain(piece.new))
        if piece.kind == "changed" and bare(piece.old) != bare(piece.new):
            touched = _touched(signs[0], start_old, at_old), _touched(signs[1], start_new, at_new)
            for kind in _kinds(piece, touched, bound, more):
                yield WordEffect(kind, row, piece.old, piece.new)


def _touched(signs: Iterable[_Sign], start: int, end: int) -> dict[str, Counter[str]]:
    """What the words there say, by kind."""
    touched: dict[str, Counter[str]] = defaultdict(Counter)
    for sign in signs:
        if sign.start < end and start < sign.end:
            touched[sign.kind][sign.value] += 1
    return touched


def _kinds(
    piece: RedlinePiece, touched: tuple[Mapping[str, Counter[str]], ...], bound: tuple[set[str], ...], more: int
) -> Iterator[EffectKind]:
    """What a changed piece is about."""
    differ = {kind for kind in {*touched[0], *touched[1]} if touched[0].get(kind) != touched[1].get(kind)}
    kinds: set[EffectKind] = differ & {"sanction", "threshold", "deadline"}  # type: ignore[assignment]  # a part of it
    if "modality" in differ:
        before, after = (side.get("modality") for side in touched)
        alone = all(_NOTHING_ELSE.fullmatch(PHRASE.sub("", _plain(text))) for text in (piece.old, piece.new))
        if not (before and after) and "penal" in (before or after or ()):
            kinds.add("sanction")  # 可以并处 that is new, or gone
        elif alone:
            kinds = {"modality"}
        elif before and after:
            kinds.add("modality")
        elif (more > 0) if after else (more < 0):
            kinds = kinds & {"sanction"} | {"appears" if after else "vanishes"}
    if not kinds & {"appears", "vanishes"} and any(
        set(touched[here].get("bearer", ())) - bound[1 - here] for here in (0, 1)
    ):
        kinds.add("bearer")
    if not kinds:
        kinds = {"reference" if "reference" in differ else "wording"}
    yield from sorted(kinds)
