"""The files of the project, as Git sees them."""

import subprocess
from pathlib import Path

from places import ROOT


def tracked() -> list[Path]:
    """The paths of all files that .gitignore does not name, those not added yet included, below ROOT."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8").split("\0")
    return [Path(name) for name in names if (ROOT / name).is_file()]
