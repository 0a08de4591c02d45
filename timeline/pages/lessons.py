"""Paths as pages show them: events in an order, with what leads from one to the next, and questions.

A question says where to look: each place becomes a link to the passage, named by what stands there. On paper,
where nothing can be followed, the passages stand with their event, and a question leads to their numbers (`2.1`).
The sheet for pupils is made of the same views with the answers taken out, so that no page of theirs can hold one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from timeline import addresses
from timeline.drawing import qr
from timeline.edition import views
from timeline.edition.edition import Edition
from timeline.edition.views import Lesson, Link, Question, Step, Words
from timeline.pages import embed, listings
from timeline.records import resolve, schema
from timeline.text import html_text


def card(edition: Edition, id: str) -> views.LessonCard:
    """A path as lists show it."""
    record: schema.Lesson = edition.timeline.kinds["paths"][id].record
    language = edition.language
    return views.LessonCard(
        id,
        addresses.record(edition.code, "paths", id),
        edition.text(record.title),
        edition.text(record.summary),
        language.count("events", len(record.steps)),
        language.count("minutes", int(record.minutes)) if record.minutes else "",
    )


def lesson(edition: Edition, id: str) -> Lesson:
    """A whole path, answers and all."""
    entry = edition.timeline.kinds["paths"][id]
    record: schema.Lesson = entry.record
    own, paper = card(edition, id), _Paper(edition, record)
    steps = tuple(_step(edition, paper, n, step, len(record.steps)) for n, step in enumerate(record.steps, 1))
    others = tuple(map(paper.met, list(paper.passages)[len(steps) :]))
    met = (*(step.met for step in steps), *others)
    return Lesson(
        own,
        edition.prose(record.body, {}),
        steps,
        _questions(edition, paper, "", record.questions, "question"),
        edition.version(entry),
        True,
        None,
        *(addresses.lesson(edition.code, id, form) for form in addresses.LESSON_FORMS),
        listings.explained(edition.language, {e.standing.code for m in met for e in m.exhibits if e.standing}),
        others,
    )


def without_answers(lesson: Lesson) -> Lesson:
    """The same for pupils."""
    bare = lambda questions: tuple(question._replace(answer="") for question in questions)
    steps = tuple(step._replace(questions=bare(step.questions)) for step in lesson.steps)
    return lesson._replace(steps=steps, questions=bare(lesson.questions), answers=False, body=None)


def sheet(edition: Edition, lesson: Lesson, path: str) -> Lesson:
    """The same on paper, with the address of that sheet as a code: what is handed out leads to itself, so that
    pupils find no answers behind theirs."""
    address = edition.timeline.site.address
    code = qr.svg(f"{address}{path}", edition.language.words["qr_name"]) if address else None
    return lesson._replace(code=code)


def slides(edition: Edition, id: str) -> views.Story:
    """The path's events one after another, for a wall: each with what leads to it and what is asked of it, and at
    last what is asked of the whole."""
    shown, language, steps = lesson(edition, id), edition.language, edition.timeline.kinds["paths"][id].record.steps
    asked = lambda questions: tuple(question.text for question in questions)
    links = [Link(step.card.title, f"#{step.card.id}") for step in shown.steps]
    links += [Link(language.words["path_closing"], "#closing")] if shown.questions else []
    around, total = zip(shown.steps, [None, *links], [*links[1:], None], strict=False), len(shown.steps)
    scenes = tuple(
        views.Scene(
            step.card,
            _asked_about(record, step.figures),
            n,
            total,
            language.place.replace("{n}", language.number(n)).replace("{total}", language.number(total)),
            before,
            after,
            step.text,
            asked(step.questions),
        )
        for n, (record, (step, before, after)) in enumerate(zip(steps, around, strict=True), 1)
    )
    return views.Story(shown.card.count, scenes, asked(shown.questions))


def _asked_about(step: schema.Step, figures: tuple[views.Figure, ...]) -> tuple[views.Figure, ...]:
    """The figures of an event that its questions look at; where they look at none, the first that it has."""
    looked_at = {where for question in step.questions for where in question.look_at}
    return tuple(f for f in figures if {f"#{f.id}", f"{step.event}#{f.id}"} & looked_at) or figures[:1]


def embedded(edition: Edition, id: str) -> views.Embed:
    """The path for other sites' frames: its words and its events."""
    own = card(edition, id)
    steps = edition.timeline.kinds["paths"][id].record.steps
    cards = tuple(edition.cards[step.event] for step in steps)
    shown = views.Embed(own.path, own.title, own.summary, None, None, (), cards)
    return embed.measured(shown, edition.language.direction)


