"""Paths as pages show them: events in an order, with what leads from one to the next, and questions.

A question says where to look: each place becomes a link to the passage, named by what stands there. On paper,
where nothing can be followed, the passages stand with their event, and a question leads to their numbers (`2.1`).
The sheet for pupils is made of the same views with the answers taken out, so that no page of theirs can hold one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.drawing import qr
from timeline.edition import pictures, texts, views
from timeline.edition.edition import Edition
from timeline.edition.lazy_values import OnDemand
from timeline.edition.views import Account, Body, Card, Citation, Dated, Figure, Link, Picture, Speaker, Standing, Words
from timeline.pages import embed
from timeline.pages.page_maker import Maker, More, Section, Shown
from timeline.pages.standings import Explained, explained
from timeline.pages.story import Scene, Story
from timeline.records import schema
from timeline.records.timeline import places_to_look
from timeline.target import Target
from timeline.text import html_text

SECTION = Section("paths", lambda timeline: timeline.lessons, "WebPage")


class LessonCard(NamedTuple):
    """A path as lists show it."""

    id: str
    path: str
    title: Words
    summary: Words
    count: str  # type: ignore[assignment]  # hides a method of tuples
    minutes: str


class Question(NamedTuple):
    """`answer` is empty where nobody wrote one, and on whatever pupils are handed. `numbers` are the places to look at
    as paper calls them."""

    id: str
    text: Words
    look_at: tuple[Link, ...]
    answer: Words
    number: int
    numbers: tuple[str, ...]


class Exhibit(NamedTuple):
    """A passage that a question leads to, in short: on paper it is found by its number, under its event's."""

    label: str  # figure, statement, …
    text: Words
    more: tuple[Words, ...] = ()
    speaker: Speaker | None = None
    via: Speaker | None = None
    standing: Standing | None = None
    citations: tuple[Citation, ...] = ()
    sides: tuple[Account, ...] = ()  # of a disagreement
    number: str = ""
    picture: Picture | None = None


class Met(NamedTuple):
    """An event as a sheet has it."""

    number: str
    card: Card
    citations: tuple[Citation, ...]
    exhibits: tuple[Exhibit, ...]


class Step(NamedTuple):
    met: Met
    place: str
    card: Card
    text: Words
    figures: tuple[Figure, ...]
    citations: tuple[Citation, ...]
    questions: tuple[Question, ...]
    pictures: tuple[Picture, ...] = ()


class Lesson(NamedTuple):
    """A path: events in an order, with a thread and questions; `sheet`, `short`, `key` and `slides` lead to its other
    forms."""

    card: LessonCard
    body: Body | None
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    version: Dated | None
    answers: bool
    code: qr.Code | None  # of a sheet: its address, as a code to be read from paper
    sheet: str
    short: str
    key: str
    slides: str
    standings: tuple[Explained, ...]  # those of the passages that questions lead to
    others: tuple[Met, ...]  # events that a question looks at, though no step leads there


class LessonList(NamedTuple):
    lessons: tuple[LessonCard, ...]


def pages(m: Maker) -> Iterator[Target]:
    """Each path with its sheets and slides, and the list of them all."""
    yield from m.section(SECTION, "paths.html", _list)
    for id in m.timeline.lessons:
        page = partial(m.page, section=SECTION.path(m.code), about=("paths", id))
        pupils, key, shown = (addresses.lesson(m.code, id, form) for form in ("sheet", "answers", "slides"))
        yield page(addresses.record(m.code, "paths", id), "path.html", _page, id, type="LearningResource")
        yield page(pupils, "sheet.html", _pupils, id, pupils, type="LearningResource")
        yield page(key, "sheet.html", _key, id, key, type="LearningResource")
        yield page(shown, "slides.html", _slides, id, type="WebPage")


def _list(m: Maker) -> LessonList:
    return LessonList(tuple(card(m.edition, id) for id in m.timeline.lessons))


def by_id(m: Maker) -> Mapping[str, Lesson]:
    """By id, answers and all."""
    return OnDemand(m.timeline.lessons, partial(lesson, m.edition))


def _page(m: Maker, id: str) -> Shown:
    file = m.timeline.lessons[id].file
    more: More = {"repository": m.repository(file), "parallel": m.beside("paths", id)}
    return shown(m, id, m.once(by_id)[id], {**more, **embed.offered(m, "paths", id)})


def _pupils(m: Maker, id: str, path: str) -> Shown:
    return shown(m, id, sheet(m.edition, without_answers(m.once(by_id)[id]), path))


