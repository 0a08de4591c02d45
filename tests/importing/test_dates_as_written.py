"""Dates as people write them: what they say of a date, in each language, and what contradicts it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.edition.test_dates_in_words import AR, EN
from tests.importing.spoken import NOT_KNOWN, TONGUES
from timeline.edition import dates_in_words
from timeline.importing.dates_as_written import DateReader
from timeline.text import edtf

DATES = TONGUES.dates


@pytest.mark.parametrize(
    ("shown", "date"),
    [
        ("3 شباط 1905", "1905-02-03"),
        ("٣ فبراير ١٩٠٥", "1905-02-03"),
        ("3 فبراير/شباط 1905", "1905-02-03"),
        ("3 شباط (فبراير) 1905", "1905-02-03"),
        ("الجمعة 3 شباط 1905 م", "1905-02-03"),
        ("3 كانون ثاني 1905", "1905-01-03"),
        ("تشرين الأول ١٩٧٣", "1973-10"),
        ("من 5 إلى 10 حزيران 1967", "1967-06-05/1967-06-10"),
        ("5–10 يونيو 1967", "1967-06-05/1967-06-10"),
        ("44 ق.م.", "-0043"),
        ("44 قبل الميلاد", "-0043"),
        ("500–400 ق.م", "-0499/-0399"),
        ("القرن التاسع عشر", "1801/1900"),
        ("February 3, 1905", "1905-02-03"),
        ("Feb. 3rd, 1905", "1905-02-03"),
        ("Friday, the 3rd of Febr. 1905", "1905-02-03"),
        ("2/3/1905", "1905-02-03"),
        ("3.2.1905", "1905-02-03"),
        ("1905-02-03", "1905-02-03"),
        ("June 5-10, 1967", "1967-06-05/1967-06-10"),
        ("June – October 1967", "1967-06/1967-10"),
        ("3 June 1967 to 5 July 1968", "1967-06-03/1968-07-05"),
        ("1967–70", "1967/1970"),
        ("44 B.C.", "-0043"),
        ("AD 500", "0500"),
        ("5th century BC", "-0499/-0400"),
        ("القرن الخامس قبل الميلاد", "-0499/-0400"),
        ("440s BC", "-0448/-0439"),
        ("Jun-67", "1967-06"),
        ("5-Jun-67", "1967-06-05"),
        ("05-يونيو-1967", "1967-06-05"),
        ("1967-Jun", "1967-06"),
        ("05/06/67", "1967-06-05"),
    ],
)
def test_a_text_that_says_what_the_date_says_adds_nothing(shown, date):
    """Both styles of months, any digits, eras, days of the week, either order of day and month."""
    assert DATES.said(shown, date) == date


@pytest.mark.parametrize(
    ("date", "shown", "said"),
    [
        ("1850", "نحو 1850", "1850~"),
        ("1850", "حوالي سنة ١٨٥٠", "1850~"),
        ("1850", "1850؟", "1850?"),
        ("1850", "circa 1850?", "1850%"),
        ("1905-02", "about February 1905", "1905-02~"),
        ("1905-02", "نحو شباط 1905", "1905-02~"),
        ("-7999", "c. 8,000 BCE", "-7999~"),
        ("1853", "1850s", "185X"),
        ("1853", "the 1850’s", "185X"),
        ("1853", "العقد 1850–1859", "185X"),
        ("1850", "19th century", "18XX"),
        ("1850", "القرن التاسع عشر", "18XX"),
        ("1950", "القرن العشرين", "19XX"),
        ("1967", "summer 1967", "1967-22"),
        ("1967", "صيف 1967", "1967-22"),
        ("1967", "summer of 1967", "1967-22"),
        ("-0499", "5th century BCE", "-04XX"),
        ("1967", "1967–present", "1967/.."),
        ("1967-06", "June 1967 – now", "1967-06/.."),
        ("1967", "1967 حتى الآن", "1967/.."),
        ("1990", "since 1990", "1990/.."),
        ("1990", "منذ 1990", "1990/.."),
        ("2014", "شهر ما من 2014", "2014-XX"),
        ("1850/1860", "about 1850 to 1860", "1850~/1860"),
        ("1850/1860", "من نحو 1850 إلى نحو 1860", "1850~/1860~"),
    ],
)
def test_what_a_text_says_besides_is_added(date, shown, said):
    """About, perhaps, a decade, a century, a season, an end that has not come: as the language's phrases have them."""
    assert DATES.said(shown, date) == said


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("1903-02-03", "March 2, 1903"),
        ("1903-02-03", "2 آذار 1903"),
        ("1903-02-03", "4/2/1903"),
        ("1903-02-03", "3 February 1904"),
        ("1903-02-03", "1903-03-02"),
        ("1903-02-03", "1903"),
        ("1967-06-05/1967-06-10", "5–11 June 1967"),
        ("1967/1970", "1967–71"),
        ("1967/1970", "1967"),
        ("0044", "44 BCE"),
        ("1850", "1860s"),
        ("1750", "19th century"),
        ("1905-02-03", "12 ذو الحجة 1322"),
        ("1905-02-03", "soon after"),
        ("1905", "early 1905"),
    ],
)
def test_a_text_that_says_something_else_is_told(date, shown):
    """Day and month changed places, another end, another era, a word that no language has for a date."""
    assert DATES.said(shown, date) is None


