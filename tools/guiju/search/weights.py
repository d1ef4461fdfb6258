"""What counts how much in the search."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guiju.files.bundled import packaged

WEIGHTS: Mapping[str, Any] = packaged(Path(__file__).with_name("weights.yaml"))
