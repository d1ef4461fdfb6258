"""Make the workbooks of this folder again: exported, filled in, sorted, and saved by LibreOffice (`soffice`)."""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "assessment")]

from guiju.model import REQUIRED_LANGUAGES  # noqa: E402  # after the path is set
from workbook_samples import answered, asked, repacked, sorted_rows  # noqa: E402  # the tests are no package


def saved_by_libreoffice(data: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "filled.xlsx").write_bytes(data)
        profile = f"-env:UserInstallation={folder.as_uri()}/profile"
        command = [
            "soffice",
            "--headless",
            profile,
            "--convert-to",
            "xlsx",
            "--outdir",
            folder / "saved",
            folder / "filled.xlsx",
        ]
        subprocess.run(command, check=True, capture_output=True)
        return (folder / "saved" / "filled.xlsx").read_bytes()


for lang in REQUIRED_LANGUAGES:
    reverse = list(reversed(range(len(asked(lang).lines))))
    saved = saved_by_libreoffice(sorted_rows(answered(lang), reverse))
    (HERE / f"filled-{lang}.xlsx").write_bytes(repacked(saved, {}))  # without the times of saving
