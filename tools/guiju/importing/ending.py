"""Where a law ends: its annexes, the lines that close it, and what a page has after it."""

import re
from collections.abc import Sequence
from datetime import date

from guiju.files.folding import without_spaces
from guiju.importing import front, outline, title
from guiju.importing.line import TextLine
from guiju.importing.wrapping import ENDS
from guiju.places import printed_label as label
from guiju.places.document_kinds import pattern

_COMMENCES = re.compile("日起?(?:正式)?(?:施行|生效|实施|执行)|之日起?(?:施行|生效)")
_OF_THE_LAW = re.compile(f"施行|废止|为准|负责解释|本{pattern('pointed', 'own')}")
_NOISE = re.compile(
    r"责任编辑|^(?:信息|文章|稿件|本文)?来源[：:]|上一篇|下一篇|打印本页|关闭窗口|返回顶部|分享到|版权所有|转载请|扫一扫|https?://"
    r"|网站地图|ICP备|^相关(?:法条|法律|链接|阅读)"
)
_SHORT = 40
_LATE = ("表", "图案", "图样", "说明", "名单", "目录", "清单")


def annexes(lines: Sequence[TextLine]) -> tuple[Sequence[TextLine], list[Sequence[TextLine]]]:
    """The lines of the law itself, and those of each annex. A heading over the next article is no annex."""
    articles = [found if found and not found.cites else None for found in (label.article(line.text) for line in lines)]
    due: list[int | None] = [None]  # the number of the next article, from each line on
    for found in reversed(articles):
        due.append(found.number if found is not None else due[-1])
    starts: list[int] = []
    last, commenced = 0, False
    for at, (line, found, following) in enumerate(zip(lines, articles, reversed(due[1:]), strict=True)):
        if found is not None and not starts:
            last, commenced = found.number, False
        commenced = commenced or _says_when(line.text)
        late = commenced and at - 1 not in starts[-1:] and _is_late_title(line)
        heading = title.is_annex(line) or _is_other_heading(line) or late
        if at and last and heading and (following != last + 1 or starts):
            starts.append(at)
    ends = [*starts[1:], len(lines)] if starts else []
    return lines[: starts[0]] if starts else lines, [lines[s:e] for s, e in zip(starts, ends, strict=True)]


def _is_other_heading(line: TextLine) -> bool:
    """A heading that numbers nothing, such as that of a table of rates."""
    text = line.text
    named = label.division(text) or label.article(text) or label.enumerated(text)
    return line.level > 0 and not named and without_spaces(text) not in outline.HEADINGS


def _is_late_title(line: TextLine) -> bool:
    """样本税率表一（综合所得适用）, after the article on commencement."""
    text = line.text.partition("（")[0].rstrip("一二三四五六七八九十 　")
    short = 2 < len(line.text) <= _SHORT and not line.row and label.division(line.text) is None
    return short and text.endswith(_LATE) and line.text[-1] not in "。；：，"


def tail(
    lines: Sequence[TextLine], itemized: bool, spliced: bool
) -> tuple[Sequence[TextLine], Sequence[TextLine], Sequence[TextLine]]:
    """The lines of the articles, those that close the law (a date, a signature), and those that are not part of it.
    In a text that is `spliced` into another, what follows the commencement and does not speak of the law is foreign."""
    numbered = [at for at, line in enumerate(lines) if _is_numbered(line, itemized)]
    if not numbered:
        return lines, (), ()
    last = numbered[-1]
    # Under the last article, where it does not say when the law commences, only what no law has is foreign.
    commences = next((at for at in range(last, len(lines)) if _says_when(lines[at].text)), None)
    end = len(lines)
    start = (last if commences is None else commences) + 1
    if start < end:
        while start < end and not _is_foreign(lines[start], spliced and commences is not None):
            start += 1
        if not any(label.division(line.text) for line in lines[start:]):
            end = start
    after = lines[end:]
    closing = end
    while closing > last + 1 and _closes(lines[closing - 1]):
        closing -= 1
    return lines[:closing], lines[closing:end], after


def _is_numbered(line: TextLine, itemized: bool) -> bool:
    found = label.enumerated(line.text) if itemized else label.article(line.text)
    return found is not None and not found.cites and (not itemized or found.kind == "item")


def _says_when(text: str) -> bool:
    return front.commencement(text, date.min) is not None or _COMMENCES.search(text) is not None


def _is_foreign(line: TextLine, spliced: bool) -> bool:
    if _NOISE.search(line.text):
        return True
    return spliced and not (line.row or _closes(line) or label.enumerated(line.text) or _OF_THE_LAW.search(line.text))


def _closes(line: TextLine) -> bool:
    text = line.text
    return (
        len(text) <= _SHORT
        and text[-1] not in ENDS.replace("）", "").replace(")", "")
        and not (line.row or label.article(text) or label.enumerated(text) or label.division(text))
    )
