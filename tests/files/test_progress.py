"""What says how far work is, to who watches."""

import pytest

from guiju.files.processes import shared
from guiju.files.progress import tracked


def test_where_nobody_watches_nothing_is_said_and_nothing_lost(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(tracked("abc", "reading", 3)) == ["a", "b", "c"]
    assert shared(lambda piece: piece * 2, 5, alone=True, label="checking") == [0, 2, 4, 6, 8]
    assert capsys.readouterr() == ("", "")
