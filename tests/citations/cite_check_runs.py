"""Runs of guiju cite-check, and sentences that cite rightly and wrongly."""

import contextlib
import io
from dataclasses import dataclass
from datetime import date

from guiju.cli import parser
from guiju.files.finding import Misuse
from kept_cache import kept_cache
from places import ROOT

TODAY = date(2026, 11, 28)
RIGHT = [
    "网络运营者应当按照《网络安全法》第二十三条的要求留存网络日志。",
    "《互联网群组信息服务管理规定》第九条第二款。",
    "2016年《网络安全法》第二十一条规定了网络安全等级保护制度。",
]
NOT_RIGHT = [
    "网络运营者应当按照网络安全等级保护制度的要求留存网络日志，见《网络安全法》第二十一条。",
    "《网络安全法》第二百条。",
    "《网络安全法》第二十三条规定：“国家实行网络安全等级保护制度，网络运营者应当按照网络安全等级保护制度的需要。”",
]


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


def run(*arguments: str) -> Outcome:
    """The command on a fixed day, with the knowledge base of this repository unless another is named."""
    base = () if "--base" in arguments else ("--base", str(ROOT))
    given = ["cite-check", *arguments, *base]
    out, err = io.StringIO(), io.StringIO()
    with kept_cache(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            parsed = parser(given).parse_args(given)
            code = parsed.run(parsed, TODAY)
        except Misuse as misuse:
            code = 2
            print(misuse, file=err)
    return Outcome(code, out.getvalue(), err.getvalue())
