"""What can be found of a knowledge base: articles, duties, provisions, terms, cases and pages, and the questions that
each is known to answer."""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from guiju.files.folding import folded
from guiju.files.language import REQUIRED_LANGUAGES, Lang
from guiju.law import contents
from guiju.places import citation
from guiju.places.citation import Place

if TYPE_CHECKING:
    from guiju.law.versions import Version
    from guiju.model import AnswerCard, Bilingual, Bound, Corpus, Obligation, Provision, Regulation

Kind = Literal["text", "obligation", "provision", "term", "case", "page", "absent", "answer"]
CARD: Kind = "answer"
"""An answer card is no hit: it is found by its questions alone, and comes before the hits."""
PART = "\x1f"
"""Between the parts of an entry, which no text of law has."""
_ARTICLE = re.compile("第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?")


class Entry(NamedTuple):
    """A thing that can be found. `place` is its id inside the rule. Of an article `zh` and `en` have the words of its
    款 and 项 with PART between, and `parts`, in the same order, what the place of each has behind that of the article;
    of a duty `parts` is the place that it stands at, of a card the ids of all that it is about. `en` and `title_en`
    are empty where they are as in Chinese. In the titles of an article PART stands where the label of a part does;
    `paragraphs`: 1 where that names the 款. `heading`, `more` are folded: what stands above, what else leads here.
    `version` is the day of the text, of a rule that has several; it is law from `begins` until `ends`, empty where
    no day is known, and `state` what is recorded of its force; from `displaced` a later rule prevails over it.
    `ours`: 2 in a rule that the source document has, 1 in another that we read, or of our own words. `prior` is a
    factor on its score."""

    kind: Kind
    rule: str
    place: str
    parts: str
    title_zh: str
    title_en: str
    zh: str
    en: str
    heading: str
    more: str = ""
    version: str = ""
    begins: str = ""
    ends: str = ""
    state: str = ""
    ours: str = "1"
    prior: str = "1"
    paragraphs: str = ""
    displaced: str = ""

    @property
    def order(self) -> tuple[bool, str]:
        """What comes first of entries that are as good as each other."""
        return self.ours != "2", self.rule

    @property
    def ids(self) -> list[str]:
        """The place of each part."""
        return [f"{self.place}{part}" for part in self.parts.split(PART)] if self.kind == "text" else [self.parts]


class KnownQuestion(NamedTuple):
    """A question that the entry at this place answers; `part` is the place in it, empty where it is the whole."""

    rule: str
    place: str
    part: str
    text: str


def entries_of_rule(base: Corpus, rule: Regulation) -> Iterator[Entry]:
    """The articles of each text of a rule, then its obligations, its provisions, and the rule itself."""
    from guiju.law.versions import versions  # not above: a search makes no entries, and needs none of the records

    texts, ours = versions(rule), "2" if rule.id in base.in_source else "1"
    for version, after in zip_longest(texts, texts[1:]):
        ends = _iso(version.until) or (_iso(after.earliest) if after else "")
        yield from _articles(rule, version, ends, len(texts) > 1, ours)
    displaced = _iso(rule.force.displaced_where_inconsistent_from)
    law = "", _iso(rule.force.from_), _iso(rule.force.until), rule.force.state
    for record in rule.obligations:
        name, summary, eId = record.title, record.summary, record.eId
        titles = (
            f"{name.zh} ({rule.short_title.zh} {citation.label(rule, eId, 'zh')})",
            f"{name.en} ({rule.short_title.en} {citation.label(rule, eId, 'en')})",
        )
        words = _folded(*_fields(base, record))
        later = "" if record.displaced_by and record.displaced_by.change == "unaffected" else displaced
        entry = Entry("obligation", rule.id, record.id, eId, *titles, *_both(summary), "", words, *law)
        yield entry._replace(displaced=later, ours=ours)
    for provision in rule.provisions:
        yield _provision(rule, provision)
    names = _folded(*rule.names())
    yield Entry("page", rule.id, "", "", rule.title.zh, rule.title.en, "", "", "", names, *law)._replace(
        displaced=displaced, ours=ours
    )


