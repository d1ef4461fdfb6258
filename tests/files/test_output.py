"""Files are written whole or not at all, and nothing that is no file is ever replaced by one."""

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from guiju.files.finding import Misuse
from guiju.files.folder import FolderWriter
from guiju.files.output import replace_contents, write, write_all_or_none


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
    with write_all_or_none() as outbox:
        for path, data in files.items():
            outbox.write(path, data)


def test_what_a_killed_process_left_aside_goes_and_what_another_writes_stays(tmp_path: Path) -> None:
    left, written, own = (tmp_path / name for name in (f".guiju.{'a' * 16}", f".guiju.{'b' * 16}", ".guiju.notes"))
    for file in (left, written, own):
        file.touch()
    for file in (left, own):
        os.utime(file, (0, 0))
    write(tmp_path / "x", b"1")
    assert sorted(tmp_path.iterdir()) == sorted([written, own, tmp_path / "x"])


def test_of_folders_too_what_a_killed_process_left_goes_and_nothing_else(tmp_path: Path) -> None:
    left = [tmp_path / f".guiju.{'a' * 16}", tmp_path / ".guiju.aside-ab_c1234"]
    kept = [tmp_path / name for name in (f".guiju.{'a' * 16}.old", ".guiju.yaml", ".guiju-settings", "own")]
    for folder in (*left, *kept):
        folder.mkdir()
        (folder / "x").write_bytes(b"1")
        os.utime(folder, (0, 0))
    link = tmp_path / f".guiju.{'b' * 16}"
    link.symlink_to(tmp_path / "own")
    os.utime(link, (0, 0), follow_symlinks=False)
    FolderWriter("guiju render", "-o", "made.json").write(tmp_path / "out", [("a", b"1")])
    assert sorted(tmp_path.iterdir()) == sorted([*kept, tmp_path / "out"])
    assert all((folder / "x").exists() for folder in kept)


def test_new_contents_keep_the_mode_and_the_owner_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"old")
    file.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(file, 1234, 1235)
    before = file.stat()
    replace_contents(file, b"old", b"new")
    after = file.stat()
    assert file.read_bytes() == b"new"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


def _linked(folder: Path) -> Path:
    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere" / "real").write_bytes(b"old")
    (folder / "x").symlink_to("../elsewhere/real")
    return folder.parent / "elsewhere" / "real"


def _twice(folder: Path) -> Path:
    (folder / "x").write_bytes(b"old")
    (folder / "other").hardlink_to(folder / "x")
    return folder / "other"


def _changed(folder: Path) -> Path:
    (folder / "x").write_bytes(b"newer")
    return folder / "x"


@pytest.mark.parametrize(
    ("prepare", "says"),
    [(_linked, "is a link to "), (_twice, "has 2 names (hard links)"), (_changed, "was changed meanwhile; run")],
)
def test_what_is_not_only_this_file_as_it_was_read_is_left(
    prepare: Callable[[Path], Path], says: str, tmp_path: Path
) -> None:
    (tmp_path / "here").mkdir()
    other = prepare(tmp_path / "here")
    kept = other.read_bytes()
    with pytest.raises(Misuse) as caught:
        replace_contents(tmp_path / "here" / "x", b"old", b"new")
    assert says in str(caught.value) and "; " in str(caught.value)
    assert (other.read_bytes(), (tmp_path / "here" / "x").read_bytes()) == (kept, kept)
    assert not list(tmp_path.rglob(".guiju.*"))


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
