"""Paths: a thread through events, questions that lead to passages, and sheets on which no answer stands."""

from __future__ import annotations

import json
import re

import pytest

from tests import world as worlds
from tests.world import both, build, event
from timeline.build import check, survey
from timeline.build.inputs import Options
from timeline.edition.edition import Edition
from timeline.pages import lessons

SECRET = "A good answer says so."
FIGURE = {"measure": "m", "value": "3", "said_by": "a", "sources": [{"id": "s"}]}
PATH = {
    "title": both("A path", "مسار"),
    "summary": both("Through things.", "في أمور."),
    "body": both("For teachers.\n\nMore.", "للمعلم.\n\nمزيد."),
    "minutes": "45",
    "steps": [
        {
            "event": "e",
            "text": both("It begins.", "البداية."),
            "questions": [
                {
                    "text": both("What?", "ماذا؟"),
                    "look_at": ["#figure-n", "f", "f#p1"],
                    "answer": both(SECRET, "جوابٌ مكتوم"),
                }
            ],
        },
        {"event": "f", "text": both("It ends.", "النهاية.")},
    ],
    "questions": [{"text": both("And now?", "والآن؟"), "look_at": ["e"], "answer": both(SECRET, "جوابٌ مكتوم")}],
    "aliases": ["was-it"],
    "updated": "2020-01-02",
}


@pytest.fixture
def root(world):
    return world(
        **{
            "content/events/e.yaml": event(figures={"n": FIGURE}),
            "content/events/f.yaml": event(date="2017", title=both("Another"), body=both("One.")),
            "content/paths/it.yaml": PATH,
        }
    )


def test_a_question_leads_to_the_passages_it_names(root):
    """Each place is a link, named by what stands there, and by its event where that is another."""
    timeline = survey.survey(Options(root), []).timeline
    shown = lessons.lesson(Edition(timeline, timeline.languages["en"]), "it")
    (question,) = shown.steps[0].questions
    assert [(str(link.text), link.path) for link in question.look_at] == [
        ("figure: 3 things", "en/events/e.html#figure-n"),
        ("Another", "en/events/f.html"),
        (f"{timeline.languages['en'].words['the_text']} · Another", "en/events/f.html#p1"),
    ]
    assert shown.card.count == "2 events" and "45" in shown.card.minutes and shown.version.machine == "2020-01-02"


def test_an_event_names_the_paths_that_lead_through_it(root):
    """Its page links each path that has it as a step, once; an event of no path says nothing of paths."""
    worlds.write(root, {"content/events/g.yaml": event(date="2018")})
    build(root)
    pages = {id: (root / f"site/en/events/{id}.html").read_text("utf-8") for id in "efg"}
    linked = {id: page.count('href="../../en/paths/it.html">A path</a>') for id, page in pages.items()}
    assert linked == {"e": 1, "f": 1, "g": 0}


def test_slides_count_events(root):
    """As many as the path says it has: what is asked of the whole stands after them and is not counted."""
    timeline = survey.survey(Options(root), []).timeline
    shown = lessons.slides(Edition(timeline, timeline.languages["en"]), "it")
    assert shown.count == "2 events" and [str(scene.place) for scene in shown.scenes] == ["1 of 2", "2 of 2"]
    assert shown.scenes[-1].next.path == "#closing"


@pytest.mark.parametrize(("code", "answer"), (("en", SECRET), ("ar", "جوابٌ مكتوم")))
def test_no_answer_is_on_what_pupils_are_handed(root, code, answer):
    """The sheet, the slides and the sheet in both languages do not hold it at all; the teacher's pages do."""
    assert not build(root).failed
    site = root / "site"
    for path in (
        f"{code}/paths/it/sheet.html",
        f"{code}/paths/it/short.html",
        f"{code}/paths/it/slides.html",
        "parallel/paths/it.html",
        f"embed/{code}/paths/it.html",
    ):
        assert answer not in (site / path).read_text("utf-8"), path
    for path in (f"{code}/paths/it.html", f"{code}/paths/it/answers.html"):
        assert (site / path).read_text("utf-8").count(answer) == 2, path
    assert re.search("<details><summary>", (site / f"{code}/paths/it.html").read_text("utf-8"))


def test_no_way_leads_from_a_pupils_sheet_to_the_answers(root):
    """Neither in one language nor in two: where the sheets lead is the events, the lists, and other sheets."""
    build(root)
    for path in (
        "en/paths/it/sheet.html",
        "ar/paths/it/sheet.html",
        "ar/paths/it/short.html",
        "parallel/paths/it.html",
    ):
        links = re.findall(r'href="([^"]+)"', (root / "site" / path).read_text("utf-8"))
        assert any(link.endswith("/events/e.html") or link.endswith("/it/sheet.html") for link in links)
        assert not [link for link in links if link.endswith(("/paths/it.html", "answers.html")) and "http" not in link]
    assert "paths/it.html" in (root / "site/en/paths/it/answers.html").read_text("utf-8")


