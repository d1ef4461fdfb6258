"""Visits to a page of every kind, at which all gates look while it is open; each is made once, whichever worker asks.

A gate is a name and what it finds wrong, a line each. What a page is opened for: `LIGHT` looks on a desk and on a phone
at the page that has most on it, and `ARRIVAL` besides at the one that has least; `DARK` looks at colours in the dark,
and `PLAIN` at the Chinese page that has least, on paper and by keyboard.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from playwright.sync_api import Browser, Page, Request
from playwright.sync_api import TimeoutError as TooLong

import page_kinds
from barriers import COLOURS, violations
from bars import ENLARGED, covering_bars
from guiju.model import Lang
from keyboard_walk import first_stop, passed_by_and_unseen
from lines import WIDTHS, broken_lines, clipped
from loaded_modules import untold
from paper import lost_on_paper
from windows import DESKTOP, PHONE, ROOTS, opened, resize, settled

Findings = dict[str, list[str]]
Kind = Literal["light", "dark", "plain"]

ARRIVAL = ("hosts", "console", "policy", "modules")
LIGHT = (
    *ARRIVAL,
    "axe on a desk",
    "axe on a phone",
    "axe in the search",
    "clipped on a phone",
    "bars at 400 %",
    *(f"{fault} at {width}" for width in WIDTHS for fault in ("sideways", "cut words")),
    "language switch",
)
DARK = ("axe in the dark", "axe in the search in the dark")
PLAIN = ("paper", "way past the frame", "tab key")
GATES: Mapping[Kind, tuple[str, ...]] = {"light": LIGHT, "dark": DARK, "plain": PLAIN}


@dataclass
class Tab:
    """A page of the browser, and what was asked for and said in it since it was opened."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    awaited: set[Request] = field(default_factory=set)
    messages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        context = self.page.context
        context.on("request", self._asked)
        for end in ("requestfinished", "requestfailed"):
            context.on(end, lambda request: self.awaited.discard(request))
        context.on("console", lambda line: self.messages.append(f"{line.location}: {line.type}: {line.text}"))

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        self.awaited.add(request)

    def go(self, path: str, lang: Lang) -> None:
        for heard in (self.requests, self.awaited, self.messages):
            heard.clear()
        self.page.goto(f"/{ROOTS[lang]}{path}")

    def wait_until_idle(self) -> None:
        """Until it asks for nothing more, which a busy browser may not say though nothing is open."""
        try:
            self.page.wait_for_load_state("networkidle", timeout=30_000)
        except TooLong:
            assert not self.awaited, f"{self.page.url} still waits for {[request.url for request in self.awaited]}"

    def foreign(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((f"{self.url}/", "data:"))]


Claim = Callable[[str], bool]
"""Whether nobody has done this yet: true once for each name."""


@dataclass(frozen=True)
class Visits:
    """All visits to a built site. `shared` is a folder of all workers."""

    site: Path
    url: str
    browser: Browser
    shared: Path

    def findings(self, kind: Kind, lang: Lang) -> tuple[Findings, dict[str, int]]:
        """What each gate found on all pages, and counts of what was looked at. Pages that another worker visits at the
        moment are waited for last."""
        most, least = page_kinds.whole(page_kinds.largest(self.site)), page_kinds.smallest(self.site)
        paths = {"light": sorted({*most, *least}), "dark": most, "plain": least}[kind]
        with self._tab(kind) as tab:
            visited = {path: self._once(tab, kind, lang, path, path in most, wait=False) for path in paths}
            for path in [path for path in paths if visited[path] is None]:
                visited[path] = self._once(tab, kind, lang, path, path in most, wait=True)
        found, counts = defaultdict[str, list[str]](list), defaultdict[str, int](int)
        for path, (faults, seen) in visited.items():  # none is None after waiting
            for gate, lines in faults.items():
                found[gate] += [f"{ROOTS[lang]}{path}: {line}" for line in lines]
            for name, number in seen.items():
                counts[name] += number
        return {gate: found[gate] for gate in GATES[kind]}, counts

    def _once(
        self, tab: Tab, kind: Kind, lang: Lang, path: str, has_most: bool, *, wait: bool
    ) -> tuple[Findings, dict[str, int]] | None:
        """The visit, made here or read from who made it; None where somebody else is at it and we do not wait."""
        name = sha256(f"{kind} {lang} {path}".encode()).hexdigest()[:16]
        file = self.shared / f"{name}.json"
        try:
            with FileLock(self.shared / f"{name}.lock", timeout=-1 if wait else 0):
                if not file.exists():
                    visit = {"light": _light if has_most else _arrival, "dark": _dark, "plain": _plain}[kind]
                    file.write_text(json.dumps(visit(tab, path, lang, self._claim, self.shared)), "utf-8")
                return json.loads(file.read_text("utf-8"))
        except Timeout:
            return None

    def _claim(self, name: str) -> bool:
        try:
            (self.shared / f"{sha256(name.encode()).hexdigest()[:16]}.claim").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    @contextmanager
    def _tab(self, kind: Kind) -> Iterator[Tab]:
        scheme = "dark" if kind == "dark" else "light"
        with opened(self.browser, self.url, color_scheme=scheme) as page:
            yield Tab(page, self.url)


