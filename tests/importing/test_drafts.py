"""Ids and texts of what an import writes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.importing.spoken import TONGUES
from timeline.faults.diagnostic import Span
from timeline.importing import drafts
from timeline.importing.drafts import Draft
from timeline.records import yaml_file
from timeline.records.schema_faults import is_id


@pytest.mark.parametrize(
    ("date", "title", "id"),
    [
        ("2016-02-05", "Twitter suspends 125,000 accounts", "2016-02-05-twitter-suspends-125000-accounts"),
        ("2016-02", "Rózsa Péter & Øre", "2016-02-rozsa-peter-ore"),
        ("-0043-03-15", "Caesar", "0044-bce-03-15-caesar"),
        ("0000", "One", "0001-bce-one"),
        ("-01XX", "A", "01xx-bce-a"),
        ("Y-10000", "A", "10001-bce-a"),
        ("Y12345", "A", "12345-a"),
        ("1914/1918", "War", "1914-war"),
        ("../2014-12~", "End", "2014-12-end"),
        ("2014-XX", "Some", "2014-xx-some"),
        ("201X", "Decade", "201x-decade"),
        ("2016-02-05T10:00:00Z", "At", "2016-02-05-at"),
        ("julian:1457-08-14", "Psalter", "1457-08-23-psalter"),
        ("hijri:1139-11", "Press", "1727-press"),
        ("hijri:1437", "Year", "2015-year"),
    ],
)
def test_an_id_is_the_date_and_the_headline(date, title, id):
    """In Latin letters and digits, accents folded; years before the common era by their own number."""
    assert drafts.event_id(date, {"en": title}, TONGUES.letters) == (id, True) and is_id(id)


@pytest.mark.parametrize("title", ["2016", "…", "", "🎉"])
def test_a_headline_without_letters_gives_no_name(title):
    """The date then stands with a word that says so."""
    assert drafts.event_id("2016", {"ar": title}, TONGUES.letters) == ("2016-event", False)


@pytest.mark.parametrize(
    ("titles", "id"),
    [
        ({"ar": "سقوط الموصل"}, "sqwt-al-mwsl"),
        ({"ar": "إعلان في بغداد"}, "ialan-fy-bghdad"),
        ({"ar": "القرار 242"}, "al-qrar-242"),
        ({"ar": "مُؤْتَمَرُ جنيف"}, "mutmr-jnyf"),
        ({"fa": "پادشاهی گلچین"}, "padshahy-glchyn"),
        ({"ru": "Взятие Берлина"}, "vzyatie-berlina"),
        ({"el": "Άλωση"}, "alosi"),
        ({"ja": "明治維新"}, "mingzhiweixin"),
        ({"ar": "مجموعة G7"}, "mjmwaa-g7"),
        ({"ar": "سقوط الموصل", "en": "Mosul falls"}, "mosul-falls"),
        ({"en": None, "ar": "حرب"}, "hrb"),
    ],
)
def test_a_headline_in_another_script_is_an_address_too(titles, id):
    """Letter by letter, the article apart; by that headline which is in Latin letters where there is one."""
    assert drafts.event_id("2014", titles, TONGUES.letters) == (f"2014-{id}", True)


def test_what_other_files_know_an_event_by_is_remembered():
    """Any text, in one line that cannot be mistaken; a long one by its digest, and nothing where the line was changed."""
    for name in ("june", 'a "b"\n', "é\u202e", "x" * 5000):
        text = drafts.event(Draft(Span("f"), {"date": "2016"}, row="0" * 24, mark=drafts.mark(name)))
        assert drafts.marks(text) == [drafts.mark(name)] and drafts.rows(text) == ["0" * 24]
        assert text.count("\n") == 3 and text.isascii()
    assert drafts.marks('# imported id "\\q": as long as\ndate: 2016\n') == []


@given(st.text(max_size=300))
def test_any_headline_gives_an_id(title):
    """Short enough for a number to follow, and whole words where there are any."""
    id, _ = drafts.event_id("2016-02-05", {"ar": title}, TONGUES.letters)
    assert is_id(id) and len(id) <= 90


def test_ids_are_given_once():
    """In order, the same each time; what is taken is passed over; many of one name take no long time."""
    ids = drafts.Ids(["a-2"])
    assert [ids.new(id) for id in ("a", "b", "a", "a", "a-3")] == ["a", "b", "a-3", "a-4", "a-3-2"]
    assert len({ids.new("event") for _ in range(20_000)}) == 20_000


def test_an_event_is_laid_out_in_the_house_style():
    """Short lists on a line, the body under a bar, what is to be written marked as such, nothing for what is not there."""
    data = {
        "date": "2016-02",
        "title": {"en": "A: title", "ar": None},
        "summary": {"en": "It's a summary, no more.", "ar": None},
        "body": {"en": "One.\n\n- a\n- b"},
        "topics": ["a", "b-c"],
        "actors": [],
        "sources": [{"id": "s", "at": "¶2, ¶3"}],
    }
    assert drafts.event(Draft(Span("f"), data)) == (
        'date: 2016-02\ntitle:\n  en: "A: title"\n  ar: # to be written\n'
        "summary:\n  en: It's a summary, no more.\n  ar: # to be written\n"
        "body:\n  en: |\n    One.\n\n    - a\n    - b\n"
        'topics: [a, b-c]\nsources:\n  - {id: s, at: "¶2, ¶3"}\n'
    )


def test_what_no_file_may_hold_is_taken_out():
    """Controls, halves of characters, directions that are opened and never closed; closed ones stay."""
    assert drafts.tidy("a\x00b\ud800c\r\nd\u2028e\u202ef") == "a b c\nd ef"
    assert drafts.tidy("a\u2067b\u2069c") == "a\u2067b\u2069c"


WORDS = st.text(max_size=60).map(drafts.tidy).map(str.strip).filter(bool)


@given(WORDS, WORDS, WORDS)
@example("0\n0", "a", "b")
def test_a_file_is_read_back_as_it_was_meant(title, body, at):
    """Whatever its texts hold."""
    data = {"date": "2016", "title": {"en": title, "ar": None}, "body": {"en": body}, "topics": None,
            "sources": [{"id": "s", "at": at}]}  # fmt: skip
    file, faults = yaml_file.read("f", drafts.event(Draft(Span("f"), data)).encode())
    assert faults == []
    file.data["body"]["en"] = file.data["body"]["en"].strip("\n")
    assert file.data == data
