"""Detached signatures of files, in the format of minisign: whose key signed which bytes, and nothing of what they say.

They stand beside a file, never in it. What `guiju sign` writes is another thing: who read which words of a law.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from guiju.files.content import read_bounded
from guiju.files.finding import Misuse, NotEstablished, one_line
from guiju.verification.json_file import MAX_BYTES

SUFFIX = ".minisig"
_MOST = 32 * 1024
"""Bytes of a key or a signature, whose comment has at most 8 KB, and of a password."""
_PUBLIC_KEY = re.compile(r"RW[A-Za-z0-9+/]{54}")
_OWN_KEY = "name the secret key that minisign -G wrote"


@dataclass(frozen=True)
class Signed:
    """Whose signature it is. `problem`: why it is none of these bytes by this key; empty where it is one."""

    key: str
    comment: str
    problem: str = ""


def signed(name: str, data: bytes, signature: Path, public_key: str) -> Signed:
    """Hold a signature against the bytes of a file and a public key: a file of it, or the key itself."""
    key, made = _public_key(public_key), _signature(signature)
    by, wanted = _key_id(made), _key_id(key)
    comment = one_line(made.trusted_comment.replace("\t", " "), 200)
    if by != wanted:
        return Signed(by, comment, f"was made with key {by}, not with {wanted}; get the public key of whoever signed")
    try:
        key.verify(data, made)
    except ValueError:
        why = f"does not fit {name}: it is of another file, or one of the two was changed"
        return Signed(by, comment, f"{why}; get both again from whoever signed")
    return Signed(by, comment)


def signature_of(file: Path, secret_key: Path, password: Callable[[], str], today: date) -> tuple[bytes, Any]:
    """A signature of a file, as it is written beside it, and the public key by which it is verified. `password` is
    called for a key that has one."""
    data = _read(file, f"{file}", "name a file", MAX_BYTES, "sign the file of its sums (SHA256SUMS)")
    # A comment has only ASCII here; the name in it is for people, since a file may be called otherwise tomorrow.
    named = f"\tfile:{file.name}" if file.name.isascii() and file.name.isprintable() else ""
    secret = _read(secret_key, "--secret-key", _OWN_KEY)
    otherwise = f"{secret_key}: is not a secret key of minisign; {_OWN_KEY}"
    with _parsed(_minisign().SecretKey.from_bytes, secret, otherwise) as key:
        try:
            if key.is_encrypted():
                key.decrypt(password())
            made = key.sign(data, trusted_comment=f"day:{today}{named}")
            public = key.get_public_key()
            public.verify(data, made)  # a key that was damaged signs too, and nobody could verify it
        except ValueError:
            raise Misuse(f"{secret_key}: the password is wrong, or the key is damaged; nothing was written") from None
        except MemoryError:
            raise Misuse(f"{secret_key}: unlocking it needs more memory than is free; try elsewhere") from None
    return bytes(made) + b"\n", public.to_base64().decode()


def password_in(file: Path) -> str:
    """The first line of a file."""
    remedy = "name a file in UTF-8 whose first line is the password"
    try:
        return _read(file, "--password-file", remedy).decode().partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        raise Misuse(f"--password-file: is not text; {remedy}") from None


def _public_key(named: str) -> Any:
    minisign, remedy = _minisign(), "name a file with the public key, or the key itself (RW…)"
    if _PUBLIC_KEY.fullmatch(named):
        return _parsed(minisign.PublicKey.from_base64, named.encode(), f"--public-key: is not a key; {remedy}")
    data = _read(Path(named), "--public-key", remedy)
    return _parsed(minisign.PublicKey.from_bytes, data, f"{named}: is not a public key of minisign; {remedy}")


def _signature(file: Path) -> Any:
    data = _read(file, f"{file}", "name the signature with --signature FILE")
    otherwise = f"{file}: is not a signature of minisign, or not whole; get it again from whoever signed"
    return _parsed(_minisign().Signature.from_bytes, data, otherwise)


def _minisign() -> Any:
    try:
        import minisign  # few installations have it
    except ImportError:
        raise NotEstablished("signatures need a package that is missing; pip install 'guiju[signatures]'") from None
    return minisign


def _parsed(parse: Callable[[bytes], Any], data: bytes, otherwise: str) -> Any:
    try:
        return parse(data)
    except ValueError:
        raise Misuse(otherwise) from None


def _read(file: Path, place: str, remedy: str, most: int = _MOST, smaller: str = "") -> bytes:
    """The bytes of a file. A message says `place`: what should name a secret is sometimes the secret itself."""
    try:
        data = read_bounded(file, most)
    except OSError as error:
        raise Misuse(f"{place}: {(error.strerror or 'cannot be read').lower()}; {remedy}") from None
    if len(data) > most:
        raise Misuse(f"{place}: larger than {most:,} bytes, which is all that is read; {smaller or remedy}")
    return data


def _key_id(made: Any) -> str:
    """The id of the key in a public key or a signature, as minisign shows it."""
    return base64.b64decode(bytes(made).splitlines()[1])[2:10][::-1].hex().upper()
