"""What the self-assessment says of a receipt: what of it is still right, what differs, and that it was edited."""

import json
import random
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from playwright.sync_api import Page, expect

from assessment_samples import CONTENT
from browser_engine import CORPUS, assessed, each_form, in_browser, random_content
from guiju.assessment.receipt import content_hash, digest, particulars_hash, receipt
from guiju.documents.report import data
from guiju.files.source import Steps
from receipt_files import at, paths
from self_assessment_form import GROUP, YES, Form
from ten_gaps import TEN_GAPS
from windows import Visit

pytest_plugins = ["browser_engine", "self_assessment_form"]

VERIFIED = """(value) => guiju.verification(guiju.given, value).then(
    ({ changes, same, answers }) => [[changes.map(({ id, what }) => [id, what]), same], answers],
    ({ key, values }) => [key, values?.places ?? values?.place ?? ""])"""


def edited(value: Any, path: Steps) -> Any:
    """A copy of the value with another value at the path."""
    copy = deepcopy(value)
    holder, old = at(copy, path[:-1]), at(copy, path)
    is_number = isinstance(old, int | float)
    holder[path[-1]] = not old if isinstance(old, bool) else old + 1 if is_number else f"{old}1"
    return copy


def sealed(stated: dict[str, Any]) -> dict[str, Any]:
    """A receipt whose hashes are those of its content, whatever it says."""
    stated = deepcopy(stated)
    stated["hashes"]["facts"] = digest(stated["profile"])
    stated["particulars"]["sha256"] = particulars_hash(stated["particulars"])
    stated["receipt"] = content_hash(stated)
    return stated


@each_form
def test_a_receipt_of_guiju_assess_is_still_right_on_the_page_and_gives_its_answers_back(
    forms: Mapping[str, Page], slug: str
) -> None:
    chance = random.Random(slug)
    sets = [{"facts": {}}, CONTENT, TEN_GAPS, *(random_content(chance) for _ in range(10))]
    receipts = [receipt(assessed(slug, content)) for content in sets]
    reports = [data.value(assessed(slug, content), "internal") for content in sets[:3]]
    outcomes = in_browser(forms[slug], VERIFIED, [*receipts, *reports])
    for content, (outcome, answers) in zip([*sets, *sets[:3]], outcomes, strict=True):
        assert outcome == [[], {"text": True, "obligations": True}]
        assert {key: value for key, value in answers.items() if value} == {k: v for k, v in content.items() if v}


def test_an_edit_of_any_value_of_a_receipt_is_refused_with_the_hash_that_shows_it(forms: Mapping[str, Page]) -> None:
    whole = receipt(assessed("platform", {**CONTENT, "declarations": {}}))
    ends = (path for path in paths(whole) if not (isinstance(at(whole, path), dict | list) and at(whole, path)))
    known = [path for path in ends if path[0] not in ("kind", "schema_version")]
    named: list[bool] = []
    kept = random.Random(8785).sample(known, 200) + [path for path in known if len(path) < 3]
    for path, (key, places) in zip(
        kept, in_browser(forms["platform"], VERIFIED, [edited(whole, path) for path in kept]), strict=True
    ):
        assert key == "verify.edited", path
        assert ("particulars.sha256" if path[0] == "particulars" else "receipt") in places, path
        assert path[0] != "profile" or "hashes.facts" in places, path
        if path[0] == "verdicts" and path[2:] == ("verdict",):
            named.append(f"verdicts[{path[1]}].verdict" in places)
    assert named and all(named)


def test_a_key_that_is_added_or_taken_away_is_an_edit_too(forms: Mapping[str, Page]) -> None:
    whole = receipt(assessed("platform", TEN_GAPS))
    less = [{key: value for key, value in whole.items() if key != name} for name in whole]
    more = [{**whole, "remark": "x"}, {**whole, "profile": {**whole["profile"], "plans": {}}}]
    outcomes = in_browser(forms["platform"], VERIFIED, [*less, *more])
    assert {key for key, _ in outcomes} <= {"verify.edited", "verify.kind", "verify.version", "verify.regulator"}


def test_of_a_receipt_of_another_version_each_duty_that_changed_is_named_with_what_changed(
    forms: Mapping[str, Page],
) -> None:
    whole = receipt(assessed("platform", TEN_GAPS))
    gaps = [entry["obligation"] for entry in whole["verdicts"] if entry["verdict"] == "breached"]
    older = deepcopy(whole)
    older["data_version"] = "0123456789a"
    older["hashes"]["text"] = older["hashes"]["obligations"] = "0" * 64
    older["hashes"]["duties"][gaps[0]]["text"] = older["hashes"]["duties"][gaps[1]]["reading"] = "0" * 64
    next(entry for entry in older["verdicts"] if entry["obligation"] == gaps[2])["verdict"] = "met"
    next(entry for entry in older["verdicts"] if entry["obligation"] == gaps[3])["obligation"] = "old-rule#old-duty"
    [((changes, same), _)] = in_browser(forms["platform"], VERIFIED, [sealed(older)])
    assert same == {"text": False, "obligations": False}
    expected = [(gaps[0], "text"), (gaps[1], "reading"), (gaps[2], "verdict"), ("old-rule#old-duty", "gone")]
    assert sorted(map(tuple, changes)) == sorted([*expected, (gaps[3], "new")])


