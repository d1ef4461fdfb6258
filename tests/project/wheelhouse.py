"""Wheels, made again from what is installed here, so that pip installs guiju elsewhere without a network."""

import os
import re
import zipfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from distributions import dependencies

_BUILD = ("hatchling",)


def wheelhouse(requires: Iterable[str], folder: Path) -> Path:
    """A folder with wheels of all that these requirements need, and of what builds guiju."""
    folder.mkdir()
    for name in dependencies((*requires, *_BUILD)):
        _wheel(metadata.distribution(name), folder)
    return folder


def settings(wheels: Path, home: Path) -> dict[str, str]:
    """The environment of somebody with an empty home whose pip and git ask no network, and nothing of ours."""
    home.mkdir(exist_ok=True)
    person = {f"GIT_{who}_{what}": "someone" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_CONFIG_FILE": os.devnull, "PIP_NO_COMPILE": "1"}
    pip["VIRTUALENV_NO_PERIODIC_UPDATE"] = "1"
    return {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **person, **pip}


def _wheel(distribution: metadata.Distribution, folder: Path) -> None:
    tags = re.findall(r"^Tag: (\S+)-(\S+)-(\S+)$", distribution.read_text("WHEEL") or "", re.M)
    tag = "-".join(".".join(sorted(set(parts))) for parts in zip(*tags, strict=True))
    name = distribution.metadata["Name"].replace("-", "_").replace(".", "_")
    files = [file for file in distribution.files or () if file.parts[0] != ".." and file.suffix != ".pyc"]
    with zipfile.ZipFile(folder / f"{name}-{distribution.version}-{tag}.whl", "w") as wheel:
        for file in files:
            if file.name not in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json"):
                wheel.write(file.locate(), file.as_posix())
        record = next(file for file in files if file.name == "RECORD")
        wheel.writestr(record.as_posix(), "".join(f"{name},,\n" for name in (*wheel.namelist(), record.as_posix())))
