"""Dates as people write them, and the EDTF that each is told to be."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import PROJECT
from tests.text.test_edtf import DATES
from timeline.faults import translate
from timeline.text import date_hints, date_words, dates
from timeline.text.edtf import DateError, day_at, day_number

SIGNS = ("XX", "~", "?", "%", "X", "..", "T23:20:30", "Z", "START/END", "Y", "/")


def help_for(text: str) -> str:
    with pytest.raises(DateError) as caught:
        date_hints.read(text)
    return caught.value.help


def offered(help: str) -> list[str]:
    """What a help offers as a date."""
    return [code for code in re.findall("`([^`]*)`", help) if code not in SIGNS]


# What is written, what it is in EDTF, and a word by which its help is told from others'.
MEANT = [
    ("5.II.2016", "2016-02-05", "month as a number"),
    ("05FEB2016", "2016-02-05", "month as a number"),
    ("Febuary 2016", "2016-02", "month as a number"),
    ("2nd half of 1914", "1914", "part of a time"),
    ("Winter 2014/2015", "2014-24", "seasons"),
    ("18th–19th centuries", "17XX/18XX", "two ends"),
    ("3rd millennium BC", "-2999/-2000", "two ends"),
    ("300-200 BC", "-0299/-0199", "two ends"),
    ("1436-1437 AH", "hijri:1436/1437", "two ends"),
    ("12000 BC", "Y-11999", "Y"),
    ("12000-10000 BC", "Y-11999/-9999", "two ends"),
    ("66 million years ago", "Y-65999999~", "long ago"),
    ("13.8 Ga", "Y-13799999999~", "long ago"),
    ("قبل 40,000 سنة", "Y-38000~", "long ago"),
    ("583 AH / 1187 CE", "hijri:0583", "two calendars"),
    ("١٤٣٧هـ/٢٠١٦م", "hijri:1437", "two calendars"),
    ("۱۶ بهمن ۱۳۹۴", "persian:1394-11-16", "calendar's name"),
    ("16 Bahman 1394", "persian:1394-11-16", "calendar's name"),
    ("1394 SH", "persian:1394", "calendar's name"),
    ("۵ فوریهٔ ۲۰۱۶", "2016-02-05", "month as a number"),
    ("قرن نوزدهم", "18XX", "century"),
    ("از ۱۹۱۴ تا ۱۹۱۸", "1914/1918", "two ends"),
    ("حدود ۱۸۵۰", "1850~", "about"),
    ("2 October 1187 (OS)", "julian:1187-10-02", "calendar's name"),
    ("hijri 1437", "hijri:1437", "calendar's name"),
    ("hijri:26 Rajab 1437", "hijri:1437-07-26", "write"),
    ("hijri:1437/05/26", "hijri:1437-05-26", "write"),
    ("hijri:1437-05/hijri:1437-07", "hijri:1437-05/1437-07", "write"),
    ("julian:2 October 1187", "julian:1187-10-02", "write"),
    ("islamic:1437-05", "hijri:1437-05", "write"),
    ("jalali:1394-11", "persian:1394-11", "write"),
    ("gregorian:1187-10-02", "1187-10-02", "without a name"),
    ("<1850", "../1850", "until"),
    ("1850+", "1850/..", "since"),
    ("no later than 1850", "../1850", "until"),
    ("(1850)", "1850", "write"),
    ("2016-02-05;", "2016-02-05", "behind it"),
    ("2O16-O2-05", "2016-02-05", "letter"),
    ("42405", "2016-02-05", "spreadsheet"),
    ("42405.0", "2016-02-05", "spreadsheet"),
    ("60000", "2064-04-08", "spreadsheet"),
    ("05-Feb-16", "2016-02-05", "in full"),
    ("5-Feb-2016", "2016-02-05", "month as a number"),
    ("5 February 2016", "2016-02-05", "month as a number"),
    ("February 5, 2016", "2016-02-05", "month as a number"),
    ("Feb. 5th, 2016", "2016-02-05", "month as a number"),
    ("the 5th of February 2016", "2016-02-05", "month as a number"),
    ("Friday, 5 February 2016", "2016-02-05", "month as a number"),
    ("Feb 2016", "2016-02", "month as a number"),
    ("Feb-16", "2016-02", "in full"),
    ("2016 Feb 5", "2016-02-05", "month as a number"),
    ("2016-Feb-05", "2016-02-05", "month as a number"),
    ("5 شباط 2016", "2016-02-05", "month as a number"),
    ("٥ شباط ٢٠١٦", "2016-02-05", "month as a number"),
    ("يوم الجمعة 5 شباط 2016", "2016-02-05", "month as a number"),
    ("شباط 2016", "2016-02", "month as a number"),
    ("شباط/فبراير 2016", "2016-02", "month as a number"),
    ("5 شباط / فبراير 2016", "2016-02-05", "month as a number"),
    ("فبراير 2016", "2016-02", "month as a number"),
    ("آذار ٢٠١٦", "2016-03", "month as a number"),
    ("كانون الثاني 2016", "2016-01", "month as a number"),
    ("20th century", "19XX", "century"),
    ("the nineteenth century", "18XX", "century"),
    ("XIX century", "18XX", "century"),
    ("5th century BC", "-04XX", "century"),
    ("القرن التاسع عشر", "18XX", "century"),
    ("القرن الـ19", "18XX", "century"),
    ("القرن ١٩", "18XX", "century"),
    ("القرن الخامس قبل الميلاد", "-04XX", "century"),
    ("القرن الثالث الهجري", "hijri:02XX", "calendar"),
    ("خمسينيات القرن التاسع عشر", "185X", "decade"),
    ("1850s", "185X", "decade"),
    ("the 1990's", "199X", "decade"),
    ("Spring 2014", "2014-21", "seasons"),
    ("summer of 2014", "2014-22", "seasons"),
    ("Fall 2014", "2014-23", "seasons"),
    ("winter 2015/16", "2015-24", "seasons"),
    ("ربيع 2014", "2014-21", "seasons"),
    ("صيف عام 2014", "2014-22", "seasons"),
    ("خريف ٢٠١٤", "2014-23", "seasons"),
    ("2016-02-05 - 2016-02-07", "2016-02-05/2016-02-07", "slash"),
    ("2016-02-05 – 2016-02-07", "2016-02-05/2016-02-07", "slash"),
    ("2016-02-05—2016-02-07", "2016-02-05/2016-02-07", "slash"),
    ("2016-02-05-2016-02-07", "2016-02-05/2016-02-07", "slash"),
    ("2016-02-05 to 2016-02-07", "2016-02-05/2016-02-07", "slash"),
    ("من 2016-02-05 إلى 2016-02-07", "2016-02-05/2016-02-07", "slash"),
    ("between 2014 and 2016", "2014/2016", "slash"),
    ("بين عامي 2014 و2016", "2014/2016", "slash"),
    ("5-7 February 2016", "2016-02-05/2016-02-07", "slash"),
    ("February 5–7, 2016", "2016-02-05/2016-02-07", "slash"),
    ("Feb-Mar 2016", "2016-02/2016-03", "slash"),
    ("5 Feb - 7 Mar 2016", "2016-02-05/2016-03-07", "slash"),
    ("27 BC – AD 14", "-0026/0014", "slash"),
    ("27-14 BC", "-0026/-0013", "slash"),
    ("1914–1918", "1914/1918", "slash"),
    ("1914-18", "1914/1918", "slash"),
    ("1850-60", "1850/1860", "slash"),
    ("2014/15", "2014/2015", "slash"),
    ("2014 - present", "2014/..", "slash"),
    ("2014 – حتى الآن", "2014/..", "slash"),
    ("2016/open", "2016/..", "slash"),
    ("2016/...", "2016/..", "slash"),
    ("unknown/2016", "/2016", "slash"),
    ("2016-02-05/06", "2016-02-05/2016-02-06", "slash"),
    ("1914 or 1915", "1914/1915", "“or”"),
    ("early 1914", "1914", "1914-01/1914-04"),
    ("mid-1914", "1914", "1914-05/1914-08"),
    ("late 1914", "1914", "1914-09/1914-12"),
    ("early 1990s", "199X", "1990/1992"),
    ("late 19th century", "18XX", "1866/1899"),
    ("mid-February 2016", "2016-02", "2016-02-11/2016-02-20"),
    ("أوائل 1914", "1914", "1914-01/1914-04"),
    ("أواخر عام ١٩١٤", "1914", "1914-09/1914-12"),
    ("منتصف شباط 2016", "2016-02", "2016-02-11/2016-02-20"),
    ("Q1 2016", "2016-01/2016-03", "part of a time"),
    ("first half of 2016", "2016-01/2016-06", "part of a time"),
    ("النصف الثاني من عام 2016", "2016-07/2016-12", "part of a time"),
    ("2016-W05", "2016-02-01/2016-02-07", "weeks"),
    ("٢٠١٦-٠٢-٠٥", "2016-02-05", "0 to 9"),
    ("۲۰۱۶", "2016", "0 to 9"),
    ("２０１６", "2016", "0 to 9"),
    ("2016-02-05 00:00:00", "2016-02-05", "time of day"),
    ("2016-02-05T00:00", "2016-02-05", "rarely needs"),
    ("2016-02-05T00:00:00.000Z", "2016-02-05", "rarely needs"),
    ("25/2/2016 10:30 PM", "2016-02-25", "time of day"),
    ("“2016-02-05”", "2016-02-05", "marks"),
    ("«2016»", "2016", "marks"),
    ("“5 February 2016”", "2016-02-05", "month as a number"),
    ("2016\u200f", "2016", "invisible"),
    (" 2016", "2016", "spaces"),
    ("2014 / 2016", "2014/2016", "spaces"),
    ("2016–02–05", "2016-02-05", "plain hyphens"),
    ("2016/02/05", "2016-02-05", "hyphens join"),
    ("2016.02.05", "2016-02-05", "hyphens join"),
    ("2016 2 5", "2016-02-05", "hyphens join"),
    ("20160205", "2016-02-05", "hyphens join"),
    ("201602", "2016-02", "hyphens join"),
    ("2016/02", "2016-02", "year comes first"),
    ("2/2016", "2016-02", "year comes first"),
    ("2016-2-5", "2016-02-05", "two digits"),
    ("2016-2", "2016-02", "two digits"),
    ("25/2/2016", "2016-02-25", "year first"),
    ("2/25/2016", "2016-02-25", "year first"),
    ("2016-13-01", "2016-01-13", "before the day"),
    ("2016-00-00", "2016", "left out"),
    ("2016-02-00", "2016-02", "left out"),
    ("-44", "-0043", "year 0"),
    ("44 BC", "-0043", "year 0"),
    ("44 B.C.", "-0043", "year 0"),
    ("44 ق.م", "-0043", "year 0"),
    ("٤٤ ق.م.", "-0043", "year 0"),
    ("15 March 44 BC", "-0043-03-15", "year 0"),
    ("762", "0762", "four digits"),
    ("AD 762", "0762", "common era"),
    ("762 م", "0762", "common era"),
    ("1914م", "1914", "common era"),
    ("عام 1914", "1914", "write"),
    ("1437 هـ", "hijri:1437", "calendar"),
    ("1437 AH", "hijri:1437", "calendar"),
    ("رمضان 1437", "hijri:1437-09", "calendar"),
    ("15 رمضان 1437 هـ", "hijri:1437-09-15", "calendar"),
    ("900 هـ", "hijri:0900", "calendar"),
    ("1437 AH - 1438 AH", "hijri:1437/1438", "slash"),
    ("1435-1437 هـ", "hijri:1435/1437", "slash"),
    ("القرن الأول الهجري", "hijri:00XX", "calendar"),
    ("300-200 BC", "-0299/-0199", "slash"),
    ("early -0043", "-0043", "part of a time"),
    ("1956.", "1956", "behind"),
    ("۵ فوریه ۲۰۱۶", "2016-02-05", "number"),
    ("early 1437 AH", "hijri:1437", "part of a time"),
    ("1139 هـ / 1727 م", "hijri:1139", "calendar"),
    ("1727 (1139 AH)", "hijri:1139", "calendar"),
    ("Dhu al-Qa'da 1139", "hijri:1139-11", "calendar"),
    ("14 August 1457 (Julian)", "julian:1457-08-14", "calendar"),
    ("1455-11-06 O.S.", "julian:1455-11-06", "calendar"),
    ("2 تشرين الأول 1187 (بالتقويم اليولياني)", "julian:1187-10-02", "calendar"),
    ("c. 1850", "1850~", "“about”"),
    ("c1850", "1850~", "“about”"),
    ("circa 1850", "1850~", "“about”"),
    ("~1850", "1850~", "“about”"),
    ("1850 ca.", "1850~", "“about”"),
    ("نحو 1850", "1850~", "“about”"),
    ("about Feb 2016", "2016-02~", "“about”"),
    ("probably 1914", "1914?", "uncertain"),
    ("Feb 2016?", "2016-02?", "uncertain"),
    ("2016~?", "2016%", "one qualifier"),
    ("before 1914", "../1914", "until"),
    ("قبل 1914", "../1914", "until"),
    ("after 1914", "1914/..", "since"),
    ("منذ 1914", "1914/..", "since"),
    ("2014-", "2014/..", "since"),
    ("201u", "201X", "unspecified"),
    ("20??", "20XX", "unspecified"),
    ("2016-02-xx", "2016-02-XX", "capitals"),
    ("Y2016", "2016", "four digits"),
    ("123456", "Y123456", "`Y`"),
]


def test_a_year_in_persian_digits_may_be_of_either_calendar():
    assert offered(help_for("۱۳۹۴/۱۱/۱۶")) == ["persian:1394-11-16", "1394-11-16"]
    assert offered(help_for("۲۰۱۶/۱۱/۱۶")) == ["2016-11-16"]


@pytest.mark.parametrize("text", ["بهار ۱۳۹۴", "دهه ۱۳۵۰", "hijri:99999", "julian:10000"])
def test_no_help_offers_what_is_no_date_or_another(text):
    """Digits of another script are not all that is wrong; a number out of a calendar's range is no spreadsheet's."""
    assert help_for(text).startswith("write EDTF")


@pytest.mark.parametrize(("text", "date", "word"), MEANT, ids=[row[0] for row in MEANT])
def test_each_form_has_a_help_of_its_own_with_the_date_to_write(text, date, word):
    """The help names the EDTF that is meant, and says why by a word of its own."""
    help = help_for(text)
    assert date in offered(help) and word in help


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("5/2/2016", ["2016-02-05", "2016-05-02"]),
        ("5.2.16", ["2016-02-05", "2016-05-02"]),
        ("2011/12", ["2011-12", "2011/2012"]),
        ("16", ["2016", "0016", "16XX"]),
    ],
)
def test_what_can_be_read_two_ways_is_told_both_ways(text, dates):
    """No reading is chosen for the author."""
    assert offered(help_for(text)) == dates


@pytest.mark.parametrize("text", ["?", "unknown", "n.d.", "TBD", "to be written", "…", "غير معروف", "د.ت"])
def test_no_date_is_told_to_be_narrowed(text):
    """What stands for a date that nobody knows gets no date made up."""
    assert "as much as is known" in help_for(text)


@pytest.mark.parametrize("text", ["now", "present", "الآن"])
def test_an_open_end_alone_is_no_date(text):
    """It is told where the two dots go."""
    assert "`2014/..`" in help_for(text)


@pytest.mark.parametrize("text", ["29 February 2015", "Feb 30, 2016"])
def test_a_day_that_its_month_does_not_have(text):
    """It is told how many there are, and the month alone."""
    assert re.search("that month has (28|29) days", help_for(text))


def test_what_is_near_edtf_keeps_the_fault_of_its_part():
    """A day too many, an end before its start, and a date at neither side are told by what is wrong in them."""
    assert "from 01 to 29" in help_for("2016-02-30")
    assert "turn it round" in help_for("2016/2014")
    assert "1 BCE is `0000`" in help_for("-0000")


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            sorted(
                {
                    *date_words.MONTHS,
                    *date_words.HIJRI_MONTHS,
                    *date_words.SEASONS,
                    *date_words.PARTS,
                    *date_words.ORDINALS,
                }
                | date_words.ABOUT
                | date_words.UNTIL
                | date_words.SINCE
                | date_words.OPEN
                | date_words.UNKNOWN
                | date_words.HIJRI
                | date_words.BEFORE_CHRIST
                | date_words.PERHAPS
                | date_words.IDLE
                | {
                    "century",
                    "القرن",
                    " to ",
                    " - ",
                    "/",
                    "between",
                    "and",
                    "T10:00",
                    "“",
                    "”",
                    "s",
                    "th",
                    ",",
                    "\u200f",
                }
            )
        ),
        st.integers(0, 2100).map(str),
        st.integers(0, 31).map(lambda n: f"{n:02}"),
        st.sampled_from(["٢٠١٦", "2016-02-05", "2016-13", "19XX", "-", ".", "'", "99999"]),
    ),
    max_size=7,
)


@given(
    st.one_of(
        st.builds(lambda pieces, by: by.join(pieces), PIECES, st.sampled_from(["", " ", "-", "/", "."])),
        st.builds(
            "{}{}{}{}{}".format,
            st.integers(0, 40),
            st.sampled_from("/.-"),
            st.integers(0, 40),
            st.sampled_from("/.-"),
            st.integers(1000, 2100),
        ),
        st.builds(
            "{}{}{}{}{}".format,
            st.integers(1000, 2100),
            st.sampled_from("/.-"),
            st.integers(0, 20),
            st.sampled_from("/.-"),
            st.integers(0, 40),
        ),
        st.text("0123456789", max_size=12),
        st.builds("{}-{}".format, st.integers(0, 99999), st.integers(0, 99999)),
        st.text(max_size=70),
        st.text("0123456789XY-/.~?%T:Z+ ٢u[(BCADce", max_size=24),
        DATES,
    )
)
@example("15 رمضان 0 هـ")
@example("أوائل القرن الرابع الهجري")
@example("late Ramadan 1435")
@example("0 BC")
@example("ramadan 9999")
@example("10000 BC")
@example("99th century")
@example("early 0000")
@example("early 9999")
@example("late 99XX")
@example("99999")
@example("13/13/2016")
@example("12345678901")
@example("2016-0205")
def test_whatever_is_written_nothing_but_a_date_fault_comes_of_it_and_what_is_offered_parses(text):
    """No input raises anything but `DateError`, and each date between backticks in the help is one; what was meant is
    found out, or not, without any error."""
    date_hints.meant_by(text)
    try:
        assert date_hints.read(text).text == text
    except DateError as error:
        for language in translate.known():
            assert translate.say(error.help, language)
        for date in offered(error.help):
            dates.parse(date)


@pytest.mark.parametrize(
    "text",
    [
        "~" * 30 + "?" * 30,
        "5-" * 30,
        "- " * 30,
        "c. " * 20,
        "from " * 12,
        "early " * 10,
        "ربيع " * 12,
        "/" * 60,
        "((" * 30,
        "until from in bc-195 90 ahfrom-in , b - il, tbetween   ahc-h",
    ],
)
def test_no_text_takes_long(text):
    """Words are taken off only so deep, and a text is parted only so often."""
    start = time.process_time()
    for _ in range(10):
        assert help_for(text)
    assert time.process_time() - start < 1


@given(st.integers(-800_000, 5_000_000))
def test_a_day_is_counted_there_and_back(number):
    """`day_at` gives the day that `day_number` counts."""
    assert day_number(day_at(number)) == number


ROWS = [
    (written, row[1])
    for line in (PROJECT / "docs/dates.md").read_text("utf-8").partition("## What people write instead")[2].split("\n")
    if len(row := [cell.strip() for cell in line.strip("|").split("|")]) == 2
    for written in re.findall("[`«]([^`»]*)[`»]", row[0])
]


@pytest.mark.parametrize(("written", "meant"), ROWS, ids=[written for written, _ in ROWS])
def test_the_documented_forms_are_answered_as_documented(written, meant):
    """What docs/dates.md names beside a form is in that form's help."""
    assert len(ROWS) > 30 and set(offered(meant)) <= set(offered(help_for(written)))