class _Paper:
    """The numbers that events, passages and questions have on paper, each counted as it is first met."""

    def __init__(self, edition: Edition, record: schema.Lesson):
        self.edition, self.asked = edition, 0
        self.passages: dict[str, list[str]] = {step.event: [] for step in record.steps}  # by event
        places = sorted(resolve.places_to_look(record), key=lambda place: place[0][0] != "steps")
        for _, own, where in places:
            event, _, fragment = where.partition("#")
            known = self.passages.setdefault(event or own, [])
            if fragment and fragment not in known:
                known.append(fragment)
        self.events = {event: n for n, event in enumerate(self.passages, 1)}

    def number(self, event: str, fragment: str = "") -> str:
        number, places = self.edition.language.number, self.passages[event]
        return f"{number(self.events[event])}{f'.{number(places.index(fragment) + 1)}' if fragment else ''}"

    def met(self, id: str) -> views.Met:
        event, parts = self.edition.events[id], {}
        for fragment, *part in _parts(event, self.edition.mixed, self.edition.language.words):
            parts[fragment] = part
        exhibits = (views.Exhibit(self.number(id, name), *parts[name]) for name in self.passages[id])
        return views.Met(self.number(id), event.card, event.citations, tuple(exhibits))

    def place(self, own: str, where: str) -> str:
        """Where to look, by its number."""
        event, _, fragment = where.partition("#")
        return self.number(event or own, fragment)


def _parts(event: views.Event, mixed: Callable[[str], Words], words: Mapping[str, str]) -> Iterator[tuple]:
    """Every passage of an event: its fragment, and what an exhibit shows of it."""
    for f in event.figures:
        more = tuple(filter(None, (f.label or f.measure, f.period and f.period.text)))
        yield f.id, words["figure"], f.words, more, f.speaker, f.via, f.standing, f.citations, ()
    for s in event.statements:
        yield s.id, words["statement"], s.text, (), s.speaker, s.via, s.standing, s.citations, ()
    for o in event.other_dates:
        more = tuple(filter(None, (o.note,)))
        yield o.id, words["other_date"], o.date.text, more, None, None, None, o.citations, ()
    for d in event.disagreements:
        yield d.id, words["disagreement"], d.about, tuple(filter(None, (d.note,))), None, None, None, (), d.accounts
    for block in event.body.blocks if event.body else ():
        text = html_text.line(block.before.markup + block.after.markup)
        shown = views.Text(text, event.body.lang, event.body.dir) if event.body.lang else mixed(text)
        yield block.id, words["the_text"], shown, (), None, None, None, (), ()


def _step(edition: Edition, paper: _Paper, n: int, step: schema.Step, total: int) -> Step:
    event, language = edition.events[step.event], edition.language
    place = language.place.replace("{n}", language.number(n)).replace("{total}", language.number(total))
    questions = _questions(edition, paper, step.event, step.questions, f"question-{n}")
    met = paper.met(step.event)
    return Step(met, place, event.card, edition.text(step.text), event.figures, event.citations, questions)


def _questions(
    edition: Edition, paper: _Paper, event: str, questions: Iterable[schema.Question], id: str
) -> tuple[Question, ...]:
    first, paper.asked = paper.asked, paper.asked + len(list(questions))
    return tuple(
        Question(
            f"{id}-{n}",
            edition.text(question.text),
            _places(edition, event, question.look_at),
            edition.text(question.answer),
            first + n,
            tuple(paper.place(event, where) for where in question.look_at),
        )
        for n, question in enumerate(questions, 1)
    )


def _places(edition: Edition, own: str, look_at: Iterable[str]) -> tuple[Link, ...]:
    """Where to look; two that would be called alike, such as two statements of one speaker, are numbered."""
    links, number = [_place(edition, own, where) for where in look_at], edition.language.number
    names = [str(link.text) for link in links]
    return tuple(
        link._replace(text=f"{name} ({number(names[: n + 1].count(name))})") if names.count(name) > 1 else link
        for n, (name, link) in enumerate(zip(names, links, strict=True))
    )


def _place(edition: Edition, own: str, where: str) -> Link:
    """Where to look, named by what stands there; of another event, by that event too."""
    id, _, fragment = where.partition("#")
    id = id or own
    event, words = edition.events[id], edition.language.words
    path = event.card.path + (f"#{fragment}" if fragment else "")
    if not fragment:
        return Link(event.card.title, path)
    label, text, _, speaker, *_ = {name: part for name, *part in _parts(event, edition.mixed, words)}[fragment]
    # A figure is known by its number and a statement by its speaker; a whole paragraph names nothing.
    said = {words["statement"]: speaker and speaker.name, words["the_text"]: ""}.get(label, text)
    named = f"{label}: {views.plain(said)}" if said else label
    return Link(named if id == own else f"{named} · {views.plain(event.card.title)}", path)
