"""Two folders of reports, compared service by service: what is true of one service is true of it among others."""

import json
from pathlib import Path

import pytest

from assessment_samples import seen
from checklist_samples import ROOT
from guiju.verification.json_file import MAX_BYTES
from kept_cache import main

Captured = pytest.CaptureFixture[str]
FACTS = "facts: {{offers_user_groups: true, service_launched_on: 2019-05-01, network_log_retention_policy: {}}}\n"
FACTS_LOST = "facts: {offers_user_groups: true, service_launched_on: 2019-05-01}\n"
OPTIONS = ("--role", "group-provider", "--topic", "logs", "--base", str(ROOT), "--lang", "en")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def assessed(name: str, day: str, **services: str) -> None:
    """The reports of these services, in the folder of this name."""
    profiles = Path(f"{name}-profiles")
    profiles.mkdir()
    for service, text in services.items():
        (profiles / f"{service}.yaml").write_text(text, "utf-8")
    main(["assess", str(profiles), *OPTIONS, "--as-of", day, "-o", name])


def compared(capsys: Captured, *more: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["compare", "spring", "summer", *more])
    return code, *capsys.readouterr()


@pytest.fixture
def quarters() -> None:
    gap, met = FACTS.format("P90D"), FACTS.format("P7M")
    assessed("spring", "2026-03-31", chat=gap, forum=gap, old=met, live=met)
    assessed("summer", "2026-06-30", chat=gap, forum=FACTS_LOST, new=met, live="facts: 1\n")


@pytest.mark.usefixtures("quarters")
def test_each_service_is_compared_and_one_that_is_gone_new_or_not_assessed_is_named(capsys: Captured) -> None:
    code, out, _ = compared(capsys)
    *_, last, _ = out.splitlines()
    assert code == 1
    assert last.startswith("services compared: 2")
    for said in (
        "new services: 1 (new)", "services that are gone: 1 (old)", "services not assessed, so not compared: 1 (live)",
        "2026-03-31 → 2026-06-30",
    ):  # fmt: skip
        assert said in last
    for service in ("chat", "forum"):
        main(["compare", f"spring/{service}.json", f"summer/{service}.json"])
        alone = capsys.readouterr().out.splitlines()
        rows = [line for line in alone if line.startswith("  F-")]
        assert rows and all(row in out.splitlines() for row in rows)
    assert out.index("chat: ") < out.index("forum: ")


@pytest.mark.usefixtures("quarters")
@pytest.mark.parametrize("ending", ["docx", "html", "md", "xlsx"])
def test_each_format_has_every_service(ending: str, capsys: Captured) -> None:
    code, _, _ = compared(capsys, "-o", f"out.{ending}")
    text = seen(ending, Path(f"out.{ending}").read_bytes())
    assert code == 1 and all(name in text for name in ("chat", "forum", "services that are gone: 1 (old)"))


def test_nothing_lost_is_exit_code_0(capsys: Captured) -> None:
    for name, day in (("spring", "2026-03-31"), ("summer", "2026-06-30")):
        assessed(name, day, chat=FACTS.format("P90D"), live=FACTS.format("P7M"))
    assert compared(capsys)[0] == 0


@pytest.mark.usefixtures("quarters")
def test_what_is_no_folder_of_reports_is_one_line_with_the_remedy(capsys: Captured) -> None:
    Path("other").mkdir()
    assert main(["compare", "spring", "other"]) == 2
    assert "other: is a folder without roll-up.json; name a folder that guiju assess FOLDER" in capsys.readouterr().err
    Path("other/roll-up.json").write_text('{"kind": "guiju-roll-up", "services": [{"service": "../x"}]}', "utf-8")
    assert main(["compare", "spring", "other"]) == 2
    assert "is no roll-up" in capsys.readouterr().err
    report = Path("summer/chat.json")
    report.write_text(Path("spring/chat.json").read_text("utf-8"), "utf-8")
    assert main(["compare", "spring", "summer"]) == 2
    assert "summer/chat.json: is not the report that roll-up.json" in capsys.readouterr().err
    assert json.loads(report.read_text("utf-8"))
    with Path("other/roll-up.json").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert main(["compare", "spring", "other"]) == 2
    assert "roll-up.json: larger than" in capsys.readouterr().err
