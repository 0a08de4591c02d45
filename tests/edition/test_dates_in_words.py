"""Dates in words: what each kind of date reads like in English and in Arabic."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.test_dates import written
from tests.text.test_edtf import CLOSED, DATES, PLAIN_DAYS, PLAIN_MONTHS, SEASONS, UNSPECIFIED
from timeline.build import inputs
from timeline.edition import dates_in_words
from timeline.records import yaml_file
from timeline.records.languages import Language
from timeline.text import dates
from timeline.text.edtf import parse


def language(code: str, **changes) -> Language:
    """A language of this project, read from its file."""
    path = inputs.OUR_TEMPLATES / "languages" / f"{code}.yaml"
    file, faults = yaml_file.read(path.name, path.read_bytes())
    assert not faults
    return Language.model_validate({**file.data, **changes}).model_copy(update={"code": code})


EN, AR = language("en"), language("ar")
BOTH = {"en": EN, "ar": AR}

WORDS = [
    ("2016-02-05", "5 February 2016", "5 شباط 2016"),
    ("2016-02", "February 2016", "شباط 2016"),
    ("2016", "2016", "2016"),
    ("2016-02-05~", "about 5 February 2016", "نحو 5 شباط 2016"),
    ("2014-12~", "about December 2014", "نحو كانون الأول 2014"),
    ("2016?", "2016 (uncertain)", "2016 (غير مؤكد)"),
    ("2014-12%", "about December 2014 (uncertain)", "نحو كانون الأول 2014 (غير مؤكد)"),
    ("2016-02-05T23:20:30", "5 February 2016, 23:20", "5 شباط 2016، الساعة 23:20"),
    ("2016-02-05T10:00:00Z", "5 February 2016, 10:00 UTC", "5 شباط 2016، الساعة 10:00 UTC"),
    ("2016-02-05T10:00:00+03:00", "5 February 2016, 10:00 UTC+03:00", "5 شباط 2016، الساعة 10:00 UTC+03:00"),
    # Seasons: winter names both of its years.
    ("2015-21", "spring 2015", "ربيع 2015"),
    ("2015-22~", "about summer 2015", "نحو صيف 2015"),
    ("2015-23", "autumn 2015", "خريف 2015"),
    ("2015-24", "winter 2015–2016", "شتاء 2015–2016"),
    # Other eras say so; years of four digits do not.
    ("0762", "762 CE", "762 م"),
    ("0762-03-05", "5 March 762 CE", "5 آذار 762 م"),
    ("0000", "1 BCE", "1 ق.م"),
    ("-0043-03-15", "15 March 44 BCE", "15 آذار 44 ق.م"),
    ("Y170000002", "170,000,002", "170,000,002"),
    ("Y-12345", "12,346 BCE", "12,346 ق.م"),
    # Ranges within a month, within a year, across years.
    ("2014-09-02/2014-09-03", "2–3 September 2014", "2–3 أيلول 2014"),
    ("2016-02-05/2016-03-03", "5 February to 3 March 2016", "من 5 شباط إلى 3 آذار 2016"),
    ("2015-06/2015-10", "June to October 2015", "من حزيران إلى تشرين الأول 2015"),
    ("2015-12-30/2016-01-02", "30 December 2015 to 2 January 2016", "من 30 كانون الأول 2015 إلى 2 كانون الثاني 2016"),
    ("2014/2016", "2014 to 2016", "من 2014 إلى 2016"),
    ("2016-02-05/2016-03", "5 February 2016 to March 2016", "من 5 شباط 2016 إلى آذار 2016"),
    ("2012-21/2012-22", "spring 2012 to summer 2012", "من ربيع 2012 إلى صيف 2012"),
    ("-0043-03-15/-0043-03-18", "15–18 March 44 BCE", "15–18 آذار 44 ق.م"),
    ("-0005/0003", "6 BCE to 3 CE", "من 6 ق.م إلى 3 م"),
    # An interval whose ends are the same is said once.
    ("2014-09-02/2014-09-02", "2 September 2014", "2 أيلول 2014"),
    ("2015-06/2015-06", "June 2015", "حزيران 2015"),
    ("2016/2016", "2016", "2016"),
    ("2016~/2016~", "about 2016", "نحو 2016"),
    # A qualifier is one end's own, so nothing is drawn together.
    ("2014-09-02~/2014-09-03", "about 2 September 2014 to 3 September 2014", "من نحو 2 أيلول 2014 إلى 3 أيلول 2014"),
    ("2015-06/2015-10?", "June 2015 to October 2015 (uncertain)", "من حزيران 2015 إلى تشرين الأول 2015 (غير مؤكد)"),
    # Ends that are open or unknown.
    ("2016-02-05/..", "since 5 February 2016", "منذ 5 شباط 2016"),
    ("2016~/..", "since about 2016", "منذ نحو 2016"),
    ("../2016", "until 2016", "حتى 2016"),
    ("2016/", "2016 to an unknown date", "من 2016 إلى تاريخ غير معروف"),
    ("/2016-02", "an unknown date to February 2016", "من تاريخ غير معروف إلى شباط 2016"),
]


@pytest.mark.parametrize("text, english, arabic", WORDS, ids=[row[0] for row in WORDS])
def test_words(text, english, arabic):
    """Each kind of date has its phrase in each language."""
    assert dates_in_words.date(parse(text), EN) == english
    assert dates_in_words.date(parse(text), AR) == arabic


CONVERTED = [
    ("hijri:1437-05-26", "26 Jumada I 1437 AH (6 March 2016)", "26 جمادى الأولى 1437 هـ (6 آذار 2016)"),
    (
        "hijri:1437-05",
        "Jumada I 1437 AH (between 10 February and 9 March 2016)",
        "جمادى الأولى 1437 هـ (بين 10 شباط و9 آذار 2016)",
    ),
    ("hijri:1437", "1437 AH (2015–2016)", "1437 هـ (2015–2016)"),
    ("hijri:0150", "150 AH (about 767 CE–768 CE)", "150 هـ (نحو 767 م–768 م)"),
    ("hijri:143X", "the 1430s AH (2008–2018)", "العقد 1430–1439 هـ (2008–2018)"),
    # By rule, so about; and about by the source's own word, or uncertain.
    ("hijri:0583-07-27", "27 Rajab 583 AH (about 9 October 1187)", "27 رجب 583 هـ (نحو 9 تشرين الأول 1187)"),
    (
        "hijri:0583-07~",
        "about Rajab 583 AH (between about 13 September and 12 October 1187)",
        "نحو رجب 583 هـ (بين نحو 13 أيلول و12 تشرين الأول 1187)",
    ),
    ("hijri:1437-05-26?", "26 Jumada I 1437 AH (uncertain) (6 March 2016)", None),
    # Ends: two of any days are one stretch; what goes on is said once.
    (
        "hijri:1437-05/1437-07",
        "Jumada I to Rajab 1437 AH (between 10 February and 7 May 2016)",
        "من جمادى الأولى إلى رجب 1437 هـ (بين 10 شباط و7 أيار 2016)",
    ),
    ("hijri:1437-05-26/1437-06-02", "26 Jumada I to 2 Jumada II 1437 AH (6–11 March 2016)", None),
    ("hijri:1437-02/1437-05", None, "من صفر إلى جمادى الأولى 1437 هـ (بين 13 تشرين الثاني 2015 و9 آذار 2016)"),
    ("hijri:1437/..", "since 1437 AH (2015–2016)", "منذ 1437 هـ (2015–2016)"),
    (
        "hijri:1437-05-26/",
        "26 Jumada I 1437 AH to an unknown date (6 March 2016)",
        "من 26 جمادى الأولى 1437 هـ إلى تاريخ غير معروف (6 آذار 2016)",
    ),
    # A Julian year differs from ours by some days of winter, and is said once.
    (
        "julian:1187-10-02",
        "2 October 1187 Julian (9 October 1187 Gregorian)",
        "2 تشرين الأول 1187 بالتقويم اليولياني (9 تشرين الأول 1187 بالتقويم الغريغوري)",
    ),
    ("julian:1187", "1187 Julian", "1187 بالتقويم اليولياني"),
    ("julian:-0043-03-15", "15 March 44 BCE Julian (13 March 44 BCE Gregorian)", None),
    ("persian:1394-11-17", "17 Bahman 1394 SH (6 February 2016)", "17 بهمن 1394 هـ.ش (6 شباط 2016)"),
]


@pytest.mark.parametrize("text, english, arabic", CONVERTED, ids=[row[0] for row in CONVERTED])
def test_another_calendar(text, english, arabic):
    """A date is said as its source has it, with the Gregorian days that it means, and no more precisely."""
    for language, said in ((EN, english), (AR, arabic)):
        assert said is None or dates_in_words.date(dates.parse(text), language) == said


def test_another_calendar_in_other_months():
    """The other names of the months are those of the conversion; Julian months have them, too."""
    assert (
        dates_in_words.in_other_months(dates.parse("hijri:1437-05-26"), AR) == "26 جمادى الأولى 1437 هـ (6 مارس 2016)"
    )
    assert dates_in_words.in_other_months(dates.parse("hijri:1437"), AR) == ""
    assert dates_in_words.in_other_months(dates.parse("julian:1187-10"), AR).startswith("أكتوبر 1187")


@given(written())
def test_another_calendar_is_always_said(text):
    """Every date in another calendar has its words, with nothing left unfilled; only a plain day is one to a machine."""
    date = dates.parse(text)
    for language in BOTH.values():
        said = dates_in_words.date(date, language)
        assert said and "{" not in said and said.count("(") == said.count(")")
    machine = dates_in_words.machine(date)
    assert not machine or machine == "{:04d}-{:02d}-{:02d}".format(*date.earliest) and date.earliest == date.latest


@pytest.mark.parametrize(
    "text, phrase, parts",
    [
        ("201X", "decade", {"first": "2010", "last": "2019"}),
        ("010X", "decade", {"first": "100", "last": "109"}),
        ("1XXX", "between_years", {"first": "1000", "last": "1999"}),
        ("XXXX", "any_year", {}),
        ("XXXX-XX", "any_year", {}),
        ("2016-XX", "some_month", {"year": "2016"}),
        ("2016-02-XX", "some_day", {"month": "{month}", "year": "2016"}),
        ("2016-XX-XX", "some_month_and_day", {"year": "2016"}),
        ("../..", "always", {}),
    ],
)
@pytest.mark.parametrize("code", BOTH)
def test_what_is_not_given(code, text, phrase, parts):
    """A date that leaves something open takes the language's phrase for what is open."""
    wanted = getattr(BOTH[code].dates, phrase)
    for name, value in parts.items():
        wanted = wanted.replace(f"{{{name}}}", value.replace("{month}", BOTH[code].months[1]))
    assert dates_in_words.date(parse(text), BOTH[code]) == wanted


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("001X", "10 CE", "19 CE"),
        ("000X", "1 BCE", "9 CE"),
        ("-000X", "10 BCE", "2 BCE"),
        ("-0XXX", "1000 BCE", "2 BCE"),
        ("-98XX", "9900 BCE", "9801 BCE"),  # no century that has a name
    ],
)
def test_eras_of_unspecified_years(text, first, last):
    """Years before 100 that are left open are never taken for another century's: both ends name their era."""
    assert dates_in_words.date(parse(text), EN) == EN.dates.between_years.replace("{first}", first).replace(
        "{last}", last
    )


