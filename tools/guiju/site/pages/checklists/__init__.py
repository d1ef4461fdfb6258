"""A page for each reader role: its checklist to read, to fill in, and as files to download; and one for all roles."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guiju import writers
from guiju.documents.content.cover import HEADINGS, caution, notices
from guiju.documents.content.fields import FIELDS
from guiju.documents.content.status import FOR_INFORMATION, HISTORICAL, STATUSES
from guiju.model import REQUIRED_LANGUAGES, Bilingual, Corpus, Lang, Regulation, Role
from guiju.reasoning.checklist import Checklist, Line
from guiju.site.page import Page
from guiju.site.site import Site
from guiju.wording.words import Words

PLACE = 5
GROUP, BOOST = "roles", 0.8

ALL_ROLES = "all-roles"

WORDS = Words(__file__)
COLUMNS: Mapping[str, Bilingual] = {
    **{key: FIELDS[key] for key in ("id", "rule", "cited", "title", "modality")},
    **WORDS.table("columns"),
    **{key: HEADINGS[key] for key in ("as_of", "data_version", "disclaimers")},
}
"""The columns of the CSV that the script writes and reads."""


def address(slug: str = "index", file: str = "") -> str:
    """The list of checklists; that of a role, by its id, or of all; or, by its ending, a file of it to download."""
    if file:  # Markdown as text: MkDocs would make a page of a file that ends in .md
        return f"downloads/checklist-{slug}.{'md.txt' if file == 'md' else file}"
    return f"checklists/{slug}.md"


def entries(corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    """The checklists."""
    named = [(role.label[lang], address(role.id)) for role in corpus.vocabulary.roles]
    return [*named, (WORDS["all_roles"][lang], address(ALL_ROLES))]


def pages(site: Site) -> Iterator[Page]:
    """The list of roles, the checklist of each, and that of all."""
    t = site.words_of("checklists")
    made = [(role, site.checklist([role])) for role in site.corpus.vocabulary.roles]
    values = {"checklists": made, "has_all": site.combines}
    yield Page(values, template="overview", hide=("toc",), sheets=("assets/roles.css",))
    for role, checklist in made:
        yield _page(site, checklist, t["of"].format(role.label[site.lang]), role)
    if site.combines:
        yield _page(site, site.checklist_of_all, t["of_all"], None)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The checklist of each role, and that of all, in every format there is, in the language of the site."""
    made = {role.id: site.checklist([role]) for role in site.corpus.vocabulary.roles}
    made |= {ALL_ROLES: site.checklist_of_all} if site.combines else {}
    for slug, checklist in made.items():
        for ending, render in writers.formats("checklist").items():
            yield address(slug, ending), render(checklist)


def _page(site: Site, checklist: Checklist, title: str, role: Role | None) -> Page:
    lines, vocabulary, slug = checklist.lines, site.corpus.vocabulary, role.id if role else ALL_ROLES
    values = {
        "role": role,
        "slug": slug,
        "has_all": site.combines,
        "checklist": checklist,
        "rules": list(by_rule(checklist)),
        "endings": tuple(writers.formats("checklist")),
        "duties": sum(line.assessable for line in lines),
        "in_place": [words[site.lang] for words in notices(checklist)],
        "desk": json.dumps(desk(site, checklist, role), ensure_ascii=False, separators=(",", ":")),
        "statuses": {name: word[site.lang] for name, word in STATUSES.items()},
        "topics": [t for t in vocabulary.topics if any(t.id in line.obligation.topics for line in lines)],
        "methods": _present(line.obligation.method for line in lines),
        "modalities": _present(line.obligation.modality for line in lines),
        "roles_of": lambda line: [r.id for r in vocabulary.roles if not set(r.parties).isdisjoint(line.bearers)],
    }
    return Page(
        values,
        address(slug),
        title,
        description=role.description[site.lang] if role else site.words_of("checklists")["of_all_lead"],
        searched=role is not None,
        sheets=("assets/home.css", "assets/checklist.css"),
        settling="assets/checklists/address.js",
        script="assets/checklists/checklist.js",
    )


def by_rule(result: Checklist) -> Iterator[tuple[Regulation, list[tuple[str, tuple[Line, ...]]]]]:
    """The rules, each with its articles and their lines, in the order of the text."""
    articles_of: dict[str, list[tuple[str, tuple[Line, ...]]]] = {}
    for rule, eId, lines in result.by_article():
        articles_of.setdefault(rule.id, []).append((eId, lines))
    for name, articles in articles_of.items():
        yield result.corpus.regulations[name], articles


def desk(site: Site, checklist: Checklist, role: Role | None) -> Mapping[str, Any]:
    """What the script must know beside the page: the data version, and its words. It reads files in both languages."""
    t = site.words_of("checklists")
    return {
        "version": site.corpus.data_version,
        "as_of": site.as_of.isoformat(),
        "lang": site.lang,
        "slug": role.id if role else ALL_ROLES,
        "name": role.label[site.lang] if role else t["all_roles"],
        "notice": caution(site.lang),
        "columns": {key: _both(heading) for key, heading in COLUMNS.items()},
        "statuses": {key: _both(status) for key, status in STATUSES.items()},
        "information": _both(FOR_INFORMATION),
        "historical": _both(HISTORICAL),
        "unnamed": _both(WORDS.table("script")["unnamed"]),
        "words": {**t["script"], **t["writing"]},
    }


def _both(text: Bilingual) -> dict[str, str]:
    return {lang: text[lang] for lang in REQUIRED_LANGUAGES}


def _present(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
