"""The axis as geometry: to scale, in order, in both directions, no label upon another, none lost."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PROJECT
from timeline.drawing import axis, date_line, date_strokes
from timeline.drawing.axis_parts import Axis, Mark
from timeline.edition import views
from timeline.records import languages, yaml_file
from timeline.records.validate import record_of
from timeline.text import edtf, widths


def language(code: str) -> languages.Language:
    path = PROJECT / "templates/languages" / f"{code}.yaml"
    file, _ = yaml_file.read(path.name, path.read_bytes())
    found, faults = record_of(languages.Language, file.data, file)
    assert not faults
    return found.model_copy(update={"code": code})


ENGLISH, ARABIC = language("en"), language("ar")
# English words set from the right: the same drawing as English, but for the direction.
MIRRORED = ENGLISH.model_copy(update={"direction": "rtl"})
LANES = {"one": "The first lane", "two": "Another", "three": "حكومات وشركات"}


def happening(id: str, date: str, lane: str = "one", title: str = "Something happens", emphasis=()) -> axis.Happening:
    card = views.Card(id, f"en/events/{id}.html", title, views.Dated(date, ""), "")
    return axis.Happening(card, edtf.parse(date), lane, emphasis)


def both(happenings, spoken=ENGLISH) -> dict[str, Axis]:
    """By kind: named, or of too many events counted."""
    if len(happenings) <= axis.NAMED:
        return {"wide": axis.named(happenings, LANES, spoken)}
    counted = [(h.date.anchor[0], h.lane) for h in happenings]
    return {drawn.kind: drawn for drawn in axis.counted(counted, LANES, spoken)}


def places(path: str) -> list[tuple[float, float]]:
    """The corners of a path, each whole, where one of its two numbers may be left out."""
    found: list[tuple[float, float]] = []
    for sign, first, second in re.findall(r"([MLHV])(-?[0-9.]+)(?: (-?[0-9.]+))?", path):
        x, y = float(first), float(second or 0)
        found.append({"H": (x, found[-1][1]), "V": (found[-1][0], x)}[sign] if sign in "HV" else (x, y))
    return found


def label_box(mark: Mark, rtl: bool) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a mark's words, by the estimate that never falls short."""
    texts = ["".join(run.text for run in line.runs) for line in mark.lines]
    width = max(widths.width(text) for text in texts) * date_strokes.SIZE
    x, top = float(mark.lines[0].x), float(mark.lines[0].y) - date_strokes.LINE * 0.8
    left = x - width if rtl else x
    return left, top, left + width, float(mark.lines[-1].y) + date_strokes.LINE * 0.2


def overlap(a, b) -> bool:
    return a[0] < b[2] - 0.2 and b[0] < a[2] - 0.2 and a[1] < b[3] - 0.2 and b[1] < a[3] - 0.2


DATES = st.one_of(
    st.builds("{:04d}-{:02d}-{:02d}".format, st.integers(2010, 2019), st.integers(1, 12), st.integers(1, 28)),
    st.builds("{:04d}-{:02d}{}".format, st.integers(2010, 2019), st.integers(1, 12), st.sampled_from(["", "~", "?"])),
    st.builds("{:04d}{}".format, st.integers(2010, 2019), st.sampled_from(["", "~", "/..", "/", "/2020", "/2019-05~"])),
    st.builds("{}{:04d}-05-06".format, st.sampled_from(["../", "/"]), st.integers(2010, 2019)),
)
TITLES = st.lists(
    st.sampled_from("a Twitter suspends 125,000 accounts حساب إيقاف الحسابات Wörter".split()), min_size=1, max_size=14
).map(" ".join)
HAPPENINGS = st.lists(st.tuples(DATES, st.sampled_from(list(LANES)), TITLES), min_size=1, max_size=25).map(
    lambda rows: [
        happening(f"e{n}", date, lane, title)
        for n, (date, lane, title) in enumerate(sorted(rows, key=lambda row: edtf.parse(row[0]).sort_key))
    ]
)


@given(HAPPENINGS, st.sampled_from([ENGLISH, MIRRORED, ARABIC]))
def test_labels_never_overlap_and_never_get_lost(happenings, spoken):
    """Every event has its mark, in order of time, with its whole title; no two titles touch."""
    for drawn in both(happenings, spoken).values():
        assert [mark.id for mark in drawn.marks] == [h.card.id for h in happenings]
        for mark, h in zip(drawn.marks, happenings, strict=True):
            words = " ".join("".join(run.text for run in line.runs) for line in mark.lines)
            words = re.sub("[\u200e\u200f\u202a-\u202c]", "", words)  # marks of direction
            assert words.replace("\u00a0", " ") == h.card.title
            assert mark.name.startswith(words.replace("\u00a0", " ") + ":")
        boxes = [label_box(mark, spoken.direction == "rtl") for mark in drawn.marks]
        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
        for left, top, right, bottom in boxes:
            assert -0.2 <= left and right <= float(drawn.width) + 0.2
            assert 0 <= top and bottom <= float(drawn.height) + 0.2


