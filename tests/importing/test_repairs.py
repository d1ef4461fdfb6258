"""Damaged characters of an imported text: suggested for repair, repaired, refused where the text is another."""

from pathlib import Path

import pytest

from laws import guiju, write

DAMAGED = (
    "样本规定\n2015年2月4日发布\n第一条国镓互联网信息办公室负责管理,制定本规定。\n"
    "第二条保存有关微信记录彻底删除,并报告***。\n"
)


def test_damage_is_suggested_for_repair_and_repaired_by_file_or_one_by_one(here: Path) -> None:
    write(here, law_txt=DAMAGED)
    assert guiju("import law.txt -o none --suggest repairs.yaml") == 0
    assert not (here / "none").exists()
    suggested = (here / "repairs.yaml").read_text()
    for words in (
        "source: 镓\n  restored: 家",
        "restored: 保存有关记录",
        "source: '***'\n  restored: null",
        "source: ','\n  restored: ，",
    ):
        assert words in suggested
    assert guiju("import law.txt -o all --repairs repairs.yaml") == 0
    text = (here / "all/regulations/yang-ben-gui-ding-2015/regulation.yaml").read_text()
    assert "zh: 国家互联网信息办公室负责管理，制定本规定。" in text
    assert "zh: 保存有关记录，并报告***。" in text
    assert "words: 镓 → 家" in text
    assert guiju("import law.txt -o one --repair 3:5") == 0
    one = (here / "one/regulations/yang-ben-gui-ding-2015/regulation.yaml").read_text()
    assert "zh: 国家互联网信息办公室负责管理,制定本规定。" in one
    assert guiju("import law.txt -o none --repair 3:1") == 2


def test_a_repair_of_another_text_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here, law_txt=DAMAGED)
    guiju("import law.txt -o none --suggest repairs.yaml")
    write(here, law_txt=DAMAGED.replace("国镓", "本国镓"))
    assert guiju("import law.txt -o none --repairs repairs.yaml") == 1
    assert "is not at character" in capsys.readouterr().err
