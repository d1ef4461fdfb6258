"""Read the labels of generated content in files, and what the duties to label come to for each.

Examples: guiju labels exports/, guiju labels picture.png report.docx --declared service.yaml,
guiju labels uploads/ --declared service.yaml --format csv -o uploads.csv

Detects no AI content: it reads the metadata of PNG, JPEG, PDF, Word and Markdown files for implicit labels (Labelling
Measures, art. 5), and the text of Word and Markdown for words that say so; files of other formats are not read. Names
of fields and places are those seen in public files, unverified against GB 45438-2025. C2PA and IPTC marks are shown,
and not checked here as the implicit label of article 5.

Whether a file was generated, where its explicit label is, what a user declared and what the platform did is declared:
--declared is a profile as for guiju assess, with facts of the service and rows of content by path or pattern:

  facts: {generates_synthetic_content: true, listed_confusing_synthesis: true}
  rows: {content: {"exports/*.png": {content_made_on: 2026-03-01, generated_by_service: true}}}

What was made or published before the Measures were law owes no label: without its day nothing is broken. A duty of
which a fact is not known is to be verified, never kept or broken. --format csv writes the files as a table, with a
column a fact. Millions of uploads are one: guiju labels --declared service.yaml --table content=uploads.parquet

Exit code 0: no apparent breach; 1: some; 2: misuse, or the declared facts do not fit; 3: without a breach, where a file
or folder could not be read, a file that was named by itself is of a format that is not read, or no file at all was
read.
"""

import argparse
from datetime import date
from pathlib import Path

from guiju import options
from guiju.api.knowledge_base import KnowledgeBase
from guiju.documents import labelling as documents
from guiju.files.characters import escaped
from guiju.files.finding import Misuse
from guiju.labels.labelling import Labelling
from guiju.labels.verdict import content_lines
from guiju.model import Lang
from guiju.terminal import Say, deliver, note, printer
from guiju.terminal.assessment import print_assessment
from guiju.writers import formats

PURPOSE = "Assess a service"
_FORMATS = ("text", "json", "csv")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="*", help="files, folders, or patterns such as 'out/**/*.png'")
    parser.add_argument("--declared", metavar="FILE", help="a profile: facts of the service and rows of content")
    options.add(parser, "--as-of", "--lang")
    options.add_format(parser, _FORMATS, "text")
    options.add(parser, "-o --output", "--base")
    options.add(parser.add_argument_group("instead of files"), "--table", "--mapping", "--engine", "--master")
    parser.set_defaults(hash_keys=None)


def run(arguments: argparse.Namespace, today: date) -> int:
    form = options.format_name(arguments.format, arguments.output, _FORMATS, "text")
    if bool(arguments.paths) is bool(arguments.table):
        raise Misuse("name files, or a table of content with --table content=FILE; one of the two")
    day, lang, base = options.day(arguments, today), arguments.lang, options.base(arguments, evaluable=True)
    if arguments.table:
        return _scan(base, arguments, form, day)
    labelling = base.labels(arguments.paths, arguments.declared, day, lang)
    files = [content.file for content in labelling.contents]
    for file in files:
        for finding in file.findings:
            note(str(finding))
    by_themselves = {Path(path).as_posix() for path in arguments.paths}
    passed_over = [file.path for file in files if file.state == "not_read" and file.path in by_themselves]
    for path in passed_over:
        note(documents.passed_over(lang), path)
    if form == "text":
        _print(printer(), labelling, lang)
    else:
        write = documents.json if form == "json" else documents.rows
        deliver(write(labelling, lang), arguments.output, documents.summary(labelling, lang))
    counts = documents.counts(labelling)
    return 1 if counts["breached"] else 3 if counts["unreadable"] or passed_over or not counts["read"] else 0


def _scan(base: KnowledgeBase, arguments: argparse.Namespace, form: str, day: date) -> int:
    """Count a table of content, as an assessment of the rules that have duties on content."""
    if form == "csv":
        raise Misuse("--table gives text or JSON, not csv")
    if not arguments.declared:
        raise Misuse("--table needs the facts of the service: name a profile with --declared FILE")
    rules = dict.fromkeys(line.regulation.id for line in content_lines(base.obligations(as_of=day)))
    roles = [role.id for role in base.roles]
    selection = argparse.Namespace(role=roles, regulation=[*rules], topic=[], lang=arguments.lang)
    assessment = options.assess(base.corpus, selection, [arguments.declared], day, options.tables(arguments))
    if form == "text":
        print_assessment(printer(), assessment, True, [])
    else:
        deliver(formats("assessment")[form](assessment, "internal"), arguments.output)
    return 1 if assessment.counts["breached"] else 0


def _print(say: Say, labelling: Labelling, lang: Lang) -> None:
    for content in labelling.contents:
        if content.file.state != "not_read" or len(content.facts) > 1:  # it is a file; more was declared
            say((escaped(content.file.path), "bold"))
            for sentence in documents.sentences(labelling, content, lang):
                say(" ".join(sentence.splitlines()), by=2)  # what a file holds may have lines
    say(documents.summary(labelling, lang))
    say((documents.WORDS["nothing_detected"][lang], "dim"))
