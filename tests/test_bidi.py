"""Invisible controls of direction: closed ones are text, open ones and overrides are faults."""

from __future__ import annotations

import pytest

from timeline import bidi


@pytest.mark.parametrize(
    "text", ["\u2067نص\u2069", "a \u2068b\u2069 c", "\u200fنص\u200e", "a\u200cb", "\u202bنص\u202c\n\u2066a\u2069"]
)
def test_directions_that_are_closed_are_allowed(text):
    """Marks and isolates that end on their line are legal text."""
    assert bidi.problem(text) == ""


@pytest.mark.parametrize("text", ["\u2067نص", "نص\u2069", "\u2067a\u202c", "\u202da\u202c", "\u2066a\nb\u2069"])
def test_directions_that_stay_open_are_not(text):
    """What a line opens it closes, with the fitting sign; overrides are refused."""
    assert bidi.problem(text)
