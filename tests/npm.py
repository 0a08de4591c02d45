"""Tools of tests that come from npm: as a folder's package-lock.json has them, once, into the virtual environment.

Without Node, npm or the network whoever asks for them is skipped and says so; where CI=true that is an error.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT


def install(name: str, what: str, spare: Path) -> Path:
    """The `node_modules` of tests/NAME; `spare` is a folder for when there is no .venv, `what` says what is not
    tested without them."""
    files = [PROJECT / "tests" / name / file for file in ("package.json", "package-lock.json")]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    home = Path(sys.prefix) if Path(sys.prefix).is_relative_to(PROJECT) else spare
    place = home / name / digest
    if place.is_dir():
        return place / "node_modules"
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        without(what, "node and npm are not installed; on Debian and Ubuntu: apt install nodejs npm")
    beside = place.with_name(f"{digest}-{os.getpid()}")
    beside.mkdir(parents=True)
    for file in files:
        shutil.copy(file, beside)
    words = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(words, cwd=beside, capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(beside)
        without(what, f"npm could not install it: {done.stderr.strip()[-300:]}")
    beside.replace(place)
    return place / "node_modules"


def without(what: str, why: str) -> None:
    said = f"NOT TESTED {what}: {why}"
    pytest.fail(said) if os.environ.get("CI") == "true" else pytest.skip(said)
