"""The filters of a checklist show exactly the lines that the data say, and an address gives the same state again."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from checklist_desk import ROLE, Desk, duties, lines
from guiju.reasoning.checklist import Line
from real_corpus import real
from windows import Visit

pytest_plugins = ["checklist_desk"]


def values(line: Line) -> dict[str, list[str | None]]:
    """What a line is found by: filter → values."""
    record = line.obligation
    roles = [role.id for role in real().vocabulary.roles if not set(role.parties).isdisjoint(line.bearers)]
    return {"topic": [*record.topics], "method": [record.method], "modality": [record.modality], "role": roles}


FILTERS = [
    "topic=real-name",
    "method=test",
    "modality=prohibition",
    "modality=power",
    "role=group-owner&role=account-user",
    "role=group-provider&method=examine&modality=obligation",
]


@pytest.mark.parametrize("query", FILTERS)
def test_a_filter_shows_exactly_the_lines_that_the_data_say_and_its_address_gives_the_same_state_again(
    look: Visit, query: str
) -> None:
    desk, chosen = Desk(look("checklists/all-roles/")), parse_qs(query)
    for name, wanted in chosen.items():
        for value in wanted:
            desk.filter(name, value)
    expected = [
        line.id for line in lines() if all(set(values(line)[name]) & set(wanted) for name, wanted in chosen.items())
    ]
    assert expected and desk.visible_lines() == expected
    address = desk.page.url
    expect(desk.find("[data-extent]")).to_contain_text(f"显示{len(expected)}项，共{len(lines())}项")
    desk.page.goto("about:blank")
    desk.page.goto(address)
    assert desk.visible_lines() == expected and desk.page.url == address
    desk.find('[data-do="reset"]').click()
    assert desk.visible_lines() == [] and "?" not in desk.page.url


def test_the_list_of_all_roles_shows_what_is_asked_for_and_the_whole_to_whoever_asks_or_prints(look: Visit) -> None:
    desk, every = Desk(look("checklists/all-roles/")), [line.id for line in lines()]
    assert desk.visible_lines() == []
    expect(desk.find("[data-extent]")).to_contain_text(f"共{len(every)}项。请选角色、主题")
    desk.page.emulate_media(media="print")
    assert desk.visible_lines() == every
    desk.page.emulate_media(media="screen")
    desk.filter("all", "1")
    assert desk.visible_lines() == every and desk.page.url.endswith("?all=1")
    desk.page.reload()
    assert desk.visible_lines() == every
    desk.filter("role", ROLE)
    assert desk.visible_lines() == [line.id for line in lines(ROLE)] and desk.page.url.endswith(f"?role={ROLE}")
    desk.filter("all", "1")
    assert desk.visible_lines() == every and desk.page.url.endswith("?all=1")


def test_an_address_of_one_line_shows_it_in_the_list_of_all_roles_from_elsewhere_and_from_there(look: Visit) -> None:
    desk, last = Desk(look("checklists/all-roles/")), lines()[-1].id
    place = "#" + last.replace("#", "--")
    desk.page.evaluate("place => { location.hash = place; }", place)
    expect(desk.line(last)).to_be_in_viewport()
    desk.page.goto("about:blank")
    desk.page.goto(f"/checklists/all-roles/{place}")
    expect(desk.line(last)).to_be_in_viewport()


def test_a_role_chosen_on_the_list_of_all_roles_has_the_lines_of_its_own_checklist(look: Visit) -> None:
    for role in real().vocabulary.roles:
        desk = Desk(look(f"checklists/all-roles/?role={role.id}"))
        assert desk.visible_lines() == [line.id for line in lines(role.id)]


def test_open_only_shows_what_is_to_be_verified_and_nothing_vanishes_under_the_readers_hand(desk: Desk) -> None:
    ids = [line.id for line in duties(ROLE)]
    desk.mark(ids[0], "met")
    desk.filter("open", "1")
    assert desk.visible_lines() == ids[1:]
    desk.mark(ids[1], "not_met")
    assert desk.visible_lines() == ids[1:]
    desk.page.reload()
    assert desk.visible_lines() == ids[2:]


def test_back_goes_to_the_filter_before_and_the_other_language_shows_the_same_lines(desk: Desk) -> None:
    desk.filter("modality", "prohibition")
    first = desk.visible_lines()
    desk.filter("modality", "obligation")
    second = desk.visible_lines()
    desk.page.go_back()
    assert desk.visible_lines() == first != second
    desk.find("[data-other-language]").click()
    desk.page.wait_for_url(f"**/en/checklists/{ROLE}/?modality=prohibition")
    assert desk.visible_lines() == first


def test_an_address_that_asks_for_what_is_not_there_shows_everything_and_keeps_what_else_it_says(look: Visit) -> None:
    desk = Desk(look(f"checklists/{ROLE}/?topic=__proto__&method=constructor&modality=%3Cimg%3E&text=zh"))
    assert len(desk.visible_lines()) == len(lines(ROLE))
    desk.filter("open", "1")
    assert desk.page.url.endswith("?text=zh&open=1")


def test_headings_and_contents_without_lines_go_with_them(desk: Desk) -> None:
    desk.filter("modality", "prohibition")
    articles = {line.obligation.eId.split("__")[0] for line in lines(ROLE) if line.obligation.modality == "prohibition"}
    for selector in (".article-lines:visible", ".md-nav--secondary .md-nav .md-nav__link:visible"):
        assert desk.find(selector).count() == len(articles)
