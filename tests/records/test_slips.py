"""What people write for a value, a key or a language of ours: each is answered with what is meant, in one message."""

from __future__ import annotations

import pytest

from tests.world import both, event
from timeline.build import check
from timeline.build.inputs import Options
from timeline.records import slips

VALUES = [
    ("bound", ">", "more-than"),
    ("bound", "≥", "at-least"),
    ("bound", "More than", "more-than"),
    ("bound", "نحو", "about"),
    ("draft", "yes", "true"),
    ("draft", "TRUE", "true"),
    ("draft", "نعم", "true"),
    ("draft", "no", "false"),
    ("standing", "Stated", "stated"),
]


def faults(root) -> list[tuple[str, str]]:
    return [(fault.code, str(fault.help)) for fault in check.check(Options(root))]


@pytest.mark.parametrize(("key", "written", "meant"), VALUES)
def test_a_value_in_other_words_is_answered_with_ours(world, key, written, meant):
    figure = {"measure": "m", "value": "3", "said_by": "a", "sources": [{"id": "s"}]}
    over = {"draft": written} if key == "draft" else {"figures": {"n": {**figure, key: written}}}
    assert faults(world(**{"content/events/e.yaml": event(**over)})) == [("unknown-value", f"did you mean `{meant}`?")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("letter", ["personal_communication"]),
        ("newspaper", ["article-newspaper"]),
        ("film", ["motion_picture"]),
        ("photograph", ["graphic"]),
        ("article", ["article-newspaper", "article-journal", "article-magazine"]),
        ("article_journal", ["article-journal"]),
        ("manuscrpt", ["manuscript"]),
    ],
)
def test_what_a_kind_is_cited_as_is_always_answered(world, written, meant):
    kinds = {"coin": {"name": both("Coin", "عملة"), "cited_as": written}}
    ((code, help),) = faults(world(**{"content/source_kinds.yaml": kinds}))
    assert code == "unknown-value" and all(f"`{value}`" in help for value in meant)


def test_a_kind_that_nobody_knows_is_answered_with_all_there_are(world):
    kinds = {"coin": {"name": both("Coin", "عملة"), "cited_as": "zzz"}}
    assert "`manuscript`" in faults(world(**{"content/source_kinds.yaml": kinds}))[0][1]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("English", "en"),
        ("Arabic", "ar"),
        ("العربية", "ar"),
        ("EN", "en"),
        ("Ottoman Turkish", "ota"),
        ("français", "fr"),
    ],
)
def test_a_language_by_its_name_is_answered_with_its_code(written, code):
    assert slips.language(written) == f"did you mean `{code}`?"


def test_several_languages_are_not_answered_with_one_of_them():
    assert "one language" in slips.language("ar, en") and slips.language("martian") == ""


SHAPES = [
    # What is written in an event, and what the only message's help has.
    ({"sources": "s"}, "- {id: s}"),
    ({"related": "e"}, "- {event: e, as: …}"),
    ({"topics": "t, t"}, "[t, t]"),
    ({"figures": [{"n": {"measure": "m"}}]}, "`- ` in front of `n:`"),
    ({"statements": {"first": {"standing": "stated"}}}, "- id: first"),
    ({"title_en": "x"}, "write `title:`"),
]


@pytest.mark.parametrize(("over", "help"), SHAPES, ids=[help for _, help in SHAPES])
def test_a_record_of_another_shape_is_answered_with_ours(world, over, help):
    told = faults(world(**{"content/events/e.yaml": event(**over)}))
    assert len(told) == 1 and help in told[0][1]


def test_a_key_without_its_space_is_told_once(world):
    text = "date: 2016\ntitle: {en: A, ar: ب}\nsummary: {en: A., ar: ب.}\ntopics: [t]\nsources:\n  - {id:s, at: x}\n"
    assert faults(world(**{"content/events/e.yaml": text})) == [
        ("unknown-key", "put a plain colon and a plain space between them: `id: s`")
    ]


def test_what_nobody_sees_in_an_id_is_no_hyphen_of_it(world):
    told = faults(world(**{"content/events/e.yaml": event(topics=["t\u200b"])}))
    assert len(told) == 1 and told[0][1].endswith("`t`")


def test_only_an_event_can_be_a_draft(world):
    told = faults(
        world(**{"content/topics.yaml": {"t": {"name": both("T", "ت"), "summary": both("T.", "ت."), "draft": "true"}}})
    )
    assert told == [("unknown-key", "only an event can be a draft: take the line out")]


def test_a_text_that_begins_with_a_hash_is_told_to_be_a_comment(world):
    text = "date: 2016\ntitle: {en: A, ar: ب}\nsummary:\n  en: #news\n  ar: ب.\ntopics: [t]\nsources: [{id: s}]\n"
    assert faults(world(**{"content/events/e.yaml": text})) == [("empty", "put the text in quotation marks")]


@pytest.mark.parametrize("written", ["coordinates", "location", "latitude"])
def test_where_a_place_is_has_one_key(world, written):
    place = {"p": {"name": both("A", "ا"), "summary": both("A.", "ا."), written: "40.73, 13.9"}}
    assert faults(world(**{"content/places.yaml": place})) == [("unknown-key", "did you mean `at`?")]
