"""What counts how much in the search."""

from collections.abc import Mapping
from typing import Any

from guiju.files.bundled import packaged

WEIGHTS: Mapping[str, Any] = packaged(__file__)
