"""Signing: what was read is signed, what was signed stays, and what is unsound is refused."""

from pathlib import Path

import pytest

from guiju import checks
from guiju.cli import main
from guiju.law.load import load
from guiju.law.signatures import dependents

Captured = pytest.CaptureFixture[str]
FILE = "regulations/rule-part/signed.yaml"


def suspicious(base: Path) -> list[str]:
    return [finding.code for finding in checks.findings(load(base))]


def sign(base: Path, *words: str) -> int:
    return main(["sign", *words, "--by", "A. Reader", "--base", str(base)])


def change(base: Path, old: str, new: str, *files: str) -> None:
    for name in files:
        file = base / "regulations" / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


def records_changed(base: Path) -> None:
    """All records are to be kept, and no longer the relevant ones."""
    files = ("rule-part/regulation.yaml", "rule-part/obligations/art_001.yaml")
    change(base, "保存有关记录", "保存全部记录", *files[:1])
    change(base, "quote: [提供者应当保存有关记录]", "quote: [提供者应当保存全部记录]", *files[1:])


def test_all_is_signed_and_then_nothing_is_left_to_sign(base: Path, capsys: Captured) -> None:
    assert sign(base, "--all") == 0
    corpus = load(base)
    for rule in corpus.regulations.values():
        assert not any(dependent.is_suspect for dependent in dependents(corpus, rule))
    assert checks.findings(corpus) == []
    told = capsys.readouterr().out.splitlines()
    assert told[-1].startswith(f"{len(told) - 1} are signed by A. Reader on ")
    before = {file: file.read_bytes() for file in base.rglob("signed.yaml")}
    assert sign(base, "--all") == 0
    assert capsys.readouterr().out.startswith("0 are signed")
    assert {file: file.read_bytes() for file in base.rglob("signed.yaml")} == before


def test_one_changed_word_is_signed_again_in_one_line_a_dependent(base: Path) -> None:
    before = (base / FILE).read_text("utf-8").splitlines()
    records_changed(base)
    assert suspicious(base) == ["suspect-reading"] * 2
    assert sign(base, "rule-part#keep-records") == 0
    assert suspicious(base) == ["suspect-reading"]
    assert sign(base, "部分规第一条") == 0
    assert suspicious(base) == []
    after = (base / FILE).read_text("utf-8").splitlines()
    new = [line for old, line in zip(before[1:], after[1:], strict=True) if old != line]
    assert [line.split(":")[0].strip() for line in new] == ["art_1__para_1", "keep-records"]
    assert all("by: 'A. Reader'" in line for line in new)


def test_a_dry_run_says_the_same_and_writes_nothing(base: Path, capsys: Captured) -> None:
    records_changed(base)
    before = (base / FILE).read_bytes()
    assert sign(base, "rule-part", "--dry-run") == 0
    assert (base / FILE).read_bytes() == before
    dry = capsys.readouterr().out.splitlines()
    assert sign(base, "rule-part") == 0
    assert capsys.readouterr().out.splitlines()[:-1] == dry[:-1]
    assert dry[-1].startswith("2 would be signed")


def test_a_signature_of_what_is_gone_goes_with_it(base: Path) -> None:
    change(
        base,
        "obligations:\n",
        "obligations:\n  gone: {by: 'x', day: '2026-01-01', words: {}}\n",
        "rule-part/signed.yaml",
    )
    assert suspicious(base) == []
    records_changed(base)
    assert sign(base, "--all") == 0
    assert "gone" not in (base / FILE).read_text("utf-8")


def test_what_was_signed_without_words_at_hand_stays_signed(base: Path) -> None:
    file = base / "regulations" / "rule-new" / "signed.yaml"
    displaced = "  rule-old#report: {by: 'x', day: '2026-01-01', words: {}}\n"
    file.write_text(f"displacements:\n{displaced}", "utf-8")
    assert sign(base, "--all") == 0
    assert displaced in file.read_text("utf-8")


def test_a_name_in_quotation_marks_is_written_as_it_is(base: Path) -> None:
    records_changed(base)
    assert main(["sign", "rule-part", "--by", "O'Reader: 甲", "--base", str(base)]) == 0
    signatures = load(base).regulations["rule-part"].signatures
    assert signatures.obligations["keep-records"].by == "O'Reader: 甲"


def test_an_unsound_knowledge_base_is_not_signed(base: Path, capsys: Captured) -> None:
    change(base, "保存有关记录", "保存全部记录", "rule-part/regulation.yaml")  # the quotation is not in it
    before = (base / FILE).read_bytes()
    assert sign(base, "--all") == 3
    assert "broken-quotation" in capsys.readouterr().err
    assert (base / FILE).read_bytes() == before


def test_without_a_signed_file_nothing_is_asked_for(base: Path) -> None:
    (base / FILE).unlink()
    records_changed(base)
    assert suspicious(base) == []
