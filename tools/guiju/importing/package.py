"""The parts of an Office document (.docx, .xlsx), taken out of its zip archive with bounds."""

import io
import zipfile
import zlib
from collections.abc import Callable

from guiju.importing.formats import refuse

MAX_UNPACKED = 64 * 1024 * 1024
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)


def parts(data: bytes, name: str, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The parts whose names are `wanted`, in their order. What they unpack to is counted, not believed. Unsound for a
    file that cannot be unpacked."""
    unpacked: dict[str, bytes] = {}
    left = MAX_UNPACKED + 1
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in filter(wanted, archive.namelist()):
                unpacked[part] = archive.open(part).read(left)
                left -= len(unpacked[part])
    except DAMAGED:
        message = "is damaged or encrypted; open it in the program that made it and save it again without a password"
        refuse("unreadable-text", message, name)
    if not left:
        refuse("file-too-large", f"unpacks to more than {MAX_UNPACKED:,} bytes; split it", name)
    return unpacked
