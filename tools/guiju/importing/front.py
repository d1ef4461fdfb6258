"""The text before and after the articles: title, history, number, issuer, commencement, repeals."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from guiju.files.bundled import packaged
from guiju.files.folding import without_spaces
from guiju.importing.dates import days
from guiju.importing.line import TextLine
from guiju.model import AMENDMENTS, HistoryEvent, HistoryKind

_DATA = packaged(__file__)
_EVENTS: Mapping[str, HistoryKind] = _DATA["events"]
_NEXT_BEGINS = re.compile(r"(?<![\s，,])[\s，,]*(?:现予公布[，,]?)?(?:自|根据|并?于)$")
_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔［\[（(]\s*\d{4}\s*[〕］\])）]\s*(?:第\s*)?\d{1,5}\s*号"
    r"|(?<=令)\s*[（(]?第\s*[0-9０-９一二三四五六七八九十百零〇]{1,8}\s*号"
)
_COMMENCES = re.compile(r"(?:自|于|从)(?P<day>[^。；;，,]{4,20}?)(?:起)?(?:正式)?(?:施行|生效|实施|执行|试行)")
_ON_PROMULGATION = re.compile(r"自?(?:公布|发布|颁布|印发|通过)之?日起?(?:施行|生效|实施|执行|试行)")
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》(?:[（(][^（）()]{0,60}[）)])?")
_JOINED = re.compile(
    r"(?:[、，和及与]|以及)?(?:[^《》。；，]{0,50}(?:发布|公布|颁布|通过|批准|印发|制定|施行|修订)的)?"
)
_REPEALED = re.compile(
    r"[，,]?(?:自[^，。；;《》起时]{2,40}[起时]起?|[即同]时|即行|即|予以|一并|相应|现|均|也|都)*(?:废止|失效|停止执行)"
)
_ISSUERS: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (name, re.compile(pattern)) for name, pattern in _DATA["issuers"].items()
)
_AROUND = " \t\xa0\u2002\u2003\u3000（）()，。；,;"
_OF_AN_ORDER = re.compile("令[（(]?第[0-9０-９一二三四五六七八九十百零〇]{1,8}号")
# 财政部 国家税务总局关于…的通知
_ON = re.compile(r"((?:[\u4e00-\u9fff]{2,20}[部委会局署院厅室行府办][、\s]*){1,8})关于")
_BODY = re.compile("(?:部|委员会|总局|局|署|院|办公室|人民银行|人民政府|人大常委会)(?=令|公告|决定|第)")


def history(lines: Sequence[TextLine]) -> tuple[HistoryEvent, ...]:
    """The events that the lines under a title name, in their order."""
    events: list[HistoryEvent] = []
    ordered_above = False
    for line in lines:
        mentions = list(days(line.text))
        ends = [*(mention.start for mention in mentions[1:]), len(line.text)][: len(mentions)]
        for mention, end in zip(mentions, ends, strict=True):
            words = _NEXT_BEGINS.sub("", line.text[mention.start : end].rstrip(_AROUND)).strip(_AROUND)
            text = _ON_PROMULGATION.sub("", _QUOTED.sub("", words))
            # An amendment is adopted too; otherwise what comes first is what happened on the day.
            verbs = [
                (0 if event in AMENDMENTS else 1 + text.index(verb), event)
                for verb, event in _EVENTS.items()
                if verb in text
            ]
            ordered = "令" in line.text[: mention.start] or (line.text == words and ordered_above)
            if not verbs:  # 发布日期：2016-11-07
                stated = line.text[: mention.start]
                verbs = [(0, event) for verb, event in _EVENTS.items() if verb in stated and stated[-1] in "：:】 　"]
            if verbs:
                events.append(HistoryEvent(min(verbs)[1], mention.day, words))
            elif ordered:
                events.append(HistoryEvent("promulgated", mention.day, words))
        ordered_above = ordered_above or "令" in line.text or "公布" in line.text
    return tuple(dict.fromkeys(events))


def document_number(lines: Sequence[TextLine]) -> str | None:
    """国发〔2014〕33号; of an order its whole name: 中华人民共和国国务院令第292号."""
    for line, below in zip(lines, [*lines[1:], None][: len(lines)], strict=True):
        text = re.sub(
            r"(?<=[部委局署院室会行办])\s+(?=[\u4e00-\u9fff])", "、", line.text
        )  # several that order together
        text = without_spaces(text)
        if text.endswith("令") and below is not None:
            text += without_spaces(below.text)
        if match := _OF_AN_ORDER.search(text):
            return _before(text, match.start()) + match[0]
        if (match := _NUMBER.search(line.text)) and "《" not in line.text[: match.start()]:
            return without_spaces(re.split("日|发布|公布|印发|颁布", match[0])[-1])
    return None


def _before(text: str, end: int) -> str:
    """The name that ends there, or several of them: Chinese characters behind a day, if one stands before."""
    name = re.split(r"[^\u4e00-\u9fff、]", text[max(0, end - 80) : end])[-1]
    return re.split("日|发布|公布|根据", name)[-1].strip("、")


def issuer(title: str, lines: Sequence[TextLine], number: str | None) -> str | None:
    """Who issued it, as far as the title, the lines under it or its number say."""
    if number and number.count("、") and (match := _OF_AN_ORDER.search(number)):
        return number[: match.start()]
    for line in lines:
        if match := _ON.match(line.text):
            names = re.split(r"[、\s]+", match[1].strip())
            if len(names) > 1:
                return "、".join(names)
    for text in (title, *(f"{number or ''}",), *(line.text for line in lines)):
        unquoted = text if text is title else _QUOTED.sub("", text)
        for name, pattern in _ISSUERS:
            if pattern.search(unquoted) and not (
                text is title and name in ("全国人民代表大会", "国务院") and "关于" not in text
            ):
                return name
        if match := _BODY.search(unquoted):
            return re.sub("第[零一二三四五六七八九十百]+届", "", _before(unquoted, match.start()) + match[0])
    return None


def commencement(text: str, promulgated: date | None) -> date | None:
    """The day from which a text says that it is in force."""
    if _ON_PROMULGATION.search(text):
        return promulgated
    for match in _COMMENCES.finditer(text):
        for mention in days(match["day"]):
            return mention.day
    return None


def repeals(text: str) -> Iterator[str]:
    """The titles of what a text says is repealed: 《…》、《…》同时废止, with nothing else between them and before that.
    《…》中与本法不一致的规定 is not the whole of it."""
    titles: list[str] = []
    end = 0
    for title in _TITLE.finditer(text):
        titles = [*titles, title[1]] if _JOINED.fullmatch(text, end, title.start()) else [title[1]]
        end = title.end()
        if _REPEALED.match(text, end):
            yield from filter(None, titles)
            titles = []


def split_front_matter(lines: Sequence[TextLine], title_end: int) -> tuple[Sequence[TextLine], Sequence[TextLine]]:
    """The lines before the articles: those that only identify the law (title, history, contents), and its preamble,
    the sentences of its own right over article 1."""
    at = len(lines)
    while at > title_end and not identifies(lines[at - 1]):
        at -= 1
    return lines[:at], lines[at:]


def identifies(line: TextLine) -> bool:
    """Whether a line says which law it is (title, days, number, contents), and is no sentence of it."""
    text = line.text
    if without_spaces(text) in ("序言", "前言"):
        return False
    if _is_dated(text) and (len(text) < 160 or text[0] in "（("):
        return True
    return text[-1] not in "。：；:;" and len(text) < 120


def has_words(lines: Sequence[TextLine]) -> bool:
    """Whether there is a sentence among lines, and more than the days of a law and its contents."""
    return any(line.text[-1] in "。：；:;" or not (len(line.text) < 120 or _is_dated(line.text)) for line in lines)


def _is_dated(text: str) -> bool:
    named = re.search(r"通过|修正|修订|公布|发布|施行|印发|批准|颁布", text)
    return named is not None and next(iter(days(text)), None) is not None
