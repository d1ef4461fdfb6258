"""The filters of a checklist show exactly the lines that the data say, and an address gives the same state again."""

import pytest
from playwright.sync_api import Page, expect

from checklist_desk import ROLE, Desk, duties, lines
from guiju.reasoning.checklist import Line
from real_corpus import real

pytest_plugins = ["checklist_desk"]


def has(line: Line, name: str, value: str) -> bool:
    record = line.obligation
    parties = {role.id: role.parties for role in real().vocabulary.roles}.get(value, ())
    roles = [value] if not set(parties).isdisjoint(line.bearers) else []
    wanted = {"topic": record.topics, "method": [record.method], "modality": [record.modality], "role": roles}
    return value in wanted[name]


FILTERS = [
    "topic=real-name",
    "method=test",
    "modality=prohibition",
    "modality=power",
    "role=group-owner",
    "role=group-owner&role=account-user",
    "role=group-provider&method=examine&modality=obligation",
]


@pytest.mark.parametrize("asked", FILTERS)
def test_a_filter_shows_exactly_the_lines_that_the_data_say_and_its_address_gives_the_same_state_again(
    page: Page, site_url: str, asked: str
) -> None:
    desk, chosen = Desk(page), [part.split("=") for part in asked.split("&")]
    page.goto(f"{site_url}/checklists/all-roles/")
    for name, value in chosen:
        desk.filter(name, value)
    expected = [
        line.id
        for line in lines()
        if all(any(has(line, *pair) for pair in chosen if pair[0] == name) for name, _ in chosen)
    ]
    assert expected and desk.shown() == expected
    address = page.url
    expect(desk.find("[data-extent]")).to_contain_text(f"显示{len(expected)}项，共{len(lines())}项")
    page.goto("about:blank")
    page.goto(address)
    assert desk.shown() == expected and page.url == address
    desk.find('[data-do="reset"]').click()
    assert len(desk.shown()) == len(lines()) and "?" not in page.url


def test_a_role_chosen_on_the_list_of_all_roles_has_the_lines_of_its_own_checklist(page: Page, site_url: str) -> None:
    for role in real().vocabulary.roles:
        page.goto(f"{site_url}/checklists/all-roles/?role={role.id}")
        assert Desk(page).shown() == [line.id for line in lines(role.id)]


def test_open_only_shows_what_is_to_be_verified_and_nothing_vanishes_under_the_readers_hand(desk: Desk) -> None:
    ids = [line.id for line in duties(ROLE)]
    desk.mark(ids[0], "met")
    desk.filter("open", "1")
    assert desk.shown() == ids[1:]
    desk.mark(ids[1], "not_met")
    assert desk.shown() == ids[1:]
    desk.page.reload()
    assert desk.shown() == ids[2:]


def test_back_goes_to_the_filter_before_and_the_other_language_shows_the_same_lines(desk: Desk) -> None:
    desk.filter("modality", "prohibition")
    first = desk.shown()
    desk.filter("modality", "obligation")
    second = desk.shown()
    desk.page.go_back()
    assert desk.shown() == first != second
    desk.find("[data-other-language]").click()
    desk.page.wait_for_url(f"**/en/checklists/{ROLE}/?modality=prohibition")
    assert desk.shown() == first


def test_an_address_that_asks_for_what_is_not_there_shows_everything_and_keeps_what_else_it_says(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}/checklists/{ROLE}/?topic=__proto__&method=constructor&modality=%3Cimg%3E&text=zh")
    desk = Desk(page)
    assert len(desk.shown()) == len(lines(ROLE))
    desk.filter("open", "1")
    assert page.url.endswith("?text=zh&open=1")


def test_headings_and_contents_without_lines_go_with_them(desk: Desk) -> None:
    desk.filter("modality", "prohibition")
    articles = {line.obligation.eId.split("__")[0] for line in lines(ROLE) if line.obligation.modality == "prohibition"}
    for selector in (".article-lines:visible", ".md-nav--secondary .md-nav .md-nav__link:visible"):
        assert desk.find(selector).count() == len(articles)
