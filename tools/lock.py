"""Writes the two lock files from pyproject.toml; `--check` says what is stale without the network.

`requirements.lock` is what `./run serve` installs, `requirements-test.lock` the bigger set for people who change Kru.
Every pin carries its hashes and no file names an address, so any index or mirror serves them alike.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
NPM = "**/package-lock.json"
PROJECT = HOUSE / "pyproject.toml"
# What each lock holds beside the dependencies themselves: names of extras in pyproject.toml.
LOCKS = {
    "requirements.lock": ("setup", "live"),
    "requirements-test.lock": ("setup", "live", "test", "lint", "postgres"),
}


def main() -> int:
    """Write both locks, or with `--check` print what does not fit; 1 when something does not."""
    parser = argparse.ArgumentParser(description="Write the lock files, or check them.")
    parser.add_argument("--check", action="store_true", help="only say what is stale; needs no network")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    arguments = parser.parse_args()
    if not arguments.check:
        write(upgrade=arguments.upgrade)
    troubles = [trouble for name in LOCKS for trouble in check(name)] + check_npm()
    for trouble in troubles:
        print(trouble)
    return 1 if troubles else 0


def write(*, upgrade: bool = False) -> None:
    """Let uv resolve for every platform at once; the second lock keeps the versions of the first."""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    for name, extras in LOCKS.items():
        command = [uv, "pip", "compile", "--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
        command += ["--python-version", "3.11", *(word for extra in extras for word in ("--extra", extra))]
        command += ["--upgrade"] if upgrade else []
        if name != "requirements.lock":
            command += ["--constraint", "requirements.lock"]
        subprocess.run([*command, PROJECT.name, "--output-file", name], cwd=HOUSE, check=True, stdout=sys.stderr)


def check(name: str) -> list[str]:
    """What is amiss in one lock: an address, a pin without a hash, a dependency that is missing or out of range."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    text = (HOUSE / name).read_text(encoding="utf-8")
    troubles = [f"{name}: names an address: {line.strip()}" for line in text.splitlines() if "://" in line]
    pins: dict[str, list[str]] = {}
    for block in re.split(r"\n(?=\S)", text.strip()):
        head = block.splitlines()[0]
        found = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", head)
        if not found:
            troubles.append(f"{name}: not a pin: {head}")
            continue
        pins.setdefault(canonicalize_name(found[1]), []).append(found[2])
        if "--hash=sha256:" not in block:
            troubles.append(f"{name}: no hash: {head}")
    for line in wanted(LOCKS[name]):
        need = Requirement(line)
        versions = pins.get(canonicalize_name(need.name), [])
        if not any(need.specifier.contains(version, prereleases=True) for version in versions):
            troubles.append(f"{name}: has no version for {line!r}. Run: python tools/lock.py")
    return troubles


def wanted(extras: tuple[str, ...]) -> list[str]:
    """The requirement lines of pyproject.toml that a lock must hold."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]


def check_npm() -> list[str]:
    """A package-lock.json carries integrity hashes and no addresses either."""
    folders = [HOUSE, *(path for path in sorted(HOUSE.iterdir()) if path.is_dir() and not path.name.startswith("."))]
    files = [file for folder in folders for file in folder.glob("package-lock.json" if folder == HOUSE else NPM)]
    return [
        f"{file.relative_to(HOUSE)}: names an address ({count} times)"
        for file in files
        if "node_modules" not in file.parts and (count := file.read_text(encoding="utf-8").count('"resolved"'))
    ]


if __name__ == "__main__":
    sys.exit(main())
