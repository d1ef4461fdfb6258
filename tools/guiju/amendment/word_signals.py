"""What the words of a text say, 款 by 款, without a reading: duties, who bears them, numbers, days, penalties."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from guiju.amendment.texts import TextUnit
from guiju.files.bundled import packaged
from guiju.files.folding import compact, comparable
from guiju.importing.bearers import any_of, is_actor, tokens
from guiju.importing.proposals import MODALITY, PHRASE, of_paragraph
from guiju.law.text.amounts import measured
from guiju.law.text.redline import AMOUNT, CITATION
from guiju.model import Bilingual, DraftObligation, Regulation

EffectKind = Literal[
    "appears", "vanishes", "bearer", "modality", "threshold", "deadline", "sanction", "cited", "reference", "wording"
]
"""What a change is about; `cited`: another place is cited; `reference`: the same one, by its new number; `wording`:
none of the others."""

_SIGNS = packaged(__file__, "word_signals.yaml")
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
_IMPOSING, _LENIENT, _CONTINUING = (tuple(_SIGNS[name]) for name in ("imposing", "lenient", "continuing"))
BINDING = ("obligation", "prohibition")
_PERIOD = tuple(_SIGNS["periods"])
_CLAUSE = re.compile("[，。；：]")
NOTHING_ELSE = re.compile(f"(?:{any_of(_SIGNS['joining'])})*")
SENTENCE = re.compile("[^。；]+")
_SHARED, _SHORTEST = 0.7, 12
"""The share of pairs that two sentences which say the same have in common, and how many pairs say anything."""
AT_HOME = 0.8
"""How much sentences of one 款 share, to be one sentence that was changed."""


class Sign(NamedTuple):
    """Words at characters [start, end) of a passage that say something; what they say is compared by its `value`."""

    kind: EffectKind
    start: int
    end: int
    value: str


class TextSigns:
    """What one text says, 款 by 款."""

    def __init__(self, text: Regulation) -> None:
        self.paragraphs = {
            eId: paragraph for article in text.every_article() for paragraph in article.paragraphs
            for eId in (paragraph.eId, *(point.eId for point in paragraph.points))
        }  # fmt: skip
        self.at_home: set[str] = set()
        self._bound: list[tuple[Counter[str], set[str], bool]] | None = None
        self.penal = {article.eId for article in text.every_article() if any(map(self._is_penal, article.units()))}
        self.sentences = {
            sentence for article in text.every_article() for unit in article.units()
            for sentence in SENTENCE.findall(compact(unit.zh))
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
        pairs = character_pairs(passage.text)
        return any((pairs & there).total() >= AT_HOME * pairs.total() for there in self.all_pairs)

    @cached_property
    def all_pairs(self) -> list[Counter[str]]:
        return [character_pairs(sentence) for sentence in self.sentences]

    def stands_in(self, other: "TextSigns", sentence: str, verb: str = "") -> bool:
        """Whether the other text has words that this one has not, almost the same, that bind too; to the same."""
        pairs = character_pairs(sentence)
        return pairs.total() >= _SHORTEST and any(
            (pairs & there).total() >= _SHARED * min(pairs.total(), there.total())
            and (verb in verbs if verb else not at_home and 0.5 <= there.total() / pairs.total() <= 2)
            for there, verbs, at_home in other.bound_apart_from(self)
        )

    def bound_apart_from(self, other: "TextSigns") -> list[tuple[Counter[str], set[str], bool]]:
        """The sentences that bind and that the other text has not, with what they bind to, and whether at home."""
        if self._bound is None:
            bound = (
                (
                    character_pairs(s),
                    {verb for match in binding_phrases(s) for verb in verbs_behind(s, match)},
                    s in self.at_home,
                )
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
        """Those that oblige or forbid, authorities too: no penalties and orders."""
        return [
            draft for draft in self.drafts(passage)
            if draft.modality in (*BINDING, "power")
            and any(binding_phrases(compact("".join(draft.quote))))
            and not draft.quote[-1].startswith(_CONTINUING)
        ]  # fmt: skip

    def signs(self, passage: TextUnit | None) -> list[Sign]:
        """What the words of a passage say."""
        if passage is None:
            return []
        text, signs = compact(passage.text), []
        for name in {compact(duty.subject) for duty in self.drafts(passage) if duty.subject}:
            who = re.sub(AMOUNT, "#", name)  # an age is a threshold
            signs += [Sign("bearer", *match.span(), who) for match in re.finditer(re.escape(name), text)]
        for match in PHRASE.finditer(text):
            if not match["none"]:
                says = MODALITY[match[0]]
                penal = says == "permission" and text.startswith(_IMPOSING, match.end())
                value = says if says not in BINDING or _binds(text, match) else f"{says} of nobody"
                signs.append(Sign("modality", *match.span(), "penal" if penal else value))
                before = _CLAUSE.split(text[: match.start()])[-1]
                if penal and is_actor(before):  # of a penalty nobody is bound, but somebody imposes it
                    signs.append(Sign("bearer", match.start() - len(before), match.start(), before))
        if not is_element(passage):
            named = _NO_SANCTION.sub(lambda match: "□" * len(match[0]), text)
            signs += [Sign("sanction", *match.span(), match[0]) for match in _SANCTION.finditer(named)]
        if passage.eId.partition("__")[0] in self.penal:
            signs += [Sign("sanction", *match.span(), match[0]) for match in _UNBARRED.finditer(text)]
        for match in _NUMBER.finditer(text):
            amount = match["amount"]
            if match["cited"]:
                signs.append(Sign("reference", *match.span(), match[0]))
            elif amount.isdigit() or len(amount) > 1:  # 一 is in many words
                period = amount.endswith(_PERIOD)
                penal = _measures_penalty(text, match.end("amount"))
                bound = "".join(sorted(_BOUNDS[words] for words in (match["before"], match["after"]) if words))
                value = f"{bound}{measured(amount) or amount}"
                signs.append(Sign("sanction" if penal else "deadline" if period else "threshold", *match.span(), value))
        return signs


def _measures_penalty(text: str, at: int) -> bool:
    """Whether the amount that ends here is that of a penalty: 五日以上十日以下拘留."""
    while match := _MEASURING.match(text, at):
        at = match.end()
    return _MEASURED.match(text, at) is not None


def is_element(passage: TextUnit) -> bool:
    """Whether a 项 says what somebody did (伪造印章的；): what it names is neither a penalty nor a duty."""
    return "__point_" in passage.eId and compact(passage.text).rstrip("；。").endswith("的")


def character_pairs(text: str) -> Counter[str]:
    words = comparable(text)
    return Counter(words[at : at + 2] for at in range(len(words) - 1))


def binding_phrases(text: str) -> Iterator[re.Match[str]]:
    """The phrases that oblige somebody, or forbid something."""
    matches = (match for match in PHRASE.finditer(text) if not match["none"])
    return (match for match in matches if MODALITY[match[0]] in BINDING and _binds(text, match))


def _binds(text: str, phrase: re.Match[str]) -> bool:
    """Whether a phrase says more than a condition (不予制止的), how somebody is punished (应当从轻处罚), or what may be
    ordered (责令其不得)."""
    before = _CLAUSE.split(text[: phrase.start()])[-1]
    ordered = any(word in before for word in _SIGNS["ordering"])
    condition = _CLAUSE.split(text[phrase.end() :])[0].endswith("的")
    return not (ordered or condition or text.startswith(_LENIENT, phrase.end()))


def verbs_behind(text: str, phrase: re.Match[str]) -> list[str]:
    """What a phrase binds to: 应当登记后立即退还 to 登记 and 退还."""
    behind = _CLAUSE.split(text[phrase.end() :])[0]
    return [word for word, kind, _ in tokens(behind) if kind == "verbs"] or [behind[:2]]
