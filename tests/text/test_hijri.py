"""Hijri dates: right on known days, named by their calendar, about where they are reckoned, and only of known days."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PROJECT
from tests.world import SITE, build, event
from timeline.edition import dates_in_words
from timeline.records import yaml_file
from timeline.records.languages import Language
from timeline.records.validate import record_of
from timeline.text import dates, edtf
from timeline.text.dates import in_hijri

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?")


@pytest.fixture(scope="module")
def spoken():
    files = {
        code: yaml_file.read(code, (PROJECT / f"templates/languages/{code}.yaml").read_bytes())[0]
        for code in ("en", "ar")
    }
    return {code: record_of(Language, file.data, file)[0] for code, file in files.items()}


@pytest.mark.parametrize(
    "text, english, arabic",
    (
        # As ICU's islamic-umalqura has them.
        ("2014-06-29", "2 Ramadan 1435 AH (Umm al-Qura)", "2 رمضان 1435 هـ (أم القرى)"),
        ("2016-02-05", "26 Rabi II 1437 AH (Umm al-Qura)", "26 ربيع الآخر 1437 هـ (أم القرى)"),
        ("2014-09-02/2014-09-03", "7–8 Dhu al-Qadah 1435 AH (Umm al-Qura)", "7–8 ذو القعدة 1435 هـ (أم القرى)"),
        (
            "2014-10-20/2014-10-30",
            "26 Dhu al-Hijjah 1435 to 6 Muharram 1436 AH (Umm al-Qura)",
            "من 26 ذو الحجة 1435 إلى 6 محرم 1436 هـ (أم القرى)",
        ),
        ("2016-02-05T23:20:30Z", "26 Rabi II 1437 AH (Umm al-Qura)", "26 ربيع الآخر 1437 هـ (أم القرى)"),
        ("1924-08-01", "1 Muharram 1343 AH (Umm al-Qura)", "1 محرم 1343 هـ (أم القرى)"),
        # As its islamic-civil has them, before the tables begin and after they end.
        (
            "1924-07-31",
            "about 28 Dhu al-Hijjah 1342 AH (tabular calendar)",
            "نحو 28 ذو الحجة 1342 هـ (بالتقويم الحسابي)",
        ),
        ("1187-10-09", "about 27 Rajab 583 AH (tabular calendar)", "نحو 27 رجب 583 هـ (بالتقويم الحسابي)"),
        ("julian:1187-10-02", "about 27 Rajab 583 AH (tabular calendar)", "نحو 27 رجب 583 هـ (بالتقويم الحسابي)"),
        ("0622-07-19", "about 1 Muharram 1 AH (tabular calendar)", "نحو 1 محرم 1 هـ (بالتقويم الحسابي)"),
        ("2077-11-17", "about 1 Muharram 1501 AH (tabular calendar)", "نحو 1 محرم 1501 هـ (بالتقويم الحسابي)"),
    ),
    ids=lambda text: text[:20],
)
def test_known_days(spoken, text, english, arabic):
    """Known days are what ICU says, in each language's own names and phrase; where a rule gives them, about."""
    assert [dates_in_words.hijri(dates.parse(text), spoken[code]) for code in ("en", "ar")] == [english, arabic]


@pytest.mark.parametrize(
    "text",
    ("2016-02", "2016", "2016-02-05~", "2016-02-05?", "2016-02-05%", "2016-02-XX", "2016-02-05/..", "../2016-02-05")
    + ("2016-02-05/2016-03", "2016-02-05/2016-02-06~", "2016-21", "201X", "0622-07-18", "-0043-03-15")
    + ("hijri:1437-05-26", "hijri:0583-07-27", "julian:1187-10"),
)
def test_nothing_is_said_of_what_is_no_day(text):
    """No month, year, season, qualified or open date has a Hijri one, nor a day before the first; a Hijri date is one."""
    assert in_hijri(dates.parse(text)) is None


point = st.builds(
    lambda year, month, day, mark: "-".join(p for p in (year, month, day if month else "") if p) + mark,
    st.sampled_from(("2014", "1990", "201X", "0762", "-0043", "1924", "2077")),
    st.sampled_from(("", "02", "12", "XX", "21")),
    st.sampled_from(("", "01", "28", "XX")),
    st.sampled_from(("", "~", "?", "%")),
)


@given(st.one_of(point, st.builds("{}/{}".format, point | st.just("..") | st.just(""), point | st.just(".."))))
def test_only_what_names_days_has_one(text):
    """Of any date, only one that is a plain day, or goes from a plain day to a plain day, has a Hijri counterpart, as precise."""
    try:
        date = edtf.parse(text)
    except edtf.DateError:
        return
    found = in_hijri(date)
    if found:
        assert all(DAY.fullmatch(part) for part in text.split("/"))
        assert found.start.precision == "day" and (found.end is None) == (date.end is None)
        assert not found.start.uncertain


def test_it_stands_in_the_editions_that_ask_for_it(world):
    """The event's page gives it in the language that the site names, and nowhere else."""
    root = world(
        **{
            "content/site.yaml": {**SITE, "hijri": ["ar"]},
            "content/events/e.yaml": event(date="2014-06-29"),
            "content/events/month.yaml": event(date="2014-06"),
        }
    )
    assert build(root).diagnostics == []
    holding = {p.relative_to(root / "site").as_posix() for p in root.rglob("*.html") if "القرى" in p.read_text("utf-8")}
    assert holding == {"ar/events/e.html", "ar/record/index.html", "ar/record/2014.html"}
    assert "2 رمضان 1435 هـ (أم القرى)" in (root / "site/ar/events/e.html").read_text("utf-8")