def test_slides_show_the_figures_that_are_asked_about(world):
    """All that a step's questions look at; where they look at none, the event's first."""
    figures = {name: {**FIGURE, "value": value} for name, value in (("one", "1"), ("two", "2"), ("three", "3"))}
    asked = [{"text": both("?", "؟"), "look_at": ["#figure-two", "e#figure-three", "f"], "answer": both("!")}]
    steps = [{"event": "e", "text": both("A."), "questions": asked}, {"event": "f", "text": both("B.")}]
    files = {f"content/events/{id}.yaml": event(date=d, figures=figures) for id, d in (("e", "2016"), ("f", "2017"))}
    timeline = survey.survey(
        Options(world(**files, **{"content/paths/it.yaml": {**PATH, "steps": steps}})), []
    ).timeline
    first, second = lessons.slides(Edition(timeline, timeline.languages["en"]), "it").scenes
    assert [f.id for f in first.figures] == ["figure-two", "figure-three"]
    assert [f.id for f in second.figures] == ["figure-one"]


def test_places_of_one_name_are_numbered(world):
    """Two statements of one speaker, for instance: a link is to say which it leads to."""
    said = {"text": both("x"), "said_by": "a", "standing": "stated", "sources": [{"id": "s"}]}
    asked = [{"text": both("?", "؟"), "look_at": ["#statement-1", "#statement-2", "#figure-n"], "answer": both("!")}]
    files = {"content/events/e.yaml": event(figures={"n": FIGURE}, statements=[said, said])}
    path = {**PATH, "steps": [{"event": "e", "text": both("A."), "questions": asked}], "questions": []}
    timeline = survey.survey(Options(world(**files, **{"content/paths/it.yaml": path})), []).timeline
    (question,) = lessons.lesson(Edition(timeline, timeline.languages["en"]), "it").steps[0].questions
    named = [str(link.text) for link in question.look_at]
    assert named[0].endswith(" (1)") and named[1] == named[0].replace("(1)", "(2)") and "(" not in named[2]


def test_whatever_was_given_out_under_a_former_id_leads_on(root):
    """The path, each of its sheets, its slides, its frame, in each language, and both side by side."""
    build(root)
    site = root / "site"
    within = [f"{code}/paths/{{}}{form}" for code in ("en", "ar") for form in (".html", "/sheet.html", "/answers.html")]
    framed = [f"embed/{code}/paths/{{}}.html" for code in ("en", "ar")]
    answers = [(site / f"embed/en/paths/{id}.json").read_bytes() for id in ("it", "was-it")]
    assert answers[0] == answers[1]
    for path in (*within, "en/paths/{}/slides.html", *framed, "parallel/paths/{}.html"):
        assert (site / path.format("it")).exists()
        assert (
            f'{path.format("it")}"'
            in re.search('http-equiv="refresh".+', (site / path.format("was-it")).read_text("utf-8"))[0]
        )


@pytest.mark.parametrize("code", ("en", "ar"))
def test_paper_explains_the_standings_it_shows(root, code):
    """No link can be followed there: what a passage's mark means stands on the sheet, and no mark that is not met."""
    build(root)
    standings = survey.survey(Options(root), []).timeline.languages[code].standings
    for path in (f"{code}/paths/it/sheet.html", f"{code}/paths/it/answers.html", "parallel/paths/it.html"):
        page = (root / "site" / path).read_text("utf-8")
        assert {name for name, standing in standings.items() if standing.meaning in page} == {"stated"}, path


def test_a_path_is_an_address_for_good(root):
    """It is promised, leads on from its former id in every form that can be embedded, and its vanishing is an error."""
    build(root)
    assert "paths/it\n" in (root / "content/permalinks.txt").read_text("utf-8")
    for path in ("en/paths/was-it.html", "ar/paths/was-it.html", "parallel/paths/was-it.html"):
        assert b'http-equiv="refresh"' in (root / "site" / path).read_bytes()
    (root / "content/paths/it.yaml").unlink()
    assert [d.code for d in check.check(Options(root))] == ["vanished-id"]


def test_a_path_is_part_of_the_whole_that_is_given_out(root):
    """timeline.json has it, each question with the passages it leads to by event and fragment."""
    build(root)
    (path,) = json.loads((root / "site/data/timeline.json").read_bytes())["paths"]
    assert (path["id"], path["minutes"], path["changed"]) == ("it", 45, "2020-01-02")
    assert [step["event"]["id"] for step in path["steps"]] == ["e", "f"]
    assert path["steps"][0]["questions"][0]["look_at"] == ["e#figure-n", "f", "f#p1"]
    assert path["questions"][0]["answer"]["en"] == SECRET


def test_without_paths_there_is_no_section(world):
    """A timeline need not have any: nothing leads to what is not there."""
    root = world()
    build(root)
    assert not (root / "site/en/paths").exists() and "paths/index" not in (root / "site/en/index.html").read_text(
        "utf-8"
    )


def test_a_short_sheet_has_the_lines_that_two_pages_leave(world):
    """Few questions have four lines each, many have one; a path without questions has none to answer."""
    question = {"text": both("Why is that so, and who says it?", "لماذا، ومن يقول ذلك؟"), "look_at": ["e"]}
    for count, lines in ((1, 4), (9, 3), (60, 1)):
        step = {"event": "e", "text": both("So."), "questions": [question] * count}
        path = {"title": both("A path"), "summary": both("It leads."), "steps": [step]}
        root = world(**{"content/paths/it.yaml": path, "content/events/e.yaml": event()})
        assert not build(root).failed
        text = (root / "site/en/paths/it/short.html").read_text("utf-8")
        assert text.count('class="asked"') == count and text.count("<i></i>") == count * lines, count
