"""Duties, proposed from the words of a rule: what each 款 obliges, forbids, permits or encourages, and whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from guiju.importing.bearers import WORDS, any_of, leading_actor, opening, subject, tokens
from guiju.law.text.duty_phrases import NO_DUTY
from guiju.model import DraftObligation, DraftSpan, Paragraph, Regulation
from guiju.model.enumerations import Modality

MODALITY: dict[str, Modality] = {
    phrase: modality for modality, phrases in WORDS["modalities"].items() for phrase in phrases
}
PHRASE = re.compile(f"(?P<none>{any_of(WORDS['no_phrase'], NO_DUTY)})|{any_of(MODALITY)}")
_NO_DUTY = {kind: re.compile("|".join(patterns)) for kind, patterns in WORDS["no_duties"].items()}
_ASIDES, _OPEN_ENDS = tuple(WORDS["asides"]), tuple(WORDS["open_ends"])
_OPAQUE = re.compile("《[^《》]*》|“[^“”]*”|（[^（）]*）")
_LONGEST = 10_000
"""Characters of a 款 above which it is no provision, and nothing is proposed."""
_NAMED = 6
"""Characters behind 下列 among which it is named what is listed."""

_STOPS = "，；：、。"

Place = tuple[int, int, int]
"""Characters [start, end) of a text: of the 款 (0), or of its first, second … 项."""


def proposals(rule: Regulation) -> Iterator[DraftObligation | DraftSpan]:
    """What the articles say, in the order of the text."""
    for article in rule.articles:
        for paragraph in article.paragraphs:
            yield from of_paragraph(paragraph)


def of_paragraph(paragraph: Paragraph) -> Iterator[DraftObligation | DraftSpan]:
    """What a 款 says with its 项."""
    if sum(len(unit.zh) for unit in (paragraph, *paragraph.points)) < _LONGEST:
        yield from _Reader(paragraph).proposals()


@dataclass
class _Chain:
    """What words are read under now: a modality, the bearer, and where the words that say both are."""

    modality: Modality
    subject: str
    head: Place


@dataclass
class _Reader:
    """Reads a 款 with its 项 from left to right."""

    paragraph: Paragraph
    duties: list[tuple[_Chain, list[Place]]] = field(default_factory=list)
    spans: list[tuple[Any, Place]] = field(default_factory=list)
    chain: _Chain | None = None
    outer: _Chain | None = None
    """What words are read under again behind a semicolon: the chain has no bearer of its own."""
    subject: str = ""
    unit: int = 0
    text: str = ""

    def proposals(self) -> Iterator[DraftObligation | DraftSpan]:
        points = self.paragraph.points
        self._read(0, self.paragraph.zh)
        chain, predicate = self.chain, self.text[self.chain.head[2] :] if self.chain else ""
        if points and chain is None:
            self.subject = leading_actor(re.split("[。；，]", self.text)[-1]) or self.subject
            for at, point in enumerate(points, 1):
                self._read(at, point.zh)
        elif points and chain and (len(predicate) < 2 or _is_list(predicate)):
            self.duties = [duty for duty in self.duties if duty[0] is not chain]
            whole = (0, chain.head[1], len(self.text))
            self.duties += [(chain, [whole, (at, 0, len(point.zh))]) for at, point in enumerate(points, 1)]
        yield from self._quoted()

    def _read(self, unit: int, text: str) -> None:
        self.unit, self.text = unit, _OPAQUE.sub(lambda match: "□" * len(match[0]), text)
        for start, end in self._split("。！？", 0, len(text)):
            self.chain = None
            sentence = self.text[start:end]
            kind = next((kind for kind, pattern in _NO_DUTY.items() if pattern.search(sentence)), None)
            if kind:
                self.spans.append((kind, (unit, start, end)))
                continue
            for clause in self._split("；", start, end):
                self._clause(*clause)
                self.chain, self.outer = self.outer or self.chain, None

    def _split(self, stops: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        for match in re.compile(f"[^{stops}]+").finditer(self.text, start, end):
            yield match.span()

    def _clause(self, start: int, end: int) -> None:
        held: int | None = None  # where words begin that belong to what comes next
        waiting = False  # whether a duty phrase was read and nothing yet that it governs
        for at, stop in self._split("，：", start, end):
            begin = at if held is None else held
            phrase = self._phrase(begin, at, stop)
            opened = at + opening(self.text[at:stop])
            aside = not waiting and any(self.text.startswith(_ASIDES, place) for place in (at, opened))
            if phrase:
                if self.chain and waiting and held is not None:
                    self._add(self.chain, held, at - 1)
                    begin = at
                self.chain = self._begin(begin, phrase, stop)
                at = begin = self.chain.head[2]
                waiting = True
            elif (
                (self.chain is None or aside or self.text[at] == "由")
                and self.text[stop - 1] != "的"  # a condition: 由一名人民警察进行的，应当录音录像
                and (authority := self._by(at, stop))
            ):
                power = _Chain("power", authority, (self.unit, begin, end))
                self.duties.append((power, [power.head]))
                self.chain, self.subject = None, authority
                return
            piece = self.text[at:stop]
            aside = aside or (at == start and not self._begins_with_verb(piece))
            if self.chain is None or (aside and not phrase):
                self.chain, held = None, begin
            elif self._is_open(piece):
                held = begin
            elif waiting or self._begins_with_verb(piece):
                self._add(self.chain, begin, stop)
                held, waiting = None, False
            else:
                self._extend(self.chain, stop)
                held = None
        if self.chain and held is not None and (waiting or not self.text[held:end].endswith(_OPEN_ENDS)):
            self._add(self.chain, held, end)

    def _by(self, start: int, stop: int) -> str:
        """Whose power words say behind 由: 由主管部门责令改正."""
        for match in re.finditer("由", self.text[start:stop]):
            behind = self.text[start + match.end() : stop]
            for _, kind, end in tokens(behind):
                if kind == "prepositions":
                    break
                if kind == "actors" and behind.startswith(tuple(WORDS["by"]), end):
                    return behind[:end]
        return ""

    def _phrase(self, begin: int, start: int, stop: int) -> re.Match[str] | None:
        """The duty phrase of a piece, where one imposes something here."""
        piece = self.text[start:stop]
        if piece.endswith(tuple(WORDS["relative_ends"])):
            return None
        if self.chain and piece.lstrip("并").startswith(tuple(WORDS["reporting"])):
            return None
        for match in PHRASE.finditer(self.text, start, stop):
            before, after = self.text[start : match.start()], self.text[match.end() : stop]
            only_verb = [kind for _, kind, _ in tokens(before)] == ["verbs"]  # 确定可以用于养殖业的水域
            if match["none"] or ("的" in after and (only_verb or before.endswith(tuple(WORDS["blocked_before"])))):
                continue
            if MODALITY[match[0]] == "permission" and after.startswith(tuple(WORDS["consequences"])):
                continue
            if piece[-1] in "时后" and tokens(after)[0][1] != "prepositions":
                continue
            own = before[opening(before) :]
            if match[0] in WORDS["governing"] and own and not leading_actor(own):
                continue
            if MODALITY[match[0]] == "power" and not self._is_competence(match[0], begin, match.start(), after):
                continue
            return match
        return None

    def _is_competence(self, phrase: str, begin: int, end: int, after: str) -> bool:
        """Whether somebody is responsible for something: neither 对股东会负责 nor 负责登记的部门."""
        of_somebody = "的" in after and any(kind == "actors" for _, kind, _ in tokens(after[after.rfind("的") :]))
        named = subject(self.text[begin:end].split("，"), after)
        return bool(named) and (len(phrase) > 2 or (after[:1] not in ("", "并") and not of_somebody))

    def _begin(self, begin: int, phrase: re.Match[str], stop: int) -> _Chain:
        modality, after = MODALITY[phrase[0]], self.text[phrase.end() : stop]
        end = phrase.end()
        if phrase[0] in WORDS["governing"]:
            end += next((len(word) for word in WORDS["joined_to_governing"] if after.startswith(word)), 0)
            bearer: str | None = leading_actor(self.text[end:stop])
            end += len(bearer or "")
        elif after.startswith("由"):
            bearer = self._by(end, stop) or leading_actor(after[1:])
        else:
            bearer = subject(self.text[begin : phrase.start()].split("，"), after)
        outer, self.outer = self.chain, None
        if bearer is not None:
            self.subject = bearer
        elif outer:
            self.outer = outer
        if modality == "permission" and self.subject.endswith(tuple(WORDS["authorities"])):
            modality = "power"
        return _Chain(modality, self.subject, (self.unit, begin, end))

    def _add(self, chain: _Chain, start: int, end: int) -> None:
        self.duties.append((chain, [chain.head, (self.unit, start, end)]))

    def _extend(self, chain: _Chain, stop: int) -> None:
        if self.duties and self.duties[-1][0] is chain:
            unit, start, _ = self.duties[-1][1].pop()
            self.duties[-1][1].append((unit, start, stop))

    @staticmethod
    def _is_open(piece: str) -> bool:
        """Whether words need those behind them: a condition, or a means (根据信用等级) without a verb."""
        words = tokens(piece[opening(piece) :])
        if not words or piece.endswith(_OPEN_ENDS):
            return True
        behind = tokens(piece[piece.rfind("的") + 1 :])  # a verb before 的 only says which things
        verb = any(kind == "verbs" and len(word) > 1 and word not in WORDS["nominal"] for word, kind, _ in behind)
        verb = verb or (len(behind) > 0 and behind[-1][1] == "verbs" and behind[-1][0] not in WORDS["as_prescribed"])
        return words[0][1] == "prepositions" and not verb

    @staticmethod
    def _begins_with_verb(piece: str) -> bool:
        words = [(word, kind) for word, kind, _ in tokens(piece[opening(piece) :]) if kind != "adverbs"]
        return bool(words) and words[0][1] in ("verbs", "prepositions")

    def _segments(self) -> list[tuple[Place, frozenset[int]]]:
        """The words that are quoted, cut so that those of two duties are the same or disjoint; and of which duties."""
        bounds = sorted({(unit, at) for _, places in self.duties for unit, *ends in places for at in ends})
        segments: list[tuple[Place, frozenset[int]]] = []
        for (unit, start), (other, end) in pairwise(bounds):
            by = frozenset(
                n for n, (_, places) in enumerate(self.duties) for u, a, b in places if u == unit and a <= start < b
            )
            if unit != other or not by:
                continue
            if segments and segments[-1][1] == by and segments[-1][0][::2] == (unit, start):
                start = segments.pop()[0][1]
            segments.append(((unit, start, end), by))
        return segments

    def _quoted(self) -> Iterator[DraftObligation | DraftSpan]:
        """The duties with their quotations."""
        texts = [self.paragraph.zh, *(point.zh for point in self.paragraph.points)]
        eIds = [self.paragraph.eId, *(point.eId for point in self.paragraph.points)]
        segments = self._segments()
        for kind, (unit, start, end) in self.spans:
            yield DraftSpan(kind, eIds[unit], (texts[unit][start:end],))
        for number, (chain, places) in enumerate(self.duties):
            at = places[-1][0]
            near = texts[0] + "\n" + texts[at] if at else texts[0]
            quoted: list[Place] = []
            for place in (place for place, by in segments if number in by):
                unit, start, end = self._unique(place, texts[place[0]], near)
                if not any(character.isalnum() for character in texts[unit][start:end]):
                    continue
                if quoted and quoted[-1][0] == unit and start < quoted[-1][2]:
                    start, end = min(start, quoted[-1][1]), max(end, quoted.pop()[2])
                quoted.append((unit, start, end))
            quote = tuple(texts[unit][start:end] for unit, start, end in quoted)
            yield DraftObligation(eIds[at], quote, chain.modality, subject=chain.subject or None)

    @staticmethod
    def _unique(place: Place, text: str, near: str) -> Place:
        """Words without a stop in front, and with more around them where they stand more than once."""
        unit, start, end = place
        while start + 1 < end and text[start] in _STOPS:
            start += 1
        more = 1
        while near.find(words := text[start:end], near.find(words) + 1) >= 0 and (start, end) != (0, len(text)):
            start, end, more = max(0, start - more), min(len(text), end + more), 2 * more
        return unit, start, end


def _is_list(predicate: str) -> bool:
    """Whether what follows in 项 are duties one by one, and not what something contains."""
    listing = next((word for word in WORDS["listing"] if word in predicate), "")
    before, _, after = predicate.partition(listing) if listing else ("", "", "")
    # What is listed is named right behind: 应当载明下列事项, but not 按照下列要求对内容添加标识.
    return bool(listing) and not any(word in before or word in after[:_NAMED] for word in WORDS["whole_lists"])
