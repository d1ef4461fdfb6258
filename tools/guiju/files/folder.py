"""Writing folders: made aside, then put in place whole; what somebody else wrote is never replaced."""

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from guiju import __version__
from guiju.files.finding import Misuse
from guiju.files.output import folder_of, sweep


@dataclass(frozen=True)
class FolderWriter:
    """Who writes a folder: the `command`, the `option` that names the folder, the file in it that lists what was
    written, and the folder `built` in it that others fill and that can be made again."""

    command: str
    option: str
    manifest: str
    built: str = ""

    def write(self, folder: Path, made: Iterable[tuple[str, bytes]]) -> int:
        """Write these files into `folder`, all or none, in place of an earlier call's, and return their number.
        Misuse if anything else is there, or was changed, or nothing can be written."""
        target = folder_of(folder, self.option)
        self._refuse_what_is_not_ours(folder, target)
        aside = target.with_name(f".guiju.{secrets.token_hex(8)}")
        try:
            aside.mkdir()
            sweep(target.parent, aside)
            hashes = {}
            for path, content in made:
                file = aside / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                hashes[path] = hashlib.sha256(content).hexdigest()
            manifest = {"made_by": f"{self.command} {__version__}", "sha256": dict(sorted(hashes.items()))}
            (aside / self.manifest).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
            _put(aside, target)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise Misuse(f"{folder}: cannot be written ({reason}); choose another folder with {self.option}") from None
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return len(hashes)

    def earlier(self, folder: Path) -> dict[str, bytes]:
        """The files of an earlier call in `folder`, as they are now."""
        target = folder_of(folder, self.option)
        files = {path: (target / path).resolve() for path in _hashes(target / self.manifest)}
        inside = {path: file for path, file in files.items() if file.is_relative_to(target) and file.is_file()}
        return {path: file.read_bytes() for path, file in inside.items()}

    def _refuse_what_is_not_ours(self, folder: Path, target: Path) -> None:
        if not target.exists():
            if not target.parent.is_dir():
                raise Misuse(f"{folder}: there is no folder {target.parent}; make it first")
            return
        if not target.is_dir():
            raise Misuse(f"{folder}: is a file; name a folder")
        if Path.cwd().is_relative_to(target):
            raise Misuse(f"{folder}: is the current folder, which would be replaced; name one beside it")
        known = _hashes(target / self.manifest)
        for file in sorted(target.rglob("*")):
            path = file.relative_to(target).as_posix()
            if file.is_dir() or path == self.manifest or (self.built and path.startswith(f"{self.built}/")):
                continue
            if path not in known:
                raise Misuse(
                    f"{folder}: holds {path}, which {self.command} did not write; empty the folder or name another one"
                )
            if known[path] != hashlib.sha256(file.read_bytes()).hexdigest():
                raise Misuse(
                    f"{folder}: {path} was changed since {self.command} wrote it; move it away or name another folder"
                )


def _put(aside: Path, target: Path) -> None:
    """Put `aside` in the place of `target`. What stood there goes away last, and comes back where that fails."""
    if not target.exists():
        aside.rename(target)
        return
    old = target.with_name(f"{aside.name}.old")
    target.rename(old)
    try:
        aside.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _hashes(file: Path) -> dict[str, str]:
    """The hashes of what was written; empty where the list cannot be read: then nothing is known to be ours."""
    try:
        hashes = json.loads(file.read_bytes())["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return hashes if isinstance(hashes, dict) else {}
