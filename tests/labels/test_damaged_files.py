"""Files that are no such file, are damaged, or are too much of one."""

import zlib
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from case_tables import each
from guiju.files.finding import Unsound
from guiju.labels.content import measured
from guiju.labels.entry import MAX_METADATA, MAX_PARTS
from guiju.labels.formats import formats
from guiju.labels.label import marks
from labelled_files import INSIDE_PDF, JPEG, LABEL, PNG, SAMPLES, chunk, read

DAMAGED = {
    "a packed text": ("png", PNG + chunk(b"zTXt", b"AIGC\0\0xxxx") + chunk(b"IEND", b"")),
    "a packed text that breaks off": (
        "png",
        PNG + chunk(b"iTXt", b"AIGC\0\1\0\0\0" + zlib.compress(LABEL.encode())[:-9]) + chunk(b"IEND", b""),
    ),
    "a raw profile": ("png", PNG + chunk(b"tEXt", b"Raw profile type exif\0\nexif\n3\n4x\n") + chunk(b"IEND", b"")),
    "EXIF of a picture": ("png", PNG + chunk(b"eXIf", b"XX*\0\x08\0\0\0") + chunk(b"IEND", b"")),
    "a directory of EXIF": ("jpeg", JPEG + b"\xff\xe1\0\x10Exif\0\0II*\0\xff\xff\0\0\xff\xd9"),
    "a packet that is not there": ("pdf", INSIDE_PDF % (b"/Metadata 5 0 R", b"")),
    "a packet that is packed otherwise": (
        "pdf",
        INSIDE_PDF % (b"/Metadata 5 0 R", b"")
        + b" 5 0 obj <</Filter/LZWDecode/Length 3>> stream\nabc\nendstream endobj trailer <<>>",
    ),
    "information that is not there": ("pdf", b"%PDF-1.4\n9 0 obj <<>> endobj trailer <</Root 9 0 R/Info 1 0 R>>"),
    "information that breaks off": ("pdf", INSIDE_PDF % (b"", b"/Title <zz> /AIGC (" + LABEL.encode() + b")")),
    "the last of two trailers": ("pdf", INSIDE_PDF % (b"", b"") + b" trailer <</Info 7 0 R"),
    "a catalogue that is not there": ("pdf", b"%PDF-1.4\ntrailer <</Root 9 0 R>>"),
}


@each(DAMAGED)
def test_metadata_that_are_there_and_cannot_be_read_are_not_said_to_lack_a_label(form, data, tmp_path):
    file = read(tmp_path, f"a.{form}", data)

    assert (file.state, len(file.findings)) == ("unreadable", 1)
    assert measured(file) == {}


@each(
    {
        "empty": (b"/AIGC ()", ["empty"]),
        "a number": (b"/AIGC 5", ["unreadable"]),
        "no value": (b"/AIGC null", ["unreadable"]),
        "a dictionary": (b"/AIGC <</Label (1)/ProduceID (x)>>", ["implicit"]),
    }
)
def test_an_entry_under_the_name_is_there_whatever_it_is(entry, kinds):
    assert [one.kind for one in marks(formats()["pdf"].entries(INSIDE_PDF % (b"", entry), "a.pdf"))] == kinds


def test_fields_that_say_nothing_are_an_empty_label_anywhere():
    body = b'UserComment\0\0\0\0\0{"AIGC":{"Label":"","ProduceID":null}}'
    found = marks(formats()["png"].entries(PNG + chunk(b"iTXt", body) + chunk(b"IEND", b""), "a.png"))

    assert [one.kind for one in found] == ["empty"]


@given(st.data())
def test_no_bytes_make_a_label_or_an_error_of_another_kind(data):
    name = data.draw(st.sampled_from(sorted(formats())))
    module = formats()[name]
    try:
        found = marks(module.entries(module.MAGIC + data.draw(st.binary(max_size=400)), "a"))
    except Unsound as unsound:
        assert "\n" not in str(unsound.findings[0])
    else:
        assert found == ()


