"""The whole site saved in the browser: whole or not at all, read without a network, kept up to date, removed."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from conftest import PATIENCE
from guiju.site.building import offline
from real_corpus import real
from self_assessment_form import Form
from windows import opened

SAVE, STOP, AGAIN, REMOVE = "保存全站", "停止", "继续保存", "删除已保存的副本"
WHOLE, PARTIAL = re.compile("全站已于 .* 保存"), "保存没有完成，断网时还不能用。"
FAILED = re.compile("与清单不一致")
LEFT = "async () => [await caches.keys(), await navigator.serviceWorker.getRegistrations()].flat().length"
DAMAGE = """async () => {
  const copy = await caches.open((await caches.keys())[0]);
  const [lost, spoilt] = (await copy.keys()).filter(({ url }) => url.endsWith("/art_9/"));
  await copy.delete(lost);
  await copy.put(spoilt, new Response("spoilt", { headers: { "Content-Type": "text/html" } }));
}"""


class Host:
    """A host that serves a copy of the site in a folder of its own, /guiju/; it can be stopped, started and changed."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.root = shutil.copytree(site, folder / "guiju", copy_function=os.link)
        self.asked: list[str] = []
        self.failing: Callable[[str], bool] = lambda path: False
        host = self

        class Handler(SimpleHTTPRequestHandler):
            def send_head(self) -> object:
                host.asked.append(self.path)
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
def host(site_folder: Path, tmp_path: Path) -> Iterator[Host]:
    made = Host(site_folder, tmp_path)
    yield made
    made.stop()


@pytest.fixture
def page(browser: Browser, host: Host) -> Iterator[Page]:
    """A page with the footer in sight."""
    with opened(browser, host.url) as window:
        go(window)
        yield window


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


# ---- whole -----------------------------------------------------------------------------------------------------------


