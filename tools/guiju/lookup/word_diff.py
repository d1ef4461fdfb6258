"""What differs between a sentence and the words of the law that it almost quotes: a word diff of the two."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from guiju.lookup.entries import fold

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
    matcher = SequenceMatcher(None, list(map(fold, ours)), list(map(fold, theirs)), autojunk=False)
    anchor = matcher.find_longest_match()
    slack = len(ours) // 4 + 4
    start = max(0, anchor.b - anchor.a - slack)
    theirs = theirs[start : anchor.b - anchor.a + len(ours) + slack]
    matcher.set_seq2(list(map(fold, theirs)))
    codes = matcher.get_opcodes()
    # Law before and after is no difference: the sentence is a part of it.
    codes = [code for place, code in enumerate(codes) if code[0] != "insert" or 0 < place < len(codes) - 1]
    pieces: list[tuple[Side, str]] = []
    same, in_law = 0, 0
    for place, (tag, a, a_end, b, b_end) in enumerate(codes):
        in_law += b_end - b
        if tag == "equal":
            same += a_end - a
        # One word that happens to be the same among others is not worth a piece.
        if tag == "equal" and (a_end - a > 1 or place in (0, len(codes) - 1)):
            pieces.append(("both", "".join(theirs[b:b_end])))
        else:
            pieces += [("law", "".join(theirs[b:b_end])), ("query", "".join(ours[a:a_end]))]
    return WordDiff(same / max(len(ours), in_law, 1), tuple(_joined(pieces)))


def _joined(pieces: list[tuple[Side, str]]) -> list[tuple[Side, str]]:
    """The pieces without empty ones; what is between two that are in both is one piece a side."""
    joined: list[tuple[Side, str]] = []
    changed: dict[Side, str] = {"law": "", "query": ""}
    for side, text in (*pieces, ("both", "")):
        if side != "both":
            changed[side] += text
            continue
        joined += [(each, words) for each, words in changed.items() if words]
        joined += [("both", text)] if text else []
        changed = {"law": "", "query": ""}
    return joined
