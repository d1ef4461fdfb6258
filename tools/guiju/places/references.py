"""Where a text refers to places of its own rule (本法第九条第二款, 前款, 本章) and of others (《…法》第四十七条).

Where a document speaks of another law than itself (an amendment, an interpretation), a number alone is one of that law;
本决定第二条 is its own, and outside amendments 前款 and 本条 are. Chinese decides: in a translation only those places
count that the Chinese names, so that no number is taken for another's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from guiju.files.folding import plain
from guiju.model import Annex, Article, Regulation, Unit
from guiju.places import grammar
from guiju.places.citation import Place, eIds
from guiju.places.document_kinds import kinds, pattern
from guiju.places.grammar import ENGLISH_START, run
from guiju.places.numerals import NUMERAL, whole
from guiju.places.referring_text import Reference, ReferringText

_TOKEN = re.compile(
    r"(?P<title>《(?:[^《》]|《[^《》]*》)*》)"
    r"|前(?P<count>[一二两三四五六])?(?P<back>条(?![件例约])|款(?!项)|项(?!目))"
    r"|本(?P<division>分编|编(?![制号辑])|章(?![程])|节(?![目日约能余假]))"
    r"|附件(?P<annex>[一二三四五六七八九十]{1,2}|[0-9]{1,2})"
    rf"|(?P<own>本(?:{pattern('pointed', 'own')}|条|款)(?![律规院定官人庭的]))?"
    rf"(?=(?P<at>第|末|最后|§))(?P<chapter>(?(own)第{NUMERAL}章(?:第{NUMERAL}节)?|(?!)))?"
)
_AND = ("", "、", "和", "及", "或", "与", "至", "或者", "以及", "到", ",", "中", "中的", "规定的", "的")
_OTHER = re.compile(rf"(?:{pattern('pointed', 'own', 'other')}|附件[一二三四五六七八九十]?)(?:的)?$")
_AMENDING = re.compile("修正案|关于(?:修改|修订|废止|惩治)|补充规定")
_OF_ANOTHER = kinds("of_another")
"""Titles of documents that speak of another law than themselves."""
_UNDER_AN_ACT = kinds("under_an_act")
_FOREIGN = re.compile(r"《|法(?!律|规)|(?<!本)规定|办法|条例|解释|文本|\d年|该")
"""What names another document in a note of ours, which cites laws without 《》: 网络安全法2016年文本为第四十七条."""
_LEVELS = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section"}
_KINDS = kinds("amending")


@dataclass(frozen=True, eq=False)
class KnownRules:
    """The rules to which texts may refer, and what each is called."""

    rules: Mapping[str, Regulation] = field(default_factory=dict)
    _links: dict[int, Mapping[str, list[Reference]]] = field(default_factory=dict)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Title, short title and other names of each rule → its id. A name that two rules share names neither."""
        ids_of: dict[str, set[str]] = {}
        for rule in self.rules.values():
            for name in (rule.title.zh, rule.short_title.zh, *rule.aliases):
                ids_of.setdefault(plain(name).text, set()).add(rule.id)
        return {name: next(iter(ids)) for name, ids in ids_of.items() if len(ids) == 1}

    def links(self, text: Regulation) -> Mapping[str, list[Reference]]:
        """The references of a text that lead to places and rules that are here, by the eId of the unit they are in."""
        if id(text) not in self._links:
            found = [each for each in references(text, self) if each.is_there and (each.eId or each.kind == "rule")]
            by_unit = groupby(found, key=lambda reference: reference.unit.eId)
            self._links[id(text)] = {eId: list(group) for eId, group in by_unit}
        return self._links[id(text)]


def own_references(rule: Regulation) -> Iterator[Reference]:
    """The references of a rule to places of its own, in the order of the text."""
    return (reference for reference in references(rule) if reference.rule == rule.id)


