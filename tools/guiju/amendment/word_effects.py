"""What changed words show, without a reading of them: duties, who bears them, numbers, days, penalties.

A person decides what it means; what is computed from our reading is in guiju.amendment.reading_effects.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from guiju.amendment.texts import TextAmendment, TextUnit, UnitRow, every
from guiju.files.bundled import packaged
from guiju.files.characters import hides
from guiju.importing.bearers import any_of, is_actor, tokens
from guiju.importing.proposals import MODALITY, PHRASE, of_paragraph
from guiju.law.text import citation
from guiju.law.text.amounts import measured
from guiju.law.text.redline import AMOUNT, CITATION, RedlinePiece, bare
from guiju.model import Bilingual, DraftObligation, Regulation

EffectKind = Literal[
    "appears", "vanishes", "bearer", "modality", "threshold", "deadline", "sanction", "cited", "reference", "wording"
]
"""What a change is about; `cited`: another place is cited; `reference`: the same one, by its new number; `wording`:
none of the others."""

_SIGNS = packaged(Path(__file__).with_name("signs.yaml"))
_BOUNDS = {words: sign for sign, several in _SIGNS["bounds"].items() for words in several}
_BOUND = any_of(_BOUNDS)
_NUMBER = re.compile(
    f"(?P<cited>{CITATION}(?:至{CITATION})?|第{AMOUNT}[款项目章节编]?|上{AMOUNT}[款项条]"
    f"|前(?:{AMOUNT})?[款项条](?!件))"
    f"|(?P<before>{_BOUND})?(?P<amount>{AMOUNT})(?P<after>{_BOUND})?"
)
_MEASURING, _MEASURED = re.compile(f"{AMOUNT}|{any_of(_SIGNS['measuring'])}"), re.compile(any_of(_SIGNS["measured"]))
_SANCTION = re.compile(any_of(_SIGNS["sanctions"]))
_NO_SANCTION, _UNBARRED = (re.compile("|".join(_SIGNS[name])) for name in ("no_sanctions", "unbarred"))
_IMPOSING, _LENIENT = tuple(_SIGNS["imposing"]), tuple(_SIGNS["lenient"])
_BINDING = ("obligation", "prohibition")
_PERIOD = tuple(_SIGNS["periods"])
_CLAUSE = re.compile("[，。；：]")
_NOTHING_ELSE = re.compile(f"(?:{any_of(_SIGNS['joining'])})*")
_SENTENCE = re.compile("[^。；]+")
_SHARED, _SHORTEST = 0.7, 12
"""How many pairs of characters of the shorter of two sentences are in the other, where both say the same; and how many
pairs say anything."""
_AT_HOME = 0.8
"""How much sentences of one 款 share, to be one sentence that was changed."""


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
    numbers = _new_numbers(amendment)
    for row in amendment.units:
        _at_home(row, old, new)
    for row in amendment.units:
        if row.kind in ("added", "removed") and all(piece.kind == "changed" for piece in row.pieces):
            yield from _whole(row, *((new, old) if row.old is None else (old, new)))
        elif row.kind not in ("same", "moved"):
            yield from _changed(row, old, new, numbers)


def _at_home(row: UnitRow, old: "_Side", new: "_Side") -> None:
    """Note the sentences of both sides of a 款 that are almost the same: no other 款 has taken them over."""
    if row.kind == "changed" and row.old and row.new:
        sides = [[(s, _pairs(s)) for s in _SENTENCE.findall(_plain(unit.text))] for unit in (row.old, row.new)]
        for sentence, pairs in sides[0]:
            for other, theirs in sides[1]:
                if 2 * (pairs & theirs).total() >= _AT_HOME * (pairs.total() + theirs.total()):
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


class _Side:
    """What one text says, 款 by 款."""

    def __init__(self, text: Regulation) -> None:
        self.paragraphs = {
            eId: paragraph for article in every(text) for paragraph in article.paragraphs
            for eId in (paragraph.eId, *(point.eId for point in paragraph.points))
        }  # fmt: skip
        self.at_home: set[str] = set()
        self._bound: list[tuple[Counter[str], set[str], bool]] | None = None
        self.penal = {article.eId for article in every(text) if any(map(self._is_penal, article.units()))}
        self.sentences = {
            sentence for article in every(text) for unit in article.units()
            for sentence in _SENTENCE.findall(_plain(unit.zh))
        }  # fmt: skip

    @staticmethod
    def _is_penal(unit: Bilingual) -> bool:
        return _SANCTION.search(_NO_SANCTION.sub("", unit.zh)) is not None

    def is_case_of_penalty(self, passage: TextUnit) -> bool:
        """Whether it is a 项 of what is punished."""
        paragraph = self.paragraphs.get(passage.eId)
        return paragraph is not None and paragraph.eId != passage.eId and self._is_penal(paragraph)

    def has(self, passage: TextUnit) -> bool:
        """Whether a sentence has almost all that a passage of the other text says."""
        pairs = _pairs(passage.text)
        return any((pairs & there).total() >= _AT_HOME * pairs.total() for there in self.all_pairs)

    @cached_property
    def all_pairs(self) -> list[Counter[str]]:
        return [_pairs(sentence) for sentence in self.sentences]

    def stands_in(self, other: "_Side", sentence: str, verb: str = "") -> bool:
        """Whether the other text has words that this one has not, almost the same, that bind too; to the same."""
        pairs = _pairs(sentence)
        return pairs.total() >= _SHORTEST and any(
            (pairs & there).total() >= _SHARED * min(pairs.total(), there.total())
            and (verb in verbs if verb else not at_home and 0.5 <= there.total() / pairs.total() <= 2)
            for there, verbs, at_home in other.bound_apart_from(self)
        )

    def bound_apart_from(self, other: "_Side") -> list[tuple[Counter[str], set[str], bool]]:
        """The sentences that bind and that the other text has not, with what they bind to, and whether at home."""
        if self._bound is None:
            bound = (
                (_pairs(s), {verb for match in _binding(s) for verb in _verbs(s, match)}, s in self.at_home)
                for s in self.sentences - other.sentences
            )
            self._bound = [entry for entry in bound if entry[1] and entry[0].total() >= _SHORTEST]
        return self._bound

    def drafts(self, passage: TextUnit | None) -> list[DraftObligation]:
        """What the words of a 款 seem to impose, permit or entrust, with its 项."""
        paragraph = self.paragraphs.get(passage.eId) if passage else None
        drafts = of_paragraph(paragraph) if paragraph else ()
        return [draft for draft in drafts if isinstance(draft, DraftObligation)]

    def duties(self, passage: TextUnit | None) -> list[DraftObligation]:
        """Those that oblige or forbid: no powers, penalties and orders."""
        return [
            draft for draft in self.drafts(passage)
            if draft.modality in _BINDING
            and any(_binding(_plain("".join(draft.quote))))
            and not draft.quote[-1].startswith("以及")  # the rest of what is to be told, not a duty
        ]  # fmt: skip

    def signs(self, passage: TextUnit | None) -> list[_Sign]:
        """What the words of a passage say."""
        if passage is None:
            return []
        text, signs = _plain(passage.text), []
        for name in {_plain(duty.subject) for duty in self.drafts(passage) if duty.subject}:
            who = re.sub(AMOUNT, "#", name)  # an age is a threshold
            signs += [_Sign("bearer", *match.span(), who) for match in re.finditer(re.escape(name), text)]
        for match in PHRASE.finditer(text):
            if not match["none"]:
                says = MODALITY[match[0]]
                penal = says == "permission" and text.startswith(_IMPOSING, match.end())
                value = says if says not in _BINDING or _binds(text, match) else f"{says} of nobody"
                signs.append(_Sign("modality", *match.span(), "penal" if penal else value))
                before = _CLAUSE.split(text[: match.start()])[-1]
                if penal and is_actor(before):  # of a penalty nobody is bound, but somebody imposes it
                    signs.append(_Sign("bearer", match.start() - len(before), match.start(), before))
        if not _is_element(passage):
            named = _NO_SANCTION.sub(lambda match: "□" * len(match[0]), text)
            signs += [_Sign("sanction", *match.span(), match[0]) for match in _SANCTION.finditer(named)]
        if passage.eId.partition("__")[0] in self.penal:
            signs += [_Sign("sanction", *match.span(), match[0]) for match in _UNBARRED.finditer(text)]
        for match in _NUMBER.finditer(text):
            amount = match["amount"]
            if match["cited"]:
                signs.append(_Sign("reference", *match.span(), match[0]))
            elif amount.isdigit() or len(amount) > 1:  # 一 is in many words
                period = amount.endswith(_PERIOD)
                penal = _measures_penalty(text, match.end("amount"))
                bound = "".join(sorted(_BOUNDS[words] for words in (match["before"], match["after"]) if words))
                value = f"{bound}{measured(amount) or amount}"
                signs.append(
                    _Sign("sanction" if penal else "deadline" if period else "threshold", *match.span(), value)
                )
        return signs


def _measures_penalty(text: str, at: int) -> bool:
    """Whether the amount that ends here is that of a penalty: 五日以上十日以下拘留."""
    while match := _MEASURING.match(text, at):
        at = match.end()
    return _MEASURED.match(text, at) is not None


@lru_cache(10_000)
def _plain(text: str) -> str:
    """A text without white space, its letters and figures of one width."""
    folded = ((unicodedata.normalize("NFKC", c) if c.isalnum() else c) for c in text if not (c.isspace() or hides(c)))
    return "".join(folded)


def _is_element(passage: TextUnit) -> bool:
    """Whether a 项 says what somebody did (伪造印章的；): what it names is neither a penalty nor a duty."""
    return "__point_" in passage.eId and _plain(passage.text).rstrip("；。").endswith("的")


def _pairs(text: str) -> Counter[str]:
    words = bare(text)
    return Counter(words[at : at + 2] for at in range(len(words) - 1))


def _binding(text: str) -> Iterator[re.Match[str]]:
    """The phrases that oblige somebody, or forbid something."""
    matches = (match for match in PHRASE.finditer(text) if not match["none"])
    return (match for match in matches if MODALITY[match[0]] in _BINDING and _binds(text, match))


def _binds(text: str, phrase: re.Match[str]) -> bool:
    """Whether a phrase says more than a condition (不予制止的), how somebody is punished (应当从轻处罚), or what may be
    ordered (责令其不得)."""
    ordered = "责令" in _CLAUSE.split(text[: phrase.start()])[-1]
    condition = _CLAUSE.split(text[phrase.end() :])[0].endswith("的")
    return not (ordered or condition or text.startswith(_LENIENT, phrase.end()))


def _verbs(text: str, phrase: re.Match[str]) -> list[str]:
    """What a phrase binds to: 应当登记后立即退还 to 登记 and 退还."""
    behind = _CLAUSE.split(text[phrase.end() :])[0]
    return [word for word, kind, _ in tokens(behind) if kind == "verbs"] or [behind[:2]]


def _whole(row: UnitRow, side: _Side, other: _Side) -> Iterator[WordEffect]:
    """What a 款 says that is new or gone."""
    passage = row.old or row.new
    assert passage is not None
    kind: EffectKind = "vanishes" if row.old else "appears"
    duties = [] if _is_element(passage) else [duty for duty in side.duties(passage) if duty.eId == passage.eId]
    kept = [s for s in _SENTENCE.findall(_plain(passage.text)) if duties and side.stands_in(other, s)]
    came = (duty for duty in duties if not any(_plain(duty.quote[-1]) in sentence for sentence in kept))
    words = [(kind, "".join(duty.quote)) for duty in came]
    if not words:
        signs = side.signs(passage)
        penal = any(sign.kind == "sanction" or sign.value == "penal" for sign in signs)
        penal = penal or (side.is_case_of_penalty(passage) and not other.has(passage))
        words = [("sanction" if penal else "wording", passage.text)]
    for what, text in words:
        yield WordEffect(what, row, text if row.old else "", "" if row.old else text)


def _changed(row: UnitRow, old: _Side, new: _Side, numbers: Mapping[str, set[str]]) -> Iterator[WordEffect]:
    """What the changed pieces of a 款 say."""
    signs = old.signs(row.old), new.signs(row.new)
    bound = tuple({sign.value for sign in side if sign.kind == "bearer"} for side in signs)
    more = len(new.duties(row.new)) - len(old.duties(row.old))
    cited = [[sign.value for sign in side if sign.kind == "reference"] for side in signs]
    follows = _follow(cited[0], cited[1], numbers)
    at_old = at_new = 0
    for piece in row.pieces:
        start_old, start_new = at_old, at_new
        at_old, at_new = at_old + len(_plain(piece.old)), at_new + len(_plain(piece.new))
        if piece.kind == "changed" and bare(piece.old) != bare(piece.new):
            alone = not (bare(piece.old) and bare(piece.new))
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


def _stands(passage: TextUnit, start: int, end: int, side: _Side, other: _Side) -> bool:
    """Whether all that the words there bind to stands in the other text too."""
    phrases: list[tuple[str, re.Match[str]]] = []
    for sentence in _SENTENCE.finditer(_plain(passage.text)):
        places = ((match, sentence.start() + match.start()) for match in _binding(sentence[0]))
        phrases += [(sentence[0], match) for match, at in places if start <= at < end]
    return all(side.stands_in(other, sentence, _verbs(sentence, match)[0]) for sentence, match in phrases)


def _touched(signs: Iterable[_Sign], start: int, end: int, alone: bool) -> dict[str, Counter[str]]:
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
        alone = all(_NOTHING_ELSE.fullmatch(PHRASE.sub("", _plain(text))) for text in (piece.old, piece.new))
        if not (before and after) and "penal" in (before or after or ()):
            kinds.add("sanction")  # 可以并处 that is new, or gone
        elif alone:
            kinds = {"modality"}
        elif before and after:
            kinds.add("modality")
        elif set(_BINDING) & {*(before or after or ())}:
            kinds = kinds & {"sanction"} | {"appears" if after else "vanishes"}
    if not kinds & {"appears", "vanishes"} and any(
        set(touched[here].get("bearer", ())) - bound[1 - here] for here in (0, 1)
    ):
        kinds.add("bearer")
    if not kinds:
        kinds = {"reference" if "reference" in differ else "wording"}
    yield from sorted(kinds)
