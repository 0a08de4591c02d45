"""The timeline of a growing edition: what is written in its language and what that uses; the rest lacks without a fault."""

from __future__ import annotations

import pytest

from tests import world as worlds
from tests.world import both, event
from timeline.build import check, survey
from timeline.build.inputs import Options
from timeline.records import extract, growing

E, F, G = (f"content/events/{id}.yaml" for id in "efg")
FRENCH = {"title": {**both("One", "أول"), "fr": "Un"}, "summary": {**both("It is.", "هو."), "fr": "Il est."}}
LESSON = {
    "title": {**both("A way", "طريق"), "fr": "Un chemin"},
    "summary": {**both("It leads.", "يقود."), "fr": "Il mène."},
    "steps": [{"event": "e", "text": both("See", "انظر"), "questions": []}],
}
CITED = [{"id": "s"}]


def files(**changes) -> dict[str, object]:
    """Three events, of which the first and the last are written in French."""
    more = {
        E: event(**FRENCH, actors=["a"], transition=both("Then", "ثم"), related=[{"event": "f", "as": "follows-up"}]),
        F: event(date="2016-03", actors=["b"], places=["p"], transition=both("And so", "وهكذا")),
        G: event(**FRENCH, date="2016-04", body=both("See [[f]] and [[e]].")),
        "content/actors.yaml": {id: {**worlds.TERM, "kind": "person"} for id in "abc"},
        "content/paths/l.yaml": LESSON,
    }
    return worlds.in_growth(worlds.files(**{**more, **changes}))


def timeline(root):
    return survey.survey(Options(root), []).timeline


def faults(root) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in check.check(Options(root))]


def test_what_is_written_and_what_that_uses(world):
    """Events by their title and summary; of other records those that these use; neighbours are those that are there."""
    whole = timeline(world(**files()))
    french = whole.editions["fr"]
    assert list(french.events) == ["e", "g"] and list(whole.events) == ["e", "f", "g"]
    assert list(french.kinds["actors"]) == ["a"] and list(french.kinds["places"]) == []
    assert list(french.sources) == ["s"] and list(french.kinds["topics"]) == ["t"]
    assert french.beside("e") == (None, "g") and whole.beside("e") == (None, "f")
    assert set(french.elsewhere["events"]) == {"f"} and set(french.elsewhere["actors"]) == {"b", "c"}
    assert whole.editions["en"] is whole.editions["ar"] is whole
    assert french.editions == {"fr": french} and french.complete == "en"


@pytest.mark.parametrize(
    ("texts", "there"),
    [
        ({}, False),
        ({"title": "Deux"}, False),
        ({"summary": "Il est."}, False),
        ({"title": " ", "summary": "Il est."}, False),
        ({"title": "Deux", "summary": "Il est."}, True),
    ],
)
def test_a_title_and_a_summary_make_an_event_of_the_edition(world, texts, there):
    """One of them is a beginning; blanks are nothing."""
    told = {name: {**both("Two", "ثان"), **({"fr": texts[name]} if name in texts else {})} for name in FRENCH}
    root = world(**files(**{F: event(date="2016-03", **told)}))
    assert ("f" in timeline(root).editions["fr"].events) == there and faults(root) == []


def test_a_path_is_in_it_when_all_its_events_are(world):
    """A step or a question that leads to an event which is not there keeps the path out, as a missing title does."""
    assert list(timeline(world(**files())).editions["fr"].lessons) == ["l"]
    asked = {"text": both("Why?", "لماذا؟"), "look_at": ["f"]}
    for changed in (
        {**LESSON, "steps": [{"event": "f", "text": both("See"), "questions": []}]},
        {**LESSON, "questions": [asked]},
        {**LESSON, "title": both("A way")},
    ):
        assert not timeline(world(**files(**{"content/paths/l.yaml": changed}))).editions["fr"].lessons
    looked = {**asked, "look_at": ["#p1", "e", "g#p1"]}
    steps = [{**LESSON["steps"][0], "questions": [{**looked, "look_at": ["e"]}]}]
    assert growing.met(
        timeline(world(**files(**{"content/paths/l.yaml": {**LESSON, "steps": steps}}))).lessons["l"].record
    ) == {"e"}


