"""The parts of the search, run in a page one by one: numbers, folded texts, postings."""

import json
from pathlib import Path

from guiju.law.text import numerals
from guiju.model import Lang
from windows import ROOTS, Visit

pytest_plugins = ["kept_windows"]


def test_numerals_are_read_as_they_are_written_in_python(look: Visit) -> None:
    page = look()
    page.add_script_tag(url="/assets/search/numbers.js")  # as a script of a page, whose functions are seen
    numbers = [*range(1, 200), 1005, 1195, 1260]
    written = [numerals.numeral(n) for n in numbers]
    assert page.evaluate("texts => texts.map(number)", written) == numbers
    assert page.evaluate("numbers => numbers.map(numeral)", numbers) == written


def test_each_character_of_a_folded_text_has_its_place_in_the_source(look: Visit, site_folder: Path) -> None:
    """What is marked in a hit is what was found: the letters at the places of a folded text fold to it."""
    page = look()
    page.add_script_tag(url="/assets/search/text.js")
    index = json.loads((site_folder / "search/search_index.json").read_text("utf-8"))
    texts = [doc["text"] for doc in index["docs"] if isinstance(doc["text"], str)]
    texts += ["Ａ ﬁ\u00a0中 文\n \n«x»", "real-name\u200b 6 个月", "  a  b "]
    wrong = page.evaluate(
        """texts => texts.filter((source) => {
          const folded = fold(source);
          const places = placesOf(source, folded);
          if (places.length !== folded.length + 1) return true;
          const at = (i) => alike(String.fromCodePoint(source.codePointAt(places[i])));
          return [...folded].some((unit, i) => !/[\\s-]/.test(unit) && !at(i).includes(unit));
        })""",
        texts,
    )
    assert wrong == []


def test_words_are_where_reading_the_whole_text_finds_them(look: Visit, site_folder: Path, lang: Lang) -> None:
    page = look()
    page.add_script_tag(url="/assets/search/postings.js")
    index = json.loads((site_folder / ROOTS[lang] / "search/search_index.json").read_text("utf-8"))
    text = "\n".join(doc["text"] for doc in index["docs"] if isinstance(doc["text"], str))
    cuts = [text[at : at + length] for length in (1, 2, 3, 7) for at in range(0, len(text), 2000 * length)]
    wrong = page.evaluate(
        """([text, cuts]) => {
          const postings = postingsOf(text);
          return cuts.filter((cut) => {
            const [places, read] = [[], []];
            someplace(postings, cut, (at) => void places.push(at));
            for (let at = text.indexOf(cut); at >= 0; at = text.indexOf(cut, at + 1)) read.push(at);
            return String(places) !== String(read);
          });
        }""",
        [text, [*cuts, "量子", "x\nx", "aa", "哈哈哈"]],
    )
    assert wrong == []
