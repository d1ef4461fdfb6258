"""A damaged, forged or hostile workbook is reported in one line with a remedy, never by a traceback."""

import contextlib
import io
import struct
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

import workbook_samples as books
from guiju.assessment.workbook import peek, read_workbook
from guiju.files.finding import Unsound
from guiju.reading import limits
from workbook_reading import EXPECTED, Write, findings, read, value

pytest_plugins = ["workbook_reading"]


def hidden(key: str, text: books.Value) -> books.Edit:
    def edit(data: bytes) -> bytes:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("guiju").to_python()
        return books.set_cells(data, "hidden", {([told[0] for told in rows].index(key) + 1, 2): text})

    return edit


def hidden_key(key: str, new: str) -> books.Edit:
    return lambda data: books.replaced(data, "xl/sharedStrings.xml", f"<t>{key}</t>", f"<t>{new}</t>")


def test_a_word_of_the_hidden_sheet_that_means_nothing_is_no_choice(write: Write) -> None:
    data = hidden_key("status.met", "status.superb")(books.exported())
    data = books.filled(data, books.asked(), {"rule-old#report": {"status": "符合", "prepared_by": "甲"}})
    assert "状态 holds '符合'; choose one of" in findings(write(data))[0]


def without_hidden_sheet(data: bytes) -> bytes:
    return books.replaced(data, "xl/workbook.xml", 'name="guiju" ', 'name="x" ')


def doctype(part: str, entities: str) -> books.Edit:
    def edit(data: bytes) -> bytes:
        head, _, rest = zipfile.ZipFile(io.BytesIO(data)).read(part).decode().partition("?>")
        return books.repacked(data, {part: f"{head}?><!DOCTYPE x [{entities}]>{rest}".encode()})

    return edit


LAUGHS = '<!ENTITY a "haha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
STRINGS = "xl/sharedStrings.xml"


