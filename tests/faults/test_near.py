"""What was meant by a name that nothing has, and what the search for it may cost."""

from __future__ import annotations

import pytest

from timeline.faults import near as near_names
from timeline.faults.near import budget, near, nearest

ALIKE = [f"{'aaaaaaaaaa' * 9}{n:05}" for n in range(2900)]


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("brokings", ["brookings", "gwu"], "brookings"),
        ("2016-02-5-twitter", ["2016-02-05-twitter", "2016-02-18-gwu"], "2016-02-05-twitter"),
        ("wholly-other", ["brookings", "gwu"], ""),
        ("x" * 300, ["x" * 299], ""),
        ("brooking", ["brookings", *(f"other-{n}" for n in range(5000))], "brookings"),
    ],
)
def test_the_nearest_name_is_found(name, known, found):
    assert nearest(name, known) == found


def test_a_run_compares_no_more_letters_than_it_may():
    """However many wrong names there are, and however many right ones that are all alike; the first still get a hint."""
    with budget():
        hints = [near(f"{'aaaaaaaaaa' * 9}x{n:04}", ALIKE) for n in range(300)]
        left = near_names._left.get()[0]
    cost = near_names.STEPS - left
    assert hints[0].startswith("did you mean") and hints[-1] == ""
    assert near_names.STEPS <= cost < near_names.STEPS * 1.2
    with budget():
        assert near("brokings", ["brookings"])  # another run has its own
