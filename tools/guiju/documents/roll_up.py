"""A roll-up of several services: what to do first, by whom and until when; each duty by service; what was not assessed.

The report of each service has the proof; what is said here is taken from the same functions.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import batched
from typing import Any

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.receipt import receipt
from guiju.assessment.services import RollUp
from guiju.documents.blocks import Column, ColumnKind, Front, Paper, Section, Sentences
from guiju.documents.blocks.spreadsheet import Spreadsheet
from guiju.documents.content import cover
from guiju.documents.content.plain import plain
from guiju.documents.content.text import listing
from guiju.documents.penalties.heaviest import heaviest, weight
from guiju.documents.report.audience import EDITIONS, Audience, edition_notice
from guiju.documents.report.duties import Head, head
from guiju.documents.report.gaps import numbers
from guiju.documents.report.layout import COLUMNS, grid
from guiju.documents.report.plans import Planned, plans
from guiju.documents.report.unsupported import unsupported
from guiju.model import VERDICTS, WORST_FIRST, Lang
from guiju.wording.labels import NOT_LEGAL_ADVICE, VERDICT_LABELS
from guiju.wording.words import Words
