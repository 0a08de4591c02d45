"""A record in all of its languages side by side: rows, each a passage in every language.

The rows are read off the views that the editions have of the record; nothing is worded anew. What a
language lacks its edition borrows from another: here, where the other stands beside it, it is left open.
Any record can be shown so: rows are all that the page is made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from timeline import addresses
from timeline.drawing import qr
from timeline.edition import page_views, views
from timeline.edition.edition import Edition
from timeline.edition.page_views import Alternate
from timeline.edition.views import Prose, Words
from timeline.pages import embed, lessons
from timeline.pages.page_maker import Maker, Shown, alone
from timeline.pages.redirects import redirect
from timeline.records import paragraph_pairs
from timeline.target import Target


class Cell(NamedTuple):
    """A passage in one language, where several stand side by side. `item` is the view that its row is of: a
    text, empty where it is not written yet, or a figure, a statement."""

    item: Any  # each kind of row has its own
    label: Words | tuple[views.Citation, ...] = ""


class Row(NamedTuple):
    """A passage in every language of the record, in the order of the site's languages."""

    kind: str  # how it is set: `title`, `heading`, `text`, `figure`, …
    id: str  # its fragment, the same as on each edition's page; empty where it has none
    cells: tuple[Cell, ...]


class Parallel(NamedTuple):
    """A record in all languages side by side; each column is headed by the record's page in that edition."""

    columns: tuple[Alternate, ...]
    rows: tuple[Row, ...]
    sheet: bool = False  # to be written on
    code: qr.Code | None = None  # its address, as a code to be read from paper


def pages(makers: Mapping[str, Maker]) -> Iterator[Target]:
    """Each event and each path that stands in several editions, and a page at each of their former addresses."""
    first = next(iter(makers.values()))
    frames = {}  # by the languages that have a record; all of them, but for what a growing edition lacks
    several = {(kind, id): tuple(first.having(kind, id)) for kind, id in embed.named(first.timeline)}
    several = {record: codes for record, codes in several.items() if len(codes) > 1}
    for codes in dict.fromkeys(several.values()):
        frames[codes] = first.frame._replace(editions=tuple(makers[code].frame for code in codes))
    for (kind, id), codes in several.items():
        frame = frames[codes]
        path, files, key = addresses.parallel(kind, id), first.files(kind, id), embed.key_of(first, kind)
        event, page = id if kind == "events" else "", partial(_page, first, path, kind, id)
        yield Target(path, "parallel.html", page, frame, files=files, key=key, event=event)
    for (kind, former), id in first.timeline.aliases.items():
        if (kind, id) in several:
            frame = frames[several[kind, id]]
            path, files = addresses.parallel(kind, former), first.files(kind, id)
            yield Target(path, "redirect.html", partial(_moved, first, path, kind, id), frame, files=files)


def _page(m: Maker, path: str, kind: str, id: str) -> page_views.Page:
    editions = {code: other.edition for code, other in embed.maker_of(m, kind, id).having(kind, id).items()}
    shown = {"events": event, "paths": lesson}[kind](editions, id)
    said = lambda kind: [views.plain(cell.item) for row in shown.rows if row.kind == kind for cell in row.cells]
    return alone(path, Shown(" · ".join(said("title")), " ".join(said("summary")), shown))


def _moved(m: Maker, path: str, kind: str, id: str) -> page_views.Page:
    return alone(path, redirect(m, kind, id, addresses.parallel(kind, id)))


def row(kind: str, items: Iterable[object], labels: Iterable[Words] = (), id: str = "") -> Row:
    """A row of one item a language, each with its label where it has one."""
    items, labels = tuple(items), tuple(labels)
    return Row(kind, id, tuple(map(Cell, items, labels or ("",) * len(items))))


def own(text: Words) -> Words:
    """A text, or nothing where it stands in another language than its edition's."""
    return "" if isinstance(text, views.Text) else text


def worded(editions: Mapping[str, Edition], kind: str, word: str) -> Row:
    """A row of the interface's own words."""
    return row(kind, (e.language.words[word] for e in editions.values()))


def page(editions: Mapping[str, Edition], kind: str, id: str, rows: Iterable[Row]) -> Parallel:
    """A record's page, of its rows; each column is headed by the way to the record in that edition."""
    columns = (
        Alternate(code, e.language.direction, e.language.name, addresses.record(code, kind, id))
        for code, e in editions.items()
    )
    return Parallel(tuple(columns), tuple(rows))


