"""The figures: those of each measure as bars on a scale of their own, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline import addresses
from timeline.drawing import charts
from timeline.drawing.charts import Bar
from timeline.edition import views
from timeline.edition.edition import Edition
from timeline.edition.views import Card, Event, Figure, Link, Words
from timeline.pages import bars, stretches
from timeline.pages.bars import BarTick
from timeline.pages.page_maker import Maker, Section, Shown
from timeline.pages.stretches import Excerpt, Stretch, StretchLink
from timeline.records import fragments, schema
from timeline.records.languages import Language
from timeline.target import Target

SECTION = Section("figures", lambda timeline: any(entry.record.figures for entry in timeline.events.values()))

_Row = tuple[str, str, schema.Figure]  # an event's id, the name of its figure, and the figure as the record has it


class BarMark(NamedTuple):
    """How a bound is drawn, and what that means."""

    bar: Bar
    meaning: str


class Amount(NamedTuple):
    """A number without its unit, the words of its bound apart: `about`, `14.5`, nothing."""

    before: str
    number: str
    after: str


class Pair(NamedTuple):
    """Two figures of one measure in one event: from the one to the other."""

    words: Words
    first: Amount
    last: Amount
    arrow: str


class FigureRow(NamedTuple):
    figure: Figure
    card: Card
    bar: Bar | None = None  # where its measure is drawn


class MeasureGroup(NamedTuple):
    """A measure's figures on a scale of their own: two measures never share one."""

    id: str
    name: Words
    note: Words
    rows: Sequence[FigureRow]
    ticks: tuple[BarTick, ...]
    pair: Pair | None
    stretches: tuple[StretchLink, ...] = ()  # of more than a page shows


class Figures(NamedTuple):
    """All figures, but for the measures that have too many for a page; or one stretch of one of these."""

    charts: tuple[MeasureGroup, ...]
    single: tuple[MeasureGroup, ...]  # measures with one figure, which there is nothing to set against
    marks: tuple[BarMark, ...]
    doubt: bool  # whether any figure drawn is claimed or disputed
    explained: str  # the measure under which the marks are: the first that is drawn
    excerpt: Excerpt | None = None


def pages(m: Maker) -> Iterator[Target]:
    yield from m.section(SECTION, "figures.html", _figures)
    for id, rows in m.once(_found).items():
        for stretch in stretches.every(_parted(m, rows)):
            address, section = stretches.address(_path(m, id), stretch), SECTION.path(m.code)
            yield m.page(address, "figures.html", _part, id, stretch, type="CollectionPage", section=section)


def _found(m: Maker) -> dict[str, list[_Row]]:
    """The figures of each measure that has any, in order of time."""
    found: dict[str, list[_Row]] = {id: [] for id in m.timeline.measures}
    for id, entry in m.timeline.events.items():
        for name, figure in entry.record.figures.items():
            found[figure.measure].append((id, name, figure))
    return {id: rows for id, rows in found.items() if rows}


def _parted(m: Maker, rows: list[_Row]) -> tuple[Stretch, ...]:
    return stretches.parted(m, list(dict.fromkeys(event for event, _, _ in rows)))


def _path(m: Maker, id: str) -> str:
    """Below which the stretches of a measure have their pages."""
    return addresses.record(m.code, SECTION.name, id)


def _figures(m: Maker) -> Figures:
    found = m.once(_found)
    whole = {id: stretches.links(m, _path(m, id), _parted(m, rows)) for id, rows in found.items()}
    groups = {id: _group(m, id, () if whole[id] else rows)._replace(stretches=whole[id]) for id, rows in found.items()}
    drawn = [figure for id, rows in found.items() for _, _, figure in rows if len(rows) > 1 and not whole[id]]
    return Figures(
        charts=tuple(group for id, group in groups.items() if len(found[id]) > 1),
        single=tuple(group for id, group in groups.items() if len(found[id]) == 1),
        marks=tuple(_marks(drawn, m.language)),
        doubt=_doubt(drawn),
        explained=next((id for id, rows in found.items() if len(rows) > 1 and not whole[id]), ""),
    )


def _part(m: Maker, id: str, stretch: Stretch) -> Shown:
    """The figures of a measure in a stretch, or the ways to its own parts."""
    rows = m.once(_found)[id]
    name, whole = m.edition.text(m.timeline.measures[id].record.name), addresses.measure(m.code, id)
    excerpt = stretches.excerpt(m, Link(name, _path(m, id)), _parted(m, rows), stretch)._replace(
        whole=Link(name, whole)
    )
    events = set(() if stretch.parts else stretch.events)
    within = [row for row in rows if row[0] in events]
    drawn = [figure for _, _, figure in within]
    group = _group(m, id, within)._replace(stretches=stretches.links(m, _path(m, id), stretch.parts))
    shown = Figures(
        charts=(group,),
        single=(),
        marks=tuple(_marks(drawn, m.language)),
        doubt=_doubt(drawn),
        explained="" if stretch.parts else id,
        excerpt=excerpt,
    )
    return Shown(f"{views.plain(name)} · {excerpt.text}", m.words[f"{SECTION.name}_help"], shown)


def _doubt(figures: Iterable[schema.Figure]) -> bool:
    return any(figure.standing in ("claimed", "disputed") for figure in figures)


def _group(m: Maker, id: str, rows: Sequence[_Row]) -> MeasureGroup:
    """Some figures of a measure, on the scale of them all."""
    measure, all = m.timeline.measures[id].record, m.once(_found)[id]
    scale = charts.scale([figure.value for _, _, figure in all], m.language.direction == "rtl")

    def worded(events: Iterable[Event]) -> Iterator[FigureRow]:
        found = {(event.id, figure.id): FigureRow(figure, event.card) for event in events for figure in event.figures}
        for event, name, figure in rows:
            yield found[event, fragments.figure(name)]._replace(bar=scale.bar(figure.value, figure.bound))

    return MeasureGroup(
        id=id,
        name=m.edition.text(measure.name),
        note=m.edition.text(measure.note),
        rows=m.gathered(dict.fromkeys(event for event, _, _ in rows), worded, id, scale),
        ticks=bars.ticks(scale, m.language),
        pair=_pair(m.edition, all),
    )


def _pair(edition: Edition, rows: list[_Row]) -> Pair | None:
    """Two figures that one event sets against each other, if that is what a measure has."""
    if len(rows) != 2 or rows[0][0] != rows[1][0]:
        return None
    language, figures = edition.language, [figure for _, _, figure in rows]
    first, second = (_amount(figure, language) for figure in figures)
    amounts = [edition.words_of(figure) for figure in figures]
    borrowed = amounts[0] if isinstance(amounts[0], views.Text) else None  # both are, for they have one unit
    words = edition.timeline.languages[borrowed.lang].change if borrowed else language.change
    for gap, amount in zip(("{0}", "{1}"), amounts, strict=True):
        words = words.replace(gap, views.plain(amount))
    said = views.Text(words, borrowed.lang, borrowed.dir) if borrowed else words
    return Pair(said, first, second, "←" if language.direction == "rtl" else "→")


def _amount(figure: schema.Figure, language: Language) -> Amount:
    before, _, after = language.bounds[figure.bound].partition("{n}")
    return Amount(before.strip(), language.rounded(figure.value), after.strip())


def _marks(figures: Iterable[schema.Figure], language: Language) -> Iterator[BarMark]:
    """How the bounds that occur are drawn, in the order in which they are met."""
    for bound in dict.fromkeys(figure.bound for figure in figures):
        yield BarMark(charts.sample(bound, language.direction == "rtl"), language.words[f"bar_{bound}"])
