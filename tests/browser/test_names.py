"""What is read aloud and called by voice: every control has a name that holds what is seen of it (WCAG 2.5.3), and
landmarks of a kind differ by name. Names are those of Chromium's own accessibility tree."""

from __future__ import annotations

import re

import pytest

from tests.browser import PAGES

CONTROLS = "a[href], button, input:not([type=hidden]), textarea, select, summary"
LANDMARKS = {"navigation", "search", "region", "form", "complementary", "banner", "contentinfo", "main"}

# Each control that can be seen, numbered, with the words that it shows: a line apart where it begins one. An SVG link
# shows what its text elements hold, to programs as one text.
SEEN = """controls => [...document.querySelectorAll(controls)].map((element, n) => {
  element.setAttribute("data-numbered", n);
  const shown = e => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const words = root => {
    const found = [], walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const parent = node.parentElement, style = getComputedStyle(parent);
      if (!shown(parent) || parent.closest(".spoken")) continue;
      found.push(parent.closest("svg") ? node.data : style.display.startsWith("inline") ? node.data : ` ${node.data} `);
    }
    return found.join("");
  };
  if (!shown(element) && !element.ownerSVGElement || element.ownerSVGElement && !shown(element.ownerSVGElement)) return null;
  if (element.matches(".skip") && !element.matches(":focus")) return null;
  return element.matches("input, textarea, select") ? [...element.labels].map(words).join(" ") : words(element);
})"""


@pytest.fixture
def tree():
    """Of a page: the names of its numbered elements, and its landmarks as (role, name)."""

    def read(page):
        session = page.context.new_cdp_session(page)
        session.send("DOM.enable")
        numbers = {}
        for node in session.send("DOM.getFlattenedDocument", {"depth": -1})["nodes"]:
            attributes = node.get("attributes", [])
            known = dict(zip(attributes[::2], attributes[1::2], strict=True))
            if "data-numbered" in known:
                numbers[node["backendNodeId"]] = int(known["data-numbered"])
        names, landmarks = {}, []
        for node in session.send("Accessibility.getFullAXTree")["nodes"]:
            if node.get("ignored"):
                continue
            name, role = node.get("name", {}).get("value", ""), node.get("role", {}).get("value")
            if node.get("backendDOMNodeId") in numbers:
                names[numbers[node["backendDOMNodeId"]]] = name
            if role in LANDMARKS:
                landmarks.append((role, name))
        session.detach()
        return names, landmarks

    return read


def heard(text: str) -> str:
    """A text as it is spoken: without marks of direction, without difference of spaces or of large and small letters."""
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split()).casefold()


def misnamed(page, tree) -> tuple[list, list]:
    """The controls whose names lack what is seen of them, and the landmarks that are not told apart."""
    seen = page.evaluate(SEEN, CONTROLS)
    names, landmarks = tree(page)
    wrong = [
        (shown, names.get(number))
        for number, shown in enumerate(seen)
        if shown is not None
        and (not names.get(number) or re.search(r"\w", shown) and heard(shown) not in heard(names[number]))
    ]
    twice = [mark for mark in set(landmarks) if landmarks.count(mark) > 1]
    unnamed = [role for role, name in landmarks if not name and sum(r == role for r, _ in landmarks) > 1]
    return wrong, [*twice, *unnamed]


@pytest.mark.parametrize("path", PAGES)
def test_names_hold_what_is_seen(reader, site, tree, path):
    """On a desk, and where a telephone shows another axis, with everything open and with events in the selection."""
    page = reader(scripts=True, viewport={"width": 1280, "height": 800})
    page.goto((site / path).as_uri())
    if path.endswith("selection/index.html"):
        page.goto((site / path).as_uri() + "#events=2016-02-05-twitter-125000,2016-08-twitter-235000")
        page.reload()
        page.wait_for_selector(".selection .order button")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert misnamed(page, tree) == ([], [])
    if page.locator(".axis").count():
        page.set_viewport_size({"width": 360, "height": 800})
        assert misnamed(page, tree) == ([], [])


def test_a_name_that_lacks_what_is_seen_is_found(reader, tmp_path, tree):
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
    wrong, landmarks = misnamed(page, tree)
    assert [shown for shown, _ in wrong] == ["1,000accounts", "1 Something", ""]
    assert "navigation" in landmarks
