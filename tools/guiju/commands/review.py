"""Write what you decided in a review sheet as records with ids.

Example: guiju review drafts/cac-live-streaming-2016/review.xlsx

guiju new drafts and guiju import --propose write the sheet, a row a draft: accept, edit, split, merge or reject, as its
first sheet says. Quotations are checked against the text, bearers and topics against the vocabulary. An article whose
rows are all decided and complete goes to regulations/<id>/obligations/art_009.yaml; any other stays in
drafts/<id>/art_009.yaml, what was decided there with its id and `status: reviewed`, and what it lacks is named. Fill in
more and run it again. Records that are there are never written over. What is written is not signed: guiju sign is.

Exit code 1 where a row cannot be written: then nothing is.
"""

import argparse
from collections import Counter
from datetime import date
from pathlib import Path

from guiju import knowledge, options
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Finding, Misuse, one_line
from guiju.files.output import write_all_or_none
from guiju.importing import review_files, review_sheet
from guiju.terminal import note

PURPOSE = "Keep a knowledge base"
_LONGEST = 400
"""Characters of names in a note."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a review sheet that was filled in (.xlsx)")
    options.add(parser, "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    file, root = Path(arguments.file), knowledge_base(arguments.base or ".", Path.cwd())
    rows, findings = review_sheet.read(file)
    if findings:
        return _refused(findings)
    if len(rules := {row.cells.get("rule", "") for row in rows}) != 1:
        raise Misuse(f"{file}: has drafts of {len(rules)} rules; name a sheet with those of one")
    base = knowledge.corpus(str(root), kinds=("regulation", "obligations", "retired", "vocabulary"))
    (rule,) = knowledge.regulations(base, [*rules])
    made = review_files.outcome(rows, rule, base, root)
    if findings := rows[0].table.findings:
        return _refused(findings)
    with write_all_or_none() as outbox:
        for path, text in made.files.items():
            if text is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                outbox.write(path, text.encode())
    for path, text in made.files.items():
        if text is not None:
            print(path)
            continue
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise Misuse(f"{path}: cannot be removed ({error.strerror}); its article is recorded: remove it") from None
    for keys in dict.fromkeys(map(tuple, made.lacking.values())):
        names = ", ".join(name for name, lacking in made.lacking.items() if tuple(lacking) == keys)
        lacks = f"{', '.join(keys)} still missing" if keys else "complete, but not the rest of their article"
        note(f"reviewed, {lacks}: {one_line(names, _LONGEST)}", rule.id)
    count = Counter(row.decision for row in rows)
    undecided = [str(row.row) for row in rows if not row.decision]
    print(
        f"{made.written} records written, {made.there} there already, {len(made.lacking)} reviewed and kept as drafts, "
        f"{count['reject']} rejected, {len(undecided)} undecided"
        + (f" (rows {', '.join(undecided[:20])}{' …' * (len(undecided) > 20)})" if undecided else "")
    )
    return 0


def _refused(findings: list[Finding]) -> int:
    for finding in sorted(findings, key=lambda finding: finding.at):
        print(finding)
    print(f"{len(findings)} findings; nothing was written")
    return 1
