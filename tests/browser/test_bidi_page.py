"""How a browser sets text of two directions, read off the places of its letters."""

from __future__ import annotations

import re

import pytest

from tests import nasty
from tests import world as worlds
from tests.browser.conftest import opened
from tests.world import build

# What a statement shows, letter by letter as it is drawn from left to right: the bdi elements isolate,
# so the places of letters are all that a reader sees of the order.
DRAWN = """paragraph => {
  const mirrored = { "(": ")", ")": "(", "«": "»", "»": "«", "<": ">", ">": "<" };
  const found = [], walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const rtl = getComputedStyle(node.parentElement).direction === "rtl";
    for (let n = 0; n < node.data.length; n++) {
      const range = document.createRange();
      range.setStart(node, n);
      range.setEnd(node, n + 1);
      const box = range.getClientRects()[0];
      const letter = rtl && mirrored[node.data[n]] || node.data[n];
      if (box) found.push([box.left + box.width / 2, letter]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]).map(letter => letter[1]).join("");
}"""


@pytest.fixture(scope="module")
def site_of_mixed_text(tmp_path_factory):
    root = nasty.world(tmp_path_factory.mktemp("nasty"))
    assert not build(root).failed
    return root / "site"


@pytest.fixture(scope="module")
def mixed(chromium, site_of_mixed_text):
    """Its event as a desk shows it, by language, opened once for all lines: nobody changes it."""
    pages = {code: opened(chromium, scripts=True, viewport={"width": 1280, "height": 900}) for code in ("en", "ar")}
    for code, page in pages.items():
        page.goto((site_of_mixed_text / f"{code}/events/e.html").as_uri())
    yield pages
    for page in pages.values():
        page.context.close()


def drawn(page, text: str) -> str:
    return page.locator(".statement > p", has_text=text).first.evaluate(DRAWN)


# Each line, and a piece of how it is drawn from left to right.
@pytest.mark.parametrize(
    "line, pieces",
    (
        ("تويتر (Twitter) أوقف 125,000 حساب", ("باسح 125,000 فقوأ (Twitter) رتيوت",)),
        ("بين 2014–2016 وبعدها", (" 2016–2014 ",)),  # in the line's direction: from 2014, on the right, to 2016
        ("أكثر من 80%", (" 80% ",)),
        ('برخصة "CC BY 4.0"، ثم', ('،"CC BY 4.0" ',)),
        ("لغة C++ أولًا", (" C++ ",)),
        ("قال @user_name", (" @user_name ",)),
        ("وسم #هاشتاغ", (" غاتشاه# ",)),
        ("العنوان https://example.org/a?b=1", (" https://example.org/a?b=1 ",)),
        ("قمة G7.", (".G7 ",)),
        ("أوقف Twitter 125,000", (" 125,000 Twitter ",)),
        ("(Twitter) (YouTube)", ("(G7)و (YouTube) (Twitter)",)),
        ("Twitter، Facebook", ("Facebook ،Twitter",)),
        ("سؤال (What happened?)", ("(Twitter) ", " (What happened?) ")),
        ("ثمنه $5", (" $5 ",)),
        ("من 10% إلى -5%", ("-5% ", " 10% ")),
        ("هبط −5%", (" −5% ", " -6و ", " (−7.5%) ", "+8 ")),
        ("نحو ~10", (" ~10 ", " ≈11 ", " ±2.5% ", " <5% ", "≥4 ")),
        ("خسر -$5", (" -$5 ", " $-6 ", " 7 € ", " ₪8 ", "$9bn ")),
        ("حرارة -5", (" -5°C ", " 25° ", "3 °C ")),
        ("يوم 2016-02-05", (" 2016-02-05 ", "+966 50 123 4567 ")),
        ("بين -10%", (" -5%–-10% ", " 10%–5 ", "٢٠١٥-٢٠١٤ ")),
        ("هبط ٥٪", (" ٪٥ ", " ٪٥- ", " ٥+ ", " 10:30 ", "5/2/2016 ")),  # Arabic digits have their signs on the right
        ("وسم #25", (" رياني_25# ", "#2014 ")),
        ("الملف /usr", (" /usr/bin ", " ~/.profile ", " --out ", "-v ")),
        ("قال.Twitter", ("Twitter.لاق", "«@user» ", "(@user)و")),
    ),
)
def test_lines_from_the_right(mixed, line, pieces):
    """Each foreign run keeps its own order and stands where an Arabic word would stand, with signs and brackets in place."""
    shown = drawn(mixed["ar"], line)
    assert all(piece in shown for piece in pieces), shown


@pytest.mark.parametrize(
    "line, piece",
    (
        ("the word «حساب» (account)", "the word «باسح» (account), 12 of them"),
        ("the word حساب 12 times", "the word باسح 12 times"),
        ("in شباط 2016", "in 2016 طابش, they say"),
        ("the tag #", "the tag تاباسح_قيلعت# here"),
        ("he asked", "“؟ثدح اذام” he asked"),
        ("from تنظيم", "from (شعاد) ةلودلا ميظنت itself"),
        ("“حساب”", "“باسح”, “ةانق”"),
    ),
)
def test_lines_from_the_left(mixed, line, piece):
    """An Arabic word in an English line draws neither the number beside it nor a bracket to its side."""
    assert piece in drawn(mixed["en"], line)


