"""Which figures of other events are set beside an event's own: of the same measure, the nearest in time, and few."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from timeline.records.compared import MOST, compared
from timeline.text import edtf

EVENTS = st.lists(st.lists(st.sampled_from("mno"), max_size=5), max_size=20)


def found(events: list[list[str]]):
    """Events in order of time, each by the measures of its figures."""
    entries = {
        str(n): SimpleNamespace(
            record=SimpleNamespace(
                date=edtf.parse(f"{2000 + n}"),
                figures={f"f{k}": SimpleNamespace(measure=m) for k, m in enumerate(measures)},
            )
        )
        for n, measures in enumerate(events)
    }
    return compared(entries)


@given(EVENTS)
def test_what_is_compared_is_of_the_same_measure_and_of_other_events(events):
    for id, rows in found(events).items():
        assert {row.figure.measure for row in rows} <= set(events[int(id)])
        assert all(row.event != id and row.date.text == f"{2000 + int(row.event)}" for row in rows)
        for measure in set(events[int(id)]):
            beside = [row for row in rows if row.figure.measure == measure]
            order = [(int(row.event), row.name) for row in beside]
            all_others = [
                (n, f"f{k}")
                for n, measures in enumerate(events)
                for k, other in enumerate(measures)
                if other == measure and str(n) != id
            ]
            assert len(order) == min(MOST, len(all_others)) and order == sorted(order)
            # They are a run of all others about the event, as many on either side as there are.
            first = all_others.index(order[0]) if order else 0
            assert all_others[first : first + len(order)] == order
            before = sum(n < int(id) for n, _ in all_others)
            after = len(all_others) - before
            assert sum(n < int(id) for n, _ in order) == min(before, max(MOST // 2, MOST - after))


def test_an_event_without_figures_has_nothing_beside_it():
    assert found([["m"], [], ["m"]]).keys() == {"0", "2"}
