"""A page of the site on paper: printed to PDF, and the words that another program takes out of it."""

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from spaces import squeezed


def printed(page: Page, folder: Path, in_columns: bool = False) -> str:
    """The words that can be selected in the printed page, without page numbers, as `run_together` has them. Columns are
    read one after the other where the page is known to have some: by itself the reader joins lines of both."""
    file = folder / "printed.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    return _words(file, in_columns)


def _words(file: Path, in_columns: bool) -> str:
    """The words of a PDF, run together."""
    read = subprocess.run(
        ["pdftotext", *(["-raw"] if in_columns else []), "-enc", "UTF-8", file, "-"], capture_output=True, check=True
    )
    lines = re.split(r"[\n\f]", read.stdout.decode())
    return run_together("".join(line for line in lines if not re.fullmatch(r"\s*\d+ / \d+\s*", line)))


def run_together(text: str) -> str:
    """Without spaces and hyphens: what reads the PDF takes a hyphen at the end of a line for the end of a line."""
    return squeezed(text).replace("-", "")


def sheets(folder: Path) -> int:
    """How many pages were printed, which are A4."""
    read = subprocess.run(["pdfinfo", folder / "printed.pdf"], capture_output=True, check=True, text=True)
    assert "(A4)" in read.stdout
    return int(re.search(r"Pages:\s*(\d+)", read.stdout)[1])  # type: ignore[index]  # pdfinfo always says


def lost_on_paper(page: Page, folder: Path) -> list[str]:
    """What cannot be selected in the printed page: its title, or of the Chinese of its paragraphs more than a page may
    lose, which may end within a word."""
    with TemporaryDirectory(dir=folder) as own:
        text = printed(page, Path(own))
        in_columns = _words(Path(own, "printed.pdf"), True)  # some parts of a page may have some
    title = run_together(page.locator("article h1").first.inner_text().replace("#", ""))
    page.emulate_media(media="print")
    paragraphs = page.locator("article p:visible").all_inner_texts()
    page.emulate_media(media="null")
    runs = {run for words in paragraphs for run in re.findall("[\u4e00-\u9fff]{4,12}", words)}
    lost = {run for run in runs if run not in text and run not in in_columns}
    return [*([] if title in text else [title]), *(sorted(lost) if len(lost) > 1 + 0.03 * len(runs) else ())]
