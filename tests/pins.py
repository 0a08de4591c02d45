"""Brings constraints.txt up to date with the digests of its versions' files, as the index that pip uses gives them.

python3 -m tests.pins             # after a version was changed there, or a package was added to a part
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tests.conftest import PROJECT

CONSTRAINTS = PROJECT / "constraints.txt"
_MADE_FOR = re.compile(r"-(?P<python>[^-]+)-(?P<abi>[^-]+)-(?P<system>[^-]+)\.whl$")
_ELSEWHERE = re.compile(r"pyodide|emscripten|ios_|android")


def index() -> str:
    """Where pip looks for packages."""
    told = subprocess.run([sys.executable, "-m", "pip", "config", "get", "global.index-url"], capture_output=True)
    if told.returncode == 0:
        return told.stdout.decode().strip()
    asked = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    return subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True).stdout.decode().strip()


def serves(file: str) -> bool:
    """Whether a file can be installed by CPython 3.11 or newer on a machine that somebody builds on."""
    made = _MADE_FOR.search(file)
    if made is None:
        return file.endswith((".tar.gz", ".zip"))
    tags = made["python"].split(".")
    own = any(re.fullmatch("cp31[1-9]", tag) and not made["abi"].endswith("t") for tag in tags)
    any_ = any(tag.startswith("py3") or tag.startswith("cp3") and "abi3" in made["abi"] for tag in tags)
    return (own or any_) and not _ELSEWHERE.search(made["system"])


def digests(pin: str, place: str) -> set[str]:
    """The digests of a version's files."""
    name, version = pin.partition(";")[0].strip().split("==")
    address = f"{place.rstrip('/')}/{re.sub('[-_.]+', '-', name).lower()}/"
    asked = urllib.request.Request(address, headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        files = json.load(answer)["files"]
    of = lambda file: re.sub(r"\.(tar\.gz|zip)$", "", file).split("-")[1 if file.endswith(".whl") else -1]
    return {f["hashes"]["sha256"] for f in files if of(f["filename"]) == version and serves(f["filename"])}


def lines(text: str, place: str) -> Iterator[str]:
    """The text with its pins' digests anew."""
    kept = [line.removesuffix("\\").rstrip() for line in text.splitlines() if not line.startswith("    --hash")]
    pins = [line for line in kept if "==" in line and not line.startswith("#")]
    with ThreadPoolExecutor(8) as threads:
        found = dict(zip(pins, threads.map(lambda pin: digests(pin, place), pins), strict=True))
    for line in kept:
        yield " \\\n    ".join((line, *(f"--hash=sha256:{digest}" for digest in sorted(found.get(line, ())))))
        assert line not in found or found[line], f"no file of {line} is to be had"


if __name__ == "__main__":
    CONSTRAINTS.write_text("\n".join(lines(CONSTRAINTS.read_text("utf-8"), index())) + "\n", "utf-8")
