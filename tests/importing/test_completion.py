"""An event's file gains what it lacks, and keeps all else to the letter."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.authoring import yaml_writer
from timeline.importing import completion, drafts
from timeline.importing.completion import Text
from timeline.records import yaml_file


def file(text: str) -> yaml_file.File:
    read, faults = yaml_file.read("content/events/e.yaml", text.encode())
    assert faults == []
    return read


TITLE, SUMMARY = Text("title", "ar", "عنوان"), Text("summary", "ar", "موجز: فيه نقطتان.")
BODY = Text("body", "ar", "فقرة.\n\n- بند")


@pytest.mark.parametrize(
    ("before", "texts", "after"),
    [
        (
            "# mine\ndate: 2016  # sure\ntitle:\n  en: A\n  ar: # to be written\nsummary:\n  en: B\n  ar: # ask Ali\n",
            [TITLE, SUMMARY],
            "# mine\ndate: 2016  # sure\ntitle:\n  en: A\n  ar: عنوان\nsummary:\n  en: B\n"
            '  ar: "موجز: فيه نقطتان." # ask Ali\n',
        ),
        ("title:\n  ar:\n  en: A\ntopics: [t]\n", [TITLE], "title:\n  ar: عنوان\n  en: A\ntopics: [t]\n"),
        ('title:\n  en: A\n  ar: ""\n', [TITLE], "title:\n  en: A\n  ar: عنوان\n"),
        ("title: {en: A, ar: null}\n", [TITLE], "title: {en: A, ar: عنوان}\n"),
        ("title: {en: A}\nx: 1\n", [TITLE], "title: {en: A, ar: عنوان}\nx: 1\n"),
        ("title:\n    en: A   # why\n\nx: 1\n", [TITLE], "title:\n    en: A   # why\n    ar: عنوان\n\nx: 1\n"),
        (
            "title:\n  en: A\nbody:\n  en: |\n    One.\n\n    Two.\ntopics: [t]\n",
            [BODY],
            "title:\n  en: A\nbody:\n  en: |\n    One.\n\n    Two.\n  ar: |\n    فقرة.\n\n    - بند\ntopics: [t]\n",
        ),
        (
            "title:\n  en: A\nsummary:\n  en: B\n# of topics\ntopics: [t]\n",
            [BODY],
            "title:\n  en: A\nsummary:\n  en: B\nbody:\n  ar: |\n    فقرة.\n\n    - بند\n# of topics\ntopics: [t]\n",
        ),
        ("title:\r\n  en: A\r\n  ar:\r\n", [TITLE, BODY], None),
        ('{"title": {"en": "A", "ar": null}}', [TITLE, BODY], None),
        ("title:\n  en: A\n  ar: # to be written", [TITLE], "title:\n  en: A\n  ar: عنوان"),
        ("title: {\n  en: A,\n  ar:\n}\n", [TITLE], "title: {\n  en: A,\n  ar: عنوان\n}\n"),
    ],
)
def test_empty_places_are_filled_where_they_are(before, texts, after):
    """Whatever style the file is written in; comments, order and line ends stay."""
    made = completion.completed(file(before), texts)
    assert made is not None and after in (None, made.text)
    for field, code, text, _ in texts:
        assert made.data[field][code].strip("\n") == text
    assert ("\r\n" in before) == ("\r\n" in made.text) and "\r\r" not in made.text


@pytest.mark.parametrize("before", ["title:\n", "title: text\n", "title: []\n"])
def test_where_it_cannot_be_done_nothing_is_done(before):
    """No guess is made of what the author wanted."""
    assert completion.completed(file(before), [TITLE]) is None


def test_what_is_remembered_stands_among_the_comments_at_the_top():
    """Behind those of other rows and behind what an editor reads, before anybody's own."""
    memory = "# imported row 1\n"
    for head in ("", "# yaml-language-server: $schema=x\n", "# yaml-language-server: $schema=x\n# imported row 0\n"):
        made = completion.completed(file(f"{head}# mine\ntitle: {{en: A}}\n"), [TITLE], memory)
        assert made.text.startswith(f"{head}{memory}# mine\n")


def test_what_is_there_is_told_from_what_is_lacking():
    """Space between words is no difference; a language that a row says nothing in is none of its business."""
    event = {"title": {"en": "A", "ar": None}, "summary": {"en": "B  c", "ar": "د"}, "topics": ["t"]}
    draft = {
        "title": {"en": None, "ar": "أ"},
        "summary": {"ar": "ه", "en": "B c"},
        "body": {"ar": "و"},
        "topics": ["u"],
        "transition": [],
    }
    empty, other = completion.lacking(event, draft)
    assert empty == [Text("title", "ar", "أ"), Text("body", "ar", "و")] and other == [Text("summary", "ar", "ه")]


def test_a_picture_gains_what_is_said_of_it_in_another_language():
    """Of one that the event shows, in the places that it has; and loses it again, to the letter."""
    show = lambda name, **texts: {"file": name, **texts, "sources": [{"id": "s"}]}
    there = [show("a.png", alt={"en": "A", "ar": None}), show("b.png", alt={"en": "B", "ar": "ب"}, caption={"en": "C"})]
    before = file(yaml_writer.mapping({"title": {"en": "T"}, "media": there}))
    draft = {
        "media": [show("b.png", alt={"ar": "ت"}, caption={"ar": "ج"}), show("a.png", alt={"ar": "أ"}), show("c.png")]
    }
    empty, other = completion.lacking(before.data, {**draft, "credit": []})
    assert empty == [Text("caption", "ar", "ج", ("media", 1)), Text("alt", "ar", "أ", ("media", 0))]
    assert other == [Text("alt", "ar", "ت", ("media", 1))]
    made = completion.completed(before, empty)
    assert [one["alt"]["ar"] for one in made.data["media"]] == ["أ", "ب"]
    assert made.data["media"][1]["caption"] == {"en": "C", "ar": "ج"}
    assert completion.parted(made, empty, "").text == before.text


WORDS = st.text(max_size=40).map(drafts.tidy).map(str.strip).filter(bool)


@given(WORDS, WORDS, WORDS, st.sampled_from(["block", "flow", "json"]))
def test_any_text_is_read_back_as_it_was_meant(en, ar, body, style):
    """In any style, and what was there is there."""
    data = {"title": {"en": en, "ar": None}, "topics": ["t"]}
    written = {
        "block": yaml_writer.mapping(data),
        "flow": f"title: {{en: {yaml_writer.scalar(en, flow=True)}}}\ntopics: [t]\n",
        "json": json.dumps(data),
    }[style]
    before, faults = yaml_file.read("e", written.encode("utf-8", "surrogatepass"))
    made = completion.completed(before, [Text("title", "ar", ar), Text("body", "ar", body)]) if not faults else None
    if made is not None:
        assert made.data["title"] == {"en": en, "ar": ar}
        assert made.data["body"]["ar"].strip("\n") == body.strip("\n") and made.data["topics"] == ["t"]
    assert made is not None or faults or style == "json"
