"""What a checklist says about one line, field by field, in the reader's language. The exports lay the fields out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from guiju.law.labels import COLON, NO_PENALTY, label
from guiju.law.text import citation
from guiju.model import BearerConsequence, Bilingual, Bound, Corpus, Displacement, Lang
from guiju.reasoning.checklist import Checklist, Line

_TIME_UNITS = ("day", "working_day", "month", "year")


@dataclass(frozen=True)
class Field:
    """One field of a line. `read` gives its texts: none, one, or several (steps, items)."""

    key: str
    heading: Bilingual
    read: Callable[[Checklist, Line], Iterable[str]]


# Where a line comes from: the same for many lines, so that pages for reading give it little room.
SOURCE = ("rule", "document_type", "state", "topics", "id")
SOURCE_HEADING = Bilingual("出处", "Source")

HISTORY = Bilingual("历史参考：已被后法取代，不计入", "historical: displaced by a later rule, not counted")
_WORDS_OF = Bilingual("按{year}年文字评估", "on the words of {year}")
_BECAME = Bilingual("在{year}年规定中{change}", "{change} in the {year} rule")
_SEE = Bilingual("见{places}", "see {places}")
_NOT_COVERED = Bilingual("{year}年规定：未涵盖", "{year} rule: not covered")


def texts(checklist: Checklist, line: Line) -> Mapping[str, tuple[str, ...]]:
    """The texts of a line by field; an empty tuple where it has none."""
    return {f.key: tuple(shown(text) for text in f.read(checklist, line)) for f in FIELDS}


def displacement(line: Line) -> Displacement | None:
    """What became of the line in a later rule, once that rule has come into force."""
    later_on = line.standing.displaced_from is None and line.regulation.force.displaced_where_inconsistent_from
    return None if later_on else line.obligation.displaced_by


def later_rule(c: Checklist, line: Line) -> str | None:
    """Where a later rule displaces the line on that day: on which words its verdict rests, and what became of it there.

    "on the words of 2015; widened in the 2022 rule (see art. 6; content and number seen)". None for any other line.
    """
    displaced = displacement(line)
    if displaced is None or not line.standing.displaced:
        return None
    words = _WORDS_OF[c.lang].format(year=line.regulation.promulgated.year)
    return ("；" if c.lang == "zh" else "; ").join((words, in_later_rule(c.corpus, displaced, c.lang)))


def in_later_rule(corpus: Corpus, displaced: Displacement, lang: Lang) -> str:
    """What became of a duty in the later rule: "widened in the 2022 rule (see art. 6; content and number seen)"."""
    later = corpus.regulations.get(displaced.regulation)
    year = later.promulgated.year if later else displaced.regulation
    if displaced.change == "not_covered":
        return _NOT_COVERED[lang].format(year=year)
    became = _BECAME[lang].format(change=label(displaced.change, lang), year=year)
    places = joined((citation.label(later, p, lang) if later else p for p in displaced.places), lang)
    remarks = [_SEE[lang].format(places=places)] if places else []
    return _bracketed(became, _stated([*remarks, label(displaced.certainty, lang)], None, lang), lang)


# Controls, breaks of lines and paragraphs, what turns the direction of text or has no width (joiners aside, which words and emoji need), halves of characters, and what is no character: U+FDD0–FDEF, the last two of each plane.
_UNSHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def shown(text: str) -> str:
    """A text fit for one line of any format: a control, a line break or half a character becomes U+FFFD."""
    return text if text.isprintable() else _UNSHOWN.sub("\ufffd", text)


def source(found: Mapping[str, tuple[str, ...]]) -> str:
    """Where a line comes from, in one row: rule, document type, state, topics, id."""
    return " · ".join(text for key in SOURCE for text in found[key])


def joined(texts: Iterable[str], lang: Lang) -> str:
    """Names in a row, as the language writes them."""
    return ("、" if lang == "zh" else ", ").join(texts)


def steps(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Several texts, numbered; a single one as it is."""
    return tuple(f"{n}. {text}" for n, text in enumerate(texts, 1)) if len(texts) > 1 else texts


