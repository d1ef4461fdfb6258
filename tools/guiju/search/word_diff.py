"""What differs between a sentence and the words of the law that it almost quotes: a word diff of the two."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from guiju.files.folding import folded
from guiju.law.text.redline import TokenRun, joined

Side = Literal["both", "law", "query"]
_WORD = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)  # in Chinese a character


@dataclass(frozen=True)
class WordDiff:
    """The sentence and the stretch of the law beside it, in pieces that are in both or only on one side. `likeness` is
    the share that is in both, of the longer one."""

    likeness: float
    pieces: tuple[tuple[Side, str], ...]


def word_diff(query: str, law: str) -> WordDiff:
    """How the sentence differs from the part of the law that is most like it."""
    ours, theirs = _WORD.findall(query), _WORD.findall(law)
    matcher = SequenceMatcher(None, list(map(folded, ours)), list(map(folded, theirs)), autojunk=False)
    anchor = matcher.find_longest_match()
    slack = len(ours) // 4 + 4
    start = max(0, anchor.b - anchor.a - slack)
    theirs = theirs[start : anchor.b - anchor.a + len(ours) + slack]
    matcher.set_seq2(list(map(folded, theirs)))
    codes = matcher.get_opcodes()
    # Law before and after is no difference: the sentence is a part of it.
    codes = [code for place, code in enumerate(codes) if code[0] != "insert" or 0 < place < len(codes) - 1]
    same = sum(a_end - a for tag, a, a_end, _, _ in codes if tag == "equal")
    in_law = sum(b_end - b for _, _, _, b, b_end in codes)
    pieces: list[tuple[Side, str]] = []
    for block in joined((TokenRun(tag == "equal", *places) for tag, *places in codes), ours, theirs):
        in_query, beside = "".join(ours[block.old : block.old_end]), "".join(theirs[block.new : block.new_end])
        pieces += [("both", beside)] if block.same else [("law", beside), ("query", in_query)]
    return WordDiff(same / max(len(ours), in_law, 1), tuple(piece for piece in pieces if piece[1]))
