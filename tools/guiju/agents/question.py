"""A call of a tool: its arguments, and what the tools make of them (claims, gaps, pages, rules by name)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from guiju.agents.answer import Claim, Gap, sha256
from guiju.api import meanings
from guiju.api.knowledge_base import KnowledgeBase
from guiju.law import excerpt, provision_text
from guiju.law.versions import Version, in_force, versions
from guiju.model import ArticleNumber, Corpus, Lang, Provision, Regulation, Unit
from guiju.places import citation
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.standing import standing
from guiju.search.index import LookupIndex
from guiju.wording.words import Words

WORDS = Words(__file__)
_GAPS = WORDS.table("gap")
Entry = TypeVar("Entry")
_Named = str | Sequence[str]


@dataclass(frozen=True)
class ToolCall:
    """A call: `arguments` has the defaults filled in, and `claims` collects what the tool quotes, by place."""

    kb: KnowledgeBase
    arguments: Mapping[str, Any]
    as_of: date
    claims: dict[tuple[str, str | None, str], Claim] = field(default_factory=dict)

    @property
    def corpus(self) -> Corpus:
        """The records of the knowledge base."""
        return self.kb.corpus

    @property
    def lang(self) -> Lang:
        """The language of titles, summaries and remarks."""
        lang: Lang = self.arguments["lang"]
        return lang

    def claim(self, rule: Regulation, eId: str, version: Version | None = None) -> list[str]:
        """Quote a place, and return the ids of the claims: an article with all its 款 and 项, a 项 with its lead-in."""
        text = version.text if version else rule
        article = text.article(eId)
        units = [unit for unit in article.units() if _overlaps(unit.eId, eId)] if article else []
        return [self._claim(rule, version, unit) for unit in units]

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
        if key not in self.claims:
            values = f"c{len(self.claims) + 1}", rule.id, version, eId, cited, quote, en, sha256(quote), state
            self.claims[key] = Claim(*values, self.as_of.isoformat(), self.corpus.data_version)
        return self.claims[key].id

    @property
    def selection(self) -> tuple[_Named, _Named, _Named]:
        """The roles, rules and topics that are given; nothing for those that are not."""
        given = self.arguments
        return given.get("role", ()), given.get("rule", ()), given.get("topic", ())

    def checklist(self) -> Checklist:
        """The duties of these roles, rules and topics."""
        return self.kb.checklist(*self.selection, self.as_of, self.lang)

    def page(self, entries: Sequence[Entry], total: int | None = None) -> tuple[Sequence[Entry], dict[str, Any]]:
        """The entries of the page that `limit` and `offset` ask for, and the keys that say which page it is. `total`
        is given where there are more entries than can be listed."""
        start, end = self.arguments["offset"], self.arguments["offset"] + self.arguments["limit"]
        following = end if end < len(entries) else None
        number = {"total": len(entries) if total is None else total, "offset": start, "next_offset": following}
        return entries[start:end], number

    def gap(self, kind: str, rule: Regulation | None = None, **values: int | str) -> Gap:
        """A gap, in the words for its kind."""
        title = {"title": rule.title[self.lang]} if rule else {}
        return Gap(kind, rule.id if rule else None, _GAPS[kind][self.lang].format(**title, **values))

    def counted(self, kind: str, count: int, **values: str) -> list[Gap]:
        """The gap where it concerns something, else an empty list."""
        return [self.gap(kind, None, count=count, **values)] if count else []

    def displaced(self, lines: Sequence[Line]) -> list[Gap]:
        """That these duties are displaced by a later rule."""
        titles = dict.fromkeys(line.regulation.title[self.lang] for line in lines)
        return self.counted("displaced_duties", len(lines), law="、".join(titles))

    def gaps(self, rules: Iterable[Regulation]) -> Iterator[Gap]:
        """What is not covered or not verified of the rules that an answer mentions."""
        for rule in (self.corpus.regulations[id] for id in dict.fromkeys(rule.id for rule in rules)):
            if rule.missing:
                yield Gap("excerpt", rule.id, excerpt.notice(rule)[self.lang])
            elif rule.coverage != "full":
                yield self.gap("whole_text" if rule.versions and not rule.articles else rule.coverage, rule)
            if (force := standing(rule, self.as_of)).state != "in_force":
                values = {"title": rule.title[self.lang], "words": force.words[self.lang]}
                yield Gap(force.state, rule.id, WORDS["standing"][self.lang].format(**values))

    def not_searched(self) -> Iterator[Gap]:
        """The laws that are known to matter but were not searched for penalties."""
        search = self.corpus.penalty_search
        for law in search.not_searched if search else ():
            yield self.gap("not_searched", law=law.title[self.lang], reason=law.reason[self.lang])


def consult(kb: KnowledgeBase, work: Callable[[LookupIndex], Entry]) -> Entry:
    """What `work` finds in the index. Misuse if files changed since the knowledge base was read."""

    return meanings.consult(kb.root, kb.corpus, work, "the knowledge base has just changed; ask again")


def _overlaps(unit: str, place: str) -> bool:
    """Whether one of two eIds is within the other."""
    return f"{unit}__".startswith(f"{place}__") or f"{place}__".startswith(f"{unit}__")


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
    texts = [version.text for version in versions(rule) if str(version.day or "undated") == claim["version"]]
    units = [_words_of(unit) for text in texts or [rule] if (unit := text.unit(claim["eId"]))]
    numbers = [number for provision in rule.provisions for number in provision.numbers]
    sources = [
        words
        for number in numbers
        if _place_of(number) == claim["eId"]
        for words in (number.words, *number.later_words)
        if words and words.source == claim["version"]
    ]
    return units + ["\n".join(source.zh) for source in sources]
