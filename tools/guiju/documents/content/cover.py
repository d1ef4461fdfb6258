"""The front of a checklist: for whom, of which day, from which data, how its rules stand, and what it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guiju.documents.content.fields import joined, shown
from guiju.documents.penalties.search import legend
from guiju.law import excerpt
from guiju.law.labels import NOT_LEGAL_ADVICE, UNOFFICIAL, day_in_words
from guiju.model import Bilingual, Regulation
from guiju.reasoning.checklist import Checklist
from guiju.reasoning.standing import Standing, standing
from guiju.reasoning.successors import successors

_TITLE = Bilingual("合规检查清单", "Compliance checklist")
_ALL_TOPICS = Bilingual("全部", "all")
_LANGUAGE = Bilingual("中文", "English")
_COUNTS = Bilingual(
    "{total} 项，其中 {duties} 项须评估，{others} 项供参考（职权、可以、鼓励）",
    "{total}, of which {duties} to be assessed and {others} for information (powers, permissions, recommendations)",
)
_HISTORICAL = Bilingual(
    "，{count} 项历史参考（已被后法取代，不计入）", ", and {count} historical (displaced by a later rule, not counted)"
)
HEADINGS = {
    "in_place": Bilingual("重要提示", "Read this first"),
    "scope": Bilingual("范围", "Scope"),
    "roles": Bilingual("角色", "Roles"),
    "rules": Bilingual("法规", "Rules"),
    "topics": Bilingual("主题", "Topics"),
    "as_of": Bilingual("截至日期", "As of"),
    "lines": Bilingual("条目", "Lines"),
    "language": Bilingual("语言", "Language"),
    "data_version": Bilingual("数据版本", "Data version"),
    "content_hash": Bilingual("内容哈希", "Content hash"),
    "disclaimers": Bilingual("声明", "Disclaimers"),
    "standing": Bilingual("各法规的效力", "Status of the rules"),
    "document_types": Bilingual("文件类别及其效力", "Document types and their effects"),
    "skipped": Bilingual("当日不适用、未列入的法规", "Rules that did not apply on that day and are left out"),
}
_DISCLAIMERS = (
    Bilingual(
        "各条要求、步骤和证据是本数据的解读，不是条文；条文以“原文引文”为准。",
        "Requirements, steps and evidence are this data's reading, not the law; the quotation is the law.",
    ),
    Bilingual(
        "“待核实”不等于符合。自述符合未经核验；不符合在复核之前只是疑似不符合。",
        "To be verified does not count as met. Met on a declaration is unverified; not met is an apparent gap until it is reviewed.",
    ),
)


_NO_LINES = Bilingual(
    "{day}，所选法规对所选角色和主题没有任何规定。本清单没有条目。",
    "On {day} the chosen rules have nothing for these roles and topics: this checklist is empty.",
)
_LISTING_ABOVE = Bilingual("目录清单的来源和限度同上。", "On the listing, see above.")


@dataclass(frozen=True)
class RuleOnCover:
    """A rule as the cover shows it: its title, its document type, how it stands on the day, and on what that rests."""

    title: str
    document_type: str
    standing: str
    note: str


@dataclass(frozen=True)
class Cover:
    """The cover in the reader's language. `facts` are (heading, text); `document_types` are (name, effects).

    `in_place` says of the law in place of displaced lines what is covered and what is not, and which rule is here in part only: it comes first.
    `notice` is all disclaimers in a row; `searched` says in which laws penalties were looked for, where none was found for a line; `foot` is one line for the head or foot of a page: day, data version, not legal
    advice.
    """

    title: str
    in_place: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    disclaimers: tuple[str, ...]
    searched: tuple[str, ...]
    rules: tuple[RuleOnCover, ...]
    document_types: tuple[tuple[str, tuple[str, ...]], ...]
    skipped: tuple[RuleOnCover, ...]
    notice: str
    foot: str


def cover(checklist: Checklist) -> Cover:
    """The cover of a checklist."""
    lang, corpus = checklist.lang, checklist.corpus
    left_out = {rule.id for rule, _ in checklist.skipped}
    in_force = [rule for rule in checklist.regulations if rule.id not in left_out]
    with_lines = {line.regulation.id for line in checklist.lines}
    listed = [rule for rule in in_force if rule.id in with_lines] or in_force
    types = dict.fromkeys(rule.document_type for rule in listed)
    unofficial = (UNOFFICIAL[lang],) if lang == "en" else ()
    disclaimers = (NOT_LEGAL_ADVICE[lang], *unofficial, *(text[lang] for text in _DISCLAIMERS))
    searched = tuple(map(shown, legend(corpus, lang))) if checklist.unpunished else ()
    standings = [(rule, standing(rule, checklist.as_of)) for rule in listed]
    on_cover = list(_rules_on_cover(checklist, [*standings, *checklist.skipped]))
    return Cover(
        title=_TITLE[lang],
        in_place=tuple(shown(words[lang]) for words in law_in_place(checklist)),
        facts=tuple((HEADINGS[key][lang], shown(text)) for key, text in _facts(checklist)),
        disclaimers=disclaimers,
        searched=searched,
        rules=tuple(on_cover[: len(listed)]),
        document_types=tuple(
            (shown(entry.label[lang]), tuple(shown(effect[lang]) for effect in entry.effects))
            for entry in corpus.vocabulary.document_types
            if entry.id in types
        ),
        skipped=tuple(on_cover[len(listed) :]),
        notice=("" if lang == "zh" else " ").join(disclaimers),
        foot=_foot(checklist),
    )


def law_in_place(checklist: Checklist) -> Iterator[Bilingual]:
    """That nothing is listed; else each rule in place of displaced lines, then any other that is here in part and has lines."""
    if not checklist.lines:
        day = day_in_words(checklist.as_of)
        yield Bilingual(_NO_LINES.zh.format(day=day.zh), _NO_LINES.en.format(day=day.en))
    found = successors(checklist)
    yield from (successor.words for successor in found)
    told = {successor.rule.id for successor in found}
    listed = {line.regulation.id: line.regulation for line in checklist.lines}
    yield from (excerpt.notice(rule) for rule in excerpt.in_part(listed.values()) if rule.id not in told)


def _foot(checklist: Checklist) -> str:
    lang = checklist.lang
    day = f"{HEADINGS['as_of'][lang]} {checklist.as_of.isoformat()}"
    version = f"{HEADINGS['data_version'][lang]} {checklist.corpus.data_version}"
    return " · ".join((day, version, NOT_LEGAL_ADVICE[lang]))


def _facts(checklist: Checklist) -> Iterator[tuple[str, str]]:
    lang, corpus = checklist.lang, checklist.corpus
    duties, history = sum(line.assessable for line in checklist.lines), len(checklist.historical)
    total = len(checklist.lines)
    count = _COUNTS[lang].format(total=total, duties=duties, others=total - duties - history)
    count += _HISTORICAL[lang].format(count=history) if history else ""
    yield "roles", joined((role.label[lang] for role in checklist.roles), lang)
    yield "rules", joined((rule.title[lang] for rule in checklist.regulations), lang)
    topics = [corpus.label("topics", topic)[lang] for topic in checklist.topics]
    yield "topics", joined(topics, lang) or _ALL_TOPICS[lang]
    yield "as_of", checklist.as_of.isoformat()
    yield "lines", count
    yield "language", _LANGUAGE[lang]
    yield "data_version", corpus.data_version
    yield "content_hash", checklist.content_hash


def _rules_on_cover(checklist: Checklist, standings: Iterable[tuple[Regulation, Standing]]) -> Iterator[RuleOnCover]:
    """The rules in order; where several are listed in one index, only the first explains it."""
    lang, explained = checklist.lang, set()
    for rule, stands in standings:
        kind = checklist.corpus.label("document_types", rule.document_type)
        texts = [rule.force.note]
        if listing := rule.force.listing:
            told = (listing.caution, listing.source)
            texts += [_LISTING_ABOVE] if told in explained else told
            explained.add(told)
        note = ("" if lang == "zh" else " ").join(text[lang] for text in texts)
        yield RuleOnCover(shown(rule.title[lang]), shown(kind[lang]), shown(stands.words[lang]), shown(note))