def references(rule: Regulation, known: KnownRules = KnownRules()) -> Iterator[Reference]:
    """The references of a rule to places of its own and to the other rules that are known, in the order of the text."""
    title = re.sub("（[^（）]*）$", "", rule.title.zh)
    amends = _AMENDING.search(title) is not None
    own = (
        tuple(f"本{kind}" for kind in _KINDS if title.endswith(kind)) if amends or title.endswith(_OF_ANOTHER) else None
    )
    parts: tuple[Regulation | Annex, ...] = (rule, *rule.annexes)
    for part in parts:
        text = ReferringText(rule.id, part.articles, len(rule.annexes), own, amends, not title.endswith(_UNDER_AN_ACT))
        for article in part.articles:
            recent: list[tuple[str, int | None]] = []
            for unit in article.units():
                if any(sign in unit.zh for sign in ("第", "前", "本", "附件", "《")):
                    yield from _in_unit(text, known, article, unit, part is not rule, recent)


def _in_unit(
    text: ReferringText,
    known: KnownRules,
    article: Article,
    unit: Unit,
    in_annex: bool,
    recent: list[tuple[str, int | None]],
) -> Iterator[Reference]:
    """`recent`: the places that were cited in this article before, of which 第二项 alone may be."""
    here = _numbers(unit.eId)
    last: tuple[str, int | None] | None = None  # article and 款 of the citation before; None after another document
    end, foreign = 0, False
    other: tuple[str, Place] | None = None  # the law of another document, and the place of it that was cited last
    words = plain(unit.zh)
    for match, cited, stop in _tokens(words.text):
        if text.taiwan and None in (cited.paragraph, cited.point):
            cited = replace(cited, paragraph=cited.point, point=cited.paragraph)
        between, end = words.text[end : match.start()], stop
        span = words.span(match.start(), stop)
        foreign = foreign and not re.search("[。;]", between)
        if match["title"]:
            last, foreign, law = None, True, known.names.get(match["title"][1:-1])
            other = (law, Place()) if law else None
            if law is not None:
                yield Reference(unit, *span, law)
            continue
        if match["own"] == "本法" and not text.is_statute:  # in rules under an act: the act
            last, foreign = None, True
            continue
        if text.own is not None and _is_of_another(text, match, bool(last) and between in _AND):
            last, foreign = None, True
            continue
        if match["annex"]:
            if not (in_annex or foreign or _OTHER.search(between)):
                number = whole(match["annex"])
                yield Reference(unit, *span, text.rule, f"annex_{number}", "annex", number <= text.annexes)
            continue
        if match["division"]:
            kind = _LEVELS[match["division"]]
            yield Reference(unit, *span, text.rule, None, kind, kind in text.divisions[article.eId])
            continue
        if match["chapter"]:
            if not in_annex:
                headings = text.headings(match["chapter"])
                first = next(iter(headings), None)
                yield Reference(unit, *span, text.rule, first, "chapter", first is not None)
            continue
        if match["back"]:
            places, kind = _back(text, article, here, _back_level(text, match), match["count"], cited)
            paragraph = re.fullmatch(r"(.*)__para_(\d+).*", places[0])
            last, foreign = (paragraph[1], int(paragraph[2])) if paragraph else (places[0], None), False
        else:
            goes_on = between in _AND
            if not match["own"] and ((foreign and (goes_on or between == ")")) or _OTHER.search(between)):
                other = other if not _OTHER.search(between) else None
                if other is not None:
                    before = other[1]
                    goes_on_from = replace(before, paragraph=cited.paragraph or before.paragraph, point=cited.point)
                    other = other[0], cited if cited.article else goes_on_from
                    if there := eIds(known.rules[other[0]], other[1]):
                        yield Reference(unit, *span, other[0], there[0], "article")
                last, foreign = None, True
                continue
            if not match["own"] and foreign:
                continue
            if in_annex and match["own"] and match["own"] not in ("本条", "本款"):
                continue  # 本法 in an annex is the law, not the annex
            foreign = False
            base = last if goes_on and last and not match["own"] else (article.eId, here[0])
            places, kind, last = _cited(text, cited, base)
            if cited.article:
                recent.append(last)
            elif cited.point and not cited.paragraph and not match["own"]:
                point = places[0].rpartition("_")[2]
                places += tuple(f"{a}__para_{p or 1}__point_{point}" for a, p in recent)
        yield text.reference(unit, span, places, kind)


