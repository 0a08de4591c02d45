"""The cells of a date: what is understood, and for what is not the cell and the way out."""

from __future__ import annotations

import pytest

from tests.importing.spoken import TONGUES
from timeline.faults.diagnostic import Fault, Span
from timeline.importing import date_cells
from timeline.importing.timelinejs_reader import Slide


def dated(**cells: str) -> str:
    """A slide's date; `End_Year` stands for `End Year`. Raises `Fault`."""
    named = {name.replace("_", " "): text for name, text in cells.items() if text}
    return date_cells.dated(Slide(named, lambda name: Span(name)), TONGUES.dates, [])


def fault(**cells: str):
    with pytest.raises(Fault) as raised:
        dated(**cells)
    (found,) = raised.value.diagnostics
    return found


@pytest.mark.parametrize(
    ("month", "number"), [("Oct", "10"), ("october", "10"), ("تشرين الأول", "10"), ("أكتوبر", "10"), ("١٠", "10")]
)
def test_a_month_may_be_named(month, number):
    """In English or a language of the site."""
    assert dated(Year="1902", Month=month, Day="14") == f"1902-{number}-14"


@pytest.mark.parametrize(
    ("year", "help"),
    [
        ("1850s", "write `1850` under `Year`, `1850s` under `Display Date`"),
        ("the 1850s", "write `1850` under `Year`, `the 1850s` under `Display Date`"),
        ("1826-31", "write `1826` under `Year`, `1831` under `End Year`"),
        ("1826–1831", "write `1826` under `Year`, `1831` under `End Year`"),
        ("1826 to 1831", "write `1826` under `Year`, `1831` under `End Year`"),
        (
            "1905-10",
            "write `1905` under `Year`, `10` under `Month`; or write `1905` under `Year`, `1910` under `End Year`",
        ),
        (
            "1850/1",
            "write `1850` under `Year`, `1` under `Month`; or write `1850` under `Year`, `1851` under `End Year`",
        ),
        ("between 1850 and 1860", "write `1850` under `Year`, `1860` under `End Year`"),
        ("بين 1850 و1860", "write `1850` under `Year`, `1860` under `End Year`"),
        ("c. 1850", "write `1850` under `Year`, `c. 1850` under `Display Date`"),
        ("نحو 1850", "write `1850` under `Year`, `نحو 1850` under `Display Date`"),
        ("1850?", "write `1850` under `Year`, `1850?` under `Display Date`"),
        ("500 BC", "write `-500` under `Year`"),
        ("500 ق.م.", "write `-500` under `Year`"),
        ("c. 500 BC", "write `-500` under `Year`, `c. 500 BC` under `Display Date`"),
        ("500–400 BC", "write `-500` under `Year`, `-400` under `End Year`"),
        ("AD 500", "write `500` under `Year`"),
        ("19th century", "write `1801` under `Year`, `1900` under `End Year`"),
        ("القرن التاسع عشر", "write `1801` under `Year`, `1900` under `End Year`"),
        ("5 February 2016", "write `2016` under `Year`, `2` under `Month`, `5` under `Day`"),
        ("2016-02-05", "write `2016` under `Year`, `2` under `Month`, `5` under `Day`"),
    ],
)
def test_what_is_more_than_a_year_is_told_where_it_goes(year, help):
    """Each in its own words; and what is told is understood."""
    found = fault(Year=year)
    assert (found.code, found.span.path, found.help) == ("bad-date", "Year", help)
    parts = help.split("; or ")[0].removeprefix("write ").split(", ")
    cells = {name: text for text, name in (part.strip("`").split("` under `") for part in parts)}
    assert dated(**{name.replace(" ", "_"): text for name, text in cells.items()})


@pytest.mark.parametrize("year", ["unknown", "MMXVI", "2016.5", "x" * 5000])
def test_what_nobody_can_read_is_told_in_general(year):
    """No guess is made."""
    assert "write the year alone" in fault(Year=year).help


def test_the_columns_of_an_end_are_those_of_the_end():
    """`End Year`, not `Year`."""
    found = fault(Year="1900", End_Year="c. 1950")
    assert (found.span.path, found.help) == (
        "End Year",
        "write `1950` under `End Year`, `c. 1950` under `Display Date`",
    )
    assert fault(Year="1900", End_Year="19th century").help == "write `1900` under `End Year`"


@pytest.mark.parametrize(
    ("cells", "place", "word"),
    [
        ({"Month": "Okt"}, "Month", "1 to 12"),
        ({"Month": "14", "Day": "10"}, "Month", "changed places"),
        ({"Month": "6–7"}, "Month", "`End Month`"),
        ({"Month": "April", "Day": "31"}, "Day", "30 days"),
        ({"Month": "2", "Day": "29"}, "Day", "28 days"),
        ({"Month": "6", "Day": "5–10"}, "Day", "`End Day`"),
        ({"Day": "5"}, "Day", "give the month"),
        ({"End_Year": "1901"}, "End Year", "`End Year` is earlier than `Year`"),
        ({"Month": "5", "End_Year": "1902", "End_Month": "March"}, "End Month", "`End Month` is earlier than `Month`"),
    ],
)
def test_the_fault_is_at_the_cell_that_is_wrong(cells, place, word):
    """And speaks of it."""
    found = fault(Year="1902", **cells)
    assert found.span.path == place and word in found.help


@pytest.mark.parametrize(
    ("cells", "date"),
    [
        ({"Start_Date": "1903-02-03"}, "1903-02-03"),
        ({"Start_Date": "1903"}, "1903"),
        ({"Start_Date": "-44"}, "-0043"),
        ({"Start_Date": "1903,2,3"}, "1903-02-03"),
        ({"Start_Date": "1903,2"}, "1903-02"),
        ({"Start_Date": "1903-02"}, "1903-02"),
        ({"Start_Date": "1/26/1999"}, "1999-01-26"),
        ({"Start_Date": "5/5/1999"}, "1999-05-05"),
        ({"Start_Date": "3 شباط 1905"}, "1905-02-03"),
        ({"Start_Date": "1/26/1999 14:30", "End_Date": "1/27/1999"}, "1999-01-26/1999-01-27"),
        ({"Start_Date": "1914", "End_Date": "1918"}, "1914/1918"),
        ({"Year": "1914", "Start_Date": "x"}, "1914"),
    ],
)
def test_a_date_in_one_cell_is_read_where_it_can_be_one_alone(cells, date):
    """As the first TimelineJS had it."""
    assert dated(**cells) == date


@pytest.mark.parametrize(
    ("cell", "help"),
    [
        ("2/3/1903", "write the one that is meant, the year first: `1903-03-02` or `1903-02-03`"),
        ("1850s", "write the year first, then the month and the day: `1903-02-03`"),
    ],
)
def test_one_that_may_be_two_dates_is_not_guessed(cell, help):
    """Nor one that is none."""
    found = fault(Start_Date=cell)
    assert (found.code, found.span.path, found.help) == ("bad-date", "Start Date", help)


def test_an_end_before_its_start_is_told_at_the_cell_that_has_it():
    """Be it the one cell of the first TimelineJS."""
    assert fault(Start_Date="1918", End_Date="1914").span.path == "End Date"
