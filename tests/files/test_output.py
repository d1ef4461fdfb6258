"""Files are written whole or not at all, and nothing that is no file is ever replaced by one."""

import os
import stat
import threading
from pathlib import Path

import pytest

from guiju.files.finding import Misuse
from guiju.files.output import together, write


def test_a_file_is_written_with_what_the_umask_leaves_and_keeps_its_permissions_later(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write(tmp_path / "x", b"one")
    assert (tmp_path / "x").stat().st_mode == plain.stat().st_mode
    (tmp_path / "x").chmod(0o600)
    write(tmp_path / "x", b"two")
    assert (tmp_path / "x").read_bytes() == b"two"
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["plain", "x"]


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"before")
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link", b"after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"after"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write(tmp_path / "pipe", b"through")
    reader.join(10)
    assert read == [b"through"]
    assert (tmp_path / "pipe").is_fifo()


def test_a_name_of_255_bytes_is_written_and_several_files_are_written_together(tmp_path: Path) -> None:
    files = {tmp_path / ("x" * 255): b"1", tmp_path / "two": b"2"}
    write_all(files)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == files


def write_all(files: dict[Path, bytes]) -> None:
    with together() as outbox:
        for path, data in files.items():
            outbox.write(path, data)


@pytest.mark.parametrize("name", ["x" * 256, "loop", "folder", "absent/x", "file/x"])
def test_a_place_that_cannot_be_written_is_one_line_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"kept")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Misuse) as caught:
        write(tmp_path / name, b"x")
    assert "\n" not in str(caught.value)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_bytes() == b"kept"


@pytest.mark.parametrize("bad", ["absent/x", "x" * 256, ".", "/dev/full"])
def test_of_several_files_one_that_cannot_be_written_spoils_none(bad: str, tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"before")
    for order in ([tmp_path / "one", tmp_path / bad], [tmp_path / bad, tmp_path / "one"]):
        with pytest.raises(Misuse):
            write_all(dict.fromkeys(order, b"after"))
        assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("one", b"before")]
