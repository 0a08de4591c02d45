"""Tools of tests that come from npm: as a folder's package-lock.json has them, once, into the virtual environment.

Without the network whoever asks for them lacks them, as without Node and npm.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT
from tests.once import once
from tests.programs import needs, without


def install(name: str, spare: Path) -> Path:
    """The `node_modules` of tests/NAME; `spare` is a folder for when there is no .venv."""
    npm = needs("npm", "node")
    files = [PROJECT / "tests" / name / file for file in ("package.json", "package-lock.json")]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    home = Path(sys.prefix) if Path(sys.prefix).is_relative_to(PROJECT) else spare

    def make(place: Path) -> None:
        for file in files:
            shutil.copy(file, place)
        words = [npm, "ci", "--ignore-scripts", "--no-bin-links", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(words, cwd=place, capture_output=True, text=True)
        if done.returncode:
            without(f"npm could not install {name}: {done.stderr.strip()[-300:]}")

    return once(home / name / digest, make) / "node_modules"
