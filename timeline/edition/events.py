"""An event and its parts in one language, each as a view of its own, with the numbers of its notes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from timeline import addresses
from timeline.edition import dates_in_words, footnotes, pictures, texts, views, works
from timeline.edition.views import Card
from timeline.records import fragments, schema
from timeline.records.passages import Passage, passages

if TYPE_CHECKING:
    from timeline.edition.edition import Edition


def event(edition: Edition, id: str) -> views.Event:
    """An event's page, with the numbers of its notes; `edition` is the event's own extract (`Edition.extract`)."""
    entry = edition.timeline.events[id]
    event = entry.record
    before, after = edition.timeline.beside(id)
    links = lambda kind, field="": tuple(edition.links[kind, id] for id in dict.fromkeys(getattr(event, field or kind)))
    bare = views.Event(
        id=entry.id,
        card=edition.cards[entry.id],
        body=texts.account(edition, event.body, event.figures),
        topics=links("topics"),
        actors=links("actors"),
        places=links("places"),
        figures=tuple(_figure(edition, id, figure) for id, figure in event.figures.items()),
        statements=tuple(_statement(edition, n, statement) for n, statement in enumerate(event.statements, 1)),
        other_dates=tuple(_other_date(edition, n, other) for n, other in enumerate(event.other_dates, 1)),
        disagreements=tuple(_disagreement(edition, n, whole) for n, whole in enumerate(event.disagreements, 1)),
        related=_related(edition, entry.id),
        citations=edition.cited(event.sources),
        previous=edition.cards[before] if before else None,
        next=edition.cards[after] if after else None,
        remarks=edition.remarks(event),
        hijri=dates_in_words.hijri(event.date, edition.language) if edition.code in edition.timeline.site.hijri else "",
        version=edition.version(entry),
        lessons=edition.lessons(id),
        periods=edition.during(id),
        transition=edition.text(event.transition),
        pictures=pictures.pictures(edition, event.media),
        about_places=links("places", "about_places"),
    )
    return footnotes.numbered(
        bare, partial(works.noted, edition), edition.language.words["note_joint"], edition.language.shown
    )


def _figure(edition: Edition, id: str, figure: schema.Figure) -> views.Figure:
    measure = edition.timeline.measures[figure.measure].record
    return views.Figure(
        id=fragments.figure(id),
        words=edition.words_of(figure),
        value=f"{figure.value:f}",
        measure=edition.text(measure.name),
        measure_path=addresses.measure(edition.code, figure.measure),
        label=edition.text(figure.label),
        period=edition.dated(figure.period) if figure.period else None,
        speaker=edition.speaker(figure.said_by),
        via=edition.speaker(figure.via),
        standing=edition.standing(figure.standing),
        citations=edition.cited(figure.sources),
        remarks=edition.remarks(figure),
    )


def _statement(edition: Edition, n: int, statement: schema.Statement) -> views.Statement:
    return views.Statement(
        id=fragments.statement(n, statement.id),
        text=edition.text(statement.text),
        speaker=edition.speaker(statement.said_by),
        via=edition.speaker(statement.via),
        standing=edition.standing(statement.standing),
        citations=edition.cited(statement.sources),
        remarks=edition.remarks(statement),
    )


def _other_date(edition: Edition, n: int, other: schema.OtherDate) -> views.OtherDate:
    return views.OtherDate(
        id=fragments.other_date(n),
        date=edition.dated(other.date),
        note=edition.text(other.note),
        citations=edition.cited(other.sources),
        remarks=edition.remarks(other),
    )


def _disagreement(edition: Edition, n: int, whole: schema.Disagreement) -> views.Disagreement:
    accounts = (
        views.Account(edition.speaker(a.said_by), edition.text(a.text), edition.cited(a.sources), edition.remarks(a))
        for a in whole.accounts
    )
    return views.Disagreement(
        id=fragments.disagreement(n, whole.id),
        about=edition.text(whole.about),
        accounts=tuple(accounts),
        note=edition.text(whole.note),
        remarks=edition.remarks(whole),
    )


def _related(edition: Edition, id: str) -> tuple[views.Related, ...]:
    groups: dict[str, list[Card]] = {}
    for kind, forward, other in edition.timeline.related.get(id, ()):
        words = edition.language.relations[kind]
        groups.setdefault(words.forward if forward else words.backward, []).append(edition.pointed(other))
    return tuple(views.Related(label, tuple(cards)) for label, cards in groups.items())


def paired(edition: Edition, id: str) -> Iterable[tuple[Passage, views.Part]]:
    """Each passage of an event with its view; both come in the same order."""
    return zip(passages(edition.timeline.events[id].record), edition.events[id].passages, strict=True)
