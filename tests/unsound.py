"""The defects for which a file is refused."""

from collections.abc import Callable

import pytest

from guiju.files.finding import Finding, Unsound


def defects_of(read: Callable[..., object], *arguments: object) -> tuple[Finding, ...]:
    """What `read` finds wrong with what it is given."""
    with pytest.raises(Unsound) as unsound:
        read(*arguments)
    return unsound.value.findings
