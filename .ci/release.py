"""Build what a release publishes, in dist/VERSION/: the same bytes from the same commit, wherever it is built.

Wheel and source distribution, the site in both languages with its API, the data, each export, what changed in the data
since the last release (`guiju diff`), and SHA256SUMS. Run by `make release`, in a clean checkout of the commit to tag.
The folder appears when all of it is there.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
DATA = ("regulations", "schemas", "cases", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md")


def main() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    if output("git", "status", "--porcelain"):
        refuse("the checkout has changes; commit them, since a release is made of a commit")
    seconds = output("git", "log", "-1", "--format=%ct")
    # Nothing of the machine: its clock, language, time zone, or the order in which sets of strings are walked.
    os.environ |= {"SOURCE_DATE_EPOCH": seconds, "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}
    os.environ |= {"PYTHONPATH": str(ROOT / "tools"), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    os.umask(0o022)
    target = ROOT / "dist" / version
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made, parts = Path(folder) / version, Path(folder) / "parts"
        made.mkdir()
        guiju("check", str(ROOT))
        run(sys.executable, "-m", "hatchling", "build", "-d", str(made))
        for language in ("mkdocs.yml", "mkdocs.en.yml"):
            run(
                sys.executable,
                "-m",
                "mkdocs",
                "build",
                "-q",
                "--strict",
                "-f",
                language,
                "-d",
                site_folder(parts, language),
            )
        for name in []:
            guiju("export", name, "-o", str(parts / name))
        copy_data(parts / "data", changes_since(version, Path(folder)))
        for part in sorted(parts.iterdir()):
            archive(part, made / f"guiju-{version}-{part.name}.zip", f"guiju-{version}-{part.name}")
        sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(made.iterdir())]
        (made / "SHA256SUMS").write_text("".join(sums), "utf-8")
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)
    print(f"{target.relative_to(ROOT)}: {len(sums)} files, of {output('git', 'rev-parse', '--short', 'HEAD')}")


def changes_since(version: str, folder: Path) -> str:
    """What `guiju diff` says of the data since the last release, as Markdown. That is the newest tag before this."""
    tags = output("git", "tag", "--list", "v*", "--merged", "HEAD", "--sort=-v:refname").split()
    earlier = next((tag for tag in tags if tag != f"v{version}"), None)
    if earlier is None:
        return f"# guiju {version}\n\nThe first release.\n"
    before = folder / earlier
    before.mkdir()
    tar = subprocess.run(
        ["git", "archive", earlier, "regulations", "schemas", "cases"], cwd=ROOT, check=True, stdout=-1
    )
    subprocess.run(["tar", "-x", "-C", before], input=tar.stdout, check=True)
    day = output("git", "log", "-1", "--format=%cs")
    command = [
        sys.executable,
        "-m",
        "guiju",
        "diff",
        str(before),
        str(ROOT),
        "--format",
        "md",
        "--lang",
        "en",
        "--as-of",
        day,
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        refuse(f"{earlier} cannot be compared with this: {done.stderr.strip()}")
    return done.stdout.replace(str(before), earlier).replace(str(ROOT), f"v{version}")


def site_folder(parts: Path, language: str) -> str:
    return str(parts / "site" / ("en" if ".en." in language else ""))


def copy_data(target: Path, changes: str) -> None:
    target.mkdir()
    for name in DATA:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, target / name)
    (target / "CHANGES.md").write_text(changes, "utf-8")


def archive(folder: Path, file: Path, inside: str) -> None:
    """A ZIP file of a folder: sorted, of one day and one mode."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{inside}/{path.relative_to(folder).as_posix()}")
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            made.writestr(entry, path.read_bytes())


def guiju(*arguments: str) -> None:
    run(sys.executable, "-m", "guiju", *arguments)


def run(*command: str) -> None:
    """Run a step; end, with what it said, where it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        refuse(f"{' '.join(command[2:5])} failed:\n{done.stdout}{done.stderr}")


def output(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def refuse(message: str) -> NoReturn:
    sys.exit(f"make release: {message}")


if __name__ == "__main__":
    main()