# The same of a drawing.
SVG = """text => {
  const found = [];
  for (let n = 0; n < text.getNumberOfChars(); n++) {
    const letter = text.textContent[n], box = text.getExtentOfChar(n);
    if (!/[\\u200e\\u200f\\u202a-\\u202c]/.test(letter)) found.push([box.x + box.width / 2, letter]);
  }
  return found.sort((a, b) => a[0] - b[0]).map(letter => letter[1]).join("");
}"""


@pytest.mark.parametrize(
    "code, title, shown",
    (
        ("ar", "حساب @shami_news", "@shami_news باسح"),
        ("ar", "من 10% حتى -5%", "-5% ىتح 10% نم"),
        ("ar", "برمجة C++ و.NET", ".NETو C++ ةجمرب"),
        ("ar", "بعد 2014–2016", "2016–2014 دعب"),
        ("ar", "نسبة <5% و18+", "18+و <5% ةبسن"),
        ("ar", "وسم #2014", "#2014 مسو"),
        ("ar", "Twitter، Facebook", "Facebook ،Twitter"),
        ("en", "word حساب 12 times", "word باسح 12 times"),
    ),
)
def test_the_axis_is_drawn_as_the_list_is_set(reader, world, code, title, shown):
    """A label on the axis, a lane and the list have the same text in the same order."""
    other = {"en": "A title", "ar": "عنوان"}
    both = lambda text: {**other, code: text}
    root = world(
        **{
            "content/events/e.yaml": worlds.event(title=both(title), topics=["t"]),
            "content/events/f.yaml": worlds.event(topics=["u"]),
            "content/topics.yaml": {"t": {**worlds.TERM, "name": both(title)}, "u": worlds.TERM},
        }
    )
    assert not build(root).failed
    page = reader(scripts=True)
    page.goto((root / f"site/{code}/index.html").as_uri())
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.fonts.ready")
    assert page.locator(".axis a[data-event=e] text").evaluate(SVG) == shown
    assert page.locator(".axis .lanes text").first.evaluate(SVG) == shown
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("#e h4 a").evaluate(DRAWN) == shown


@pytest.mark.parametrize(
    "written", ("drawings/", "--write", "./build.py", "2014-12~/2015-10", "a/ب/", "[[2016-03-an-example]]", "#p2")
)
def test_code_is_drawn_as_it_is_typed(reader, world, written):
    """A name that begins or ends in a sign keeps it where it was written, in a line of either direction."""
    both = {"en": f"Look in `{written}` (or not).", "ar": f"انظر في `{written}` (أو لا)."}
    root = world(**{"content/events/e.yaml": worlds.event(body=both)})
    assert not build(root).failed
    for code in ("en", "ar"):
        page = reader(scripts=False)
        page.goto((root / f"site/{code}/events/e.html").as_uri())
        assert page.locator("main code").first.evaluate(DRAWN) == written


@pytest.mark.parametrize("code, query, run", (("ar", "twitter", "Twitter"), ("en", "حساب", "حساب")))
def test_what_search_finds_is_set_as_elsewhere(reader, site_of_mixed_text, code, query, run):
    """A result isolates what is of another direction, says its language, and marks what was found in it."""
    page = reader(viewport={"width": 1280, "height": 900}, scripts=True)
    page.goto((site_of_mixed_text / f"{code}/search/index.html").as_uri())
    page.fill("input[type=search]", query)
    found = page.locator(f'.results h2 bdi[lang="{ {"ar": "en", "en": "ar"}[code] }"] mark').first
    found.wait_for()
    assert found.inner_text() == run
    own = page.evaluate("document.querySelector('.results h2').textContent")
    assert own in {"ar": nasty.ARABIC, "en": nasty.ENGLISH}[code]


@pytest.mark.parametrize("code", ("en", "ar"))
def test_a_foreign_word_does_not_push_lines_apart(mixed, code):
    """Lines with a word of the other script are as high as those without."""
    page = mixed[code]
    page.evaluate("document.fonts.ready")
    heights = page.evaluate("[...document.querySelectorAll('.prose p')].map(p => Math.round(p.offsetHeight))")
    assert len(heights) > 5 and len(set(heights)) == 1, heights


def test_how_a_date_is_to_be_written_is_shown_in_its_order(reader, site):
    """Beside the fields of the filters, and where what was typed there is no date: `2016-02`, and not `02-2016`."""
    page = reader(viewport={"width": 1280, "height": 900}, scripts=True)
    page.goto((site / "ar/index.html").as_uri())
    for summary in page.locator(".filters summary").all():
        summary.click()
    for typed in ("", "x"):
        page.fill("input[name=from]", typed)
        page.keyboard.press("Tab")
        line = page.locator("#format")
        line.evaluate("e => e.style.whiteSpace = 'nowrap'")
        shown = re.sub("[\u2066\u2069]", "", line.evaluate(DRAWN))
        assert ".2016-02-05 وأ 2016-02 وأ 2016 " in shown, shown
