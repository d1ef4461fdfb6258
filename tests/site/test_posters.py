"""The picture of a page where its link is shared."""

from datetime import date

import pytest

from guiju.site.pictures.poster import obstacle, poster

DAY = date(2026, 11, 25)
LONG = "最高人民法院、最高人民检察院关于办理非法利用信息网络、帮助信息网络犯罪活动等刑事案件适用法律若干问题的解释"


def test_nothing_is_in_the_way_of_pictures_where_the_tests_run() -> None:
    assert obstacle() == ""


@pytest.mark.parametrize(
    ("title", "subtitle"),
    [("群组规定", "互联网群组信息服务管理规定"), (LONG * 3, LONG * 3), ("Interpretation " * 40, "<a> & “b”"), ("", "")],
)
def test_any_title_gives_the_same_picture_twice_and_another_than_the_other_language(title: str, subtitle: str) -> None:
    made = [poster(title, subtitle, lang, DAY) for lang in ("zh", "zh", "en")]
    assert made[0] == made[1] != made[2]


def test_a_title_that_is_cut_is_another_picture_than_as_much_of_it_as_has_room() -> None:
    whole, cut = (poster("一" * length, "", "zh", DAY) for length in (60, 61))
    assert whole != cut == poster("一" * 200, "", "zh", DAY)
