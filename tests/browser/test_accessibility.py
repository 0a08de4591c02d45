"""Everybody can use it: axe finds nothing, text grows, targets are large enough, and a page weighs little."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults

from tests.browser import KINDS, PAGES
from tests.browser.conftest import opened
from tests.host import serving
from tests.stylesheets import every

PHONE = {"width": 360, "height": 800}
OF_COLOUR = ["color-contrast", "link-in-text-block"]  # the rules of axe that look at colours
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="package")
def served(site):
    """The site as a host has it, for the page of lost addresses, whose links start from the root."""
    with serving(site) as address:
        yield address


def test_every_kind_of_page_is_looked_at(site):
    """The list of pages for these tests has one from every folder and every index of an edition."""
    kind = lambda path: (path.rpartition("/")[0], path.endswith("index.html"))
    made = {kind(path.relative_to(site / "en").as_posix()) for path in (site / "en").rglob("*.html")}
    assert made == {kind(path) for path in KINDS}


@pytest.fixture(scope="module")
def phone(chromium):
    """One page of one context, for tests that only look: to open another takes longer than to look at one."""
    page = opened(chromium, scripts=True, viewport=PHONE, reduced_motion="reduce")
    yield page
    page.context.close()


# The elements with text of their own and the links, one for each look that no earlier call on the page has met: what decides on its
# contrast is its colours and letters and the grounds that it stands on. Hundreds of passages of a page look alike.
LOOKS = """scheme => {
  const met = (window.met ??= {})[scheme] ??= new Set(), grounds = new Map();
  const ground = e => {
    if (!e) return "";
    if (!grounds.has(e)) {
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(e);
      grounds.set(e, [ground(e.parentElement), backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join());
    }
    return grounds.get(e);
  };
  const letters = e => {
    const { color, fontSize, fontWeight, textDecorationLine, textShadow, borderBottomWidth, display, position } = getComputedStyle(e);
    return [color, fontSize, fontWeight, textDecorationLine, textShadow, borderBottomWidth, display, position].join();
  };
  const speaks = e => e.matches("a[href], input, textarea, select") || [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  return [...document.body.querySelectorAll("*")].filter(e => e.checkVisibility() && speaks(e)).filter(e => {
    const look = [e.localName, letters(e), letters(e.parentElement), ground(e)].join(";");
    return !met.has(look) && met.add(look);
  });
}"""


def axe(page, scheme: str, only: list[str] | dict, context: str = "document", **options) -> None:
    """Nothing is found on a page, which has axe in it, in a colour scheme, by some rules or by all with some tags."""
    page.emulate_media(color_scheme=scheme)
    options |= {"runOnly": only, "resultTypes": ["violations"]}  # else each element that passes is told, too
    run = f"([options, scheme]) => {{ const context = {context}; return context.length === 0 ? {{violations: []}} : axe.run(context, options) }}"
    found = AxeResults(page.evaluate(run, [options, scheme]))
    assert found.response["violations"] == [], (page.viewport_size, scheme, only, found.generate_report())


def axe_finds_nothing(page) -> None:
    """By the rules of colour, light and dark, and by all others, at 360 and 1280 pixels."""
    page.evaluate(AXE_SCRIPT)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("dark", "light"):
            axe(page, scheme, {"type": "rule", "values": OF_COLOUR}, f"({LOOKS})(scheme)")
        axe(page, "light", TAGS, rules={rule: {"enabled": False} for rule in OF_COLOUR})


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(phone, served, path):
    """No fault by axe's rules (WCAG 2.2 AA among them), at 360 and 1280 pixels, light and dark, with everything open."""
    phone.set_viewport_size(PHONE)
    phone.goto(served + path)
    phone.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    if "/search/" in path:
        phone.fill("input[type=search]", "tw" if "/en/" in path else "تو")
        phone.wait_for_selector("mark")
    axe_finds_nothing(phone)


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
def test_axe_would_find_something(phone, served, tmp_path, style, found):
    """One passage among others alike, or at one width, or in one scheme, is enough."""
    (tmp_path / "x.html").write_text(
        f"""<!doctype html><html lang="en"><title>x</title><meta name="color-scheme" content="light dark">
<style>body {{ background: #fff; color: #111 }} a {{ color: #00c }} {style}
@media (prefers-color-scheme: dark) {{ body {{ background: #000; color: #eee }} a {{ color: #adf }} }}</style>
<main><h1>Word</h1>{"<p>A word and <a href='#a'>another</a>.</p>" * 20}<div><p class=x>A <b>word</b>.</p>
<p>Go <a href="#b">A</a> or <a href="#c">B</a>.</p></div></main>""",
        "utf-8",
    )
    phone.goto((tmp_path / "x.html").as_uri())
    if found:
        with pytest.raises(AssertionError, match=found):
            axe_finds_nothing(phone)
    else:
        axe_finds_nothing(phone)


def test_a_scheme_changes_colours_and_nothing_else():
    """What stylesheets of the site say of the dark are custom properties, each a colour: axe's rules of colour are
    enough there."""
    dark = [one for path, one in every() if path.parent.name != "preview" and "prefers-color" in " ".join(one.within)]
    assert len(dark) > 12
    assert [str(one) for one in dark if one.name and not re.fullmatch("--.+: #.{6}", f"{one.name}: {one.value}")] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_weighs_little_asks_nobody_else_and_does_not_move(reader, site, served, path):
    """All that the first view asks for comes from the site, under its policy, and is, with the icon, at most 40 KB
    compressed, of it at most 12 KB script as it is; nothing is refused or logged, and nothing shifts while it loads."""
    page = reader(fresh=True, scripts=True, viewport=PHONE)  # one that served before has our stylesheets in memory
    bodies = {}
    page.on("response", lambda r: bodies.setdefault(urlsplit(r.url).path, r.body()) if r.ok else None)
    page.goto(served + path)
    page.wait_for_load_state("networkidle")  # also what a script asks for once all is there
    shift = page.evaluate(
        """document.fonts.ready.then(() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value)).observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 100);
        }))"""
    )
    assert shift < 0.1, shift
    assert page.failed == [] and all(address.startswith(served) for address in page.asked)
    for icon in page.locator("link[rel=icon][type='image/svg+xml']").all():  # a browser without tabs asks for none
        name = urlsplit(icon.evaluate("e => e.href")).path
        bodies[name] = (site / name.removeprefix(urlsplit(served).path)).read_bytes()
    weigh = lambda name, body: len(body) if re.search(r"\.(woff2|png)$", name) else len(gzip.compress(body, 9))
    weights = {name: weigh(name, body) for name, body in bodies.items()}
    most = 60_000 if "/record/" in path else 40_000  # the whole record is every event's text on one page
    assert len(weights) >= 3 and sum(weights.values()) <= most, weights
    assert sum(len(body) for name, body in bodies.items() if name.endswith(".js")) <= 12_288


@pytest.mark.parametrize("path", [p for p in PAGES if p.startswith("ar/")])
def test_targets_are_large_enough(phone, served, path):
    """What can be pressed is 24 pixels high and wide, or stands in a line of text, or has that much room (WCAG 2.2, 2.5.8)."""
    phone.set_viewport_size(PHONE)
    phone.goto(served + path)
    small = phone.evaluate(
        """() => {
            const all = [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden])')]
                .filter(e => e.offsetParent !== null || e.ownerSVGElement).filter(e => !e.matches('.skip'));
            const boxes = all.map(e => (e.closest('label') || e).getBoundingClientRect()).map((b, n) => ({ b, e: all[n] }));
            const inline = e => getComputedStyle(e).display === 'inline' && /\\S/.test([...e.parentNode.childNodes]
                .filter(n => n !== e).map(n => n.textContent).join(''));
            const centre = b => [b.left + b.width / 2, b.top + b.height / 2];
            return boxes.filter(({ b, e }) => b.width && (b.width < 24 || b.height < 24) && !inline(e) && boxes.some(o => {
                if (o.e === e || !o.b.width) return false;
                const [x, y] = centre(b), dx = Math.max(o.b.left - x, 0, x - o.b.right), dy = Math.max(o.b.top - y, 0, y - o.b.bottom);
                return Math.hypot(dx, dy) < 12;
            })).map(({ b, e }) => [e.textContent.trim().slice(0, 40), b.width, b.height]);
        }"""
    )
    assert small == []


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
    fill = page.locator(".axis.wide a .span").first.evaluate("e => getComputedStyle(e).fill")
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