@pytest.mark.parametrize(
    "text, value",
    [
        ("2016-02-05", "2016-02-05"),
        ("2016-02", "2016-02"),
        ("2016", "2016"),
        ("0762-03-05", "0762-03-05"),
        ("2014-12~", "2014-12"),
        ("0001", "0001"),
        ("2016-02-05T10:00:00Z", "2016-02-05"),
        ("0000", ""),
        ("-0043-03-15", ""),
        ("Y12345", ""),
        ("2016-21", ""),
        ("201X", ""),
        ("2016-XX", ""),
        ("2016-02-XX", ""),
        ("2016-XX-XX", ""),
        ("2014/2016", ""),
        ("2014/..", ""),
        ("/2014", ""),
        ("../..", ""),
    ],
)
def test_machine(text, value):
    """`<time datetime>` has a value for a day, a month or a year of the common era, and for nothing else."""
    assert dates_in_words.machine(parse(text)) == value


@given(DATES)
def test_machine_is_valid_html(text):
    """The value is one of HTML's three forms and the beginning of the date's own text, or it is empty."""
    value = dates_in_words.machine(parse(text))
    assert value == "" or re.fullmatch(r"(?!0000)[0-9]{4}(-[0-9]{2}){0,2}", value) and text.startswith(value)


@pytest.mark.parametrize(
    "text, other",
    [
        ("2016-02-05", "5 فبراير 2016"),
        ("2014-12~", "نحو ديسمبر 2014"),
        ("2015-06/2015-10", "من يونيو إلى أكتوبر 2015"),
        ("2014-09-02/2014-09-03", "2–3 سبتمبر 2014"),
        ("2016-02-XX", AR.dates.some_day.replace("{month}", "فبراير").replace("{year}", "2016")),
        ("2016", ""),
        ("2015-24", ""),
        ("2016-XX", ""),
        ("../..", ""),
    ],
)
def test_other_months(text, other):
    """A date that names a month is also said by the other names, and one that names none is not said twice."""
    assert dates_in_words.in_other_months(parse(text), AR) == other
    assert dates_in_words.in_other_months(parse(text), EN) == ""


