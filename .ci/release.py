"""Build what a release publishes, in dist/VERSION/: the same bytes from the same commit, wherever it is built.

Wheel and source distribution, the site in both languages, the data with what changed in them since the last release
(`guiju diff`), each export, and SHA256SUMS, which docs/releasing.md says how to sign. Run by `make release`, in a clean
checkout of the commit to be tagged. The folder appears once it is complete.
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
PYTHON = (sys.executable, "-m")


def main() -> None:
    if output("git", "status", "--porcelain"):
        refuse("the checkout has changes; commit them, since a release is made of a commit")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    # Nothing of the machine may show: neither its clock, nor its time zone, language or settings.
    os.environ |= {"SOURCE_DATE_EPOCH": output("git", "log", "-1", "--format=%ct"), "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    os.environ |= {"PYTHONPATH": str(ROOT / "tools"), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    for setting in [name for name in os.environ if name.startswith("GUIJU_")]:
        del os.environ[setting]
    os.umask(0o022)
    day = output("git", "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%d")
    target = ROOT / "dist" / version
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made, parts = Path(folder) / version, Path(folder) / "parts"
        run(*PYTHON, "guiju", "check", str(ROOT))
        run(*PYTHON, "hatchling", "build", "-d", str(made))
        build_parts(parts, day)
        (parts / "data/CHANGES.md").write_text(changes(version, day, Path(folder)), "utf-8")
        for part in sorted(parts.iterdir()):
            archive(part, made / f"guiju-{version}-{part.name}.zip")
        sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(made.iterdir())]
        (made / "SHA256SUMS").write_text("".join(sums), "utf-8")
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)
    print(f"dist/{version}: {len(sums)} files and SHA256SUMS, of {output('git', 'rev-parse', '--short', 'HEAD')}")


def build_parts(parts: Path, day: str) -> None:
    """What is published as a ZIP file each: site, data, exports."""
    for settings, place in (("mkdocs.yml", "site"), ("mkdocs.en.yml", "site/en")):
        run(*PYTHON, "mkdocs", "build", "-q", "--strict", "-f", settings, "-d", str(parts / place))
    for line in output(*PYTHON, "guiju", "export").splitlines():
        name = line.split()[0]
        run(*PYTHON, "guiju", "export", name, "-o", str(parts / name), "--as-of", day)
    for name in DATA:
        (parts / "data" / name).parent.mkdir(exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, parts / "data" / name)


def changes(version: str, day: str, folder: Path) -> str:
    """What `guiju diff` says of the data since the last release, the newest tag before this one."""
    tags = output("git", "tag", "--list", "v*", "--merged", "HEAD", "--sort=-v:refname").split()
    last = next((tag for tag in tags if tag != f"v{version}"), None)
    if last is None:
        return f"# guiju {version}\n\nThe first release.\n"
    run("git", "archive", "-o", str(folder / "last.tar"), last, "regulations", "schemas", "cases")
    shutil.unpack_archive(folder / "last.tar", folder / last, filter="data")
    (folder / f"v{version}").symlink_to(ROOT)
    command = [*PYTHON, "guiju", "diff", last, f"v{version}", "--format", "md", "--lang", "en", "--as-of", day]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        refuse(f"{last} cannot be compared with this: {done.stderr.strip()}")
    return done.stdout


def archive(folder: Path, file: Path) -> None:
    """A ZIP file of a folder: in order, of one day and one mode."""
    with zipfile.ZipFile(file, "w") as made:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{file.stem}/{path.relative_to(folder).as_posix()}")
            entry.external_attr = 0o644 << 16
            made.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def run(*command: str) -> None:
    """Run a step; end with what it said where it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        refuse(f"{' '.join(command[1:5])} failed:\n{done.stdout}{done.stderr}")


def output(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def refuse(message: str) -> NoReturn:
    sys.exit(f"make release: {message}")


if __name__ == "__main__":
    main()
