"""The bytes of a file, up to a limit. What a pipe holds is waited for, but not for ever."""

import errno
import os
import select
import stat
from pathlib import Path

MAX_BYTES = 8 * 1024 * 1024  # of a YAML file
_FOR_A_WRITER, _FOR_MORE = 5, 60
"""Seconds that a pipe is waited for: until something writes to it, and from one piece to the next."""


def read_bounded(file: Path | str, most: int, only_files: bool = False) -> bytes:
    """The bytes of a file, up to `most` and one more: a device such as /dev/zero has no end. OSError on failure, and
    with `only_files` for anything else."""
    # Without O_NONBLOCK a pipe that nothing writes to would be opened for ever.
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(descriptor)
        if stat.S_ISREG(status.st_mode):
            # All at once: of ten thousand small files most of the time would go into finding that each has ended.
            data = os.read(descriptor, min(status.st_size, most) + 1)
            return data if len(data) in (status.st_size, most + 1) else data + _rest(descriptor, most - len(data))
        if only_files:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return _of_pipe(descriptor, most) if stat.S_ISFIFO(status.st_mode) else _rest(descriptor, most)
    finally:
        os.close(descriptor)


def _rest(descriptor: int, most: int) -> bytes:
    os.set_blocking(descriptor, True)
    with open(descriptor, "rb", closefd=False) as opened:
        return opened.read(most + 1)


def _of_pipe(descriptor: int, most: int) -> bytes:
    pieces: list[bytes] = []
    left = most + 1
    arrived = select.poll()
    arrived.register(descriptor, select.POLLIN)
    while left:
        try:
            piece = os.read(descriptor, left)
        except BlockingIOError:  # something writes, and has nothing yet
            if not arrived.poll(_FOR_MORE * 1000):
                raise OSError(errno.ETIMEDOUT, f"nothing came through this pipe for {_FOR_MORE} seconds") from None
            continue
        if not piece:
            if pieces or arrived.poll(_FOR_A_WRITER * 1000):
                # Hung up, so this is its end, unless something was written just now.
                try:
                    piece = os.read(descriptor, left)
                except BlockingIOError:
                    continue
                if not piece:
                    break
            else:
                raise OSError(errno.ETIMEDOUT, "nothing writes to this pipe")
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
