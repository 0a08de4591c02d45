"""Paths as pages show them: events in an order, with what leads from one to the next, and questions.

A question says where to look: each place becomes a link to the passage, named by what stands there. The sheet
for pupils is made of the same views with the answers taken out, so that no page of theirs can hold one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from timeline import embed, qr, routes, schema, views
from timeline.edition import Edition
from timeline.views import Lesson, Link, Question, Step, Words


def card(edition: Edition, id: str) -> views.LessonCard:
    """A path as lists show it."""
    record: schema.Lesson = edition.timeline.kinds["paths"][id].record
    language = edition.language
    return views.LessonCard(
        id,
        routes.record(edition.code, "paths", id),
        edition.text(record.title),
        edition.text(record.summary),
        language.count("events", len(record.steps)),
        language.count("minutes", int(record.minutes)) if record.minutes else "",
    )


def lesson(edition: Edition, id: str) -> Lesson:
    """A whole path, answers and all."""
    entry = edition.timeline.kinds["paths"][id]
    record: schema.Lesson = entry.record
    own, address = card(edition, id), edition.timeline.site.address
    return Lesson(
        own,
        edition.prose(record.body, {}),
        tuple(_step(edition, n, step, len(record.steps)) for n, step in enumerate(record.steps, 1)),
        _questions(edition, "", record.questions, "question"),
        edition.version(entry),
        True,
        qr.svg(f"{address}{own.path}", edition.language.words["qr_name"]) if address else None,
        *(routes.lesson(edition.code, id, form) for form in ("sheet", "answers", "slides")),
    )


def without_answers(lesson: Lesson) -> Lesson:
    """The same for pupils."""
    bare = lambda questions: tuple(question._replace(answer="") for question in questions)
    steps = tuple(step._replace(questions=bare(step.questions)) for step in lesson.steps)
    return lesson._replace(steps=steps, questions=bare(lesson.questions), answers=False, body=None)


def slides(edition: Edition, id: str) -> views.Story:
    """The path's events one after another, for a wall: each with what leads to it."""
    shown = lesson(edition, id)
    links = [Link(step.card.title, f"#{step.card.id}") for step in shown.steps]
    return views.Story(
        shown.card.count,
        tuple(
            views.Scene(step.card, next(iter(step.figures), None), n, len(links), step.place, before, after)
            for n, (step, before, after) in enumerate(
                zip(shown.steps, [None, *links[:-1]], [*links[1:], None], strict=True), 1
            )
        ),
    )


def embedded(edition: Edition, id: str) -> views.Embed:
    """The path for other sites' frames: its words and its events."""
    own = card(edition, id)
    steps = edition.timeline.kinds["paths"][id].record.steps
    cards = tuple(edition.cards[step.event] for step in steps)
    shown = views.Embed(own.path, own.title, own.summary, None, None, (), cards)
    return embed.measured(shown, edition.language.direction)


def _step(edition: Edition, n: int, step: schema.Step, total: int) -> Step:
    event, language = edition.events[step.event], edition.language
    place = language.place.replace("{n}", language.number(n)).replace("{total}", language.number(total))
    questions = _questions(edition, step.event, step.questions, f"question-{n}")
    return Step(place, event.card, edition.text(step.text), event.figures, event.citations, questions)


def _questions(edition: Edition, event: str, questions: Iterable[schema.Question], id: str) -> tuple[Question, ...]:
    return tuple(
        Question(
            f"{id}-{n}",
            edition.text(question.text),
            tuple(_place(edition, event, where) for where in question.look_at),
            edition.text(question.answer),
        )
        for n, question in enumerate(questions, 1)
    )


def _place(edition: Edition, own: str, where: str) -> Link:
    """Where to look, named by what stands there; of another event, by that event too."""
    id, _, fragment = where.partition("#")
    id = edition.timeline.aliases.get(("events", id or own), id or own)
    event, words = edition.events[id], edition.language.words
    path = event.card.path + (f"#{fragment}" if fragment else "")
    if not fragment:
        return Link(event.card.title, path)
    named = _named(event, fragment, words)
    return Link(named if id == own else f"{named} · {views.plain(event.card.title)}", path)


def _named(event: views.Event, fragment: str, words: Mapping[str, str]) -> Words:
    for figure in event.figures:
        if figure.id == fragment:
            return f"{words['figure']}: {figure.words}"
    for statement in event.statements:
        if statement.id == fragment:
            return f"{words['statement']}: {views.plain(statement.speaker.name)}"
    for disagreement in event.disagreements:
        if disagreement.id == fragment:
            return f"{words['disagreement']}: {views.plain(disagreement.about)}"
    for other in event.other_dates:
        if other.id == fragment:
            return f"{words['other_date']}: {other.date.text}"
    return words["the_text"]