def test_years_by_themselves():
    """A year's own label has its era where that is needed."""
    assert [dates_in_words.year(n, EN) for n in (2016, 1000, 999, 1, 0, -43)] == [
        "2016",
        "1000",
        "999 CE",
        "1 CE",
        "1 BCE",
        "44 BCE",
    ]
    assert [dates_in_words.year(n, AR) for n in (2016, 762, -43)] == ["2016", "762 م", "44 ق.م"]


def test_arabic_indic_digits():
    """In an edition with Arabic-Indic digits a date's numbers are all in them."""
    indic = language("ar", digits="arabic-indic")
    assert dates_in_words.date(parse("2014-09-02/2014-09-03"), indic) == "٢–٣ أيلول ٢٠١٤"
    assert dates_in_words.date(parse("2016-02-05T23:20:30"), indic) == "٥ شباط ٢٠١٦، الساعة ٢٣:٢٠"
    assert dates_in_words.date(parse("2015-24"), indic) == "شتاء ٢٠١٥–٢٠١٦"


@given(DATES)
def test_every_date_has_words(text):
    """Every date has words in every language, with every gap of the phrase filled and no space to spare."""
    for spoken in (EN, AR):
        for words in (dates_in_words.date(parse(text), spoken), dates_in_words.in_other_months(parse(text), spoken)):
            assert "{" not in words and "}" not in words and words == " ".join(words.split())
        assert dates_in_words.date(parse(text), spoken)


