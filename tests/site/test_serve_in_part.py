"""`guiju serve` of hundreds of rules: it lists them at once, and builds the pages of a rule when they are asked for."""

import shutil
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from conftest import PATIENCE
from places import GOOD
from serving import Serving, serving

pytestmark = pytest.mark.server

NUMBER = 201


def name(place: int) -> str:
    return f"copy-{place}-of-it"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "base"
    shutil.copytree(GOOD, folder)
    for place in range(NUMBER):
        rule = shutil.copytree(GOOD / "regulations" / "rule-old", folder / "regulations" / name(place))
        text = (rule / "regulation.yaml").read_text("utf-8")
        (rule / "regulation.yaml").write_text(text.replace("旧规定", f"旧规定之{place}"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def many(base: Path) -> Iterator[Serving]:
    with serving(base.parent / "temporary", "--base", base, languages=2) as server:
        yield server


def built(many: Serving, path: str) -> str:
    """The page, once it is built."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        answer, text = many.get(path)
        if answer.status != HTTPStatus.SERVICE_UNAVAILABLE:
            assert answer.status == HTTPStatus.OK
            return text
        assert answer.headers["Refresh"] == "1"
        time.sleep(0.1)
    raise AssertionError(f"{path} was not built")


def test_the_first_page_leads_to_every_rule(many: Serving) -> None:
    answer, text = many.get("/")
    assert answer.status == HTTPStatus.OK
    assert text.count("<li>") > NUMBER
    assert f'<a href="/regulations/{name(7)}/">旧规定之7</a>' in text
    assert f'<a href="/en/regulations/{name(7)}/">' in many.get("/en")[1]


@pytest.mark.parametrize("language", ["/", "/en/"])
def test_the_pages_of_a_rule_are_built_when_they_are_asked_for(language: str, many: Serving) -> None:
    for place in (7, 8):
        page = built(many, f"{language}regulations/{name(place)}/")
        assert ("旧规定之" if language == "/" else "Old Provisions") in page
    assert many.get("/")[1].count("<li>") > NUMBER


def test_an_edit_of_the_rule_that_is_shown_is_shown(base: Path, many: Serving) -> None:
    page = f"/regulations/{name(9)}/art_2/"
    assert "改过的条文" not in built(many, page)
    file = base / "regulations" / name(9) / "regulation.yaml"
    file.write_text(file.read_text("utf-8").replace("监督管理", "改过的条文"), "utf-8")
    until = time.monotonic() + PATIENCE
    while "改过的条文" not in built(many, page):
        assert time.monotonic() < until
        time.sleep(0.2)
