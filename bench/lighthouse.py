"""What Lighthouse says of the pages of the site: performance, accessibility, best practices, how a machine finds them.

    make build && npm install --prefix /some/folder lighthouse@12
    .venv/bin/python bench/lighthouse.py node_modules/.bin/lighthouse [--site site] [--out bench/lighthouse.md]

Every page is opened three times, as a telephone on a slow network (Lighthouse's own simulation) and as a desktop, in
the installed Chromium; the table has the medians. Texts are sent compressed (gzip), as hosts of static sites send them;
with --plain they are sent as they are, which few readers meet.
"""

import argparse
import gzip
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any, BinaryIO

ROOT = Path(__file__).resolve().parents[1]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TEXTS = {".html", ".css", ".js", ".json", ".svg"}
PAGES = (
    "",
    "regulations/cac-group-services-2017/art_9/",
    "for/group-owner/",
    "roles/group-owner/",
    "obligations/cac-group-services-2017/",
    "checklists/group-provider/",
    "self-assessment/group-provider/",
    "self-assessment/group-provider/#result",
    "regulations/public-security-penalties/changes/2025-06-27/",
    "whole/coverage/",
    "whole/relations/",
    "cases/insults-in-own-group-2017/",
    "en/",
    "en/regulations/cac-group-services-2017/art_9/",
    "en/checklists/group-provider/",
    "en/self-assessment/group-provider/",
    "en/self-assessment/group-provider/#result",
)


@dataclass(frozen=True)
class Figures:
    """One page on one device: scores, 0 to 100; largest paint and blocked time in ms; layout shift; bytes."""

    scores: tuple[float, ...]
    paint: float
    blocked: float
    shift: float
    size: float


class Quiet(SimpleHTTPRequestHandler):
    """The files of a folder as they are, over connections that are kept, as hosts keep them."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Requests are no news."""


class Compressed(Quiet):
    """The same, with texts compressed, each once: what the server computes must not count for the page."""

    def send_head(self) -> BinaryIO | None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if file.suffix not in TEXTS or not file.is_file():
            return super().send_head()
        content = compressed(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)


@cache
def compressed(file: Path) -> bytes:
    """The bytes of a file, compressed."""
    return gzip.compress(file.read_bytes())


def measure(lighthouse: Path, address: str, device: str, chromium: str) -> Figures:
    """Open a page once."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        command = [
            *(str(lighthouse), address, "--quiet", "--output=json", f"--output-path={file.name}"),
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            *(["--preset=desktop"] if device == "desktop" else []),
        ]
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium})
        told: dict[str, Any] = json.loads(Path(file.name).read_text("utf-8"))
    if error := told.get("runtimeError"):
        sys.exit(f"bench/lighthouse.py: {address}: {error['message']}")
    number = {name: told["audits"][name]["numericValue"] for name in (
        "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight",
    )}  # fmt: skip
    scores = tuple(100 * told["categories"][name]["score"] for name in CATEGORIES)
    return Figures(scores, *number.values())


def row(page: str, device: str, runs: list[Figures]) -> str:
    """The medians of the runs, as a line of the table."""
    scores = [f"{median(run.scores[i] for run in runs):.0f}" for i in range(len(CATEGORIES))]
    paint, blocked, shift, size = (
        median(getattr(run, name) for run in runs) for name in ("paint", "blocked", "shift", "size")
    )
    cells = [
        "/" + page,
        device,
        *scores,
        f"{paint / 1000:.1f} s",
        f"{blocked:.0f} ms",
        f"{shift:.3f}",
        f"{size / 1024:.0f} KB",
    ]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lighthouse", type=Path, help="the program lighthouse")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site/)")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is opened (default: 3)")
    parser.add_argument(
        "--pages", nargs="+", default=PAGES, help="addresses without the first stroke (default: of each kind)"
    )
    parser.add_argument("--devices", nargs="+", default=("phone", "desktop"), choices=("phone", "desktop"))
    parser.add_argument("--plain", action="store_true", help="send everything uncompressed")
    parser.add_argument("--out", type=Path, help="write the table into this file too")
    options = parser.parse_args()
    chromium = os.environ.get("GUIJU_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or not (options.site / "en/index.html").exists():
        sys.exit("bench/lighthouse.py: needs the site in both languages (make build) and a Chromium (GUIJU_CHROMIUM)")
    handler = Quiet if options.plain else Compressed
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(options.site)))
    Thread(target=server.serve_forever, daemon=True).start()
    version = subprocess.run(
        [options.lighthouse, "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    browser = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=True).stdout.split(
        " built"
    )[0]
    lines = [
        "Made by `bench/lighthouse.py`, whose first lines say how.",
        "",
        f"Lighthouse {version}, {browser.strip()}, {platform.machine()}, {os.cpu_count()} processors, "
        f"medians of {options.runs}, {'uncompressed' if options.plain else 'compressed'}.",
        "",
        "| page | device | performance | accessibility | best practices | SEO "
        "| largest paint | blocked | shift | bytes |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for page in options.pages:
        for device in options.devices:
            address = f"http://127.0.0.1:{server.server_port}/{page}"
            runs = [measure(options.lighthouse, address, device, chromium) for _ in range(options.runs)]
            lines.append(row(page, device, runs))
            print(lines[-1], flush=True)
    server.shutdown()
    if options.out:
        options.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
