"""Commands in the process of a test, with a cache as people have one: without it each run reads the whole base, and
each search makes the index anew.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from tempfile import TemporaryDirectory
from unittest import mock

import pytest

from guiju import cli
from guiju.files.cache import SWITCH


@cache
def _home() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="guiju-cache-")


@contextmanager
def kept_cache() -> Iterator[None]:
    """What is read within is kept for all tests of this process; only for tests that replace nothing of reading."""
    with mock.patch.dict(os.environ, {SWITCH: "", "XDG_CACHE_HOME": _home().name}):
        yield


def main(arguments: Sequence[str]) -> int:
    """`guiju` with these arguments."""
    with kept_cache():
        return cli.main(arguments)


@pytest.fixture(scope="module", autouse=True)
def kept_index() -> Iterator[None]:
    """The same cache for the whole of a module that imports this."""
    with kept_cache():
        yield