@given(st.data())
def test_a_damaged_file_has_the_label_or_is_refused_or_has_another(data):
    file = data.draw(st.sampled_from(sorted(SAMPLES.iterdir())))
    whole = file.read_bytes()
    start, end = sorted(data.draw(st.tuples(*[st.integers(4, len(whole))] * 2)))
    module = formats()[{"jpg": "jpeg"}.get(file.suffix[1:], file.suffix[1:])]
    try:
        found = marks(module.entries(whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:], "a"))
    except Unsound:
        return
    assert all(mark.kind != "implicit" or dict(mark.fields) for mark in found)


@given(st.text(max_size=40).filter(lambda text: "aigc" not in text.casefold()), st.text(max_size=200))
def test_no_label_is_made_of_other_metadata(keyword, value):
    key = keyword.encode("latin-1", "replace").replace(b"\0", b"") or b"key"
    body = key + b"\0\0\0\0\0" + value.encode("utf-8", "replace")
    data = PNG + chunk(b"iTXt", body) + chunk(b"IEND", b"")

    assert marks(formats()["png"].entries(data, "a.png")) == ()


BOMB = zlib.compress(b"\0" * (MAX_METADATA + 1), 9)
HOSTILE = {
    "a packed text that is a bomb": ("png", PNG + chunk(b"zTXt", b"AIGC\0\0" + BOMB) + chunk(b"IEND", b"")),
    "a million chunks": ("png", PNG + chunk(b"tEXt", b"") * (MAX_PARTS * 10)),
    "a million segments": ("jpeg", JPEG + b"\xff\xfe\0\2" * 1_000_000 + b"\xff\xd9"),
    "a million fillers": ("jpeg", JPEG + b"\xff" * 1_000_000),
    "a stream that is a bomb": (
        "pdf",
        b"%PDF 1 0 obj <</Type/ObjStm/N 9/First 9/Filter/FlateDecode>> stream\n" + BOMB * 5 + b"endstream",
    ),
    "streams without objects": ("pdf", b"%PDF" + b"stream\nendstream\n" * 500_000),
    "trailers in each other": ("pdf", b"%PDF" + b"trailer<</A[" * 400_000),
    "brackets in each other": ("pdf", b"%PDF trailer " + b"[" * 1_000_000),
    "a text without an end": ("pdf", b"%PDF trailer <</Info (" + b"(" * 1_000_000),
    "an object that refers to itself": ("pdf", b"%PDF 1 0 obj 1 0 R endobj trailer <</Info 1 0 R/Root 1 0 R>>"),
    "backslashes": ("png", PNG + chunk(b"tEXt", b"a\0" + b"\\" * 300_000 + b"AIGC") + chunk(b"IEND", b"")),
    "braces": ("png", PNG + chunk(b"tEXt", b"AIGC\0" + b'{"a":' * 100_000) + chunk(b"IEND", b"")),
    "pairs without an end": ("png", PNG + chunk(b"tEXt", b"AIGC\0{" + b"a:" * 100_000) + chunk(b"IEND", b"")),
    "directories that lead to each other": (
        "jpeg",
        JPEG
        + b"\xff\xe1\0\x2cExif\0\0II*\0\x08\0\0\0\1\0\x69\x87\4\0\1\0\0\0\x08\0\0\0\x08\0\0\0"
        + b"\0" * 10
        + b"\xff\xd9",
    ),
    "fences and comments": ("md", b"```a\n<!--\n" * 200_000),
}


@each(HOSTILE)
def test_what_is_made_to_cost_much_costs_little(name, data):
    begun = process_time()
    try:
        found = marks(formats()[name].entries(data, "a"))
    except Unsound as unsound:
        found = ()
        assert "\n" not in str(unsound.findings[0])
    assert not [mark for mark in found if mark.kind == "implicit"]
    assert process_time() - begun < 10
