"""The pages of the built site by kind, so that a test sees every kind of page without opening every page.

A kind is an address in which the names of rules, roles, cases, duties and articles are left open: regulations/*/*/.
What is new on the site is a kind of its own until it is alike to another; no list has to be kept.
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from real_corpus import real

ARTICLE = "regulations/cac-group-services-2017/art_9/"
WHOLE = {"checklists/all-roles/": "checklists/all-roles/?all=1"}
"""Pages that show nothing of their list before it is asked for → the address that asks for all of it."""
_ARTICLE = re.compile(r"art_\d+(-\d+)?|\d{4}-\d{2}-\d{2}")  # or a version, by its day


@cache
def _names() -> frozenset[str]:
    corpus = real()
    roles, duties = (r.id for r in corpus.vocabulary.roles), (o.id for _, o in corpus.obligations())
    topics = (f"topic-{t.id}" for t in corpus.vocabulary.topics)
    return frozenset([*corpus.regulations, *roles, *corpus.cases, *duties, *topics, *(c.id for c in corpus.answers)])


def kind(address: str) -> str:
    """checklists/group-owner/ → checklists/*/"""
    parts = address.split("/")
    return "/".join("*" if part in _names() or _ARTICLE.fullmatch(part) else part for part in parts)


def by_kind(site: Path) -> dict[str, list[str]]:
    """Kind → the addresses of its pages in Chinese, from the largest to the smallest; those in English are the same."""
    kinds: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for file in site.rglob("*.html"):
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        if not address.startswith(("en/", "downloads/")):
            kinds[kind(address)].append((-file.stat().st_size, address))
    return {name: [address for _, address in sorted(pages)] for name, pages in sorted(kinds.items())}


def largest(site: Path) -> list[str]:
    """Of every kind the page with most on it."""
    return [pages[0] for pages in by_kind(site).values()]


def smallest(site: Path) -> list[str]:
    """Of every kind the page with least on it."""
    return [pages[-1] for pages in by_kind(site).values()]


def whole(addresses: list[str]) -> list[str]:
    """The addresses, each as one that shows all that its page has."""
    return [WHOLE.get(address, address) for address in addresses]
