"""A checklist: what these parties must do on that day, line by line. Documents render it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from guiju.files.display import Displayed, Records
from guiju.law.gates import bind
from guiju.law.text import quotation
from guiju.model import BearerConsequence, Corpus, Lang, Obligation, Regulation, Role, Shared, Step, Unit
from guiju.places import citation
from guiju.reasoning import exposure
from guiju.reasoning.conduct import Act
from guiju.reasoning.exposure import Exposure
from guiju.reasoning.standing import Standing, standing, standing_of


@dataclass(frozen=True)
class Line(Displayed):
    """One duty (or power), `obligation`, with all that a reviewer needs, its checks those on the conduct of `parties`,
    the bearers that the checklist is for. `standing` is that of the duty, which may differ from that of its rule;
    `acts` are those that its breach is, where it is known to be broken."""

    _columns = (
        *("id", "cited", "obligation.title", "obligation.summary", "obligation.modality"),
        *("bearers", "standing.state", "quotation"),
    )

    _regulation: Shared[Regulation]
    obligation: Obligation
    standing: Standing
    parties: frozenset[str]
    acts: tuple[Act, ...] = ()

    @property
    def regulation(self) -> Regulation:
        """The rule that it is of."""
        return self._regulation.value

    @property
    def id(self) -> str:
        """The global id of the duty."""
        return self.regulation.global_id(self.obligation)

    @property
    def bearers(self) -> tuple[str, ...]:
        return self.obligation.bearers

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the cited words: changes exactly when the law text or the quotation does."""
        return _sha256([[u.eId, u.zh] for u in self.units] + list(self.obligation.quote))

    @property
    def assessable(self) -> bool:
        """Whether a verdict on it counts: it can be kept or broken, and no later rule displaces it on the day."""
        return self.obligation.binds and not self.standing.displaced

    @property
    def quotation(self) -> str:
        """The words of the law on which it rests, in one run."""
        return quotation.text(self.regulation, self.obligation)

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
        """What would close a gap of these parties: the remedy of the parts that failed, of the duty, or its review."""
        checks = [act.check for act in self.acts]
        parts = [check.remedy for check in checks if check] if all(c and c.remedy for c in checks) else []
        of_parts = dict.fromkeys(step for steps in parts for step in steps)
        return self._for_parties(tuple(of_parts) or self.obligation.remedy) or self.review

    def _for_parties(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(step for step in steps if not step.bearers or not self.parties.isdisjoint(step.bearers))

    @property
    def units(self) -> tuple[Unit, ...]:
        """The 款 or 项 (and its lead-in) that it quotes, in full."""
        return quotation.cited_units(self.regulation, self.obligation.eId)


@dataclass(frozen=True)
class Checklist(Displayed):
    """Lines for a set of reader roles, of these rules and topics; `left_out`: those that do not apply to the service
    for which it is, if it is for one."""

    _columns = ("as_of", "lang", "roles:_role_ids", "topics", "lines")

    _base: Shared[tuple[Corpus, tuple[Regulation, ...]]]
    roles: tuple[Role, ...]
    topics: tuple[str, ...]
    as_of: date
    lang: Lang
    lines: Records[Line]
    left_out: Records[Line] = field(default_factory=Records)

    @property
    def corpus(self) -> Corpus:
        """The knowledge base."""
        return self._base.value[0]

    @property
    def regulations(self) -> tuple[Regulation, ...]:
        """The rules that were chosen."""
        return self._base.value[1]

    @property
    def skipped(self) -> tuple[tuple[Regulation, Standing], ...]:
        """The rules that do not apply on the day."""
        states = ((rule, standing(rule, self.as_of)) for rule in self.regulations)
        return tuple((rule, state) for rule, state in states if not state.applies)

    @property
    def _role_ids(self) -> list[str]:
        return [role.id for role in self.roles]

    def _repr_html_(self) -> str:
        return self.lines._repr_html_()

    @property
    def current(self) -> Records[Line]:
        """The lines that are law of the day."""
        return Records(line for line in self.lines if not line.standing.displaced)

    @property
    def duties(self) -> Records[Line]:
        """The lines on which a verdict counts."""
        return Records(line for line in self.lines if line.assessable)

    @property
    def historical(self) -> Records[Line]:
        """The lines that a later rule displaces: listed, never counted and never a gap."""
        return Records(line for line in self.lines if line.standing.displaced)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over the lines' ids and texts, the roles, language and day: names what the file was made from."""
        return _sha256([
            self._role_ids, self.lang, self.as_of.isoformat(), self.corpus.data_version,
            [[line.id, line.text_hash] for line in self.lines],
        ])  # fmt: skip

    @cached_property
    def parties(self) -> frozenset[str]:
        """The parties of its roles."""
        return frozenset(party for role in self.roles for party in role.parties)

    def exposures(self, line: Line) -> tuple[Exposure, ...]:
        """The provisions to which a breach of the line leads, each tier held against the acts that it is."""
        return self._judged(line)[1]

    def consequences(self, line: Line) -> tuple[BearerConsequence, ...]:
        """The consequences of a breach for its parties, by bearer; what does not reach them is left out."""
        return self._judged(line)[2]

    def _judged(self, line: Line) -> tuple[Line, tuple[Exposure, ...], tuple[BearerConsequence, ...]]:
        known = self._judged_lines.get(id(line))
        if known is None:
            of = self.corpus, line.obligation, self.parties, self.as_of, line.acts
            every = exposure.every_exposure(*of)
            known = self._judged_lines[id(line)] = line, exposure.exposures(every), exposure.consequences(*of, every)
        return known

    @cached_property
    def _judged_lines(self) -> dict[int, tuple[Line, tuple[Exposure, ...], tuple[BearerConsequence, ...]]]:
        """By the line, which is kept, so that no other has its id."""
        return {}

    @cached_property
    def unpunished(self) -> bool:
        """Whether no penalty was found for some line of it, for some party of its roles."""
        return any(group.route == "none_found" for line in self.lines for group in self.consequences(line))

    def leads_to(self, line: Line) -> tuple[str, ...]:
        """The provisions to which a breach of the line leads, without those that do not reach its parties."""
        return tuple(dict.fromkeys(p for group in self.consequences(line) for p in group.provisions))

    def by_article(self) -> Iterator[tuple[Regulation, str, tuple[Line, ...]]]:
        """(rule, article eId, its lines), in the order of the text."""
        groups: dict[tuple[str, str], list[Line]] = {}
        for line in self.lines:
            groups.setdefault((line.regulation.id, line.obligation.eId.split("__")[0]), []).append(line)
        for (rule, article), lines in groups.items():
            yield self.corpus.regulations[rule], article, tuple(lines)

    def duties_of_every_party(self) -> tuple[Line, ...]:
        """The duties of every role under its rules and topics on its day, by which tables are judged. Its own lines are
        as it has them: a duty of several bearers is tested on the conduct of its parties."""
        own = {line.id: line for line in self.lines}
        roles = self.corpus.vocabulary.roles
        everybody = checklist(self.corpus, roles, self.as_of, self.lang, self.regulations, self.topics)
        return tuple(own.get(line.id, line) for line in everybody.lines if line.obligation.binds)

    def corpus_for_parties(self) -> Corpus:
        """The knowledge base, with the duties as they bind the parties that the checklist is for."""
        own = {line.id: line.obligation for line in self.lines}
        rules = {
            rule.id: replace(rule, obligations=tuple(own.get(rule.global_id(o), o) for o in rule.obligations))
            for rule in self.corpus.regulations.values()
        }
        return replace(self.corpus, regulations=rules)


def checklist(
    corpus: Corpus,
    roles: Iterable[Role],
    as_of: date,
    lang: Lang = "zh",
    regulations: Iterable[Regulation] | None = None,
    topics: Iterable[str] = (),
) -> Checklist:
    """What the parties of these roles must, may not or can do on that day; with `topics` only lines of these."""
    roles, topics = tuple(roles), tuple(topics)
    chosen = tuple(regulations) if regulations is not None else tuple(corpus.with_reading())
    parties = {party for role in roles for party in role.parties}
    lines: list[Line] = []
    for regulation in (rule for rule in chosen if standing(rule, as_of).applies):
        shared = Shared(regulation)
        for obligation in regulation.obligations:
            own = parties.intersection(obligation.bearers)
            if own and (not topics or not set(topics).isdisjoint(obligation.topics)):
                duty = bind(obligation, corpus.vocabulary.parties, own)
                lines.append(Line(shared, duty, standing_of(regulation, obligation, as_of), frozenset(own)))
    return Checklist(Shared((corpus, chosen)), roles, topics, as_of, lang, Records(lines))


def _sha256(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