def outside_of_law() -> list[str]:
    """Where what has an id and a title is, and is in no law: the `rule` of its entry."""
    from guiju.wording.words import Words

    return ["cases", contents.ANSWERS, *Words(__file__).table("page")]


def shared_entries(base: Corpus) -> Iterator[Entry]:
    """The terms, the cases, the pages for a role, and the laws that are known by their questions and not here."""
    from guiju.wording.words import Words

    kinds = Words(__file__).table("page")
    for term in base.glossary:
        title, definition = f"{term.zh} · {term.en}", term.definition
        words = _folded(term.zh, term.en, *term.variants, *term.synonyms)
        yield Entry("term", "glossary", term.id, term.id, title, title, *_both(definition), "", words)
    for case in base.cases.values():
        zh, en = (" ".join(part[lang] for part in case.story) for lang in REQUIRED_LANGUAGES)
        yield Entry("case", "cases", case.id, case.id, case.title.zh, case.title.en, zh, en, "")
    roles = {role.id: role.label for role in base.vocabulary.roles}
    for page, id, part in dict.fromkeys((one.page, one.id, one.part) for one in base.subjects):
        if kind := kinds.get(page):
            leaflet = base.leaflet(id)
            situation = next((each.title for each in leaflet.situations if each.id == part), None) if leaflet else None
            named = [name for name in (kind, roles.get(id), situation) if name]
            zh, en = (" · ".join(name[lang] for name in named) for lang in REQUIRED_LANGUAGES)
            yield Entry("page", page, "/".join(filter(None, (id, part))), "", zh, en, "", "", "")
    for one in base.subjects:
        if one.law:
            asked = _folded(*(words for question in one.questions for words in _both(question)))
            yield Entry("absent", one.page, one.id, "", *_both(one.law), *_both(one.law), "", asked)
    for card in base.answers:
        zh, en = (" ".join(sentence.text[lang] for sentence in card.answer) for lang in REQUIRED_LANGUAGES)
        yield Entry(CARD, contents.ANSWERS, card.id, " ".join(places_of(base, card)), *_both(card.title), zh, en, "")


def questions(base: Corpus) -> Iterator[KnownQuestion]:
    """The questions of the knowledge base in both languages; what a card says is like its questions."""
    for subject in base.subjects:
        name, _, place = subject.id.partition("#")
        match subject.page:
            case "regulations":
                at = name, place.partition("__")[0], place if "__" in place else ""
            case "obligations":
                at = name, place, ""
            case page:
                at = page, "/".join(filter(None, (subject.id, subject.part))), ""
        for question in subject.questions:
            yield from (KnownQuestion(*at, question.zh), KnownQuestion(*at, question.en))
    for card in base.answers:
        texts = (*card.questions, card.title, *(sentence.text for sentence in card.answer))
        yield from (KnownQuestion(contents.ANSWERS, card.id, "", words) for text in texts for words in _both(text))


def places_of(base: Corpus, card: AnswerCard) -> Iterator[str]:
    """What a card is about: the places that it rests on, its duties and the places of these, its case."""
    yield from (*card.names, *card.duties, *(card.consequence.provisions if card.consequence else ()))
    yield from (f"{rule.id}#{duty.eId}" for name in card.duties for rule, duty in filter(None, [base.obligation(name)]))
    if card.case:
        yield f"cases#{card.case}"


