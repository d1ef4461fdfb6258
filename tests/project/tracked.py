"""The files of the project, as Git sees them."""

import shutil
import subprocess
from pathlib import Path

from places import ROOT


def tracked() -> list[Path]:
    """The paths of all files that .gitignore does not name, those not added yet included, below ROOT."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8").split("\0")
    return [Path(name) for name in names if (ROOT / name).is_file()]


def copied(folder: Path) -> Path:
    """A copy of what is under version control, or will be."""
    for path in tracked():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    return folder
