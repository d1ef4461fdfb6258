"""The checklist of a role at the desk of a reader: a page in a browser, and what one does there by pointer, keys and files."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import AS_OF
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.checklist import checklist as made_checklist
from real_corpus import real

DAY = date.fromisoformat(AS_OF)
ROLE = "account-provider"
STATUSES = ("met", "to_verify", "partly_met", "not_met", "not_applicable")
# All that the browser keeps.
KEPT = "() => JSON.stringify({...localStorage})"
# Texts that a file or a page could take for something else.
HOSTILE = [
    '=HYPERLINK("http://a.example","x")',
    "+1",
    "'=already guarded",
    "''@twice",
    "　＝全角",
    "a\nb\r\n\tc",
    'quote " and "" and ,;\t',
    "<img src=x onerror=alert(1)> **bold** {{ 7*7 }}",
    "# yaml: [not, a, list] 'x' \"y\" \\n",
    "\u2028\u0085\u202e😀 e\u0301",
    "不适用",
]


@cache
def lines(*roles: str) -> tuple[Line, ...]:
    """The lines of the checklist of these roles; of all where none is named."""
    return checklist(*roles).lines


def checklist(*roles: str, lang: Lang = "zh") -> Checklist:
    """The checklist of these roles on the day of the site; of all where none is named."""
    vocabulary = real().vocabulary.roles
    return made_checklist(real(), [r for r in vocabulary if not roles or r.id in roles], DAY, lang)


def duties(*roles: str) -> list[Line]:
    """Its lines that bind, which are those that take a status."""
    return [line for line in lines(*roles) if line.assessable]


@pytest.fixture
def desk(page: Page, site_url: str) -> Page:
    """The checklist of a platform with user accounts, opened, with nothing recorded."""
    page.goto(f"{site_url}/checklists/{ROLE}/")
    return page


def line_of(page: Page, id: str) -> Locator:
    return page.locator(f'[data-line="{id}"]')


def mark(page: Page, id: str, status: str, **fields: str) -> None:
    """Record a status and texts as a reader does: by pointer and keys."""
    line = line_of(page, id)
    line.locator(f'.choice:has([value="{status}"])').click()
    if fields:
        if line.locator("details").get_attribute("open") is None:
            line.locator("summary").click()
        for name, text in fields.items():
            line.locator(f'[data-field="{name}"]').fill(text)


def status_of(page: Page, id: str) -> str:
    return line_of(page, id).locator("[type=radio]:checked").get_attribute("value") or ""


def field(page: Page, id: str, name: str) -> str:
    return line_of(page, id).locator(f'[data-field="{name}"]').input_value()


def shown(page: Page) -> list[str]:
    """The ids of the lines that are seen."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('[data-line]')].filter((l) => l.offsetParent).map((l) => l.dataset.line)"
    )
    return found


def exported(page: Page, kind: str) -> bytes:
    """The file that a button gives: json or csv."""
    with page.expect_download() as download:
        page.locator(f'[data-do="{kind}"]').click()
    assert re.fullmatch(rf"guiju-[a-z-]+-{AS_OF}\.{kind}", download.value.suggested_filename)
    return Path(download.value.path()).read_bytes()


def give(page: Page, content: bytes, name: str = "file.json") -> None:
    """Import a file."""
    hush(page)
    page.locator("[data-file]").set_input_files({"name": name, "mimeType": "", "buffer": content})


def hush(page: Page) -> None:
    """Take away what the page says, so that what it says next is not what it said before."""
    page.locator("[data-said]").evaluate("said => { said.textContent = ''; }")


def said(page: Page) -> str:
    """What the page says about a file."""
    expect(page.locator("[data-said]")).not_to_be_empty()
    return page.locator("[data-said]").inner_text()


def answer(page: Page, what: str) -> None:
    """Answer the question that is asked: yes or no."""
    page.locator(f'dialog[open] [data-answer="{what}"]').click()


def open_notes(page: Page) -> None:
    if page.locator(".desk__notes").get_attribute("open") is None:
        page.locator(".desk__notes summary").click()


def delete_all(page: Page) -> None:
    open_notes(page)
    hush(page)
    page.locator('[data-do="delete"]').click()
    answer(page, "yes")
    said(page)
    expect(page.locator("[data-told]")).to_contain_text(f"已评估0项，共{len(duties(ROLE))}项")


def profile(**declarations: Any) -> bytes:
    """A profile as a file, with these declarations."""
    return json.dumps({"facts": {}, "declarations": declarations}).encode()


# Two items of the list, and a declaration that fits either.
GOOD, SECOND = (line.id for line in duties(ROLE)[:2])
MET = {"status": "met", "by": "x"}
