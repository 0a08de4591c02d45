"""Notes are numbered as a page is read, a source stands in full once, and what shares a passage shares a note."""

from __future__ import annotations

from timeline.edition import footnotes, views
from timeline.records.languages import Language

STANDING = views.Standing("stated", "stated")
WHO = views.Speaker("Somebody")


def cited(*sources):
    return tuple(
        views.Citation(name, f"en/sources/{name}.html", name, name, at, False, name, "") for name, at in sources
    )


def event(**changes):
    bare = views.Event("e", None, None, *[()] * 9, None, None)
    return bare._replace(**changes)


def say(citation, full):
    return f"{'FULL ' if full else ''}{citation.name} {citation.at}".strip()


def numbered(**changes):
    return footnotes.numbered(event(**changes), say, "; ", str)


def test_notes_follow_the_page():
    """The account itself, figures, statements, other dates, the sides of a disagreement: one number after another."""
    one = cited(("s", "¶1"))
    made = numbered(
        citations=one,
        figures=(views.Figure("figure-a", "1", "1", "m", "", "", None, WHO, None, STANDING, one),),
        statements=(views.Statement("statement-1", "It is.", WHO, None, STANDING, one),),
        other_dates=(views.OtherDate("other-date-1", views.Dated("2016", "2016"), "", one),),
        disagreements=(
            views.Disagreement(
                "disagreement-1", "?", (views.Account(None, "A", one), views.Account(None, "B", one)), ""
            ),
        ),
    )
    sides = made.disagreements[0].accounts
    passages = (made, *made.figures, *made.statements, *made.other_dates, *sides)
    assert [p.number for p in passages] == ["1", "2", "3", "4", "5", "6"] == [n.number for n in made.notes]
    assert [n.of for n in made.notes] == [
        "", "figure-a", "statement-1", "other-date-1", "disagreement-1", "disagreement-1"
    ]  # fmt: skip


def test_the_first_picture_is_noted_before_the_text_that_follows_it():
    """A text bears its note behind its last words, below that picture; a summary alone above all pictures."""
    one = cited(("s", "¶1"))
    shown = tuple(
        views.Picture(**{**dict.fromkeys(views.Picture._fields), "id": f"picture-{n}", "citations": one}) for n in "12"
    )
    read = lambda event: (event.number, [p.number for p in event.pictures], [n.of for n in event.notes])
    long = numbered(citations=one, pictures=shown, body="It went on.")
    assert read(long) == ("2", ["1", "3"], ["picture-1", "", "picture-2"])
    assert read(numbered(citations=one, pictures=shown)) == ("1", ["2", "3"], ["", "picture-1", "picture-2"])


def test_a_source_stands_in_full_once_and_sources_of_a_passage_share_a_note():
    """In full the first time, in short after that; what a passage has no source for has no number."""
    made = numbered(
        citations=cited(("s", "¶1")),
        statements=(
            views.Statement("statement-1", "", WHO, None, STANDING, cited(("s", "¶2"), ("t", ""))),
            views.Statement("statement-2", "", WHO, None, STANDING, ()),
        ),
    )
    assert [n.text.markup for n in made.notes] == ["FULL s ¶1.", "s ¶2; FULL t."]
    assert made.statements[1].number == ""


def test_what_one_says_stands_together():
    """A speaker who speaks again is numbered with what they said before, as a page has it; the record's order stays."""
    other = views.Speaker("Another")
    said = [("a", WHO), ("b", other), ("c", WHO)]
    made = numbered(
        statements=tuple(views.Statement(id, "", who, None, STANDING, cited(("s", id))) for id, who in said)
    )
    assert [(s.id, s.number) for s in made.statements] == [("a", "1"), ("b", "3"), ("c", "2")]
    assert [[s.number for s in voice.statements] for voice in made.voices] == [["1", "2"], ["3"]]
    assert [n.of for n in made.notes] == ["a", "c", "b"]


def test_numbers_are_in_the_languages_digits():
    """As all numbers of an edition are."""
    shown = lambda text: Language.shown(Language.model_construct(digits="arabic-indic"), text)
    made = footnotes.numbered(event(citations=cited(("s", ""))), say, "؛ ", shown)
    assert made.number == made.notes[0].number == "١"
