"""How long others wait at `guiju mcp --http` and `guiju serve` while some are slow, leave, or ask for much.

    .venv/bin/python bench/load.py [--clients 200] [--seconds 20] [--pause 10] [mcp | serve …]

Each door is started on a free port of this machine. Of the clients 60 % are ordinary: they ask, read, and wait a while
(--pause seconds on average), as agents do, which think between calls. 15 % are slow and send a request byte by byte,
15 % leave before their answer has come, 10 % send as much as a door takes or ask for what is dear. The table has the
waits of ordinary clients, alone and among the others; what was refused or failed is counted. The exit code is 1 where
the median of the ordinary ones is above 500 ms. bench/load.md has the figures.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlsplit

MOST_MEDIAN = 0.5
GUIJU = (sys.executable, "-m", "guiju")
WORDS = ("日志", "群组", "实名", "黑名单", "投诉", "账号", "标识", "算法", "未成年人", "个人信息")
LONGEST_TEXT = 50_000
DEAR = {"mcp": 3_900_000, "serve": 60_000}
"""Bytes of the largest requests: just below what is refused."""
ARTICLES = "一二三四五六七八九十"
RULE = "cac-group-services-2017"
PAGES = ("", f"regulations/{RULE}/", f"regulations/{RULE}/art_9/")


@dataclass
class Tally:
    """The waits of ordinary clients in seconds, and what came of all requests, by kind and status."""

    waits: list[float] = field(default_factory=list)
    came_of: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True)
class Door:
    name: str
    host: str
    port: int
    path: str

    def request(self, chance: random.Random, dear: bool) -> bytes:
        """A request of this door, whole."""
        if self.name == "serve":
            path = self.path + chance.choice(PAGES)
            more = f"X-Long: {'x' * DEAR['serve']}\r\n" if dear else ""
            return f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n{more}\r\n".encode()
        words = chance.choice(WORDS)
        tool, arguments = "search", {"query": words, "limit": 3}
        if dear:
            # Half of them as long as a text may be, half as long as a request may be, which a tool refuses.
            text = f"依照《{words}规定》第九条。" * 300_000
            most = chance.choice((LONGEST_TEXT, DEAR["mcp"] // 3))
            tool, arguments = "cite_check", {"text": text[:most]}
        elif chance.random() < 0.5:
            tool, arguments = "get_article", {"what": f"群组规定第{chance.choice(ARTICLES)}条"}
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
        body = json.dumps(call, ensure_ascii=False).encode()
        head = [
            f"POST {self.path} HTTP/1.1",
            f"Host: {self.host}",
            "Content-Type: application/json",
            "Accept: application/json, text/event-stream",
            "MCP-Protocol-Version: 2025-06-18",
            "Connection: close",
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join(head).encode() + b"\r\n\r\n" + body


async def answered(door: Door, data: bytes, step: int = 0) -> str:
    """The status of the answer, read to its end; with a `step`, the request is sent in so many bytes at a time."""
    reader, writer = await asyncio.open_connection(door.host, door.port)
    try:
        if step:
            for at in range(0, min(len(data), 40 * step), step):
                writer.write(data[at : at + step])
                await writer.drain()
                await asyncio.sleep(0.3)
            return "never whole"
        writer.write(data)
        await writer.drain()
        answer = await reader.read()
        return answer[9:12].decode("ascii", "replace") or "closed"
    finally:
        writer.close()


async def ordinary(door: Door, chance: random.Random, tally: Tally) -> None:
    begin = time.monotonic()
    status = await answered(door, door.request(chance, dear=False))
    tally.waits.append(time.monotonic() - begin)
    tally.came_of["ordinary", status] += 1


async def slow(door: Door, chance: random.Random, tally: Tally) -> None:
    tally.came_of["slow", await answered(door, door.request(chance, dear=False), step=1)] += 1


async def leaving(door: Door, chance: random.Random, tally: Tally) -> None:
    _, writer = await asyncio.open_connection(door.host, door.port)
    writer.write(door.request(chance, dear=chance.random() < 0.2))
    await asyncio.sleep(chance.uniform(0, 0.2))
    writer.transport.abort()
    tally.came_of["leaving", "left"] += 1


async def dear(door: Door, chance: random.Random, tally: Tally) -> None:
    tally.came_of["dear", await answered(door, door.request(chance, dear=True))] += 1


Client = Callable[[Door, random.Random, Tally], Awaitable[None]]
SHARES: tuple[tuple[Client, float], ...] = ((ordinary, 0.6), (slow, 0.15), (leaving, 0.15), (dear, 0.1))


async def load(door: Door, clients: Sequence[Client], seconds: float, pause: float) -> Tally:
    """What clients of these kinds meet at a door for so long."""
    tally, end = Tally(), time.monotonic() + seconds

    async def client(kind: Client, number: int) -> None:
        chance = random.Random(f"{kind.__name__}:{number}")  # to be made again
        while (next_ := time.monotonic() + chance.expovariate(1 / pause)) < end:
            await asyncio.sleep(next_ - time.monotonic())
            try:
                await kind(door, chance, tally)
            except OSError as error:
                tally.came_of[kind.__name__, type(error).__name__] += 1

    tasks = [asyncio.create_task(client(kind, number)) for number, kind in enumerate(clients)]
    await asyncio.wait(tasks, timeout=seconds + 30)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return tally


def started(name: str) -> tuple[subprocess.Popen[str], Door]:
    """A door that answers, once it has said where it is."""
    given = ["mcp", "--http", "0"] if name == "mcp" else ["serve", "--port", "0", "--lang", "zh", "--only", RULE]
    pipe = subprocess.PIPE
    process = subprocess.Popen([*GUIJU, *given], stdout=pipe, stderr=pipe, stdin=subprocess.DEVNULL, encoding="utf-8")
    stream = process.stderr if name == "mcp" else process.stdout
    assert stream is not None
    address = next(word for line in stream for word in line.split() if word.startswith("http://"))
    parts = urlsplit(address)
    return process, Door(name, parts.hostname or "", parts.port or 0, parts.path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doors", nargs="*", default=["mcp", "serve"], metavar="DOOR")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pause", type=float, default=10)
    arguments = parser.parse_args()
    mixed = [kind for kind, share in SHARES for _ in range(round(arguments.clients * share))]
    alone, failed = [kind for kind in mixed if kind is ordinary], False
    print("| door | clients | requests | median | 95 % | longest | not answered |\n|---|---|--:|--:|--:|--:|---|")
    for name in arguments.doors:
        process, door = started(name)
        try:
            asyncio.run(load(door, [ordinary] * 3, 3, 0.1))  # its first answers load what it needs
            for title, clients in (("ordinary alone", alone), ("all kinds", mixed)):
                tally = asyncio.run(load(door, clients, arguments.seconds, arguments.pause))
                cuts = quantiles(tally.waits, n=20)
                wrong = {f"{kind} {how}": n for (kind, how), n in sorted(tally.came_of.items()) if how[:1] != "2"}
                told = ", ".join(f"{what} {count}" for what, count in wrong.items())
                row = f"{len(tally.waits):,} | {cuts[9]:.3f} s | {cuts[18]:.3f} s | {max(tally.waits):.3f} s"
                print(f"| {name} | {len(clients)} {title} | {row} | {told} |", flush=True)
                failed |= cuts[9] > MOST_MEDIAN
        finally:
            process.terminate()
            process.wait()
    sys.exit(failed)


if __name__ == "__main__":
    main()
