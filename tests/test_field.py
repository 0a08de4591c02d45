"""What people brought from their own work and got wrong answers to, each as they would do it: a project of a few lines,
a file, a command; and what they have then."""

from __future__ import annotations

import json
import re
from pathlib import Path

import icalendar
import pytest

from tests import world as worlds
from tests.test_cli import run
from timeline.records import yaml_file

BOOK = {"language": "en", "kind": "book", "scope": "document", "published": "2001"}
START = {
    "content/topics.yaml": {
        "general": {"name": worlds.both("General", "عام"), "summary": worlds.both("All.", "الكل.")}
    },
    "content/site.yaml": {
        **worlds.SITE,
        "languages": ["ar", "en"],
        "hijri": ["ar", "en"],
        "address": "https://test.example.org/",
    },
    "content/events/2001-01-01-start.yaml": {
        **worlds.EVENT,
        "date": "2001-01-01",
        "topics": ["general"],
        "sources": [{"id": "book"}],
    },
    "content/sources/book.yaml": {
        **BOOK,
        "title": worlds.both("A book", "كتاب"),
        "summary": worlds.both("A book.", "كتاب."),
    },
}


@pytest.fixture
def start(tmp_path) -> Path:
    return worlds.write(tmp_path / "project", START)


def bring(root: Path, name: str, text: str, *more: str, language: str = "en", write: bool = True) -> str:
    """Imports a file of this text, and gives all that is said of it."""
    file = root.parent / name
    file.write_text(text, "utf-8")
    words = ("--language", language, "--source", "book", "--topic", "general", *more, *["--write"] * write)
    done = run("import", "--root", root, file, *words)
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def events(root: Path) -> dict[str, dict]:
    """What the events' files hold, but for the one that was there."""
    files = (file for file in sorted((root / "content/events").iterdir()) if file.stem != "2001-01-01-start")
    return {file.stem: yaml_file.read(file.name, file.read_bytes())[0].data for file in files}


