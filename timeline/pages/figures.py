"""The figures: those of each measure as bars on a scale of their own, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline.drawing import charts
from timeline.drawing.charts import Bar
from timeline.edition.edition import Edition
from timeline.edition.views import Card, Event, Figure, Words
from timeline.pages.page_maker import Maker, Section
from timeline.records import fragments, schema
from timeline.records.languages import Language
from timeline.target import Target

SECTION = Section("figures", lambda timeline: any(entry.record.figures for entry in timeline.events.values()))

_Row = tuple[str, str, schema.Figure]  # an event's id, the name of its figure, and the figure as the record has it


class BarTick(NamedTuple):
    label: str
    place: int
    anchor: str


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

    words: str
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


class Figures(NamedTuple):
    charts: tuple[MeasureGroup, ...]
    single: tuple[MeasureGroup, ...]  # measures with one figure, which there is nothing to set against
    marks: tuple[BarMark, ...]
    doubt: bool  # whether any figure drawn is claimed or disputed


def pages(m: Maker) -> Iterator[Target]:
    yield from m.section(SECTION, "figures.html", _figures)


def _figures(m: Maker) -> Figures:
    found: dict[str, list[_Row]] = {}
    for id, entry in m.timeline.events.items():
        for name, figure in entry.record.figures.items():
            found.setdefault(figure.measure, []).append((id, name, figure))
    groups = {id: _group(m, id, found[id]) for id in m.timeline.measures if id in found}
    drawn = [figure for id in groups for _, _, figure in found[id] if len(found[id]) > 1]
    return Figures(
        charts=tuple(group for id, group in groups.items() if len(found[id]) > 1),
        single=tuple(group for id, group in groups.items() if len(found[id]) == 1),
        marks=tuple(_marks(drawn, m.language)),
        doubt=any(figure.standing in ("claimed", "disputed") for figure in drawn),
    )


def _group(m: Maker, id: str, rows: list[_Row]) -> MeasureGroup:
    """The figures of a measure, in order of time."""
    measure = m.timeline.measures[id].record
    scale = charts.scale([figure.value for _, _, figure in rows], m.language.direction == "rtl")

    def worded(events: Iterable[Event]) -> Iterator[FigureRow]:
        views = {(event.id, figure.id): FigureRow(figure, event.card) for event in events for figure in event.figures}
        for event, name, figure in rows:
            yield views[event, fragments.figure(name)]._replace(bar=scale.bar(figure.value, figure.bound))

    return MeasureGroup(
        id=id,
        name=m.edition.text(measure.name),
        note=m.edition.text(measure.note),
        rows=m.gathered(dict.fromkeys(event for event, _, _ in rows), worded, id),
        ticks=tuple(BarTick(m.language.rounded(value), at, anchor) for value, at, anchor in scale.ticks()),
        pair=_pair(m.edition, rows),
    )


def _pair(edition: Edition, rows: list[_Row]) -> Pair | None:
    """Two figures that one event sets against each other, if that is what a measure has."""
    if len(rows) != 2 or rows[0][0] != rows[1][0]:
        return None
    language, figures = edition.language, [figure for _, _, figure in rows]
    first, second = (_amount(figure, language) for figure in figures)
    words = language.change
    for gap, figure in zip(("{0}", "{1}"), figures, strict=True):
        words = words.replace(gap, edition.mixed(edition.words_of(figure)))
    return Pair(words, first, second, "←" if language.direction == "rtl" else "→")


def _amount(figure: schema.Figure, language: Language) -> Amount:
    before, _, after = language.bounds[figure.bound].partition("{n}")
    return Amount(before.strip(), language.rounded(figure.value), after.strip())


def _marks(figures: Iterable[schema.Figure], language: Language) -> Iterator[BarMark]:
    """How the bounds that occur are drawn, in the order in which they are met."""
    for bound in dict.fromkeys(figure.bound for figure in figures):
        yield BarMark(charts.sample(bound, language.direction == "rtl"), language.words[f"bar_{bound}"])
