"""`guiju export`: the formats, found in their folders; a folder is written whole, or what is there stays."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import AS_OF, DAY
from guiju import exports
from guiju.cli import main
from guiju.law.load import load
from guiju.model import REQUIRED_LANGUAGES, Corpus
from places import GOOD, files_below

Read = pytest.CaptureFixture[str]
Export = Callable[..., tuple[int, str, str]]
each_format = pytest.mark.parametrize("name", exports.names())


@pytest.fixture
def export(here: Path, capsys: Read) -> Export:
    """Export the good corpus from an empty folder: exit code, what was printed, what was said."""

    def export(*arguments: str, base: Path = GOOD) -> tuple[int, str, str]:
        code = main(["export", *arguments, "--base", str(base), "--as-of", AS_OF])
        return code, *capsys.readouterr()

    return export


# ---- the formats -----------------------------------------------------------------------------------------------------


@each_format
def test_a_format_says_what_it_is_how_it_is_used_and_what_it_cannot_say(name: str) -> None:
    assert exports.manual(name).splitlines()[0].endswith(".")
    for lang in REQUIRED_LANGUAGES:
        words = exports.words(name, lang)
        assert words.keys() >= {"title", "lead", "use", "losses"}
        assert words["title"] and words["lead"] and len(words["use"]) > 1
        assert words["losses"] and all(set(loss) == {"lost", "instead"} for loss in words["losses"])


@each_format
def test_the_same_data_and_day_give_the_same_files_each_at_a_place_of_its_own(name: str, corpus: Corpus) -> None:
    files = list(exports.files(name, corpus, DAY))
    addresses = [address for address, _ in files]
    assert files == list(exports.files(name, corpus, DAY))
    assert addresses and len(set(map(str.lower, addresses))) == len(addresses)
    assert not any(part in ("", ".", "..") for address in addresses for part in address.split("/"))


def test_without_a_format_they_are_listed(export: Export) -> None:
    code, printed, _ = export()
    assert code == 0
    assert [line.split()[0] for line in printed.splitlines()] == exports.names()


# ---- the folder ------------------------------------------------------------------------------------------------------


@each_format
def test_a_folder_is_written_and_an_earlier_export_replaced(name: str, here: Path, export: Export) -> None:
    code, printed, said = export(name, "-o", "out")
    first = files_below(here / "out")
    assert (code, printed) == (0, "") and said.startswith("out: ") and f"as of {AS_OF}, data version" in said
    code, _, said = export(name, "-o", "out")
    assert code == 0 and said.endswith(", in place of an earlier export\n")
    assert files_below(here / "out") == first and [path.name for path in here.iterdir()] == ["out"]


@each_format
def test_what_somebody_changed_or_put_there_is_not_replaced(name: str, here: Path, export: Export) -> None:
    export(name, "-o", "out")
    (here / "out/mine.txt").write_text("mine")
    before = files_below(here / "out")
    code, _, said = export(name, "-o", "out")
    assert code == 2 and f"holds mine.txt, which guiju export {name} did not write" in said
    assert files_below(here / "out") == before


DEFECTS: dict[str, Callable[[str], str]] = {
    "modalty": lambda text: text.replace("modality:", "modalty:", 1),
    "broken-quotation": lambda text: text.replace("留存日志不少于六个月]", "留存日志不少于九个月]", 1),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_base_with_defects_is_not_exported(
    defect: str, here: Path, tmp_path_factory: pytest.TempPathFactory, export: Export
) -> None:
    base = shutil.copytree(GOOD, tmp_path_factory.mktemp("bad") / "kb")
    file = base / "regulations/rule-old/obligations/art_002.yaml"
    text = file.read_text("utf-8")
    file.write_text(DEFECTS[defect](text), "utf-8")
    assert file.read_text("utf-8") != text
    code, _, said = export("oscal", "-o", "out", base=base)
    assert code == 3 and defect in said
    assert list(here.iterdir()) == []


@each_format
def test_our_name_and_licence_are_on_a_base_of_ours_only(name: str, corpus: Corpus) -> None:
    said = {
        base.is_ours: b"".join(data for _, data in exports.files(name, base, DAY)).decode()
        for base in (corpus, load(GOOD))
    }
    licensed = "CC BY 4.0" in said[True] or "CC-BY-4.0" in said[True]
    assert licensed or name == "akoma-ntoso"
    assert not any(words in said[False] for words in ("guiju contributors", "CC BY", "CC-BY"))


@pytest.mark.parametrize("name", ["ciso-assistant", "oscal"])
def test_where_there_is_nothing_to_export_that_is_said_and_an_earlier_export_stays(
    name: str, here: Path, export: Export, capsys: Read
) -> None:
    export(name, "-o", "out")
    before = files_below(here / "out")
    assert main(["export", name, "-o", "out", "--base", str(GOOD), "--as-of", "1990-01-01"]) == 2
    assert "there is nothing to export in this format as of 1990-01-01" in capsys.readouterr().err
    assert files_below(here / "out") == before


def test_a_base_of_imported_texts_has_no_duties_to_export(here: Path, capsys: Read) -> None:
    (here / "rule.txt").write_text("示例规定\n2026年1月1日示例机关发布\n第一条　为了示例，制定本规定。\n", "utf-8")
    assert main(["import", "rule.txt", "-o", "base", "--id", "example-rule"]) == 0
    for name in ("ciso-assistant", "oscal"):
        capsys.readouterr()
        assert main(["export", name, "-o", "out", "--base", "base"]) == 2
        assert "rules that are only imported have no duties" in capsys.readouterr().err
        assert not (here / "out").exists()


def test_what_an_edited_list_of_files_names_outside_the_folder_is_not_read(here: Path, export: Export) -> None:
    export("ciso-assistant", "-o", "out")
    manifest = here / "out/.guiju-export-ciso-assistant"
    manifest.write_text(manifest.read_text().replace('"sha256": {', '"sha256": {"/dev/zero": "0", "../x": "0",'))
    assert export("ciso-assistant", "-o", "out")[0] == 0


def test_a_library_that_is_no_longer_text_is_left_alone(here: Path, export: Export) -> None:
    export("ciso-assistant", "-o", "out")
    file = next((here / "out").glob("*.yaml"))
    file.write_bytes(b"\xff\xfe")
    code, _, said = export("ciso-assistant", "-o", "out")
    assert code == 2 and "was changed since guiju export ciso-assistant wrote it" in said
    assert file.read_bytes() == b"\xff\xfe"
