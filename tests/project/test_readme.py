"""The README and the page of commands are executed: their commands run, in order, and print what they show."""

import re
import sys
from pathlib import Path

import pytest
import yaml

from console import ended, run, steps
from guiju.site.pages import python_api
from places import ROOT

PAGES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "docs/commands.md")}
BLOCKS = [block for text in PAGES.values() for block in re.findall(r"^```console\n(.*?)^```", text, re.M | re.S)]
MEMO = "依照《网络安全法》第二十一条，网络运营者应当按照网络安全等级保护制度的要求，履行安全保护义务。\n"


def law_text(id: str, day: str) -> str:
    """The text of a version as its source has it, a line for each 款 and 项."""
    rule = yaml.safe_load((ROOT / "regulations" / id / f"regulation@{day}.yaml").read_text("utf-8"))
    lines = list(rule["preface"])
    for article in rule["articles"]:
        label = f"{article['number']}　"
        for paragraph in article["paragraphs"]:
            lines.append(label + paragraph["zh"])
            lines += [f"{point['number']}{point['zh']}" for point in paragraph.get("points", ())]
            label = ""
    return "\n".join(lines) + "\n"


@pytest.mark.cost(30, "runs each command that the pages show; the longest block, on 100,000 rows, takes 7")
@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b.splitlines()[0][2:40])
def test_the_commands_print_what_is_shown(block: str, tmp_path: Path) -> None:
    for command, shown in steps(block):
        if command.startswith("guiju import"):
            # Here the reader has the texts of a law, and a document that cites the old one.
            for day in ("2016-11-07", "2025-10-28"):
                (tmp_path / f"网络安全法-{day[:4]}.txt").write_text(law_text("cybersecurity-law", day), "utf-8")
            (tmp_path / "memo.md").write_text(MEMO, "utf-8")
        if command.startswith("grep"):
            # Here the reader has filled in the file as shown.
            (tmp_path / command.split()[-1]).write_text("\n".join(shown) + "\n", "utf-8")
        run(command, shown, tmp_path)


def test_the_example_in_python_is_that_of_the_package_and_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGES["README.md"], re.M | re.S)
    assert code.strip() == python_api.example()
    done = ended([sys.executable, "-c", code], tmp_path)
    law, verdicts, mismatches, citations = done.stdout.rsplit("\n", 4)[:-1]
    assert "互联网群组信息服务提供者应当按规定留存网络日志不少于六个月。" in law
    assert verdicts == "[('cac-group-services-2017#retain-network-logs', 'apparent gap, to be reviewed')]"
    assert mismatches == "()"
    assert citations == "[('《网络安全法》第二十一条', 'art_23')]"
    assert {file.name for file in tmp_path.iterdir()} == {"owner.xlsx", "report.json", "changes.html"}


def test_the_readme_is_read_in_two_minutes_and_its_links_lead_somewhere() -> None:
    assert len(PAGES["README.md"].split()) <= 600
    for name, text in PAGES.items():
        assert len(re.findall(r"^[$] guiju ", text, re.M)) > 5, name
        for target in re.findall(r"\]\(([^):#]+)", text):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"