def test_a_receipt_that_the_page_cannot_compute_again_is_refused_with_the_reason(forms: Mapping[str, Page]) -> None:
    whole = receipt(assessed("platform", {"facts": {}}))
    owner = receipt(assessed("group-owner", {"facts": {}}))
    regulator = data.value(assessed("platform", {"facts": {}}), "regulator")
    unknown = sealed({**whole, "profile": {**whole["profile"], "facts": {"no_such_fact": True}}})
    cases = [
        (owner, "verify.roles"),
        (sealed({**whole, "topics": ["logs"]}), "verify.selection"),
        (sealed({**whole, "tables": []}), "verify.selection"),
        ({**whole, "schema_version": 1}, "verify.version"),
        ({**whole, "kind": "other"}, "verify.kind"),
        (regulator, "verify.regulator"),
        (unknown, "fact"),
        (sealed({**whole, "as_of": "2026-02-30"}), "shape"),
        (sealed({**whole, "verdicts": 1}), "shape"),
        (sealed({**whole, "hashes": {}}), "shape"),
    ]
    outcomes = in_browser(forms["platform"], VERIFIED, [value for value, _ in cases])
    assert [key for key, _ in outcomes] == [key for _, key in cases]


# on the page


def test_a_saved_receipt_that_is_chosen_again_is_confirmed_and_its_answers_lead_to_the_same_result(
    form: Form, visit: Visit, tmp_path: Any
) -> None:
    form.of_groups()
    form.period("network_log_retention_policy", "5", "M")
    saved = form.saved("save", tmp_path)
    before = form.counts()
    other = Form(visit("self-assessment/group-provider/", width=1200))
    verification = other.offer(saved.read_text("utf-8"), saved.name)
    expect(verification.get_by_role("heading")).to_be_focused()
    expect(verification).to_contain_text("这份回执与本站仍然一致")
    expect(verification).to_contain_text(saved.name)
    expect(verification).to_contain_text("guiju verify")
    assert other.counts() != before  # nothing is loaded before the reader says so
    verification.get_by_role("button", name="读入其中的回答").click()
    assert other.counts() == before
    expect(other.find("#result")).to_be_visible()


def test_a_file_that_is_dropped_on_the_page_is_read(look: Visit) -> None:
    form = Form(look("self-assessment/platform/", "en"))
    dropped = """(node, [name, text]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], name, { type: "application/json" }));
        for (const type of ["dragover", "drop"]) {
            node.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        }
    }"""
    heading = form.find("#questions")
    heading.evaluate(dropped, ["profile.json", json.dumps(TEN_GAPS)])
    expect(form.find('[data-count="breached"]')).to_have_text("12")
    heading.evaluate(dropped, ["receipt.json", json.dumps(receipt(assessed("platform", CONTENT, "en")))])
    expect(form.find("[data-verification]")).to_contain_text("This receipt still agrees with this site")
    expect(form.find('[data-count="breached"]')).to_have_text("12")


def test_an_edited_receipt_is_refused_in_words_with_the_place_and_what_to_do(form: Form) -> None:
    whole = receipt(assessed("group-provider", TEN_GAPS))
    whole["profile"]["facts"]["network_log_retention_policy"] = "P7M"
    verification = form.offer(whole)
    expect(verification.get_by_role("alert")).to_contain_text("hashes.facts")
    expect(verification.get_by_role("alert")).to_contain_text("请用当初保存的文件")
    expect(verification.get_by_role("button", name="读入其中的回答")).to_have_count(0)
    verification.get_by_role("button", name="收起").click()
    expect(verification).to_be_empty()


def test_what_differs_is_said_with_the_title_of_the_duty_and_both_verdicts(form: Form) -> None:
    whole = receipt(assessed("group-provider", TEN_GAPS))
    whole["data_version"] = "0123456789a"
    duty = f"{GROUP}#retain-network-logs"
    next(entry for entry in whole["verdicts"] if entry["obligation"] == duty)["verdict"] = "met"
    verification = form.offer(sealed(whole))
    entry = CORPUS.obligation(duty)
    assert entry is not None
    difference = verification.locator(".outcome--differs").filter(has_text=entry[1].title.zh)
    expect(difference).to_contain_text("回执写“符合”，重算得“疑似不符合”")
    total = len(whole["verdicts"])
    expect(verification).to_contain_text(f"{total} 项结论中 {total - 1} 项相同")


def test_the_receipt_of_other_roles_names_them(form: Form) -> None:
    verification = form.offer(receipt(assessed("group-owner", {"facts": {"offers_user_groups": True}})))
    (owner,) = (role for role in CORPUS.vocabulary.roles if role.id == "group-owner")
    expect(verification.get_by_role("alert")).to_contain_text(owner.label.zh)
    form.choose("offers_user_groups", YES)
