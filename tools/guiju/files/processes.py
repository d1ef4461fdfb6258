"""Work shared between this process and copies of it, one for each processor."""

import gc
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from io import FileIO
from typing import TypeVar

from guiju.files.progress import tracked

Item = TypeVar("Item")
Result = TypeVar("Result")
MOST = 200
"""Pieces of work at most: each is a byte in a pipe from which whoever is free takes one."""


def shared(work: Callable[[int], Result], pieces: int, alone: bool = False, label: str = "") -> list[Result]:
    """work(0), work(1) … of `pieces`. Copies share the memory of this process, so what `work` uses is not sent; only
    results are. What a copy fails to do is done here, where it fails again, and is seen. `alone`: without copies.
    `label`: what is done, where a person watches."""
    tokens, source = os.pipe()
    with FileIO(tokens) as waiting:
        os.write(source, bytes(range(pieces)))
        os.close(source)
        # A copy has none of the other threads, and the locks that they have taken for ever.
        copies = 0 if alone or threading.active_count() > 1 or not hasattr(os, "fork") else processors() - 1
        helpers = [_copy(work, waiting) for _ in range(min(copies, pieces - 1))]
        results: dict[int, Result] = {}
        try:
            tokens_left = iter(lambda: waiting.read(1), b"")
            for token in tracked(tokens_left, label, pieces, lambda token: token[0]):
                results[token[0]] = work(token[0])
            for _, answers in helpers:
                with open(answers, "rb", closefd=False) as sent:
                    results |= pickle.loads(data) if (data := sent.read()) else {}
        finally:
            for process, answers in helpers:
                os.close(answers)
                os.kill(process, signal.SIGKILL)  # it has ended, or nobody waits for it
                os.waitpid(process, 0)
    return [results[place] if place in results else work(place) for place in range(pieces)]


def streamed(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """work(item) of each item, in their order, made by copies of this process while the results before are used; a few
    ahead, so that they do not fill the memory."""
    if threading.active_count() > 1 or not hasattr(os, "fork"):
        yield from map(work, items)
        return
    from multiprocessing import get_context  # slow to import

    copies = processors()
    room = threading.Semaphore(4 * copies)
    with get_context("fork").Pool(copies, _quiet) as pool:
        try:
            for result in pool.imap(work, (item for item in items if room.acquire())):
                yield result
                room.release()
        finally:
            room.release(len(items))  # nothing waits for room any more


def _quiet() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # this process ends its copies
    gc.disable()


def _copy(work: Callable[[int], object], waiting: FileIO) -> tuple[int, int]:
    """A copy of this process at work: its id, and where its answers come from."""
    answers, answer = os.pipe()
    if process := os.fork():
        os.close(answer)
        return process, answers
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        gc.disable()  # looking for garbage writes to each object, and so copies the memory that is shared
        results = {}
        while token := waiting.read(1):
            results[token[0]] = work(token[0])
        with open(answer, "wb") as sent:  # noqa: PTH123  # of a descriptor
            pickle.dump(results, sent, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
