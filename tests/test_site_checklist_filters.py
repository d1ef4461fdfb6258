"""The filters of a checklist show exactly the lines that the data say, and an address gives the same state again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from checklist_desk import ROLE, duties, lines, mark, shown
from guiju.reasoning.checklist import Line
from real_corpus import real

pytest_plugins = ["checklist_desk"]


OTHER = "account-user"


def has(line: Line, name: str, value: str) -> bool:
    record = line.obligation
    role = next((r for r in real().vocabulary.roles if r.id == value), None)
    return {
        "topic": value in record.topics,
        "method": record.method == value,
        "modality": record.modality == value,
        "role": role is not None and not set(role.parties).isdisjoint(line.bearers),
    }[name]


FILTERS = [
    [("topic", "real-name")],
    [("method", "test")],
    [("modality", "prohibition")],
    [("modality", "power")],
    [("role", "group-owner")],
    [("role", "group-owner"), ("role", OTHER)],
    [("role", "group-provider"), ("method", "examine"), ("modality", "obligation")],
]


@pytest.mark.parametrize("chosen", FILTERS, ids=lambda chosen: "&".join("=".join(pair) for pair in chosen))
def test_a_filter_shows_exactly_the_lines_that_the_data_say_and_its_address_gives_the_same_state_again(
    page: Page, site_url: str, chosen: list[tuple[str, str]]
) -> None:
    page.goto(f"{site_url}/checklists/all-roles/")
    for name, value in chosen:
        if name == "role":
            page.locator(f'[data-filter="role"][value="{value}"]').check()
        else:
            page.locator(f'[data-filter="{name}"]').select_option(value)
    expected = [
        line.id
        for line in lines()
        if all(any(has(line, *pair) for pair in chosen if pair[0] == name) for name in {pair[0] for pair in chosen})
    ]
    assert expected and shown(page) == expected
    address = page.url
    expect(page.locator("[data-shown]")).to_contain_text(f"显示{len(expected)}项，共{len(lines())}项")
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == expected and page.url == address
    page.locator('[data-do="reset"]').click()
    assert len(shown(page)) == len(lines()) and "?" not in page.url


def test_a_role_chosen_on_the_list_of_all_roles_has_the_lines_of_its_own_checklist(page: Page, site_url: str) -> None:
    for role in real().vocabulary.roles:
        page.goto(f"{site_url}/checklists/all-roles/?role={role.id}")
        assert shown(page) == [line.id for line in lines(role.id)]


def test_open_only_shows_what_is_to_be_verified_and_nothing_vanishes_under_the_readers_hand(desk: Page) -> None:
    found = [line.id for line in duties(ROLE)]
    mark(desk, found[0], "met")
    desk.locator('[data-filter="open"]').check()
    assert shown(desk) == found[1:]
    mark(desk, found[1], "not_met")
    assert shown(desk) == found[1:]
    desk.reload()
    assert shown(desk) == found[2:]


def test_back_goes_to_the_filter_before_and_the_other_language_shows_the_same_lines(desk: Page) -> None:
    desk.locator('[data-filter="modality"]').select_option("prohibition")
    first = shown(desk)
    desk.locator('[data-filter="modality"]').select_option("obligation")
    second = shown(desk)
    desk.go_back()
    assert shown(desk) == first != second
    desk.locator("[data-other-language]").click()
    desk.wait_for_url(f"**/en/checklists/{ROLE}/?modality=prohibition")
    assert shown(desk) == first


def test_an_address_that_asks_for_what_is_not_there_shows_everything_and_keeps_what_else_it_says(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}/checklists/{ROLE}/?topic=__proto__&method=constructor&modality=%3Cimg%3E&text=zh")
    assert len(shown(page)) == len(lines(ROLE))
    page.locator('[data-filter="open"]').check()
    assert page.url.endswith("?text=zh&open=1")


def test_headings_and_contents_without_lines_go_with_them(desk: Page) -> None:
    desk.locator('[data-filter="modality"]').select_option("prohibition")
    articles = {line.obligation.eId.split("__")[0] for line in lines(ROLE) if line.obligation.modality == "prohibition"}
    assert desk.locator(".article-lines:visible").count() == len(articles)
    assert desk.locator(".md-nav--secondary .md-nav .md-nav__link:visible").count() == len(articles)
