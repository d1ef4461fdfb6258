"""Our own two rules, damaged again as their source had them, come out of import as they are in regulations/."""

import pytest

from guiju.importing import formats, repairs
from guiju.importing.rule import rules
from guiju.law.text.restoration import restored_line, source_line
from guiju.model import Regulation
from places import ROOT
from real_corpus import real

OURS = ("cac-account-names-2015", "cac-group-services-2017")
COMMENTARY = (
    "这一行是评论，不是规定的条文，长度与来源文件里其他的评论相仿，讲的是平台怎样处理投诉、怎样保护用户，"
    "以及有关部门近日的工作。"
)


def damaged() -> str:
    """Both rules in one page, each line where the source had it, with commentary around."""
    lines = [COMMENTARY] * 88
    for id in OURS:
        rule = real().regulations[id]
        places = {unit.eId: unit.provenance.line for unit in rule.units() if unit.provenance}
        places["title"] = min(places.values()) - 1
        for place, number in places.items():
            lines[number - 1] = _line(rule, place)
    return "\n".join(lines)


def _line(rule: Regulation, place: str) -> str:
    restored = restored_line(rule, place)
    assert restored is not None
    line = source_line(restored, [c for c in rule.corrections if c.place == place])
    assert isinstance(line, str)
    return line


def texts(articles: list[dict[str, list[dict[str, str]]]]) -> list[tuple[str, str]]:
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    return [(unit["eId"], unit["zh"]) for p in paragraphs for unit in (p, *p.get("points", ()))]  # type: ignore[misc]  # values of YAML


def test_both_rules_come_out_as_they_are_in_regulations_after_their_repairs() -> None:
    reading = formats.read(damaged().encode(), "page.txt")
    accepted = [r for id in OURS for r in repairs.accepted(ROOT / "regulations" / id / "corrections.yaml")]
    made = rules(repairs.applied(reading, accepted, "page.txt"), "page.txt")
    assert [rule.value["title"]["zh"] for rule in made] == [real().regulations[id].title.zh for id in OURS]
    for id, rule in zip(OURS, made, strict=True):
        assert texts(rule.value["articles"]) == [(unit.eId, unit.zh) for unit in real().regulations[id].units()]
    assert sum(len(rule.value["unplaced"]) for rule in made) == damaged().split("\n").count(COMMENTARY)


@pytest.mark.parametrize("kind", ["glyph", "homophone", "substitution"])
def test_every_wrong_character_is_suggested_for_repair(kind: str) -> None:
    reading = formats.read(damaged().encode(), "page.txt")
    suggested = {(r.line, r.offset): r.restored for r in repairs.suggested(reading)}
    for id in OURS:
        for correction in real().regulations[id].corrections:
            if correction.kind == kind:
                assert suggested[correction.line, correction.offset] == correction.restored
