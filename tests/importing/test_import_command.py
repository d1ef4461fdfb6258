"""guiju import: what it writes, what it refuses, and that it overwrites nothing and loses nothing."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from case_tables import cases
from guiju.law.load import load
from guiju.model import Lang
from laws import guiju, word_document, write

Captured = pytest.CaptureFixture[str]
LAW = (
    "样本法\n2016年11月7日公布\n第一条 依照本法第二条第二款执行。\n第二条 甲。\n乙。\n"
    "第三条 本法自2017年6月1日起施行。\n"
)
LATER = LAW.replace("公布\n", "公布\n2020年5月6日修正\n", 1).replace("甲。", "甲、丙。")
OTHER = "另一规定\n2019年3月4日发布\n第一条 丁。\n"


@pytest.fixture
def rule(here: Path, capsys: Captured) -> Path:
    """The file of the law in a base to which it was imported."""
    write(here, law_txt=LAW)
    assert guiju("import law.txt -o base") == 0
    capsys.readouterr()
    return here / "base/regulations/yang-ben-fa-2016/regulation.yaml"


def test_a_law_becomes_a_rule_that_the_check_accepts(here: Path, capsys: Captured) -> None:
    write(here, law_txt=LAW)
    assert guiju("import law.txt -o base --report report.json") == 0
    assert capsys.readouterr().out.startswith(
        "base/regulations/yang-ben-fa-2016/regulation.yaml\n1 rules with 3 articles"
    )
    assert guiju("check base") == 0
    (entry,) = json.loads((here / "report.json").read_text())["inputs"]
    assert entry == {
        "source": "law.txt", "id": "yang-ben-fa-2016", "title": "样本法", "articles": 3, "paragraphs": 4, "points": 0,
        "characters": len("".join(LAW.split())), "unplaced": 0, "notes": [],
    }  # fmt: skip


def test_the_same_file_gives_the_same_bytes_and_is_unchanged_the_second_time(
    rule: Path, here: Path, capsys: Captured
) -> None:
    guiju("import law.txt -o other")
    assert (here / "other" / rule.relative_to(here / "base")).read_bytes() == rule.read_bytes()
    capsys.readouterr()
    assert guiju("import law.txt -o base") == 0
    assert "0 rules with 0 articles imported from 1 files, 1 unchanged" in capsys.readouterr().out


def test_two_texts_of_one_law_are_two_expressions_of_one_work_whatever_their_order(here: Path) -> None:
    write(here, a_txt=LATER, b_txt=LAW)
    assert guiju("import a.txt b.txt -o together") == 0
    for name in ("b.txt", "a.txt"):
        assert guiju(f"import {name} -o one-by-one") == 0
    for base in ("together", "one-by-one"):
        folder = here / base / "regulations" / "yang-ben-fa-2016"
        assert sorted(file.name for file in folder.iterdir()) == ["regulation.yaml", "regulation@2020-05-06.yaml"]
        assert "甲、丙。" in (folder / "regulation@2020-05-06.yaml").read_text()
        assert list(load(here / base).regulations) == ["yang-ben-fa-2016"]
        assert guiju(f"check {base}") == 0


MADE = "（1990年4月29日会议通过{}）\n第一条 {}。\n第二条 本法自1990年10月1日起施行。\n"


def test_texts_of_one_law_are_one_work_though_one_says_less_of_it(here: Path) -> None:
    (here / "laws").mkdir()
    write(here / "laws", a_txt="中华人民共和国样本法\n" + MADE.format("", "甲"),
          b_txt="样本法\n" + MADE.format(" 2012年5月1日修正", "乙"),
          c_txt="中华人民共和国样本法\n（2000年5月1日修正）\n第一条 丙。\n", d_txt="样本法\n第一条 丁。\n")  # fmt: skip
    assert guiju("import laws -o base") == 0
    assert sorted(path.name for path in (here / "base/regulations/yang-ben-fa-1990").iterdir()) == [
        "regulation.yaml", "regulation@2000-05-01.yaml", "regulation@2012-05-01.yaml", "regulation@undated.yaml",
    ]  # fmt: skip
    assert guiju("check base") == 0
    assert guiju("show yang-ben-fa-1990@undated#art_1 --base base") == 0


def test_a_text_stands_beside_a_rule_of_which_only_single_provisions_are_recorded(rule: Path) -> None:
    record = rule.read_text().partition("provenance:")[0]
    rule.write_text(record.replace("coverage: text", "coverage: outline"))
    for outcome in ("1 rules", "0 rules"):
        assert guiju("import law.txt -o base --report report.json") == 0, outcome
        assert sorted(f.name for f in rule.parent.iterdir()) == ["regulation.yaml", "regulation@2016-11-07.yaml"]


def test_the_name_of_a_file_tells_two_texts_apart_that_name_no_day(here: Path) -> None:
    (here / "laws").mkdir()
    for day, words in (("2011-01-08", "甲"), ("2024-12-06", "乙")):
        (here / f"laws/样本办法({day}).txt").write_text(f"样本办法\n第一条 {words}。\n第二条 完。\n", "utf-8")
    for _ in range(2):
        assert guiju("import laws -o base") == 0
        assert sorted(path.relative_to(here / "base/regulations").as_posix() for path in here.rglob("*.yaml")) == [
            "yang-ben-ban-fa-2011/regulation.yaml", "yang-ben-ban-fa-2011/regulation@2024-12-06.yaml",
        ]  # fmt: skip


def test_laws_of_one_name_by_two_issuers_are_two_works(here: Path) -> None:
    one, other = ("信访办法\n（2005年{}日{}令第{}号发布）\n第一条 甲。\n".format(*of) for of in (
        ("1月1", "公安部", 1), ("6月1", "交通部", 9)))  # fmt: skip
    write(here, one_txt=one, other_txt=other)
    assert guiju("import one.txt other.txt -o base") == 0
    first, second = sorted(path.name for path in (here / "base/regulations").iterdir())
    assert first == "xin-fang-ban-fa-2005"
    assert second.startswith("xin-fang-ban-fa-2005-")
    assert guiju("import other.txt one.txt -o base") == 0
    assert len(list((here / "base/regulations").rglob("*.yaml"))) == 2


def test_the_check_reads_every_version(here: Path, capsys: Captured) -> None:
    write(here, a_txt=LAW, b_txt=LATER)
    guiju("import a.txt b.txt -o base")
    later = here / "base/regulations/yang-ben-fa-2016/regulation@2020-05-06.yaml"
    later.write_text(later.read_text().replace("本法第二条第二款", "本法第二条第三款"))
    assert guiju("check base") == 1
    assert "regulation@2020-05-06.yaml" in (out := capsys.readouterr().out)
    assert "unresolved-reference: art_1__para_1: 本法第二条第三款" in out


def test_other_words_of_the_same_day_are_refused_and_nothing_is_written_over(
    rule: Path, here: Path, capsys: Captured
) -> None:
    before = rule.read_bytes()
    write(here, law_txt=LAW.replace("甲", "丙"))
    assert guiju("import law.txt -o base") == 1
    said = "law.txt:1:1: id-exists: base/regulations/yang-ben-fa-2016/regulation.yaml is there"
    assert said in capsys.readouterr().err
    assert rule.read_bytes() == before


def test_an_id_that_another_rule_has_is_refused(here: Path, capsys: Captured) -> None:
    write(here, law_txt=LAW, other_txt=OTHER)
    assert guiju("import law.txt -o base --id mine") == 0
    assert guiju("import other.txt -o base --id mine") == 1
    assert "is another rule, 样本法; choose an id with --id" in capsys.readouterr().err


def test_one_bad_file_does_not_stop_the_others(here: Path, capsys: Captured) -> None:
    (here / "laws").mkdir()
    for number in range(12):
        write(here / "laws", **{f"{number}_txt": OTHER.replace("另一", f"第{number}号")})
    write(here / "laws", bad_txt="hello", scan_txt=b"%PDF-1.7 ...")
    assert guiju("import laws -o base --report report.json") == 1
    inputs = json.loads((here / "report.json").read_text())["inputs"]
    assert sum(entry["id"] is not None for entry in inputs) == 12
    assert [entry["source"] for entry in inputs if entry["id"] is None] == ["laws/bad.txt", "laws/scan.txt"]
    assert "12 rules with 12 articles imported from 14 files, 0 unchanged, 2 failed" in capsys.readouterr().out


def archive(name: str, content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, content)
    return file.getvalue()


BAD = {name: (text.encode(encoding), words) for name, (text, encoding, words) in cases(__file__)["bad"].items()} | {
    "bytes.txt": (
        "第一条 甲。\n".encode() + b"\xff\xfe\x81",
        "bytes.txt:2:1: wrong-encoding: neither UTF-8 nor GB18030",
    ),
    "large.txt": (b"a" * (33 * 1024 * 1024), "more than 33,554,432 bytes"),
    "bomb.docx": (archive("word/document.xml", " " * (65 * 1024 * 1024)), "unpacks to more than 67,108,864 bytes"),
    "torn.docx": (word_document("第一条 甲。")[:-40], "is damaged or incomplete"),
    "sheet.docx": (archive("xl/workbook.xml", "x"), "is an archive, not a Word document"),
    "entity.docx": (
        archive("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
        "declares a document type",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_imported_is_one_line_with_its_place_and_what_to_do(
    name: str, here: Path, capsys: Captured
) -> None:
    data, words = BAD[name]
    (here / name).write_bytes(data)
    assert guiju(f"import {name} -o base") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{name}:") and words in line
    assert not (here / "base").exists()


def test_control_and_bidi_characters_are_deleted_and_listed(here: Path, capsys: Captured) -> None:
    write(here, law_txt=LAW.replace("甲", "甲\u202e\u200b\x07"))
    assert guiju("import law.txt -o base") == 0
    assert "hidden: U+202E, U+200B, U+0007 cannot be seen" in capsys.readouterr().err
    text = (here / "base/regulations/yang-ben-fa-2016/regulation.yaml").read_text()
    assert "zh: 甲。" in text
    assert all(f"words: {code}" in text for code in ("U+202E", "U+200B", "U+0007"))
    assert guiju("check base") == 0


def test_a_text_without_articles_but_with_a_title_is_kept_whole_and_says_so(here: Path, capsys: Captured) -> None:
    write(here, law_txt="最高人民法院关于样本问题的批复\n你院请示收悉。经研究，答复如下：样本可以使用。\n")
    assert guiju("import law.txt -o base") == 0
    assert "law.txt:1:1: no-article: the text has no articles; it is kept whole" in capsys.readouterr().err
    assert guiju("check base") == 0


def test_an_id_for_a_file_with_two_laws_is_misuse(here: Path, capsys: Captured) -> None:
    write(here, two_txt=LAW + OTHER + "第二条 戊。\n")
    assert guiju("import two.txt -o base --id mine") == 2
    assert "the file has 2 laws" in capsys.readouterr().err
    assert not (here / "base").exists()


@pytest.mark.usefixtures("rule")
def test_a_base_of_imported_rules_answers_show_and_find(capsys: Captured) -> None:
    assert guiju("show 样本法第二条第二款 --base base") == 0
    assert "乙。" in capsys.readouterr().out
    assert guiju("show art_2 样本法 --base base") == 2
    assert guiju("show 样本法 --base base --json") == 0
    assert "第二条 甲。" in json.loads(capsys.readouterr().out)["result"][0]["text"]
    assert guiju("find 乙 --base base") == 0
    assert "yang-ben-fa-2016#art_2__para_2" in capsys.readouterr().out


def test_a_base_of_imported_rules_has_a_site(lang: Lang, here: Path) -> None:
    lines = "样本法 第一章总则 第一条甲： （一）乙，包括： 1.丙； 2.丁。 第二条 第三条戊。 附件 费率表"
    text = "\n".join(lines.split())
    write(here, law_txt=text, later_txt=text.replace("样本法", "样本法\n2020年5月6日通过", 1))
    guiju("import law.txt later.txt -o base")
    assert guiju(f"render --base base --out site --lang {lang}") == 0
    folder = here / "site/docs/regulations/yang-ben-fa-2020"
    article, full = (folder / "art_1.md").read_text(), (folder / "full.md").read_text()
    assert all(word in article for word in ("甲：", "乙，包括：", "丙；", "丁。"))
    assert 'class="translation' not in article  # nothing is shown as its own translation
    assert "费率表" in full
    assert {"zh": "第一章 总则", "en": "Chapter 1"}[lang] in (folder / "index.md").read_text()
    for page in (here / "site/docs").rglob("*.md"):
        # Files to download are made beside the pages, when the site is built.
        for target in re.findall(r"\]\(([^)#:]+\.md)", page.read_text()):
            there = (page.parent / target).exists() or "downloads/" in target
            assert there, f"{page.name} leads to {target}, which is not there"
