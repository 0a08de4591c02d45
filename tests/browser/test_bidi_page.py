"""How a browser sets text of two directions, read off the places of its letters."""

from __future__ import annotations

import nasty
import pytest
from world import build

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


def drawn(page, text: str) -> str:
    return page.locator(".statement > div:not(.margin) > p", has_text=text).first.evaluate(DRAWN)


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
    ),
)
def test_lines_from_the_right(reader, site_of_mixed_text, line, pieces):
    """Each foreign run keeps its own order and stands where an Arabic word would stand, with signs and brackets in place."""
    page = reader(viewport={"width": 1280, "height": 900}, scripts=True)
    page.goto((site_of_mixed_text / "ar/events/e.html").as_uri())
    shown = drawn(page, line)
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
def test_lines_from_the_left(reader, site_of_mixed_text, line, piece):
    """An Arabic word in an English line draws neither the number beside it nor a bracket to its side."""
    page = reader(viewport={"width": 1280, "height": 900}, scripts=True)
    page.goto((site_of_mixed_text / "en/events/e.html").as_uri())
    assert piece in drawn(page, line)


@pytest.mark.parametrize("code", ("en", "ar"))
def test_a_foreign_word_does_not_push_lines_apart(reader, site_of_mixed_text, code):
    """Lines with a word of the other script are as high as those without."""
    page = reader(viewport={"width": 1280, "height": 900}, scripts=True)
    page.goto((site_of_mixed_text / code / "events/e.html").as_uri())
    page.evaluate("document.fonts.ready")
    heights = page.evaluate("[...document.querySelectorAll('.prose p')].map(p => Math.round(p.offsetHeight))")
    assert len(heights) > 5 and len(set(heights)) == 1, heights