@given(HAPPENINGS)
def test_arabic_runs_from_the_right(happenings):
    """With the other direction the drawing is the same seen in a mirror: nothing else moves."""
    for kind, drawn in both(happenings).items():
        other, width = both(happenings, MIRRORED)[kind], float(drawn.width)
        assert (other.width, other.height) == (drawn.width, drawn.height)
        for mark, turned in zip(drawn.marks, other.marks, strict=True):
            for shape, mirrored in zip(mark.shapes, turned.shapes, strict=True):
                assert [(round(width - x, 1), y) for x, y in places(shape.path)] == places(mirrored.path)
            assert [round(width - float(line.x), 1) for line in mark.lines] == [float(line.x) for line in turned.lines]
            assert float(turned.box.x) == pytest.approx(width - float(mark.box.x) - float(mark.box.width), abs=0.11)


@given(HAPPENINGS)
def test_time_runs_along_the_line(happenings):
    """A later day stands further along."""
    for drawn in both(happenings).values():
        starts = []
        for mark, h in zip(drawn.marks, happenings, strict=True):
            if h.date.is_day:
                (shape,) = [s for s in mark.shapes if s.kind == "point"]
                starts.append((h.date.earliest, places(shape.path)[1][0]))
        assert [place for _, place in sorted(starts)] == sorted(place for _, place in starts)


@given(HAPPENINGS)
def test_what_can_be_pressed_is_large_enough(happenings):
    """Each mark offers enough room in both directions, drawn smaller too, and covers its words."""
    for drawn in both(happenings).values():
        for mark in drawn.marks:
            x, y, width, height = map(float, mark.box)
            left, top, right, bottom = label_box(mark, False)
            assert width >= date_strokes.TARGET and height >= date_strokes.TARGET
            assert (
                x <= left + 0.2
                and x + width >= min(right, float(drawn.width)) - 5
                and y <= top + 1
                and y + height >= bottom - 6
            )


def test_precision_can_be_seen():
    """A point for a day, a hollow bar for a month, thinning strokes for about, an arrow for what goes on, a gap for an unknown end."""
    kinds = {}
    for date in ("2014-02-03", "2014-02", "2014-02-03/2015-03-04", "2014-02~", "2014-02-03/..", "2014-02-03/", "2014?"):
        drawn = both([happening("e", date), happening("z", "2016")])["wide"]
        kinds[date] = " ".join(shape.kind for shape in drawn.marks[0].shapes)
    assert kinds == {
        "2014-02-03": "point",
        "2014-02": "within",
        "2014-02-03/2015-03-04": "span",
        "2014-02~": "within soft",
        "2014-02-03/..": "span open",
        "2014-02-03/": "span unknown",
        "2014?": "within doubtful",
    }


def test_lengths_are_to_scale():
    """A year is drawn twelve times as long as a month, give or take their days."""
    drawn = both([happening("a", "2014"), happening("b", "2015-01"), happening("c", "2016")])["wide"]
    lengths = [abs(places(mark.shapes[0].path)[1][0] - places(mark.shapes[0].path)[0][0]) for mark in drawn.marks]
    assert lengths[0] / lengths[1] == pytest.approx(365 / 31, rel=0.01) and lengths[2] / lengths[0] == pytest.approx(
        366 / 365, abs=0.002
    )


def test_lanes_are_those_that_have_an_event():
    """Lanes come in the order of the topics; one without an event is not drawn."""
    drawn = both([happening("a", "2014", "three"), happening("b", "2015", "one")])
    assert [lane.id for lane in drawn["wide"].lanes] == ["one", "three"]
    lines = drawn["wide"].lanes[0].lines
    assert float(lines[0].y) < float(drawn["wide"].lanes[1].lines[0].y)


def test_rare_topics_share_a_lane():
    """Of more topics than a sheet has room for, the most frequent keep their lanes; nothing is left out."""
    names = {f"t{n:02d}": f"Topic {n}" for n in range(30)}
    happenings = [happening(f"e{n}-{m}", "2014", f"t{n:02d}") for n in range(30) for m in range(2 if n == 20 else 1)]
    drawn = axis.named(happenings, names, ENGLISH)
    assert len(drawn.lanes) == axis.LANES and drawn.lanes[-1].name == ENGLISH.words["axis_others"]
    assert "t20" in [lane.id for lane in drawn.lanes] and len(drawn.marks) == len(happenings)


def test_figures_in_titles_stand_out():
    """The number that an event is about is set apart in its label, and not broken over two lines."""
    mark = both([happening("a", "2014", title="تويتر يوقف أكثر من 235 ألف حساب إضافي", emphasis=("235 ألف",))], ARABIC)[
        "wide"
    ].marks[0]
    assert [run.text for line in mark.lines for run in line.runs if run.strong] == ["235\u00a0ألف"]


def test_marks_have_names():
    """A mark is named by what is written beside it, then its date and its lane, for who cannot see where it stands."""
    drawn = both([happening("a", "2014-02"), happening("b", "2015", "two")])
    assert {d.marks[0].name for d in drawn.values()} == {"Something happens: 2014-02 (The first lane)"}
    alone = both([happening("a", "2014-02"), happening("b", "2015")])["wide"]  # a single lane has nothing to tell apart
    assert alone.marks[0].name == "Something happens: 2014-02" and alone.lanes[0].lines == ()


