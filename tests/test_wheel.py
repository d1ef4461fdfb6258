"""The wheel, installed in an environment that holds its declared dependencies and nothing else, off line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
ROLE = ["guiju", "checklist", "--role", "group-owner"]

# Ends the interpreter at the first look at a file of the checkout, other than the dependencies.
GUARD = """
import os, sys
def guard(event, arguments):
    if event in ('open', 'os.listdir', 'os.scandir') and arguments and isinstance(arguments[0], str):
        path = os.path.abspath(arguments[0])
        if path.startswith({root!r} + os.sep) and not path.startswith({site!r} + os.sep):
            os.write(2, b'outside the environment: ' + path.encode() + bytes([10]))
            os._exit(70)
sys.addaudithook(guard)
"""


def dependencies(requires: list[str]) -> set[str]:
    """The names of all distributions that `requires` asks for here, by the metadata of what is installed."""
    seen: set[tuple[str, str]] = set()
    waiting = [(line, "") for line in requires]
    while waiting:
        line, extra = waiting.pop()
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
            for inner in (wanted.extras or {""}) - {extra for name, extra in seen if name == wanted.name}:
                seen.add((wanted.name, inner))
                waiting += [(line, inner) for line in metadata.requires(wanted.name) or []]
    return {name for name, _ in seen}


def lend(distributions: set[str], site: Path) -> None:
    """Put links to the files of installed distributions into the folder `site`."""
    for name in distributions:
        files = metadata.distribution(name).files or []
        for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
            if not (site / top).is_symlink():
                (site / top).symlink_to(Path(sysconfig.get_path("purelib")) / top)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment with guiju's wheel in it."""
    home = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home], cwd=ROOT, check=True)
    (wheel,) = home.glob("*.whl")
    fresh = home / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", fresh], check=True)
    python = fresh / "bin/python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "install"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True)
    where = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())
    (installed,) = metadata.distributions(name="guiju", path=[str(site)])
    lend(dependencies(installed.requires or []), site)
    guard = GUARD.format(root=str(ROOT), site=sysconfig.get_path("purelib"))
    (site / "guard.py").write_text(guard, "utf-8")
    (site / "guard.pth").write_text("import guard\n", "utf-8")
    return fresh


def run(environment: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment in `folder`, with an empty home and none of our settings."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    settings = {"HOME": str(home), "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C"}
    program = [str(environment / "bin" / command[0]), *command[1:]]
    return subprocess.run(program, cwd=folder, env=settings, capture_output=True, encoding="utf-8")


def test_an_installed_guiju_prints_the_group_owners_checklist_in_any_folder(environment, tmp_path):
    done = run(environment, tmp_path, *ROLE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "互联网群组信息服务管理规定" in done.stdout
    assert "第九条第一款" in done.stdout
    assert re.search(r"\d{4}-\d\d-\d\d", done.stdout)


def test_an_installed_guiju_lives_in_its_environment_and_reads_nothing_of_the_checkout(environment, tmp_path):
    place = run(environment, tmp_path, "python", "-c", "import guiju; print(guiju.__file__)").stdout
    assert Path(place.strip()).is_relative_to(environment)
    peek = run(environment, tmp_path, "python", "-c", f"open({str(ROOT / 'README.md')!r})")
    assert (peek.returncode, peek.stderr) == (70, f"outside the environment: {ROOT / 'README.md'}\n")


def test_the_bundled_knowledge_base_is_the_one_of_the_checkout(environment, tmp_path):
    arguments = [*ROLE, "--as-of", "2026-01-01"]
    installed = run(environment, tmp_path, *arguments)
    ours = [sys.executable, "-m", *arguments]
    here = subprocess.run(ours, cwd=ROOT, capture_output=True, encoding="utf-8", env={**os.environ, "LC_ALL": "C"})
    assert installed.stdout == here.stdout != ""


def test_the_bundled_knowledge_base_passes_its_own_checks(environment, tmp_path):
    done = run(environment, tmp_path, "guiju", "check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_carries_every_file_of_the_package_and_of_the_knowledge_base(environment):
    (site,) = environment.glob("lib/*/site-packages")
    for source, target in (("tools/guiju", ""), ("regulations", "data/regulations"), ("schemas", "data/schemas")):
        paths = [path.relative_to(ROOT / source) for path in (ROOT / source).rglob("*") if path.is_file()]
        wanted = [path for path in paths if "__pycache__" not in path.parts]
        assert wanted
        assert [path for path in wanted if not (site / "guiju" / target / path).is_file()] == []


def test_the_wheel_carries_both_licences(environment):
    (folder,) = environment.glob("lib/*/site-packages/guiju-*.dist-info/licenses")
    for name in ("LICENSE", "LICENSE-DATA"):
        assert (folder / name).read_bytes() == (ROOT / name).read_bytes() != b""
