"""The whole site as a value: Markdown by path, files by path, and the navigation."""

from __future__ import annotations

from datetime import date
from typing import Any

from guiju.model import Corpus, Lang
from guiju.site import (
    addresses,
    articles,
    cases,
    checklists,
    corrections,
    glossary,
    home,
    limits,
    obligations,
    regulations,
)
from guiju.site.escape import attribute
from guiju.site.render import Site
from guiju.site.words import words

_NOUNS = (home, regulations, articles, obligations, checklists, cases, glossary, corrections, limits)


def pages(corpus: Corpus, lang: Lang, as_of: date) -> dict[str, str]:
    """Every page that the data gives: its path under the site's root → Markdown with front matter."""
    site = Site(corpus, lang, as_of)
    return {path: text for noun in _NOUNS for path, text in noun.pages(site)}


def files(corpus: Corpus, lang: Lang, as_of: date) -> dict[str, bytes]:
    """Every file that the pages offer for download: its path → its bytes."""
    return dict(checklists.files(Site(corpus, lang, as_of)))


def navigation(corpus: Corpus, lang: Lang) -> list[dict[str, Any]]:
    """The navigation as MkDocs takes it. Articles stay out: a sidebar of all of them grows with the square of their number."""
    t, full = words(lang), list(corpus.full())
    rules = sorted(corpus.regulations.values(), key=lambda rule: (rule.coverage, rule.promulgated))
    return [
        {t["home"]: addresses.HOME},
        {
            t["regulations"]: [
                {t["overview"]: addresses.REGULATIONS},
                *({attribute(r.short_title[lang]): addresses.regulation(r)} for r in rules),
            ]
        },
        {
            t["obligations"]: [
                {t["overview"]: addresses.OBLIGATIONS},
                *({attribute(r.short_title[lang]): addresses.obligations(r)} for r in full),
            ]
        },
        {
            t["checklists"]: [
                {t["overview"]: addresses.CHECKLISTS},
                *({attribute(r.label[lang]): addresses.checklist(r)} for r in corpus.vocabulary.roles),
            ]
        },
        {
            t["cases"]: [
                {t["overview"]: addresses.CASES},
                *({attribute(c.title[lang]): addresses.case(c)} for c in corpus.cases.values()),
                {t["liability_page"]: addresses.LIABILITY},
            ]
        },
        {t["glossary"]: addresses.GLOSSARY},
        {
            t["corrections"]: [
                {t["overview"]: addresses.CORRECTIONS},
                *({attribute(r.short_title[lang]): addresses.corrections(r)} for r in full if r.corrections),
            ]
        },
        {t["about"]: [{t["overview"]: "about.md"}, {t["limits"]: addresses.LIMITS}, {t["licence"]: "licence.md"}]},
    ]
