"""The files of the cases and of the commentary on liability that leads to them, and the ids of two laws that tests of cases name."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
CASES = sorted(file.stem for file in (ROOT / "cases").glob("*.yaml"))
COMMENTARY = [ROOT / "docs" / lang / "liability.md" for lang in ("zh", "en")]
PSP, CRIMINAL = "public-security-penalties", "criminal-law"
