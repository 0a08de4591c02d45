"""Social cards: every word inside the frame, mirrored for right to left, whatever the words are."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PROJECT
from tests.drawing.test_axis import ARABIC, DATES, ENGLISH
from tests.drawing.test_charts import BOUNDS, VALUES
from timeline.drawing import date_line, social_card
from timeline.drawing.card_chart import Row
from timeline.drawing.charts import FRAME
from timeline.drawing.png import png
from timeline.drawing.social_card import Bars
from timeline.edition import views
from timeline.text import edtf
from timeline.text.widths import width, wrap

DATED = views.Dated("5 February 2016", "2016-02-05")
STANDING = views.Standing("reported", "reported")
WORDS = st.one_of(
    st.text(min_size=1, max_size=500),
    st.text(alphabet="aWi.م لاكهيسٌّ٣8–ö漢😀\u2067\u2069\u202e\x07<&", min_size=1, max_size=500),
)
DIRECTIONS = st.sampled_from(["ltr", "rtl"])
SPOKEN = {"ltr": ENGLISH, "rtl": ARABIC}
ROWS = st.builds(Row, VALUES, st.sampled_from(BOUNDS), st.sampled_from(["stated", "claimed"]), WORDS)
BARS = st.builds(Bars, ROWS, st.lists(ROWS, max_size=8).map(tuple))


def card(title: str, date: str = DATED.text) -> views.Card:
    return views.Card("e", "en/events/e.html", title, DATED._replace(text=date), "")


def figure(words: str, standing: views.Standing = STANDING) -> views.Figure:
    speaker = views.Speaker("Twitter")
    return views.Figure("f", words, "1", "", "", "", None, speaker, None, standing, ())


def event(title: str, figures: tuple[views.Figure, ...] = (), date: str = DATED.text) -> views.Event:
    return views.Event("e", card(title, date), None, (), (), (), figures, (), (), (), (), (), None, None)


def drawn(title: str, direction: str = "ltr", **rest) -> social_card.Picture:
    drawings = {name: rest.pop(name) for name in ("bars", "place") if name in rest}
    return social_card.event(event(title, **rest), ("A site", "A tagline"), SPOKEN[direction], **drawings)


def lines(picture: social_card.Picture, kind: str) -> list[str]:
    """The lines of a kind, without their isolates."""
    return [line.text[1:-1] for block in picture.blocks if block.kind == kind for line in block.lines]


def boxes(picture: social_card.Picture):
    """Where each line lies: from the left to the right, from above its letters to below them."""
    for block in picture.blocks:
        for line in block.lines:
            wide = width(line.text) * block.size
            left = line.x if picture.anchor == "start" else line.x - wide
            yield left, left + wide, line.y - 0.75 * block.size, line.y + 0.25 * block.size
    for label in picture.chart.labels if picture.chart else ():
        size, share = picture.chart.size, {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
        left = label.x - share * width(label.text) * size
        yield left, left + width(label.text) * size, label.y - 0.75 * size, label.y + 0.25 * size
    for bar in picture.chart.bars if picture.chart else ():
        out = 16 if bar.bar.goes_on else 0
        ends = [bar.x + bar.width * place / FRAME for place in (bar.bar.zero, bar.bar.end)]
        ends = [ends[0], ends[1] + (-out if bar.bar.mirrored else out)]
        # Its own height is half of what its frame has, and what closes it a little more.
        yield min(ends), max(ends), bar.y + bar.height * 0.1, bar.y + bar.height * 0.9
    if picture.place:
        yield picture.place.x, picture.width - picture.place.x, picture.place.y, picture.place.y + 92


def inside(picture: social_card.Picture) -> bool:
    return all(
        left >= 70 and right <= picture.width - 70 and above >= 70 and below <= picture.height
        for left, right, above, below in boxes(picture)
    )


PLACES = st.lists(DATES, min_size=1, max_size=3).map(lambda texts: [edtf.parse(text) for text in texts])


def placed(dates, spoken) -> date_line.Place:
    scale = date_line.scale(edtf.extent(dates), spoken)
    own, *others = (date_line.line(date, scale, spoken) for date in dates)
    return date_line.Place(date_line.ticks(scale, spoken), own, tuple(others))


@given(WORDS, WORDS, WORDS, WORDS, DIRECTIONS, st.none() | BARS, PLACES)
def test_nothing_leaves_the_frame(title, date, words, tagline, direction, bars, dates):
    """Whatever title, date, figure, tagline and bars: every line and every bar ends inside the margins."""
    figures, spoken = (figure(words),), SPOKEN[direction]
    picture = social_card.event(event(title, figures, date), (words, tagline), spoken, bars, placed(dates, spoken))
    assert inside(picture)
    assert inside(social_card.site(title, tagline, (date,), direction, "en/index.html"))


@given(WORDS, WORDS, DIRECTIONS, st.none() | BARS, PLACES)
def test_nothing_overlaps(title, words, direction, bars, dates):
    """Title, figure, bars with their numbers, place in time and foot keep apart, and the margin keeps clear of the
    column."""
    spoken = SPOKEN[direction]
    shown = event(title, (figure(words),) if bars else ())
    rows = sorted(boxes(social_card.event(shown, ("A site", words), spoken, bars, placed(dates, spoken))))
    for n, (left, right, above, below) in enumerate(rows):
        for other in rows[n + 1 :]:
            beside = right <= other[0] or other[1] <= left
            assert beside or below <= other[2] or other[3] <= above


def test_right_to_left_is_the_mirror():
    """The margin is on the starting side in both directions, and lines are fixed at that side."""
    left, right = drawn("A title"), drawn("A title", "rtl")
    assert (left.anchor, right.anchor) == ("start", "end")
    for one, other in zip(left.blocks, right.blocks, strict=True):
        assert one.kind == other.kind and one.lines[0].x == right.width - other.lines[0].x


@pytest.mark.parametrize(("direction", "opening"), [("ltr", "\u2066"), ("rtl", "\u2067")])
def test_each_line_says_its_direction(direction, opening):
    """The renderer has no other way to know it, so that numbers stand where a reader expects them."""
    picture = drawn("تويتر يوقف أكثر من 235 ألف حساب إضافي " * 2, direction)
    assert all(re.fullmatch(f"{opening}[^\u2066-\u2069]+\u2069", line.text) for b in picture.blocks for line in b.lines)


FONTS = sorted((PROJECT / "templates/fonts/cards").glob("*.ttf"))


def in_pixels(line: str) -> bytes:
    text = f'<text font-family="Timeline Cards" font-size="40" text-anchor="end" x="790" y="60">{line}</text>'
    return png(f'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="80">{text}</svg>', FONTS)


@pytest.mark.parametrize(
    ("title", "isolated"),
    [
        ("من 10% إلى -5%", "من \u206610%\u2069 إلى \u2066-5%\u2069"),
        ("حساب @news", "حساب \u2066@news\u2069"),
        ("C++، ثم T (X)", "\u2066C++\u2069، ثم \u2066T (X)\u2069"),
    ],
)
def test_what_is_foreign_on_a_card_keeps_its_order(title, isolated):
    """Drawn, a title is as if its foreign words and signed numbers were isolated, and not as it is without that."""
    ((line,),) = [block.lines for block in drawn(title, "rtl").blocks if block.kind == "title"]
    assert in_pixels(line.text) == in_pixels(f"\u2067{isolated}\u2069") != in_pixels(f"\u2067{title}\u2069")


def test_a_long_title_shrinks_and_then_is_cut():
    """First smaller, so that every word is there; at last an ellipsis at the end of a word."""
    short, longer, endless = (drawn("word " * n) for n in (4, 24, 200))
    sizes = [next(b.size for b in p.blocks if b.kind == "title") for p in (short, longer, endless)]
    assert sizes[0] > sizes[1] >= sizes[2]
    assert " ".join(lines(longer, "title")) == ("word " * 24).strip()
    assert lines(endless, "title")[-1].endswith("word…")


def test_a_title_breaks_into_even_lines():
    """No word is left alone at the end where the others could have kept it company; and no line more is taken."""
    assert lines(drawn("Accounts fall silent, and the reason is left open"), "title") == [
        "Accounts fall silent,",
        "and the reason",
        "is left open",
    ]
    assert lines(drawn("حسابات تصمت، والسبب سؤال بلا جواب", "rtl"), "title") == [
        "حسابات تصمت،",
        "والسبب سؤال",
        "بلا جواب",
    ]


@given(WORDS, st.floats(2, 30))
def test_even_lines_are_no_more_and_no_wider(text, limit):
    """Of any text they hold the same words, in as many lines as there would be."""
    text = social_card.clean(text)
    plain, made = wrap(text, limit), social_card.even(text, limit)
    assert len(made) == len(plain)
    assert " ".join(" ".join(made).split()) == " ".join(" ".join(plain).split())
    assert max(map(width, made), default=0) <= max(limit, max(map(width, plain), default=0)) + 1e-6


def test_how_a_figure_stands_is_never_cut():
    """The name of whoever gives it gives way: a claim keeps the word for what it is."""
    claimed = figure("more than 1,000")._replace(
        standing=views.Standing("claimed", "claimed"), speaker=views.Speaker("An account that bears a name " * 4)
    )
    for direction in ("ltr", "rtl"):
        (said,) = lines(drawn("A title", direction, figures=(claimed,)), "quiet")[:1]
        assert re.sub("[\u200e\u200f\u202a-\u202e]", "", said).endswith("… · claimed")


def test_a_day_stays_with_its_month():
    """No line of the margin ends between the two; where both do not fit, they part rather than break a word."""
    picture = drawn("A title", date="about June 2015 to 5 February 2016")
    assert lines(picture, "date") == ["about June 2015", "to 5 February", "2016"]
    assert lines(drawn("A title", "rtl", date="من نحو حزيران 2015 إلى 5 شباط 2016"), "date")[-1] == "5 شباط 2016"
    assert lines(drawn("A title", date="27–28 September 2016"), "date") == ["27–28", "September", "2016"]


def test_a_figure_is_there_where_it_has_room():
    """The first figure with who says it and how it stands; in ochre where that is in doubt; not beside a long title."""
    doubtful = figure("more than 5 things", views.Standing("claimed", "claimed"))
    assert lines(drawn("A title", figures=(figure("5 things"), doubtful)), "figure") == ["5 things"]
    assert lines(drawn("A title", figures=(doubtful,)), "doubt") == ["more than 5 things"]
    assert "Twitter · claimed" in lines(drawn("A title", figures=(doubtful,)), "quiet")
    assert not lines(drawn("word " * 60, figures=(figure("5 things"),)), "figure")
    assert not lines(drawn("A title", figures=(figure("5 things " * 20),)), "figure")


def row(value: int, bound: str = "given", standing: str = "stated") -> Row:
    return Row(Decimal(value), bound, standing, "2016")


@pytest.mark.parametrize(("direction", "zero", "more"), [("ltr", 344, "235,000"), ("rtl", 856, "235 ألف")])
def test_a_figure_stands_above_those_that_it_may_be_set_against(direction, zero, more):
    """Its own bar strong, the others with their number and year at their ends; all from one zero, on one scale."""
    bars = Bars(row(125_000, "more-than"), (row(235_000), row(1000, standing="claimed")))
    chart = drawn("A title", direction, figures=(figure("5 things"),), bars=bars).chart
    assert [(bar.own, bar.standing) for bar in chart.bars] == [(True, "stated"), (False, "stated"), (False, "claimed")]
    assert {bar.x + bar.width * bar.bar.zero // FRAME for bar in chart.bars} == {zero}
    own, longest, _ = (abs(bar.bar.end - bar.bar.zero) for bar in chart.bars)
    assert own / longest == pytest.approx(125 / 235, rel=0.001)
    assert chart.labels[0].text[1:-1] == f"{more} · 2016"
    assert {label.anchor for label in chart.labels} == {"start" if direction == "ltr" else "end"}


def test_a_figure_that_stands_alone_has_the_numbers_of_its_scale():
    chart = drawn("A title", figures=(figure("80%"),), bars=Bars(row(80), ())).chart
    assert [label.text[1:-1] for label in chart.labels] == ["0", "20", "40", "60", "80"] and len(chart.bars) == 1


def test_bars_give_way_to_a_long_title():
    """First those of others, then all: what the figure is is said in words as long as these have room."""
    bars = Bars(row(5), (row(6), row(7), row(8), row(9)))
    pictures = [drawn("word " * n, figures=(figure("5 things"),), bars=bars) for n in (3, 12, 22, 26, 60)]
    counts = [len(picture.chart.bars) if picture.chart else 0 for picture in pictures]
    assert counts[0] == 4 and counts[-1] == 0 and counts == sorted(counts, reverse=True) and len(set(counts)) > 2
    assert all(lines(picture, "figure") for picture in pictures[:-1]) and not lines(pictures[-1], "figure")


def test_a_number_that_takes_too_much_room_is_no_row():
    """A label that is too wide goes without its year, and one of a number alone is left out with its bar."""
    wide = Row(Decimal(3), "given", "stated", "2016 " * 20)
    kept = drawn("A title", figures=(figure("5"),), bars=Bars(row(5), (wide,))).chart
    assert [label.text[1:-1] for label in kept.labels] == ["3"]
    endless = Row(Decimal("1." + "3" * 60), "given", "stated", "2016")
    left = drawn("A title", figures=(figure("5"),), bars=Bars(row(5), (endless,))).chart
    assert len(left.bars) == 1 and left.labels[0].text[1:-1] == "0"


@pytest.mark.parametrize(("direction", "anchors"), [("ltr", ("end", "start")), ("rtl", ("start", "end"))])
def test_an_event_without_figures_shows_its_place_in_time(direction, anchors):
    """On a line above the foot, unless the title needs the room; one with a figure has its bars there."""
    place = placed([edtf.parse("2014-09"), edtf.parse("2017")], SPOKEN[direction])
    shown = drawn("A title", direction, place=place).place
    assert (shown.before, shown.behind) == anchors and shown.drawn.own == place.own
    assert drawn("word " * 60, direction, place=place).place is None
    both = drawn("A title", direction, figures=(figure("5 things"),), bars=Bars(row(5), ()), place=place)
    assert both.chart and not both.place


def test_what_no_picture_can_hold_is_left_out():
    """Control characters and controls of direction are dropped; letters, marks and signs stay."""
    assert social_card.clean("a\x00b\u202ec\u2069d\ufffee <&>]]> ـًّ 😀") == "abcde <&>]]> ـًّ 😀"


@given(WORDS, st.floats(2, 20))
def test_a_shortened_text_fits_and_is_a_beginning(text, limit):
    """What is left is how the text begins, and says that there is more."""
    left = social_card.shorten(text, limit)
    assert width(left) <= limit + 1e-9
    assert (
        left == text or left.endswith("…") and text.replace("\n", " ").lstrip(" ").startswith(left[:-1].split(" ")[0])
    )


def test_a_site_names_itself_and_its_years():
    """The card of all other pages: name, tagline, and the first and the last year."""
    years = ["2014", "2015", "2017"]
    picture = social_card.site("A site", "A tagline", years, "ltr", "en/index.html")
    assert [lines(picture, kind) for kind in ("title", "quiet", "date")] == [["A site"], ["A tagline"], ["2014–2017"]]
    assert lines(social_card.site("A site", "", years[:1], "ltr", ""), "date") == ["2014"]
    assert social_card.site("A site", "A tagline", [], "ltr", "").blocks


def test_the_margin_stands_level_with_the_column():
    """Date and title share a first baseline, name and tagline too, be the tagline empty or not."""
    for tagline in ("A tagline", " "):
        picture = social_card.event(event("A title"), ("A site", tagline), ENGLISH)
        level = {block.kind: block.lines[0].y for block in picture.blocks}
        assert level["date"] == level["title"] < 516 < level["name"] == level.get("quiet", level["name"])
