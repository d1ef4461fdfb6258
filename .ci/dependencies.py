"""What an installation of guiju brings with it: a bill of materials (CycloneDX 1.6), or a table of licences.

    .venv/bin/python .ci/dependencies.py            writes docs/dependencies.md
    .venv/bin/python .ci/dependencies.py mcp        prints the bill of guiju[mcp]; base: of guiju alone

Names, versions and hashes are those of the locks; licences are what the distributions say of themselves, where they are
installed here. Of what is installed elsewhere only (another system, another Python), or names no licence in its
metadata, `.ci/licences.json` has the licence that was looked up for that version, and where.
"""

import json
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PURPOSES = sorted(lock.stem for lock in (ROOT / "requirements").glob("*.lock") if lock.stem != "dev")
NOT_HERE, NOT_NAMED = "not installed here", "see its files"
LOOKED_UP = json.loads((ROOT / ".ci" / "licences.json").read_text("utf-8"))


def locked(purpose: str) -> dict[tuple[str, str], list[str]]:
    """(name, version) → SHA-256 hashes, of a lock; some have two versions, each for other versions of Python."""
    text = (ROOT / "requirements" / f"{purpose}.lock").read_text("utf-8")
    entries = re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)[^\n]*((?:\n    --hash=\S+[ \\]*)+)", text, re.M)
    return {(name, version): re.findall(r"sha256:([0-9a-f]{64})", hashes) for name, version, hashes in entries}


def licence(name: str, version: str) -> str:
    """What a distribution says of its licence, in a line; else what was looked up of this version."""
    said, known = declared(name), LOOKED_UP.get(name, {})
    return str(known["licence"]) if said in (NOT_HERE, NOT_NAMED) and known.get("version") == version else said


def declared(name: str) -> str:
    """What the metadata of an installed distribution say of its licence."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return NOT_HERE
    if expression := said.get("License-Expression"):
        return str(expression)
    classes = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::")]
    stated = (said.get("License") or "").strip().partition("\n")[0]
    named = [one for one in classes if one != "OSI Approved"]
    return ", ".join(named) or (stated if len(stated) < 60 else "") or NOT_NAMED


def bill(purpose: str) -> dict[str, Any]:
    """The bill of materials of what an installation for a purpose brings."""
    project = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    assert project is not None
    own = {"type": "application", "bom-ref": "guiju", "name": "guiju", "version": project[1]}
    components = []
    for (name, version), hashes in locked(purpose).items():
        purl = f"pkg:pypi/{name}@{version}"
        said = licence(name, version)
        known = [{"license": {"name": said}}] if said not in (NOT_HERE, NOT_NAMED) else []
        # The hashes of the files of all systems, of which an installation takes one.
        files = [
            {"type": "distribution", "url": f"urn:sha256:{one}", "hashes": [{"alg": "SHA-256", "content": one}]}
            for one in hashes
        ]
        component = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
        components.append(component | ({"licenses": known} if known else {}) | {"externalReferences": files})
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": components,
    }


def table() -> str:
    """The licences of all that is installed for any purpose, as Markdown."""
    locks = {purpose: locked(purpose) for purpose in PURPOSES}
    rows = [
        f"| {name} {version} | {licence(name, version)} | {', '.join(one for one in PURPOSES if entry in locks[one])}"
        for entry in sorted({entry for lock in locks.values() for entry in lock})
        for name, version in [entry]
    ]
    lead = (
        "# What guiju is installed with\n\n"
        "Of each lock in `requirements/`, with the licence as the distribution states it, else as it was looked up\n"
        "(`.ci/licences.json`); written by `.ci/dependencies.py`. `.ci/dependencies.py mcp` prints a bill of\n"
        "materials (CycloneDX) with hashes. `base` is guiju alone; hatchling, editables and what these two need only\n"
        "build it. What is only for development is in `requirements/dev.lock` and reaches no user.\n\n"
    )
    return "\n".join([f"{lead}| | licence | for |", "|---|---|---|", *(f"{row} |" for row in rows)]) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] not in PURPOSES:
        print(f"dependencies.py: there is no purpose {sys.argv[1]!r}; known: {', '.join(PURPOSES)}", file=sys.stderr)
        sys.exit(2)
    if sys.argv[1:]:
        print(json.dumps(bill(sys.argv[1]), indent=1, ensure_ascii=False))
    else:
        (ROOT / "docs" / "dependencies.md").write_text(table(), "utf-8")
