"""Two texts side by side: what became of each 款, and what only moved."""

from pathlib import Path

from guiju.amendment.texts import TextAmendment, amendment
from guiju.knowledge import law_in

HEAD = "示例管理规定\n（2024年5月6日示例部公布）\n"
PURPOSE = "第一条　为了规范示例服务，制定本规定。\n"
LOGS = "示例服务提供者应当按照国家有关规定留存网络日志不少于六个月。"
REPORT = "示例服务提供者发现违法信息的，应当立即停止传输并向主管部门报告。"


def between(tmp_path: Path, old: str, new: str) -> TextAmendment:
    for name, text in (("old", old), ("new", new)):
        (tmp_path / f"{name}.txt").write_text(HEAD + text, "utf-8")
    return amendment(law_in(tmp_path / "old.txt"), law_in(tmp_path / "new.txt"))


def rows(found: TextAmendment) -> dict[str | None, tuple[str, str | None]]:
    """Of each place of the old text what became of it, and where it is."""
    return {unit.old.eId if unit.old else None: (unit.kind, unit.new.eId if unit.new else None) for unit in found.units}


def test_a_paragraph_that_went_to_another_article_and_changed_on_the_way_is_one(tmp_path: Path) -> None:
    old = f"{PURPOSE}第二条　{REPORT}\n　　{LOGS}\n第三条　主管部门负责监督管理工作。\n"
    new = f"{PURPOSE}第二条　{REPORT}\n第三条　主管部门负责监督管理工作。\n　　{LOGS.replace('六个月', '九个月')}\n"
    assert rows(between(tmp_path, old, new))["art_2__para_2"] == ("changed", "art_3__para_2")


def test_paragraphs_that_change_places_moved(tmp_path: Path) -> None:
    found = between(tmp_path, f"{PURPOSE}第二条　{REPORT}\n　　{LOGS}\n", f"{PURPOSE}第二条　{LOGS}\n　　{REPORT}\n")
    assert {kind for kind, _ in rows(found).values()} == {"same", "moved"}


def test_a_sentence_that_is_gone_here_and_new_there_is_marked_as_moved(tmp_path: Path) -> None:
    sentence = "主管部门应当定期公布监督检查的结果。"
    old = f"{PURPOSE}第二条　{REPORT}{sentence}\n第三条　{LOGS}\n"
    new = f"{PURPOSE}第二条　{REPORT}\n第三条　{LOGS}{sentence}\n"
    pieces = [piece for unit in between(tmp_path, old, new).units for piece in unit.pieces if piece.kind != "same"]
    assert [(piece.kind, piece.old or piece.new) for piece in pieces] == [("moved", sentence)] * 2


def test_lines_that_no_article_has_are_compared_too(tmp_path: Path) -> None:
    found = between(tmp_path, "各单位：\n请做好工作。\n", "各单位：\n请认真做好工作。\n")
    (article,) = found.articles
    assert (article.kind, article.differs) == ("amended", True)
    assert [piece.new for unit in article.units for piece in unit.pieces if piece.kind == "changed"] == ["认真"]
