"""The encoding of a text: UTF-8, UTF-16 with its mark, or GB18030; anything else has its place named."""

from guiju.importing.formats import refuse
from guiju.importing.line import Change

_COMMON = bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
_COMMON_HAN = frozenset(_COMMON.decode("gb2312", "ignore"))


def decode(data: bytes, name: str) -> tuple[str, tuple[Change, ...]]:
    """The text of these bytes, and the encoding as a change where it is not UTF-8. Unsound where it is none of them."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), (Change("encoding", 1, f"{encoding} with a mark"),)
            except UnicodeDecodeError as error:
                _refuse(data, error.start, name)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        unsound = error.start
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        # The one that came further is the one that was meant.
        _refuse(data, max(unsound, error.start), name)
    if not _reads_as_chinese(text):
        _refuse(data, unsound, name)
    return text, (Change("encoding", 1, "gb18030"),)


def _reads_as_chinese(text: str) -> bool:
    """Almost any bytes are GB18030: what was meant so has mostly common characters."""
    foreign = [character for character in text if ord(character) > 0x7F]
    han = [character for character in foreign if "\u3400" <= character <= "\u9fff"]
    if not foreign or (any("\ue000" <= c <= "\uf8ff" for c in foreign) and len(han) < len(foreign) / 2):
        return False
    return not han or sum(map(_COMMON_HAN.__contains__, han)) >= 0.8 * len(han)


def _refuse(data: bytes, offset: int, name: str) -> None:
    line = data.count(b"\n", 0, offset) + 1
    column = offset - data.rfind(b"\n", 0, offset)
    message = "neither UTF-8 nor GB18030 from this byte on; find out its encoding and save it as UTF-8"
    refuse("wrong-encoding", message, name, line, column)
