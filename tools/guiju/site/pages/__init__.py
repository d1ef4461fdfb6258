"""Every page of the site. Each kind is a folder here; guiju.site.kinds says what is in it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any

from guiju.site.escape import attribute, text
from guiju.site.kinds import first, kinds, to
from guiju.site.page import markdown
from guiju.site.site import Site

IN_SIDEBAR = 50
"""How many rules, or cases, the sidebar lists; beyond that it shows the overview only. Every page carries the sidebar:
the site grows with the square of its length."""


def render_all(site: Site) -> Iterator[tuple[str, str]]:
    """The pages made from the data, one by one: path under the site's root, Markdown with front matter."""
    if site.only is None:
        yield from _made(site)
    else:
        of_rule = dict(_made(site))
        yield to.home(), _start(site.corpus.regulations[site.only].title[site.lang], of_rule)
        yield from of_rule.items()


def _made(site: Site) -> Iterator[tuple[str, str]]:
    for name, kind in kinds().items():
        if hasattr(kind, "pages") and (site.only is None or hasattr(kind, "OF_ONE_RULE")):
            t = site.words_of(name)
            for page in kind.pages(site):
                address, title = page.address or first(name), page.title or t.get("heading") or t["title"]
                if site.only is None or site.only in address.removesuffix(".md").split("/"):
                    yield address, markdown(site, name, replace(page, address=address, title=title))


def _start(rule: str, made: Iterable[str]) -> str:
    """The first page where one rule only is shown: where to go."""
    links = "\n".join(f"- [{text(path.removesuffix('.md'))}]({path})" for path in made)
    return f'---\ntitle: "{attribute(rule)}"\n---\n\n# {text(rule)} {{ #only }}\n\n{links}\n'


def each_file(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files to download, one by one: path, bytes. Beside one rule only there are none."""
    for kind in kinds().values():
        if hasattr(kind, "files") and site.only is None:
            yield from kind.files(site)


def navigation(site: Site, there: Collection[str]) -> list[dict[str, Any]]:
    """The navigation for MkDocs, without pages that are not `there`: a tab for each kind whose place is a number."""
    below: dict[str, list[dict[str, Any]]] = {}
    for name, kind in kinds().items():
        if place := getattr(kind, "PLACE", None):
            section = below.setdefault(name if isinstance(place, int) else place[0], [])
            section += [{attribute(text): path} for text, path in _entries(site, name, kind) if path in there]
    tabs: list[dict[str, Any]] = []
    for name, listed in below.items():
        overview = first(name)
        if listed:
            above = [{site.words["overview"]: overview}] if overview in there else []
            tabs.append({site.title(name): [*above, *listed]})
        elif overview in there:
            tabs.append({site.title(name): overview})
    return tabs


def _entries(site: Site, name: str, kind: ModuleType) -> list[tuple[str, str]]:
    if hasattr(kind, "entries"):
        entries: list[tuple[str, str]] = kind.entries(site.corpus, site.lang)
        return entries if len(entries) <= IN_SIDEBAR else []
    return [] if isinstance(kind.PLACE, int) else [(site.title(name), first(name))]
