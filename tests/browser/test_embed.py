"""Frames on other sites' pages, and languages side by side, as a browser shows them."""

from __future__ import annotations

import fnmatch
import html
import re

import pytest

from tests.host import serving

EVENT = "events/2016-02-05-twitter-125000"
BESIDE = "parallel/events/2016-08-twitter-235000.html"


@pytest.fixture(scope="module")
def served(site):
    """The site with the response headers that `_headers` gives each address."""
    rules, path = [], ""
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            path = line
        elif line.strip():
            rules.append((path, tuple(line.strip().split(": ", 1))))
    with serving(site, lambda asked: [header for rule, header in rules if fnmatch.fnmatchcase(asked, rule)]) as address:
        yield address


@pytest.fixture
def elsewhere(tmp_path):
    """A page of another origin with something in it: gives its address."""
    with serving(tmp_path) as address:

        def page(body: str) -> str:
            (tmp_path / "index.html").write_text(f"<!doctype html><meta charset=utf-8><title>x</title>{body}", "utf-8")
            return f"{address.replace('127.0.0.1', 'localhost')}index.html"

        yield page


def codes(site, code):
    """The codes that an event's page offers."""
    text = (site / code / f"{EVENT}.html").read_text("utf-8")
    return [html.unescape(found) for found in re.findall(r"<textarea[^>]*data-copy>(.*?)</textarea>", text)]


@pytest.mark.parametrize("code", ("en", "ar"))
def test_the_code_shows_the_event_on_another_site(reader, site, served, elsewhere, code):
    """The very code of the page, on a page of another origin, without script: the event stands there whole, and its
    link opens beside that page."""
    offered = codes(site, code)[0].replace("https://timeline.example/", served)
    page = reader(fresh=True, viewport={"width": 700, "height": 900})
    page.goto(elsewhere(f"<div style='margin: 20px'>{offered}</div>"))
    frame = page.frame_locator("iframe")
    assert "125" in frame.locator("h1").inner_text() and "125" in frame.locator(".number").inner_text()
    assert not [said for said in page.failed if "404" not in said]  # that page has no favicon
    with page.context.expect_page() as opened:
        frame.locator("h1 a").click()
    assert opened.value.url == f"{served}{code}/{EVENT}.html"
    assert page.url.startswith("http://localhost")  # the page around it stays


def test_ordinary_pages_are_refused_in_frames(reader, served, elsewhere):
    """Whatever is not made for frames is shown in none of another origin; side-by-side pages are ordinary."""
    for path in (f"en/{EVENT}.html", "ar/index.html", "index.html", BESIDE):
        page = reader()
        page.goto(elsewhere(f'<iframe src="{served}{path}"></iframe>'))
        page.wait_for_timeout(100)
        assert any("frame-ancestors" in failure for failure in page.failed), path
        assert page.frame_locator("iframe").locator("main").count() == 0


@pytest.mark.parametrize("code", ("en", "ar"))
def test_a_frame_is_as_high_as_its_text(reader, site, code):
    """At every width nothing of any event or path is cut or scrolls, in either direction."""
    page = reader()
    for path in sorted((site / "embed" / code).rglob("*.html")):
        kind, name = path.parent.name, path.name
        own = (site / code / kind / name).read_text("utf-8")
        found = re.search(rf"embed/{code}/{kind}/{re.escape(name)}&#34; [^<]*?height=&#34;([0-9]+)&#34;", own)
        page.goto(path.as_uri())
        for width in (280, 320, 400, 600, 800):  # to load each at each width would take five times as long
            page.set_viewport_size({"width": width, "height": int(found[1])})
            page.evaluate("document.fonts.ready")
            high, wide = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
            assert high <= int(found[1]) and wide <= width == page.evaluate("innerWidth"), (path, high, wide)


