"""Long work is watched: a bar where a person looks, and Ctrl-C ends it with nothing left running."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from guiju.tables import sandbox
from guiju.terminal import watch

ENDLESS = "SELECT count(*) FROM range(1000000000000) AS numbers(n) WHERE hash(n) % 7 = 3"


def press_ctrl_c(begun: threading.Event, seconds: float) -> None:
    """Ctrl-C once the work has begun, and so long after: before, it would end the tests."""

    def press() -> None:
        begun.wait()
        time.sleep(seconds)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press, daemon=True).start()


def test_the_answer_or_the_error_of_the_work_comes_back() -> None:
    assert watch(lambda: 7, lambda: -1, lambda: None, "counting") == 7
    with pytest.raises(ZeroDivisionError):
        watch(lambda: 1 // 0, lambda: -1, lambda: None, "counting")


@pytest.mark.parametrize(("query_after", "press_after"), [(0, 1.5), (0.5, 0)], ids=["in a query", "before a query"])
def test_ctrl_c_stops_a_query_and_the_engine_can_be_closed_and_used(query_after: float, press_after: float) -> None:
    """After 1.5 s a bar would have appeared. Before a query the engine ignores a request to stop, so it is repeated."""
    begun = threading.Event()
    with sandbox.connected([]) as connection:

        def endless() -> None:
            begun.set()
            time.sleep(query_after)
            connection.execute(ENDLESS)

        press_ctrl_c(begun, press_after)
        with pytest.raises(KeyboardInterrupt):
            watch(endless, connection.query_progress, connection.interrupt, "counting")
        assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.cost(2.2, "hashes three million numbers, for a query must last to be watched")
def test_the_engine_says_how_far_it_is() -> None:
    seen: list[float] = []
    with sandbox.connected([]) as connection:
        connection.execute("CREATE TABLE numbers AS SELECT n FROM range(3000000) AS numbers(n)")
        asked = "SELECT count(*) FROM numbers WHERE sha256(sha256(n::VARCHAR)) LIKE '0%'"  # long, in little memory
        with ThreadPoolExecutor(1) as pool:
            work = pool.submit(lambda: connection.execute(asked).fetchall())
            while not work.done():
                seen.append(connection.query_progress())
                time.sleep(0.01)
            ((counted,),) = work.result()
    assert 0 < counted < 3_000_000
    assert any(0 < percent <= 100 for percent in seen)
