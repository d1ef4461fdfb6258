"""The releases of guiju, against which a report's claim to have been made by one is held.

A claim of another version than this one is never proved, for anybody can write one; a later version cannot be judged.
"""

import re

from guiju import __version__
from guiju.files.bundled import packaged
from guiju.files.finding import NotEstablished
from guiju.verification.values import value_text

_VERSION = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:\.dev(\d{1,9}))?", re.ASCII)


def refuse_later(path: str, version: object) -> None:
    """NotEstablished for what a later version of guiju says that it made."""
    claimed, own = _order(version), _order(__version__)
    if claimed is not None and own is not None and claimed > own:
        what = f"claims guiju {version}, which is later than this one ({__version__}) and may judge otherwise"
        raise NotEstablished(f"{path}: {what}; verify it with that version")


def about_maker(version: object, data_version: object) -> str:
    """What is known of another version that something claims to be made by."""
    releases: dict[object, str] = packaged(__file__)
    if released := releases.get(version):
        which = f"which is {'not ' * (released != data_version)}the one named here"
        return f"guiju {version} was released with data version {released}, {which}; nothing shows that it made this"
    return f"guiju {value_text(version)} is none of the releases known here ({', '.join(map(str, releases))})"


def _order(version: object) -> tuple[float, ...] | None:
    """The place of a version among others; None for what is no version. A development version precedes its release."""
    parts = _VERSION.fullmatch(version) if isinstance(version, str) else None
    if parts is None:
        return None
    major, minor, patch, dev = parts.groups()
    return (int(major), int(minor), int(patch), float("inf") if dev is None else int(dev))
