"""What somebody may have meant by a name that nothing has: the known name that is most like it.

To compare two long names takes as many steps as their lengths multiplied, and a file from a stranger can hold
thousands of wrong names beside thousands of right ones that are all alike. So a run has so many steps for it and no
more; whoever has used them up has other problems than spelling.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from heapq import nlargest

from timeline.faults.diagnostic import Told, listed, tell

STEPS = 20_000_000  # letters that a run compares, about a second
_LONGEST = 200  # letters of a name that a known one is looked for
_MANY, _CLOSE = 3000, 20  # known names of which only those of the same beginning are looked at; of these, compared

_left: ContextVar[list[int]] = ContextVar("steps that are left")


@contextmanager
def budget() -> Iterator[None]:
    """A run, in which no more than `STEPS` are spent on near names; also as a decorator."""
    token = _left.set([STEPS])
    try:
        yield
    finally:
        _left.reset(token)


def nearest(name: str, known: Iterable[str], likeness: float = 0.7) -> str:
    """The known name that is most like a misspelt one; empty where none is like it, or none is looked for any more."""
    left = _left.get([STEPS])
    if left[0] <= 0 or len(name) > _LONGEST:
        return ""
    known = set(known)
    few = len(known) < _MANY
    likely = [other for other in known if (abs(len(other) - len(name)) <= 12 if few else other[:4] == name[:4])]
    match = difflib.SequenceMatcher()
    match.set_seq2(name)
    scored = []
    for other in sorted(likely)[:_MANY]:
        match.set_seq1(other)
        left[0] -= len(other) + len(name)
        if match.real_quick_ratio() >= likeness and (rough := match.quick_ratio()) >= likeness:
            scored.append((rough, other))
    close = [other for _, other in nlargest(_CLOSE, scored)]
    left[0] -= len(known) + sum(len(other) * len(name) for other in close)
    return next(iter(difflib.get_close_matches(name, close, 1, likeness)), "")


def offer(name: str) -> Told:
    """The help that offers a name."""
    return tell("did you mean `{name}`?", name=name)


def near(name: str, known: Iterable[str]) -> str:
    """A help that offers the nearest known name, or lists them where they are few."""
    known = list(known)
    if found := nearest(name, known):
        return offer(found)
    if 0 < len(known) <= 12:
        return tell("it can be: {names}", names=listed(sorted(known)))
    return ""
