"""`guiju serve`: the site on this machine while somebody writes, in its own process, and how it ends."""

import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import PATIENCE, ROOT
from guiju.cli import main
from serving import Serving, serving
from windows import opened

pytestmark = pytest.mark.server

RULE = "cac-group-services-2017"
ARTICLE = f"regulations/{RULE}/art_13/"
DATA = f"regulations/{RULE}/regulation.yaml"


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the knowledge base, to write in."""
    folder = tmp_path_factory.mktemp("base")
    for name in ("regulations", "cases", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("decisions", "*.png"))
    return folder


@pytest.fixture(scope="module")
def one_rule(rules: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One rule of it, in Chinese."""
    temporary = tmp_path_factory.mktemp("serve") / "temporary"
    with serving(temporary, "--base", rules, "--only", RULE, "--lang", "zh") as server:
        yield server


@pytest.fixture
def page(browser: Browser, one_rule: Serving) -> Iterator[Page]:
    """A window for the rule that is served."""
    with opened(browser, one_rule.addresses[0]) as page:
        yield page


def of_one_rule(base: Path, rule: str = "rule-old", lang: str = "zh") -> AbstractContextManager[Serving]:
    """A rule of a small knowledge base, in one language."""
    return serving(base.parent / "temporary", "--base", base, "--only", rule, "--lang", lang)


@contextmanager
def changed(file: Path, old: str, new: str) -> Iterator[None]:
    """The file with other words in it, for a while."""
    before = file.read_text("utf-8")
    assert old in before
    file.write_text(before.replace(old, new), "utf-8")
    try:
        yield
    finally:
        file.write_text(before, "utf-8")


# ---- what it refuses -------------------------------------------------------------------------------------------------


