"""Cross-references: where a text names a place of its own rule (本规定第九条, 前款) or another document
(《…法》第四十七条).

Chinese decides. In the translation only those places count that the Chinese names, so that no number is taken for
another's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guiju.model import Regulation
from guiju.places.grammar import parse
from guiju.places.numerals import NUMERAL, whole

_TOKEN = re.compile(
    rf"《(?P<title>[^《》]{{1,200}})》"
    rf"|(?P<before>前[条款])(?P<before_point>第[（(]?{NUMERAL}[)）]?项)?"
    rf"|(?P<own>本(?:规定|办法|条例|法|细则|决定|解释|条|款))?"
    rf"(?=第)(?P<article>第{NUMERAL}条(?:之{NUMERAL})?)?(?P<paragraph>第{NUMERAL}款)?(?P<point>第[（(]?{NUMERAL}[)）]?项)?"
)
# Between two citations, or between the title of a document and what is cited of it: then the second goes on from the
# first.
_AFTER_CITATION = ("", "、", "和", "及", "或", "与", "至", "或者", "以及")
_AFTER_TITLE = ("", "）", "的")
# A document named without 《》 stands before.
_OTHER = re.compile("(?:法|条例|规定|办法|解释|决定|细则|通知)$")
_ENGLISH = re.compile(
    r"\b(?:articles?|arts?\.)\s*[0-9]{1,12}(?:-[0-9]{1,12})?(?:\s*\([0-9]{1,12}\))?(?:\s*(?:item|point)\s*\([0-9]{1,12}\))?",
    re.IGNORECASE,
)
# What names another document in a note of ours, which cites laws without 《》: 网络安全法2016年文本为第四十七条.
_FOREIGN = re.compile(r"《|法(?!律|规)|(?<!本)规定|办法|条例|解释|文本|\d年|该")


@dataclass(frozen=True)
class Reference:
    """Characters [start, end) name the rule with the id `rule`, or its place `eId`."""

    start: int
    end: int
    rule: str
    eId: str | None = None


@dataclass(frozen=True)
class _Place:
    """Where a citation points: `rule` is None for a document that is not here."""

    rule: str | None
    article: str
    paragraph: int | None = None
    point: int | None = None

    @property
    def eId(self) -> str:
        # A 项 of an article's only 款 is cited without the 款.
        paragraph = self.paragraph or (1 if self.point else None)
        head = f"{self.article}__para_{paragraph}" if paragraph else self.article
        return f"{head}__point_{self.point}" if self.point else head


def names(rules: Iterable[Regulation]) -> dict[str, str]:
    """Title, short title and other names of each rule → its id. A name that two rules share names neither."""
    ids_of: dict[str, set[str]] = {}
    for rule in rules:
        for name in (rule.title.zh, rule.short_title.zh, *rule.aliases):
            ids_of.setdefault(name, set()).add(rule.id)
    return {name: next(iter(ids)) for name, ids in ids_of.items() if len(ids) == 1}


def chinese(
    text: str, here: Regulation, eId: str, rules: Mapping[str, Regulation], known: Mapping[str, str]
) -> Iterator[Reference]:
    """The references in the 款 or 项 `eId` of the rule `here` that lead to what is here. `known`: the names of rules.
    Of a document without its text only the name is a reference, no article of it."""
    own = _own_place(here, eId)
    last, end = own, 0
    for match in filter(_cites, _TOKEN.finditer(text)):
        between = text[end : match.start()]
        start, end = match.span()
        if title := match["title"]:
            last = _Place(known.get(title), "")
            if last.rule is not None:
                yield Reference(start, end, last.rule)
            continue
        if match["before"]:
            last = _before(match, here, own)
        elif match["own"]:
            last = _cited(match, own)
        elif between in (_AFTER_CITATION if last.article else _AFTER_TITLE) and last is not own:
            last = _cited(match, last)
        elif _OTHER.search(between):
            last = _Place(None, "?")
        else:
            last = _cited(match, own)
        target = rules.get(last.rule) if last.rule is not None else None
        if target is not None and _is_there(target, last.eId):
            yield Reference(start, end, target.id, last.eId)


def _cites(match: re.Match[str]) -> bool:
    """Whether anything is cited: not so in 第三方, nor in 本规定 alone."""
    return any(match[name] for name in ("title", "before", "article", "paragraph", "point"))


def _own_place(here: Regulation, eId: str) -> _Place:
    article, _, inside = eId.partition("__para_")
    paragraph, _, point = inside.partition("__point_")
    number = point.partition("_")[0]  # without the 目, and without what tells two points of one number apart
    return _Place(here.id, article, int(paragraph or 1), int(number) if number else None)


def _before(match: re.Match[str], here: Regulation, own: _Place) -> _Place:
    """前款, 前款第二项; 前条 is the article that stands before."""
    if match["before"] == "前款":
        return _Place(own.rule, own.article, (own.paragraph or 1) - 1, _number(match["before_point"]))
    articles = [article.eId for article in here.articles]
    at = articles.index(own.article) if own.article in articles else 0
    return _Place(own.rule, articles[at - 1] if at else "?")


def _cited(match: re.Match[str], base: _Place) -> _Place:
    """The place that is cited. What it leaves out is taken from `base`: this place, or the citation before."""
    paragraph, point = _number(match["paragraph"]), _number(match["point"])
    if match["article"]:
        return _Place(base.rule, parsed.eId if (parsed := parse(match["article"])) else "?", paragraph, point)
    return _Place(base.rule, base.article, paragraph or base.paragraph, point)


def _number(text: str | None) -> int | None:
    return whole(text.strip("第款项（）()")) if text else None


def _is_there(rule: Regulation, eId: str) -> bool:
    return (rule.unit(eId) if "__" in eId else rule.article(eId)) is not None


def english(text: str, in_chinese: Iterable[Reference], rules: Mapping[str, Regulation]) -> Iterator[Reference]:
    """The same references in the translation (Article 9(2), the title of a rule) as `in_chinese`."""
    originals = list(in_chinese)
    for match in _ENGLISH.finditer(text):
        eId = place.eId if (place := parse(match.group())) else None
        same = {(r.rule, r.eId) for r in originals if r.eId == eId}
        if len(same) == 1 and eId is not None:
            yield Reference(*match.span(), next(iter(same))[0], eId)
    for name in dict.fromkeys(r.rule for r in originals if r.eId is None):
        for match in re.finditer(re.escape(rules[name].title.en), text):
            yield Reference(*match.span(), name)


def in_note(text: str, here: Regulation) -> Iterator[Reference]:
    """The articles of its own rule that a note of ours names, up to where it names another document."""
    for match in _TOKEN.finditer(text):
        if match["article"] and not _FOREIGN.search(text, 0, match.start()):
            place = _cited(match, _Place(here.id, ""))
            if _is_there(here, place.eId):
                yield Reference(*match.span(), here.id, place.eId)
