"""The kinds of pages. Each is a folder in `pages/` and found there: nothing else names it; a new kind is a new folder.

Its module has

- ADDRESS, where its pages are: "limits.md", or "cases/{}.md", filled in with the id of what a page is about, else with
  `index`; or a function `address(…)` where that is not enough
- `pages(site)`, its pages; a kind without it is written by hand, in docs/
- `files(site)`, the files that its pages offer, address and bytes
- PLACE, its place in the navigation: 4, the fourth tab; ("whole", 2), the second below `whole`
- `entries(corpus, lang)`, what it lists there, name and address, where that is not its first page alone
- OF_ONE_RULE if each page is about one rule, whose id is in its address
- GROUP and BOOST, the heading under which the search lists its pages, and their weight

as far as it needs them. Beside it are its templates, its words, of which `title` is its name in the navigation,
`heading` that of its first page where it has another, `searched` what else readers of that page look for and
`answered_questions` what they ask, by what follows the folder of the kind in an address: `#verifying`; and its own
scripts and style sheets, which are served from a folder of its name in assets/, beside those of the theme.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from guiju.model import Lang
from guiju.wording.words import Words

FOLDER = Path(__file__).with_name("pages")


@cache
def kinds() -> Mapping[str, ModuleType]:
    """The kinds by name, first those in the navigation, in its order."""
    names = sorted(file.parent.name for file in FOLDER.glob("*/__init__.py"))
    modules = {name: import_module(f"guiju.site.pages.{name}") for name in names}
    return dict(sorted(modules.items(), key=lambda kind: _order(modules, kind[0])))


def _order(modules: Mapping[str, ModuleType], name: str) -> tuple[int, ...]:
    place = getattr(modules[name], "PLACE", len(modules))
    return (place,) if isinstance(place, int) else (modules[place[0]].PLACE, place[1])


def words(kind: str, lang: Lang) -> dict[str, Any]:
    """The words of a kind."""
    return Words(str(FOLDER / kind / "words")).in_language(lang)


def by_hand() -> frozenset[str]:
    """The addresses of the pages that are written by hand. Another knowledge base may have none."""
    return frozenset(first(name) for name, kind in kinds().items() if not hasattr(kind, "pages"))


def first(kind: str) -> str:
    """The address of the first page of a kind."""
    return str(getattr(to, kind)())


class _Addresses:
    """`to.articles(rule, eId)`: the address of a page, from its kind. Pages link in circles; their modules do not."""

    def __getattr__(self, kind: str) -> Callable[..., str]:
        if kind not in kinds():
            raise AttributeError(f"there is no kind of page named {kind}")
        module = kinds()[kind]
        address: Callable[..., str] = getattr(module, "address", None) or partial(_filled, module.ADDRESS)
        setattr(self, kind, address)
        return address


def _filled(pattern: str, *about: Any) -> str:
    """The page about the first of these, if the kind has several, at the anchor of the next: ids, or what has one."""
    ids = [str(getattr(thing, "id", thing)) for thing in about]
    return "#".join([pattern.format(*ids[:1] or ["index"]), *ids["{}" in pattern :]])


to = _Addresses()
