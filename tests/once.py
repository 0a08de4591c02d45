"""What takes long to make, made once: by whichever of pytest's workers asks for it first, while the others wait."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path


def once(place: Path, make: Callable[[Path], object]) -> Path:
    """A folder as `make` fills it. `place` lies where all who share it look, and its name says what it is made of."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with open(f"{place}.made", "a+", encoding="utf-8") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        made.seek(0)
        if not made.read() or not place.is_dir():
            shutil.rmtree(place, ignore_errors=True)  # what somebody did not bring to its end
            place.mkdir()
            make(place)
            made.write("made")
    return place
