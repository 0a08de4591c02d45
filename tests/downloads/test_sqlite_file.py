"""The database: rows that hold together whatever their texts, a search that finds every spelling, the same bytes again."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import world as worlds
from tests.world import both, event
from timeline.build import survey
from timeline.build.inputs import Options
from timeline.downloads import sqlite_tables

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")) | st.sampled_from("'\";\\%_=\n"),
    min_size=1,
    max_size=30,
).filter(str.strip)


def made(root) -> bytes:
    targets = survey.survey(Options(root), []).targets
    return next(target.data for target in targets if target.path == "data/timeline.sqlite")


def opened(data: bytes) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.deserialize(data)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    base.execute("INSERT INTO events_fts(events_fts) VALUES ('integrity-check')")
    return base


@settings(max_examples=15)
@given(title=TEXTS, said=TEXTS)
def test_whatever_is_written_comes_out_as_it_was(title, said, tmp_path_factory):
    """No text is ever a command: the tables stand, and hold it."""
    statement = {"text": both(said), "said_by": both(title), "standing": "stated", "sources": [{"id": "s", "at": said}]}
    one = event(title=both(title), statements=[statement])
    root = worlds.write(tmp_path_factory.mktemp("sql"), worlds.files(**{"content/events/e.yaml": one}))
    base = opened(made(root))
    assert base.execute("SELECT id, title_en FROM events").fetchall() == [("e", title.strip())]
    assert base.execute("SELECT text_en, speaker_en FROM statements").fetchall() == [(said.strip(), title.strip())]


def test_paths_are_there_with_their_questions(world):
    """A question belongs to a step or to the whole, and names the event and the passage that it looks at."""
    ask = lambda text, *where, **more: {"text": both(text), "look_at": list(where), **more}
    lesson = {
        "title": both("A path"),
        "summary": both("About it"),
        "minutes": "45",
        "steps": [{"event": "e", "text": both("First"), "questions": [ask("What?", "#p1", answer=both("That"))]}],
        "questions": [ask("And so?", "e", "e#p1")],
    }
    root = world(**{"content/events/e.yaml": event(body=both("One."))}, **{"content/paths/w.yaml": lesson})
    base = opened(made(root))
    assert base.execute("SELECT id, minutes, title_en, title_ar FROM paths").fetchall() == [("w", 45, "A path", "نص")]
    assert base.execute("SELECT path, step, event, text_en FROM path_steps").fetchall() == [("w", 1, "e", "First")]
    rows = base.execute("SELECT question, step, text_en, answer_en FROM path_questions").fetchall()
    assert rows == [(1, 1, "What?", "That"), (2, None, "And so?", None)]
    rows = base.execute("SELECT question, event, passage FROM path_passages").fetchall()
    assert rows == [(1, "e", "p1"), (2, "e", None), (2, "e", "p1")]
    base.commit()
    base.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        base.execute("INSERT INTO path_passages VALUES ('w', '9', 'e', NULL)")


def test_every_part_of_an_event_is_reached_by_its_id(world):
    """Figures, statements, other dates and sides of a disagreement, each with the source that it rests on."""
    cited = [{"id": "s", "at": "¶2"}]
    whole = event(
        actors=["a", "b"],
        figures={"n": {"measure": "m", "value": "14.5", "said_by": "a", "sources": cited}},
        statements=[{"text": both("T."), "said_by": both("someone"), "standing": "claimed", "sources": cited}],
        other_dates=[{"date": "-0043-03-15", "sources": cited}],
        disagreements=[{"about": both("Q?"), "accounts": [{"text": both(t), "sources": cited} for t in ("x", "y")]}],
        related=[{"event": "f", "as": "answers"}],
    )
    base = opened(made(world(**{"content/events/e.yaml": whole, "content/events/f.yaml": event(date="2014")})))
    parts = base.execute(
        "SELECT figure, statement, other_date, disagreement, side, at_en FROM citations WHERE event = 'e'"
    ).fetchall()
    none = None
    assert [row[:5] for row in parts] == [
        (none, none, none, none, none),
        ("n", none, none, none, none),
        (none, "1", none, none, none),
        (none, none, "1", none, none),
        (none, none, none, "1", 1),
        (none, none, none, "1", 2),
    ]
    assert base.execute("SELECT value FROM figures").fetchone() == (14.5,)
    assert base.execute("SELECT earliest FROM other_dates").fetchone() == ("-0043-03-15",)
    assert base.execute("SELECT * FROM relations").fetchall() == [("e", "answers", "f")]
    base.commit()
    base.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        base.execute("INSERT INTO event_topics VALUES ('e', 'nowhere')")
    for insert in (
        "INSERT INTO sides (event, disagreement, side) VALUES ('e', '9', '1')",
        "INSERT INTO citations (source, event, disagreement, side) VALUES ('s', 'e', '1', '9')",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            base.execute(insert)


def test_a_word_is_found_in_whichever_spelling(world):
    """As it is written, and as `folding` has it: without vowel marks, hamzas, the article; without accents."""
    root = world(**{"content/events/e.yaml": event(title=both("The café’s accounts", "إيقافُ الحسابات والإعلان"))})
    base = opened(made(root))
    find = lambda query: len(base.execute("SELECT 1 FROM events_fts WHERE events_fts MATCH ?", (query,)).fetchall())
    assert find("الحسابات") == find("accounts") == find("cafe") == 1
    for asked in ("إيقاف", "ايقاف", "حسابات", "account"):
        assert find(" OR ".join(f'folded:"{word}"' for word in sqlite_tables.folded(asked).split())) == 1, asked
    for asked in ("إيقاف", "ايقاف", "الحسابات", "حسابات", "حساب", "account", "إعلان", "اعلان"):
        assert find(asked) == 1, asked
    assert find("nothing") == 0
    assert {"دانش", "اموز", "دانشاموز"} <= {*sqlite_tables.folded("دانش‌آموز").split()}


def test_other_names_are_a_table_and_find_events(world):
    """Each with its language, and an event is found by what those whom it names are called."""
    actors = {"a": {**worlds.TERM, "kind": "group", "other_names": {"en": ["Daesh"], "ar": ["داعش"]}}}
    actors["b"] = {**worlds.TERM, "kind": "person"}
    base = opened(made(world(**{"content/actors.yaml": actors, "content/events/e.yaml": event(actors=["a"])})))
    rows = base.execute("SELECT kind, id, language, name FROM other_names").fetchall()
    assert sorted(rows) == [("actors", "a", "ar", "داعش"), ("actors", "a", "en", "Daesh")]
    for asked in ("daesh", "داعش", "اسم"):
        assert base.execute("SELECT 1 FROM events_fts WHERE events_fts MATCH ?", (asked,)).fetchall(), asked


def test_the_same_timeline_is_the_same_bytes(world):
    """Twice over; and the library that wrote them is not named."""
    root = world()
    data = made(root)
    assert data == made(root) and data[:16] == b"SQLite format 3\0"
    assert int.from_bytes(data[96:100], "big") == 3_009_000 and int.from_bytes(data[16:18], "big") == 4096
