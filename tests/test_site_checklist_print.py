"""A checklist on paper: A4 with what was recorded, page numbers and room to sign, and what is filtered alone."""

import re
import subprocess
from pathlib import Path

from checklist_desk import GOOD, ROLE, Desk, duties, lines
from real_corpus import real
from spaces import squeezed

pytest_plugins = ["checklist_desk"]


def on_paper(desk: Desk, folder: Path) -> tuple[str, str]:
    """The text of the printed page, and what its first page measures, with a number for each page."""
    file = folder / "page.pdf"
    desk.page.pdf(path=file, prefer_css_page_size=True)
    commands = (["pdftotext", "-layout", file, "-"], ["pdfinfo", file])
    text, info = (subprocess.run(c, capture_output=True, text=True, check=True).stdout for c in commands)
    return text, info


def test_the_printed_checklist_is_a4_with_what_was_recorded_page_numbers_and_room_to_sign(
    desk: Desk, tmp_path: Path
) -> None:
    desk.mark(GOOD, "partly_met", by="合规部", evidence="附件三", reason="整改中")
    desk.name("entity", "甲公司")
    text, info = on_paper(desk, tmp_path)
    printed = squeezed(text)
    present = ["甲公司", "已评估1项", "状态：部分符合", "合规部", "附件三", "整改中", "填报", "复核", "批准"]
    present += [real().data_version, *(squeezed(line.obligation.title.zh) for line in lines(ROLE))]
    assert [part for part in present if part not in printed] == []
    absent = ("导出JSON", "导入…", "清除筛选", "责任人、证据、说明", "下载")
    assert [part for part in absent if part in printed] == []
    pages = int(re.search(r"Pages:\s+(\d+)", info).group(1))  # type: ignore[union-attr]  # pdfinfo always says
    assert "A4" in info and f"1/{pages}" in printed and f"{pages}/{pages}" in printed
    assert all(part.strip() for part in text.split("\f")[:-1]), "an empty page"


def test_what_is_filtered_is_printed_alone_and_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.filter("modality", "prohibition")
    printed = squeezed(on_paper(desk, tmp_path)[0])
    count = sum(line.obligation.modality == "prohibition" for line in lines(ROLE))
    assert f"只印出筛选后的{count}项，共{len(lines(ROLE))}项" in printed and "性质不得" in printed
    first = duties(ROLE)[0].obligation
    assert first.modality == "obligation" and first.title.zh not in printed