def _is_of_another(text: ReferringText, match: re.Match[str], goes_on: bool) -> bool:
    """Whether a place is one of the law of which the document speaks."""
    if match["own"] in (text.own or ()):
        return False
    relative = match["back"] or match["division"] or match["own"] in ("本条", "本款")
    return not goes_on and (text.amends or not relative)


def _back_level(text: ReferringText, match: re.Match[str]) -> str:
    """条, 款 or 项 of 前款; as in Taiwan the other of the last two."""
    level: str = match["back"]
    return {"款": "项", "项": "款"}.get(level, level) if text.taiwan else level


def _back(
    text: ReferringText, article: Article, here: tuple[int, int | None], level: str, back: str | None, cited: Place
) -> tuple[tuple[str, ...], str]:
    """前款, 前两款, 前条第二款, 前项: counted from here."""
    count = whole(back) if back else 1
    paragraph, point = here
    if level == "条":
        at = text.order[article.eId] - count
        eId = text.articles[at].eId if at >= 0 else "before the first"
        return text.inside(eId, cited.paragraph, cited.point)
    if level == "款":
        return text.inside(article.eId, max(paragraph - count, 0), cited.point)
    before = (point or 0) - count
    if point is None:  # 前项 in a 款 after a list
        return (f"{article.eId}__para_{max(paragraph - 1, 1)}",), "point"
    return (f"{article.eId}__para_{paragraph}__point_{before}",), "point"


def _cited(
    text: ReferringText, cited: Place, base: tuple[str, int | None]
) -> tuple[tuple[str, ...], str, tuple[str, int | None]]:
    paragraph, point = cited.paragraph, cited.point
    if cited.article:
        annex = Place.of(text.articles[0].eId)
        eId = replace(cited, annex=annex.annex if annex else None).article_eId
        places, kind = text.inside(eId, paragraph, point)
        return places, kind, (eId, paragraph)
    article, before = base
    places, kind = text.inside(article, paragraph or (before if point else None), point)
    if point is not None and paragraph is None:  # 第二项 alone may be of a 款 beside
        places = (*places, *text.with_point(article, point))
    return places, kind, (article, paragraph or before)


def _tokens(text: str) -> Iterator[tuple[re.Match[str], Place, int]]:
    """What names something, the numbers of 条, 款 and 项 that are written there, and where it ends."""
    done = 0
    for match in _TOKEN.finditer(text):
        if match.start() < done:
            continue
        at, place, done = match.end(), Place(), match.end()
        if match["back"] or (match["at"] and not match["chapter"]):
            one = next(iter(run(text, at)), None)
            if one is not None and (match["at"] or (text.startswith("第", at) and one.digits[0][0] != "条")):
                place, done = one.place, one.end
        if place != Place() or not match["at"] or match["chapter"]:
            yield match, place, done


def _numbers(eId: str) -> tuple[int, int | None]:
    """The numbers of the 款 and of the 项 in which a text stands."""
    found = dict(re.findall("__(para|point)_([0-9]+)", eId))  # a second one with this number ends in _2
    return int(found["para"]), int(found["point"]) if "point" in found else None


def english(text: str, in_chinese: Sequence[Reference], rules: Mapping[str, Regulation]) -> Iterator[Reference]:
    """The same references in the translation (Article 9(2), the title of a rule) as `in_chinese`."""
    for match in ENGLISH_START.finditer(text):
        for item in grammar.english(text, match.end()):
            same = {r.rule: r for r in in_chinese if r.eId == item.place.eId}
            if len(same) == 1:
                start = match.start() if item.start == match.end() else item.start
                yield replace(next(iter(same.values())), start=start, end=item.end)
    for reference in {r.rule: r for r in in_chinese if r.eId is None}.values():
        for found in re.finditer(re.escape(rules[reference.rule].title.en), text):
            yield replace(reference, start=found.start(), end=found.end())


def in_note(text: str, here: Regulation) -> Iterator[Reference]:
    """The articles of its own rule that a note of ours names, up to where it names another document."""
    words = plain(text)
    for match, cited, end in _tokens(words.text):
        if cited.article and not _FOREIGN.search(words.text, 0, match.start()):
            for eId in eIds(here, cited)[:1]:
                yield Reference(next(here.units()), *words.span(match.start(), end), here.id, eId, "article")
