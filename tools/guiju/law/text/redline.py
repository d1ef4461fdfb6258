"""What changed between two texts, as a lawyer marks it: whole words, numbers and clauses, without noise."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate, takewhile, zip_longest
from typing import Literal, NamedTuple

from guiju.files.folding import SIGNS, comparable, folded, with_title_marks
from guiju.law.text.duty_phrases import NO_DUTY, PHRASES

_NUMERAL = "(?:[0-9]+(?:[.][0-9]+)?[万亿]?|[零〇一二两三四五六七八九十百千万亿]+)"
_UNIT = "(?:个?工作日|个月|小时|分钟|周岁|平方米|公里|[日天月年元倍人名次个周岁户])"
CITATION = rf"第{_NUMERAL}条(?:之{_NUMERAL})?(?:第{_NUMERAL}款)?(?:第{_NUMERAL}项)?"
AMOUNT = rf"(?:百分之{_NUMERAL}|{_NUMERAL}[%‰]|{_NUMERAL}{_UNIT}?)"
_signs = lru_cache(20_000)(folded)
_STRONG, _WEAK = frozenset("。；：！？;:!?\n"), frozenset("，、,")


class WordToken(NamedTuple):
    """A word, a number with its unit, or a character: `key` is what is compared, `text` has the noise behind it too."""

    key: str
    text: str


@dataclass(frozen=True)
class RedlinePiece:
    """A stretch of both texts; of what is changed or moved one side may be empty. All pieces together are the text."""

    kind: Literal["same", "changed", "moved"]
    old: str
    new: str


class TokenRun(NamedTuple):
    """Where a piece is in the tokens of both texts."""

    same: bool
    old: int
    old_end: int
    new: int
    new_end: int


@lru_cache(4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    known = sorted({word for word in (*words, *PHRASES, *NO_DUTY) if len(word) > 1}, key=len, reverse=True)
    whole = "|".join(f"{word}(?!当)" if word.endswith("应") else re.escape(word) for word in known)  # 对应当登记的物品
    return re.compile(f"{CITATION}|{AMOUNT}|[A-Za-z]+|{whole}|.", re.DOTALL)


def tokens(text: str, words: tuple[str, ...] = ()) -> list[WordToken]:
    """The text in tokens; `words` are further words that stay whole."""
    signs = [(sign, at) for at, character in enumerate(with_title_marks(text)) for sign in _signs(character)]
    # The point of 1.5 is no noise.
    kept = [
        (sign, at) for place, (sign, at) in enumerate(signs)
        if sign.isalnum() or sign in SIGNS
        or (sign == "." and "0" <= "".join(s for s, _ in signs[place - 1 : place]) <= "9"
            and "0" <= "".join(s for s, _ in signs[place + 1 : place + 2]) <= "9")
    ]  # fmt: skip
    folded = "".join(sign for sign, _ in kept)
    spans = [match.span() for match in _pattern(words).finditer(folded)]
    starts = [0, *(kept[start][1] for start, _ in spans[1:]), len(text)]
    return [WordToken(folded[start:end], text[starts[n] : starts[n + 1]]) for n, (start, end) in enumerate(spans)] or (
        [WordToken("", text)] if text else []
    )


def redline(old: str, new: str, words: tuple[str, ...] = ()) -> tuple[RedlinePiece, ...]:
    """The pieces of both texts."""
    ours, theirs = tokens(old, words), tokens(new, words)
    a, b = [token.key for token in ours], [token.key for token in theirs]
    if a == b:
        return (RedlinePiece("same", old, new),) if old or new else ()
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    blocks = _shifted(joined((TokenRun(tag == "equal", *places) for tag, *places in codes), a, b), ours, theirs)
    pieces = [
        RedlinePiece("same" if same else "changed", _text(ours, start, end), _text(theirs, other, other_end))
        for same, start, end, other, other_end in blocks
    ]
    return tuple(part for piece in _with_its_noise(pieces) for part in _without_end(piece))


def _with_its_noise(pieces: Sequence[RedlinePiece]) -> Iterator[RedlinePiece]:
    """The pieces; punctuation that only one text has before a change belongs to the change: 教育[-、医疗-]等."""
    extra = ("", "")
    for piece, after in zip_longest(pieces, pieces[1:]):
        old, new = extra[0] + piece.old, extra[1] + piece.new
        extra = ("", "")
        if piece.kind == "same" and after is not None:
            ends = [len(text) - len(_noise(text)) for text in (old, new)]
            noise = zip(old[ends[0] :], new[ends[1] :], strict=False)
            both = sum(1 for _ in takewhile(lambda signs: signs[0] == signs[1], noise))
            cuts = ends[0] + both, ends[1] + both
            extra, old, new = (old[cuts[0] :], new[cuts[1] :]), old[: cuts[0]], new[: cuts[1]]
        yield RedlinePiece(piece.kind, old, new)


def _noise(text: str) -> str:
    """What is behind the last word of a text."""
    start = len(text)
    while start and not comparable(text[start - 1 :]):
        start -= 1
    return text[start:]


def _without_end(piece: RedlinePiece) -> Iterator[RedlinePiece]:
    """A piece; of a changed one, the punctuation behind it that both texts have is the same."""
    end = 0
    if piece.kind == "changed":
        for old, new in zip(reversed(piece.old), reversed(piece.new), strict=False):
            if old != new or comparable(old):
                break
            end += 1
    if not end:
        yield piece
        return
    yield RedlinePiece("changed", piece.old[:-end], piece.new[:-end])
    yield RedlinePiece("same", piece.old[-end:], piece.new[-end:])


def _text(of: Sequence[WordToken], start: int, end: int) -> str:
    return "".join(token.text for token in of[start:end])


def joined(blocks: Iterable[TokenRun], old: Sequence[str], new: Sequence[str]) -> list[TokenRun]:
    """The blocks, changed ones one with what is the same between them only by coincidence: shorter than what changed on
    either side, or a single character."""
    at_old, at_new = ([0, *accumulate(map(len, keys))] for keys in (old, new))

    def size(block: TokenRun) -> int:
        return max(at_old[block.old_end] - at_old[block.old], at_new[block.new_end] - at_new[block.new])

    merged = list(blocks)
    place = 1
    while place < len(merged) - 1:
        before, block, after = merged[place - 1 : place + 2]
        coincides = block.same and (size(block) == 1 or size(block) < min(size(before), size(after)))
        if coincides or not (block.same or before.same):
            until = after if coincides else block
            merged[place - 1 : place + (2 if coincides else 1)] = [
                TokenRun(False, before.old, until.old_end, before.new, until.new_end)
            ]
            place = max(1, place - 2)
        else:
            place += 1
    return merged


def _shifted(blocks: list[TokenRun], ours: Sequence[WordToken], theirs: Sequence[WordToken]) -> list[TokenRun]:
    """What is only in one text begins, where its words allow several places, behind punctuation."""
    for place, block in enumerate(blocks):
        one_sided = (block.old == block.old_end) != (block.new == block.new_end)
        if block.same or not one_sided or not 0 < place < len(blocks) - 1:
            continue
        side, start, end = (theirs, block.new, block.new_end) if block.old == block.old_end else (
            ours, block.old, block.old_end)  # fmt: skip
        before, after = blocks[place - 1], blocks[place + 1]
        left = right = 0
        while left < before.new_end - before.new - 1 and side[start - left - 1].key == side[end - left - 1].key:
            left += 1
        while right < after.new_end - after.new - 1 and side[start + right].key == side[end + right].key:
            right += 1
        best = max(range(-left, right + 1), key=lambda by: (_ends(side[start + by - 1]), -abs(by)))
        blocks[place - 1] = before._replace(old_end=before.old_end + best, new_end=before.new_end + best)
        blocks[place] = block._replace(
            old=block.old + best, old_end=block.old_end + best, new=block.new + best, new_end=block.new_end + best
        )
        blocks[place + 1] = after._replace(old=after.old + best, new=after.new + best)
    return blocks


def _ends(token: WordToken) -> int:
    """How much of an end is behind a token: of a sentence, of a clause, none."""
    last = token.text[-1]
    return 2 if last in _STRONG else 1 if last in _WEAK else 0
