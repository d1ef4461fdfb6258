"""What changed between two versions of a law: what it means by our reading, what the words show, both side by side."""

from collections.abc import Iterator
from typing import NamedTuple

from guiju.amendment.comparison import Readings, between_versions, every_pair, version_pairs
from guiju.documents import amendment as document
from guiju.documents.amendment.opening import opening
from guiju.model import Regulation
from guiju.site.kinds import to
from guiju.site.page import Page
from guiju.site.site import Site

ADDRESS = "regulations/{}/changes/{}.md"
OF_ONE_RULE = True


class ComputedRow(NamedTuple):
    """A change by our reading, with the provision or duty to read about."""

    kind: str
    title: str
    target: str
    old: str
    new: str


def address(
    rule: Regulation | str = "index", day: object = "index", since: object = None, place: str | None = None
) -> str:
    """The page of the version of a day, against that of the day `since`, else the one before it. With a place the page
    of both texts; there an article, by the name that `changed_rows` gives it. Neighbours keep the short address that
    they have had."""
    pairs = version_pairs(rule) if isinstance(rule, Regulation) else ()
    is_next = since is None or any((str(old.day), str(new.day)) == (str(since), str(day)) for old, new in pairs)
    named = f"{day}" if is_next else f"{since}_{day}"
    page = ADDRESS.format(getattr(rule, "id", rule), named if place is None else f"{named}/texts")
    return f"{page}#{place}" if place else page


def pages(site: Site) -> Iterator[Page]:
    """A page for each two versions of a law, and one with both texts."""
    t, lang = site.words_of("changes"), site.lang
    for rule in site.corpus.regulations.values():
        pairs = tuple(every_pair(rule))
        for old, new in pairs:
            found = between_versions(site.corpus, rule, old, new)
            (law,) = found.laws
            lead = opening(found, lang)
            values = {
                "rule": rule,
                "summary": to.changes(rule, new.day, old.day),
                "texts": to.changes(rule, new.day, old.day, ""),
                "opening": lead,
                "others": [pair for pair in pairs if pair != (old, new)],
                "names": [document.dated_title(text, lang) for text in (law.text.old, law.text.new)],
                "counts": document.counts(law.text.articles, lang),
                "caution": document.WORDS["caution"][lang],
                "computed": tuple(_computed(rule, found.readings, site)),
                "cases": [
                    (case, *(document.answer(side, found.readings, lang) for side in (case.old, case.new)))
                    for case in found.readings.cases
                ]
                if found.readings
                else [],
                "seen": document.word_rows(law, lang),
                "besides": document.besides(law, lang),
                "renumbered": document.renumberings(law, lang),
                "articles": document.redlined_articles(law, lang),
                "section": {key: words[lang] for key, words in document.SECTIONS.items()},
                "column": {key: words[lang] for key, words in document.HEADINGS.items()},
            }
            title = t["of"].format(rule.short_title[lang], old.day, new.day)
            sheets, hide = ("assets/changes/changes.css",), ("navigation", "toc")
            page = to.changes(rule, new.day, old.day)
            yield Page(values, page, title, description=lead, hide=hide, searched="title", sheets=sheets)
            title = t["texts_of"].format(rule.short_title[lang], old.day, new.day)
            yield Page(values, to.changes(rule, new.day, old.day, ""), title, "texts", hide=hide, sheets=sheets)


def _computed(rule: Regulation, found: Readings | None, site: Site) -> Iterator[ComputedRow]:
    """The changes by our reading. That a provision moved or has other words is further down, article by article."""
    for effect in found.effects if found else ():
        slug, lang = effect.id.partition("#")[2], site.lang
        if found and effect.kind not in ("moved", "wording"):
            target = to.obligations(rule, slug) if rule.obligation(slug) else to.regulations(rule, slug)
            old, new = document.effect_values(effect, found, lang)
            yield ComputedRow(document.KINDS[effect.kind][lang], document.effect_title(effect, lang), target, old, new)
