"""Languages are data: what ours say of dates, numbers and names agrees with CLDR."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from tests.edition.test_dates_in_words import AR, EN, language
from timeline.edition.dates_in_words import date
from timeline.text.edtf import parse

FA = language("fa")
ALL = {"en": EN, "ar": AR, "fa": FA}
INDIC = language("ar", digits="arabic-indic")
DAYS = [datetime.date(2014, month, month + 3) for month in range(1, 13)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_months_are_those_of_cldr(day):
    """English and Persian months are Babel's; Arabic ones are Syria's, and the other names are Egypt's."""
    ours = parse(day.isoformat())
    assert date(ours, EN) == format_date(day, "d MMMM y", locale="en_GB")
    assert date(ours, AR) == format_date(day, "d MMMM y", locale="ar_SY")
    assert date(ours, AR, AR.other_months) == format_date(day, "d MMMM y", locale="ar_EG")
    # Persian ones without the ezafe that CLDR writes, which most leave out and which a month alone has not.
    month = format_date(day, "LLLL", locale="fa")
    assert date(ours, FA) == f"{FA.shown(str(day.day))} {month} {FA.shown(str(day.year))}"


@pytest.mark.parametrize("code", ALL)
def test_plural_categories_are_those_of_cldr(code):
    """Every number up to 1000, some greater ones and a fraction have the category that Babel gives them."""
    for n in (*range(1001), 46_000, 125_000, 300_000_011, Decimal("1.5"), Decimal("14.5")):
        assert ALL[code].category(n) == Locale(code).plural_form(n)


@pytest.mark.parametrize("code, locale", [("en", "en_GB"), ("ar", "ar")])
def test_lists_are_those_of_cldr(code, locale):
    """One to four things are joined as Babel joins them, and none make nothing."""
    items = ["أ", "{0}", "c", "{1}"]
    for n in range(1, 5):
        assert ALL[code].join(items[:n]) == format_list(items[:n], locale=locale)
    assert ALL[code].join([]) == ""
    assert [FA.join(items[:n]) for n in (2, 4)] == ["أ و {0}", "أ، {0}، c و {1}"]


@given(st.integers(0, 10**15))
def test_numbers_in_digits(n):
    """A whole number is grouped in thousands, as a figure's value or as a count."""
    assert EN.number(n) == AR.number(n) == EN.number(Decimal(n)) == f"{n:,}"


@given(st.integers(0, 10**15), st.text("0123456789", min_size=1, max_size=6))
def test_fractions_stay_as_typed(whole, fraction):
    """A fraction keeps every digit that the author typed."""
    assert EN.number(Decimal(f"{whole}.{fraction}")) == f"{whole:,}.{fraction}"


@pytest.mark.parametrize(
    "n, english, arabic",
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1,000", "ألف"),
        (2000, "2,000", "2,000"),
        (3000, "3,000", "3 آلاف"),
        (11_000, "11,000", "11 ألف"),
        (46_000, "46,000", "46 ألف"),
        (100_000, "100,000", "100 ألف"),
        (103_000, "103,000", "103 آلاف"),
        (125_000, "125,000", "125 ألف"),
        (125_001, "125,001", "125,001"),
        (1_000_000, "1 million", "مليون"),
        (1_500_000, "1,500,000", "1,500,000"),
        (5_000_000, "5 million", "5 ملايين"),
        (300_000_000, "300 million", "300 مليون"),
        (10**9, "1,000,000,000", "1,000,000,000"),
    ],
)
def test_rounded(n, english, arabic):
    """A round number takes its word; one that is not round stays in digits, as does what a language has no word for."""
    assert EN.rounded(n) == EN.rounded(Decimal(n)) == english
    assert AR.rounded(n) == AR.rounded(Decimal(n)) == arabic


@given(st.integers(1, 10**9))
def test_rounding_changes_no_number(n):
    """The words say exactly the number."""
    words = {"million": 10**6, "مليون": 10**6, "ملايين": 10**6, "ألف": 10**3, "آلاف": 10**3}
    for spoken in (EN, AR):
        digits, _, word = (
            spoken.rounded(n).rpartition(" ")
            if spoken.rounded(n)[-1] not in "0123456789"
            else (spoken.rounded(n), "", "")
        )
        assert int((digits or "1").replace(",", "")) * words.get(word, 1) == n


@pytest.mark.parametrize(
    "bound, english, arabic",
    [
        ("given", "125,000 accounts", "125 ألف حساب"),
        ("exactly", "exactly 125,000 accounts", "125 ألف حساب بالضبط"),
        ("about", "about 125,000 accounts", "نحو 125 ألف حساب"),
        ("at-least", "at least 125,000 accounts", "ما لا يقل عن 125 ألف حساب"),
        ("more-than", "more than 125,000 accounts", "أكثر من 125 ألف حساب"),
        ("at-most", "at most 125,000 accounts", "ما لا يزيد على 125 ألف حساب"),
    ],
)
def test_amounts(bound, english, arabic):
    """A figure is worded with its unit, in the number's plural form, and its bound."""
    assert EN.amount(Decimal(125_000), {"one": "{n} account", "other": "{n} accounts"}, bound) == english
    assert AR.amount(Decimal(125_000), {"few": "{n} حسابات", "many": "{n} حسابًا", "other": "{n} حساب"}, bound) == arabic