def _key(m: Maker, id: str, path: str) -> Shown:
    return shown(m, id, sheet(m.edition, m.once(by_id)[id], path))


def _slides(m: Maker, id: str) -> Shown:
    return shown(m, id, slides(m.edition, id))


def shown(m: Maker, id: str, subject: object, more: More | None = None) -> Shown:
    own = card(m.edition, id)
    return Shown(own.title, own.summary, subject, more or {})


def card(edition: Edition, id: str) -> LessonCard:
    """A path as lists show it."""
    record = edition.timeline.lessons[id].record
    language = edition.language
    return LessonCard(
        id=id,
        path=addresses.record(edition.code, "paths", id),
        title=edition.text(record.title),
        summary=edition.text(record.summary),
        count=language.count("events", len(record.steps)),
        minutes=language.count("minutes", int(record.minutes)) if record.minutes else "",
    )


def lesson(edition: Edition, id: str) -> Lesson:
    """A whole path, answers and all."""
    entry = edition.timeline.lessons[id]
    record = entry.record
    paper = _Paper(edition, record)
    pupils, short, key, slides = (addresses.lesson(edition.code, id, form) for form in addresses.LESSON_FORMS)
    steps = tuple(_step(edition, paper, n, step, len(record.steps)) for n, step in enumerate(record.steps, 1))
    others = tuple(map(paper.met, list(paper.passages)[len(steps) :]))
    met = (*(step.met for step in steps), *others)
    return Lesson(
        card=card(edition, id),
        body=texts.account(edition, record.body, {}),
        steps=steps,
        questions=_questions(edition, paper, "", record.questions, "question"),
        version=edition.version(entry),
        answers=True,
        code=None,
        sheet=pupils,
        short=short,
        key=key,
        slides=slides,
        standings=explained(edition.language, {e.standing.code for m in met for e in m.exhibits if e.standing}),
        others=others,
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
    code = qr.Code(f"{address}{path}", edition.language.words["qr_name"]) if address else None
    return lesson._replace(code=code)


def slides(edition: Edition, id: str) -> Story:
    """The path's events one after another, for a wall: each with what leads to it and what is asked of it, and at
    last what is asked of the whole."""
    shown, language, steps = lesson(edition, id), edition.language, edition.timeline.lessons[id].record.steps
    asked = lambda questions: tuple(question.text for question in questions)
    links = [Link(step.card.title, f"#{step.card.id}") for step in shown.steps]
    links += [Link(language.words["path_closing"], "#closing")] if shown.questions else []
    onward = zip(shown.steps, [*links[1:], None], strict=False)
    scenes = tuple(
        Scene(
            card=step.card,
            figures=_asked_about(record, step.figures),
            place=step.place,
            next=after,
            text=step.text,
            questions=asked(step.questions),
            picture=next(iter((*step.pictures, *edition.events[step.card.id].pictures)), None),
        )
        for record, (step, after) in zip(steps, onward, strict=True)
    )
    return Story(shown.card.count, scenes, back=shown.card.path, closing=asked(shown.questions))


def _asked_about(step: schema.Step, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures of an event that its questions look at; where they look at none, the first that it has."""
    looked_at = {where for question in step.questions for where in question.look_at}
    return tuple(f for f in figures if {f"#{f.id}", f"{step.event}#{f.id}"} & looked_at) or figures[:1]


class _Paper:
    """The numbers that events, passages and questions have on paper, each counted as it is first met."""

    def __init__(self, edition: Edition, record: schema.Lesson):
        self.edition, self.asked = edition, 0
        self.passages: dict[str, list[str]] = {step.event: [] for step in record.steps}  # by event
        places = sorted(places_to_look(record), key=lambda place: place[0][0] != "steps")
        for _, own, where in places:
            event, _, fragment = where.partition("#")
            known = self.passages.setdefault(event or own, [])
            if fragment and fragment not in known:
                known.append(fragment)
        self.events = {event: n for n, event in enumerate(self.passages, 1)}

    def number(self, event: str, fragment: str = "") -> str:
        number, places = self.edition.language.number, self.passages[event]
        return f"{number(self.events[event])}{f'.{number(places.index(fragment) + 1)}' if fragment else ''}"

    def met(self, id: str) -> Met:
        event = self.edition.events[id]
        exhibits = dict(_exhibits(event, self.edition.mixed, self.edition.language.words))
        numbered = (exhibits[name]._replace(number=self.number(id, name)) for name in self.passages[id])
        return Met(self.number(id), event.card, event.citations, tuple(numbered))

    def place(self, own: str, where: str) -> str:
        """Where to look, by its number."""
        event, _, fragment = where.partition("#")
        return self.number(event or own, fragment)


def _exhibits(
    event: views.Event, mixed: Callable[[str], Words], words: Mapping[str, str]
) -> Iterator[tuple[str, Exhibit]]:
    """Every passage of an event by its fragment, still without a number."""
    for p in event.pictures:
        yield p.id, Exhibit(label=words["picture"], text=p.text, more=(p.credit,), citations=p.citations, picture=p)
    for f in event.figures:
        more: tuple[Words, ...] = (f.label or f.measure, f.period.text if f.period else "")
        yield f.id, _said(words["figure"], f.words, f)._replace(more=tuple(filter(None, more)))
    for s in event.statements:
        yield s.id, _said(words["statement"], s.text, s)
    for o in event.other_dates:
        note = (o.note,) if o.note else ()
        yield o.id, Exhibit(label=words["other_date"], text=o.date.text, more=note, citations=o.citations)
    for d in event.disagreements:
        note = (d.note,) if d.note else ()
        yield d.id, Exhibit(label=words["disagreement"], text=d.about, more=note, sides=d.accounts)
    body = event.body or views.Body(())
    for block in body.blocks:
        text = html_text.line(block.before.markup + block.after.markup)
        shown = views.Text(text, body.lang, body.dir) if body.lang else mixed(text)
        yield block.id, Exhibit(label=words["the_text"], text=shown)


def _said(label: str, text: Words, said: views.Figure | views.Statement) -> Exhibit:
    return Exhibit(
        label=label,
        text=text,
        speaker=said.speaker,
        via=said.via,
        standing=said.standing,
        citations=said.citations,
    )


def _step(edition: Edition, paper: _Paper, n: int, step: schema.Step, total: int) -> Step:
    event, language = edition.events[step.event], edition.language
    place = language.place.replace("{n}", language.number(n)).replace("{total}", language.number(total))
    questions = _questions(edition, paper, step.event, step.questions, f"question-{n}")
    met = paper.met(step.event)
    return Step(
        met=met,
        place=place,
        card=event.card,
        text=edition.text(step.text),
        figures=event.figures,
        citations=event.citations,
        questions=questions,
        pictures=pictures.pictures(edition, step.media),
    )


def _questions(
    edition: Edition, paper: _Paper, event: str, questions: Iterable[schema.Question], id: str
) -> tuple[Question, ...]:
    first, paper.asked = paper.asked, paper.asked + len(list(questions))
    return tuple(
        Question(
            id=f"{id}-{n}",
            text=edition.text(question.text),
            look_at=_places(edition, event, question.look_at),
            answer=edition.text(question.answer),
            number=first + n,
            numbers=tuple(paper.place(event, where) for where in question.look_at),
        )
        for n, question in enumerate(questions, 1)
    )


def _places(edition: Edition, own: str, look_at: Iterable[str]) -> tuple[Link, ...]:
    """Where to look; two that would be called alike, such as two statements of one speaker, are numbered."""
    links, number = [_place(edition, own, where) for where in look_at], edition.language.number
    names = [str(link.text) for link in links]
    found = []
    for n, (name, link) in enumerate(zip(names, links, strict=True)):
        mark = f" ({number(names[: n + 1].count(name))})" if names.count(name) > 1 else ""
        found.append(link._replace(text=views.together(link.text, mark)) if mark else link)
    return tuple(found)


def _place(edition: Edition, own: str, where: str) -> Link:
    """Where to look, named by what stands there; of another event, by that event too."""
    id, _, fragment = where.partition("#")
    id = id or own
    event, words = edition.events[id], edition.language.words
    path = event.card.path + (f"#{fragment}" if fragment else "")
    if not fragment:
        return Link(event.card.title, path)
    shown = dict(_exhibits(event, edition.mixed, words))[fragment]
    # A figure is known by its number and a statement by its speaker; a whole paragraph names nothing.
    speaker = shown.speaker and shown.speaker.name
    said = {words["statement"]: speaker, words["the_text"]: ""}.get(shown.label, shown.text)
    named = views.together(shown.label, ": ", said) if said else shown.label
    return Link(named if id == own else views.together(named, " · ", event.card.title), path)