def test_months_are_known_by_their_names():
    """In each language, in both styles, shortened where a script has small letters; a part of two months is neither."""
    names = ["Oct", "october", "Sept.", "شباط", "فبراير", "تشرين الثاني", "Ju", "J", "تشرين", "5", "", "x" * 500]
    assert [DATES.month(name) for name in names] == [10, 10, 9, 2, 2, 11, 0, 0, 0, 0, 0, 0]
    assert NOT_KNOWN.dates.month("May") == 0


EDTF = st.one_of(
    st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}"),
    st.dates().map(lambda day: f"{day.year:04}-{day.month:02}"),
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
    st.integers(-9999, -1).map(lambda year: f"{year:05}"),
    st.tuples(st.integers(1, 5000), st.integers(1, 4999)).map(lambda y: f"{y[0]:04}/{y[0] + y[1]:04}"),
)


@given(EDTF, st.sampled_from(["", "~", "?", "%"]), st.sampled_from([EN, AR]), st.booleans())
def test_what_our_own_pages_say_of_a_date_is_understood(date, sign, language, other):
    """In either language: a date that is given out in words comes back as what it was."""
    whole = date if "/" in date else date + sign
    months = language.other_months if other and language.other_months else language.months
    assert DATES.said(dates_in_words.date(edtf.parse(whole), language, months), date) == whole


@given(st.text(alphabet="12 3/-–.?~cمنحوشباط()BCs'thQ\u200f,", max_size=40), EDTF)
def test_any_text_is_a_date_or_none(text, date):
    """Never an exception, and never a date that EDTF does not have."""
    DATES.read(text)
    DATES.month(text)
    said = DATES.said(text, date)
    assert said is None or edtf.parse(said)


def test_a_long_text_takes_no_long_time():
    """It is no date, whatever it is made of."""
    for piece in ("1/", "May ", "نحو ", "c."):
        assert DATES.read(piece * 50_000) is None and DATES.said(piece * 20_000, "1905") is None
    assert isinstance(DateReader([]).said("1905", "1905"), str)


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("-0499", "5th century"),
        ("1850", "5th century BC"),
        ("-0443", "440s BC"),
        ("1967", "1968–present"),
        ("1967/1968", "1967–present"),
        ("1967", "present"),
        ("1967-06", "Jun-68"),
        ("0167-06", "June 1967"),
    ],
)
def test_what_goes_on_or_is_counted_backwards_may_contradict_too(date, shown):
    assert DATES.said(shown, date) is None
