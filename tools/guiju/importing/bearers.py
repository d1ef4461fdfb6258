"""Who is bound: the words before a duty phrase that name an actor, found by the endings of Chinese nouns for actors."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from guiju.files.bundled import packaged
from guiju.model import Party

WORDS: dict[str, Any] = packaged(__file__, "proposals.yaml")
_KINDS = ("nouns", "actors", "prepositions", "adverbs", "verbs")  # of a word in several the first counts
_KIND = {word: kind for kind in reversed(_KINDS) for word in WORDS[kind]}


def any_of(*words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(map(re.escape, sorted({word for some in words for word in some}, key=len, reverse=True)))


_LONGEST = max(map(len, _KIND))

Token = tuple[str, str, int]
"""A word, its kind or nothing, and where it ends."""


@lru_cache(1024)
def tokens(text: str) -> tuple[Token, ...]:
    """The words that proposals.yaml knows, and the other characters one by one."""
    words, at = [], 0
    while at < len(text):
        lengths = range(min(_LONGEST, len(text) - at), 1, -1)
        word = next((w for length in lengths if (w := text[at : at + length]) in _KIND), text[at])
        at += len(word)
        words.append((word, _KIND.get(word, ""), at))
    return tuple(words)


def opening(text: str) -> int:
    """How many characters at the beginning only join a piece to the one before it (并, 但是)."""
    rest = text
    while word := next((word for word in WORDS["openings"] if rest.startswith(word)), ""):
        rest = rest.removeprefix(word)
    return len(text) - len(rest)


def is_actor(text: str) -> bool:
    """Whether words end with what names an actor."""
    words = tokens(text)
    return bool(words) and words[-1][1] == "actors"


def leading_actor(text: str) -> str:
    """The actor that a piece begins with: 网络运营者 of 网络运营者在收集信息时; nothing where it begins otherwise."""
    words = tokens(text)
    if next((kind for _, kind, _ in words if kind != "adverbs"), "prepositions") == "prepositions":
        return ""
    acts = _acts(words[0]) and not (words[1:] and words[1][1] == "actors" and len(words[1][0]) == 1)  # 保管人 does not
    actors = [
        n for n, (word, kind, end) in enumerate(words)
        if kind == "actors" and text[end : end + 1] != "的" and (n or word not in WORDS["verbs"])
    ]  # fmt: skip
    for stops in (("prepositions",), ("prepositions", "adverbs")):
        ahead = (n for n, (_, kind, _) in enumerate(words) if kind in stops and actors and n > actors[0])
        name = words[: next(ahead, len(words))]
        if len(name) - 1 in actors:  # 国务院教育行政部门 has a verb in its name; 拒绝主管部门 is no name
            first = next(
                (n for n, word in enumerate(name) if (acts and n == 0) or (n > actors[0] and _acts(word))), None
            )
            whole = text[: name[-1][2]]
            if first is None or "的" in whole[words[first][2] :]:
                return whole
    verbs = (n for n, (_, kind, _) in enumerate(name) if kind == "verbs" and actors and n > actors[0])
    last = max((n for n in actors if n < next(verbs, len(name))), default=None)
    whole = text[: words[last][2]] if last is not None else ""
    joined = text[len(whole) : len(whole) + 1] in "和或及与、"  # 国家和地方标准的制定 is none
    return "" if joined or (acts and "的" not in whole) else whole


def _acts(token: Token) -> bool:
    """Whether a word is a verb and nothing else (教育行政部门, but not 拒绝)."""
    return token[1] == "verbs" and token[0] not in WORDS["nominal"]


def subject(pieces: Sequence[str], predicate: str) -> str | None:
    """Who is bound by a predicate behind these pieces. Nothing where the topic is a thing; None where there is none:
    whoever was bound before still is."""
    *earlier, last = pieces
    last = last[opening(last) :].removeprefix("由")
    actor = leading_actor(last)
    rest = tokens(last[len(actor) :])
    if actor and rest and rest[0][1] == "verbs" and "的" in last[len(actor) :]:
        return ""  # 网络运营者收集的个人信息
    if actor or (is_actor(last) and last[0] not in "对向为与"):
        return actor or last
    words = tokens(last)
    a_thing = any(kind != "adverbs" for _, kind, _ in words) and words[0][1] != "prepositions"
    if a_thing and not last.endswith(tuple(WORDS["topic_ends"])):
        return ""  # 合同应当
    for piece in reversed(earlier):
        of_others = piece.endswith("的") and any(word in predicate for word in WORDS["of_others"])
        piece = piece[opening(piece) :]
        actor = leading_actor(piece)
        if actor and (not of_others or piece.startswith(tuple(WORDS["learns"]), len(actor))):
            return actor
    return None


def bearers(words: str, rule: str, parties: Iterable[Party]) -> list[str]:
    """The parties that these words of a rule name: those named so there, else those that are named exactly so."""
    parties = list(parties)
    here = [p.id for p in parties if any(name in words for name in p.named_as.get(rule, ()))]
    return here or [p.id for p in parties if words in (p.label.zh, *(n for ns in p.named_as.values() for n in ns))]
