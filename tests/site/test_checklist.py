"""The page of a checklist: whole without scripts, in the words given, without barriers, on any width, on paper."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from barriers import violations
from checklist_desk import GOOD, ROLE, STATUSES, Desk, duties, lines
from guiju.model import Lang
from page_kinds import ARTICLE
from real_corpus import real
from spaces import squeezed
from windows import Visit, in_each_scheme

pytest_plugins = ["checklist_desk", "kept_windows"]

IDS = "lines => lines.map((line) => line.dataset.line)"
# What is far from view is not laid out, and has no text to read, unless it is told to be.
TEXTS = "lines => lines.map((line) => { line.style.contentVisibility = 'visible'; return line.innerText; })"


def test_without_scripts_every_checklist_is_the_whole_list_and_nothing_pretends_to_work(
    look: Visit, lang: Lang
) -> None:
    for role in real().vocabulary.roles:
        page = look(f"checklists/{role.id}/?open=1", lang, java_script_enabled=False)
        assert page.locator("[data-line]:visible").evaluate_all(IDS) == [line.id for line in lines(role.id)]
        controls = ".md-content :is(input, select, textarea, dialog, .desk, .progress):visible"
        expect(page.locator(controls)).to_have_count(0)
        for line, text in zip(lines(role.id), page.locator("[data-line]").evaluate_all(TEXTS), strict=True):
            assert line.obligation.title[lang] in text and line.cited(lang) in text
            assert all(step[lang] in text for step in (*line.review, *line.evidence))


def test_only_lines_that_take_a_status_have_a_box_to_tick(look: Visit) -> None:
    every = look("checklists/all-roles/").locator("[data-line]")
    boxed = every.evaluate_all(
        f"lines => ({IDS})(lines.filter((line) => getComputedStyle(line, '::before').display !== 'none'))"
    )
    assert boxed == [line.id for line in duties()]
    assert len(boxed) < len(lines())


@in_each_scheme
def test_axe_finds_nothing_on_a_checklist_in_use(look: Visit, scheme: str) -> None:
    desk = Desk(look(f"checklists/{ROLE}/", color_scheme=scheme))
    desk.mark_each(["合规部"] * len(STATUSES), "by")
    desk.filter("method", "examine")
    desk.take(b"{")
    desk.open_notes()
    assert violations(desk.page) == []
    desk.find('[data-do="delete"]').click()
    assert violations(desk.page) == []


@pytest.mark.parametrize("ending", ["#%", "?role=%#%E4", "?%", "#%00", "?text=%&h=%#'\"%]"])
def test_an_address_that_is_not_well_formed_breaks_no_script(look: Visit, ending: str) -> None:
    for path in (f"checklists/{ROLE}/", "self-assessment/group-provider/", ARTICLE):  # the window notes what is thrown
        look(f"{path}{ending}").wait_for_load_state("networkidle")


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
    pages = int(re.search(r"Pages:\s+(\d+)", info).group(1))
    assert "A4" in info and f"1/{pages}" in printed and f"{pages}/{pages}" in printed
    assert all(part.strip() for part in text.split("\f")[:-1]), "an empty page"


def test_what_is_filtered_is_printed_alone_and_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.filter("modality", "prohibition")
    printed = squeezed(on_paper(desk, tmp_path)[0])
    count = sum(line.obligation.modality == "prohibition" for line in lines(ROLE))
    assert f"只印出筛选后的{count}项，共{len(lines(ROLE))}项" in printed and "性质不得" in printed
    first = duties(ROLE)[0].obligation
    assert first.modality == "obligation" and first.title.zh not in printed
