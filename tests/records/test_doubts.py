"""What is sound and was hardly meant is told as a warning, and what is meant is not."""

from __future__ import annotations

import pytest

from tests import world as worlds
from timeline.build import check
from timeline.build.inputs import Options


def warned(root) -> list[tuple[str, str]]:
    """The warnings of a project, which has no error: their codes and helps."""
    found = check.check(Options(root))
    assert all(fault.severity == "warning" for fault in found)
    return [(fault.code, fault.help) for fault in found]


@pytest.mark.parametrize("text", ["…", "...", "to be written", "(To be written.)", "TBD", "TODO", "xxx", "يُكتب لاحقًا"])
@pytest.mark.parametrize("field", ["title", "summary", "body"])
def test_a_placeholder_that_still_stands_is_told(world, text, field):
    """Whatever field it is, in either language."""
    root = world(**{"content/events/e.yaml": worlds.event(**{field: {"en": text, "ar": "نص"}})})
    assert [code for code, _ in warned(root)] == ["left-to-fill"]


@pytest.mark.parametrize("text", ["To be, or not to be", "Todo modo", "It was to be written down", "… and then", "XX"])
def test_a_text_that_only_begins_like_one_is_none(world, text):
    """A placeholder is the whole of a text."""
    assert warned(world(**{"content/events/e.yaml": worlds.event(title={"en": text, "ar": "نص"})})) == []


@pytest.mark.parametrize(
    "family, told", [("Todo", []), ("لاحقا", []), ("TBD", ["left-to-fill"]), ("…", ["left-to-fill"])]
)
def test_a_word_may_be_a_family_s_name(world, family, told):
    """What else would be a placeholder is told of a name only where it can be nothing else."""
    authors = [{"family": {"en": family, "ar": family}, "given": {"en": "Jun", "ar": "جون"}}]
    root = world(**{"content/sources/s.yaml": {**worlds.SOURCE, "authors": authors}})
    assert [code for code in worlds.codes(root) if code == "left-to-fill"] == 2 * told


@pytest.mark.parametrize(
    ("at", "meant"),
    [
        ("para 3", "¶3"),
        ("paragraph 3", "¶3"),
        ("Paragraphs 2-4", "¶2-4"),
        ("par. 3", "¶3"),
        ("“¶3”", "¶3"),
        ("¶ 3", "¶3"),
        ("¶¶ 2–4", "¶2-4"),
        ("¶٣", "¶3"),
        ("الفقرة 3", "¶3"),
        ("الفقرات ٢-٤", "¶2-4"),
        ("«الفقرة ٣»", "¶3"),
    ],
)
def test_a_paragraph_in_words_is_offered_as_its_number(world, at, meant):
    """So that each language can say it; wherever in an event a source is cited."""
    statement = {
        "text": {"en": "A.", "ar": "ب."},
        "said_by": "a",
        "standing": "stated",
        "sources": [{"id": "s", "at": at}],
    }
    for event in (worlds.event(sources=[{"id": "s", "at": at}]), worlds.event(statements=[statement])):
        ((code, help),) = warned(world(**{"content/events/e.yaml": event}))
        assert code == "locator-in-words" and f'`at: "{meant}"`' in help


@pytest.mark.parametrize("at", ["¶3", "¶2-4", "¶2, ¶15", "p. 9", "chapter 3", {"en": "paragraph 3", "ar": "الفقرة 3"}])
def test_a_place_that_is_meant_so_is_left_alone(world, at):
    """A number, a page, and words in each language."""
    assert warned(world(**{"content/events/e.yaml": worlds.event(sources=[{"id": "s", "at": at}])})) == []


@pytest.mark.parametrize(
    ("id", "date", "better"),
    [
        ("2016-02-05-x", "2016-03-05", "2016-03-05-x"),
        ("2016-02-x", "2016-03", "2016-03-x"),
        ("2016-02-05", "2015", "2015"),
        ("2016-02-05-x", "2016-03-01/2016-03-07", "2016-03-01-x"),
        ("2016-02-05-x", "../2015", "NEW"),
    ],
)
def test_an_id_with_another_date_is_told_with_the_command_that_mends_it(world, id, date, better):
    """The id was given out, so it is renamed, not edited."""
    ((code, help),) = warned(world(**{f"content/events/{id}.yaml": worlds.event(date=date)}))
    assert code == "date-of-id" and f"rename {id} {better}`" in help


@pytest.mark.parametrize(
    ("id", "date"),
    [
        ("2016-02-05-x", "2016-02-05"),
        ("2016-02-x", "2016-02-05"),
        ("2016-02-05-x", "2016"),
        ("2016-02-05-x", "2016-02-01/2016-02-07"),
        ("2016-02-05-x", "2015/.."),
        ("2016-02-05-x", "2016-03~"),
        ("2016-02-05-x", "2016-03?"),
        ("2001-a-space-odyssey", "1968"),
        ("2016-13-x", "2015"),
        ("x-2016-02-05", "2015"),
    ],
)
def test_an_id_that_agrees_or_says_no_date_is_left_alone(world, id, date):
    """Where one date lies within the other, where the date is not certain, and where the id begins with no month."""
    assert warned(world(**{f"content/events/{id}.yaml": worlds.event(date=date)})) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("See [the report] (https://example.org/a).", "[the report](https://example.org/a)"),
        ("See (the report)[https://example.org/a].", "[the report](https://example.org/a)"),
        ("See [the report] (www.example.org/a).", "[the report](https://www.example.org/a)"),
    ],
)
def test_a_link_that_is_none_is_told_with_the_right_one(world, text, right):
    """Markdown would print it as it stands; in code it is meant."""
    root = world(**{"content/events/e.yaml": worlds.event(body={"en": text, "ar": "نص"})})
    (fault,) = check.check(Options(root))
    assert fault.code == "broken-link" and f"`{right}`" in fault.help
    assert warned(world(**{"content/events/e.yaml": worlds.event(body={"en": f"`{text}`", "ar": "نص"})})) == []
