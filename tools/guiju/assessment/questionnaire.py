"""A profile to fill in: every fact that the duties of some roles ask for, as a commented question."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from guiju.assessment.assignees import PersonalForm
from guiju.assessment.reads import facts_asked, readers
from guiju.files.bundled import packaged, schema
from guiju.model import Fact, Lang, Vocabulary
from guiju.reasoning.checklist import Checklist, Line
from guiju.wording.labels import COLON, COMMA
from guiju.wording.words import Words

_WORDS = Words(__file__)
_STATUSES = ("met", "partly_met", "not_met", "not_applicable", "to_verify")
_EXAMPLES = {
    "boolean": "true | false", "duration": "PERIOD", "date": "YYYY-MM-DD", "datetime": "YYYY-MM-DDThh:mm:ss",
    "integer": "0", "number": "0", "string": "text",
}  # fmt: skip


@cache
def keys_in_chinese() -> Mapping[str, Mapping[str, str]]:
    """What the keys of a profile are, by part."""
    keys: Mapping[str, Mapping[str, str]] = packaged(__file__, "profile_keys.yaml")
    return keys


def questionnaire(checklist: Checklist, schema: str | None = None, form: PersonalForm | None = None) -> str:
    """The profile as commented YAML, itself a valid, empty profile. `schema` is the path of its JSON Schema; `form`
    what it asks, by default everything."""
    lang, read = checklist.lang, readers(checklist)
    facts = [fact for fact in facts_asked(checklist) if form is None or (fact.entity, fact.id) in form.facts]
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += [f"# {_WORDS['how_to_fill_in'][lang]}", f"# {_WORDS['basis'][lang]}", *_displaced(checklist)]
    lines += ["report:", *_report(lang), "", "facts:"]
    for fact in facts:
        if fact.entity == "service":
            lines += _question(fact, lang, read[fact.entity, fact.id], "  ")
    lines += ["", f"# {_WORDS['coverage'][lang]}", "coverage:", *_coverage(checklist, facts), "", "rows:"]
    for entity in checklist.corpus.vocabulary.entities:
        questions = [f for f in facts if f.entity == entity.id and entity.id != "service"]
        if questions:
            lines.append(f"  # {entity.label[lang]}{COLON[lang]}{entity.description[lang]}")
            lines += [f"  # {entity.id}:", "  #   KEY:"]
        for fact in questions:
            lines += _question(fact, lang, read[fact.entity, fact.id], "  #     ")
    return "\n".join([*lines, "", *_declarations(checklist, form), "", *_plans(checklist, form)]) + "\n"


def service_questionnaire(vocabulary: Vocabulary, lang: Lang) -> str:
    """The plain questions by which a service is described, as a profile of the same kind."""
    known = {fact.id: fact for fact in vocabulary.facts if fact.entity == "service"}
    lines = [f"# {_WORDS['how_to_fill_in'][lang]}", f"# {_WORDS['plain_questions'][lang]}", "facts:"]
    for number, name in enumerate(vocabulary.service_questions, 1):
        first, *rest = _question(known[name], lang, (), "  ")
        lines += [first.replace("# ", f"# {number}. ", 1), *rest]
    return "\n".join(lines) + "\n"


def _displaced(checklist: Checklist) -> Iterator[str]:
    """The rules that a later one displaces on that day."""
    lang = checklist.lang
    rules = ((line.regulation.short_title[lang], line.standing.displaced_from) for line in checklist.lines)
    for rule, day in dict.fromkeys(rules):
        if day is not None:
            yield f"# {_WORDS['displaced'][lang].format(rules=rule, day=day)}"


def _report(lang: Lang) -> Iterator[str]:
    for key, entry in schema("profile")["properties"]["report"]["properties"].items():
        example = json.dumps(entry["examples"][0 if lang == "zh" else -1], ensure_ascii=False)
        yield f"  # {key}: {example}  # {keys_in_chinese()['report'][key] if lang == 'zh' else entry['description']}"


def _coverage(checklist: Checklist, facts: Iterable[Fact]) -> Iterator[str]:
    entities = {fact.entity for fact in facts} - {"service"}
    for entity in checklist.corpus.vocabulary.entities:
        if entity.id in entities:
            yield f"  # {entity.id}: all | sample  # {entity.label[checklist.lang]}"


def _question(fact: Fact, lang: Lang, reading: Sequence[Line], indent: str) -> Iterator[str]:
    """Lines of comment and the fact, commented out; in a block that is commented out itself the marks are doubled."""
    judged = ", reviewer: ROLE" if fact.judged else ""
    yield f"{indent}# {fact.question[lang]}{_only_for(reading, lang)}"
    yield f"{indent}# {fact.description[lang]}{_WORDS['source'][lang].format(fact.usual_source[lang])}"
    if fact.derived is not None:
        yield f"{indent}# {_WORDS['counted'][lang]}"
    if fact.values:
        yield f"{indent}# {COMMA[lang].join(f'{v.id} {v.label[lang]}' for v in fact.values)}"
    mark = "" if indent.strip() else "# "
    example = " | ".join(value.id for value in fact.values) if fact.type == "enum" else _EXAMPLES[fact.type]
    none = " | none" if fact.can_be_none else ""
    yield f"{indent}{mark}{fact.id}: {{value: {example}{none}, basis: declared{judged}}}"


def _only_for(reading: Sequence[Line], lang: Lang) -> str:
    """That all duties that read the fact are of a rule which a later one displaces; empty where one is not."""
    days = {line.standing.displaced_from for line in reading}
    if None in days or len(days) != 1:
        return ""
    rules = COMMA[lang].join(dict.fromkeys(line.regulation.short_title[lang] for line in reading))
    return _WORDS["only_for"][lang].format(rules=rules, day=days.pop())


def _declarations(checklist: Checklist, form: PersonalForm | None) -> Iterator[str]:
    lang = checklist.lang
    binding = [line for line in checklist.lines if line.obligation.binds]
    duties = [line for line in binding if form is None or line.id in form.declarations]
    yield "declarations:"
    if duties:
        yield f"  # {_WORDS['declarations'][lang]}"
    for line in sorted(duties, key=lambda line: bool(line.obligation.checks)):
        title = f"{line.regulation.short_title[lang]} {line.cited(lang)} {line.obligation.title[lang]}"
        yield f"  # {title}{COLON[lang]}{line.obligation.summary[lang]}"
        if not line.obligation.checks:
            yield f"  # {_WORDS['no_check_of_duty'][lang]}"
        yield f"  # {line.id}: {{status: {' | '.join(_STATUSES)}, by: ROLE, evidence: WHERE, date: YYYY-MM-DD}}"


def _plans(checklist: Checklist, form: PersonalForm | None) -> Iterator[str]:
    lang = checklist.lang
    yield "plans:"
    yield from (f"  # {text[lang]}" for text in _WORDS.list("plans"))
    for line in checklist.lines:
        if line.obligation.binds and not line.standing.displaced_from and (form is None or line.id in form.plans):
            yield f"  # {line.regulation.short_title[lang]} {line.cited(lang)} {line.obligation.title[lang]}"
            yield f"  # {line.id}: {{kind: remediation, action: WHAT, owner: ROLE, due: YYYY-MM-DD}}"
