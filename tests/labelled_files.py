"""Files with a label in their metadata, as they are and as they are made in tests."""

import struct
import zlib
from pathlib import Path

from guiju.labels.formats import formats
from guiju.labels.reading import LabelledFile, read_file

SAMPLES = Path(__file__).parent / "labels" / "samples"
LABEL = '{"Label":"1","ContentProducer":"001191440300708461136T1XGW3","ProduceID":"P-1","PropagateID":""}'
PNG, JPEG = formats()["png"].MAGIC, b"\xff\xd8"
INSIDE_PDF = b"%%PDF-1.4\n9 0 obj <</Type/Catalog%b>> endobj 1 0 obj <<%b>> endobj trailer <</Root 9 0 R/Info 1 0 R>>"


def read(folder: Path, name: str, data: bytes) -> LabelledFile:
    """A file of these bytes, read."""
    file = folder / name
    file.write_bytes(data)
    return read_file(file)


def chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))