def flagged_encrypted(data: bytes) -> bytes:
    """The flag of encryption in the directory of the archive."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + struct.pack("<H", 1) + data[at + 2 :]


def declared_size(size: int) -> books.Edit:
    """Say another size than it is of the first part."""

    def edit(data: bytes) -> bytes:
        for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            at = data.index(mark) + offset
            data = data[:at] + struct.pack("<I", size) + data[at + 4 :]
        return data

    return edit


def part(name: str, content: bytes) -> books.Edit:
    return partial(books.repacked, parts={name: content})


def twice(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as zipped, pytest.warns(UserWarning):
        zipped.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def packed_otherwise(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as zipped:
        zipped.writestr("xl/media/x", b"0" * 100, zipfile.ZIP_LZMA)
    return out.getvalue()


def in_sheet(text: str, sheet: int = 3) -> books.Edit:
    name = f"xl/worksheets/sheet{sheet}.xml"
    return lambda data: books.replaced(data, name, "</sheetData>", f"{text}</sheetData>")


def edited(data: bytes, case: Mapping[str, Any]) -> bytes:
    """The workbook with the edit of a case of damaged.yaml."""
    match case:
        case {"part": [name, content]}:
            return books.repacked(data, {name: content if content is None else content.encode()})
        case {"replaced": [name, old, new]}:
            return books.replaced(data, name, old, new)
        case {"hidden": [key, text]}:
            return hidden(key, books.as_typed(text))(data)
        case {"key": [key, new]}:
            return hidden_key(key, new)(data)
    return in_sheet(case["in_sheet"])(data)


CASES = yaml.safe_load((books.WORKBOOKS / "damaged.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        *((partial(edited, case=case), case["says"]) for case in CASES),
        (lambda d: b"", "is not an .xlsx file, despite its name; save it as an Excel workbook"),
        (lambda d: "状态,证据\n符合,E-1\n".encode(), "is not an .xlsx file"),
        (lambda d: b"<html><table/></html>", "is not an .xlsx file"),
        (lambda d: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is an old .xls file; open it and save it as"),
        (lambda d: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password; remove it"),
        (flagged_encrypted, "is encrypted; remove the password"),
        (lambda d: d[: len(d) // 2], "is damaged or incomplete; copy it again"),
        (lambda d: d[:-1], "is damaged or incomplete"),
        (twice, "has a part twice"),
        (packed_otherwise, "uses a compression that Office programs do not use"),
        # bombs
        (part(STRINGS, b" " * (limits.MAX_UNPACKED + 1)), "unpacks to more than 67,108,864 bytes"),
        (declared_size(7), "is damaged"),
        (lambda d: books.repacked(d, {f"x/{n}": b"" for n in range(limits.MAX_PARTS)}), "has more than 10,000 parts"),
        (part(STRINGS, b"<sst>" + b"<si/>" * (limits.MAX_CELLS + 1) + b"</sst>"), "has more than 250,000 texts"),
        (doctype(STRINGS, LAUGHS), "declares a document type"),
        (doctype("xl/workbook.xml", '<!ENTITY x SYSTEM "file:///etc/passwd">'), "declares a document type"),
        (part(STRINGS, b"<a>" * 1_000_000), "is damaged"),
        (part("xl/styles.xml", b"<a>" + b"<b/>" * limits.MAX_ELEMENTS + b"</a>"), "has more than 2,500,000 elements"),
        (books.cell("cover", (40, 1), "长" * (limits.LONGEST_CELL + 1)), "is damaged"),
        (in_sheet("<row>" + "<c><v>1</v></c>" * 16_385 + "</row>"), "is damaged"),
        (in_sheet("".join(f"<row>{'<c><v>1</v></c>' * 250}</row>" for _ in range(1001))),
            "the sheet 清单 has more than 250,000 cells"),
        (lambda d: books.replaced(d, "xl/worksheets/sheet3.xml", "</sheetData>",
                "</sheetData>" + '<mergeCell ref="A1:B1"/>' * 2501), "has more than 250,000 cells"),
        # the hidden sheet
        (without_hidden_sheet, r"its hidden sheet 'guiju' was deleted; export it again"),
        (lambda d: books.repacked(without_hidden_sheet(d), {"docProps/custom.xml": None}),
            r"is not a guiju checklist workbook"),
        (books.cell("hidden", (3, 1), "data_version"), r"was changed \(row 3\)"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_one_line_with_a_remedy(edit: books.Edit, words: str, write: Write) -> None:
    path = write(edit(books.exported()))
    with pytest.raises(Unsound, match=words) as caught:
        read_workbook(path, books.asked())
    told = str(caught.value)
    assert told.startswith(f"{path.as_posix()}:1:1: ")
    assert "\n" not in told
    assert ";" in told


def test_a_file_larger_than_a_checklist_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(limits.MAX_BYTES + 1)
    with pytest.raises(Unsound, match=r"larger than 33,554,432 bytes"):
        peek(path)


@pytest.mark.cost(4.5, "writes and reads as many rows as a sheet can have")
def test_a_million_empty_rows_below_the_table_say_nothing(write: Write) -> None:
    rows = "".join(f'<row r="{n}" ht="15"/>' for n in range(100, 1_048_577))
    assert value(read(write(in_sheet(rows)(books.answered())))) == EXPECTED["zh"]


@given(data=st.data())
@settings(max_examples=150)
def test_a_damaged_file_is_never_a_traceback(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = bytearray(_stored(books.answered()))
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    path = tmp_path_factory.mktemp("damaged") / "w.xlsx"
    path.write_bytes(bytes(whole))
    with contextlib.suppress(Unsound):
        read_workbook(path, books.asked())


@given(
    content=st.binary(max_size=200),
    name=st.sampled_from(["xl/workbook.xml", "xl/styles.xml", STRINGS, "xl/worksheets/sheet3.xml", "_rels/.rels"]),
)
@settings(max_examples=60)
def test_a_part_of_anything_is_never_a_traceback(
    content: bytes, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("part") / "w.xlsx"
    path.write_bytes(books.repacked(books.answered(), {name: content}))
    with pytest.raises(Unsound):
        read_workbook(path, books.asked())


def _stored(data: bytes) -> bytes:
    """The archive without compression or check sums, which would give every change away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name))
    return out.getvalue()
