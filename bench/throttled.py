"""When a reader on a slow telephone sees a page: 1.6 Mbit/s, 150 ms, a processor slowed to a quarter, compressed.

    make build
    CHROMIUM=/usr/bin/chromium .venv/bin/python bench/throttled.py before=/some/older/site after=site [--out FILE]

Chromium slows network and processor itself; nothing is simulated afterwards. Each page is opened afresh, with nothing
cached, in all sites in turn, --runs times (five); the table has the medians. *First paint* and *largest paint* are the
browser's own; *ready* is when its scripts have run; *blocked* adds what tasks take beyond 50 ms each; *computed* is
the processor time of the page, which other work on the machine disturbs least; *sent* is what came over the network
until it was still.
"""

import argparse
import os
import shutil
import sys
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from lighthouse import Compressed
from playwright.sync_api import Browser, sync_playwright

PAGES = (
    "",
    "regulations/cac-group-services-2017/art_9/",
    "checklists/group-provider/",
    "self-assessment/group-provider/",
    "self-assessment/group-provider/#result",
)
PHONE: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}  # bytes/s
OBSERVE = """
window.seen = { largest: 0, blocked: 0 };
new PerformanceObserver((list) => { for (const { startTime } of list.getEntries()) seen.largest = startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) seen.blocked += duration - 50; })
  .observe({ type: "longtask", buffered: true });
"""
READ = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const [first] = performance.getEntriesByName("first-contentful-paint");
  const sent = performance.getEntriesByType("resource").reduce((sum, one) => sum + one.transferSize, page.transferSize);
  return [first.startTime, seen.largest, page.domContentLoadedEventEnd, seen.blocked, sent];
}"""


@dataclass(frozen=True)
class Figures:
    """One visit: times in ms, processor time in s, and bytes."""

    first: float
    largest: float
    ready: float
    blocked: float
    sent: float
    computed: float


def visit(browser: Browser, address: str) -> Figures:
    """Open a page with nothing cached, and read the clock of the browser once the network is still."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="networkidle", timeout=120_000)
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    figures = Figures(*page.evaluate(READ), metrics["TaskDuration"])
    context.close()
    return figures


def row(page: str, name: str, visits: list[Figures]) -> str:
    """The medians, as a line of the table."""
    first, largest, ready, blocked, sent, computed = (
        median(getattr(one, key) for one in visits) for key in Figures.__dataclass_fields__
    )
    times = " | ".join(f"{time / 1000:.2f} s" for time in (first, largest, ready))
    return f"| /{page} | {name} | {times} | {blocked:.0f} ms | {computed:.2f} s | {sent / 1024:.0f} KB |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="+", metavar="name=folder", help="built sites, both languages in each")
    parser.add_argument("--runs", type=int, default=5, help="how often each page is opened (default: 5)")
    parser.add_argument("--out", type=Path, help="write the table into this file too")
    options = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("bench/throttled.py: needs a Chromium; set CHROMIUM to its path")
    servers = {}
    for name, _, folder in (site.partition("=") for site in options.sites):
        servers[name] = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=folder))
        Thread(target=servers[name].serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--disable-gpu"])
        lines = [
            "Made by `bench/throttled.py`, whose first lines say how.",
            "",
            f"Chromium {browser.version}, {os.cpu_count()} processors with a load of {os.getloadavg()[2]:.0f}, "
            f"medians of {options.runs}.",
            "",
            "| page | site | first paint | largest paint | ready | blocked | computed | sent |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for page in (root + page for root in ("", "en/") for page in PAGES):
            visits: dict[str, list[Figures]] = {name: [] for name in servers}
            for name in [*servers] * options.runs:
                address = f"http://127.0.0.1:{servers[name].server_port}/{page}"
                visits[name].append(visit(browser, address))
            for name, figures in visits.items():
                lines.append(row(page, name, figures))
                print(lines[-1], flush=True)
        browser.close()
    if options.out:
        options.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
