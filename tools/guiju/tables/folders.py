"""The files of a folder that are its table. What would be left out in silence, and may hold rows, is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from guiju.files.finding import Misuse

_PACKED = (".gz", ".bz2", ".xz", ".zst", ".zip", ".lz4")
_LOGS = {"_delta_log": "Delta Lake", ".hoodie": "Apache Hudi"}
_ABOUT_DATA = (
    ".adoc", ".asc", ".bib", ".cfg", ".conf", ".crc", ".css", ".gif", ".htm", ".html", ".ini", ".ipynb", ".jpeg", ".jpg", ".js", ".log", ".md", ".md5",
    ".pdf", ".png", ".py", ".r", ".rst", ".scala", ".sh", ".sha1", ".sha256", ".sha512", ".sig", ".sql", ".svg", ".toml", ".xsd", ".yaml", ".yml",
)  # fmt: skip
"""Endings of what is written about data and is none."""
_NAMES_ABOUT_DATA = (
    "changelog",
    "contributing",
    "copying",
    "licence",
    "license",
    "makefile",
    "manifest",
    "md5sums",
    "readme",
    "sha256sums",
)
"""Names of such files, whatever their endings."""


def files_of(folder: Path, endings: Collection[str]) -> Iterator[Path]:
    """The files in a folder and below it that have one of these endings. What is hidden or begins with _ is no table, or not yet, as for Spark and Hive.

    Misuse for a file that may hold rows too, and a link to a folder.
    """
    for place in folder.iterdir():
        if kept_by := _LOGS.get(place.name):
            raise Misuse(
                f"{folder}: is a table of {kept_by}, whose files hold deleted rows too; export it as Parquet, or name it in Spark's catalogue"
            )
        if place.name.startswith((".", "_")) and "=" not in place.name:
            continue
        if place.is_dir():
            if place.is_symlink():
                raise Misuse(f"{place}: is a link to a folder, which is not followed; name that folder itself")
            yield from files_of(place, endings)
        elif place.suffix.lower() in endings and place.name.lower() != "thumbs.db":
            yield place
        elif place.suffix.lower() in _PACKED and Path(place.stem).suffix.lower() in endings:
            raise Misuse(f"{place}: is packed; unpack it, or name the others with a glob")
        elif not _holds_no_rows(place):
            raise Misuse(
                f"{place}: is none of {', '.join(endings)}, and its rows would be left out; write it as one of them, or begin its name with _ where it is no part of the table"
            )


def _holds_no_rows(file: Path) -> bool:
    name = file.name.lower()
    if Path(name).suffix in _ABOUT_DATA or name.partition(".")[0] in _NAMES_ABOUT_DATA or name == "thumbs.db":
        return True
    return file.is_file() and file.stat().st_size == 0  # it only says that something is done
