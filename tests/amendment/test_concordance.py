"""Which article of an old text became which of a new one."""

from guiju.amendment.concordance import concordance
from guiju.model import Regulation
from law_texts import law

PURPOSE = "为了保障网络安全，维护网络空间主权，制定本法。"
LOGS = "网络运营者应当留存网络日志，留存的期限不少于六个月。"
NAMES = "网络运营者为用户办理入网手续，应当要求用户提供真实身份信息。"
PLANS = "网络运营者应当制定网络安全事件应急预案，及时处置系统漏洞、计算机病毒。"
MINORS = "国家支持研究开发有利于未成年人健康成长的网络产品和服务。"
LOGS_FINE = (
    "违反本法第二条规定，未留存日志的，由有关主管部门责令改正，给予警告；拒不改正的，处一万元以上十万元以下罚款。"
)
NAMES_FINE = (
    "违反本法第三条规定，未核验身份的，由有关主管部门责令改正，给予警告；拒不改正的，处一万元以上十万元以下罚款。"
)
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
