"""The wheel from a wheelhouse, off line, in an empty folder: by pip, pipx and uvx, as somebody runs it without us."""

import os
import sys
from pathlib import Path

import pytest

from console import ended
from distributions import PROJECT, built
from places import ROOT
from wheelhouse import settings, wheelhouse

TOOLS = Path(sys.executable).parent
COMMAND = ["guiju", "checklist", "--role", "group-owner", "--as-of", "2026-01-01"]
RUNNERS = {
    "pipx": [TOOLS / "pipx", "run", "--python", sys.executable, "--spec", "{wheel}"],
    "uvx": [TOOLS / "uvx", "--python", sys.executable, "--from", "{wheel}"],
}
# pipx asks uv, which needs no newer pip than there is.
OFFLINE = {"PIPX_DEFAULT_BACKEND": "uv", "UV_OFFLINE": "1", "UV_NO_INDEX": "1", "UV_PYTHON_DOWNLOADS": "never"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheels of all that guiju needs without an extra, and its own."""
    folder = wheelhouse(PROJECT["dependencies"], tmp_path_factory.mktemp("wheels") / "house")
    built("wheel", ROOT, folder)
    return folder


@pytest.mark.cost(5, "makes an environment and installs the wheel in it")
@pytest.mark.parametrize("runner", RUNNERS)
def test_it_runs_from_the_wheelhouse_and_prints_what_the_checkout_prints(
    runner: str, house: Path, tmp_path: Path
) -> None:
    (wheel,) = house.glob("guiju-*.whl")
    empty = tmp_path / "empty"
    empty.mkdir()
    command = [str(part).format(wheel=wheel) for part in RUNNERS[runner]] + COMMAND
    environment = settings(house, tmp_path / "home") | OFFLINE | {"PATH": f"{TOOLS}{os.pathsep}{os.defpath}"}
    environment["UV_FIND_LINKS"] = str(house)
    done, ours = ended(command, empty, environment), ended([sys.executable, "-m", *COMMAND], ROOT)
    assert (done.returncode, done.stdout) == (0, ours.stdout), done.stderr
    assert list(empty.iterdir()) == []