def _stated(parts: Iterable[str], note: Bilingual | None, lang: Lang) -> str:
    """Parts of one statement set off from each other, and the note that goes with it as a sentence of its own."""
    mark, stop = ("；", "。") if lang == "zh" else ("; ", ". ")
    text = mark.join(parts)
    if note is None:
        return text
    # A note may begin with the very words of the statement; they need not stand twice.
    return note[lang] if note[lang].startswith(text) else text + stop + note[lang]


def _bracketed(text: str, remark: str, lang: Lang) -> str:
    return f"{text}（{remark}）" if lang == "zh" else f"{text} ({remark})"


def _optional(text: Bilingual | None, lang: Lang) -> Iterable[str]:
    return (text[lang],) if text is not None else ()


def _parties(c: Checklist, parties: Iterable[str]) -> Iterable[str]:
    return (c.corpus.label("parties", party)[c.lang] for party in parties)


def _timing(c: Checklist, line: Line) -> Iterable[str]:
    timing = line.obligation.timing
    if timing is None:
        return ()
    deadline = label(f"deadline.{timing.deadline}", c.lang)
    periods = [param.quote for param in line.obligation.params.values() if param.unit in _TIME_UNITS]
    if timing.deadline == "period" and periods:
        deadline = _bracketed(deadline, joined(periods, c.lang), c.lang)
    return (_stated([label(timing.kind, c.lang), deadline], timing.note, c.lang),)


def _method(c: Checklist, line: Line) -> Iterable[str]:
    return (label(line.obligation.method, c.lang),) if line.obligation.method else ()


def _open_words(c: Checklist, line: Line) -> Iterable[str]:
    colon = "：" if c.lang == "zh" else ": "
    return (f"“{open_word.word}”{colon}{open_word.weigh[c.lang]}" for open_word in line.obligation.open_words)


def _automation(c: Checklist, line: Line) -> Iterable[str]:
    automation = line.obligation.automation
    return (_stated([label(automation.level, c.lang)], automation.reason, c.lang),) if automation else ()


def _consequence(c: Checklist, line: Line) -> Iterable[str]:
    """One text for each group of bearers; where there are several, each begins with who they are."""
    groups = c.consequences(line)
    for group in groups:
        stated = _stated([_led(c, group)], group.note, c.lang)
        bearers = joined(_parties(c, (b for b in group.bearers if b in c.parties)), c.lang)
        yield f"{bearers}{COLON[c.lang]}{stated}" if len(groups) > 1 else stated


def _led(c: Checklist, group: BearerConsequence) -> str:
    if group.route == "none_found":
        return NO_PENALTY[c.lang]
    on_the_day = [p for p in group.provisions if _was_law(c, p)] or group.provisions
    return label(group.route, c.lang) + COLON[c.lang] + joined((_place(c, p) for p in on_the_day), c.lang)


def _was_law(c: Checklist, global_id: str) -> bool:
    """Whether the provision may have been law on the day: some number of it may be of that day, or nothing is known of its numbers."""
    provision = c.corpus.provision(global_id)
    return provision is None or any(_at(c.as_of, n.from_, n.until) for n in provision.numbers)


def _place(c: Checklist, global_id: str) -> str:
    """A provision or place in another rule: with the rule's short title, and its number on the day, where they are known."""
    rule, _, inner = global_id.partition("#")
    regulation = c.corpus.regulations.get(rule)
    if regulation is None:
        return global_id
    name, gap = regulation.short_title[c.lang], "" if c.lang == "zh" else " "
    for provision in regulation.provisions:
        if provision.id == inner:
            numbers = (citation.numbered(n, c.lang) for n in provision.numbers if _at(c.as_of, n.from_, n.until))
            cited = gap.join((name, *numbers))
            return _bracketed(f"{cited} {provision.title[c.lang]}", label(provision.verification, c.lang), c.lang)
    place = citation.label(regulation, inner, c.lang)
    return f"{name}{gap}{place}" if place != inner else _bracketed(name, global_id, c.lang)


