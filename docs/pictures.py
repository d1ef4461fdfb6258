"""Make the pictures of README and docs/site.md: python docs/pictures.py (needs the built site and a Chromium).

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
PICTURES = {  # file → (address, width and height in pixels, what is clicked or filled in first)
    "home.png": ("en/", (1280, 900), ()),
    "article.png": ("regulations/cac-group-services-2017/art_9/", (1280, 900), ()),
    "checklist.png": ("en/checklists/group-owner/", (1280, 900), ((".line input[value=not_met]", None),)),
    "leaflet.png": ("for/group-owner/", (390, 844), ()),
    "result.png": (
        "en/self-assessment/group-provider/",
        (1280, 900),
        (
            ("[data-fact=offers_user_groups] label", None),
            ("[data-fact=service_launched_on] input[type=date]", "2019-05-01"),
            ("[data-fact=network_log_retention_policy] input >> nth=0", "180"),
            ("[data-fact=network_log_retention_policy] select >> nth=0", "D"),
            (".assess__bar a[href='#result']", None),
        ),
    ),
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
        for name, (address, (width, height), steps) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
            page.goto(f"http://127.0.0.1:{server.server_port}/{address}", wait_until="networkidle")
            for selector, value in steps:
                place = page.locator(selector).first
                if value is None:
                    place.click(force=True)
                elif place.evaluate("node => node.tagName") == "SELECT":
                    place.select_option(value)
                else:
                    place.fill(value)
            page.wait_for_timeout(600)  # the tabs of the theme come in one after the other
            page.screenshot(path=ROOT / "docs" / name)
            print(f"docs/{name}: {(ROOT / 'docs' / name).stat().st_size // 1000} kB")
            page.close()
        browser.close()
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