@pytest.mark.parametrize("dates", (("-0043", "-0500-03-15", "0762"), ("Y-12000", "0762"), ("Y12026", "2016")))
def test_years_with_long_names_do_not_touch(dates):
    """A year before the common era takes more room, and the scale leaves it."""
    ordered = sorted(dates, key=lambda date: edtf.parse(date).sort_key)
    ticks = both([happening(f"e{n}", date) for n, date in enumerate(ordered)])["wide"].ticks
    placed = [(float(t.x), float(t.x) + widths.width(t.text) * date_strokes.SIZE) for t in ticks]
    assert len(placed) > 2 and all(end <= start for (_, end), (start, _) in pairwise(placed))


def many(count: int, years: int, first: int = 1800) -> list[axis.Happening]:
    found = [(f"{first + n * 7919 % years:04d}", ("one", "two")[n % 2]) for n in range(count)]
    return [happening(f"e{n}", date, lane) for n, (date, lane) in enumerate(sorted(found))]


@pytest.mark.parametrize(("count", "years"), ((61, 3), (500, 30), (10_000, 200)))
def test_too_many_to_name_become_a_density(count, years):
    """Of many events the axis shows how many there are in each stretch of years, none left out, and leads there."""
    drawn = both(many(count, years))
    for found in drawn.values():
        numbers = [int(re.search(r": ([0-9,]+) events?$", mark.name)[1].replace(",", "")) for mark in found.marks]
        assert sum(numbers) == count and len(numbers) <= 60
        assert all(float(mark.box.width) >= date_strokes.TARGET <= float(mark.box.height) for mark in found.marks)
        assert all(re.fullmatch(r"en/years/(\d{4}\.html|index\.html#y\d{4})", mark.path) for mark in found.marks)
        assert [mark.path for mark in found.marks] == sorted(mark.path for mark in found.marks)
        edges = [
            (
                float(mark.box.x),
                float(mark.box.y),
                float(mark.box.x) + float(mark.box.width),
                float(mark.box.y) + float(mark.box.height),
            )
            for mark in found.marks
        ]
        assert not [pair for pair in combinations(edges, 2) if overlap(*pair)]
        assert all(0 <= edge[0] and edge[2] <= float(found.width) + 0.2 for edge in edges)


def test_the_axis_says_where_it_begins():
    """With a month, since it does not begin with a year; where that is too near to the next year for both to be written
    on one line, a line higher."""
    for first, above in (("2014-05-02", False), ("2014-11-02", True)):
        ticks = both([happening("a", first), happening("b", "2017-06")])["wide"].ticks
        month = {"2014-05-02": "May 2014", "2014-11-02": "November 2014"}[first]
        assert [tick.text for tick in ticks if not tick.minor] == [month, "2015", "2016", "2017"]
        assert float(ticks[0].x) == 0 and (float(ticks[0].y) < float(ticks[1].y)) is above
    assert both([happening("a", "2014-01"), happening("b", "2017")])["wide"].ticks[0].text == "2014"


def test_lanes_are_named_beside_them_or_above():
    """At a desk the margin has room for names; on a tablet the whole width is for the events."""
    drawn = both(many(100, 30))
    starts = {kind: min(float(mark.box.x) for mark in drawn[kind].marks) for kind in ("wide", "medium")}
    assert starts["medium"] < 20 < 200 < starts["wide"]
    for kind in starts:
        assert [lane.lines[0].runs[0].text for lane in drawn[kind].lanes] == ["The first lane", "Another"]
    of_one = axis.counted([(1900 + n, "one") for n in range(70)], LANES, ENGLISH)  # a single lane needs no name
    assert [lane.lines for drawn in of_one for lane in drawn.lanes] == [(), ()] and float(of_one[0].marks[0].box.x) == 0


def test_many_events_of_one_year_say_nothing_by_years():
    assert axis.counted([(2016, "one")] * 61, LANES, ENGLISH) == ()


def test_density_columns_are_as_high_as_their_numbers():
    """Twice as many events are drawn twice as high, on one scale for all lanes."""
    happenings = [happening(f"a{n}", "1900", "one") for n in range(40)] + [
        happening(f"b{n}", "1901", "two") for n in range(80)
    ]
    heights = []
    for mark in both(happenings)["wide"].marks:
        ys = [y for _, y in places(mark.shapes[0].path)]
        heights.append(max(ys) - min(ys))
    assert heights[1] == pytest.approx(2 * heights[0], rel=0.01)


def test_legend_explains_what_is_used():
    """The legend has the signs of this axis and no others."""
    dates = [edtf.parse("2014-02-03"), edtf.parse("2014-05~")]
    scale = date_line.scale(edtf.extent(dates), ENGLISH)
    words = ENGLISH.words
    assert [sign.meaning for sign in axis.legend([date_line.line(d, scale, ENGLISH) for d in dates], ENGLISH)] == [
        words["axis_point"],
        words["axis_within"],
        words["axis_soft"],
    ]
