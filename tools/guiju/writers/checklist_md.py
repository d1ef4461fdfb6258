"""A checklist to read and tick, in Markdown: a task list, grouped by article.

Text of the data stays text: whatever CommonMark or GitHub's dialect could take for markup, HTML or a link is escaped.
Powers, permissions and recommendations have no box: they are for information. Nor have displaced lines: they are history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiju.documents.content.cover import HEADINGS, Cover, RuleOnCover, cover
from guiju.documents.content.fields import FIELDS, SOURCE, SOURCE_HEADING, source, texts
from guiju.documents.content.status import without_status
from guiju.law.text import citation
from guiju.reasoning.checklist import Checklist, Line
from guiju.writers.markdown import escaped

_IN_THE_HEAD = ("cited", "title", "modality")


def render(checklist: Checklist) -> bytes:
    """The checklist as Markdown, UTF-8."""
    lines = [*_front(cover(checklist), checklist)]
    rule = None
    for regulation, article, group in checklist.by_article():
        if regulation.id != rule:
            rule = regulation.id
            lines += [f"## {escaped(regulation.title[checklist.lang])}", ""]
        found = regulation.article(article)
        heading = found.heading[checklist.lang] if found else ""
        lines += [f"### {citation.label(regulation, article, checklist.lang)} {escaped(heading)}", ""]
        for unit in found.units() if found else ():
            lines += [f"> {escaped(unit[checklist.lang])}", ">"]
        lines[-1] = ""
        for line in group:
            lines += [*_line(checklist, line), ""]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _front(front: Cover, checklist: Checklist) -> Iterator[str]:
    lang = checklist.lang
    colon = "：" if lang == "zh" else ": "
    yield from (f"# {front.title}", "")
    for text in front.in_place:
        yield from (f"> **{escaped(text)}**", "")
    yield from (f"- **{heading}**{colon}{escaped(text)}" for heading, text in front.facts)
    yield from ("", *_section(HEADINGS["disclaimers"][lang], map(escaped, (*front.disclaimers, *front.searched))))
    yield from _section(HEADINGS["standing"][lang], map(_rule, front.rules))
    yield from _section(HEADINGS["skipped"][lang], map(_rule, front.skipped))
    kinds = (f"{escaped(name)}{colon}{escaped(effect)}" for name, effects in front.document_types for effect in effects)
    yield from _section(HEADINGS["document_types"][lang], kinds)


def _section(heading: str, items: Iterable[str]) -> Iterator[str]:
    items = list(items)
    if items:
        yield from (f"**{heading}**", "", *(f"- {item}" for item in items), "")


def _rule(rule: RuleOnCover) -> str:
    told = "".join(f"\n    - {escaped(text)}" for text in (rule.standing, rule.note))
    return f"**{escaped(rule.title)}** · {escaped(rule.document_type)}{told}"


def _line(checklist: Checklist, line: Line) -> Iterator[str]:
    lang = checklist.lang
    colon = "：" if lang == "zh" else ": "
    found = texts(checklist, line)
    cited, title, modality = (escaped("".join(found[key])) for key in _IN_THE_HEAD)
    box = "[ ] " if line.assessable else ""
    remark = modality if line.assessable else f"{modality} · {without_status(line)[lang]}"
    yield f"- {box}**{cited} {title}** · {remark}"
    for field in FIELDS:
        several = found[field.key]
        if field.key in (*_IN_THE_HEAD, *SOURCE) or not several:
            continue
        if len(several) == 1:
            yield f"    - **{field.heading[lang]}**{colon}{escaped(several[0])}"
        else:
            yield f"    - **{field.heading[lang]}**{colon.rstrip()}"
            yield from (f"        {n}. {escaped(text)}" for n, text in enumerate(several, 1))
    yield f"    - **{SOURCE_HEADING[lang]}**{colon}{escaped(source(found))}"
