"""A checklist: what these parties must do on that day, line by line. Exports render it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from guiju.law.gates import bound
from guiju.law.text import citation
from guiju.law.text.quotation import cited_units
from guiju.model import BearerConsequence, Corpus, Lang, Obligation, Regulation, Role, Step, Unit
from guiju.reasoning.standing import Standing, standing, standing_of


@dataclass(frozen=True)
class Line:
    """One duty (or power) of the parties, with everything that a reviewer needs; of its checks those that test their conduct (guiju.law.gates).

    `standing` is its own, which may differ from that of its rule; `parties` are those bearers that the checklist is for.
    """

    id: str
    regulation: Regulation
    obligation: Obligation
    standing: Standing
    bearers: tuple[str, ...]
    text_hash: str
    parties: frozenset[str]

    @property
    def assessable(self) -> bool:
        """Whether a verdict on it counts: it can be kept or broken, and no later rule displaces it on the day."""
        return self.obligation.binds and not self.standing.displaced

    def cited(self, lang: Lang) -> str:
        """第九条第二款 or art. 9(2)."""
        return citation.label(self.regulation, self.obligation.eId, lang)

    @property
    def review(self) -> tuple[Step, ...]:
        """The review steps for these parties."""
        return self._for_parties(self.obligation.review)

    @property
    def evidence(self) -> tuple[Step, ...]:
        """The evidence of these parties."""
        return self._for_parties(self.obligation.evidence)

    @property
    def remedy(self) -> tuple[Step, ...]:
        """What would close a gap of these parties: the remedy written for the duty, or its review steps."""
        return self._for_parties(self.obligation.remedy) or self.review

    def _for_parties(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(step for step in steps if not step.bearers or not self.parties.isdisjoint(step.bearers))

    @property
    def units(self) -> tuple[Unit, ...]:
        """The 款 or 项 (and its lead-in) that it quotes, in full."""
        return cited_units(self.regulation, self.obligation.eId)


@dataclass(frozen=True)
class Checklist:
    """Lines for a set of reader roles. `skipped` are rules that did not apply on the day."""

    corpus: Corpus
    roles: tuple[Role, ...]
    regulations: tuple[Regulation, ...]
    topics: tuple[str, ...]
    as_of: date
    lang: Lang
    lines: tuple[Line, ...]
    skipped: tuple[tuple[Regulation, Standing], ...]

    @property
    def current(self) -> tuple[Line, ...]:
        """The lines that are law of the day."""
        return tuple(line for line in self.lines if not line.standing.displaced)

    @property
    def historical(self) -> tuple[Line, ...]:
        """The lines that a later rule displaces: listed, never counted and never a gap."""
        return tuple(line for line in self.lines if line.standing.displaced)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over the lines' ids and texts, the roles, language and day: names what the file was made from."""
        content = [
            [role.id for role in self.roles], self.lang, self.as_of.isoformat(), self.corpus.data_version,
            [[line.id, line.text_hash] for line in self.lines],
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()

    @cached_property
    def parties(self) -> frozenset[str]:
        """The parties of its roles."""
        return frozenset(party for role in self.roles for party in role.parties)

    def consequences(self, line: Line) -> tuple[BearerConsequence, ...]:
        """What its roles' parties face for a breach of the line, by bearer; where all penalties fall on other parties, none was found."""
        return tuple(self._ours(group) for group in line.obligation.consequences(self.parties))

    @cached_property
    def unpunished(self) -> bool:
        """Whether no penalty was found for some line of it, for some party of its roles."""
        return any(group.route == "none_found" for line in self.lines for group in self.consequences(line))

    def leads_to(self, line: Line) -> tuple[str, ...]:
        """The provisions to which a breach of the line leads, without those that fall on other parties than its roles'."""
        return tuple(dict.fromkeys(p for group in self.consequences(line) for p in group.provisions))

    def _ours(self, group: BearerConsequence) -> BearerConsequence:
        named = {p: self.corpus.provision(p) for p in group.provisions}
        ours = tuple(
            p
            for p, found in named.items()
            if not (found and found.falls_on) or not self.parties.isdisjoint(found.falls_on)
        )
        return replace(group, provisions=ours, route=group.route if ours else "none_found")

    def by_article(self) -> Iterator[tuple[Regulation, str, tuple[Line, ...]]]:
        """(rule, article eId, its lines), in the order of the text."""
        groups: dict[tuple[str, str], list[Line]] = {}
        for line in self.lines:
            groups.setdefault((line.regulation.id, line.obligation.eId.split("__")[0]), []).append(line)
        for (rule, article), lines in groups.items():
            yield self.corpus.regulations[rule], article, tuple(lines)


def checklist(
    corpus: Corpus,
    roles: Iterable[Role],
    as_of: date,
    lang: Lang = "zh",
    regulations: Iterable[Regulation] | None = None,
    topics: Iterable[str] = (),
) -> Checklist:
    """What the parties of these roles must do, may not do, or are empowered to do on that day.

    `topics` keeps the lines that have one of them; empty keeps all.
    """
    roles, topics = tuple(roles), tuple(topics)
    chosen = tuple(regulations) if regulations is not None else tuple(corpus.with_articles())
    parties = {party for role in roles for party in role.parties}
    lines: list[Line] = []
    skipped: list[tuple[Regulation, Standing]] = []
    for regulation in chosen:
        stands = standing(regulation, as_of)
        if not stands.applies:
            skipped.append((regulation, stands))
            continue
        for obligation in regulation.obligations:
            if parties.isdisjoint(obligation.bearers) or (topics and set(topics).isdisjoint(obligation.topics)):
                continue
            lines.append(
                Line(
                    regulation.global_id(obligation),
                    regulation,
                    bound(obligation, corpus.vocabulary.parties, parties),
                    standing_of(regulation, obligation, as_of),
                    obligation.bearers,
                    _text_hash(regulation, obligation),
                    frozenset(parties.intersection(obligation.bearers)),
                )
            )
    return Checklist(corpus, roles, chosen, topics, as_of, lang, tuple(lines), tuple(skipped))


def of_every_party(asked: Checklist) -> tuple[Line, ...]:
    """The duties of the parties of every role, under the rules and topics and on the day of a checklist: what tables are held against.

    Those of the checklist are as it has them: a duty of several bearers is tested on the conduct of its parties.
    """
    own = {line.id: line for line in asked.lines}
    everybody = checklist(
        asked.corpus, asked.corpus.vocabulary.roles, asked.as_of, asked.lang, asked.regulations, asked.topics
    )
    return tuple(own.get(line.id, line) for line in everybody.lines if line.obligation.binds)


def as_bound(asked: Checklist) -> Corpus:
    """The knowledge base of a checklist, with its duties as they bind the parties that it is for."""
    own = {line.id: line.obligation for line in asked.lines}
    rules = {
        rule.id: replace(rule, obligations=tuple(own.get(rule.global_id(o), o) for o in rule.obligations))
        for rule in asked.corpus.regulations.values()
    }
    return replace(asked.corpus, regulations=rules)


def _text_hash(regulation: Regulation, obligation: Obligation) -> str:
    """SHA-256 of the cited words: changes exactly when the law text or the quotation does."""
    text = json.dumps(
        [[u.eId, u.zh] for u in cited_units(regulation, obligation.eId)] + list(obligation.quote),
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()