@pytest.mark.parametrize(
    "text, english, arabic",
    [
        ("09XX", "the 10th century CE", "القرن العاشر الميلادي"),
        ("00XX", "the 1st century CE", "القرن الأول الميلادي"),
        ("-00XX", "the 1st century BCE", "القرن الأول قبل الميلاد"),
        ("-01XX", "the 2nd century BCE", "القرن الثاني قبل الميلاد"),
        ("19XX", "the 20th century", "القرن العشرون"),
        ("20XX", "the 21st century", "القرن الحادي والعشرون"),
        ("19XX?", "the 20th century (uncertain)", "القرن العشرون (غير مؤكد)"),
        # Behind a word that governs it Arabic has another ending.
        ("19XX~", "about the 20th century", "نحو القرن العشرين"),
        ("15XX/19XX", "the 16th century to the 20th century", "من القرن السادس عشر إلى القرن العشرين"),
        ("20XX/..", "since the 21st century", "منذ القرن الحادي والعشرين"),
        ("/19XX", "an unknown date to the 20th century", "من تاريخ غير معروف إلى القرن العشرين"),
        ("julian:09XX", "the 10th century CE Julian", "القرن العاشر الميلادي بالتقويم اليولياني"),
    ],
)
def test_a_century_has_a_name(text, english, arabic):
    """As readers say it, with its era where years have one or two digits less."""
    assert dates_in_words.date(dates.parse(text), EN) == english
    assert dates_in_words.date(dates.parse(text), AR) == arabic


