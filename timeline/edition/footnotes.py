"""The numbered notes of an event: one for each passage that rests on sources, in the order of reading.

As a book has them (Chicago, notes and bibliography): several sources of one passage share a note, and a
source is named in full the first time, in short after that, never by "ibid.". Numbers begin anew with
each event: a note then has one number, on the event's own page and in the whole record, and an event
that changes leaves all others as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from timeline.edition.views import Citation, Disagreement, Event, Figure, Note, OtherDate, Picture, Prose, Statement

P = TypeVar("P", Picture, Figure, Statement, OtherDate)
Reference = Callable[[Citation, bool], str]  # a source as a note names it, safe HTML; whether in full


def numbered(event: Event, reference: Reference, joint: str, shown: Callable[[str], str]) -> Event:
    """An event whose passages bear the numbers of its notes. `joint` stands between two sources of a note."""
    notes: list[Note] = []
    known: set[str] = set()

    def note(citations: Sequence[Citation], of: str = "") -> str:
        if not citations:
            return ""
        sources = []
        for citation in citations:
            sources.append(reference(citation, citation.path not in known))
            known.add(citation.path)
        notes.append(Note(shown(str(len(notes) + 1)), of, Prose(joint.join(sources) + ".")))
        return notes[-1].number

    def noted(passages: tuple[P, ...]) -> tuple[P, ...]:
        return tuple(p._replace(number=note(p.citations, p.id)) for p in passages)

    def sides(differing: Disagreement) -> Disagreement:
        accounts = (a._replace(number=note(a.citations, differing.id)) for a in differing.accounts)
        return differing._replace(accounts=tuple(accounts))

    # Numbered in the order in which a page has them. The first picture stands before the text, whose last words bear
    # its note; where there is none, it is the summary's, above the picture.
    ahead = noted(event.pictures[:1]) if event.body else ()
    return event._replace(
        number=note(event.citations),
        pictures=(*ahead, *noted(event.pictures[len(ahead) :])),
        figures=noted(event.figures),
        statements=_by_voice(event, noted),
        other_dates=noted(event.other_dates),
        disagreements=tuple(map(sides, event.disagreements)),
        notes=tuple(notes),
    )


def _by_voice(event: Event, noted: Callable[[tuple[Statement, ...]], tuple[Statement, ...]]) -> tuple[Statement, ...]:
    """The statements as they were, numbered speaker by speaker."""
    numbered = {statement.id: statement for voice in event.voices for statement in noted(voice.statements)}
    return tuple(numbered[statement.id] for statement in event.statements)
