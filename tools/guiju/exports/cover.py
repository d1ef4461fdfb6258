"""The front of a checklist: for whom, of which day, from which data, how its rules stand, and what it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guiju import excerpt
from guiju.checklist import Checklist
from guiju.exports.fields import joined, shown
from guiju.labels import NOT_LEGAL_ADVICE, UNOFFICIAL
from guiju.model import Bilingual, Regulation
from guiju.penalties.search import legend
from guiju.standing import Standing, standing
from guiju.successors import successors

_TITLE = Bilingual("合规检查清单", "Compliance checklist")
_ALL_TOPICS = Bilingual("全部", "all")
_LANGUAGE = Bilingual("中文", "English")
_COUNTS = Bilingual(
    "{total} 条，其中 {duties} 条须评估，{others} 条供参考（职权、可以、鼓励）",
    "{total}, of which {duties} to be assessed and {others} for information (powers, permissions, recommendations)",
)
_HISTORICAL = Bilingual(
    "，{count} 条历史参考（已被后法取代，不计入）", ", and {count} historical (displaced by a later rule, not counted)"
)
HEADINGS = {
    "in_place": Bilingual("取代旧规定的法律", "Law in place of displaced provisions"),
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
    "standing": Bilingual("各法规的效力", "How the rules stand"),
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
    listed = [rule for rule in checklist.regulations if rule.id not in left_out]
    types = dict.fromkeys(rule.document_type for rule in listed)
    unofficial = (UNOFFICIAL[lang],) if lang == "en" else ()
    disclaimers = (NOT_LEGAL_ADVICE[lang], *unofficial, *(text[lang] for text in _DISCLAIMERS))
    searched = tuple(map(shown, legend(corpus, lang))) if checklist.unpunished else ()
    return Cover(
        title=_TITLE[lang],
        in_place=tuple(shown(words[lang]) for words in _in_place(checklist)),
        facts=tuple((HEADINGS[key][lang], shown(text)) for key, text in _facts(checklist)),
        disclaimers=disclaimers,
        searched=searched,
        rules=tuple(_rule(checklist, rule, standing(rule, checklist.as_of)) for rule in listed),
        document_types=tuple(
            (shown(entry.label[lang]), tuple(shown(effect[lang]) for effect in entry.effects))
            for entry in corpus.vocabulary.document_types
            if entry.id in types
        ),
        skipped=tuple(_rule(checklist, rule, stands) for rule, stands in checklist.skipped),
        notice=("" if lang == "zh" else " ").join(disclaimers),
        foot=_foot(checklist),
    )


def _in_place(checklist: Checklist) -> Iterator[Bilingual]:
    """Each rule in place of displaced lines, then any other that is here in part and has lines."""
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


def _rule(checklist: Checklist, rule: Regulation, stands: Standing) -> RuleOnCover:
    kind = checklist.corpus.label("document_types", rule.document_type)
    lang, listing = checklist.lang, rule.force.listing
    texts = [rule.force.note, *([listing.caution, listing.source] if listing else [])]
    note = ("" if lang == "zh" else " ").join(text[lang] for text in texts)
    return RuleOnCover(shown(rule.title[lang]), shown(kind[lang]), shown(stands.words[lang]), shown(note))
