"""How property tests run; the built site, served on this machine, and a browser to read it with."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from guiju.model import REQUIRED_LANGUAGES, Corpus, Lang
from real_corpus import real
from site_builds import both_languages
from windows import AS_OF as AS_OF
from windows import ROOTS, Visit, opened

# Modules of fixtures that tests also import from: an assertion that fails there shows what it compared.
pytest.register_assert_rewrite(
    "article_pages",
    "browser_engine",
    "cached_answers",
    "checklist_desk",
    "keyboard_walk",
    "offline_host",
    "planted_tables",
    "self_assessment_form",
    "self_assessment_result",
    "table_engines",
    "table_servers",
    "workbook_reading",
)

# A busy machine is slow, not wrong: how long an example takes decides nothing. The same examples on every run, so that
# what fails is due to what was changed; others, and more of them, with --hypothesis-profile=wander.
settings.register_profile("guiju", deadline=None, derandomize=True)
settings.register_profile("wander", deadline=None, max_examples=1000)
settings.load_profile("guiju")

ROOT = Path(__file__).resolve().parents[1]
DAY = date.fromisoformat(AS_OF)
EPOCH = {"SOURCE_DATE_EPOCH": "1795564800"}  # the same day
os.environ["GUIJU_NO_CACHE"] = "1"  # what a test replaces would not be asked; tests/files/test_cache.py switches it on
# What a shell runs in the background ignores Ctrl-C, and so would the programs that the tests start and stop with it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
PATIENCE = 180
"""Seconds after which what has not come will not come: a busy machine is slow, not wrong."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"
"""The same engine without windows: a package of its own in Debian."""


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The knowledge base of this repository."""
    return real()


@pytest.fixture(params=REQUIRED_LANGUAGES)
def lang(request: pytest.FixtureRequest) -> Lang:
    chosen: Lang = request.param
    return chosen


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the good corpus."""
    return shutil.copytree(ROOT / "tests" / "corpora" / "good", tmp_path / "kb")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Requests are no news."""


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in both languages, as `make build` builds it, on a fixed day; built once for all workers of xdist.
    GUIJU_TEST_SITE names another one, with faults: tests/project/planted_faults.py."""
    if (planted := os.environ.get("GUIJU_TEST_SITE")) is not None:
        return Path(planted)
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / "site", shared / "site.done"
    with FileLock(shared / "site.lock"):
        if not done.exists():
            both_languages(folder, **EPOCH, GUIJU_AS_OF=AS_OF)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def site_url(site_folder: Path) -> Iterator[str]:
    """Where the built site is served: http://127.0.0.1:PORT."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site_folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of an installed Chromium; the tests fail without one, since a skipped test says nothing."""
    named = os.environ.get("GUIJU_CHROMIUM") or os.environ.get("CHROMIUM")
    names = [named] if named else BROWSERS
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        remedy = "install one, or set GUIJU_CHROMIUM to its path"
        pytest.fail(f"the tests need a Chromium, and there is no {' or '.join(names)}; {remedy}", pytrace=False)
    return path


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[[str], Browser]]:
    """Starts the browser at a path, once; its tests wait for what a busy machine shows late."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright, ExitStack() as browsers:

        def launch(path: str) -> Browser:
            launched = playwright.chromium.launch(executable_path=path, args=["--disable-gpu"])
            browsers.callback(launched.close)
            launched.on("context", lambda context: context.set_default_timeout(PATIENCE * 1000))
            return launched

        yield cache(launch)


@pytest.fixture(scope="session")
def browser(launch: Callable[[str], Browser], chromium: str) -> Browser:
    """One browser for all tests: Chromium without its windows where it is installed, in which a page in a context of
    its own costs a third (bench/tests.md)."""
    return launch(shutil.which(SHELL) or chromium)


@pytest.fixture
def window(
    browser: Browser, launch: Callable[[str], Browser], chromium: str, site_url: str
) -> Iterator[Callable[..., Page]]:
    """Opens the window with these settings of a context; a test has one of each. A touch is a pointer only in Chromium
    whole."""
    with ExitStack() as windows:

        def window(**settings: Any) -> Page:
            chosen = launch(chromium) if settings.get("has_touch") else browser
            return windows.enter_context(opened(chosen, site_url, **settings))

        yield cache(window)


@pytest.fixture
def page(window: Callable[..., Page]) -> Page:
    return window()


@pytest.fixture
def visit(window: Callable[..., Page]) -> Visit:
    """Go to a page of the site in the window with these settings."""

    def visit(path: str = "", lang: Lang = "zh", **settings: Any) -> Page:
        page = window(**settings)
        page.goto(f"/{ROOTS[lang]}{path}")
        return page

    return visit


NEEDED = {"browser": "browser", "site_folder": "build", "postgres_address": "server", "spark": "spark"}
"""The marker of what asks for a fixture, so that -m can leave it out."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shuffle", metavar="SEED", type=int, help="run the tests in an order drawn by this number")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs something that takes long to start; draw the order, where one is asked for."""
    seed = config.getoption("--shuffle")
    if seed is not None:
        drawn, of_files = Random(seed), dict[Path, list[pytest.Item]]()
        for item in items:
            of_files.setdefault(item.path, []).append(item)
        files = list(of_files.values())
        for tests in (files, *files):
            drawn.shuffle(tests)
        items[:] = [item for tests in files for item in tests]  # what a file keeps for its tests is made once
    for item in items:
        for fixture in NEEDED.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(NEEDED[fixture])