def test_forms():
    """A phrase follows its number; a category that it leaves out takes `other`."""
    assert [EN.count("events", n) for n in (0, 1, 2)] == ["0 events", "1 event", "2 events"]
    assert [AR.count("events", n) for n in (0, 1, 2, 3, 11, 100)] == [
        "بلا أحداث",
        "حدث واحد",
        "حدثان",
        "3 أحداث",
        "11 حدثًا",
        "100 حدث",
    ]
    assert AR.amount(Decimal("14.5"), {"few": "{n} نقاط", "other": "{n} نقطة"}, "given") == "14.5 نقطة"
    assert EN.amount(Decimal(80), "{n}%", "about") == "about 80%"


def test_arabic_indic_digits():
    """With `digits: arabic-indic` every number is printed in them, its separators too."""
    assert [INDIC.shown("2016"), INDIC.number(125_000), INDIC.number(Decimal("14.5")), INDIC.rounded(125_000)] == [
        "٢٠١٦",
        "١٢٥٬٠٠٠",
        "١٤٫٥",
        "١٢٥ ألف",
    ]
    assert INDIC.count("events", 16) == "١٦ حدثًا" and INDIC.locator("¶2-4").endswith("\N{NO-BREAK SPACE}٢–٤")
    assert date(parse("2016-02-05"), INDIC) == "٥ شباط ٢٠١٦"


def test_persian_digits():
    """Those of Iran, with the Arabic separators and percent sign, as CLDR has them, in dates and places too."""
    for text, digits in (("0123456789", "۰۱۲۳۴۵۶۷۸۹"), ("80%", "۸۰٪")):
        assert FA.shown(text) == digits
    for number in (7, 1_234_567, Decimal("14.5")):
        separated = format_decimal(number, locale="fa", numbering_system="arabext")  # with Latin digits
        assert FA.number(number) == FA.shown(separated)
    assert [FA.rounded(n) for n in (1000, 125_000, 125_001, 2_000_000)] == ["هزار", "۱۲۵ هزار", "۱۲۵٬۰۰۱", "۲ میلیون"]
    assert FA.amount(Decimal(125_000), "{n} حساب", "more-than") == "بیش از ۱۲۵ هزار حساب"
    assert FA.count("events", 0) == "۰ رویداد" and FA.locator("¶2-4") == "بندهای\N{NO-BREAK SPACE}۲–۴"


@pytest.mark.parametrize(
    "text, said",
    [
        ("2016-02-05~", "حدود ۵ فوریه ۲۰۱۶"),
        ("2014-09-02/2014-09-03", "۲ تا ۳ سپتامبر ۲۰۱۴"),
        ("2015-06/2015-10", "از ژوئن تا اکتبر ۲۰۱۵"),
        ("2015-24", "زمستان ۲۰۱۵–۲۰۱۶"),
        ("199X", "دههٔ ۱۹۹۰"),
        ("-0043-03-15", "۱۵ مارس ۴۴ پ.م"),
        ("2016-02-05/..", "از ۵ فوریه ۲۰۱۶"),
        ("2016-02-XX", "روزی از فوریه ۲۰۱۶"),
    ],
)
def test_persian_dates(text, said):
    """Dates read as a Persian reader would write them."""
    assert date(parse(text), FA) == said


def test_a_language_groups_digits_its_own_way():
    """The separators are the language's own, even where they change places with English ones."""
    german = language("en", grouping=".", decimal=",")
    assert german.number(Decimal("1234567.25")) == "1.234.567,25"


def test_paragraphs():
    """A locator of paragraphs is worded in the number's form, each range counting all that it spans."""
    three = language("en", paragraphs={"one": "paragraph {n}", "other": "paragraphs {n}"})
    assert [three.locator(at) for at in ("¶2", "¶2-4", "¶2, ¶15", "¶2,¶4-6، ¶9", "¶2-2")] == [
        "paragraph 2",
        "paragraphs 2–4",
        "paragraphs 2 and 15",
        "paragraphs 2, 4–6 and 9",
        "paragraph 2–2",
    ]
    forms = {"one": "الفقرة {n}", "two": "الفقرتان {n}", "many": "الفقرات {n}", "other": "الفقرات {n}"}
    dual = language("ar", paragraphs=forms)
    assert [dual.locator(at) for at in ("¶2", "¶2, ¶15", "¶2-3", "¶2-4")] == [
        "الفقرة 2",
        "الفقرتان 2 و15",
        "الفقرتان 2–3",
        "الفقرات 2–4",
    ]
    assert EN.locator("¶2") == "¶2" and AR.locator("¶2") == "الفقرة\N{NO-BREAK SPACE}2"


@pytest.mark.parametrize(
    "at",
    [
        "",
        "p. 9",
        "¶",
        "¶-2",
        "¶2-",
        "¶x",
        "¶2--4",
        "¶2-4-6",
        "¶²",
        "¶٢",
        "¶2,",
        "2",
        "¶2, p. 9",
        "¶ 2",
        "¶2\n¶3",
        "{n}",
    ],
)
def test_other_locators_stay(at):
    """A locator that is not made of paragraphs stays as it is typed."""
    assert EN.locator(at) == AR.locator(at) == INDIC.locator(at) == at


@given(st.text("¶0123456789-–,، ²٢x", max_size=12))
def test_any_locator(at):
    """No locator stops a build."""
    assert (EN.locator(at) == "") == (at == "")
