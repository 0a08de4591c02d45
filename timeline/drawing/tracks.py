"""Stretches side by side: each on the first track where it has room."""

from __future__ import annotations

from collections.abc import Sequence


def tracks(reaches: Sequence[tuple[float, float]]) -> list[int]:
    """For each stretch, in the order in which they begin, the first track on which it touches none before it."""
    ends: list[float] = []
    found = []
    for start, end in reaches:
        track = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        ends[track : track + 1] = [end]
        found.append(track)
    return found
