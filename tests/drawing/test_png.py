"""Cards as files of the site: what is drawn, when it is drawn again, and that no text can do harm."""

from __future__ import annotations

import re
import struct
import zlib

import pytest

from tests import world as worlds
from tests.conftest import PROJECT
from timeline.build import explain, inputs, survey
from timeline.build.inputs import Options
from timeline.build.render import Templates
from timeline.drawing import png

FONTS = {path.stem.rpartition("-")[2]: path for path in Templates(PROJECT).card_fonts}
CARDS = {"cards/ar.png", "cards/ar/e.png", "cards/en.png", "cards/en/e.png"}
HOSTILE = [
    "<script>alert(1)</script>",
    '"/><image href="/etc/hostname"/><text x="',
    "]]> <!-- --> <![CDATA[ &amp; & %s {{ page }}",
    '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/hostname">]> &y;',
    "😀 漢字 \u2066isolated\u2069 e\u0301\u0301\u0301",
    "W" * 400,
    "كلمةٌ " * 80,
]


def size(data: bytes) -> tuple[int, int]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR"
    return struct.unpack(">II", data[16:24])


def pixels(data: bytes) -> bytes:
    """The picture's unpacked data: enough to tell a blank one from one with words."""
    start, found = 8, b""
    while start < len(data):
        length = struct.unpack(">I", data[start : start + 4])[0]
        if data[start + 4 : start + 8] == b"IDAT":
            found += data[start + 8 : start + 8 + length]
        start += 12 + length
    return zlib.decompress(found)


def pictures(root) -> dict[str, bytes]:
    return {path: data for path, data in worlds.tree(root / "site").items() if path.startswith("cards/")}


def again(root) -> set[str]:
    """The cards that a build would draw now."""
    output = Options(root, cards=True).output()
    site = survey.survey(Options(root, cards=True), [], output)
    steps = survey.judge(site, output).steps(site.targets)
    return {step.target.path for step in steps if step.reasons and step.target.path.endswith(".png")}


def test_each_event_and_each_edition_has_a_card(world):
    """Of 1200 by 630 pixels, the same bytes each time, and only where they are asked for."""
    root = world()
    assert worlds.build(root, cards=True).diagnostics == []
    made = pictures(root)
    assert set(made) == CARDS and {size(data) for data in made.values()} == {(1200, 630)}
    for path in made:
        (root / "site" / path).unlink()
    worlds.build(root, cards=True)
    assert pictures(root) == made
    worlds.build(root)
    assert pictures(root) == {}


def test_a_card_is_drawn_again_only_for_what_it_shows(world):
    """Not for the stylesheet, a body, or the interface's words; for its title, its fonts, its template."""
    root = world()
    worlds.build(root, cards=True)
    assert again(root) == set()
    css = (PROJECT / "templates/css/10-tokens.css").read_text("utf-8")
    words = (PROJECT / "templates/languages/en.yaml").read_text("utf-8")
    unrelated = {
        "templates/css/10-tokens.css": css.replace("#0f5661", "#123456"),
        "templates/languages/en.yaml": words.replace("Skip to the content", "On to the content"),
        "content/events/e.yaml": worlds.event(body=worlds.both("More.", "مزيد.")),
    }
    worlds.write(root, unrelated)
    assert again(root) == set() and worlds.build(root, cards=True).written > 5
    worlds.write(root, {"content/events/e.yaml": worlds.event(title=worlds.both("Another", "يحدث أمر"))})
    assert again(root) == {"cards/en/e.png"}
    worlds.build(root, cards=True)
    worlds.write(root, {"templates/fonts/cards/timeline-cards-bold.ttf": FONTS["bold"].read_bytes()})
    assert again(root) == set()
    worlds.write(root, {"templates/fonts/cards/timeline-cards-bold.ttf": FONTS["regular"].read_bytes()})
    assert again(root) == CARDS


