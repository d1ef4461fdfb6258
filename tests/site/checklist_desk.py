"""The checklist of a role in a browser, and what a reader does there by pointer, keys and files."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import AS_OF, DAY
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.checklist import checklist as made_checklist
from real_corpus import real
from windows import Visit

pytest_plugins = ["kept_windows"]

ROLE = "account-provider"
STATUSES = ("met", "to_verify", "partly_met", "not_met", "not_applicable")
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
def checklist(*roles: str, lang: Lang = "zh") -> Checklist:
    """The checklist of these roles on the day of the site; of all where none is named."""
    vocabulary = real().vocabulary.roles
    return made_checklist(real(), [r for r in vocabulary if not roles or r.id in roles], DAY, lang)


def lines(*roles: str) -> tuple[Line, ...]:
    return checklist(*roles).lines


def duties(*roles: str) -> list[Line]:
    """Its lines that bind, which are those that take a status."""
    return [line for line in lines(*roles) if line.assessable]


# Two items of the list, and a declaration that fits either.
GOOD, SECOND, *_ = (line.id for line in duties(ROLE))
MET = {"status": "met", "by": "x"}


def profile(**declarations: Any) -> bytes:
    return json.dumps({"facts": {}, "declarations": declarations}).encode()


@dataclass(frozen=True)
class Desk:
    """A checklist that is open in a page."""

    page: Page

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def line(self, id: str) -> Locator:
        return self.find(f'[data-line="{id}"]')

    def notice(self, id: str) -> Locator:
        return self.line(id).locator("[data-notice]")

    def mark(self, id: str, status: str, **fields: str) -> None:
        """Record a status and texts as a reader does: by pointer and keys."""
        line = self.line(id)
        line.locator(f'.choice:has([value="{status}"])').click()
        if fields and line.locator("details").get_attribute("open") is None:
            line.locator("summary").click()
        for name, text in fields.items():
            line.locator(f'[data-field="{name}"]').fill(text)

    def mark_each(self, texts: Sequence[str], *fields: str) -> dict[str, str]:
        """Record the statuses in turn, one for each text, which stands in all of these fields: item → status."""
        marked = {line.id: status for line, status, _ in zip(duties(ROLE), cycle(STATUSES), texts, strict=False)}
        for (id, status), text in zip(marked.items(), texts, strict=True):
            needed = [*fields, *(["approver"] if status == "not_applicable" else [])]
            self.mark(id, status, **dict.fromkeys(needed, text))
        return marked

    def entry(self, id: str, *fields: str) -> tuple[str, ...]:
        """The status of a line, and the texts in these fields."""
        line = self.line(id)
        status = line.locator("[type=radio]:checked").get_attribute("value") or ""
        return (status, *(line.locator(f'[data-field="{name}"]').input_value() for name in fields))

    def filter(self, name: str, value: str) -> None:
        control = self.find(f'[data-filter="{name}"]')
        if name in ("role", "open", "all"):
            control.and_(self.find(f'[value="{value}"]')).check()
        else:
            control.select_option(value)

    def visible_lines(self) -> list[str]:
        return self.find("[data-line]:visible").evaluate_all("lines => lines.map((line) => line.dataset.line)")

    def expect_assessed(self, count: int) -> None:
        expect(self.find("[data-count]")).to_have_text(f"已评估{count}项，共{len(duties(ROLE))}项")

    def exported(self, kind: str) -> bytes:
        """The file that a button gives: json, csv or xlsx."""
        with self.page.expect_download() as download:
            self.find(f'[data-do="{kind}"]').click()
        assert re.fullmatch(rf"guiju-[a-z-]+-{AS_OF}\.{kind}", download.value.suggested_filename)
        return Path(download.value.path()).read_bytes()

    def declarations(self) -> dict[str, dict[str, str]]:
        """Those of the profile that is exported."""
        return json.loads(self.exported("json"))["declarations"]

    def give(self, content: bytes, name: str = "file.json") -> None:
        self._clear_message()
        self.find("[data-file]").set_input_files({"name": name, "mimeType": "", "buffer": content})

    def take(self, content: bytes, name: str = "file.json") -> str:
        """Give it a file; what the page says of it."""
        self.give(content, name)
        return self.message()

    def take_anew(self, content: bytes, name: str = "file.json") -> str:
        self.delete_all()
        return self.take(content, name)

    def _clear_message(self) -> None:
        """So that the next message is not taken for the last."""
        self.find("[data-message]").evaluate("message => { message.textContent = ''; }")

    def message(self) -> str:
        """The message about a file, once there is one."""
        expect(self.find("[data-message]")).not_to_be_empty()
        return self.find("[data-message]").inner_text()

    def answer(self, word: str) -> None:
        """Answer the question that is asked: yes or no."""
        self.find(f'dialog[open] [value="{word}"]').click()

    def open_notes(self) -> None:
        if self.find(".desk__notes").get_attribute("open") is None:
            self.find(".desk__notes summary").click()

    def name(self, party: str, text: str) -> None:
        self.open_notes()
        self.find(f'[data-party="{party}"]').fill(text)

    def delete_all(self) -> None:
        self._clear_message()
        self.find('[data-do="delete"]').click()
        self.answer("yes")
        self.message()
        self.expect_assessed(0)

    def store(self) -> str:
        """All that the browser keeps."""
        return self.page.evaluate("() => JSON.stringify({...localStorage})")

    def put(self, key: str, kept: str) -> None:
        """As another edition or another program would."""
        self.page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])


@pytest.fixture
def desk(look: Visit) -> Desk:
    """The checklist of a platform with user accounts, opened, with nothing recorded."""
    return Desk(look(f"checklists/{ROLE}/"))
