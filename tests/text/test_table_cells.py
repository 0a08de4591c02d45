"""The grammar of a cell: what is written is read again, and no spreadsheet runs it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from timeline.importing.drafts import tidy
from timeline.text import table_cells

SIGNS = st.text(st.sampled_from("'=+-@\t\r\n＝;,\"\\ aب\U0001f600\u2067{}[]<&"), max_size=12)


@given(SIGNS)
def test_a_guard_is_taken_away_again(text):
    """No spreadsheet takes a guarded text for a formula, an apostrophe that was there stays, and what comes back is the text."""
    guarded = table_cells.guarded(text)
    assert table_cells.unguarded(guarded) == text and guarded[:1] not in {*"=+-@\t\r\n＝"}


@given(st.lists(SIGNS, max_size=4))
def test_a_cell_of_several_is_parted_where_it_was_joined(places):
    """Semicolons, backslashes and line ends within where in a source something stands."""
    items = list(dict.fromkeys(table_cells.cited("s", " ".join(tidy(at).split())).strip() for at in places))
    assert table_cells.items(table_cells.joined(items), tidy) == items
