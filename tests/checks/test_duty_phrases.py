"""Duty phrases are found where they impose, not inside words that merely contain the character."""

import pytest

from guiju.law.text.duty_phrases import NO_DUTY, duty_phrases


def phrases(text: str) -> list[str]:
    return [p.phrase for p in duty_phrases(text)]


@pytest.mark.parametrize("word", NO_DUTY)
def test_a_word_that_imposes_nothing_holds_no_duty_phrase(word: str) -> None:
    assert phrases(f"有关{word}的规定") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("提供者应当配备与服务规模相适应的专业人员", ["应当"]),
        ("应设置和显示唯一群组识别编码，对成员达到一定规模的群组要设置群信息页面", ["应", "要"]),
        ("建立健全应急处置、安全防护等管理制度", []),
        ("移动互联网应用程序", []),
        ("采取必要措施，不得泄露", ["不得"]),
        ("对含有违法和不良信息的，不予注册", ["不予"]),
        ("按照原则，要求使用者认证", []),
        ("鼓励互联网行业组织，禁止传播", ["鼓励", "禁止"]),
        ("根据信用等级提供相应服务", []),
        ("应当应当", ["应当", "应当"]),
        ("必须经许可，严禁转让，不准出租，须知", ["必须", "严禁", "不准"]),
    ],
)
def test_phrases_are_found_from_left_to_right(text: str, found: list[str]) -> None:
    assert phrases(text) == found


def test_a_phrase_knows_where_it_stands() -> None:
    (phrase,) = duty_phrases("并应当报告")
    assert (phrase.start, phrase.end) == (1, 3)
