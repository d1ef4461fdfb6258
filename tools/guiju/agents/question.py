"""A question of an agent, and what the tools make of it: claims, gaps, a page of a list, a rule or a role by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from guiju.agents.answer import Claim, Gap, sha256
from guiju.api import KnowledgeBase
from guiju.files.finding import Misuse, close_to, one_line
from guiju.law import excerpt, statute
from guiju.law.text import citation
from guiju.law.versions import Version, in_force, versions
from guiju.lookup.index import LookupIndex, consult
from guiju.model import Corpus, Lang, Provision, Regulation, Unit
from guiju.reasoning.checklist import Checklist
from guiju.reasoning.standing import standing
from guiju.wording.words import Words

WORDS = Words(__file__)
_GAPS = WORDS.table("gap")
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class ToolQuestion:
    """What was asked: `arguments` with the defaults filled in. `quoted` grows with the claims that the tool makes."""

    kb: KnowledgeBase
    arguments: Mapping[str, Any]
    as_of: date
    quoted: dict[tuple[str, str | None, str], Claim] = field(default_factory=dict)

    @property
    def corpus(self) -> Corpus:
        """The records of the knowledge base."""
        return self.kb.corpus

    @property
    def lang(self) -> Lang:
        """The language of the labels."""
        lang: Lang = self.arguments["lang"]
        return lang

    def consult(self, work: Callable[[LookupIndex], Entry]) -> Entry:
        """What the index of the knowledge base says. Misuse where that has changed since it was read."""

        def answer(index: LookupIndex) -> Entry:
            if index.data_version != self.kb.data_version:
                raise Misuse("the knowledge base has just changed; ask again")
            return work(index._replace(whole=self.corpus))

        return consult(self.kb.root, answer)

    def claim(self, rule: Regulation, eId: str, version: Version | None = None) -> list[str]:
        """The ids of the claims with the words at a place: of an article all its 款 and 项, of a 项 its lead-in too."""
        text = version.text if version else rule
        article = text.article(eId)
        units = [u for u in article.units() if _leads_to(u.eId, eId)] if article else []
        return [self._claim(rule, version, unit) for unit in units]

    def _claim(self, rule: Regulation, version: Version | None, unit: Unit) -> str:
        text = version.text if version else rule
        day = str(version.day or "undated") if version and rule.versions else None
        cited = f"《{text.short_title.zh}》{citation.label(text, unit.eId, 'zh')}"
        if self.lang == "en":
            cited = f"{text.short_title.en} {citation.label(text, unit.eId, 'en')}"
        translation = unit.en if self.lang == "en" and unit.en not in ("", unit.zh) else None
        quote = "\n".join(filter(None, (unit.zh, *unit.table)))
        return self._add(rule, day, unit.eId, cited, quote, translation, _state(rule, version, self.as_of))

    def claim_provision(self, rule: Regulation, provision: Provision) -> list[str]:
        """The same of a provision of another law: its words on the day, where they are recorded."""
        ids = []
        for passage in statute.passages(rule, provision, self.as_of):
            if passage.lines and passage.number.words:
                quote, source = "\n".join(passage.lines), passage.number.words.source
                state = "other_day" if passage.earlier else standing(rule, self.as_of).state
                cited = f"{rule.short_title[self.lang]} {statute.heading(passage, self.lang)}"
                ids.append(self._add(rule, source, place_of(passage.number), cited, quote, None, state))
        return ids

    def _add(
        self, rule: Regulation, version: str | None, eId: str, cited: str, quote: str, en: str | None, state: str
    ) -> str:
        key = rule.id, version, eId
        if key not in self.quoted:
            made = f"c{len(self.quoted) + 1}", rule.id, version, eId, cited, quote, en, sha256(quote), state
            self.quoted[key] = Claim(*made, self.as_of.isoformat(), self.corpus.data_version)
        return self.quoted[key].id

    def rule(self, word: str) -> Regulation:
        """The rule of this name. Misuse where there is none."""
        bare = word.strip().strip("《》")
        for rule in self.corpus.regulations.values():
            if bare.casefold() in (name.casefold() for name in rule.names()):
                return rule
        known = [name for rule in self.corpus.regulations.values() for name in rule.names()]
        remedy = close_to(bare, known, "call coverage for those that are here")
        raise Misuse(f"there is no rule '{one_line(word)}' here, which does not mean that there is none; {remedy}")

    def checklist(self) -> Checklist:
        """The duties of the roles, rule and topic asked about: of all roles where none is named."""
        given = self.arguments
        roles = given.get("role") or [role.id for role in self.kb.roles]
        return self.kb.checklist(roles, self.rules(), given.get("topic", ()), self.as_of, self.lang)

    def rules(self) -> list[str]:
        """The ids of the rules asked about; none where all are."""
        named = self.arguments.get("rule", [])
        return [self.rule(word).id for word in ([named] if isinstance(named, str) else named)]

    def page(self, entries: Sequence[Entry]) -> tuple[Sequence[Entry], dict[str, Any]]:
        """The page of a list that was asked for, and where it is in the whole."""
        start, end = self.arguments["offset"], self.arguments["offset"] + self.arguments["limit"]
        return entries[start:end], self.place(len(entries))

    def place(self, total: int) -> dict[str, Any]:
        """Where a page is among so many."""
        start, end = self.arguments["offset"], self.arguments["offset"] + self.arguments["limit"]
        return {"total": total, "offset": start, "next_offset": end if end < total else None}

    def gap(self, kind: str, rule: Regulation | None = None, **values: object) -> Gap:
        """Something that the answer does not say."""
        named = {"title": rule.title[self.lang]} if rule else {}
        return Gap(kind, rule.id if rule else None, _GAPS[kind][self.lang].format(**named, **values))

    def gaps(self, rules: Iterable[Regulation]) -> Iterator[Gap]:
        """What is not covered or not verified of rules that an answer speaks of."""
        for rule in dict.fromkeys(rule.id for rule in rules):
            yield from self._gaps_of(self.corpus.regulations[rule])

    def _gaps_of(self, rule: Regulation) -> Iterator[Gap]:
        stands = standing(rule, self.as_of)
        if rule.missing:
            yield Gap("excerpt", rule.id, excerpt.notice(rule)[self.lang])
        elif rule.coverage != "full":
            yield self.gap("whole_text" if rule.versions and not rule.articles else rule.coverage, rule)
        if stands.state != "in_force":
            words = WORDS["stands"][self.lang].format(title=rule.title[self.lang], words=stands.words[self.lang])
            yield Gap(stands.state, rule.id, words)

    def not_searched(self) -> Iterator[Gap]:
        """The laws that are known to matter and that nobody searched."""
        search = self.corpus.penalty_search
        for law in search.not_searched if search else ():
            yield self.gap("not_searched", law=law.title[self.lang], reason=law.reason[self.lang])


def _leads_to(unit: str, place: str) -> bool:
    return f"{unit}__".startswith(f"{place}__") or f"{place}__".startswith(f"{unit}__")


def _state(rule: Regulation, version: Version | None, day: date) -> str:
    """The state of a text on a day."""
    if version is None or not rule.versions:
        return standing(rule, day).state
    law = in_force(rule, day)
    if law == version:
        return version.text.force.state
    return "not_yet" if day < version.earliest else "superseded"


def place_of(number: Any) -> str:
    """The place of a provision whose law is here in outline: art_61, art_61__para_1."""
    if number.place:
        return str(number.place)
    bare, _, bracket = number.number.partition("(")
    inside = f"__para_{number.paragraph or bracket.rstrip(')')}" if number.paragraph or bracket else ""
    return f"art_{bare}{inside}" + (f"__point_{number.point}" if number.point else "")


def words_at(corpus: Corpus, claim: Mapping[str, Any]) -> list[str]:
    """The words that the knowledge base has now at the place of a claim, in the text of its version."""
    rule = corpus.regulations.get(claim["rule"])
    if rule is None:
        return []
    texts = [v.text for v in versions(rule) if str(v.day or "undated") == claim["version"]]
    units = (unit for text in texts or [rule] if (unit := text.unit(claim["eId"])))
    words = ["\n".join(filter(None, (unit.zh, *unit.table))) for unit in units]
    numbers = (
        number for provision in rule.provisions for number in provision.numbers if place_of(number) == claim["eId"]
    )
    sources = (words for number in numbers for words in (number.words, *number.later_words) if words)
    return words + ["\n".join(source.zh) for source in sources if source.source == claim["version"]]
