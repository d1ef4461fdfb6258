"""What a request over HTTP passes: names that are compared whole, a token, and limits by client."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
from anyio import CancelScope, CapacityLimiter

from guiju.agents.call_thread import CALLS, Abandoned, CallThread, in_thread
from guiju.agents.http_gate import LONGEST_BODY, HttpGate
from guiju.agents.long_calls import LONG

Answering = Callable[..., Coroutine[Any, Any, None]]


async def answer(scope: Any, receive: Any, send: Any) -> None:
    body = (await receive())["body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"%d" % len(body)})


class Client:
    """Asks once: `parts` of a body come, and then the client stays, or goes where it `leaves`, once `begun` is set."""

    begun: threading.Event | None = None

    def __init__(self, *parts: bytes, leaves: bool = False, waits: bool = False, **headers: str) -> None:
        given = {"host": "localhost", **headers}
        self.scope = {"type": "http", "method": "POST", "path": "/mcp", "client": ("192.0.2.1", 1), "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]}  # fmt: skip
        self.messages: Iterator[dict[str, Any]] = iter(
            [{"type": "http.request", "body": part, "more_body": waits or part is not parts[-1]} for part in parts]
        )
        self.leaves, self.sent = leaves, list[dict[str, Any]]()

    async def receive(self) -> dict[str, Any]:
        if message := next(self.messages, None):
            return message
        if not self.leaves:
            await asyncio.Event().wait()
        while self.begun and not self.begun.is_set():
            await asyncio.sleep(0)
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    async def ask(self, gate: HttpGate) -> int:
        """The status of the answer, 0 for none."""
        await gate(self.scope, self.receive, self.send)
        return int(self.sent[0]["status"]) if self.sent else 0


def status(client: Client, app: Answering = answer, **settings: Any) -> int:
    return asyncio.run(client.ask(HttpGate(app, {"localhost", "127.0.0.1", "[::1]"}, **settings)))


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8321", "127.0.0.1:1", "[::1]:65535"])
def test_a_name_of_this_machine_is_answered_with_any_port(host: str) -> None:
    assert status(Client(b"{}", host=host)) == 200
    assert status(Client(b"{}", host=host, origin=f"https://{host}")) == 200


@pytest.mark.parametrize(
    "host",
    ["localhost:evil.com", "localhost:80:80", "localhost:0", "localhost:65536", "localhost:", "evil@localhost", "",
     "localhost.evil.com", "evil.localhost", "localhost ", "localhost/", "[::1]evil", "127.0.0.1.evil.com:80"],
)  # fmt: skip
def test_a_name_that_only_begins_or_ends_as_one_of_this_machine_is_refused(host: str) -> None:
    assert status(Client(b"{}", host=host)) == 421
    assert status(Client(b"{}", origin=f"http://{host}")) == 403


@pytest.mark.parametrize("origin", ["null", "file://localhost", "localhost", "http://localhost/x", "http://"])
def test_an_origin_that_is_none_of_http_is_refused(origin: str) -> None:
    assert status(Client(b"{}", origin=origin)) == 403


def test_two_hosts_are_one_too_many() -> None:
    client = Client(b"{}")
    client.scope["headers"].append((b"host", b"localhost"))
    assert status(client) == 421


def test_who_does_not_know_the_token_is_refused() -> None:
    token = "0123456789abcdef"
    assert status(Client(b"{}", authorization=f"Bearer {token}"), token=token) == 200
    for given in ("", token, f"Bearer {token}x", f"Bearer {token[:-1]}", "Bearer \u00e9"):
        assert status(Client(b"{}", authorization=given), token=token) == 401
    assert status(Client(b"{}"), token=token) == 401


def test_a_body_that_does_not_come_or_is_too_large_is_refused() -> None:
    assert status(Client(b"{", waits=True), to_send=0.05) == 408
    assert status(Client(b"", content_length=str(LONGEST_BODY + 1))) == 413
    assert status(Client(b"x" * LONGEST_BODY, b"x", waits=True)) == 413
    assert status(Client(b"{", waits=True, leaves=True)) == 0


def test_of_a_client_who_asks_too_much_at_once_the_rest_is_refused_and_others_are_answered() -> None:
    async def run() -> list[int]:
        release = asyncio.Event()

        async def slow(scope: Any, receive: Any, send: Any) -> None:
            await release.wait()
            await answer(scope, receive, send)

        gate = HttpGate(slow, {"localhost"}, at_once=2)
        waiting = [asyncio.create_task(Client(b"{}").ask(gate)) for _ in range(2)]
        await asyncio.sleep(0)
        refused = await Client(b"{}").ask(gate)
        other = Client(b"{}")
        other.scope["client"] = ("192.0.2.2", 1)
        waiting.append(asyncio.create_task(other.ask(gate)))
        release.set()
        return [refused, *await asyncio.gather(*waiting), await Client(b"{}").ask(gate)]

    assert asyncio.run(run()) == [429, 200, 200, 200, 200]


def test_of_a_client_who_sends_many_long_calls_the_rest_is_refused_and_short_ones_and_others_are_answered() -> None:
    async def run() -> list[int]:
        release = asyncio.Event()

        async def slow(scope: Any, receive: Any, send: Any) -> None:
            if len((await receive())["body"]) > LONG:
                await release.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        gate, long = HttpGate(slow, {"localhost"}, long_at_once=2), b"x" * (LONG + 1)
        waiting = [asyncio.create_task(Client(long).ask(gate)) for _ in range(2)]
        await asyncio.sleep(0)
        refused, short = await Client(long).ask(gate), await Client(long[1:]).ask(gate)
        other = Client(long)
        other.scope["client"] = ("192.0.2.2", 1)
        waiting.append(asyncio.create_task(other.ask(gate)))
        release.set()
        return [refused, short, *await asyncio.gather(*waiting), await Client(long).ask(gate)]

    assert asyncio.run(run()) == [429, 200, 200, 200, 200, 200]


def test_a_large_request_waits_for_another_large_one_and_a_small_one_for_neither() -> None:
    async def run() -> list[int]:
        release, at_work, begun = asyncio.Event(), asyncio.Event(), list[int]()

        async def slow(scope: Any, receive: Any, send: Any) -> None:
            size = len((await receive())["body"])
            begun.append(size)
            at_work.set()
            if size > 2:
                await release.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        gate = HttpGate(slow, {"localhost"})
        large = [asyncio.create_task(Client(b"x" * 100_000).ask(gate)) for _ in range(3)]
        await at_work.wait()
        await Client(b"{}").ask(gate)
        before = list(begun)
        release.set()
        await asyncio.gather(*large)
        return [*before, len(begun)]

    assert asyncio.run(run()) == [100_000, 2, 4]


def endless(started: threading.Event) -> None:
    started.set()
    while True:
        started.is_set()


@pytest.mark.parametrize("leaves", [True, False])
def test_nobody_works_on_for_a_client_who_has_gone_or_waited_long_enough(leaves: bool) -> None:
    begun, ended = threading.Event(), threading.Event()

    def run() -> None:
        try:
            endless(begun)
        except Abandoned:
            ended.set()
            raise

    async def work(scope: Any, receive: Any, send: Any) -> None:
        calls = CALLS.get()
        assert calls is not None
        with CancelScope() as call:
            calls.append(call)
            await in_thread(run, CapacityLimiter(1))

    client = Client(b"{}", leaves=leaves)
    client.begun = begun
    assert status(client, work, to_answer=60 if leaves else 0.2) == (0 if leaves else 504)
    assert not begun.is_set() or ended.wait(30)


def test_a_call_that_was_abandoned_before_does_not_begin_and_one_that_is_over_stays_so() -> None:
    call = CallThread()
    call.abandon()
    with pytest.raises(Abandoned):
        call.run(lambda: 1)
    over = CallThread()
    assert over.run(lambda: 1) == 1
    over.abandon()
    assert sum(range(1000)) == 499_500
