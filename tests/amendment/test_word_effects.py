"""What words show, and what they do not: leniency is no duty, and a duty that stands elsewhere is not gone."""

from pathlib import Path

import pytest

from case_tables import cases
from guiju import knowledge
from guiju.amendment.texts import amendment
from guiju.amendment.word_effects import WordEffect, word_effects
from guiju.model import Corpus

CASES = cases(__file__)

HEAD = "示例管理规定\n（2024年5月6日示例部公布）\n第一条　为了规范示例服务，制定本规定。\n"
DUTY = "检查人员应当出示执法证件，并制作现场检查笔录。"
PENALTY = "第二条　有下列行为之一的，处一千元以下罚款：\n（一）伪造印章的；\n"


def shown(tmp_path: Path, old: str, new: str) -> list[str]:
    for name, text in (("old", old), ("new", new)):
        (tmp_path / f"{name}.txt").write_text(HEAD + text, "utf-8")
    texts = (knowledge.law_in(tmp_path / f"{name}.txt") for name in ("old", "new"))
    return [effect.kind for effect in word_effects(amendment(*texts))]


@pytest.mark.parametrize(("old", "new", "kind"), [*(("", *case) for case in CASES["new"]), *CASES["changed"]])
def test_new_and_changed_words_are_what_they_say(old: str, new: str, kind: str, tmp_path: Path) -> None:
    before = f"　　{old}\n" if old else ""
    assert set(shown(tmp_path, f"第二条　{DUTY}\n{before}", f"第二条　{DUTY}\n　　{new}\n")) == {kind}


@pytest.mark.parametrize("case", ["从高空抛掷物品的", "未补缴应缴税款，擅自将应当保税的货物在境内销售的"])
def test_a_new_case_of_a_penalty_is_a_penalty(case: str, tmp_path: Path) -> None:
    assert shown(tmp_path, PENALTY, f"{PENALTY}（二）{case}。\n") == ["sanction"]


def test_a_bar_that_is_lifted_in_an_article_on_penalties_is_a_penalty(tmp_path: Path) -> None:
    article = "第二条　未成年人违反本规定的，不执行拘留。\n"
    assert shown(tmp_path, article, f"{article}　　情节严重的，不受前款规定的限制。\n") == ["sanction"]


def test_a_duty_that_stands_in_another_article_is_neither_gone_nor_new(tmp_path: Path) -> None:
    old = f"第二条　主管部门负责示例工作。\n　　{DUTY}\n第三条　用户有权投诉。\n"
    new = f"第二条　主管部门负责示例工作。\n第三条　用户有权投诉。\n　　检查时，{DUTY.replace('执法', '工作')}\n"
    assert not {"appears", "vanishes"} & set(shown(tmp_path, old, new))


def test_numbers_that_follow_the_articles_are_told_apart_from_another_citation(tmp_path: Path) -> None:
    duties = "第二条　用户应当实名。\n第三条　平台应当留存日志。\n"
    fine = "第四条　违反第二条、第三条规定的，处一千元以下罚款。\n"
    moved = duties.replace("第三条", "第四条").replace("第二条", "第三条")
    new = f"第二条　国家支持示例工作。\n{moved}第五条　违反{{}}规定的，处一千元以下罚款。\n"
    assert "reference" in shown(tmp_path, duties + fine, new.format("第三条、第四条"))
    assert "cited" in shown(tmp_path, duties + fine, new.format("第三条、第一条"))


def test_an_amendment_of_a_real_law_is_read_as_a_lawyer_reads_it(corpus: Corpus) -> None:
    old, new = (
        knowledge.text(corpus, f"public-security-penalties@{day}")[1].text for day in ("2012-10-26", "2025-06-27")
    )
    effects = list(word_effects(amendment(old, new)))

    def places(kind: str) -> set[str]:
        return {_place(effect) for effect in effects if effect.kind == kind}

    assert places("vanishes") == set()
    assert places("bearer") == {"103.3", "109.1"}  # 女性工作人员或者医师; 县级以上地方人民政府
    appeared = (
        "8.2 9.2 60.1 92.1 92.2 97.1 97.3 98.3 100.2 102.1 103.2 105.1 105.3 107.2 108.1 108.3 "
        "112.3 113.2 114.1 114.2 117.2 117.3 117.4 120.3 122.1 134.1 135.1 136.1 137.1 138.1"
    )
    assert places("appears") == {*appeared.split()}
    assert {"19.1", "21.1", "23.2", "56.2", "67.2"} <= places("sanction")
    assert not {"65.1.2", "125.1", "126.1", "126.2", "139.1.8", "144.1"} & places("sanction")


def _place(effect: WordEffect) -> str:
    """108.3 for 第一百零八条第三款."""
    unit = effect.row.new or effect.row.old
    return unit.eId.removeprefix("art_").replace("__para_", ".").replace("__point_", ".")
