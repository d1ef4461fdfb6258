"""Long work is watched: a bar where a person looks, and Ctrl-C ends it with nothing left running."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from guiju.tables import walls
from guiju.terminal import watch

ENDLESS = "SELECT count(*) FROM range(1000000000000) AS numbers(n) WHERE hash(n) % 7 = 3"


@pytest.fixture
def interrupted_soon() -> Iterator[None]:
    """Ctrl-C, a moment after the bar has appeared."""
    timer = threading.Timer(1.5, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    yield
    timer.cancel()


def test_the_answer_of_the_work_comes_back() -> None:
    assert watch(lambda: 7, lambda: -1, lambda: None, "counting") == 7


def test_an_error_of_the_work_comes_back_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        watch(lambda: 1 // 0, lambda: -1, lambda: None, "counting")


@pytest.mark.usefixtures("interrupted_soon")
def test_ctrl_c_stops_a_query_and_the_engine_can_be_closed_and_used() -> None:
    with walls.engine([]) as connection:
        with pytest.raises(KeyboardInterrupt):
            watch(lambda: connection.execute(ENDLESS), connection.query_progress, connection.interrupt, "counting")
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_the_engine_says_how_far_it_is() -> None:
    seen: list[float] = []
    with walls.engine([]) as connection:
        connection.execute("CREATE TABLE numbers AS SELECT n, hash(n) AS h FROM range(3000000) AS numbers(n)")
        done = threading.Event()
        asked = "SELECT count(DISTINCT a.h // 3) FROM numbers AS a JOIN numbers AS b USING (n)"

        def work() -> None:
            connection.execute(asked).fetchall()
            done.set()

        threading.Thread(target=work, daemon=True).start()
        while not done.wait(0.01):
            seen.append(connection.query_progress())
    assert any(0 < percent <= 100 for percent in seen)
