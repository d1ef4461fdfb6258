"""`make release`: what it builds, wherever it is built, and what it says of the data since the last release."""

import os
import runpy
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import AS_OF, EPOCH
from distributions import PROJECT
from kept_cache import main
from places import ROOT
from tracked import copied

VERSION = PROJECT["version"]
DUTY = "regulations/cac-group-services-2017/obligations/art_013.yaml"
PERSON = {f"GIT_{who}_{what}": "someone" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
DAY = {f"GIT_{who}_DATE": f"{AS_OF}T00:00:00+0000" for who in ("AUTHOR", "COMMITTER")}
# Where it is still the day before, the language is another, and somebody has settings of their own.
ELSEWHERE = {"TZ": "America/Lima", "LC_ALL": "C", "GUIJU_AS_OF": "2025-01-01", "GUIJU_SITE_URL": "https://example.org"}
EXPORTS = [file.parent.name.replace("_", "-") for file in (ROOT / "tools/guiju/exports").glob("*/__init__.py")]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env=os.environ | PERSON | DAY)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout, and before it a release that kept logs for three months where this one keeps them for six."""
    folder = copied(tmp_path_factory.mktemp("repository"))
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
def release(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make release` makes of a checkout in a folder of its own, elsewhere."""
    folder = tmp_path_factory.mktemp("elsewhere")
    git(folder, "clone", "-q", str(repository), ".")
    subprocess.run([sys.executable, ".ci/release.py"], cwd=folder, env=os.environ | ELSEWHERE, umask=0o077, check=True)
    return folder / "dist" / VERSION


@pytest.fixture(scope="module")
def built_here(repository: Path, site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same of the same commit, each part built by itself from this checkout, for the same day."""
    folder, parts = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("parts")
    hatchling = [sys.executable, "-m", "hatchling", "build", "-d", folder]
    subprocess.run(hatchling, cwd=ROOT, env=os.environ | EPOCH, capture_output=True, check=True)
    (parts / "site").symlink_to(site_folder)
    for name in EXPORTS:
        assert main(["export", name, "-o", str(parts / name), "--as-of", AS_OF]) == 0
    steps = runpy.run_path(str(repository / ".ci/release.py"))
    for name in steps["DATA"]:
        (parts / "data" / name).parent.mkdir(exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, parts / "data" / name)
    (parts / "data/CHANGES.md").write_text(steps["changes"](VERSION, AS_OF, tmp_path_factory.mktemp("last")), "utf-8")
    for part in parts.iterdir():
        steps["archive"](part.resolve(), folder / f"guiju-{VERSION}-{part.name}.zip")
    return folder


@pytest.mark.cost(55, "builds a release once, both languages of the site among it, and all but the site again")
def test_a_release_made_elsewhere_is_byte_for_byte_what_is_built_here(release: Path, built_here: Path) -> None:
    names = sorted(file.name for file in built_here.iterdir())
    assert sorted(file.name for file in release.iterdir()) == sorted(["SHA256SUMS", *names])
    assert [name for name in names if (release / name).read_bytes() != (built_here / name).read_bytes()] == []


def test_a_release_has_the_wheel_the_site_the_data_and_each_export_and_their_sums_are_right(release: Path) -> None:
    parts = [f"guiju-{VERSION}-{part}.zip" for part in ("site", "data", *EXPORTS)]
    built = [f"guiju-{VERSION}-py3-none-any.whl", f"guiju-{VERSION}.tar.gz", "SHA256SUMS", *parts]
    assert EXPORTS and sorted(file.name for file in release.iterdir()) == sorted(built)
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=release, check=True)


def test_the_wheel_stays_small(release: Path) -> None:
    (wheel,) = release.glob("*.whl")
    assert wheel.stat().st_size < 5_000_000


def test_the_data_say_which_duty_changed_since_the_last_release(release: Path) -> None:
    (data,) = release.glob("*-data.zip")
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