def test_a_century_of_another_calendar_has_no_other_era():
    hijri = dates_in_words.date(dates.parse("hijri:03XX"), AR)
    assert hijri.startswith("القرن الرابع هـ (") and "الميلادي" not in hijri
    assert dates_in_words.date(dates.parse("hijri:03XX"), EN).startswith("the 4th century AH (")


def test_without_names_of_centuries_the_years_are_said():
    bare = EN.model_copy(update={"centuries": None})
    assert dates_in_words.date(parse("09XX"), bare) == "a year between 900 CE and 999 CE"


@pytest.mark.parametrize(
    "text, english, arabic",
    [
        ("0900", "900 CE", "900 م"),
        ("0900-03~", "900 CE", "900 م"),
        ("09XX~", "the 10th century CE", "القرن العاشر الميلادي"),
        ("19XX/..", "the 20th century", "القرن العشرون"),
        ("../19XX", "the 20th century", "القرن العشرون"),
        ("194X?", "the 1940s", "العقد 1940–1949"),
        ("1XXX", "a year between 1000 and 1999", "سنة بين 1000 و1999"),
        ("julian:1455-11-06", "1455", "1455"),
        ("hijri:1139-11", "1727", "1727"),
        ("hijri:03XX~", "the 4th century AH", "القرن الرابع هـ"),
    ],
)
def test_a_date_is_filed_under_no_year_that_it_does_not_say(text, english, arabic):
    assert dates_in_words.filed(dates.parse(text), EN) == english
    assert dates_in_words.filed(dates.parse(text), AR) == arabic


def numbers(words: str) -> set[int]:
    return {int(n.replace(",", "")) for n in re.findall(r"[0-9][0-9,]*", words)}


@given(st.one_of(PLAIN_MONTHS, SEASONS, UNSPECIFIED), st.sampled_from(("", "~", "?", "%", "/..", "/")))
def test_no_day_that_was_not_given(text, mark):
    """A date coarser than a day is worded with no number but those of its years."""
    point = parse(text).start
    years = {year if year > 0 else 1 - year for year in (point.year, point.latest[0])}
    if point.precision == "century":
        years = {(-point.latest[0] if point.year < 0 else point.year) // 100 + 1, *years}
    for spoken in (EN, AR):
        assert numbers(dates_in_words.date(parse(text + mark), spoken)) <= years


@given(st.one_of(SEASONS, UNSPECIFIED))
def test_no_month_that_was_not_given(text):
    """A date without a month names none."""
    if not parse(text).start.month or parse(text).start.month > 12:
        for spoken in (EN, AR):
            assert not any(month in dates_in_words.date(parse(text), spoken) for month in spoken.months)


@given(PLAIN_DAYS)
def test_a_day_is_worded_whole(text):
    """A day's words hold its day, its month and its year."""
    year, month, day = parse(text).earliest
    for spoken in (EN, AR):
        words = dates_in_words.date(parse(text), spoken)
        assert numbers(words) == {day, year if year > 0 else 1 - year} and spoken.months[month - 1] in words


@given(CLOSED)
def test_an_interval_ends_with_its_end(text):
    """An interval's words end with those of its end; where they leave the first year out, the two years are one."""
    date, end = parse(text), parse(text.split("/")[1])
    words, last = dates_in_words.date(date, EN), dates_in_words.date(end, EN)
    assert words.endswith(last)
    if date.start.year != date.end.year:
        assert words == f"{dates_in_words.date(parse(text.split('/')[0]), EN)} to {last}"
