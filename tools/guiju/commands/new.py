"""Begin a new rule, a new record of an obligation, drafts of all obligations of a rule, or help for your editor.

guiju new regulation cac-live-streaming-2016 writes the files of a rule, which pass the check. The id becomes the
folder: lower-case ASCII words joined by hyphens.

guiju new obligation cac-live-streaming-2016 art_9 keep-logs writes the next record into the file of the article. Its
placeholders are empty; guiju check names each.

guiju new drafts cac-live-streaming-2016 proposes obligations from the words of the rule, drafts/<id>/art_009.yaml for
each article that has none yet: quotation, bearer, modality. Beside them it writes a review sheet, review.xlsx, a row a
draft, and review.md with the text: decide in the sheet, then guiju review writes the records. A sheet that is there is
kept.

guiju new schemas copies the schemas into schemas/ beside regulations/, where the first line of each file of a knowledge
base looks for them: with a YAML language server an editor then checks and completes. Again after an upgrade.
"""

import argparse
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from guiju import knowledge, options
from guiju.api import reviewing
from guiju.files import output
from guiju.files.bundled import knowledge_base, schemas_folder
from guiju.files.finding import Misuse, one_line
from guiju.files.source import read
from guiju.importing import drafts
from guiju.importing.proposals import proposals
from guiju.law.drafts import FOLDER, draft_file
from guiju.law.load import ARTICLES, NAME, article_file
from guiju.maintenance.scaffold import regulation_files, with_record
from guiju.model import Regulation
from guiju.places import grammar

PURPOSE = "Keep a knowledge base"


def arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(metavar="KIND", dest="kind", required=True)
    regulation = kinds.add_parser("regulation", help="a rule: its text, and the reading of its first article")
    regulation.add_argument("id", metavar="ID", help="the id of the new rule")
    obligation = kinds.add_parser("obligation", help="a record in the file of an article")
    obligation.add_argument("rule", metavar="RULE", help="the id of a rule that is there")
    obligation.add_argument("article", metavar="ARTICLE", help="the article, or a 款 or 项 of it: art_9, 第九条第二款")
    obligation.add_argument("id", metavar="ID", nargs="?", default="", help="the id of the new record")
    drafted = kinds.add_parser("drafts", help="drafts of obligations, proposed from the words of a rule")
    drafted.add_argument("rule", metavar="RULE", help="the id of a rule that is there")
    schemas = kinds.add_parser("schemas", help="the schemas, by which an editor checks and completes")
    for kind in (regulation, obligation, drafted, schemas):
        options.add(kind, "--base")


def run(arguments: argparse.Namespace, today: date) -> int:
    root = knowledge_base(arguments.base or ".", Path.cwd())
    if arguments.kind == "regulation":
        files = _rule(root, arguments.id)
    elif arguments.kind == "drafts":
        files = _drafts(root, arguments.rule, today)
    elif arguments.kind == "schemas":
        files = {root / "schemas" / file.name: file.read_bytes() for file in sorted(schemas_folder().glob("*.json"))}
        _write(files, root / "schemas")
    else:
        files = _record(root, arguments.rule, arguments.article, arguments.id)
    for file in files:
        print(file)
    return 0


def _rule(root: Path, id: str) -> Mapping[Path, bytes]:
    _refuse_unless_id(id, "cac-live-streaming-2016")
    folder = root / "regulations" / id
    if folder.exists() or folder.is_symlink():
        raise Misuse(f"{folder} already exists; choose another id")
    files = {folder / name: text.encode() for name, text in regulation_files().items()}
    _write(files, folder)
    return files


def _drafts(root: Path, rule: str, today: date) -> Mapping[Path, bytes]:
    base = knowledge.corpus(str(root), kinds=("regulation", "vocabulary"))
    (regulation,) = knowledge.regulations(base, [rule])
    proposed = list(proposals(regulation))
    placed = drafts.placed(regulation.id, drafts.files(regulation.id, proposed, base.vocabulary.parties), root)
    files = {file: text.encode() for file, text in placed if text is not None}
    if not files:
        raise Misuse(f"{regulation.id}: each article that binds somebody has drafts or obligations; edit those")
    fresh = [draft for draft in proposed if root / draft_file(regulation.id, draft.eId) in files]
    rules = base.regulations.values()
    files |= reviewing.sheets(root, regulation, fresh, base.vocabulary, rules, today)
    _write(files, root / FOLDER / regulation.id)
    return files


def _record(root: Path, rule: str, place: str, id: str) -> Mapping[Path, bytes]:
    (regulation,) = knowledge.regulations(knowledge.corpus(str(root), kinds=("regulation",)), [rule])
    eId = _eId(regulation, place)
    folder = root / "regulations" / regulation.id
    if id:
        _refuse_unless_id(id, "keep-logs")
        _refuse_if_taken(id, [*sorted((folder / ARTICLES).glob("*.yaml")), folder / "retired.yaml"])
    file = folder / article_file(eId)
    text = file.read_text("utf-8") if file.exists() else ""
    files = {file: with_record(file.as_posix(), text, eId, id).encode()}
    _write(files, file.parent)
    return files


def _eId(regulation: Regulation, place: str) -> str:
    """The 款 or 项 that is meant; the article itself where it has several, of which guiju check asks for one."""
    eId = named.eId if (named := grammar.parse(place)) else f"art_{place}"
    article = regulation.article(eId)
    if article is None:
        known = ", ".join(article.eId for article in regulation.articles) or "none"
        raise Misuse(f"{regulation.id} has no article '{one_line(place)}'; known: {known}")
    units = [unit.eId for unit in article.units()]
    if eId != article.eId and eId not in units:
        raise Misuse(f"{article.eId} has no {eId}; known: {', '.join(units)}")
    return units[0] if len(units) == 1 else eId


def _refuse_unless_id(id: str, example: str) -> None:
    if not NAME.fullmatch(id):
        remedy = f"write lower-case ASCII words joined by hyphens, such as {example}"
        raise Misuse(f"'{one_line(id)}' is not an id; {remedy}")


def _refuse_if_taken(id: str, files: list[Path]) -> None:
    """Looked up in the files, not in the records: those that somebody is still writing are not sound."""
    for file in filter(Path.exists, files):
        document = read(file, file.as_posix())
        value = document.value if isinstance(document.value, dict) else {}
        for key in ("obligations", "retired"):
            for index, entry in enumerate(value.get(key) or []):
                if isinstance(entry, dict) and entry.get("id") == id:
                    retired = " by an obligation that was retired" if key == "retired" else ""
                    raise Misuse(f"'{id}' is taken{retired} ({document.at(key, index)}); choose another id")


def _write(files: Mapping[Path, bytes], folder: Path) -> None:
    """Write the files, in a folder that goes again where it was made for them and they cannot be written."""
    made = not folder.exists()
    try:
        with output.write_all_or_none() as outbox:
            for file, data in files.items():
                file.parent.mkdir(parents=True, exist_ok=True)
                outbox.write(file, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Misuse(f"{folder}: cannot be made ({reason}); choose another base with --base") from None
    except Misuse:
        if made:
            shutil.rmtree(folder, ignore_errors=True)
        raise