def test_no_sentence_leads_to_an_event_that_is_not_there(world):
    """In the story a transition stands where the next event is there too."""
    french = timeline(world(**files())).editions["fr"]
    assert french.events["e"].record.transition is None
    french = timeline(world(**files(**{F: event(date="2016-03", **FRENCH)}))).editions["fr"]
    assert french.events["e"].record.transition == both("Then", "ثم")


def test_who_words_an_event_is_handed_what_it_mentions_and_no_more(world):
    """Of an event elsewhere the head alone; of an event that the edition lacks, nothing."""
    french = timeline(world(**files())).editions["fr"]
    own = extract.extract(french, "e")
    assert list(own.elsewhere["events"]) == ["f"] and set(own.events) == {"e", "g"}
    assert not hasattr(own.elsewhere["events"]["f"].record, "topics")
    assert not extract.extract(french, "f").events
    with pytest.raises(LookupError):
        own.editions  # noqa: B018


def test_a_text_that_lacks_is_no_fault(world):
    """Neither a title, nor a unit, a body of fewer paragraphs or a page; in a whole language each is one as before."""
    body = {**both("One.\n\nTwo.", "واحد.\n\nاثنان."), "fr": "Un."}
    pages = {f"content/pages/{code}/about.md": f"# About {code}\n" for code in ("en", "ar")}
    root = world(**files(**{G: event(**FRENCH, date="2016-04", body=body)}), **pages)
    assert faults(root) == []
    worlds.write(root, {E: event(title={"fr": "Un", "en": "One"})})
    assert faults(root) == [("missing-translation", "`title` lacks `ar`")]
    site = {**worlds.SITE, "languages": ["en", "ar", "fr"]}
    worlds.write(root, {"content/site.yaml": site, E: event()})
    assert ("missing-translation", "`title` lacks `fr`") in faults(root)


def test_a_key_left_empty_is_a_text_still_to_be_written(world):
    """In every kind of text, for a growing language alone."""
    figure = {"measure": "m", "value": "5", "said_by": {**both("Some", "بعض"), "fr": None}, "sources": CITED}
    empty = event(title={**both("One"), "fr": None}, summary={**both("It is."), "fr": ""}, figures={"n": figure})
    contents = {
        E: empty,
        "content/paths/l.yaml": {**LESSON, "title": {**both("A way"), "fr": None}},
        "content/topics.yaml": {"t": {**worlds.TERM, "other_names": {"en": ["Thing"], "fr": None}}},
        "content/measures.yaml": {
            "m": {"name": {**both("Things"), "fr": None}, "unit": {"en": "{n} things", "ar": "{n} شيء", "fr": None}}
        },
    }
    root = world(**files(**contents))
    assert faults(root) == []
    assert timeline(root).events["e"].record.title == both("One")
    worlds.write(root, {"content/site.yaml": worlds.SITE})
    assert {code for code, _ in faults(root)} & {"empty", "wrong-type"}


def test_a_language_begins_to_grow_while_a_preview_runs(world):
    """The same file, read again with other growing languages, is judged again."""
    root = world(**{E: event(title={**both("One"), "fr": None})})
    folder = survey.content.read(root)[0]
    first = survey.validate.validate(folder)[1]
    folder.site.data["growing"] = ["fr"]
    assert first and not survey.validate.validate(folder)[1]


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        ({"growing": ["en"]}, ["duplicate-id"]),
        ({"growing": ["fr", "fr"]}, ["duplicate-id"]),
        ({"growing": ["xx"]}, ["unknown-language"]),
        ({"growing": ["con"]}, ["unknown-language", "bad-id"]),
        ({"growing": ["Fr"]}, ["unknown-language"]),
        ({"growing": "fr"}, ["wrong-type"]),
        ({"growing": [["fr"]]}, ["wrong-type"]),
        ({"growing": []}, []),
        ({"languages": [], "growing": ["fr"]}, ["too-few"]),
        ({"growing": ["fr"], "hijri": ["fr"]}, []),
        ({"growing": ["fr"], "hijri": ["fa"]}, ["unknown-language"]),
    ],
)
def test_the_lists_of_languages(world, lists, found):
    """A code stands in one list, has a file, and beside growing languages there is a whole one."""
    contents = worlds.in_growth(worlds.files())
    root = world(**{**contents, "content/site.yaml": {**worlds.SITE, **lists}})
    assert sorted({code for code, _ in faults(root)}) == sorted(found)