def built(root: Path) -> Path:
    done = run("--root", root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def warned(said: str) -> int:
    return len(re.findall(r"^(?:warning|error)\[", said, re.MULTILINE))


def test_a_second_file_of_the_same_years_brings_other_events(start):
    """A year and no date more: two headlines are two events, whichever file they come from."""
    bring(start, "first.csv", "Year,Headline,Text\n1948,سقوط حيفا,نص أول.\n1967,حرب حزيران,نص ثان.\n", language="ar")
    said = bring(
        start, "second.csv", "Year,Headline,Text\n1948,سقوط يافا,نص ثالث.\n1967,القرار 242,نص رابع.\n", language="ar"
    )
    assert {event["title"]["ar"] for event in events(start).values()} == {
        "سقوط حيفا",
        "حرب حزيران",
        "سقوط يافا",
        "القرار 242",
    }
    assert warned(said) == 0


def test_a_shown_date_that_contradicts_the_date_is_warned_of(start):
    """Day and month that changed places are the commonest slip of a sheet."""
    said = bring(
        start, "swapped.csv", 'Year,Month,Day,Display Date,Headline\n1903,2,3,"March 2, 1903",Changed places\n'
    )
    assert warned(said) == 1 and "swapped.csv:2:" in said and "March 2, 1903" in said and "1903-02-03" in said


def test_a_shown_date_in_arabic_says_what_the_cells_say(start):
    """With the months of Syria and of Egypt."""
    said = bring(
        start,
        "levant.csv",
        "Year,Month,Day,Display Date,Headline\n1905,2,3,3 شباط 1905,As in Syria\n1905,2,4,4 فبراير 1905,As in Egypt\n",
    )
    assert warned(said) == 0 and len(events(start)) == 2


def test_a_minus_stands_left_of_its_number_in_arabic(start):
    """The sign belongs to the number, in a text that runs the other way."""
    changed = {
        **START["content/events/2001-01-01-start.yaml"],
        "title": worlds.both("From 10% to -5%", "من 10% إلى -5%"),
    }
    worlds.write(start, {"content/events/2001-01-01-start.yaml": changed})
    page = (built(start) / "ar/events/2001-01-01-start.html").read_text("utf-8")
    assert "<bdi>-5%</bdi>" in page and "-<bdi>5%</bdi>" not in page


def test_a_handle_is_one_word_on_the_arabic_axis(start):
    """The sign at its beginning does not part from its name."""
    changed = {
        **START["content/events/2001-01-01-start.yaml"],
        "title": worlds.both("The account @shami_news closes", "إغلاق الحساب @shami_news"),
    }
    worlds.write(start, {"content/events/2001-01-01-start.yaml": changed})
    page = (built(start) / "ar/index.html").read_text("utf-8")
    handles = re.findall("(.{20})shami_news", page)
    assert handles and all(re.search("(<bdi[^>]*>|[\u2066\u2068])@$", before) for before in handles)


def test_a_month_that_is_no_number(start):
    """What is wrong with a month is said of the month, where it stands; a month's name is one."""
    said = bring(start, "month.csv", "Year,Month,Day,Headline\n1902,Octember,14,Month as a name\n")
    assert "month.csv:2:6" in said and "12" in said and "common era" not in said
    bring(start, "named.csv", "Year,Month,Day,Headline\n1902,Oct,14,Month as a name\n")
    assert [event["date"] for event in events(start).values()] == ["1902-10-14"]


@pytest.mark.parametrize(
    "cell, way",
    [("1850s", "Display Date"), ("1826-31", "End Year"), ("c. 1850", "Display Date"), ("500 BC", "-500")],
)
def test_a_year_as_people_write_it(start, cell, way):
    """Each way of writing has its way out, and only the year before our era is told of the sign."""
    said = bring(start, "years.csv", f"Year,Headline\n{cell},Something happens\n")
    assert way in said and "years.csv:2:1" in said
    if cell != "500 BC":
        assert "common era" not in said and "BCE" not in said


def test_a_json_of_another_kind_is_told_once(start):
    """By what it has."""
    rows = [{"name": "A wall", "begin": -220, "end": -206, "region": ["Asia"]} for _ in range(3)]
    said = bring(start, "other.json", json.dumps({"events": rows}))
    assert warned(said) == 1 and all(f"`{name}`" in said for name in ("start_date", "name", "begin", "end"))


def test_a_comment_in_json(start):
    """Is no JSON; what it has is not denied."""
    rows = '{"events": [\n {"start_date": {"year": "1900"}, "text": {"headline": "A"}}\n]}\n'
    said = bring(start, "comment.json", "// my timeline\n" + rows)
    assert "json-syntax" in said and "comment.json:1:1" in said and "comments" in said


@pytest.mark.parametrize("first, second", [("ar", "en"), ("en", "ar")])
def test_two_files_one_a_language_become_events_in_both(start, first, second):
    """By the id that they share, whichever comes first."""
    told = {
        "en": {"june": ("The war begins", "It began in the morning."), "may": ("The war of 1948", "It began in May.")},
        "ar": {"june": ("بداية الحرب", "بدأت في الصباح."), "may": ("حرب 1948", "بدأت في أيار.")},
    }
    days = {"june": {"year": "1967", "month": "6", "day": "5"}, "may": {"year": "1948", "month": "5", "day": "15"}}
    for code in (first, second):
        slides = [
            {"unique_id": id, "start_date": days[id], "text": {"headline": headline, "text": text}}
            for id, (headline, text) in told[code].items()
        ]
        bring(start, f"{code}.json", json.dumps({"events": slides}), language=code)
    assert {event["date"]: event["title"] for event in events(start).values()} == {
        "1967-06-05": {"en": "The war begins", "ar": "بداية الحرب"},
        "1948-05-15": {"en": "The war of 1948", "ar": "حرب 1948"},
    }
    assert run("check", "--root", start).returncode == 0


def test_a_day_before_the_gregorian_calendar_is_in_the_calendar(start):
    """2 October 1187 comes again each year, as any other day."""
    day = {**START["content/events/2001-01-01-start.yaml"], "date": "1187-10-02"}
    worlds.write(start, {"content/events/1187-10-02-jerusalem.yaml": day})
    (file,) = built(start).glob("en/**/on-this-day.ics")
    read = icalendar.Calendar.from_ical(file.read_bytes())
    assert any("1187" in event.to_ical().decode() for event in read.walk("VEVENT"))


@pytest.mark.parametrize(
    "text, end",
    [
        ("Governor Wallace stood in the door of the hall while the marshals watched on Feb. 3, 1968 from the street. Then they left.", "the street."),
        ("The chairman of the board of visitors received the letter from the Hon. John Smith in Charlottesville. It was long.", "Charlottesville."),
        ("The envoys of both sides met in the U.S. House of Representatives in the winter of that year. Little came of it.", "that year."),
        ('He told the crowd that had gathered before the ministry: "We shall stay. We shall not go home tonight." They stayed.', 'tonight."'),
    ],
)  # fmt: skip
def test_a_summary_ends_where_a_sentence_ends(start, text, end):
    """An abbreviation ends none, nor does what an open quotation holds."""
    bring(start, "sentence.csv", 'Year,Headline,Text\n1968,Something,"' + text.replace('"', '""') + '"\n')
    (event,) = events(start).values()
    assert event["summary"]["en"].endswith(end) and event["summary"]["en"] in text


def test_other_columns_are_told_by_what_is_near(start):
    """A sheet of `title` and `description` says which of ours these may be; named, they are read."""
    sheet = "date,title,description\n2014-01-02,Hello,A first thing happened.\n"
    said = run("import", "--root", start, worlds.write(start.parent, {"s.csv": sheet}) / "s.csv", "--write")
    assert not events(start) and "title_en" in said.stderr and "summary_en" in said.stderr
    bring(start, "sheet.csv", sheet, "--column", "title=title_en", "--column", "description=summary_en")
    (event,) = events(start).values()
    assert (event["title"]["en"], event["summary"]["en"]) == ("Hello", "A first thing happened.")


def test_a_site_of_one_language_asks_for_none(tmp_path):
    """Its address leads to the timeline."""
    root = worlds.write(tmp_path, worlds.in_one("ar", worlds.files()))
    door = (built(root) / "index.html").read_text("utf-8")
    assert "ar/index.html" in door and "http-equiv" in door


@pytest.mark.parametrize(
    "date, way",
    [("early 1914", "`1914`"), ("Spring 2014", "`2014-21`"), ("2016-02-05 - 2016-02-07", "`2016-02-05/2016-02-07`"), ("-44", "`-0043`")],
)  # fmt: skip
def test_a_date_in_words_is_answered_with_the_date(start, date, way):
    """Each with the way out of its own."""
    worlds.write(
        start, {"content/events/2001-01-01-start.yaml": {**START["content/events/2001-01-01-start.yaml"], "date": date}}
    )
    said = run("check", "--root", start)
    assert (said.returncode, way in said.stdout, warned(said.stdout)) == (1, True, 1)


def test_an_arabic_headline_gives_an_address_that_says_something(start):
    """Letters of the headline in Latin, and two headlines give two."""
    bring(
        start,
        "arabic.csv",
        "Year,Month,Day,Headline,Text\n2014,2,3,سقوط الموصل,نص أول.\n2014,2,3,إعلان في بغداد,نص ثان.\n",
        language="ar",
    )
    named = [id.removeprefix("2014-02-03-") for id in events(start)]
    assert len(named) == 2 and all(re.fullmatch(r"[a-z]{2,}(-[a-z]+)*", id) and id != "event" for id in named)
    assert "event" not in "".join(named)


def test_the_beginning_of_the_world_is_carried_over(start):
    """13.8 billion years ago is a year like others; what lies beyond is refused by the limit."""
    slide = {"start_date": {"year": "-13800000000"}, "text": {"headline": "The first light"}}
    bring(start, "cosmo.json", json.dumps({"scale": "cosmological", "events": [slide]}))
    assert [event["date"] for event in events(start).values()] == ["Y-13799999999"]
    slide["start_date"]["year"] += "0"
    said = bring(start, "further.json", json.dumps({"scale": "cosmological", "events": [slide]}))
    assert warned(said) == 1 and "99,999,999,999" in said
