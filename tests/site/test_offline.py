"""The whole site saved in the browser, or nothing of it: read without a network, kept up to date, mended, removed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from conftest import PATIENCE
from offline_host import REMAINDER, SAVE, WHOLE, WHOLE_SITE, Host, cut_off, footer, go, press, save, says
from real_corpus import real
from self_assessment_form import Form
from windows import opened

pytest_plugins = ["offline_host"]

STOP, AGAIN, REMOVE = "停止", "继续保存", "删除已保存的副本"
PARTIAL, FAILURE = "保存没有完成，断网时还不能用。", re.compile("与清单不一致")
DAMAGE = """async () => {
  const copy = await caches.open((await caches.keys())[0]);
  const [first, second] = (await copy.keys()).filter(({ url }) => url.endsWith("/art_9/"));
  await copy.delete(first);
  await copy.put(second, new Response("spoilt", { headers: { "Content-Type": "text/html" } }));
}"""


@pytest.fixture
def page(browser: Browser, host: Host) -> Iterator[Page]:
    with footer(browser, host) as page:
        yield page


@WHOLE_SITE
def test_the_footer_says_how_much_it_saves_and_nothing_is_registered_until_it_is_asked_to(
    page: Page, host: Host
) -> None:
    stamp = json.loads((host.root / "offline.json").read_text("utf-8"))
    omissions = {"offline.json", "offline-files.json", "offline-worker.js", "sitemap.xml", "sitemap.xml.gz"}
    files = {file for file in host.root.rglob("*") if file.is_file()}
    files -= set((host.root / "api/v1").rglob("*"))  # for programs, which ask a network
    copy = files - {root / name for root in (host.root, host.root / "en") for name in omissions}
    assert (stamp["files"], stamp["bytes"]) == (len(copy), sum(file.stat().st_size for file in copy))
    mb = -(-stamp["bytes"] // 1_000_000)
    expect(page.locator(".offline button").first).to_have_text(f"{SAVE}，断网也能用（{mb} MB）")
    assert page.evaluate(REMAINDER) == 0


@WHOLE_SITE
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
    assert page.evaluate(REMAINDER) == 0
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
    host.requests = []
    go(page)
    says(page, re.compile("数据版本 changed"))
    assert "/guiju/licence/" in host.requests and "/guiju/about/" not in host.requests
    assert page.evaluate("async () => (await caches.keys()).length") == 1
    cut_off(page, host)
    page.goto("licence/")
    expect(page.locator("h1")).to_contain_text("as changed")
    expect(page.locator(".saved-copy")).to_contain_text("数据版本 changed")


def test_what_a_page_from_the_copy_asks_for_comes_from_the_copy_too(page: Page, host: Host) -> None:
    save(page)
    host.stop()
    page.goto("glossary/")
    expect(page.locator(".saved-copy")).to_be_visible()
    host.write("licence/index.html", "</h1>", " as it is now</h1>")
    host.start()
    script = "async () => (await fetch('../licence/')).text()"
    assert "as it is now" not in page.evaluate(script)
    page.reload()
    assert "as it is now" in page.evaluate(script)


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


# ---- what is interrupted, stopped, damaged, or has no room -----------------------------------------------------------


def test_saving_that_was_interrupted_shows_nothing_offline_and_goes_on_where_it_ended(page: Page, host: Host) -> None:
    host.requests, host.failing = [], lambda _: len(host.requests) > 130
    press(page, SAVE)
    says(page, FAILURE)
    first, host.failing = {*host.requests[:110]}, lambda _: False  # the last may have been on their way
    go(page, "licence/")
    says(page, PARTIAL)
    cut_off(page, host)
    with pytest.raises(Error):
        page.goto("whole/coverage/")

    page.context.set_offline(False)
    host.start()
    go(page)
    host.requests = []
    press(page, AGAIN)
    says(page, WHOLE)
    assert [path for path in host.requests if path in first and "/a/" in path] == []
    assert any("/a/" in path for path in first) and len(host.requests) > 80


def test_saving_can_be_stopped_and_what_was_saved_removed(page: Page, host: Host) -> None:
    release = Event()
    host.failing = lambda _: len(host.requests) > 150 and not release.wait(PATIENCE)
    press(page, SAVE)
    expect(page.locator(".offline")).to_contain_text(re.compile(r"[1-9]\d+ / \d+"))
    press(page, STOP)
    says(page, PARTIAL)
    release.set()
    press(page, REMOVE)
    says(page, "已从本机删除。")
    expect(page.locator(".offline button").first).to_be_focused()
    assert page.evaluate(REMAINDER) == 0


def test_a_copy_that_lost_files_is_not_called_whole_and_saving_again_mends_what_is_wrong_in_it(
    page: Page, host: Host
) -> None:
    save(page)
    page.evaluate(DAMAGE)
    go(page, "licence/")
    says(page, PARTIAL)
    host.requests = []
    press(page, AGAIN)
    says(page, WHOLE)
    assert len([path for path in host.requests if "/art_9/" in path]) == 2
    assert "/guiju/about/" not in host.requests


def test_a_file_that_is_not_the_one_listed_ends_saving(page: Page, host: Host) -> None:
    host.write("licence/index.html", "</h1>", " half a deployment</h1>")
    press(page, SAVE)
    says(page, FAILURE)
    expect(page.locator(".offline button").first).to_have_text(AGAIN)


def test_too_little_space_is_named_and_what_was_saved_can_be_removed(page: Page, host: Host) -> None:
    quota = {"origin": host.url.removesuffix("/guiju/"), "quotaSize": 5_000_000}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
    press(page, SAVE)
    says(page, re.compile(r"空间不够：需要 \d+ MB"))
    press(page, REMOVE)
    says(page, "已从本机删除。")
    assert page.evaluate(REMAINDER) == 0


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
