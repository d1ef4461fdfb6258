"""Rules that are known to be sound: not looked at again, and never so when something they rest on has changed."""

import inspect
import random
import shutil
from pathlib import Path
from unittest import mock

import pytest
import yaml

from cached_answers import Ask
from guiju import checks
from guiju.law import contents
from places import GOOD, TESTS

pytest_plugins = ["cached_answers"]
FILES = [name for name, _ in contents.files(GOOD)]
RULES = {rule for name in FILES if (rule := contents.rule_of(name))}
SAMPLES = [yaml.safe_load(sample.read_text("utf-8")) for sample in sorted(TESTS.glob("corpora/bad/*/*.yaml"))]
EDITS = [edit for sample in SAMPLES if "moves" not in sample for edit in sample["edits"]]


def edit(base: Path, chance: random.Random) -> None:
    """Edit a file as a sample of a check does, or in one Chinese character; or make it sound again."""
    kind = chance.choice(("sample", "sample", "character", "sound"))
    change = chance.choice(EDITS)
    file = base / "regulations" / change["file"] if kind == "sample" else base / chance.choice(FILES)
    text = file.read_text("utf-8")
    if kind == "sample":
        text = text.replace(change["old"], change["new"])
    elif kind == "character":
        at = chance.choice([0, *(place for place, character in enumerate(text) if "一" <= character <= "鿿")])
        text = text[:at] + (chance.choice("鼡志应的要") if at else "# ") + text[at + 1 :]
    else:
        text = (GOOD / file.relative_to(base)).read_text("utf-8")
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("seed", range(6))
def test_findings_are_those_of_a_check_that_remembers_nothing(seed: int, base: Path, ask: Ask, without: Ask) -> None:
    chance, answers = random.Random(seed), []
    for _ in range(12):
        edit(base, chance)
        answers.append(ask("check"))
        assert answers[-1] == without("check")
        if "once these are fixed" in answers[-1][1]:  # no check ran
            shutil.copytree(GOOD, base, dirs_exist_ok=True)
    assert len(set(answers)) > 4


def looked_at(ask: Ask) -> set[str]:
    """The rules that a check looks at."""
    with mock.patch.object(checks, "by_rule", side_effect=checks.by_rule) as run:
        ask("check")
    known = [set(call.kwargs["sound"]) for call in run.mock_calls if "sound" in call.kwargs]  # not that of drafts
    return RULES.difference(*known) if known else set()


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_has_its_rule_looked_at_again_and_shared_words_all(name: str, base: Path, ask: Ask) -> None:
    ask("check")
    (base / name).write_text((base / name).read_text("utf-8") + "# changed\n", "utf-8")
    own = {contents.rule_of(name)} - {""}
    shared = name in ("regulations/vocabulary.yaml", "regulations/glossary.yaml")
    assert looked_at(ask) == (RULES if shared else own)
    assert looked_at(ask) == set()


def test_a_corrected_character_has_all_looked_at_again(base: Path, ask: Ask) -> None:
    ask("check")
    file = base / "regulations" / "rule-old" / "corrections.yaml"
    file.write_text(file.read_text("utf-8").replace("鼡", "甪"), "utf-8")
    assert looked_at(ask) == RULES


def test_a_rule_with_findings_is_looked_at_until_it_has_none(base: Path, ask: Ask) -> None:
    file = base / "regulations" / "rule-old" / "regulation.yaml"
    sound = file.read_text("utf-8")
    file.write_text(sound.replace("provide", "supply").replace("zh: 日志", "zh: 日志 记录"), "utf-8")
    assert ask("check")[0] == 1
    (base / "regulations" / "rule-new" / "regulation.yaml").open("a").write("# changed\n")
    assert looked_at(ask) == {"rule-old", "rule-new"}
    file.write_text(sound, "utf-8")
    assert looked_at(ask) == {"rule-old"}


@pytest.mark.parametrize("code", checks.codes())
def test_a_check_of_a_rule_is_given_nothing_else(code: str) -> None:
    module = __import__(f"guiju.checks.{code.replace('-', '_')}", fromlist=["check"])
    given = [
        [str(parameter.annotation.__name__) for parameter in inspect.signature(function).parameters.values()]
        for name in ("of_rule", "check")
        if (function := getattr(module, name, None))
    ]
    assert given in ([["Regulation", "SharedWords"]], [["Corpus"]], [["Regulation", "SharedWords"], ["Corpus"]])
