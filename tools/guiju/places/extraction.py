"""Citations in the passages of a document, each with the law that it is of, however that is named."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from guiju.files.folding import Plain, plain
from guiju.places import document_names, english, version_hint
from guiju.places.context import Context, enter
from guiju.places.document_names import DocumentNames
from guiju.places.grammar import SECTION, Numbered, run
from guiju.places.law_names import LawNames, counts, is_own
from guiju.places.mention import NOTHING, PLAIN_TEXT, Citation, Law, Setting, VersionHint
from guiju.places.numerals import NUMERAL

_START = re.compile(
    rf"(?P<title>《)|(?P<back>前[条款])(?P<back_point>第\(?{NUMERAL}\)?项)?|第\(?{NUMERAL}(?=[、,和及与或以至到~—)条款项-])"
    rf"|第[0-9]{{1,4}}(?=(?:\([0-9]{{1,2}}\)){{1,2}}条)"
    rf"|(?P<bare>{NUMERAL}(?:[-、至和~]{NUMERAL}){{0,8}}条(?![件例款约])|{SECTION}"
    r"|(?:附件|附录|附表)(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[A-Z]))|(?:末|最后一?)[款项目]",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    rf"(?:[#>•·\[{{\"'-]|{document_names.KEY}[\"']?\s?[:=]\s?|[0-9]{{1,3}}[.、)]|\([0-9一二三四五六七八九十]{{1,3}}\)"
    r"|[一二三四五六七八九十]{1,3}、)*"
)
_NUMBER = re.compile(rf"第{NUMERAL}条(?:第{NUMERAL}款)?(?:第\(?{NUMERAL}\)?项)?")
_LABEL = re.compile(rf"[^:。;,、《》()第|]{{1,12}}:(?={_NUMBER.pattern}(?:规定|要求|[^\u4e00-\u9fff]|$))")
"""What a line or item is about, before what it says of it: 罚则：第七十六条，."""
_ENOUGH = 10
_BEHIND = 8
_HEADING = re.compile(rf"第{NUMERAL}条")
_HEADING_WITHIN = re.compile(
    rf"(?<![、，和及与或])(?P<number>第{NUMERAL}条)[*_]*[ \u3000\t]+(?=[\u4e00-\u9fff“《])(?!第|规定)"
)
"""第二条 with a space behind it, of a policy whose lines were joined."""
_TRIGGER = re.compile(
    r"(?:违反|适用|符合|遵守|触犯|援引|上述|前述|[据照按依见与和及其中的对而但由以在于如即若则或并又还用原现旧新为成是起,、。;:(])$"
)
_LED = re.compile(r"(?:违反|适用|符合|遵守|触犯|援引|[据照按依])$")
_BY_LAW = re.compile(r"(?:根据|依据|依照|按照|违反|触犯|援引)$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_AGREED = re.compile(r"(?:的|之|所)?(?:约定|合同|协议)")
_SAYS = re.compile(r"规定|的|、|,|和|。|\)|所|中|明确|要求|:|“|;|及|$|列|款|项")
_FAR, _NEAR = 60, 3
"""How many characters a number may be from the name of its law, and how many passages from a citation of it."""
_SENTENCE = re.compile(r"[。;!?！？]")


Quoting = Callable[[Sequence[Citation], Sequence[Plain], Sequence[str]], Sequence[Citation]]


def citations(
    passages: Sequence[str], names: LawNames, quoting: Quoting | None = None, settings: Sequence[Setting] = ()
) -> Iterator[Citation]:
    """The citations of Chinese law in a document, in its order: one for each provision of a list, and for each end of a
    range. `passages` are its paragraphs, cells, lines; `quoting` puts to the citations of one what is quoted there;
    `settings` say where each stands."""
    texts = [plain(passage) for passage in passages]
    known = DocumentNames(names, document_names.definitions(texts, names))
    has_articles = _has_articles(passages, texts, names)
    alone = [known.alone(text.text) for text in texts]
    context = Context(mappings=_mappings(alone, settings))
    is_here, abroad = english.speaks_of_here(texts), list[tuple[int, bool]]()
    for number, text in enumerate(texts):
        # Article 21 after 网络安全法 is both: it is of the law right before it, else as it is read in English.
        setting = settings[number] if settings else PLAIN_TEXT
        enter(number, text.text, known, context, setting, alone[number])
        in_chinese = tuple(_in_passage(number, text, known, context, has_articles))
        if setting.level:
            abroad = [above for above in abroad if above[0] < setting.level]
            abroad.append((setting.level, english.is_abroad(text.text)))
        in_english = tuple(english.citations(number, text, names, is_here, any(other for _, other in abroad)))
        read = {place: entry.start for entry in in_english for place in entry.digits}
        named = {place for entry in in_chinese for place in entry.digits if entry.start < read.get(place, 0)}
        both = [c for c in in_chinese if named.issuperset(read.keys() & c.digits)]
        both += [entry for entry in in_english if named.isdisjoint(entry.digits)]
        entries = sorted(both, key=lambda entry: entry.start)
        if entries:
            yield from _in_original(passages, quoting(entries, texts, passages) if quoting else entries, texts)


def _mappings(alone: Sequence[tuple[Law | None, bool]], settings: Sequence[Setting]) -> dict[object, Law]:
    """The law of each row of a table, and of each mapping of YAML and JSON, that names one, which may stand behind the
    number; in the first row laws head the columns."""
    found: dict[object, set[Law]] = {}
    for (law, _), setting in zip(alone, settings, strict=False):
        if law and setting.row:
            found.setdefault(setting.row, set()).add(law)
    return {row: one for row, (one, *others) in found.items() if not others}


def _in_passage(
    number: int, passage: Plain, known: DocumentNames, context: Context, has_articles: bool
) -> Iterator[Citation]:
    """The citations of a passage; their characters are those of its plain text."""
    text, done = passage.text, 0
    for match in _START.finditer(text):
        start = match.start()
        if start < done:
            continue
        if match["title"]:
            titled = known.title_at(text, start, context.laws)
            if titled is not None:
                context.law, context.place, context.passage, context.end = titled.law, None, number, titled.end
            continue
        if match["back"]:
            yield from _back(match, number, text, context)
            continue
        items = run(text, start, context.place)
        if not items:
            continue
        first = items[0]
        called = known.before(text, start, context.laws[1:] or context.laws)
        if match["bare"] and (called is None or called.law is None):
            continue
        relative = first.digits[0][0] not in "条附"
        done = items[-1].end
        if called is not None and text[called.start] == "本" and context.passage != number:
            continue  # 本法 is what is quoted, whose name comes later
        if called is None and not relative:
            since = context.end if context.passage == number else 0
            if (mentioned := known.mentioned(text, max(since, start - _FAR), start)) is not None:
                context.law, context.place, context.version = mentioned, None, VersionHint()
                context.passage, context.end = number, start
        heading = context.heading if context.passage != number or context.law is None else None
        if called is None:
            if relative and not _goes_on(text, start, done, number, context):
                continue
            if not relative and not _carries(text, start, done, number, context, has_articles):
                if is_own(text, start):
                    context.law = None
                elif not (has_articles or context.is_other or context.heading) and _is_of_some_law(text, start, done):
                    yield from _cited(number, text, Law("", ()), NOTHING, items, start)
                continue
        elif called.law is None:
            context.law, context.is_other = None, True  # what follows without a name is of a contract, a foreign law
            continue
        law = called.law if called else (context.owner if _opens(text, start) else None) or context.law
        if called is None and heading is not None:
            law, context.version = heading.law, heading.version
        if law is None or any(item.place.article is None and item.place.annex is None for item in items):
            continue
        own = version_hint.bracket_hint(text, done) or version_hint.before(text, start, called.end if called else 0)
        version = called.version if called and called.named else context.version
        opening = called.start if called else start
        yield from _cited(number, text, law, own or version, items, opening)
        context.law, context.place, context.passage, context.end = law, items[-1].place, number, done
        context.version, context.is_other = version, False


def _cited(
    number: int, text: str, law: Law, version: VersionHint, items: Sequence[Numbered], opening: int
) -> Iterator[Citation]:
    places = tuple(item.place for item in items)
    context, end = sentence(text, opening, items[-1].end), items[-1].end
    of_law = text[opening : end + _BEHIND] if text[opening] == "本" and len(text) > end else ""
    for index, item in enumerate(items):
        start = opening if index == 0 else item.start
        others = places[:index] + places[index + 1 :]
        cited = text[start : item.end]
        found = number, start, item.end, cited, law, item.place, item.digits, version, (), others, context, of_law
        after = places[index - 1].article if item.ends_range and index else None
        yield Citation(*found, ends_range=item.ends_range, english=item.english, after=after)


def _back(match: re.Match[str], number: int, text: str, context: Context) -> Iterator[Citation]:
    """前款 and 前款第三项 after a citation in the same passage: the place that was cited."""
    place = context.place
    if match["back"] != "前款" or context.law is None or place is None or context.passage != number:
        return
    if place.paragraph is None or not match["back_point"]:
        return
    point = run(text, match.start("back_point"), replace(place, point=None, indent=None))
    if point:
        start, end = match.start(), point[0].end
        where = sentence(text, start, end)
        quoted = text[start:end]
        yield Citation(number, start, end, quoted, context.law, point[0].place, version=context.version, context=where)


def _goes_on(text: str, start: int, end: int, number: int, context: Context) -> bool:
    """Whether 第二款 alone says more of a citation in the same sentence."""
    if context.law is None or context.place is None or context.passage != number or not _SAYS.match(text, end):
        return False
    between = text[context.end : start]
    other = is_own(text, start) or between.endswith(("见", "表", "清单"))  # 见第9项: of a list
    return (between == "。其" or not _SENTENCE.search(between)) and not other and len(between) < 120


def _carries(text: str, start: int, end: int, number: int, context: Context, has_articles: bool) -> bool:
    """Whether 第五条 without a law is one of the law that was cited last."""
    heading = context.heading
    if (context.law or context.owner or heading) is None or _AGREED.match(text, end) or is_own(text, start):
        return False
    if counts(text, end) and not (heading and _opens(text, start)):
        return False
    if _HAN.match(text[start - 1 : start]) and not _TRIGGER.search(text, max(0, start - 4), start):
        return False
    if context.passage == number:
        between = text[context.end : start]
        joined = len(between) < 12 and context.place is not None and not _SENTENCE.search(between)
        return joined or not has_articles
    version = version_hint.before(text, start)
    if heading is not None:
        return heading.law is not None and (_opens(text, start) or _is_of_some_law(text, start, end))
    if number - context.passage > _NEAR or (version is not None and version.year):
        return False  # 2016年文本为第六十九条 alone may be of any law
    is_led = _opens(text, start) or _LED.search(text, max(0, start - 4), start) is not None
    return is_led and (context.owner is not None or not has_articles)


def _is_of_some_law(text: str, start: int, end: int) -> bool:
    """Whether words say that a number is one of a law, though not of which."""
    led = _BY_LAW.search(text, max(0, start - 4), start) or text[start - 1 : start] + text[end : end + 1] == "()"
    said = led or "款" in text[start:end] or text.startswith("规定", end)
    return not counts(text, end) and bool(said) and not _AGREED.match(text, end) and not is_own(text, start)


def _opens(text: str, start: int) -> bool:
    """Whether a passage begins here, behind its marks and what it is about."""
    opening = _MARKUP.match(text)
    at = opening.end() if opening else 0
    label = _LABEL.match(text, at)
    return start in (at, label.end() if label else at)


def _has_articles(passages: Sequence[str], texts: Sequence[Plain], names: LawNames) -> bool:
    """Whether a document has articles of its own, as contracts and policies have, though it be a part of one."""
    headings, spaced = set[int | None](), set[int]()
    before, last, of_law = "", 0, False
    for passage, text in zip(passages, texts, strict=True):
        opening = _MARKUP.match(text.text)
        match = _HEADING.match(text.text, opening.end() if opening else 0)
        headings |= {item.place.article for item in (run(match[0], 0) if match else ())}
        for within in _HEADING_WITHIN.finditer(passage):
            before = plain(passage[max(0, within.start() - 80) : within.start()]).text.strip("#>-") or before
            article = next((item.place.article for item in run(plain(within["number"]).text, 0)), None) or 0
            title = before.rstrip("》:")
            of_law = names.ending_at(title, len(title)) is not None or (of_law and article > last)
            last = article
            spaced |= set() if of_law else {article}
        before = text.text
    return {1, 2} <= headings or any(number + 1 in spaced for number in spaced)


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around characters [start, end), of which those are left out."""
    before = _nearest(_SENTENCE.split(text[max(0, start - 200) : start])[-1], -1)
    return f"{before} {_nearest(_SENTENCE.split(text[end : end + 200])[0], 0)}"


def _nearest(clause: str, side: int) -> str:
    """The words up to the next citation, where they are enough to say what this one is about."""
    near = _NUMBER.split(clause)[side]
    return near if len(near) >= _ENOUGH else clause


def _in_original(passages: Sequence[str], entries: Sequence[Citation], texts: Sequence[Plain]) -> Iterator[Citation]:
    """The same with the characters of the passages themselves."""
    for entry in entries:
        text = texts[entry.passage]
        start, end = text.span(entry.start, entry.end)
        digits = tuple((level, *text.span(first, last)) for level, first, last in entry.digits)
        yield replace(entry, start=start, end=end, text=passages[entry.passage][start:end], digits=digits)
