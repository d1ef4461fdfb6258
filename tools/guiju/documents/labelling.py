"""Files with their labels: as JSON, as rows for tables, and in sentences."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from guiju.files.formula import looks_like_formula
from guiju.files.json_text import json_bytes
from guiju.labels.content import ENTITY, measured
from guiju.labels.label import Mark, names
from guiju.labels.labelling import LabelledContent, Labelling
from guiju.labels.reading import LabelledFile
from guiju.labels.verdict import ContentVerdict
from guiju.model import VERDICTS, Lang
from guiju.predicates.kleene import Absent, Value
from guiju.wording.labels import COLON, COMMA, NOT_LEGAL_ADVICE, SEMICOLON, VERDICT_LABELS, answer
from guiju.wording.words import Words

SCHEMA_VERSION = 1
WORDS = Words(__file__, "labelling.yaml")
_KINDS, _VALUES = WORDS.table("kind"), WORDS.table("label_value")
_STATES, _ELEMENTS = WORDS.table("state"), WORDS.table("element")
_PARTS = WORDS.table("part")
_EXPLICIT, _WHEREABOUTS = WORDS.table("words"), WORDS.table("whereabouts")
_ATTRIBUTE, _SHOWN, _LONGEST = "Label", 4, 12


def json(labelling: Labelling, lang: Lang) -> bytes:
    """Everything; schemas/labels-export.schema.json describes every key."""
    return json_bytes(
        {
            "kind": "guiju-labels",
            "schema_version": SCHEMA_VERSION,
            "language": lang,
            "as_of": labelling.as_of.isoformat(),
            "data_version": labelling.data_version,
            "disclaimer": NOT_LEGAL_ADVICE[lang],
            "counts": counts(labelling),
            "files": [_file(labelling, content, lang) for content in labelling.contents],
            "notes": [WORDS["nothing_detected"][lang]],
        }
    )


def rows(labelling: Labelling, lang: Lang) -> bytes:
    """A row a file, its columns the facts of content: a table for guiju assess --table content=FILE."""
    known, text = list(labelling.known[ENTITY]), io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["content_id", *known])
    for content in labelling.contents:
        key = content.file.path
        cells = (plain(content.facts[name]) if name in content.facts else "" for name in known)
        writer.writerow([f"'{key}" if looks_like_formula(key) else key, *cells])
    return text.getvalue().encode("utf-8", "backslashreplace")  # a name of a file need not be UTF-8


def counts(labelling: Labelling) -> dict[str, int]:
    """How many files there are, of each state, with a label, and with a verdict of each kind; a file counts once."""
    states = Counter(content.file.state for content in labelling.contents)
    verdicts = Counter(v for c in labelling.contents for v in {one.verdict for one in c.verdicts})
    labelled = sum(bool(content.file.labels) for content in labelling.contents)
    of_states = {state: states[state] for state in ("read", "not_read", "unreadable")}
    return {"files": len(labelling.contents), **of_states, "labelled": labelled} | {v: verdicts[v] for v in VERDICTS}


def summary(labelling: Labelling, lang: Lang) -> str:
    """One line on all files, with the first endings of those that are not read."""
    passed_over = [content.file.path for content in labelling.contents if content.file.state == "not_read"]
    endings = list(dict.fromkeys(PurePath(path).suffix.lower()[:_LONGEST] for path in passed_over))
    few = [ending or WORDS["no_ending"][lang] for ending in endings[:_SHOWN]]
    more = WORDS["more_endings"][lang] if len(endings) > _SHOWN else ""
    named = WORDS["endings"][lang].format(endings=COMMA[lang].join(few) + more) if few else ""
    return WORDS["summary"][lang].format(day=labelling.as_of.isoformat(), endings=named, **counts(labelling))


def sentences(labelling: Labelling, content: LabelledContent, lang: Lang) -> Iterator[str]:
    """What is said of one file: its labels, their elements, its words, and the verdicts with their reasons."""
    file, several = content.file, Counter(verdict.verdict for verdict in content.verdicts)
    yield from (_mark(mark, lang) for mark in file.marks)
    if file.state == "read":
        yield from (_elements(file, part, lang) for part in _PARTS if file.labels and _concerns(part, content))
        yield from [] if file.labels else [WORDS["no_label"][lang]]
        yield _explicit(content, lang)
    else:
        yield _STATES[file.state][lang]
    for verdict in content.verdicts:
        if verdict.verdict in ("met", "breached"):
            yield f"{VERDICT_LABELS[verdict.verdict][lang]}{COLON[lang]}{_why(labelling, verdict, lang)}"
        elif verdict.verdict == "undetermined" and not verdict.missing:
            yield f"{WORDS['tested'][lang]}{COLON[lang]}{_why(labelling, verdict, lang)}"
    asked = dict.fromkeys(name for verdict in content.verdicts for name in verdict.missing)
    questions = [labelling.fact(*name).question[lang] for name in asked]
    if questions:
        more = WORDS["more"][lang].format(count=len(questions)) if len(questions) > _SHOWN else ""
        yield WORDS["not_known"][lang].format(questions=("" if lang == "zh" else " ").join(questions[:_SHOWN]) + more)
    numbers = {name: several[name] for name in ("undetermined", "not_applicable")}
    yield (WORDS["rest"][lang].format(**numbers) if content.verdicts else WORDS["no_law"][lang])


def passed_over(lang: Lang) -> str:
    """What is said of a file that was named, and is of a format that is not read."""
    return WORDS["passed_over"][lang]


def plain(value: Value) -> str:
    """A value as tables and profiles write it."""
    return str(value).lower() if isinstance(value, bool) else "none" if value is Absent.NONE else str(value)


def _mark(mark: Mark, lang: Lang) -> str:
    place = " ".join(dict.fromkeys(filter(None, (mark.place, mark.key))))
    fields = dict(mark.fields)
    shown = [
        f"{name}={value}" + (_meaning(value, lang) if name == _ATTRIBUTE else "") for name, value in fields.items()
    ]
    text = COMMA[lang].join(shown) if shown else mark.raw[:200]
    if mark.kind == "empty":
        return f"{_says(mark, lang)}{' ' if lang != 'zh' else COLON[lang]}{place}"
    return f"{_says(mark, lang)}{COLON[lang]}{place}{SEMICOLON[lang] if text else ''}{text}"


def _says(mark: Mark, lang: Lang) -> str:
    return _KINDS["damaged" if mark.kind == "implicit" and mark.is_damaged else mark.kind][lang]


def _elements(file: LabelledFile, part: str, lang: Lang) -> str:
    """Which elements the file itself lacks, and of which nobody can tell; what is declared is not in the file."""
    held = measured(file)
    lacking = [_ELEMENTS[name][lang] for name in names()[part] if held.get(name) is False]
    unknown = [_ELEMENTS[name][lang] for name in names()[part] if name not in held]
    said = [WORDS["lacks"][lang].format(elements=COMMA[lang].join(lacking))] if lacking else []
    said += [WORDS["unclear"][lang].format(elements=COMMA[lang].join(unknown))] if unknown else []
    return f"{_PARTS[part][lang]}{COLON[lang]}{SEMICOLON[lang].join(said) or WORDS['complete'][lang]}"


def _concerns(part: str, content: LabelledContent) -> bool:
    """Whether a part is asked of the file: that of a platform where it has some of it, or a user published it."""
    held = measured(content.file)
    of_platform = any(held.get(name) is True for name in names()[part] if name not in names()["production"])
    return part == "production" or of_platform or content.facts.get("published_by_user") is True


def _meaning(value: str, lang: Lang) -> str:
    meaning = _VALUES.get(value, _VALUES["other"])[lang]
    return f"〔{meaning}〕" if lang == "zh" else f" [{meaning}]"


def _explicit(content: LabelledContent, lang: Lang) -> str:
    if content.file.words is None:
        return _EXPLICIT["not_looked_at"][lang]
    if not content.file.words:
        return _EXPLICIT["none"][lang]
    found = dict.fromkeys((one.words, one.whereabouts) for one in content.file.words)
    words = COMMA[lang].join(f"{_WHEREABOUTS[where][lang]} {words}" for words, where in list(found)[:5])
    return _EXPLICIT["found"][lang].format(words=words)


def _why(labelling: Labelling, verdict: ContentVerdict, lang: Lang) -> str:
    """The duty, its place, and the facts of the file that it reads."""
    line = verdict.line
    place = f"{line.regulation.short_title[lang]}{'' if lang == 'zh' else ' '}{line.cited(lang)}"
    known = (labelling.fact(ENTITY, name) for name, _ in verdict.used)
    facts = [
        f"{fact.question[lang]}{' ' if lang != 'zh' else ''}{answer(fact, plain(value), lang)}"
        for fact, (_, value) in zip(known, verdict.used, strict=True)
    ]
    return f"{place} {line.obligation.title[lang]}{SEMICOLON[lang]}{SEMICOLON[lang].join(facts)}"


def _file(labelling: Labelling, content: LabelledContent, lang: Lang) -> dict[str, Any]:
    file = content.file
    return {
        "path": file.path,
        "format": file.format or None,
        "state": file.state,
        "findings": [finding.message for finding in file.findings],
        "marks": [
            asdict(mark)
            | {
                "says": _says(mark, lang),
                "fields": dict(mark.fields),
                "verification": names()["verification"],
            }
            for mark in file.marks
        ],
        "explicit_words": None if file.words is None else [asdict(one) for one in file.words],
        "facts": {name: _value(value) for name, value in content.facts.items()},
        "verdicts": [_verdict(labelling, verdict, lang) for verdict in content.verdicts],
    }


def _value(value: Value) -> bool | int | float | str:
    return value if isinstance(value, bool | int | float) else plain(value)


def _verdict(labelling: Labelling, verdict: ContentVerdict, lang: Lang) -> dict[str, Any]:
    line, missing = verdict.line, verdict.missing
    remaining = [check.remaining[lang] for check in verdict.checks if check.remaining] if not missing else []
    return {
        "duty": line.id,
        "eId": line.obligation.eId,
        "cited": f"{line.regulation.short_title[lang]} {line.cited(lang)}",
        "title": line.obligation.title[lang],
        "verdict": verdict.verdict,
        "words": VERDICT_LABELS[verdict.verdict][lang],
        "missing": [
            {"entity": entity, "fact": name, "question": labelling.fact(entity, name).question[lang]}
            for entity, name in missing
        ],
        "remaining": remaining if verdict.verdict == "undetermined" else [],
        "quotation": line.quotation,
    }