def test_a_knowledge_base_with_a_defect_is_not_shown_but_its_place_is(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with changed(rules / DATA, "articles:", "articels:"):
        assert main(["serve", "--base", str(rules), "--port", "0"]) == 3
    output = capsys.readouterr()
    assert output.out == "" and f"{DATA}:" in output.err and "articels" in output.err


# ---- what it shows ---------------------------------------------------------------------------------------------------


def test_beside_one_rule_the_page_of_an_article_is_there_and_another_rule_is_not(one_rule: Serving) -> None:
    answer, page = one_rule.get(f"/{ARTICLE}")
    assert answer.status == 200 and "第十三条" in page
    answer, page = one_rule.get("/regulations/cac-account-names-2015/art_6/")
    assert answer.status == 404 and "--only" in page and "<h1>没有这一页</h1>" in page


def test_a_preview_is_not_saved_in_the_browser(one_rule: Serving, page: Page) -> None:
    page.goto("/")
    page.locator(".md-footer").scroll_into_view_if_needed()
    expect(page.locator("[data-offline]")).to_have_count(0)
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


def test_the_first_page_of_one_rule_leads_to_each_page_that_is_there(one_rule: Serving, page: Page) -> None:
    page.goto("/")
    links = page.locator("article li a").evaluate_all("links => links.map(link => link.href)")
    assert f"{one_rule.addresses[0]}{ARTICLE}" in links
    for address in links:
        assert page.request.get(address).ok, address


@pytest.mark.parametrize(
    "path",
    [
        "/../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/a%00b",
        f"/{'a' * 5000}",
        "/index.html/a",
    ],
)
def test_no_path_leads_out_of_the_site(one_rule: Serving, path: str) -> None:
    answer, page = one_rule.get(path)
    assert answer.status == 404 and "没有这一页" in page and "root:" not in page


def test_a_folder_without_its_stroke_is_led_on_and_a_head_has_no_body(one_rule: Serving) -> None:
    answer, _ = one_rule.get(f"/{ARTICLE.removesuffix('/')}")
    assert (answer.status, answer.headers["Location"]) == (301, f"/{ARTICLE}")
    answer, page = one_rule.get(f"/{ARTICLE}", method="HEAD")
    assert (answer.status, page) == (200, "") and int(answer.headers["Content-Length"]) > 1000


def test_the_second_language_may_be_opened_before_it_is_built(rules: Path, tmp_path: Path, page: Page) -> None:
    with serving(tmp_path / "temporary", "--base", rules, "--only", RULE) as server:  # waits for the first only
        page.goto(f"{server.addresses[0]}en/{ARTICLE}")
        expect(page.locator("h1")).to_contain_text("Article 13")
        page.goto("about:blank")  # while the server is there: the search of the page may still be fetching its scripts


def test_a_missing_page_is_reported_in_the_language_of_the_address(base: Path, tmp_path: Path) -> None:
    with serving(tmp_path / "temporary", "--base", base, "--only", "rule-old", languages=2) as server:
        for path, heading in (("/no/such/page/", "没有这一页"), ("/en/no/such/page/", "Page not found")):
            answer, page = server.get(path)
            assert answer.status == 404 and f"<h1>{heading}</h1>" in page, path


# ---- while somebody writes -------------------------------------------------------------------------------------------

RECORDS = f"regulations/{RULE}/obligations/art_013.yaml"
SUMMARY = "提供者须按规定留存网络日志，至少六个月。"


def test_an_edit_comes_to_the_browser_by_itself_and_the_reader_stays_at_the_paragraph(
    rules: Path, one_rule: Serving, page: Page
) -> None:
    place = f"{one_rule.addresses[0]}{ARTICLE}#art_13__para_2"
    page.goto(place)
    expect(page.get_by_text(SUMMARY).first).to_be_visible()
    scrolled = page.evaluate("scrollY")
    assert scrolled > 0
    with changed(rules / RECORDS, SUMMARY, "这一句刚刚改过。"):
        expect(page.get_by_text("这一句刚刚改过。").first).to_be_visible()
        assert page.url == place
        assert abs(page.evaluate("scrollY") - scrolled) < 200
    expect(page.get_by_text(SUMMARY).first).to_be_visible()


def test_a_defect_is_reported_over_the_last_page_with_its_place_until_it_is_mended(
    rules: Path, one_rule: Serving, page: Page
) -> None:
    page.goto(f"/{ARTICLE}")
    notice = page.get_by_role("alert")
    with changed(rules / DATA, "articles:", "articels:"):
        expect(notice).to_contain_text(f"{DATA}:")
        expect(notice).to_contain_text("articels")
        expect(page.get_by_text(SUMMARY).first).to_be_visible()
        page.reload()
        expect(notice).to_contain_text("articels")
    expect(notice).to_have_count(0)
    with changed(rules / DATA, "articles:", "articles: ["):  # no YAML at all
        expect(notice).to_contain_text(f"{DATA}:")
    expect(notice).to_have_count(0)


def test_the_terminal_reports_each_build_and_why_there_is_none(base: Path) -> None:
    rule = base / "regulations/rule-old/regulation.yaml"
    with of_one_rule(base, lang="en") as server:
        assert server.process.stderr is not None
        lines = iter(server.process.stderr.readline, "")
        assert next(lines).startswith("guiju: English ")
        assert next(lines) == f"guiju: watching {base}; stop with Ctrl-C\n"
        with changed(rule, "articles:", "articels:"):
            assert next(lines).startswith(f"{rule}:")
        assert any(line.startswith("guiju: English ") for line in lines)  # mended


def test_a_rule_that_is_moved_away_is_reported_and_comes_back(base: Path, tmp_path: Path) -> None:
    rule, away = base / "regulations/rule-law", tmp_path / "rule-law"
    with of_one_rule(base, "rule-law") as server:
        assert '"error": ""' in server.get("/-/news?lang=zh")[1]
        rule.rename(away)
        assert "rule-law" in eventually(server, lambda text: '"error": ""' not in text)
        away.rename(rule)
        eventually(server, lambda text: '"error": ""' in text)


def eventually(server: Serving, wanted: Callable[[str], bool]) -> str:
    """What the server tells browsers, once it is what is wanted."""
    end = time.monotonic() + PATIENCE
    while not wanted(text := server.get("/-/news?lang=zh")[1]):
        assert time.monotonic() < end, text
        time.sleep(0.1)
    return text


# ---- how it ends -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly_and_leaves_nothing_behind(base: Path, ending: signal.Signals) -> None:
    with of_one_rule(base) as server:
        waiting = socket.create_connection(("127.0.0.1", urlsplit(server.addresses[0]).port or 0))
        # A browser that waits for news.
        waiting.sendall(b"GET /-/news?lang=zh&seen=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert [*server.temporary.iterdir()] != []
        server.process.send_signal(ending)
        _, messages = server.process.communicate(timeout=PATIENCE)
        waiting.close()
        assert server.process.returncode == 0
        assert "Traceback" not in messages
        assert [*server.temporary.iterdir()] == []