def _articles(rule: Regulation, version: Version, ends: str, is_one_of_several: bool, ours: str) -> Iterator[Entry]:
    from guiju.law.places import title
    from guiju.model.enumerations import DivisionKind
    from guiju.search.weights import WEIGHTS

    text, kinds = version.text, get_args(DivisionKind)
    named = title(rule, version)
    suffix = {lang: f" ({named[lang]})" if is_one_of_several else "" for lang in REQUIRED_LANGUAGES}
    day = str(version.day or "undated") if is_one_of_several else ""
    ours = ours if text is rule and rule.coverage != "text" else ""
    cited = Counter(number for a in text.articles for number in {n for u in a.units() for n in _ARTICLE.findall(u.zh)})
    size = WEIGHTS["weights"]["law"] * math.log(1 + len(text.articles))
    duties: dict[str, list[Obligation]] = {}
    for record in rule.obligations if text is rule else ():
        duties.setdefault(record.eId.partition("__")[0], []).append(record)
    above: dict[str, str] = {}
    for article in text.articles:
        for division in article.divisions:
            inner = kinds[kinds.index(division.kind) :]
            above = {kind: words for kind, words in above.items() if kind not in inner}
            above[division.kind] = _folded(division.heading.zh, division.heading.en)
        prior = 1 + size + WEIGHTS["weights"]["cited"] * math.log(1 + cited[article.number])
        units = list(article.units())
        titles = (
            f"{rule.short_title[lang]} {PART}{suffix[lang]} {article.heading[lang]}".rstrip(" ")
            for lang in REQUIRED_LANGUAGES
        )
        words = (PART.join(unit[lang] for unit in units) for lang in REQUIRED_LANGUAGES)
        (title_zh, title_en), (zh, en) = titles, words
        first = units[0].eId if units else ""
        names_paragraph = len(article.paragraphs) > 1 or (
            text.missing and citation.label(text, first, "zh") == (Place.of(first) or Place()).label("zh")
        )
        yield Entry(
            "text",
            rule.id,
            article.eId,
            PART.join(unit.eId.removeprefix(article.eId) for unit in units),
            title_zh,
            "" if title_en == title_zh else title_en,
            zh,
            "" if en == zh else en,
            "\n".join((_folded(article.heading.zh, article.heading.en), *above.values())),
            _folded(*(title for duty in duties.get(article.eId, ()) for title in _both(duty.title))),
            day,
            _iso(version.earliest),
            ends,
            text.force.state,
            ours,
            f"{prior:.3f}",
            "1" if names_paragraph else "",
            _iso(text.force.displaced_where_inconsistent_from),
        )


def label_of(entry: Entry, part: str, lang: Lang) -> str:
    """How a part of an article is cited."""
    place = Place.of(part) or Place()
    return (place if entry.paragraphs else replace(place, paragraph=None)).label(lang)


def _provision(rule: Regulation, provision: Provision) -> Entry:
    """A provision of another law in our words: law from the first day of one of its numbers to the last."""
    zh, en = (f"{rule.short_title[lang]} {provision.title[lang]}" for lang in REQUIRED_LANGUAGES)
    begins = [_iso(number.from_) for number in provision.numbers]
    ends = [_iso(number.until) for number in provision.numbers]
    span = min(begins, default=""), max(ends) if all(ends) and ends else ""
    id, summary = provision.id, _both(provision.summary)
    return Entry("provision", rule.id, id, id, zh, en, *summary, "", "", "", *span, rule.force.state, "")


def _both(words: Bilingual) -> tuple[str, str]:
    return words.zh, words.en


def _iso(day: Bound | None) -> str:
    """A day as it is compared; empty where it is not known."""
    return "" if day is None or day == "unknown" or day == date.min else day.isoformat()


def _fields(base: Corpus, record: Obligation) -> tuple[str, ...]:
    topics = [base.label("topics", topic) for topic in record.topics]
    return (
        record.title.zh, record.title.en, *record.quote,
        *(label.zh for label in topics), *(label.en for label in topics), record.id,
    )  # fmt: skip


def _folded(*texts: str) -> str:
    """The texts as they are compared, a line each: no words that are looked for have a line break."""
    return "\n".join(dict.fromkeys(map(folded, filter(None, texts))))


def row_sum(values: Iterable[str]) -> int:
    """A sum that shows damage, of many texts in little time."""
    return zlib.crc32("\0".join(values).encode())
