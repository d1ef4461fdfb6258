"""The form of the self-assessment in a browser, and what a person does there: answer, read in, save."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from windows import Visit

pytest_plugins = ["kept_windows"]

GROUP = "cac-group-services-2017"
YES, NO, UNKNOWN = "是", "否", "不知道"
VERDICTS = ("breached", "undetermined", "met", "not_applicable")
NUMBER, TEXT = "input[type=number]", "input[type=text]"


@dataclass(frozen=True)
class Form:
    """A form that is open in a page."""

    page: Page

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def question(self, fact: str) -> Locator:
        return self.find(f'fieldset[data-fact="{fact}"]').first

    def result(self) -> Locator:
        """The result, shown in the place of the questions."""
        self._show("result")
        return self.find("#result")

    def questions(self) -> None:
        """Back to the questions."""
        self._show("questions")

    def _show(self, view: str) -> None:
        page = self.find("html")
        if page.get_attribute("data-view") != view:
            self.find(f'a[href="#{view}"]').click()
        expect(page).to_have_attribute("data-view", view)  # set once all is drawn, after the click

    def choose(self, fact: str, answer: str) -> None:
        self.questions()
        self.question(fact).get_by_text(answer, exact=True).click()

    def expect_answer(self, fact: str, answer: str) -> None:
        """Wait until this is chosen, in whichever language."""
        expect(self.question(fact).locator("input").nth((YES, NO, UNKNOWN).index(answer))).to_be_checked()

    def fill(self, fact: str, text: str, kind: str = NUMBER) -> None:
        self.questions()
        self.question(fact).locator(kind).first.fill(text)

    def period(self, fact: str, length: str, unit: str) -> None:
        self.fill(fact, length)
        self.question(fact).locator("select").first.select_option(unit)

    def of_groups(self) -> None:
        """A service with groups that has been there for years."""
        self.choose("offers_user_groups", YES)
        self.fill("service_launched_on", "2019-05-20", "input[type=date]")

    def duty(self, name: str) -> Locator:
        """A duty in the result."""
        return self.result().locator(f'[data-duty="{GROUP}#{name}"]')

    def expect_words(self, duty: str, words: str) -> None:
        expect(self.duty(duty).locator("[data-words]")).to_have_text(words)

    def proof(self, duty: str) -> Locator:
        """What the verdict of a duty rests on, opened."""
        return opened_proof(self.duty(duty))

    def count(self, verdict: str) -> int:
        return int(self.find(f'[data-count="{verdict}"]').inner_text())

    def counts(self) -> list[int]:
        return [self.count(verdict) for verdict in VERDICTS]

    def press(self, action: str) -> None:
        self.find(f'[data-do="{action}"]').click()

    def read_in(self, content: Any) -> str:
        """Read a profile in, in place of what is answered; what the page says of it."""
        self.page.on("dialog", _agree)
        message = self.find("[data-message]")
        message.evaluate("(node) => { node.textContent = 'reading'; }")
        self._choose_file(content, "profile.json")
        expect(message).not_to_have_text("reading")
        self.page.remove_listener("dialog", _agree)
        return message.inner_text()

    def saved(self, kind: str, folder: Path) -> Path:
        """The file that a button downloads."""
        with self.page.expect_download() as waiting:
            self.press(kind)
        file = folder / waiting.value.suggested_filename
        waiting.value.save_as(file)
        return file

    def offer(self, content: Any, name: str = "receipt.json") -> Locator:
        """Choose a file with a receipt; what the page says of it."""
        verification = self.find("[data-verification]")
        verification.evaluate("(node) => node.replaceChildren()")
        self._choose_file(content, name)
        verification.get_by_role("heading").wait_for()
        return verification

    def _choose_file(self, content: Any, name: str) -> None:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        file = {"name": name, "mimeType": "application/json", "buffer": text.encode()}
        self.find('[data-do="import"]').set_input_files(file)

    def open_all(self) -> None:
        self.page.evaluate("for (const fold of document.querySelectorAll('.assess details')) fold.open = true")


def _agree(dialog: Dialog) -> None:
    dialog.accept()


def opened_proof(duty: Locator) -> Locator:
    """What the verdict of a duty in the result rests on, with the folds around it opened."""
    fold = duty.locator("xpath=descendant-or-self::details").first
    fold.evaluate("(fold) => { for (; fold; fold = fold.parentElement.closest('details')) fold.open = true; }")
    return duty.locator("[data-proof]")


@pytest.fixture
def form(look: Visit) -> Form:
    """The form of a group platform, with nothing answered."""
    return Form(look("self-assessment/group-provider/"))
