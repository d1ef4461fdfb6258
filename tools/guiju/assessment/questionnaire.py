"""A profile to fill in: every fact that the duties of some roles ask for, as a commented question."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from guiju.assessment.reads import read_by, sources
from guiju.files.bundled import schema
from guiju.law.labels import COLON, COMMA
from guiju.model import Bilingual, Fact, Lang
from guiju.reasoning import facts
from guiju.reasoning.checklist import Checklist, Line

_HEAD = Bilingual(
    "填写方法：去掉一行开头的“# ”，写入值；不知道的留着不填（未提供的事实只会得出待核实，不会算作符合）。列出几个值的，留下一个。rows 里每个对象一块，把 KEY 换成自己的编号；ROLE 写岗位，不写姓名。查过、确认没有的写 none（仅限标有 none 的问题）。",
    "How to fill in: take the '# ' from a line and write the value; leave out what you do not know (a missing fact gives to be verified, never a pass). Of several values keep one. In rows give each thing a block of its own and put its number for KEY; for ROLE write a position, not a name. Write none where you looked and there is none (only where none is offered).",
)
_BASIS = Bilingual(
    "basis：measured 实测 · declared 自述 · inferred 推断 · reported 转述；可加 evidence、date、expires、reviewer。",
    "basis: measured, declared, inferred or reported; evidence, date, expires and reviewer may be added.",
)
_COVERAGE = Bilingual(
    "coverage：rows 里的是全部（all），还是只有一部分（sample，不写时也算一部分）。只有一部分的，能看出不符合，看不出符合；写 all 而没有一行的，就是一件也没有发生。",
    "coverage: whether rows holds them all (all) or a sample (sample, also where it says nothing). A sample can show what is not met, but not that all is; all without a row says that there was none.",
)
_DECLARE = Bilingual(
    "各项义务由人说明：没有可由事实判定的检查的，以及事实还不能判定的。检测所得优先于说明。不适用的，写 reason 和 approver。",
    "What a person says of each duty: of those that no check of facts decides, and of those that facts leave open. A test prevails over it. Not applicable needs a reason and an approver.",
)
_NO_CHECK = Bilingual("（没有事实可判定）", " (no facts decide it)")
REPORT = {
    "entity": "法律主体",
    "services": "所评估的服务",
    "licence_numbers": "许可证号、备案号",
    "scope": "评估了什么",
    "exclusions": "没有评估什么",
    "period_from": "期间的第一天",
    "period_until": "期间结束后的第一天",
    "data_cut_off": "数据的最后一天",
    "prepared_by": "由谁编制（岗位）",
    "reviewed_by": "由谁复核（岗位）",
    "approved_by": "由谁批准（岗位）",
}
"""The report's keys in Chinese; in English the schema describes them."""
_EXAMPLES = {
    "entity": "Example Technology Ltd",
    "services": ["Example Chat"],
    "licence_numbers": ["ICP 00000000"],
    "scope": "all functions for groups",
    "exclusions": "deployments inside one enterprise",
    "prepared_by": "Compliance",
    "reviewed_by": "Legal",
    "approved_by": "Safety board",
}
"""The report's examples in English; those of the schema are Chinese."""
_DISPLACED = Bilingual(
    "{rules}：自 {day} 起，与后法不一致之处以后法为准；各项义务后来怎样，评估结果逐项说明",
    "{rules}: since {day} a later rule prevails where the two are inconsistent; the assessment says of each duty what became of it",
)
_ONLY_FOR = Bilingual("（仅用于{rules}；{day} 起有后法）", " ({rules} only; a later rule since {day})")
_COUNTED = Bilingual(
    "rows 里的是全部的，这一项由 rows 算出，不必填；填了的以所填为准",
    "counted from rows where they are all there; what is written here prevails over the count",
)
_SOURCE = Bilingual("（通常在：{}）", " (usually in: {})")


def questionnaire(checklist: Checklist, schema: str | None = None) -> str:
    """The profile as commented YAML; it is a valid, empty profile as it stands. `schema` is where its JSON Schema lies, for editors."""
    lang = checklist.lang
    asked, reading = facts_asked(checklist), _reading(checklist)
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += [f"# {_HEAD[lang]}", f"# {_BASIS[lang]}", *_displaced(checklist), "report:", *_report(lang), "", "facts:"]
    for fact in asked:
        if fact.entity == "service":
            lines += _question(fact, lang, reading[fact.entity, fact.id], "  ")
    lines += ["", f"# {_COVERAGE[lang]}", "coverage:", *_coverage(checklist, asked), "", "rows:"]
    for entity in checklist.corpus.vocabulary.entities:
        questions = [f for f in asked if f.entity == entity.id and entity.id != "service"]
        if questions:
            lines += [
                f"  # {entity.label[lang]}{COLON[lang]}{entity.description[lang]}",
                f"  # {entity.id}:",
                "  #   KEY:",
            ]
            for fact in questions:
                lines += _question(fact, lang, reading[fact.entity, fact.id], "  #     ")
    return "\n".join([*lines, "", *_declarations(checklist)]) + "\n"


