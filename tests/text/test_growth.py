"""Texts of a stranger take time in proportion to their length: twice as long, at most three times the work.

The work is counted and not timed: the lines of Python that are run, and the characters that patterns look at. What a
pattern does within itself nothing counts, so of each it is shown that it begins and ends in no way that makes it begin
anew at every character.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from itertools import pairwise
from re import _constants as sre
from re import _parser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline
from timeline.records import record_checks, yaml_file
from timeline.text import bidi, prose

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(timeline.__path__, "timeline.")
    if found.name.startswith(("timeline.text", "timeline.records", "timeline.importing"))
]
PATTERNS = {
    f"{module.__name__}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
}
# These begin with an unbounded repetition, and are only ever matched from one place on, or match whatever they meet.
ANCHORED = {"_DECLARED", "_FORMULA", "SLUG"}


def unbounded(item) -> bool:
    return item[0] in (sre.MAX_REPEAT, sre.MIN_REPEAT) and item[1][1] is sre.MAXREPEAT


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_begins_anew_at_every_character(name):
    """One that is searched for and begins with a run of no bound looks at the whole run from each of its characters."""
    items = list(_parser.parse(PATTERNS[name].pattern, PATTERNS[name].flags))
    if name.rpartition(".")[2] not in ANCHORED:
        first = items[0] if items else None
        assert not (first and unbounded(first) and len(items) > 1 and items[1][0] is not sre.AT), PATTERNS[name].pattern
    for one, other in pairwise(items):
        lazy = one[0] is sre.MIN_REPEAT and one[1][1] is sre.MAXREPEAT
        assert not (lazy and unbounded(other)), PATTERNS[name].pattern


class Counted:
    """A pattern that counts the characters it looks at."""

    def __init__(self, pattern: re.Pattern, count: list[int]):
        self.pattern, self.count = pattern, count

    def __getattr__(self, name: str):
        how = getattr(self.pattern, name)
        if not callable(how):
            return how

        def looked(*words):
            found = how(*words)
            texts = [word for word in words if isinstance(word, str)]
            start = words[1] if len(words) > 1 and isinstance(words[1], int) else 0
            end = found.end() if isinstance(found, re.Match) else len(texts[-1])
            self.count[0] += max(0, end - start)
            return found

        return looked


def work(run, text: str, monkeypatch) -> int:
    """How many lines are run and characters looked at."""
    count = [0]

    def trace(frame, event, _):
        if "/timeline/" not in frame.f_code.co_filename and "/markdown/" not in frame.f_code.co_filename:
            return None
        count[0] += event == "line"
        return trace

    with monkeypatch.context() as patched:
        for module in (bidi, prose, record_checks):
            for name, value in vars(module).copy().items():
                if isinstance(value, re.Pattern):
                    patched.setattr(module, name, Counted(value, count))
        patched.setattr(bidi, "_FOREIGN", {rtl: Counted(p, count) for rtl, p in bidi._FOREIGN.items()})
        patched.setattr(bidi, "_ANY", {rtl: Counted(p, count) for rtl, p in bidi._ANY.items()})
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            run(text)
        finally:
            sys.settrace(before)
    return count[0]


_prose = prose.Prose()
RUNS = {
    "isolated": lambda text: bidi.isolated(text, True, "en"),
    "marked": lambda text: bidi.marked(text, False),
    "problem": bidi.problem,
    "judged": lambda text: _prose.problems(text, lambda name: prose.Target("", name)),
    "yaml": lambda text: yaml_file.read("e.yaml", f"a: {text}".encode()),
}
FOUND = ["<a ", "1,", "[a](", "(a", " ", "\\", "x ", "<", "a.", "«a", "- a\n", "a\n\n", "1-", "#1 ", "م a "]


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("piece", FOUND)
def test_twice_the_text_is_at_most_three_times_the_work(run, piece, monkeypatch):
    """Pieces that once took the square of it, and others like them."""
    RUNS[run](piece)  # what is made once
    short, long = (f"م{piece * (n // len(piece))}x" for n in (2_000, 4_000))
    assert work(RUNS[run], long, monkeypatch) <= 3 * work(RUNS[run], short, monkeypatch) + 2_000


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*FOUND, "]", ")", "*", "_", "`", "&", '"', "|", "%", "+"]), min_size=1, max_size=3))
def test_so_it_is_with_any_pieces(pieces):
    """In turn, over and over."""
    piece = "".join(pieces)
    with pytest.MonkeyPatch.context() as monkeypatch:
        for run in ("isolated", "judged"):
            RUNS[run](piece)
            short, long = (piece * (n // len(piece)) for n in (1_500, 3_000))
            assert work(RUNS[run], long, monkeypatch) <= 3 * work(RUNS[run], short, monkeypatch) + 2_000
