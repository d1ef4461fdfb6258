"""Make the pictures of the README from the site itself: python docs/pictures.py (needs the built site and a Chromium).

`make build` first. CHROMIUM names the browser; the pictures show the day of the site that was built.
"""

import os
import shutil
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
PICTURES = {  # file → (address, what is shown, height in pixels)
    "home.png": ("en/", 900),
}


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Requests are no news."""


def main() -> int:
    """Write the pictures; the exit code."""
    browser_path = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    if browser_path is None or not (site / "en" / "index.html").exists():
        what = (
            "a Chromium is missing: install it, or set CHROMIUM" if browser_path is None else f"{site}: run make build"
        )
        print(f"docs/pictures.py: {what}", file=sys.stderr)
        return 2
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for name, (address, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": 1280, "height": height}, reduced_motion="reduce")
            page.goto(f"http://127.0.0.1:{server.server_port}/{address}", wait_until="networkidle")
            page.wait_for_timeout(600)  # the tabs of the theme come in one after the other
            page.screenshot(path=ROOT / "docs" / name)
            print(f"docs/{name}: {(ROOT / 'docs' / name).stat().st_size // 1000} kB")
            page.close()
        browser.close()
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
