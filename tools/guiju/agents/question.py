"""A call of a tool: its arguments, and what the tools make of them (claims, gaps, rules by name)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from guiju.agents.answer import Claim, Gap, TextStanding, sha256
from guiju.agents.served_base import CHANGED, ServedBase
from guiju.api import meanings
from guiju.api.knowledge_base import KnowledgeBase
from guiju.law import excerpt, provision_text
from guiju.law.versions import Version, in_force, versions
from guiju.model import ArticleNumber, Corpus, Lang, Provision, Regulation, Unit
from guiju.places import citation
from guiju.places.citation import is_within
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.standing import standing
from guiju.search.index import LookupIndex, column
from guiju.wording.words import Words

WORDS = Words(__file__)
_GAPS, _STATES, WHY = WORDS.table("gap"), WORDS.table("state"), WORDS.table("why")
NEAR = WORDS["near"]
_STANDING = WORDS["standing_of_text"]
Entry = TypeVar("Entry")
_Named = str | Sequence[str]


@dataclass
class ToolCall:
    """A call: `arguments` has the defaults filled in, `claims` collects what the tool quotes, by id, and `part` is what
    was read of the knowledge base, where that is enough."""

    kb: KnowledgeBase
    arguments: Mapping[str, Any]
    as_of: date
    claims: dict[str, Claim] = field(default_factory=dict)
    _ids: dict[tuple[str, str | None, str], str] = field(default_factory=dict)
    _states: dict[tuple[str, str | None], str] = field(default_factory=dict)
    part: Corpus | None = None
    count: int = 0

    @property
    def corpus(self) -> Corpus:
        """The records of the knowledge base; after `consult`, those that it read."""
        return self.part or self.kb.corpus

    def consult(self, work: Callable[[LookupIndex], tuple[Entry, Corpus]]) -> Entry:
        """What `work` finds in the index; the records beside it are all that the answer needs. Misuse if files changed
        since the knowledge base was read."""

        def query(index: LookupIndex) -> Entry:
            found, self.part = work(index)
            self.count = int(column(index, "SELECT count(*) FROM rule")[0])
            return found

        if isinstance(self.kb, ServedBase):
            return meanings.consult(self.kb.root, self.kb.data_version, None, query, CHANGED, self.kb.parts)
        return meanings.consult(self.kb.root, self.kb.data_version, self.kb.corpus, query, CHANGED)

    @property
    def lang(self) -> Lang:
        """The language of titles, summaries and remarks."""
        lang: Lang = self.arguments["lang"]
        return lang

    def claim(self, rule: Regulation, eId: str, version: Version | None = None) -> list[str]:
        """Quote a place, and return the ids of the claims: of an article all 款 and 项; of a 项, last, its lead-in."""
        article = (version.text if version else rule).article(eId)
        units = tuple(article.units()) if article else ()
        inside = [unit for unit in units if is_within(unit.eId, eId)]
        above = [unit for unit in units if is_within(eId, unit.eId) and unit.eId != eId]
        return [self._claim(rule, version, unit) for unit in (*inside, *above)]

    def _claim(self, rule: Regulation, version: Version | None, unit: Unit) -> str:
        text = version.text if version else rule
        day = str(version.day or "undated") if version and rule.versions else None
        label = citation.label(text, unit.eId, self.lang)
        cited = f"《{text.short_title.zh}》{label}" if self.lang == "zh" else f"{text.short_title.en} {label}"
        translation = unit.en if self.lang != "zh" and unit.en not in ("", unit.zh) else None
        return self._add(rule, day, unit.eId, cited, _words_of(unit), translation, _state(rule, version, self.as_of))

    def claim_provision(self, rule: Regulation, provision: Provision) -> list[str]:
        """Quote a provision of another law as it was on the day, where its words are recorded."""
        ids = []
        for passage in provision_text.passages(rule, provision, self.as_of):
            if passage.lines and passage.number.words:
                quote, source = "\n".join(passage.lines), passage.number.words.source
                state = "other_day" if passage.earlier else standing(rule, self.as_of).state
                cited = f"{rule.short_title[self.lang]} {provision_text.heading(passage, self.lang)}"
                ids.append(self._add(rule, source, _place_of(passage.number), cited, quote, None, state))
        return ids

    def _add(
        self, rule: Regulation, version: str | None, eId: str, cited: str, quote: str, en: str | None, state: str
    ) -> str:
        key = rule.id, version, eId
        if key not in self._ids:
            id = self._ids[key] = f"c{len(self._ids) + 1}"
            self.claims[id] = Claim(id, rule.id, version, eId, cited, quote, en, sha256(quote))
            self._states[rule.id, version] = state
        return self._ids[key]

    def standing(self, claims: Iterable[Claim]) -> Iterator[TextStanding]:
        """The standing of each quoted text, once."""
        for id, version in dict.fromkeys((claim.rule, claim.version) for claim in claims):
            rule, state = self.corpus.regulations[id], self._states[id, version]
            force = standing(rule, self.as_of)
            words = force.words if state == force.state and not rule.versions else _STATES[state]
            names = {"title": rule.short_title[self.lang], "of": f" {version}" if version else ""}
            yield TextStanding(id, version, state, _STANDING[self.lang].format(**names, words=words[self.lang]))

    @property
    def selection(self) -> tuple[_Named, _Named, _Named]:
        """The roles, rules and topics that are given; nothing for those that are not."""
        given = self.arguments
        return given.get("role", ()), given.get("rule", ()), given.get("topic", ())

    def checklist(self) -> Checklist:
        """The duties of these roles, rules and topics."""
        return self.kb.checklist(*self.selection, self.as_of, self.lang)

    def gap(self, kind: str, rule: Regulation | None = None, **values: int | str) -> Gap:
        """A gap, in the words for its kind."""
        title = {"title": rule.short_title[self.lang]} if rule else {}
        return Gap(kind, rule.id if rule else None, _GAPS[kind][self.lang].format(**title, **values))

    def counted(self, kind: str, count: int, **values: str) -> list[Gap]:
        """The gap where it concerns something, else an empty list."""
        return [self.gap(kind, None, count=count, **values)] if count else []

    def displaced(self, lines: Sequence[Line]) -> list[Gap]:
        """That these duties are displaced by a later rule."""
        titles = dict.fromkeys(line.regulation.title[self.lang] for line in lines)
        return self.counted("displaced_duties", len(lines), law="、".join(titles))

    def gaps(self, rules: Iterable[Regulation]) -> Iterator[Gap]:
        """What is not covered of the rules that an answer mentions."""
        for rule in {rule.id: rule for rule in rules}.values():
            if rule.missing:
                yield Gap("excerpt", rule.id, excerpt.notice(rule)[self.lang])
            elif rule.coverage != "full":
                yield self.gap("whole_text" if rule.versions and not rule.articles else rule.coverage, rule)

    def not_searched(self) -> list[Gap]:
        """How many laws are known to matter but were not searched for penalties."""
        search = self.corpus.penalty_search
        return self.counted("not_searched", len(search.not_searched) if search else 0)


def _words_of(unit: Unit) -> str:
    return "\n".join(filter(None, (unit.zh, *unit.table)))


def _state(rule: Regulation, version: Version | None, day: date) -> str:
    """The state of a text on a day."""
    if version is None or not rule.versions:
        return standing(rule, day).state
    if in_force(rule, day) == version:
        return version.text.force.state
    return "not_yet" if day < version.earliest else "superseded"


def _place_of(number: ArticleNumber) -> str:
    """The eId of a provision, also of a law whose text is not here."""
    return number.place or citation.of_number(number).eId


def words_at(corpus: Corpus, claim: Mapping[str, Any]) -> list[str]:
    """The words that the knowledge base has at the place of a claim, in the text of its version."""
    rule = corpus.regulations.get(claim["rule"])
    if rule is None:
        return []
    texts = [version.text for version in versions(rule) if str(version.day or "undated") == claim.get("version")]
    units = [_words_of(unit) for text in texts or [rule] if (unit := text.unit(claim["eId"]))]
    numbers = [number for provision in rule.provisions for number in provision.numbers]
    sources = [
        words
        for number in numbers
        if _place_of(number) == claim["eId"]
        for words in (number.words, *number.later_words)
        if words and words.source == claim.get("version")
    ]
    return units + ["\n".join(source.zh) for source in sources]
