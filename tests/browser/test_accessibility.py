"""Everybody can use it: on paper, in the system's own colours, at four times the size; and what watches over pages sees."""

from __future__ import annotations

import re

import pytest

from tests.browser.axe import axe_finds_nothing
from tests.browser.names import misnamed
from tests.stylesheets import every


@pytest.mark.parametrize(
    "style, found",
    [
        (".x { color: #999 }", "color-contrast"),
        ("@media (prefers-color-scheme: dark) { .x { color: #333 } }", "color-contrast"),
        ("@media (width > 1000px) { .x { color: #999 } }", "color-contrast"),
        ("@media (width > 1000px) and (prefers-color-scheme: dark) { .x { background: #999 } }", "color-contrast"),
        (".x { background: #999 }", "color-contrast"),
        ("div { opacity: .4 }", "color-contrast"),
        ("@media (width < 1000px) { div { display: none } } .x { color: #999 }", "color-contrast"),
        ("a { text-decoration: none; color: #111 }", "link-in-text-block"),
        ("@media (width > 1000px) { a { position: absolute; font-size: 5px } }", "target-size"),
        ("", ""),
    ],
)
def test_axe_would_find_something(reader, tmp_path, style, found):
    """One passage among others alike, or at one width, or in one scheme, is enough."""
    (tmp_path / "x.html").write_text(
        f"""<!doctype html><html lang="en"><title>x</title><meta name="color-scheme" content="light dark">
<style>body {{ background: #fff; color: #111 }} a {{ color: #00c }} {style}
@media (prefers-color-scheme: dark) {{ body {{ background: #000; color: #eee }} a {{ color: #adf }} }}</style>
<main><h1>Word</h1>{"<p>A word and <a href='#a'>another</a>.</p>" * 20}<div><p class=x>A <b>word</b>.</p>
<p>Go <a href="#b">A</a> or <a href="#c">B</a>.</p></div></main>""",
        "utf-8",
    )
    page = reader(scripts=True)
    page.goto((tmp_path / "x.html").as_uri())
    if found:
        with pytest.raises(AssertionError, match=found):
            axe_finds_nothing(page, set())
    else:
        axe_finds_nothing(page, set())


def test_a_scheme_changes_colours_and_nothing_else():
    """What stylesheets of the site say of the dark are custom properties, each a colour: axe's rules of colour are
    enough there."""
    dark = [one for path, one in every() if path.parent.name != "preview" and "prefers-color" in " ".join(one.within)]
    assert len(dark) > 12
    assert [str(one) for one in dark if one.name and not re.fullmatch("--.+: #.{6}", f"{one.name}: {one.value}")] == []


@pytest.mark.parametrize("code", ("en", "ar"))
def test_print_is_a_reading_copy(reader, site, code):
    """On paper there is no navigation, links outside carry their address, and the page says where it is from."""
    page = reader(viewport={"width": 1280, "height": 900}, scripts=True)
    for path in ("events/2016-02-05-twitter-125000.html", "about/index.html", "index.html"):
        page.goto((site / code / path).as_uri())
        page.emulate_media(media="print")
        assert not page.locator(
            ".masthead nav, .languages, .neighbours, .filters, .ways, .use, .anchor, .copy, .pick, .selected"
        ).evaluate_all("all => all.some(e => e.offsetParent)")
        assert page.locator(".own-address").inner_text() == f"https://timeline.example/{code}/{path}"
        after = "all => all.map(a => getComputedStyle(a, '::after').content)"
        links = page.locator("main .prose a[href^='http']")
        assert all("creativecommons" in content for content in links.evaluate_all(after)[:1])
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.pdf().startswith(b"%PDF")
    assert page.locator(".axis.wide").is_visible() and not page.locator(".axis.narrow").is_visible()


def test_colours_of_the_system_are_respected(reader, site):
    """Where a reader forces colours, the axis takes the system's and keeps its shapes."""
    page = reader(forced_colors="active", viewport={"width": 1280, "height": 900}, scripts=True)
    page.goto((site / "en/index.html").as_uri())
    fill = page.locator(".axis.wide a:not(.band) .span").first.evaluate("e => getComputedStyle(e).fill")
    probe = page.evaluate(
        "(() => { const a = document.createElement('i'); a.style.cssText = 'color: LinkText; forced-color-adjust: none'; document.body.append(a); return getComputedStyle(a).color })()"
    )
    assert fill == probe


@pytest.mark.parametrize(
    "path", ("en/index.html", "ar/index.html", "ar/search/index.html", "en/story/index.html", "ar/figures/index.html")
)
def test_four_times_the_size(reader, site, path):
    """At 400 % zoom (1280 pixels become 320) nothing needs scrolling sideways, and nothing that sticks covers the page."""
    page = reader(viewport={"width": 320, "height": 256}, scripts=True)
    page.goto((site / path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_may_ask_its_own_site_and_nobody_else(reader, served):
    """Whoever judges a page from within it, as Lighthouse does, can read robots.txt; another host is out of reach."""
    page = reader(scripts=True)
    page.goto(f"{served}en/index.html")
    ask = "address => fetch(address).then(answer => answer.text(), error => error.name)"
    assert page.evaluate(ask, "/robots.txt").startswith("User-agent: *")
    assert page.evaluate(ask, served.replace("127.0.0.1", "localhost")) == "TypeError"
    assert any("connect-src" in said for said in page.failed)


def test_a_name_that_lacks_what_is_seen_is_found(reader, tmp_path):
    """Two lines of a drawing that run together, a number that no name says, a field without a label, landmarks alike."""
    (tmp_path / "x.html").write_text(
        """<!doctype html><html lang="en"><title>x</title><h1>x</h1>
<svg width="99" height="99"><a href="#a" aria-label="1,000 accounts"><text y="9">1,000</text><text y="20">accounts</text></a>
<a href="#b" aria-label="Something"><text y="50">1 Something</text></a></svg>
<a href="#c" aria-label="Address">#</a><button aria-label="Add to y">Add</button><input><nav>x</nav><nav>y</nav>""",
        "utf-8",
    )
    page = reader(scripts=True)
    page.goto((tmp_path / "x.html").as_uri())
    wrong, landmarks = misnamed(page)
    assert [shown for shown, _ in wrong] == ["1,000accounts", "1 Something", ""]
    assert "navigation" in landmarks
