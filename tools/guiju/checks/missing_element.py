"""Each sanction says whom it falls on, which act it is for, and who imposes it, with the words of the law for each.

The words are those of each version that applies with the sanction, or of the provision that `words_in` names; where no
source has the words, the element needs none. A condition and an exclusion need words of their own. The elements of a
provision serve all its sanctions. An element that the words do not have names the provision that implies it.
"""

import re
from collections.abc import Collection, Iterator

from guiju.files.finding import Fault
from guiju.law import provision_text
from guiju.model import Corpus, ElementWords, Provision, Sanction


def check(corpus: Corpus) -> Iterator[Fault]:
    for _, provision in corpus.provisions():
        for sanction in provision.sanctions:
            words = {**provision.elements, **sanction.elements}
            yield from _lacking(provision, sanction, words.keys())
            for key, entry in words.items():
                yield from _entry(corpus, provision, sanction, key, entry)


def _lacking(provision: Provision, sanction: Sanction, words: Collection[str]) -> Iterator[Fault]:
    if provision.act is None and sanction.act is None:
        yield Fault("which act it is for is missing; add `act` here or to its provision", sanction.where.at("id"))
    versions = provision_text.versions(provision, sanction.from_, sanction.until)
    if not any(number.words and number.words.zh for numbers in versions for number in numbers):
        return  # no source has words to quote
    wanted = {
        "subject": "whom it falls on", "act": "the act", "authority": "the authority",
        **({"when": "the condition"} if sanction.when else {}),
        **({"unless": "the exclusion"} if sanction.unless else {}),
    }  # fmt: skip
    for key, what in wanted.items():
        if key not in words:
            message = f"the words of the law for {what} are missing; quote them as {key} in `elements`"
            yield Fault(message, sanction.where.at("id"))


def _entry(corpus: Corpus, provision: Provision, sanction: Sanction, key: str, entry: ElementWords) -> Iterator[Fault]:
    if entry.implied_by is not None and corpus.provision(entry.implied_by) is None:
        yield Fault(f"there is no provision {entry.implied_by}; correct the id", entry.where.at("implied_by"))
    if entry.quote is None or (key == "when" and not sanction.when) or (key == "unless" and not sanction.unless):
        return
    setting = corpus.provision(sanction.words_in) if sanction.words_in else None
    for numbers in provision_text.versions(provision, sanction.from_, sanction.until):
        texts = [words for number in numbers if (words := number.words) and words.zh]
        if len(texts) < len(numbers):
            continue  # no source has the words of this version
        lines = [line for words in texts for line in words.zh]
        if setting is not None:
            lines += [line for number in setting.numbers if number.words for line in number.words.zh]
        if _bare(entry.quote) not in _bare("".join(lines)):
            numbered = ", ".join(number.number for number in numbers)
            message = f"the words of art. {numbered} that apply with {sanction.id} do not have this; quote them"
            yield Fault(message, entry.where.at("quote"))


def _bare(text: str) -> str:
    """Without spaces and brackets of numbers, whose form differs between the copies of a law."""
    return re.sub(r"\s", "", text).replace("（", "(").replace("）", ")")
