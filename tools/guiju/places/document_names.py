"""Which law stands before a number: in 《》 or without, for short as the document says, 同法, or none of ours."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from guiju.files.folding import Plain, plain
from guiju.places import version_hint
from guiju.places.derived_names import is_generic
from guiju.places.document_kinds import kinds, pattern
from guiju.places.law_names import ABOUTS, ARTICLES_OF, SHORT, LawNames, is_foreign, is_own, is_private, looks_like_law
from guiju.places.mention import NOTHING, Law, VersionHint
from guiju.places.numerals import NUMERAL

_DEFINED = re.compile(
    r"[(,](?:以下|下称|下文|后文|后)?(?:统一?|均)?(?:简称|称|简写|称为)(?:为|作|:)?[“\"‘「『《](?P<name>[^“”\"‘’「」『』《》()]{1,30})[”\"’」』》]"
)
_SAME = re.compile(
    rf"(?:(?<![^结符适配综联集整]合)同|该|(?:(?<![基成资])|(?<=造成)|(?<=构成))本|此|上述|前述|前引|上引|这部|该部)(?P<kind>{pattern('pointed')}|修正案)$"
)
OUTLINE = re.compile(r"^(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[、.]|^附[:件录]?[:：]?")
STATE = "中华人民共和国"
_SAME_ARTICLE = re.compile(r"(?:同|该|本|上述|前述|此)条(?:的|中)?$")
_OTHER = re.compile(rf"{pattern('numbered')}[一二三四五六七八九十]{{0,3}}$")
"""Other documents, which are not named as ours are: 公司法解释三."""
_INTERPRETATION = re.compile(rf"(?P<about>{ABOUTS})?解释(?:\([一二三四五]\))?$")
"""How an interpretation by the supreme court is called without 《》: 民诉法解释, 担保制度解释, 建工解释（一）."""
_UNMARKED = kinds("unmarked")
_DRAFT = re.compile(pattern("draft"))
_EDITION = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})(?:年|年?(?:版本?|文本|修[正订改]版?)的?)|(?P<old>旧)(?:法|版|文本)的?)$"
)
_DIVISION = re.compile(rf"第{NUMERAL}[编章节](?:[“\"].{{1,20}}[”\"])?$")
_LINK = re.compile(r"(?:中的|中|的|之|项下|下|有关|相关|规定|,|:)$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年|\)|修|版|[.-]|$)")
_YEAR_BEFORE = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})年?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:新)?(?:版|本|修正|修订|修改|颁布|制定|通过|公布|起?(?:实施|施行|生效)|出台)?(?:后|时|的)?(?:中华人民共和国)?$"
)
_OLD = re.compile(
    r"(?:[原旧老]版?|旧(?:法|版|文本)[(:]|原来的?|修[订正改]前的?|已废止的?|(?:当|行为)时(?:有效|施行|实施|适用)?的?)$"
)
_NEW = re.compile(r"(?:新版?|现(?:在(?:的?是|为)|改?为|已是)|新修[订正改]的?|修[订正改]后的?|最新)$")
_UNKNOWN = re.compile(
    r"(?:^|[^\u4e00-\u9fff])(?P<title>[\u4e00-\u9fff]{2,24}(?:法|条例|(?<![的关该本此述照据按])(?:规定|细则)))$"
)
_LEADING = re.compile(
    r"(?:根据|依据|依照|按照|违反|适用|参照|遵守|符合|触犯|援引|以及|或者|我国|现行|修订的|关于|对照|属于|第[0-9一二三四五六七八九十百千]+[条款项][和与及或]?|[据按照由见悉引的是])"
)
_VERB = re.compile("根据|依据|依照|按照|违反|触犯|援引|以及|或者|我国|关于|[由见的]")
TITLE_MARK = re.compile("[《》]")
KEY = "[A-Za-z_][0-9A-Za-z_.-]{0,40}"
"""The name of a key, in YAML, JSON and what is like them."""
_KEY = re.compile(rf"\A{KEY}[\"']?\s?[:=]")
_SENTENCE_WORD = re.compile("[并给后可须需应]")
_DEEPEST = 5
"""How many titles are one in another; in a line of nothing but 《 each would else be looked for far."""
_QUOTES = {"”": "“", "」": "「", "』": "『", "’": "‘", '"': '"'}
CONTEXT = re.compile(
    rf"(?:[同该本此]|上述|前述|上引|前引)(?:{pattern('pointed')}|[条款项])(?![律规院定官])|前[一二两三]?[条款项]"
    rf"|之{NUMERAL}|附[件录表]|第?\(?{NUMERAL}\)?[款项目]|[末最]"
)


@dataclass(frozen=True)
class NamedLaw:
    """A law named from `start` to `end`; `law`: None if none of ours; `named`: by its name, and not as 同法."""

    start: int
    end: int
    law: Law | None
    version: VersionHint = NOTHING
    named: bool = True


class DocumentNames:
    """The names of laws in one document."""

    def __init__(self, names: LawNames, defined: Mapping[str, Law | None]) -> None:
        self.names = names
        self._defined = defined

    def title_at(self, text: str, start: int, laws: Sequence[Law] = ()) -> NamedLaw | None:
        """The law whose title in 《》 begins here (of those cited last for 《办法》); None where 《 is not closed."""
        end = _closed(text, start)
        return self._titled(text, start, end, laws) if end else None

    def alone(self, text: str) -> tuple[Law | None, bool]:
        """The law of which a passage is the name and nothing else: a heading, a cell; and whether it says that what
        follows are its articles: 劳动法相关条文."""
        name = OUTLINE.sub("", _KEY.sub("", text.strip(" #*:.·-,{}[]\"'")).strip("\"'"))
        bare = ARTICLES_OF.sub("", name)
        return (self.called(bare) if 2 < len(bare) < 60 and not bare.isascii() else None), bare != name

    def mentioned(self, text: str, since: int, at: int) -> Law | None:
        """The law whose name, without 《》, is the last between two places; None where none is named there."""
        for end in range(at, since + 1, -1):
            called = self.names.ending_at(text, end)
            if called is not None and called.start >= since:
                foreign = is_foreign(text, called.start, called.title, known=True)
                return None if foreign or not called.ids else Law(called.title, called.ids)
        return None

    def before(self, text: str, at: int, laws: Sequence[Law]) -> NamedLaw | None:
        """The law named before a number at `at`; None where none is named there. `laws`: those cited last, of which one
        is 同法."""
        end, inside = at, ""
        for _ in range(6):
            if match := _DIVISION.search(text, max(0, end - 40), end):
                end = match.start()
            elif text[end - 1 : end] == ")" and self.names.ending_at(text, end) is not None:
                break
            elif text[end - 1 : end] == ")" and (opened := opening_bracket(text, end)) > 0:
                inside, end = text[opened:end] + inside, opened
            elif match := _EDITION.search(text, max(0, end - 20), end):
                inside, end = f"({match['year'] or match['old']})" + inside, match.start()
            elif (book := self._book(text, end)) is not None:
                end = book
            elif match := _LINK.search(text, max(0, end - 3), end):
                if self._named(text, end, laws) is not None:
                    break
                end = match.start()
            else:
                break
        if is_own(text, end) and text[end - 1 : end] != "》" and self._named(text, end, laws) is None:
            return NamedLaw(end, end, None)
        law_name = self._named(text, end, laws)
        if (law_name is None and _OTHER.search(text, max(0, end - 12), end)) or _DRAFT.search(inside):
            return NamedLaw(end, end, None)
        if law_name is None or law_name.law is None:
            return law_name
        return NamedLaw(
            law_name.start, law_name.end, law_name.law, version_beside(text, law_name, inside), law_name.named
        )

    def _named(self, text: str, end: int, laws: Sequence[Law]) -> NamedLaw | None:
        mark = text[end - 1 : end]
        if mark == "》":
            start = _opened(text, end)
            return self._titled(text, start, end, laws) if start is not None else None
        if mark in _QUOTES and mark:
            start = text.rfind(_QUOTES[mark], max(0, end - 45), end - 1)
            inner = text[start + 1 : end - 1] if start >= 0 else ""
            law = self._defined.get(inner) or self.called(inner)
            return NamedLaw(start, end, law) if law else None
        if (match := _SAME_ARTICLE.search(text, max(0, end - 6), end)) and laws:
            return NamedLaw(match.start(), end, laws[-1], named=False)
        for start in range(max(0, end - 30), end):
            if text[start:end] in self._defined:
                return NamedLaw(start, end, self._defined[text[start:end]])
        if match := _SAME.search(text, max(0, end - 8), end):
            recent = laws[-1:] if match[0][0] == "本" else laws[::-1]
            rather = sorted(recent, key=lambda law: "办法" in law.title)  # 该法 is a 办法 only where no 法 is cited
            same = next((law for law in rather if _is_of_kind(law.title, match["kind"])), None)
            return NamedLaw(match.start(), end, same, named=False)
        if (whole_name := self._whole(text, end)) is not None:
            return whole_name
        called = self.names.ending_at(text, end)
        if called is not None:
            latin = called.title.isascii() and not called.ids  # GDPR
            foreign = latin or is_foreign(text, called.start, called.title, known=True)
            return NamedLaw(called.start, end, None if foreign else Law(called.title, called.ids))
        return self._interpretation(text, end, laws) or self._unknown(text, end)

    def _interpretation(self, text: str, end: int, laws: Sequence[Law]) -> NamedLaw | None:
        """The interpretation, none of ours, that is called by its law or by what it is about."""
        match = _INTERPRETATION.search(text, max(0, end - 16), end)
        if match is None or match["about"]:
            return NamedLaw(match.start(), end, Law(match[0], ())) if match else None
        of = self._named(text, match.start(), laws)
        if of is None or not of.named or text[match.start() - 1] == "》":
            return None
        return replace(of, end=end, law=Law(text[of.start : end], ()) if of.law else None)

    def _unknown(self, text: str, end: int) -> NamedLaw | None:
        """What is called as laws are and is none of ours, without 《》; where a name of ours ends it after words of the
        sentence, that."""
        match = _UNKNOWN.search(text, max(0, end - 30), end)
        # 规定 ends the names of rules, and sentences: it is a name where the number of an order is behind it.
        is_named = match and match["title"].endswith(_UNMARKED) and not match["title"].endswith("办法")
        if match and (is_named or text[end : end + 1] == "("):
            leading = [word.end() for word in _LEADING.finditer(match["title"])]
            starts = [at for at in leading if looks_like_law(match["title"][at:])] or leading or [0]
            start = match.start("title") + starts[-1]
            title = text[start:end]
            called = self.names.ending_at(text, end, whole=False)
            longer = leading and called and 0 < called.start - start <= 4
            if called is not None and not longer and text[called.start - 1] not in "与和及或":
                foreign = is_foreign(text, called.start, called.title, known=True)
                return NamedLaw(called.start, end, None if foreign else Law(called.title, called.ids))
            other = is_foreign(text, start, title, known=False) or is_private(text, start, title, end)
            told = leading or len(title) > 3 or title in SHORT or _OLD.search(text, max(0, start - 8), start)
            if looks_like_law(title) and not other and told and not _SENTENCE_WORD.search(title):
                return NamedLaw(start, end, Law(title, ()))
        return None

    def _whole(self, text: str, end: int) -> NamedLaw | None:
        """The law that is named with the state before it, which says where its name begins."""
        start = text.rfind(STATE, max(0, end - 60), end)
        title = text[start:end] if start >= 0 else ""
        if not re.fullmatch("[\u4e00-\u9fff()、]{8,60}", title) or _VERB.search(title) or not looks_like_law(title):
            return None
        return NamedLaw(start, end, self.called(title) or Law(title, ()))

    def _titled(self, text: str, start: int, end: int, laws: Sequence[Law]) -> NamedLaw:
        title = text[start + 1 : end - 1]
        law = self.called(title)
        if law is None and is_generic(title):
            law = next((each for each in laws[::-1] if each.title.strip("《》").endswith(title)), None)
        if is_foreign(text, start, title, known=law is not None):
            return NamedLaw(start, end, None)
        if title in self._defined:
            return NamedLaw(start, end, self._defined[title])
        if law is None and looks_like_law(title) and not is_private(text, start, title, end):
            law = Law(title, ())
        return NamedLaw(start, end, law)

    def called(self, title: str) -> Law | None:
        """The law of this title."""
        ids = self.names.ids(title)
        return Law(title, ids) if ids or self.names.repealing(title) else None

    def _book(self, text: str, end: int) -> int | None:
        """Where 合同编 begins after the name of a code."""
        if text[end - 1 : end] != "编":
            return None
        for start in range(end - 3, max(0, end - 9), -1):
            if text[start - 1] == "》" or self.names.ending_at(text, start):
                return start
        return None


def needs_law(text: str) -> bool:
    """Whether words are of a law that is named elsewhere: 同法第三条, 前款, 末款."""
    return CONTEXT.match(plain(text).text) is not None


def definitions(texts: Sequence[Plain], names: LawNames) -> dict[str, Law | None]:
    """What a document calls a law for short: 《…》（以下简称“…”）; None for a contract."""
    defined: dict[str, Law | None] = {}
    known = DocumentNames(names, {})
    for passage in texts:
        for match in _DEFINED.finditer(passage.text):
            law_name = known._named(passage.text, match.start(), ())
            defined.setdefault(match["name"], law_name.law if law_name else None)
    return defined


def version_beside(text: str, named: NamedLaw, inside: str) -> VersionHint:
    """The year beside a name: in brackets behind it or in it, or before it."""
    before = text[max(0, named.start - 30) : named.start]
    title = named.law.title if named.law else ""
    if match := _YEAR.match(title):
        return VersionHint(int(match[0]))
    for where in (inside, title):
        opened = where.rfind("(")
        if opened >= 0 and (match := _YEAR.search(where, opened)):
            return VersionHint(int(match[0]))
    if match := _YEAR_BEFORE.search(before):
        return VersionHint(int(match["year"]))
    if _OLD.search(before) or version_hint.GONE.match(inside):
        return VersionHint(which="old")
    return VersionHint(which="new") if _NEW.search(before) or inside == "(新)" else NOTHING


def _is_of_kind(title: str, kind: str) -> bool:
    core = title.split("(")[0].strip("《》")
    if kind in ("法", "法律"):
        return core.endswith(("法", "法典"))
    return core.endswith(kind.removeprefix("司法"))


def _closed(text: str, start: int) -> int | None:
    """The end of the title that begins here, nested ones inside."""
    depth = 0
    for mark in TITLE_MARK.finditer(text, start, start + 150):
        depth += 1 if mark[0] == "《" else -1
        if depth == 0:
            return mark.end()
        if depth > _DEEPEST:
            break
    return None


def opening_bracket(text: str, end: int) -> int:
    """Where the bracket opens that ends here; -1 where it does not, near."""
    depth = 0
    for at in range(end - 1, max(-1, end - 80), -1):
        depth += {")": 1, "(": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return -1


def _opened(text: str, end: int) -> int | None:
    depth = 0
    for at in range(end - 1, max(-1, end - 150), -1):
        depth += {"》": 1, "《": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return None
