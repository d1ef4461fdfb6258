"""How many mutants of our data are noticed, by operator and by rule, with fewer scenarios and with all.
bench/mutation.md has the figures.

    .venv/bin/python bench/mutation.py
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from guiju.law.load import load
from guiju.maintenance.mutation import mutants, survivors
from guiju.model import Corpus

ROOT = Path(__file__).parents[1]
LATER = "against mutants."
AMOUNTS = {"widen-range", "swap-joined", "drop-max-share", "drop-multiple", "drop-or-measure"}


def kept(corpus: Corpus, names: Collection[str]) -> Corpus:
    """The knowledge base with no other scenarios than these."""
    rules = {
        name: replace(rule, scenarios=tuple(entry for entry in rule.scenarios if entry.name in names))
        for name, rule in corpus.regulations.items()
    }
    return replace(corpus, regulations=rules)


def main() -> None:
    whole = load(ROOT)
    heads = [file.read_text("utf-8").split(LATER)[0] for file in ROOT.glob("regulations/*/scenarios.yaml")]
    first = {name for head in heads for name in re.findall(r"^- name: (.*)$", head, re.M)}
    duties = {rule.global_id(record) for rule, record in whole.obligations()}

    print("| | mutants | no scenarios | the first | all |\n|---|---:|---:|---:|---:|")
    counts: list[Counter[str]] = []
    every: Counter[str] = Counter()
    for corpus in (kept(whole, ()), kept(whole, first), whole):
        made = list(mutants(corpus))
        lost = {id(mutant) for mutant in survivors(corpus, made)}
        every, noticed = Counter(), Counter()
        for mutant in made:
            kind = "amounts" if mutant.operator in AMOUNTS else "elements"
            group = "duties" if mutant.target in duties else kind
            own = mutant.target.partition("#")[0] if group == "duties" else mutant.operator
            for key in ("all", group, *(() if group == "amounts" else (own,))):
                every[key] += 1
                noticed[key] += id(mutant) not in lost
        counts.append(noticed)
    for key, number in sorted(every.items(), key=lambda item: (-item[1], item[0])):
        shares = " | ".join(f"{100 * noticed[key] / number:.1f} %" for noticed in counts)
        print(f"| {key} | {number} | {shares} |")


if __name__ == "__main__":
    main()