def test_the_footer_says_how_much_it_saves_and_nothing_is_registered_until_it_is_asked_to(
    page: Page, host: Host
) -> None:
    stamp = json.loads((host.root / "offline.json").read_text("utf-8"))
    unsaved = {"offline.json", "offline-files.json", "offline-worker.js", "sitemap.xml", "sitemap.xml.gz"}
    files = {file for file in host.root.rglob("*") if file.is_file()}
    saved = files - {root / name for root in (host.root, host.root / "en") for name in unsaved}
    assert (stamp["files"], stamp["bytes"]) == (len(saved), sum(file.stat().st_size for file in saved))
    mb = -(-stamp["bytes"] // 1_000_000)
    expect(page.locator(".offline button").first).to_have_text(f"{SAVE}，断网也能用（{mb} MB）")
    assert page.evaluate(LEFT) == 0


def test_the_saved_site_is_read_searched_and_filled_in_without_a_network_in_both_languages_until_it_is_removed(
    page: Page, host: Host
) -> None:
    save(page)
    cut_off(page, host)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    day = page.evaluate("new Date().toLocaleDateString('sv')")

    page.goto("en/regulations/cac-group-services-2017/art_9/?text=zh#art_9__para_2")
    expect(page.locator(".saved-copy")).to_have_text(
        f"Offline copy · data version {real().data_version} · saved on {day}"
    )
    expect(page.locator("#art_9__para_2")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-text", "zh")
    page.locator(".other-language").click()
    expect(page.locator(".saved-copy")).to_have_text(f"离线副本 · 数据版本 {real().data_version} · 保存于 {day}")

    page.locator(".md-search__input").fill("投诉举报")
    first = page.locator(".search-hit").first
    expect(first).to_have_attribute("href", re.compile("/art_12/"))

    page.goto("self-assessment/group-provider/")
    form = Form(page)
    form.of_groups()
    form.result()
    expect(form.duty("verify-real-identity")).to_be_attached()

    page.goto("checklists/group-owner/")
    with page.expect_download() as download:
        page.locator("[data-do=csv]").click()
    assert Path(download.value.path()).read_text("utf-8-sig").count("\n") > 10
    with page.expect_download() as download:
        page.locator(".download", has_text="docx").click()
    assert Path(download.value.path()).read_bytes() == (host.root / "downloads/checklist-group-owner.docx").read_bytes()

    page.goto("licence")  # without the slash that a host would add
    expect(page).to_have_url(f"{host.url}licence/")
    answer = page.goto("nowhere/")
    assert answer is not None and answer.status == 404
    hosts = {urlsplit(url).netloc for url in requests} - {""}
    assert hosts == {urlsplit(host.url).netloc}

    go(page, "en/limits/")
    press(page, "Remove the saved copy")
    says(page, "Removed from this device.")
    assert page.evaluate(LEFT) == 0
    with pytest.raises(Error):
        page.goto("whole/coverage/")


def test_with_a_network_pages_come_from_the_network(page: Page, host: Host) -> None:
    save(page)
    host.write("licence/index.html", "</h1>", " as it is now</h1>")
    page.goto("licence/")
    expect(page.locator("h1")).to_contain_text("as it is now")
    expect(page.locator(".saved-copy")).to_have_count(0)


def test_a_changed_site_is_saved_again_by_itself_and_only_what_changed_is_fetched(page: Page, host: Host) -> None:
    save(page)
    host.write("licence/index.html", "</h1>", " as changed</h1>")
    host.publish("changed")
    host.asked = []
    go(page)
    says(page, re.compile("数据版本 changed"))
    assert "/guiju/licence/" in host.asked and "/guiju/about/" not in host.asked
    assert page.evaluate("async () => (await caches.keys()).length") == 1
    cut_off(page, host)
    page.goto("licence/")
    expect(page.locator("h1")).to_contain_text("as changed")
    expect(page.locator(".saved-copy")).to_contain_text("数据版本 changed")


def test_an_update_that_fails_leaves_the_earlier_copy_and_says_so(page: Page, host: Host) -> None:
    save(page)
    host.write("licence/index.html", "</h1>", " as changed</h1>")
    host.publish("changed")
    host.failing = lambda path: path.endswith("guiju/licence/")
    go(page)
    says(page, re.compile("与清单不一致.*已保存的是 .* 的副本"))
    cut_off(page, host)
    page.goto("licence/")
    expect(page.locator(".saved-copy")).to_be_visible()


def test_what_a_page_from_the_copy_asks_for_comes_from_the_copy_too(page: Page, host: Host) -> None:
    save(page)
    host.stop()
    page.goto("glossary/")
    expect(page.locator(".saved-copy")).to_be_visible()
    host.write("licence/index.html", "</h1>", " as it is now</h1>")
    host.start()
    read = "async () => (await fetch('../licence/')).text()"
    assert "as it is now" not in page.evaluate(read)
    page.reload()
    assert "as it is now" in page.evaluate(read)


# ---- or not at all ---------------------------------------------------------------------------------------------------


def test_saving_that_was_interrupted_shows_nothing_offline_and_goes_on_where_it_ended(page: Page, host: Host) -> None:
    host.asked, host.failing = [], lambda _: len(host.asked) > 150
    press(page, SAVE)
    says(page, FAILED)
    first, host.failing = {*host.asked[:130]}, lambda _: False  # the last may have been on their way
    go(page, "licence/")
    says(page, PARTIAL)
    cut_off(page, host)
    with pytest.raises(Error):
        page.goto("whole/coverage/")

    page.context.set_offline(False)
    host.start()
    go(page)
    host.asked = []
    press(page, AGAIN)
    says(page, WHOLE)
    assert [path for path in host.asked if path in first and "/cases/" in path] == []
    assert len(host.asked) > 150


def test_saving_can_be_stopped_and_what_was_saved_removed(page: Page, host: Host) -> None:
    released = Event()
    host.failing = lambda _: len(host.asked) > 150 and not released.wait(PATIENCE)
    press(page, SAVE)
    expect(page.locator(".offline")).to_contain_text(re.compile(r"[1-9]\d+ / \d+"))
    press(page, STOP)
    says(page, PARTIAL)
    released.set()
    press(page, REMOVE)
    says(page, "已从本机删除。")
    expect(page.locator(".offline button").first).to_be_focused()
    assert page.evaluate(LEFT) == 0


def test_a_copy_that_lost_files_is_not_called_whole_and_saving_again_mends_what_is_wrong_in_it(
    page: Page, host: Host
) -> None:
    save(page)
    page.evaluate(DAMAGE)
    go(page, "licence/")
    says(page, PARTIAL)
    host.asked = []
    press(page, AGAIN)
    says(page, WHOLE)
    assert len([path for path in host.asked if "/art_9/" in path]) == 2
    assert "/guiju/about/" not in host.asked


def test_a_file_that_is_not_the_one_listed_ends_saving(page: Page, host: Host) -> None:
    host.write("licence/index.html", "</h1>", " half a deployment</h1>")
    press(page, SAVE)
    says(page, FAILED)
    expect(page.locator(".offline button").first).to_have_text(AGAIN)


def test_too_little_space_is_named_and_what_was_saved_can_be_removed(page: Page, host: Host) -> None:
    quota = {"origin": host.url.removesuffix("/guiju/"), "quotaSize": 5_000_000}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
    press(page, SAVE)
    says(page, re.compile(r"空间不够：需要 \d+ MB"))
    press(page, REMOVE)
    says(page, "已从本机删除。")
    assert page.evaluate(LEFT) == 0


def test_without_tls_nothing_is_offered_because_browsers_allow_no_worker_there(browser: Browser, site_url: str) -> None:
    with opened(browser, "http://plain.example/") as page:
        page.route(
            "http://plain.example/**",
            lambda route: route.fulfill(
                response=route.fetch(url=route.request.url.replace("http://plain.example", site_url))
            ),
        )
        page.goto("glossary/", wait_until="networkidle")
        page.locator(".md-footer").scroll_into_view_if_needed()
        assert page.evaluate("() => isSecureContext") is False
        expect(page.locator(".offline")).to_be_empty()
