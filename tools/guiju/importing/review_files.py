"""What was decided in a review sheet → files: an article that is read whole in regulations/, any other in drafts/."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guiju.files.block import block
from guiju.files.source import read
from guiju.importing.drafts import HEADER
from guiju.importing.review_records import Record, check, ordered, record
from guiju.importing.review_sheet import ReviewedRow, results
from guiju.law.drafts import draft_file
from guiju.law.load import article_file
from guiju.model import Corpus, Obligation, Regulation, Span

_HEADER = "# yaml-language-server: $schema=../../../schemas/obligations.schema.json\n"


@dataclass
class ReviewOutcome:
    """The files to write (None: to remove), and by the place or id of a record the keys that it lacks."""

    files: dict[Path, str | None] = field(default_factory=dict)
    lacking: dict[str, list[str]] = field(default_factory=dict)
    written: int = 0
    there: int = 0


def outcome(rows: Sequence[ReviewedRow], rule: Regulation, base: Corpus, root: Path) -> ReviewOutcome:
    """What the decisions on the drafts of a rule come to. What cannot be written is a finding of its row."""
    made, articles = ReviewOutcome(), dict[str, list[ReviewedRow]]()
    for row in rows:
        articles.setdefault(row.cells.get("eId", "").split("__")[0], []).append(row)
    values, lacks = dict[int, Record](), dict[int, list[str]]()
    for one in results(rows):
        values[id(one)] = record(one, rule)
        lacks[id(one)] = list(dict.fromkeys(check(one, values[id(one)], rule, base.vocabulary)))
    _refuse_same_ids(rows, values, rule)
    folder = root / "regulations"
    unnamed = [] if (folder / "vocabulary.yaml").exists() else ["regulations/vocabulary.yaml"]
    for eId, several in articles.items():
        if not any(row.decision for row in several):
            continue
        if (folder / rule.id / article_file(eId)).exists():
            made.there += sum(_is_there(one, values[id(one)], rule) for one in results(several))
            continue
        file = root / draft_file(rule.id, eId)
        left, entries = _entries(several, values, file)
        if any(row.table.findings for row in several):
            continue
        fresh = [values[id(one)] for one in results(several)]
        whole = not left and not any(lacks[id(one)] for one in results(several))
        if whole and fresh and not unnamed:
            made.files[folder / rule.id / article_file(eId)] = _HEADER + _text(fresh, rule)
            made.written += len(fresh)
        elif fresh or left:
            made.lacking |= {_name(values[id(one)]): [*lacks[id(one)], *unnamed] for one in results(several)}
            reviewed = [{**entries.get(_name(value), {}), **value, "status": "reviewed"} for value in fresh]
            made.files[file] = HEADER.format(rule=rule.id, file=article_file(eId)) + _text([*left, *reviewed], rule)
            continue
        if file.exists():
            made.files[file] = None
    return made


def _name(value: Record) -> str:
    return str(value.get("id") or f"{value['eId']} ({value.get('kind', '')})")


def _text(values: list[Record], rule: Regulation) -> str:
    both = {"obligations": [v for v in values if "kind" not in v], "spans": [v for v in values if "kind" in v]}
    return block({key: [dict(value) for value in ordered(some, rule)] for key, some in both.items() if some})


def _refuse_same_ids(rows: Sequence[ReviewedRow], values: dict[int, Record], rule: Regulation) -> None:
    taken = {one.id: f"of {one.where.at()}" for many in (rule.retired, rule.obligations) for one in many}
    for one in results(rows):
        value = values[id(one)]
        name = value.get("id", "")
        there = next((o for o in rule.obligations if o.id == name), None)
        if name in taken and not (there and (there.eId, list(there.quote)) == (value["eId"], value["quote"])):
            one.report("id", f"{name} is the id {taken[name]}; give another")
        elif name:
            taken[name] = f"of row {one.row}"


def _is_there(row: ReviewedRow, value: Record, rule: Regulation) -> bool:
    """Whether a row is a record already. What is read is never written over, nor added to: else that is a finding."""
    known: tuple[Obligation | Span, ...] = (*rule.obligations, *rule.spans)
    same = [r for r in known if (r.eId, list(r.quote)) == (value["eId"], value["quote"])]
    if not same:
        article = value["eId"].split("__")[0]
        there = next((r.where.at() for r in known if r.eId.split("__")[0] == article), article_file(article))
        row.report("decision", f"the article is read already ({there}); change it there, and clear the decision")
    return bool(same)


def _entries(
    rows: Sequence[ReviewedRow], values: dict[int, Record], file: Path
) -> tuple[list[Record], dict[str, Record]]:
    """The drafts of a file that nobody has decided on, and those that a run before has written, by their names."""
    document = read(file, file.as_posix()) if file.exists() else None
    entries: list[Record] = [e for some in document.value.values() for e in some] if document else []
    reviewed = {_name(entry): entry for entry in entries if entry["status"] == "reviewed"}
    for row in filter(lambda row: row.decision, rows):
        drafted = [e for e in entries if e["status"] == "draft" and e["quote"] == row.lines("drafted")]
        entries = [entry for entry in entries if entry not in drafted]
        for one in results([row]):
            value, name = values[id(one)], _name(values[id(one)])
            before = reviewed.get(name, {})
            if not drafted and not before:
                row.report("decision", f"{file} has no such draft any more; decide there, and clear the decision")
            for key in (key for key in value if key in before and before[key] != value[key]):
                row.report("decision", f"{file} has another {key} for {name}; make the two the same")
            entries = [entry for entry in entries if entry is not before]
    return entries, reviewed