def _at(day: date, first: Bound, until: Bound | None) -> bool:
    """Whether the day may lie in [first, until): an unknown bound excludes nothing."""
    begun = not isinstance(first, date) or first <= day
    return begun and not (isinstance(until, date) and until <= day)


def _overlaps(c: Checklist, line: Line) -> Iterable[str]:
    for other in line.obligation.overlaps:
        found = c.corpus.obligation(other)
        if found is None:
            yield other
        else:
            regulation, obligation = found
            place = _place(c, f"{regulation.id}#{obligation.eId}")
            yield f"{place} {obligation.title[c.lang]}"


def _displacement(c: Checklist, line: Line) -> Iterable[str]:
    displaced = displacement(line)
    if displaced is None:
        return ()
    later = c.corpus.regulations.get(displaced.regulation)
    name = later.short_title[c.lang] if later else displaced.regulation
    places = joined((citation.label(later, p, c.lang) if later else p for p in displaced.places), c.lang)
    where = name + places if c.lang == "zh" else " ".join(filter(None, (name, places)))
    certainty = _bracketed(label(displaced.change, c.lang), label(displaced.certainty, c.lang), c.lang)
    colon = "：" if c.lang == "zh" else ": "
    return (_stated([where + colon + certainty], displaced.note, c.lang),)


def _topics(c: Checklist, line: Line) -> Iterable[str]:
    return (joined((c.corpus.label("topics", topic)[c.lang] for topic in line.obligation.topics), c.lang),)


# In the order in which a reviewer reads them.
FIELDS = (
    Field("cited", Bilingual("条款", "Place"), lambda c, line: [line.cited(c.lang)]),
    Field("title", Bilingual("要求", "Requirement"), lambda c, line: [line.obligation.title[c.lang]]),
    Field("modality", Bilingual("性质", "Modality"), lambda c, line: [label(line.obligation.modality, c.lang)]),
    Field("bearers", Bilingual("主体", "Bearers"), lambda c, line: [joined(_parties(c, line.bearers), c.lang)]),
    Field("counterparty", Bilingual("相对方", "Counterparty"), lambda c, line: _parties(c, filter(None, [line.obligation.counterparty]))),
    Field("quotation", Bilingual("原文引文", "Quotation (Chinese text)"), lambda c, line: ["…".join(line.obligation.quote)]),
    Field("condition", Bilingual("适用条件", "Condition"), lambda c, line: _optional(line.obligation.condition, c.lang)),
    Field("summary", Bilingual("应做什么", "What to do"), lambda c, line: [line.obligation.summary[c.lang]]),
    Field("timing", Bilingual("时间要求", "Timing"), _timing),
    Field("method", Bilingual("检查方法", "Method"), _method),
    Field("review", Bilingual("审查步骤", "Review steps"), lambda c, line: [step[c.lang] for step in line.review]),
    Field("evidence", Bilingual("证据", "Evidence"), lambda c, line: [item[c.lang] for item in line.evidence]),
    Field("open_words", Bilingual("开放用语及考量", "Open words, and what to weigh"), _open_words),
    Field("automation", Bilingual("机器判定", "Automation"), _automation),
    Field("consequence", Bilingual("违反的后果", "Consequence of a breach"), _consequence),
    Field("overlaps", Bilingual("同一控制措施可兼顾", "One control may also serve"), _overlaps),
    Field("displacement", Bilingual("与后法的关系", "In the later rule"), _displacement),
    Field("rule", Bilingual("法规", "Rule"), lambda c, line: [line.regulation.title[c.lang]]),
    Field("document_type", Bilingual("文件类别", "Document type"), lambda c, line: [c.corpus.label("document_types", line.regulation.document_type)[c.lang]]),
    Field("state", Bilingual("时效", "State"), lambda c, line: [HISTORY[c.lang]] if line.standing.displaced else []),
    Field("topics", Bilingual("主题", "Topics"), _topics),
    Field("id", Bilingual("编号", "Id"), lambda c, line: [line.id]),
)  # fmt: skip
