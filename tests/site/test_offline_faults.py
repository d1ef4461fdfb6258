"""The site saved whole or not at all: saving that is interrupted, stopped or fails, and a copy that was damaged."""

import re
from collections.abc import Iterator
from threading import Event

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from conftest import PATIENCE
from offline_host import REMAINDER, SAVE, WHOLE, Host, cut_off, footer, go, press, save, says

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


def test_saving_that_was_interrupted_shows_nothing_offline_and_goes_on_where_it_ended(page: Page, host: Host) -> None:
    host.requests, host.failing = [], lambda _: len(host.requests) > 150
    press(page, SAVE)
    says(page, FAILURE)
    first, host.failing = {*host.requests[:130]}, lambda _: False  # the last may have been on their way
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
    assert [path for path in host.requests if path in first and "/cases/" in path] == []
    assert len(host.requests) > 150


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
