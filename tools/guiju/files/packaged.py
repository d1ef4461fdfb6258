"""A YAML file that comes with guiju itself: what we wrote and test, so it is read fast and without places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def packaged(file: Path) -> Any:
    """The value of the file."""
    return yaml.load(file.read_bytes(), _LOADER)