def _displaced(checklist: Checklist) -> Iterator[str]:
    """The rules that a later one displaces on that day."""
    lang = checklist.lang
    rules = ((line.regulation.short_title[lang], line.standing.displaced_from) for line in checklist.lines)
    for rule, day in dict.fromkeys(rules):
        if day is not None:
            yield f"# {_DISPLACED[lang].format(rules=rule, day=day)}"


def _report(lang: Lang) -> Iterator[str]:
    for key, entry in schema("profile")["properties"]["report"]["properties"].items():
        told = entry["examples"][0] if lang == "zh" else _EXAMPLES.get(key, entry["examples"][0])
        example = json.dumps(told, ensure_ascii=False)
        yield f"  # {key}: {example}  # {REPORT[key] if lang == 'zh' else entry['description']}"


def facts_asked(checklist: Checklist) -> tuple[Fact, ...]:
    """The facts that an assessment of the duties reads, in the order of the vocabulary."""
    used = _reading(checklist)
    known = facts.by_entity(checklist.corpus.vocabulary.facts)
    return tuple(fact for entity in known.values() for fact in entity.values() if (fact.entity, fact.id) in used)


def follows(fact: Fact, asked: Collection[tuple[str, str]]) -> bool:
    """Whether a fact is counted from facts, (entity, id), that are asked for themselves."""
    return any(source in asked for source in sources(fact))


def _coverage(checklist: Checklist, asked: Iterable[Fact]) -> Iterator[str]:
    named = {fact.entity for fact in asked}
    for entity in checklist.corpus.vocabulary.entities:
        if entity.id in named and entity.id != "service":
            yield f"  # {entity.id}: all | sample  # {entity.label[checklist.lang]}"


def _question(fact: Fact, lang: Lang, reading: Sequence[Line], indent: str) -> Iterator[str]:
    """Lines of comment and the fact, commented out; inside a block that is commented out itself the marks stand twice."""
    judged = ", reviewer: ROLE" if fact.judged else ""
    yield f"{indent}# {fact.question[lang]}{_only_for(reading, lang)}"
    yield f"{indent}# {fact.description[lang]}{_SOURCE[lang].format(fact.usual_source[lang])}"
    if fact.derived is not None:
        yield f"{indent}# {_COUNTED[lang]}"
    if fact.values:
        yield f"{indent}# {COMMA[lang].join(f'{v.id} {v.label[lang]}' for v in fact.values)}"
    mark = "" if indent.strip() else "# "
    yield f"{indent}{mark}{fact.id}: {{value: {_example(fact)}, basis: declared{judged}}}"


def _only_for(reading: Sequence[Line], lang: Lang) -> str:
    """That all duties that read the fact are of a rule which a later one displaces; empty where one is not."""
    days = {line.standing.displaced_from for line in reading}
    if None in days or len(days) != 1:
        return ""
    rules = COMMA[lang].join(dict.fromkeys(line.regulation.short_title[lang] for line in reading))
    return _ONLY_FOR[lang].format(rules=rules, day=days.pop())


def _reading(checklist: Checklist) -> Mapping[tuple[str, str], Sequence[Line]]:
    """(entity, fact) → the duties whose assessment reads it."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in checklist.lines:
        if line.obligation.binds:
            for fact in read_by(line.obligation, checklist.corpus.vocabulary):
                found.setdefault(fact, []).append(line)
    return found


def _example(fact: Fact) -> str:
    none = " | none" if fact.can_be_none else ""
    match fact.type:
        case "enum":
            return " | ".join(v.id for v in fact.values) + none
        case "boolean":
            return "true | false" + none
        case "duration":
            return "PERIOD" + none
        case "date":
            return "YYYY-MM-DD" + none
        case "datetime":
            return "YYYY-MM-DDThh:mm:ss" + none
    return ("0" if fact.type in ("integer", "number") else "text") + none


def _declarations(checklist: Checklist) -> Iterator[str]:
    lang = checklist.lang
    duties = sorted(
        (line for line in checklist.lines if line.obligation.binds), key=lambda line: bool(line.obligation.checks)
    )
    yield "declarations:"
    if duties:
        yield f"  # {_DECLARE[lang]}"
    for line in duties:
        yield f"  # {line.regulation.short_title[lang]} {line.cited(lang)} {line.obligation.title[lang]}{COLON[lang]}{line.obligation.summary[lang]}"
        if not line.obligation.checks:
            yield f"  # {_NO_CHECK[lang].strip()}"
        yield f"  # {line.id}: {{status: met | partly_met | not_met | not_applicable | to_verify, by: ROLE, evidence: WHERE, date: YYYY-MM-DD}}"
