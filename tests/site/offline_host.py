"""The site saved in the browser from a host of its own, and what a reader does in the footer, where it is saved."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from guiju.site.building import offline
from windows import opened

SAVE, WHOLE = "保存全站", re.compile("全站已于 .* 保存")
REMAINDER = "async () => [await caches.keys(), await navigator.serviceWorker.getRegistrations()].flat().length"

WHOLE_SITE = pytest.mark.parametrize("host", [()], indirect=True, ids=["whole"])


class Host:
    """A host that serves a copy of the site in a folder of its own, /guiju/; it can be stopped, started and changed.
    Folders may be `left_out`, so that there is less to save."""

    def __init__(self, site: Path, folder: Path, *left_out: str) -> None:
        ignored = shutil.ignore_patterns(*left_out)
        self.root = shutil.copytree(site, folder / "guiju", copy_function=os.link, ignore=ignored)
        if left_out:
            self.publish("in part")
        self.requests: list[str] = []
        self.failing: Callable[[str], bool] = lambda path: False
        host = self

        class Handler(SimpleHTTPRequestHandler):
            def send_head(self) -> object:
                host.requests.append(self.path)
                if host.failing(self.path):
                    return self.send_error(503)
                return super().send_head()

            def log_message(self, *_: object) -> None:
                """Requests are no news."""

        self._handler = partial(Handler, directory=str(folder))
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/guiju/"

    def start(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler)
        self.port = self._server.server_port
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def write(self, path: str, old: str, new: str) -> None:
        """Change one file of this copy."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).unlink()  # a link to the file of the site that all tests read
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def publish(self, data_version: str) -> None:
        """List the files again, as a build does."""
        for name in ("offline.json", "offline-files.json"):
            (self.root / name).unlink()
        offline.write(self.root, data_version)


@pytest.fixture
def host(request: pytest.FixtureRequest, site_folder: Path, tmp_path: Path) -> Iterator[Host]:
    """The pages in Chinese, a third of the site; all of it for a test with WHOLE_SITE."""
    server = Host(site_folder, tmp_path, *getattr(request, "param", ("api", "downloads", "en")))
    yield server
    server.stop()


@contextmanager
def footer(browser: Browser, host: Host) -> Iterator[Page]:
    """A page of this host with the footer in sight."""
    with opened(browser, host.url) as page:
        go(page)
        yield page


def go(page: Page, path: str = "glossary/") -> None:
    page.goto(path)
    page.locator(".md-footer").scroll_into_view_if_needed()


def press(page: Page, name: str) -> None:
    page.locator(".offline button", has_text=name).click()


def says(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator(".offline [role=status]")).to_have_text(words)


def save(page: Page) -> None:
    press(page, SAVE)
    says(page, WHOLE)


def cut_off(page: Page, host: Host) -> None:
    host.stop()
    page.context.set_offline(True)