def test_an_editions_own_card_is_published_as_it_is(ours, world):
    """With or without `--pictures`, and every page of the edition names it; where cards are drawn, events name theirs."""
    own = (ours / "cards/en.png").read_bytes()
    root = world(**{"content/cards/en.png": own})

    def shown(page: str) -> list[str]:
        text = (root / "site" / page).read_text("utf-8")
        return re.findall(r'property="og:image" content="([^"]*)"', text)

    worlds.build(root)
    assert pictures(root) == {"cards/en.png": own}
    assert shown("en/events/e.html") == shown("en/topics/t.html") == ["https://record.example/cards/en.png"]
    assert shown("index.html") == ["https://record.example/cards/en.png"] and shown("ar/events/e.html") == []
    worlds.build(root, cards=True)
    assert set(pictures(root)) == CARDS and pictures(root)["cards/en.png"] == own
    assert shown("en/events/e.html") == ["https://record.example/cards/en/e.png"]
    assert shown("en/index.html") == ["https://record.example/cards/en.png"]
    assert shown("ar/index.html") == ["https://record.example/cards/ar.png"] and shown("404.html") == []


def test_without_an_address_no_picture_is_named(world):
    """A relative address means nothing to those who fetch it."""
    site = {key: value for key, value in worlds.SITE.items() if key != "address"}
    root = world(**{"content/site.yaml": site})
    worlds.build(root, cards=True)
    text = (root / "site/en/events/e.html").read_text("utf-8")
    assert "og:image" not in text and "og:url" not in text and 'property="og:title"' in text
    worlds.build(root, cards=True, address="https://a.example/b/")
    text = (root / "site/en/events/e.html").read_text("utf-8")
    assert 'property="og:image" content="https://a.example/b/cards/en/e.png"' in text


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_can_break_a_card(world, title):
    """It is drawn as text: a picture comes out, and nothing but text is in it."""
    root = world(**{"content/events/e.yaml": worlds.event(title=worlds.both(title, title))})
    result = worlds.build(root, cards=True)
    assert not result.failed, result.diagnostics
    assert {size(data) for data in pictures(root).values()} == {(1200, 630)}
    targets = survey.survey(Options(root, cards=True), []).targets
    target = next(target for target in targets if target.path == "cards/en/e.png")
    svg = Templates(root).environment.get_template("card.svg").render(page=target.page, frame=target.frame)
    assert set(re.findall(r"<[/!?]?(\w*)", svg)) <= {"svg", "style", "rect", "line", "path", "g", "text"}


def test_words_are_really_drawn():
    """In the fonts that are brought, in both scripts and weights; a fault of fonts would leave the page empty."""

    def drawn(text: str, weight: int = 400) -> bytes:
        words = f'<text x="9" y="60" font-size="40" font-weight="{weight}" font-family="Timeline Cards">{text}</text>'
        return pixels(
            png.png(f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="90">{words}</svg>', [*FONTS.values()])
        )

    kinds = ["", "Latin", "Škoda", "عربي", "ڤولڤو", "٢٠١٦", "–"]
    assert len({drawn(text) for text in kinds}) == len(kinds)
    assert drawn("Latin") != drawn("Latin", 700) and drawn("عربي") != drawn("عربي", 700)
    assert drawn("لا") != drawn("ل\u200cا")  # shaped, not letter by letter


def test_a_broken_picture_template_is_a_fault(world):
    """As with any other template: its place, no traceback, and no site."""
    root = world(**{"templates/layouts/card.svg": "<svg"})
    found = worlds.build(root, cards=True).diagnostics
    assert {(d.code, d.span.path) for d in found} == {("template-error", "templates/layouts/card.svg")}


def test_an_address_of_a_card_leads_to_its_event(world):
    """`explain` knows the file that a card comes from."""
    lines, found = explain.explain(Options(world(), cards=True), "cards/en/e.png")
    assert found == [] and "  from content/events/e.yaml" in lines and "  by   templates/layouts/card.svg" in lines


def test_the_cards_fonts_stay_at_home(site):
    """No page needs them: they are not published."""
    assert not [path for path in site.rglob("*") if path.suffix == ".ttf" or "timeline-cards" in path.name]


def test_asking_for_cards_is_something_to_do(world):
    """The short way looks at what was asked for as well as at the files."""
    root = world()
    for _ in range(2):  # the second one has no new address to note
        worlds.build(root)
    assert inputs.nothing_to_do(Options(root)) and inputs.nothing_to_do(Options(root, cards=True)) is None


def test_cards_are_no_pages(world):
    """The sitemap lists what people read."""
    root = world()
    worlds.build(root, cards=True)
    assert ".png" not in (root / "site/sitemap.xml").read_text("utf-8")
