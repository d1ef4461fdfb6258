"""Twelve things that readers come for, walked in a browser: clicks, keys, screens scrolled and seconds of each.

    make build && .venv/bin/python bench/walks.py [--site site] [--walks bench/walks.yaml] [--out bench/walks.md]

The walks are in walks.yaml: who wants what, where it begins, and steps. `click` and `see` name what is on the page by
its words, or by a selector; `type` goes into what has the focus; `press` is a key; `pick` chooses in a list (selector =
words); `save` clicks what downloads a file; `cut` takes the network away. A phone is 390 px wide, on 1.6 Mbit/s and
150 ms with a processor four times as slow; a desk is 1,366 px wide, as fast as the machine is.

Seconds are what the reader waited for, measured, and what acting takes by a fixed table (SECONDS): how long a person
needs to aim, to type and to skim a screen. So two versions of the site compare by their waits and by what they demand,
on one machine and in one run. What a walk wants is reached when its last `see` is in view.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml
from lighthouse import ROOT, Compressed
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from throttled import NETWORK

SECONDS = {"clicks": 2.5, "keys": 0.3, "screens": 2.0}
"""What acting once takes: decide, aim and click; one key; skim one screen."""
DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desk": {"viewport": {"width": 1366, "height": 768}},
}
PATIENCE = 15_000
"""Milliseconds after which a step has failed."""


@dataclass
class Cost:
    """What a walk took: clicks, keys, screens scrolled past, seconds waited."""

    clicks: int = 0
    keys: int = 0
    screens: float = 0
    waited: float = 0

    @property
    def seconds(self) -> float:
        """Waiting and acting together."""
        return self.waited + sum(seconds * getattr(self, name) for name, seconds in SECONDS.items())


class Walk:
    """One walk on one page, step by step."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder, self.cost = page, folder, Cost()

    def place(self, name: str) -> Locator:
        """What a step names: a selector, or visible words."""
        place = self.page.locator(name) if re.match(r"[.#[]|[a-z]+[:[]", name) else self.page.get_by_text(name)
        return place.filter(visible=True).first

    def reach(self, name: str) -> Locator:
        """Wait for it, and scroll to it as a reader does."""
        since = time.perf_counter()
        place = self.place(name)
        place.wait_for(timeout=PATIENCE)
        self.cost.waited += time.perf_counter() - since
        top = place.evaluate("node => node.getBoundingClientRect().top")
        height = self.page.viewport_size["height"] if self.page.viewport_size else 1
        self.cost.screens += max(0.0, abs(top) / height - 0.9) if not 0 <= top < 0.9 * height else 0
        place.scroll_into_view_if_needed()
        return place

    def click(self, name: str) -> None:
        place = self.reach(name)
        self.cost.clicks += 1
        since = time.perf_counter()
        place.click(timeout=PATIENCE)
        self.page.wait_for_load_state("domcontentloaded")
        self.cost.waited += time.perf_counter() - since

    def see(self, name: str) -> None:
        self.reach(name)

    def type(self, text: str) -> None:
        self.cost.keys += len(text)
        self.page.keyboard.type(text)

    def pick(self, name: str) -> None:
        selector, _, label = name.partition(" = ")
        self.cost.clicks += 2
        self.reach(selector).select_option(label=label, timeout=PATIENCE)

    def press(self, key: str) -> None:
        self.cost.keys += 1
        self.page.keyboard.press(key)

    def save(self, name: str) -> None:
        place = self.reach(name)
        self.cost.clicks += 1
        since = time.perf_counter()
        with self.page.expect_download(timeout=PATIENCE) as download:
            place.click(timeout=PATIENCE)
        download.value.save_as(self.folder / download.value.suggested_filename)
        self.cost.waited += time.perf_counter() - since

    def cut(self, _: object) -> None:
        """From here on there is no network."""
        self.page.context.set_offline(True)

    def open(self, address: str) -> None:
        """A link that somebody sent."""
        since = time.perf_counter()
        self.page.goto(address, wait_until="domcontentloaded")
        self.cost.waited += time.perf_counter() - since


def walked(browser: Browser, root: str, walk: dict[str, Any]) -> Cost | str:
    """What the walk takes; or the step that failed."""
    with tempfile.TemporaryDirectory() as folder:
        context = browser.new_context(base_url=root, reduced_motion="reduce", **DEVICES[walk["device"]])
        page = context.new_page()
        if walk["device"] == "phone":
            session = context.new_cdp_session(page)
            session.send("Network.emulateNetworkConditions", NETWORK)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        steps = Walk(page, Path(folder))
        try:
            steps.open(walk["from"])
            for step in walk["steps"]:
                ((verb, name),) = step.items()
                try:
                    getattr(steps, verb)(name)
                except Exception as error:
                    return f"{verb} {name}: {str(error).splitlines()[0]}"
        finally:
            context.close()
        return steps.cost


def main() -> int:
    """Print a line for each walk; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site/)")
    parser.add_argument("--walks", type=Path, default=ROOT / "bench/walks.yaml", help="the walks")
    parser.add_argument("--out", type=Path, help="write the table into this file too")
    options = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None or not (options.site / "en/index.html").exists():
        sys.exit("bench/walks.py: needs the site in both languages (make build) and a Chromium (CHROMIUM)")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=str(options.site)))
    Thread(target=server.serve_forever, daemon=True).start()
    lines = [
        "Made by `bench/walks.py`, whose first lines say how.",
        "",
        "| what a reader wants | language | device | clicks | keys | screens scrolled | waited | seconds in all |",
        "|---|---|---|---|---|---|---|---|",
    ]
    failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for walk in yaml.safe_load(options.walks.read_text("utf-8")):
            cost = walked(browser, f"http://127.0.0.1:{server.server_port}", walk)
            failed += isinstance(cost, str)
            cells = (
                ["not reached", cost, "", "", ""]
                if isinstance(cost, str)
                else [
                    str(cost.clicks),
                    str(cost.keys),
                    f"{cost.screens:.1f}",
                    f"{cost.waited:.1f} s",
                    f"{cost.seconds:.0f} s",
                ]
            )
            lines.append(f"| {' | '.join([walk['wants'], walk['language'], walk['device'], *cells])} |")
            print(lines[-1], flush=True)
        browser.close()
    server.shutdown()
    if options.out:
        options.out.write_text("\n".join(lines) + "\n", "utf-8")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
