"""The whole site as a value: Markdown by path, files by path, and the navigation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from guiju.model import Corpus, Lang
from guiju.site import (
    addresses,
    articles,
    cases,
    checklists,
    corrections,
    fulltext,
    glossary,
    home,
    limits,
    obligations,
    regulations,
    roles,
    self_assessment,
)
from guiju.site.escape import attribute
from guiju.site.render import Site
from guiju.site.whole import heatmap, matrix, overview, relations, timeline
from guiju.site.words import words

IN_SIDEBAR = 50
"""How many rules, or cases, the sidebar lists. Every page carries it, so that the site grows with the square of its length;
and nobody looks for one name in a hundred by scrolling. Beyond that it shows the overview, where all are."""

_NOUNS = (
    home, regulations, articles, fulltext, obligations, checklists, cases, glossary, corrections, limits,
    overview, heatmap, relations, timeline, matrix, self_assessment, roles,
)  # fmt: skip


def pages(corpus: Corpus, lang: Lang, as_of: date) -> dict[str, str]:
    """Every page that the data gives: its path under the site's root → Markdown with front matter."""
    return dict(each(Site(corpus, lang, as_of)))


def each(site: Site) -> Iterator[tuple[str, str]]:
    """The same one by one, of a site that may lack pages written by hand, or want those of one rule only."""
    return ((path, text) for noun in _NOUNS for path, text in noun.pages(site) if text)


def files(corpus: Corpus, lang: Lang, as_of: date) -> dict[str, bytes]:
    """Every file that the pages offer for download: its path → its bytes."""
    return dict(each_file(Site(corpus, lang, as_of)))


def each_file(site: Site) -> Iterator[tuple[str, bytes]]:
    """The same one by one."""
    yield from checklists.files(site)
    yield from self_assessment.files(site)


def navigation(corpus: Corpus, lang: Lang) -> list[dict[str, Any]]:
    """The navigation as MkDocs takes it. Articles stay out; so do rules and cases where there are too many."""
    t, full = words(lang), list(corpus.with_articles())
    rules = sorted(corpus.regulations.values(), key=lambda rule: (rule.coverage, rule.promulgated))
    return [
        {t["home"]: addresses.HOME},
        {
            t["roles"]: [
                {t["overview"]: addresses.ROLES},
                *({attribute(r.label[lang]): addresses.role(r)} for r in corpus.vocabulary.roles),
            ]
        },
        {
            t["regulations"]: [
                {t["overview"]: addresses.REGULATIONS},
                *_listed([{attribute(r.short_title[lang]): addresses.regulation(r)} for r in rules]),
            ]
        },
        {
            t["obligations"]: [
                {t["overview"]: addresses.OBLIGATIONS},
                *_listed([{attribute(r.short_title[lang]): addresses.obligations(r)} for r in full]),
            ]
        },
        {
            t["checklists"]: [
                {t["overview"]: addresses.CHECKLISTS},
                *({attribute(r.label[lang]): addresses.checklist(r)} for r in corpus.vocabulary.roles),
                {t["checklist_of_all_short"]: addresses.CHECKLIST_OF_ALL},
            ]
        },
        {
            t["self_assessment"]: [
                {t["overview"]: addresses.SELF_ASSESSMENTS},
                *({attribute(name): address} for name, address in self_assessment.listed(corpus, lang)),
            ]
        },
        {
            t["cases"]: [
                {t["overview"]: addresses.CASES},
                *_listed([{attribute(c.title[lang]): addresses.case(c)} for c in corpus.cases.values()]),
                {t["liability_page"]: addresses.LIABILITY},
            ]
        },
        {
            t["whole"]: [
                {t["overview"]: addresses.WHOLE},
                {t["coverage_short"]: addresses.COVERAGE},
                *_listed([{attribute(r.short_title[lang]): addresses.whole(r)} for r in full]),
                {t["relations_short"]: addresses.RELATIONS},
                {t["timeline_short"]: addresses.TIMELINE},
                {t["matrix_short"]: addresses.MATRIX},
            ]
        },
        {t["glossary"]: addresses.GLOSSARY},
        {
            t["corrections"]: [
                {t["overview"]: addresses.CORRECTIONS},
                *_listed([{attribute(r.short_title[lang]): addresses.corrections(r)} for r in full if r.corrections]),
            ]
        },
        {
            t["about"]: [
                {t["overview"]: addresses.ABOUT},
                {t["tables"]: addresses.TABLES},
                {t["limits"]: addresses.LIMITS},
                {t["licence"]: addresses.LICENCE},
            ]
        },
    ]


def _listed(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return entries if len(entries) <= IN_SIDEBAR else []
