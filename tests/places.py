"""Where the project and its tests are."""

from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
GOOD = TESTS / "corpora" / "good"


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below the folder: path → bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