Visited = tuple[Findings, dict[str, int]]


def _arrival(tab: Tab, path: str, lang: Lang, claim: Claim, shared: Path) -> Visited:
    """A page that was only opened."""
    tab.go(path, lang)
    return _loaded(tab)


def _loaded(tab: Tab) -> Visited:
    """What a page asks for and says until it asks for nothing more."""
    tab.wait_until_idle()
    meta = tab.page.locator("meta[http-equiv=Content-Security-Policy]")
    policies = meta.evaluate_all("all => all.map(({ content }) => content)")
    found = {
        "hosts": tab.foreign(),
        "console": list(tab.messages),
        "policy": [] if len(policies) == 1 and "script-src 'self'" in policies[0] else [f"policies: {policies}"],
        "modules": untold(tab.page, tab.url),
    }
    return found, {"requests": len(tab.requests)}


def _light(tab: Tab, path: str, lang: Lang, claim: Claim, shared: Path) -> Visited:
    page = tab.page
    tab.go(path, lang)
    found = {"axe on a desk": violations(page)}
    loaded, counts = _loaded(tab)
    found |= loaded
    resize(page, **PHONE)
    found["axe on a phone"] = violations(page)
    found["clipped on a phone"] = clipped(page)
    resize(page, **ENLARGED)
    found["bars at 400 %"] = covering_bars(page)
    for width in WIDTHS:
        resize(page, width, DESKTOP["height"])
        too_wide, cut, counts[f"words at {width}"] = broken_lines(page, width)  # which opens what is shut
        found[f"sideways at {width}"], found[f"cut words at {width}"] = too_wide, cut
    found["axe in the search"] = _in_search(page, path, lang, claim, counts)
    found["language switch"] = _switch(page, path, counts) if lang == "zh" else []
    # What was asked for and said at all of this.
    found["hosts"], found["console"] = tab.foreign(), list(tab.messages)
    return found, counts


def _dark(tab: Tab, path: str, lang: Lang, claim: Claim, shared: Path) -> Visited:
    tab.go(path, lang)
    found, counts = {"axe in the dark": violations(tab.page, only=COLOURS)}, dict[str, int]()
    found["axe in the search in the dark"] = _in_search(tab.page, path, f"{lang} dark", claim, counts, on_a_phone=True)
    return found, counts


def _plain(tab: Tab, path: str, lang: Lang, claim: Claim, shared: Path) -> Visited:
    tab.go(path, lang)
    found = {"paper": lost_on_paper(tab.page, shared), "tab key": passed_by_and_unseen(tab.page)}
    tab.go(path, lang)
    # The page of what is not found has three lines, and no heading to go to.
    found["way past the frame"] = [] if path == "404.html" else first_stop(tab.page)
    return found, {}


def search_for(page: Page, query: str) -> None:
    """Open the search and wait for what it finds."""
    page.locator(".md-search__input").focus()  # on a phone it opens by this alone
    page.locator(".md-search__input").fill(query)
    page.locator(".search-hit").first.wait_for()
    page.wait_for_function("() => getComputedStyle(document.querySelector('.md-search__output')).opacity === '1'")
    settled(page)  # what fades has no contrast yet


# What draws the search: the style sheets of the page, and the elements of its header without words and addresses.
FRAME = """() => [...document.querySelectorAll("html, body, link[rel=stylesheet], style, .md-header, .md-header *")]
  .map((node) => node.sheet ? node.href ?? node.textContent : node.cloneNode().outerHTML.replace(/ href="[^"]*"/, ""))
  .join("\\n")"""


def _in_search(
    page: Page, path: str, mode: str, claim: Claim, counts: dict[str, int], *, on_a_phone: bool = False
) -> list[str]:
    """What axe-core finds in the open search: on the first page with all around it, which is the same on others, and
    once in each of the frames. On a phone its list has the screen."""
    if not claim(f"{mode} {page.evaluate(FRAME)}") and path:
        return []
    counts["frames"] = 1
    if on_a_phone:
        resize(page, **PHONE)
    search_for(page, "群主 日志")
    found = violations(page, within=".md-header" if path else None, covered=not on_a_phone)
    resize(page, **DESKTOP)
    return found


def _switch(page: Page, path: str, counts: dict[str, int]) -> list[str]:
    """Whether the switch of the language keeps the last heading of the page."""
    places = page.locator("article :is(h2, h3, h4)[id]")
    if path == "404.html" or not places.count():
        return []
    counts["switched"] = 1
    place = places.last.get_attribute("id")
    page.goto(f"/{path}#{place}")
    page.click("[data-other-language]")
    page.wait_for_url(lambda url: "/en/" in url)
    arrived = page.url.endswith(f"/en/{path}#{place}") and page.locator(f"[id='{place}']").count() == 1
    return [] if arrived else [f"#{place} leads to {page.url}"]
