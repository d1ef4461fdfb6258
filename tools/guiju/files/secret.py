"""Locations shown without their secrets: addresses (postgresql://USER:PASSWORD@HOST/…) and key=value forms.

Whatever may be a password is taken for one, well-formed or not: a location that is shown in part is still recognised, a
password that was printed is lost.
"""

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote

MASK = "***"
_KEYS = (
    "password", "passwd", "passphrase", "passfile", "passwort", "pwd", "secret", "token", "sslkey", "accesskey",
    "apikey", "credential", "signature", "密码",
)  # fmt: skip
_SHORT_KEYS = ("pass", "pw", "sig", "auth")
"""Keys that count only where they are the whole of it: `author` is not a secret."""
_HALF_WIDTH = str.maketrans("：＠＝／？＃＆；，", ":@=/?#&;,")
"""Signs as a Chinese keyboard types them, which somebody takes for those of an address."""
_SCHEME = re.compile(r":/+")
_TOKEN_ALONE = re.compile(r"(?:https?|ftps?):/+\Z", re.IGNORECASE)
"""Addresses in which a name without a password is most often a token: https://TOKEN@HOST."""
_COLON = re.compile(r":|%3a", re.IGNORECASE)
_AUTHORITY_ENDS = re.compile(r"[/?#]")
_PORT = re.compile(r"[0-9,]*")
_KEY_WITHIN = 64
"""Characters before = among which its key is looked for."""
_QUOTED = re.compile(r"""\s*(?:'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?)""", re.DOTALL)
_NEXT_PAIR = re.compile(r"[&;,\s][\w.%-]{1,64}\s?=")
_PARTS = re.compile(r"[\s@:/?#&=;,'\"\[\]]+")
_TELLING = 3
"""Characters of a secret that must not be shown, where a part of it is all that is quoted."""


def without_secrets(location: str) -> str:
    """A location fit to be shown: what is, or may be, a password is masked."""
    pieces, end = [], 0
    for start, stop in _masked(location):
        pieces += [location[end:start], MASK]
        end = stop
    return "".join([*pieces, location[end:]])


def secrets_of(location: str) -> tuple[str, ...]:
    """What `without_secrets` masks: as written, decoded, and in parts, some of which engines quote in messages."""
    whole = {
        text for start, stop in _masked(location) for text in (location[start:stop], unquote(location[start:stop]))
    }
    parts = {part for text in whole for part in _PARTS.split(text)}
    secrets = whole | {part for part in parts if len(part) >= _TELLING}
    return tuple(sorted(secrets - {"", MASK}, key=len, reverse=True))


def censored(text: str, locations: Collection[str]) -> str:
    """A message that may quote these locations, whole or in part, without their secrets."""
    for location in locations:
        text = text.replace(location, without_secrets(location))
    for secret in (secret for location in locations for secret in secrets_of(location)):
        if len(secret) >= _TELLING:
            text = text.replace(secret, MASK)
    return text


def _masked(location: str) -> Iterator[tuple[int, int]]:
    """Where secrets stand, in order and apart from each other."""
    location = location.translate(_HALF_WIDTH)
    spans = sorted([*_of_user(location), *_of_keys(location)])
    end = 0
    for start, stop in spans:
        if stop > max(start, end):
            yield max(start, end), stop
            end = stop


def _of_user(location: str) -> Iterator[tuple[int, int]]:
    """The password after a user name: up to the last @, since one that is not encoded may hold any character."""
    scheme = _SCHEME.search(location)
    begins = scheme.end() if scheme else 0
    at = location.rfind("@", begins)
    if at >= 0:
        colon = _COLON.search(location, begins, at)
        if colon:
            yield colon.end(), at
        elif scheme and _TOKEN_ALONE.search(location, 0, scheme.end()):
            yield begins, at
    elif scheme:
        # Without an @, what stands where a port belongs and is no number.
        ends = _AUTHORITY_ENDS.search(location, begins)
        authority = location[begins : ends.start() if ends else len(location)]
        colon = _COLON.search(authority, authority.rfind("]") + 1)
        if colon and not _PORT.fullmatch(authority.partition(",")[0], colon.end()) and not _several(authority):
            yield begins + colon.end(), begins + len(authority)


def _several(authority: str) -> bool:
    """Whether it names several hosts, each with a port: h1:5432,h2:5433."""
    return "," in authority and all(_PORT.fullmatch(host.rpartition(":")[2]) for host in authority.split(","))


def _of_keys(location: str) -> Iterator[tuple[int, int]]:
    """The values of keys such as password=, also encoded (%70assword=): up to the next key, or the name of a table."""
    end = 0
    equals = location.find("=")
    while equals >= 0:
        if equals >= end and _is_secret(location[max(end, equals - _KEY_WITHIN) : equals]):
            quoted = _QUOTED.match(location, equals + 1)
            following = _NEXT_PAIR.search(location, quoted.end() if quoted else equals + 1)
            end = following.start() if following else len(location)
            if not following and (table := location.rfind("#", equals)) >= 0:
                end = table
            yield equals + 1, end
        equals = location.find("=", equals + 1)


def _is_secret(before: str) -> bool:
    """Whether what stands before = is the key of a secret."""
    for _ in range(3):  # encoded, perhaps more than once
        before = unquote(before)
    key = re.split(r"[^\w-]+", before.rstrip().lower())[-1].replace("_", "").replace("-", "")
    return key in _SHORT_KEYS or any(name in key for name in _KEYS)
