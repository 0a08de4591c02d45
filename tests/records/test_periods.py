"""Which events fall in which periods: what lies within one, what does so in part or perhaps, and what never says more
than the dates do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world as worlds
from tests.world import both
from timeline.authoring import renaming
from timeline.build import survey
from timeline.build.inputs import Options
from timeline.records import periods
from timeline.text import dates, edtf

PERIOD = {**worlds.TERM, "date": "2015-06~/2016-02-05", "sources": [{"id": "s", "at": "¶2"}]}


def falls(event: str, period: str) -> bool | None:
    return periods.falls(dates.parse(event), periods.span(dates.parse(period)))


@pytest.mark.parametrize(
    ("event", "period", "found"),
    [
        ("2015-07-01", "2015-06/2015-10", True),
        ("2015-06-01", "2015-06/2015-10", True),  # from June is from its first day
        ("2015-10", "2015-06/2015-10", True),
        ("2015-11", "2015-06/2015-10", None),
        ("2015", "2015-06/2015-10", False),  # some time in the year
        ("2015-05/2015-07", "2015-06/2015-10", False),  # in part
        ("2015-06-15", "2015-06~/2015-10", False),  # perhaps before it began
        ("2015-07", "2015-06~/2015-10", True),
        ("2015-06~/2015-10", "2015-06~/2015-10", True),  # they begin with each other
        ("2015-06~", "2015-06/2015-10", False),  # about June may be May
        ("2015-08~", "2015-06/2015-10", True),
        ("2014-12~", "2014-09/2014-12", False),
        ("2015-02", "2015", True),
        ("2014/2016", "2015", False),
        ("2020", "2014/..", True),
        ("2014/..", "2014/..", True),
        ("2016/..", "2014/2018", False),
        ("2013", "2014/..", None),
        ("1000", "../2015", True),
        ("2020", "2014/", False),  # nobody knows when it ended
        ("2014", "2014/", False),
        ("1999", "/2000", False),
        ("1985", "19XX", True),
        ("hijri:1437", "2015/2017", True),
        ("2016-02", "hijri:1437", True),
    ],
)
def test_an_event_falls_in_a_period_as_surely_as_the_dates_say(event, period, found):
    """Wholly, in part or perhaps (False), or not at all (None)."""
    assert falls(event, period) is found


DAYS = st.integers(edtf.day_number((2014, 1, 1)), edtf.day_number((2017, 1, 1)))
ENDS = st.builds(
    lambda number, form, mark: form.format(*edtf.day_at(number)) + mark,
    DAYS,
    st.sampled_from(["{0:04}", "{0:04}-{1:02}", "{0:04}-{1:02}-{2:02}"]),
    st.sampled_from(["", "~", "?"]),
)


@given(st.lists(st.one_of(ENDS, st.just("..")), min_size=1, max_size=2), ENDS)
def test_what_lies_wholly_within_has_no_day_outside(period, event):
    """Whatever is known of both: an event of which a day lies outside is never said to lie within."""
    try:
        stretch, date = dates.parse("/".join(period)), dates.parse(event)
    except edtf.DateError:
        return
    if not stretch.points:
        return
    held, found = periods.span(stretch), periods.falls(date, periods.span(stretch))
    first, last = edtf.day_number(date.earliest), edtf.day_number(date.latest)
    assert (found is None) == (last < held.first or first > held.last)
    if found:
        assert held.first <= held.begun <= first <= last <= held.over <= held.last


@pytest.fixture
def root(world):
    return world(
        **{
            "content/periods.yaml": {"r": PERIOD, "early": {**PERIOD, "date": "2014", "name": both("Early", "باكر")}},
            "content/events/f.yaml": worlds.event(date="2015-06", title=both("Another", "آخر")),
        }
    )


def test_a_timeline_knows_both_ways(root):
    """Periods stand in order of time; an event knows its periods, a period its events."""
    timeline = survey.survey(Options(root), []).timeline
    assert list(timeline.periods) == ["early", "r"]
    assert timeline.during == {"e": (("r", True),), "f": (("r", False),)}
    assert timeline.happened == {"r": (("f", False), ("e", True))}


def test_a_period_is_renamed_and_its_address_leads_on(root):
    """Like any record with pages: its address is promised, and the former one is a page that leads to it."""
    assert not worlds.build(root).failed
    assert "periods/r\n" in (root / "content/permalinks.txt").read_text("utf-8")
    changed, found = renaming.rename(root, "periods/r", "the-long-year")
    assert found == [] and changed == ["content/periods.yaml"]
    assert not worlds.build(root).failed
    assert "the-long-year.html" in (root / "site/ar/periods/r.html").read_text("utf-8")
    worlds.write(root, {"content/periods.yaml": None})
    assert "vanished-id" in worlds.codes(root)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"date": "2015-03-14"}, "bad-date"),
        ({"date": "../.."}, "boundless-date"),
        ({"sources": [{"id": "nope"}]}, "unknown-source"),
        ({"sources": []}, "too-few"),
        ({"name": {"en": "Alone"}}, "missing-translation"),
        ({"summary": both("x" * 3001)}, "too-long"),
        ({"aliases": ["early"]}, "duplicate-id"),
        ({"other_names": both(["Early"], ["A name"])}, None),
    ],
)
def test_what_is_wrong_with_a_period_is_told(root, change, code):
    worlds.write(root, {"content/periods.yaml": {"r": {**PERIOD, **change}, "early": PERIOD}})
    found = worlds.codes(root)
    assert code in found if code else True, found
