"""What a platform may typically have answered: some of it in order, ten or eleven duties with an apparent gap."""

from typing import Any

from case_tables import cases

TEN_GAPS: dict[str, Any] = cases(__file__)
