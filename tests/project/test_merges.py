"""A merge that was interrupted leaves its markers in a file: none is committed."""

import re

from tracked import ROOT, tracked

MARKER = re.compile(rb"^(<{7} |\|{7} |>{7} |={7}\r?$)", re.M)


def test_no_file_has_the_markers_of_a_merge() -> None:
    marked = [str(path) for path in tracked() if MARKER.search((ROOT / path).read_bytes())]
    assert marked == []
