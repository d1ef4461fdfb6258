"""The same data give the same bytes of every document, whatever process makes them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from places import TESTS
from report_files import hashes

PROGRAM = """
import json, sys
sys.path[:0] = sys.argv[1:]
from report_files import hashes
print(json.dumps(hashes()))
"""


@pytest.mark.cost(8, "makes every file twice: here, and in a process in which sets have another order")
def test_another_process_in_another_folder_makes_the_same_bytes(tmp_path: Path) -> None:
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    command = [sys.executable, "-c", PROGRAM, str(TESTS), str(TESTS / "documents")]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    theirs, ours = json.loads(done.stdout), hashes()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert len(set(ours.values())) == len(ours)
