"""A record in another site's frame: its page, its code, its height and its oEmbed answer."""

from __future__ import annotations

import html
import json
import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import nasty
from tests.conftest import PROJECT
from tests.world import both, build, event
from timeline.pages import embed

TAG = "{http://www.w3.org/1999/xhtml}"
EMBED = embed.Embed("en/events/x.html", "T", "S", height=200)


def parsed(markup: str):
    return html5lib.HTMLParser(strict=True).parseFragment(markup, container="body")


def test_the_page_holds_no_script_and_leads_back(site):
    """Plain HTML: no script, one stylesheet of its own, kept from search pages; its canonical is the event's page."""
    for code in ("en", "ar"):
        pages = sorted((site / "embed" / code / "events").glob("*.html"))
        assert len(pages) >= 16
        for path in pages:
            text = path.read_text("utf-8")
            document = html5lib.HTMLParser(strict=True).parse(text)
            assert not list(document.iter(f"{TAG}script")) and "style=" not in text and " onload" not in text
            links = [(e.get("rel"), e.get("href")) for e in document.iter(f"{TAG}link")]
            assert ("canonical", f"https://timeline.example/{code}/events/{path.name}") in links
            (sheet,) = (href for rel, href in links if rel == "stylesheet")
            assert "/embed." in sheet
            assert 'name="robots" content="noindex"' in text
            for link in document.iter(f"{TAG}a"):
                assert link.get("target") == "_blank" and "noopener" in link.get("rel")
            assert f'<a href="../../../{code}/events/{path.name}"' in text
            assert len(text.encode("utf-8")) < 5_000


def test_it_shows_who_says_the_figure_and_where(site):
    """The first figure with bound, speaker and standing; the sources; the licence and the site's name."""
    text = (site / "embed/en/events/2016-02-05-twitter-125000.html").read_text("utf-8")
    for words in ("more than 125,000 accounts", "stated", "Twitter", "Aks Alser, 6 February 2016", "¶2–8"):
        assert words in text
    assert 'rel="license' in text and "Suspended Accounts" in text


def test_its_colours_are_the_sites(site):
    """The sheet repeats tokens, and repeats them right; it is a few KB."""
    tokens = (PROJECT / "templates/css/10-tokens.css").read_text("utf-8")
    sheet = (PROJECT / "templates/css/pages/embed.css").read_text("utf-8")
    colours = re.findall(r"(--\w+: #[0-9a-f]{6});", sheet)
    assert len(colours) >= 12 and set(colours) <= set(re.findall(r"(--\w+: #[0-9a-f]{6});", tokens))
    assert " ".join(re.search(r"unicode-range:([^;]+)", sheet)[1].split()) == " ".join(
        re.search(r"unicode-range:([^;]+)", tokens)[1].split()
    )
    assert len(next(site.glob("assets/embed.*.css")).read_bytes()) < 5_000


def test_the_event_page_offers_the_code_in_each_language(site):
    """Its own language first; the code is a frame of the very page, as wide as there is room."""
    for code, other in (("en", "ar"), ("ar", "en")):
        text = (site / code / "events/2016-02-18-gwu-study.html").read_text("utf-8")
        offered = [html.unescape(found) for found in re.findall(r"<textarea[^>]*data-copy>(.*?)</textarea>", text)]
        frames = [next(iter(parsed(one))) for one in offered]
        assert [f.get("src") for f in frames] == [
            f"https://timeline.example/embed/{c}/events/2016-02-18-gwu-study.html" for c in (code, other)
        ]
        for frame in frames:
            assert frame.get("title") and frame.get("width") == "100%" and frame.get("loading") == "lazy"
            assert 300 <= int(frame.get("height")) <= 900


