"""A checklist on paper: A4 with what was recorded, page numbers and room to sign, and what is filtered alone."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from playwright.sync_api import Page

from checklist_desk import GOOD, ROLE, duties, lines, mark
from real_corpus import real
from spaces import squeezed

pytest_plugins = ["checklist_desk"]


def on_paper(page: Page, folder: Path) -> tuple[str, str]:
    """The text of the printed page, and what its first page measures, with a number for each page."""
    page.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    return said_by("pdftotext", "-layout", str(folder / "page.pdf"), "-"), said_by("pdfinfo", str(folder / "page.pdf"))


def said_by(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_printed_checklist_is_a4_with_what_was_recorded_page_numbers_and_room_to_sign(
    desk: Page, tmp_path: Path
) -> None:
    mark(desk, GOOD, "partly_met", by="合规部", evidence="附件三", reason="整改中")
    desk.locator(".desk__notes summary").click()
    desk.locator('[data-party="entity"]').fill("甲公司")
    text, info = on_paper(desk, tmp_path)
    told = squeezed(text)
    for part in (
        "甲公司",
        "已评估1项",
        "状态：部分符合",
        "合规部",
        "附件三",
        "整改中",
        "填报",
        "复核",
        "批准",
        real().data_version,
    ):
        assert part in told, part
    for line in lines(ROLE):
        assert squeezed(line.obligation.title.zh) in told
    for absent in ("导出JSON", "导入…", "清除筛选", "责任人、证据、说明", "下载"):
        assert absent not in told
    pages = int(re.search(r"Pages:\s+(\d+)", info).group(1))  # type: ignore[union-attr]  # pdfinfo always says
    assert "A4" in info and f"1/{pages}" in told and f"{pages}/{pages}" in told
    assert all(part.strip() for part in text.split("\f")[:-1]), "an empty page"


def test_what_is_filtered_is_printed_alone_and_says_so(desk: Page, tmp_path: Path) -> None:
    desk.locator('[data-filter="modality"]').select_option("prohibition")
    text, _ = on_paper(desk, tmp_path)
    told = squeezed(text)
    count = sum(line.obligation.modality == "prohibition" for line in lines(ROLE))
    assert f"只印出筛选后的{count}项，共{len(lines(ROLE))}项" in told and "性质不得" in told
    assert duties(ROLE)[0].obligation.modality == "obligation"
    assert duties(ROLE)[0].obligation.title.zh not in told
