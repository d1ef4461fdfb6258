"""Which article of an old text became which of a new one."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
import yaml

from guiju import knowledge
from guiju.amendment.concordance import concordance
from guiju.model import Corpus, Regulation
from law_texts import law

PURPOSE = "为了保障网络安全，维护网络空间主权，制定本法。"
LOGS = "网络运营者应当留存网络日志，留存的期限不少于六个月。"
NAMES = "网络运营者为用户办理入网手续，应当要求用户提供真实身份信息。"
PLANS = "网络运营者应当制定网络安全事件应急预案，及时处置系统漏洞、计算机病毒。"
MINORS = "国家支持研究开发有利于未成年人健康成长的网络产品和服务。"
FINE = "，由有关主管部门责令改正，给予警告；拒不改正的，处一万元以上十万元以下罚款。"
LOGS_FINE = f"违反本法第二条规定，未留存日志的{FINE}"
DAY = "本法自2017年6月1日起施行。"
LAW = (PURPOSE, LOGS, NAMES, PLANS, MINORS, LOGS_FINE, DAY)


def rows(old: Regulation, new: Regulation) -> list[tuple[str, str, str]]:
    """The rows in short: the numbers and the kind."""
    short = ((p.old or "–", p.new or "–", p.kind) for p in concordance(old, new))
    return [(old.removeprefix("art_"), new.removeprefix("art_"), kind) for old, new, kind in short]


def test_the_same_text_twice_is_unchanged():
    assert {kind for *_, kind in rows(law(*LAW), law(*LAW))} == {"unchanged"}


def test_an_insertion_renumbers_what_comes_after_it():
    new = law(PURPOSE, "网络安全工作坚持总体国家安全观。", *LAW[1:])

    assert rows(law(*LAW), new)[:3] == [("1", "1", "unchanged"), ("–", "2", "added"), ("2", "3", "renumbered")]


def test_punctuation_width_and_spacing_are_no_amendment():
    new = law(
        PURPOSE.replace("，", ","), LOGS.replace("六个月", "六 个 月"), *LAW[2:-1], DAY.replace("2017", "２０１７")
    )

    assert {kind for *_, kind in rows(law(*LAW), new)} == {"unchanged"}


def test_a_word_is_an_amendment():
    new = law(PURPOSE, LOGS.replace("六个月", "一年"), *LAW[2:])

    assert rows(law(*LAW), new)[1] == ("2", "2", "amended")


@pytest.mark.parametrize(("old", "new"), [("1.5倍", "15倍"), ("5%", "5‰")])
def test_a_decimal_point_and_a_percent_sign_are_words(old, new):
    rate = "违反前条规定的，处违法所得{}以下罚款。"

    assert rows(law(PURPOSE, rate.format(old), DAY), law(PURPOSE, rate.format(new), DAY))[1] == ("2", "2", "amended")


def test_an_article_that_moved_to_another_place_is_found_by_its_words():
    new = law(PURPOSE, NAMES, PLANS, MINORS, LOGS, LOGS_FINE, DAY)

    assert ("2", "5", "renumbered") in rows(law(*LAW), new)


def test_an_article_becomes_two():
    old = law(PURPOSE, f"{LOGS}\n{PLANS}", NAMES, DAY)

    assert rows(old, law(PURPOSE, LOGS, PLANS, NAMES, DAY))[1:3] == [("2", "2", "split"), ("2", "3", "split")]


def test_two_articles_become_one():
    new = law(PURPOSE, f"{LOGS}\n{PLANS}", NAMES, DAY)

    assert rows(law(PURPOSE, LOGS, PLANS, NAMES, DAY), new)[1:3] == [("2", "2", "merged"), ("3", "2", "merged")]


def test_an_inserted_number_keeps_its_name():
    new = law(
        *LAW[:3], MINORS.replace("未成年人", "老年人"), *LAW[3:], numbers=("1", "2", "3", "3-1", "4", "5", "6", "7")
    )

    assert ("–", "3-1", "added") in rows(law(*LAW), new)


def test_a_number_that_only_says_that_its_article_was_deleted_has_none():
    new = law(*LAW[:4], "（根据修正案删除）", *LAW[5:])

    assert ("5", "–", "removed") in rows(law(*LAW), new)
    assert "added" not in {kind for *_, kind in rows(law(*LAW), new)}


def test_a_text_without_articles_has_all_of_the_other():
    assert rows(law(), law(PURPOSE, LOGS)) == [("–", "1", "added"), ("–", "2", "added")]
    assert rows(law(), law()) == []


def test_every_article_has_a_row_and_a_confidence():
    old, new = law(*LAW), law(DAY, f"{NAMES}\n{PLANS}", LOGS.replace("六个月", "一年"))
    pairs = concordance(old, new)

    assert {p.old for p in pairs} - {None} == {article.eId for article in old.articles}
    assert {p.new for p in pairs} - {None} == {article.eId for article in new.articles}
    assert all(0 <= pair.confidence <= 1 for pair in pairs)


def penalty(act: str) -> str:
    return f"违反本法规定，{act}的{FINE}"


def test_penalties_that_share_their_sanction_only_are_removed_and_added():
    kept, gone, came = penalty("未核验用户身份"), penalty("未制定应急预案"), penalty("非法出售个人信息")
    changed = rows(law(*LAW[:5], gone, LOGS_FINE, kept, DAY), law(*LAW[:5], LOGS_FINE, kept, came, DAY))

    assert {("6", "–", "removed"), ("–", "8", "added"), ("7", "6", "renumbered")} <= set(changed)


def test_penalties_are_told_apart_by_the_articles_that_they_cite():
    def citing(number: str) -> str:
        return f"违反本法第{number}条规定，不履行义务的{FINE}"

    old = law(PURPOSE, LOGS, NAMES, PLANS, MINORS, citing("二"), citing("三"), citing("四"), DAY)
    more = ("网络安全工作坚持科学发展。", "国家加强国际合作。", "行业组织健全自律机制。")
    new = law(PURPOSE, *more, LOGS, NAMES, PLANS, MINORS, citing("七"), citing("六"), citing("五"), DAY)

    assert {("6", "11"), ("7", "10"), ("8", "9")} <= {(before, after) for before, after, _ in rows(old, new)}


def test_a_chapter_that_moved_keeps_its_articles_together():
    old = law(*LAW)
    new = law(MINORS, LOGS_FINE, PURPOSE, LOGS, NAMES, PLANS, DAY)

    assert [row[:2] for row in rows(old, new)[:2]] == [("1", "3"), ("2", "4")]
    assert {kind for *_, kind in rows(old, new)} == {"renumbered", "unchanged"}


def test_of_two_articles_with_the_same_words_each_keeps_its_neighbours():
    twice = "依照前条规定处罚。"
    old = law(PURPOSE, LOGS, twice, NAMES, PLANS, MINORS, twice, DAY)
    new = law(PURPOSE, LOGS, twice, NAMES, "个人有权要求删除其个人信息。", PLANS, MINORS, twice, DAY)

    assert {("3", "3", "unchanged"), ("7", "8", "renumbered")} <= set(rows(old, new))


def test_the_article_on_commencement_stays_itself_with_other_words():
    new = law(PURPOSE, MINORS, "本条例自公布之日起施行，1997年发布的管理办法同时废止。")

    assert rows(law(PURPOSE, LOGS, MINORS, DAY), new)[-1] == ("4", "3", "amended")


READ = yaml.safe_load(Path(__file__).with_name("concordances.yaml").read_text("utf-8"))


def expanded(line: str) -> Iterator[tuple[str, str, str]]:
    """The rows of a line: 3-5 4-6 renumbered are three."""
    *sides, kind = line.split()
    old, new = (
        [str(number) for number in range(int(side.split("-")[0]), int(side.split("-")[-1]) + 1)] if side != "–" else []
        for side in sides
    )
    yield from ((before, after, kind) for before, after in zip_longest(old, new, fillvalue="–"))


@pytest.mark.parametrize("law_id", READ)
def test_versions_of_real_laws_are_aligned_as_a_lawyer_aligns_them(law_id: str, corpus: Corpus) -> None:
    read = READ[law_id]
    old, new = (knowledge.text(corpus, f"{law_id}@{read[side]}")[1].text for side in ("old", "new"))

    assert sorted(rows(old, new)) == sorted(row for line in read["rows"] for row in expanded(line))
