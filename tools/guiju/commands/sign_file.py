"""Sign a file with your key, so that others can tell that it is from you: a report, the sums of a release.

Example: guiju sign-file report.json --secret-key minisign.key

It writes FILE.minisig, which guiju verify --public-key and the program minisign verify. The keys are those of minisign
(minisign -G makes a pair); guiju has none of its own. A password is asked for, or read from --password-file, never
taken from the command line. A signature proves who signed which bytes, not that what they say is true. Needs
pip install 'guiju[signatures]'. To record that you read a law, use guiju sign.
"""

import argparse
import getpass
import sys
from datetime import date
from pathlib import Path

from guiju import options
from guiju.files import output
from guiju.files.characters import escaped
from guiju.files.finding import Misuse
from guiju.verification.detached import SUFFIX, password_in, signature_of

PURPOSE = "Assess a service"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="what is signed, once it is as it will be sent")
    parser.add_argument("--secret-key", metavar="KEY", required=True, help="the file of your secret key")
    parser.add_argument("--password-file", metavar="PATH", help="a file whose first line is the password of the key")
    parser.add_argument("-o", "--output", metavar="SIGNATURE", help="the file to write (default: FILE.minisig)")


def run(arguments: argparse.Namespace, today: date) -> int:
    file, key = Path(arguments.file), Path(arguments.secret_key)
    arguments.output = arguments.output or f"{file}{SUFFIX}"
    options.refuse_inputs(arguments)  # which the default may be as well
    target = Path(arguments.output)
    signature, public_key = signature_of(file, key, lambda: _password(key, arguments.password_file), today)
    output.write(target, signature)
    print(escaped(f"{target}: signs {file}; whoever verifies it needs your public key {public_key}"))
    return 0


def _password(key: Path, file: str | None) -> str:
    if file:
        return password_in(Path(file))
    if not sys.stdin.isatty():
        raise Misuse(f"{key}: has a password, and nobody can be asked here; name a file with it: --password-file PATH")
    try:
        return getpass.getpass(f"Password of {key}: ")
    except EOFError:
        raise Misuse(f"{key}: no password was given; run it again") from None