def test_a_frame_is_dark_or_light_as_its_reader_is(reader, site):
    """It stands on a ground of its own, whatever page is round it, in the reader's colours; only Arabic asks for the naskh."""
    for code in ("en", "ar"):
        page = reader(viewport={"width": 500, "height": 600})
        grounds = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto((site / "embed" / code / f"{EVENT}.html").as_uri())
            grounds.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        assert grounds == ["rgb(251, 249, 244)", "rgb(20, 20, 19)"]
        assert any("naskh" in address for address in page.asked) == (code == "ar")
        assert not any(re.search(r"site\.|\.js", address) for address in page.asked)


def test_forced_colours_keep_the_shape_of_a_standing(reader, site):
    """Where a reader forces colours, the mark of a standing is still there."""
    page = reader(forced_colors="active", viewport={"width": 500, "height": 600})
    page.goto((site / f"embed/en/{EVENT}.html").as_uri())
    shape = "getComputedStyle(document.querySelector('.standing'), '::before')"
    assert page.evaluate(f"{shape}.forcedColorAdjust") == "none"
    assert page.evaluate(f"{shape}.backgroundColor") != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("code", ("en", "ar"))
def test_the_code_is_copied(reader, site, served, code):
    """Each code has a button that puts it, whole, on the clipboard."""
    page = reader(fresh=True, scripts=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served}{code}/{EVENT}.html")
    page.locator("details:has(.embeds) > summary").click()
    buttons = page.locator(".embeds .copy")
    assert buttons.count() == 2
    for n, offered in enumerate(codes(site, code)):
        buttons.nth(n).click()
        page.wait_for_function("document.querySelector('.spoken').textContent")
        assert page.evaluate("navigator.clipboard.readText()") == offered


def test_counterparts_stand_level_and_then_below_each_other(reader, site):
    """On a wide screen the columns of a row start on one line, the first language at the page's start; on a phone each
    passage stands under its counterpart, with its language's name, and nothing scrolls sideways."""
    page = reader(viewport={"width": 1280, "height": 900})
    page.goto((site / BESIDE).as_uri())
    page.evaluate("document.fonts.ready")
    boxes = """[...document.querySelectorAll('.abreast:is(.paragraph, .statement)')].map(row =>
        [...row.querySelectorAll(':scope > [lang]')].map(c => {
            const range = document.createRange();
            range.selectNodeContents(c);
            return [c.lang, c.getBoundingClientRect().x, c.getBoundingClientRect().y, range.getClientRects()[0].bottom];
        }))"""
    rows = page.evaluate(boxes)
    assert len(rows) >= 5
    for (first, x, _, _), (second, other, _, _) in rows:
        assert (first, second) == ("ar", "en") and x > other + 300
    beats = page.evaluate(
        "[...document.querySelectorAll('.paragraph > [lang]')].map(e => getComputedStyle(e).lineHeight)"
    )
    assert len(set(beats)) == 1
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for (_, x, y, _), (_, other, below, _) in page.evaluate(boxes):
            assert x == other and below > y
        name = "e => getComputedStyle(e, '::before').content"
        names = page.locator(".paragraph").first.locator("> [lang]").evaluate_all(f"all => all.map({name})")
        assert names == ["attr(data-language)"] * 2 or names == ['"العربية"', '"English"']
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_way_into_an_edition_keeps_the_passage(reader, site):
    """From a passage of the page of all languages, the link of a column leads to that passage in its edition."""
    page = reader(scripts=True)
    page.goto((site / BESIDE).as_uri() + "#p2")
    page.locator(".columns [data-edition]").nth(1).click()
    assert page.url.endswith("en/events/2016-08-twitter-235000.html#p2")


def test_side_by_side_prints_on_paper(reader, site):
    """On A4 both columns are there, black on white, with the address and without what is only for a screen."""
    page = reader(viewport={"width": 794, "height": 1123})
    page.goto((site / BESIDE).as_uri())
    page.emulate_media(media="print")
    assert page.locator(".own-address").inner_text() == f"https://timeline.example/{BESIDE}"
    left, right = page.locator("#p1 > [lang]").evaluate_all("all => all.map(e => e.getBoundingClientRect().x)")[::-1]
    assert right > left + 200 and not page.locator(".columns").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    assert page.pdf(format="A4").startswith(b"%PDF")
