"""The files of a folder that are its table. A file that may hold rows and would be left out is refused."""

from collections.abc import Collection, Iterator
from pathlib import Path

from guiju.files.bundled import packaged
from guiju.files.finding import Misuse

_PACKED = (".gz", ".bz2", ".xz", ".zst", ".zip", ".lz4")
_LOGS = {"_delta_log": "Delta Lake", ".hoodie": "Apache Hudi"}
_ABOUT_DATA = packaged(__file__, "about_data.yaml")


def files_of(folder: Path, endings: Collection[str]) -> Iterator[Path]:
    """The files in a folder and below it that have one of these endings, and are not hidden and do not begin with _.

    Misuse for a file that may hold rows too, and a link to a folder.
    """
    for place in folder.iterdir():
        name, ending = place.name.lower(), place.suffix.lower()
        if kept_by := _LOGS.get(place.name):
            remedy = "export it as Parquet, or name it in Spark's catalogue"
            raise Misuse(f"{folder}: is a table of {kept_by}, whose files also contain deleted rows; {remedy}")
        if name.startswith((".", "_")) and "=" not in name:
            continue
        if place.is_dir():
            if place.is_symlink():
                raise Misuse(f"{place}: is a link to a folder, which is not followed; name that folder itself")
            yield from files_of(place, endings)
        elif ending in endings and name != "thumbs.db":
            yield place
        elif ending in _PACKED and Path(place.stem).suffix.lower() in endings:
            raise Misuse(f"{place}: is compressed; unpack it, or name the others with a glob")
        elif ending in _ABOUT_DATA["endings"] or {name, name.partition(".")[0]} & {*_ABOUT_DATA["names"]}:
            continue
        elif not place.is_file() or place.stat().st_size > 0:  # an empty one only marks that something is done
            remedy = "write it as one of them, or begin its name with _ where it is not part of the table"
            raise Misuse(f"{place}: is not one of {', '.join(endings)}, so its rows would be left out; {remedy}")
