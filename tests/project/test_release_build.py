"""`make release`: what it builds, twice the same, and what it says of the data since the last release."""

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from places import ROOT
from tracked import tracked

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
DUTY = "regulations/cac-group-services-2017/obligations/art_013.yaml"
PERSON = {f"GIT_{who}_{what}": "someone" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
DAY = {f"GIT_{who}_DATE": "2026-01-31T23:30:00+0000" for who in ("AUTHOR", "COMMITTER")}
CHECKOUTS = {
    "here": {"TZ": "UTC", "GUIJU_AS_OF": "2025-01-01"},
    "elsewhere": {"TZ": "Asia/Tokyo", "LC_ALL": "C", "GUIJU_SITE_URL": "https://example.org"},
}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env=os.environ | PERSON | DAY)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout, and before it a release that kept logs for three months where this one keeps them for six."""
    folder = tmp_path_factory.mktemp("repository")
    for path in tracked():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    duty = (folder / DUTY).read_text("utf-8")
    assert duty.count("value: 6\n") == 1
    (folder / DUTY).write_text(duty.replace("value: 6\n", "value: 3\n"), "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "then")
    git(folder, "tag", "v0.0.9")
    (folder / DUTY).write_text(duty, "utf-8")
    git(folder, "commit", "-qam", "now")
    return folder


@pytest.fixture(scope="module")
def releases(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same commit, released from two checkouts at once, in other folders and with other settings."""
    running = []
    for name, settings in CHECKOUTS.items():
        folder = tmp_path_factory.mktemp(name)
        git(folder, "clone", "-q", str(repository), ".")
        running.append(
            (folder, subprocess.Popen([sys.executable, ".ci/release.py"], cwd=folder, env=os.environ | settings))
        )
    assert [process.wait() for _, process in running] == [0, 0]
    return [next((folder / "dist").iterdir()) for folder, _ in running]


def test_two_checkouts_of_one_commit_build_the_same_bytes(releases: list[Path]) -> None:
    names = [sorted(file.name for file in release.iterdir()) for release in releases]
    assert names[0] == names[1]
    assert [n for n in names[0] if (releases[0] / n).read_bytes() != (releases[1] / n).read_bytes()] == []


def test_a_release_has_the_wheel_the_site_the_data_and_each_export_and_their_sums_are_right(
    releases: list[Path],
) -> None:
    formats = [file.parent.name.replace("_", "-") for file in (ROOT / "tools/guiju/exports").glob("*/__init__.py")]
    assert formats
    parts = [f"guiju-{VERSION}-{part}.zip" for part in ("site", "data", *formats)]
    built = [f"guiju-{VERSION}-py3-none-any.whl", f"guiju-{VERSION}.tar.gz", "SHA256SUMS", *parts]
    assert sorted(file.name for file in releases[0].iterdir()) == sorted(built)
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=releases[0], check=True)


def test_the_wheel_stays_small(releases: list[Path]) -> None:
    (wheel,) = releases[0].glob("*.whl")
    assert wheel.stat().st_size < 5_000_000


def test_the_data_say_which_duty_changed_since_the_last_release(releases: list[Path]) -> None:
    (data,) = releases[0].glob("*-data.zip")
    with zipfile.ZipFile(data) as archive:
        changes = archive.read(f"{data.stem}/CHANGES.md").decode()
    assert f"**Old**: v0.0.9\n- **New**: v{VERSION}\n" in changes
    assert "Retain network logs for at least six months" in changes
    assert "| 3 months | 6 months |" in changes
    assert "major" in changes


def test_a_checkout_with_changes_is_refused_and_nothing_is_built(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(repository), ".")
    (tmp_path / DUTY).write_text("changed", "utf-8")
    done = subprocess.run([sys.executable, ".ci/release.py"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "commit them" in done.stderr
    assert not (tmp_path / "dist").exists()