def test_oembed(site):
    """The answer has what oEmbed 1.0 asks of a rich one, its code is the page's, and the event's page leads to it whole."""
    for path in (site / "embed").rglob("*.json"):
        answer = json.loads(path.read_bytes())
        assert answer["type"] == "rich" and answer["version"] == "1.0"
        assert all(isinstance(answer[key], int) and answer[key] > 0 for key in ("width", "height", "cache_age"))
        assert answer["title"] and answer["provider_name"]
        assert answer["provider_url"].startswith("https://timeline.example/")
        assert {"thumbnail_url", "thumbnail_width", "thumbnail_height"} <= answer.keys()
        frame = next(iter(parsed(answer["html"])))
        assert frame.tag == f"{TAG}iframe" and int(frame.get("height")) == answer["height"]
        _, code, kind, name = path.relative_to(site).as_posix().split("/")
        assert frame.get("src") == f"https://timeline.example/embed/{code}/{kind}/{path.stem}.html"
        event_page = (site / code / kind / f"{path.stem}.html").read_text("utf-8")
        offer = re.search(r'<link rel="alternate" type="application/json\+oembed"[^>]*href="([^"]+)"', event_page)[1]
        assert offer == f"https://timeline.example/embed/{code}/{kind}/{name}"
        assert html.unescape(event_page).count(answer["html"]) == 1


def test_without_an_address_nothing_is_offered(world):
    """Code and oEmbed need whole addresses; the pages are there all the same, for whoever knows where."""
    from tests.world import SITE

    root = world(**{"content/site.yaml": {k: v for k, v in SITE.items() if k != "address"}})
    build(root)
    page = (root / "site/en/events/e.html").read_text("utf-8")
    assert "iframe" not in page and "oembed" not in page and not list((root / "site").rglob("embed/**/*.json"))
    assert (root / "site/embed/en/events/e.html").is_file()


@given(st.text(), st.text())
def test_no_title_gets_out_of_the_code(title, tail):
    """Whatever a title holds, the code is one frame and no more."""
    for hostile in (title + tail, f'"><script>{tail}</script>', f"' onload='{title}", f"</iframe>{tail}"):
        code = embed.code(EMBED, hostile, "https://x.example/embed/en/events/x.html?a=1&b=<2>")
        assert re.fullmatch(
            r'<iframe src="[^"<>]*" title="[^"<>]*" width="100%" height="200" style="border:0" loading="lazy"></iframe>',
            code,
        )
        assert html.unescape(re.search(r'title="([^"]*)"', code)[1]) == html.unescape(html.escape(hostile))
        answer = embed.oembed(EMBED._replace(title=hostile), code, ("n", "https://x.example/"), None)
        assert json.loads(answer)["title"] == hostile and json.loads(answer)["html"] == code


@given(st.text(st.sampled_from("abc يوم "), max_size=400), st.sampled_from(["ltr", "rtl"]))
def test_more_text_is_never_less_high(text, direction):
    """The height grows with what is in the frame."""
    short = embed.measured(EMBED, direction).height
    assert embed.measured(EMBED._replace(summary="S " + text), direction).height >= short > 0


def test_mixed_texts_and_hostile_ones_stay_texts(tmp_path, world):
    """Foreign words are isolated on the page and plain in code and answer; markup stays text."""
    root = nasty.world(tmp_path / "nasty")
    assert not build(root).failed
    html5lib.HTMLParser(strict=True).parse((root / "site/embed/ar/events/e.html").read_text("utf-8"))
    assert "bdi" not in (root / "site/embed/ar/events/e.json").read_text("utf-8")
    evil = '</title><script>alert(1)</script>"><iframe>'
    root = world(**{"content/events/e.yaml": event(title=both(evil, evil), summary=both(evil, evil))})
    assert not build(root).failed
    for path in ("embed/en/events/e.html", "en/events/e.html", "parallel/events/e.html"):
        text = (root / "site" / path).read_text("utf-8")
        assert "<script>alert" not in text and "<iframe" not in text


def test_former_addresses_lead_on(world):
    """A frame that was given out under a former id shows the event still."""
    root = world(**{"content/events/e.yaml": event(aliases=["before"])})
    build(root)
    for code in ("en", "ar"):
        page = (root / f"site/embed/{code}/events/before.html").read_text("utf-8")
        assert f'url=../../../embed/{code}/events/e.html"' in page


@pytest.mark.parametrize("many", [1, 3, 4, 12])
def test_few_sources_are_named_and_more_are_hinted_at(world, many):
    """At most three stand in a frame; that there are more is said."""
    root = world(**{"content/events/e.yaml": event(sources=[{"id": "s", "at": f"¶{n}"} for n in range(1, many + 1)])})
    build(root)
    text = (root / "site/embed/en/events/e.html").read_text("utf-8")
    assert text.count("<bdi>¶") == min(many, embed.SOURCES) and ("…" in text) == (many > embed.SOURCES)
