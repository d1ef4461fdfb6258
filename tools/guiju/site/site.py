"""Templates → Markdown. Whatever a template prints is escaped (guiju.site.escape), unless it is markup of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from guiju.documents.penalties import tiers
from guiju.law import excerpt, labels, statute
from guiju.law.text import citation, numerals
from guiju.model import (
    ArticleNumber,
    Bilingual,
    Bound,
    Case,
    Chapter,
    Corpus,
    Lang,
    Obligation,
    Provision,
    Regulation,
    Role,
)
from guiju.reasoning.checklist import Checklist, checklist
from guiju.reasoning.standing import Standing, standing, standing_of
from guiju.site import addresses, escape, needs
from guiju.site.whole import drawing
from guiju.site.words import words

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Site:
    """What every page is made from: the knowledge base, the language, and the day.

    `written` are the paths of the pages that were written by hand; `only` is the id of the one rule whose pages are wanted;
    `report` is the address of a form for reports of errors, empty where there is none.
    """

    corpus: Corpus
    lang: Lang
    as_of: date
    written: frozenset[str] = frozenset(addresses.WRITTEN)
    only: str | None = None
    report: str = ""

    def wants(self, path: str) -> bool:
        """Whether this page is to be made. Every page about one rule has its id as a part of its path."""
        return self.only is None or self.only in path.removesuffix(".md").split("/")

    def has(self, target: str) -> bool:
        """Whether a link may lead there: what is written by hand may be missing."""
        path = target.partition("#")[0]
        return path not in addresses.WRITTEN or path in self.written

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of the interface."""
        return words(self.lang)

    def label(self, value: str) -> str:
        """The words for a fixed value of the data."""
        return labels.label(value, self.lang)

    def named(self, kind: Any, key: str) -> str:
        """The name of a word of the vocabulary: `kind` is document_types, parties, roles or topics."""
        return self.corpus.label(kind, key)[self.lang]

    def cite(self, rule: Regulation, eId: str) -> str:
        """第九条第二款, Article 9(2): a citation as a heading writes it."""
        text = citation.label(rule, eId, self.lang)
        return text.replace("art. ", "Article ") if self.lang == "en" else text

    def full_citation(self, rule: Regulation, eId: str) -> str:
        """《…规定》第九条第二款: the rule and the place, as one would write it into a letter."""
        place = citation.label(rule, eId, self.lang)
        return f"《{rule.title.zh}》{place}" if self.lang == "zh" else f"{rule.title.en}, {place}"

    def chapter(self, chapter: Chapter) -> str:
        """第一章 总则, Chapter 1: General Provisions."""
        number = numerals.numeral(chapter.number) if self.lang == "zh" else chapter.number
        return self.words["chapter"].format(number, chapter.heading[self.lang])

    def in_part(self, rule: Regulation) -> str:
        """That only some articles of the rule are here, and which are missing."""
        return excerpt.notice(rule)[self.lang]

    def standing(self, rule: Regulation) -> Standing:
        """How the rule stands on the day of the site."""
        return standing(rule, self.as_of)

    def displaced(self, rule: Regulation, record: Obligation) -> bool:
        """Whether a later rule displaces the obligation on the day of the site: then it is history."""
        return standing_of(rule, record, self.as_of).displaced

    def numbered(self, number: ArticleNumber) -> str:
        """第二十六条（2013-01-01起，至2026-01-01前）: the number of a provision and when it had it."""
        text = citation.numbered(number, self.lang)
        place = text.replace("art. ", "Article ") if self.lang == "en" else text
        when = self.when(number.from_, number.until)
        return place + self.words["open"] + when + self.words["close"]

    def numbers_now(self, provision: Provision) -> str:
        """第六十一条第一款: what the provision is numbered on the day of the site; empty where that is unknown."""
        day = self.as_of
        return self.listed(
            citation.numbered(number, self.lang)
            for number in provision.numbers
            if (number.from_ == "unknown" or number.from_ <= day)
            and (number.until is None or number.until == "unknown" or number.until > day)
        )

    def when(self, from_: Bound, until: Bound | None) -> str:
        """[from, until) in words."""
        return tiers.when(from_, until, self.lang)

    def provision(self, global_id: str) -> tuple[Regulation | None, Provision | None]:
        """The rule and the provision with this global id; None for what is not there."""
        name, _, slug = global_id.partition("#")
        rule = self.corpus.regulations.get(name)
        return rule, next((p for p in rule.provisions if p.id == slug), None) if rule else None

    def passages(self, rule: Regulation, provision: Provision) -> tuple[statute.Passage, ...]:
        """What the law says in a provision on the day of the site."""
        return statute.passages(rule, provision, self.as_of)

    def statute_heading(self, passage: statute.Passage) -> str:
        """第六十一条第一款（2025年10月28日修正后的文本）."""
        return statute.heading(passage, self.lang)

    def statute_remark(self, passage: statute.Passage) -> str:
        """Where the words come from, or why there are none."""
        return statute.remark(passage, self.lang)

    def checklist(self, roles: Iterable[Role]) -> Checklist:
        """The checklist of these roles on the day of the site. Many pages and files are made from it; it is made once."""
        chosen = tuple(roles)
        key = tuple(role.id for role in chosen)
        if key not in self._checklists:
            self._checklists[key] = checklist(self.corpus, chosen, self.as_of, self.lang)
        return self._checklists[key]

    @cached_property
    def _checklists(self) -> dict[tuple[str, ...], Checklist]:
        return {}

    @cached_property
    def illustrations(self) -> dict[str, tuple[Case, ...]]:
        """The cases that illustrate each obligation, by its global id."""
        found: dict[str, tuple[Case, ...]] = {}
        for case in self.corpus.cases.values():
            for global_id in case.illustrates:
                found[global_id] = (*found.get(global_id, ()), case)
        return found

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row, as the language writes them."""
        return self.words["comma"].join(names)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,  # so that what a macro returns is markup, and is not escaped twice
        finalize=escape.text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(
    site: Site,
    template: str,
    here: str,
    title: str,
    *,
    description: str = "",
    hide: Iterable[str] = (),
    searched: bool = True,
    script: str = "",
    before: str | None = None,
    after: str | None = None,
    **context: Any,
) -> str:
    """One page: its head, the template filled in, and the note that every page and export carries.

    `here` is the page's own path, from which its links are relative; `hide` names parts of the theme to leave away;
    what is not `searched` stays out of the search index; `script` is the module of this page alone, if it
    has one; `before` and `after` are the pages that a browser, and the keys p and n, turn to.
    Empty where the site does not want the page.
    """
    if not site.wants(here):
        return ""
    body = (
        _environment()
        .get_template(template)
        .render(
            site=site,
            t=site.words,
            lang=site.lang,
            corpus=site.corpus,
            to=addresses,
            anchor=anchor,
            title=title,
            link=lambda text, target, style="", card="": (
                link(text, addresses.relative(target, here), style, card) if site.has(target) else escape.text(text)
            ),
            rem=drawing.rem,
            served=lambda target: served(addresses.served(target, here)),
            served_file=lambda target: served(addresses.served_file(target, here)),
            unofficial=labels.UNOFFICIAL[site.lang],
            not_legal_advice=labels.NOT_LEGAL_ADVICE[site.lang],
            **context,
        )
    )
    turns = {"before": before, "after": after}
    beside = {key: addresses.served(target, addresses.HOME) for key, target in turns.items() if target}
    loaded = {
        "sheets": [f"assets/{name}.css" for name in needs.SHEETS.get(template, ())],
        "settling": needs.SETTLING.get(template),
        "script": script or needs.SCRIPTS.get(template),
    }
    return _head(title, description, list(hide), searched, loaded, beside) + body


def link(text: object, target: str, style: str = "", card: str = "") -> Markup:
    """A link in Markdown, so that MkDocs checks and converts it. `card` is the id of the entry that a card shows of it."""
    said = [f".{style}"] if style else []
    said += [f'data-card="{anchor(card)}"'] if card else []
    return Markup(f"[{escape.text(text)}]({target})") + Markup(f"{{ {' '.join(said)} }}" if said else "")


def served(address: str) -> Markup:
    """An address made of ids, for HTML that Markdown leaves alone. What no id has is dropped."""
    return Markup(re.sub(r"[^A-Za-z0-9_/.#-]", "", address))


def anchor(id: str) -> Markup:
    """An id of the data as an id of the page. The schemas allow ids only what needs no escaping; the rest is dropped."""
    return Markup(re.sub(r"[^A-Za-z0-9_-]", "", id))


def _head(
    title: str, description: str, hide: list[str], searched: bool, loaded: dict[str, Any], beside: dict[str, str]
) -> str:
    """YAML front matter, written as JSON. The theme prints these values into HTML as they are."""
    values: dict[str, Any] = {"title": escape.attribute(title)}
    if description:
        values["description"] = escape.attribute(description)
    if hide:
        values["hide"] = hide
    if not searched:
        values["search"] = {"exclude": True}
    values |= {key: value for key, value in loaded.items() if value}
    values |= beside
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def either(value: Bilingual | None, lang: Lang) -> str | None:
    """A text in the language of the page, where there is one."""
    return value[lang] if value is not None else None