def event(editions: Mapping[str, Edition], id: str) -> Parallel:
    """An event: every passage that its page has an address for, under the same address."""
    events = [e.events[id] for e in editions.values()]
    rows = [
        row("title", (event.card.title for event in events)),
        row("date", (event.card.date for event in events)),
        row("summary", (own(event.card.summary) for event in events)),
        *_remarks(events),
        *_pictures(editions, [event.pictures[:1] for event in events]),  # the first is before the text, as on its page
        *_paragraphs([event.body for event in events]),
        *_pictures(editions, [event.pictures[1:] for event in events]),
    ]

    def section(word: str, passages: Sequence[tuple[object, ...]]) -> None:
        if passages[0]:
            rows.append(worded(editions, "heading", word))

    section("nav_figures", [event.figures for event in events])
    for same in zip(*(event.figures for event in events), strict=True):
        rows += (row("figure", same, id=same[0].id), *_remarks(same))
    section("statements", [event.statements for event in events])
    for same in zip(*(event.statements for event in events), strict=True):
        rows += (row("statement", (s._replace(text=own(s.text)) for s in same), id=same[0].id), *_remarks(same))
    section("other_dates", [event.other_dates for event in events])
    for same in zip(*(event.other_dates for event in events), strict=True):
        rows += (row("other-date", same, id=same[0].id), *_remarks(same))
    section("nav_disagreements", [event.disagreements for event in events])
    for same in zip(*(event.disagreements for event in events), strict=True):
        rows += _disagreement(editions, same)
    section("sources", [event.citations for event in events])
    rows.append(row("sources", (event.citations for event in events)))
    for kind, heading in (
        ("actors", "nav_actors"),
        ("topics", "nav_topics"),
        ("places", "event_places"),
        ("about_places", "event_about_places"),
    ):
        links = [getattr(event, kind) for event in events]
        section(heading, links)
        if links[0]:
            rows.append(row("links", links))
    during = [tuple(period.link for period in event.periods) for event in events]
    section("nav_periods", during)
    if during[0]:
        rows.append(row("links", during))
    return page(editions, "events", id, rows)


def lesson(editions: Mapping[str, Edition], id: str) -> Parallel:
    """A path as a sheet for a class in all languages: the thread and the questions, without the answers."""
    shown = [lessons.without_answers(lessons.lesson(e, id)) for e in editions.values()]
    rows = [
        row("title", (s.card.title for s in shown)),
        row("summary", (own(s.card.summary) for s in shown)),
        row("fill", ("" for _ in shown)),
        *(row("meaning", same) for same in zip(*(s.standings for s in shown), strict=True)),
    ]
    for steps in zip(*(s.steps for s in shown), strict=True):
        looked_at = _pictures(editions, [step.pictures for step in steps], addressed=False)
        rows += _met([step.met for step in steps], [own(step.text) for step in steps], looked_at)
        rows += _questions([step.questions for step in steps])
    if shown[0].others:
        rows.append(worded(editions, "beside", "path_beside"))
    for met in zip(*(s.others for s in shown), strict=True):
        rows += _met(met)
    if shown[0].questions:
        rows.append(worded(editions, "heading", "path_closing"))
        rows += _questions([s.questions for s in shown])
    first = next(iter(editions.values()))
    address, words = first.timeline.site.address, first.language.words
    code = qr.Code(f"{address}{addresses.parallel('paths', id)}", words["qr_name"]) if address else None
    whole = page(editions, "paths", id, rows)
    # No way to the answers.
    columns = tuple(c._replace(path=addresses.lesson(c.lang, id, "sheet")) for c in whole.columns)
    return whole._replace(columns=columns, sheet=True, code=code)


def _remarks(same: Sequence[views.Remarked]) -> Iterable[Row]:
    """The remarks of a record, or of one of its parts, of which `same` are the views in each language."""
    for notes in zip(*(view.remarks for view in same), strict=True):
        yield row("note", (own(note.text) for note in notes), (note.label for note in notes))


def _met(met: Sequence[lessons.Met], thread: Sequence[Words] = (), pictures: Iterable[Row] = ()) -> Iterable[Row]:
    """An event of a path, with the step's pictures and the passages that questions lead to."""
    yield row("heading", (own(one.card.title) for one in met), (one.number for one in met))
    yield Row("date", "", tuple(Cell(one.card.date, one.citations) for one in met))
    yield row("gist", (own(one.card.summary) for one in met))
    if thread:
        yield row("thread", thread)
    yield from pictures
    for same in zip(*(one.exhibits for one in met), strict=True):
        yield row("exhibit", same)


def _questions(asked: list[tuple[lessons.Question, ...]]) -> Iterable[Row]:
    for same in zip(*asked, strict=True):
        yield row("question", (q._replace(text=own(q.text)) for q in same), id=same[0].id)


def _paragraphs(bodies: list[views.Body | None]) -> Iterable[Row]:
    """The text, a row a paragraph; those stand in one row that have the same address."""
    columns = [
        {block.id: Prose(block.before.markup + block.after.markup) for block in body.blocks}
        if body and not body.lang
        else {}
        for body in bodies
    ]
    for id in paragraph_pairs.merged(columns):
        yield row("paragraph", (column.get(id, "") for column in columns), id=id)


def _pictures(
    editions: Mapping[str, Edition], pictures: Sequence[tuple[views.Picture, ...]], addressed: bool = True
) -> Iterable[Row]:
    """Pictures: each once for all languages, and below it what each says of it. They have an address where the page is
    one record's."""
    for same in zip(*pictures, strict=True):
        # Said is what is seen in one that only decorates by none, and by all in any other, be it not written yet.
        labels = [e.language.words["picture_alt"] if any(p.alt for p in same) else "" for e in editions.values()]
        said = (p._replace(alt=own(p.alt), caption=own(p.caption), credit=own(p.credit)) for p in same)
        yield row("picture", said, labels, id=same[0].id if addressed else "")
        yield from _remarks(same)


def _disagreement(editions: Mapping[str, Edition], same: tuple[views.Disagreement, ...]) -> Iterable[Row]:
    yield row("about", (own(d.about) for d in same), id=same[0].id)
    for side in zip(*(d.accounts for d in same), strict=True):
        yield row("account", (account._replace(text=own(account.text)) for account in side))
        yield from _remarks(side)
    yield from _remarks(same)
    if same[0].note:
        labels = (e.language.words["keep_in_mind"] for e in editions.values())
        yield row("note", (own(d.note) for d in same), labels)
