"""Duties, proposed from the words of a rule: what each 款 obliges, forbids, permits or encourages, and whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from guiju.importing.bearers import WORDS, any_of, leading_actor, opening, subject, tokens
from guiju.importing.draft_words import STOPS, Chain, Duty, Place, drafts
from guiju.law.text.duty_phrases import NO_DUTY
from guiju.model import DraftObligation, DraftSpan, Paragraph, Regulation
from guiju.model.enumerations import Modality

MODALITY: dict[str, Modality] = {
    phrase: modality for modality, phrases in WORDS["modalities"].items() for phrase in phrases
}
_LISTING = re.compile("|".join(WORDS["listing"]))
_PENALTY = re.compile(f"(?:对[^；，]*?)?(?:{any_of(WORDS['penalties']['begin'])})")
_PENALTIES = tuple(WORDS["penalties"]["end"])
PHRASE = re.compile(f"(?P<none>{any_of(WORDS['no_phrase'], NO_DUTY)})|{any_of(MODALITY)}")
_NO_DUTY = {kind: re.compile("|".join(patterns)) for kind, patterns in WORDS["no_duties"].items()}
_ASIDES, _OPEN_ENDS = tuple(WORDS["asides"]), tuple(WORDS["open_ends"])
_OPAQUE = re.compile(r"《[^《》]*》|“[^“”]*”|（[^（）]*）|\([^()]*\)")
_LONGEST = 10_000
"""Characters of a 款 above which it is no provision, and nothing is proposed."""


def proposals(rule: Regulation) -> Iterator[DraftObligation | DraftSpan]:
    """What the articles say, in the order of the text. A 款 that names nobody goes on about whom the one before did."""
    for article in rule.articles:
        subject = ""
        for paragraph in article.paragraphs:
            reader = _Reader(paragraph, subject=subject)
            yield from reader.proposals()
            subject = reader.subject


def of_paragraph(paragraph: Paragraph) -> Iterator[DraftObligation | DraftSpan]:
    """What a 款 says with its 项."""
    yield from _Reader(paragraph).proposals()


def _is_penalty(words: str) -> bool:
    """Whether a clause has a penalty and not the authority: 情节严重的，责令停业."""
    for part in words.split("；"):
        _, case, rest = part.partition("的，")
        if case and any(_PENALTY.match(clause) for clause in rest.split("，")):
            return True
    return bool(case) and words.endswith(_PENALTIES)


@dataclass
class _Reader:
    """Reads a 款 with its 项 from left to right."""

    paragraph: Paragraph
    duties: list[Duty] = field(default_factory=list)
    spans: list[tuple[Any, Place]] = field(default_factory=list)
    chain: Chain | None = None
    outer: Chain | None = None
    """What words are read under again behind a semicolon: the chain has no bearer of its own."""
    subject: str = ""
    authority: str | None = None
    """Whose powers the clauses of a sentence go on with: 由主管部门责令改正；情节严重的，责令停业. None: nobody's."""
    unit: int = 0
    text: str = ""

    def proposals(self) -> Iterator[DraftObligation | DraftSpan]:
        units = (self.paragraph, *self.paragraph.points)
        if sum(len(unit.zh) for unit in units) >= _LONGEST:
            return
        self._read(0, self.paragraph.zh)
        listing = self._listing() if len(units) > 1 else []
        if not listing:
            self.subject = leading_actor(re.split("[。；，]", self.text)[-1]) or self.subject
            for at, point in enumerate(units[1:], 1):
                self._read(at, point.zh)
        else:
            self._read_items(listing)
        yield from drafts(self.paragraph, self.duties, self.spans)

    def _listing(self) -> list[Duty]:
        """The duties of the lead-in that its list belongs to: those that quote 下列 and those after them in the same
        chain, else the last one."""
        at = max((match.start() for match in _LISTING.finditer(self.text)), default=-1)
        if at < 0 and self.text.endswith("："):
            at = len(self.text) - 1 if self.chain is None else max(self.chain.head[2] - 1, 0)
        found = [duty for duty in self.duties if any(start <= at < end for _, start, end in duty[1])]
        if not found and self.chain and len(self.text) - self.chain.head[2] < 2:
            found = [(self.chain, [self.chain.head])]
        return found + [duty for duty in self.duties if found and duty[0] is found[-1][0] and duty[1][-1][1] > at]

    def _read_items(self, listing: list[Duty]) -> None:
        """Each 项 under its lead-in: the bearer and the modality are those of the lead-in, unless it has its own."""
        (chain, lead), end = listing[0], listing[-1][1][-1][2]
        lead = [*lead[:-1], (0, lead[-1][1], end if self.text[end:].strip(STOPS) else len(self.text))]
        self.duties = [duty for duty in self.duties if duty not in listing]
        for at, point in enumerate(self.paragraph.points, 1):
            before = len(self.duties)
            if not point.zh.rstrip(STOPS).endswith("的"):  # else it is a case, or an act
                self._read(at, point.zh, chain)
            whole, own = [(at, 0, len(point.zh))], self.duties[before:]
            if len(own) < 2:
                own = [(own[0][0] if own else chain, whole)]
            self.duties[before:] = [(one, [*lead, *(p for p in places if p[0] == at)]) for one, places in own]

    def _read(self, unit: int, text: str, under: Chain | None = None) -> None:
        """Read a unit, `under` a chain that its lead-in began."""
        self.unit, self.text = unit, _OPAQUE.sub(lambda match: "□" * len(match[0]), text)
        for start, end in self._split("。！？", 0, len(text)):
            self.chain, self.authority = under, None
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
                power = Chain("power", authority, (self.unit, begin, end))
                self.duties.append((power, [power.head]))
                self.chain, self.subject, self.authority = None, authority, authority
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
        if self.chain is None and _is_penalty(self.text[start:end]):
            carried = Chain("power", self.authority or "", (self.unit, start, end), bool(self.authority))
            self.duties.append((carried, [carried.head]))

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

    def _begin(self, begin: int, phrase: re.Match[str], stop: int) -> Chain:
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
        if modality in ("permission", "obligation") and self.subject.endswith(tuple(WORDS["authorities"])):
            modality = "power"
        carried = bearer is None and bool(self.subject) and (outer is None or outer.carried)
        return Chain(modality, self.subject, (self.unit, begin, end), carried)

    def _add(self, chain: Chain, start: int, end: int) -> None:
        """Add a duty, and another for each verb that follows 并 behind an object: 标明备案编号并提供链接."""
        for at in [match.start() for match in re.finditer("(?<![，；])并(?![且非])", self.text[start:end])]:
            before, after = self.text[start : start + at], self.text[start + at + 1 : end]
            if tokens(before) and tokens(before)[-1][1] == "" and self._begins_with_verb(after):
                self._add(chain, start, start + at)
                start += at
                break
        self.duties.append((chain, [chain.head, (self.unit, start, end)]))

    def _extend(self, chain: Chain, stop: int) -> None:
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
