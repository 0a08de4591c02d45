"""What is read aloud and called by voice: the names of a page's controls and landmarks, from Chromium's own
accessibility tree."""

from __future__ import annotations

import re

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


def named(page) -> tuple[dict, list]:
    """The names of a page's numbered elements, and its landmarks as (role, name)."""
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
    session.send("Accessibility.disable")
    session.detach()
    return names, landmarks


def heard(text: str) -> str:
    """A text as it is spoken: without marks of direction, without difference of spaces or of large and small letters."""
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split()).casefold()


def misnamed(page) -> tuple[list, list]:
    """The controls whose names lack what is seen of them, and the landmarks that are not told apart."""
    seen = page.evaluate(SEEN, CONTROLS)
    names, landmarks = named(page)
    wrong = [
        (shown, names.get(number))
        for number, shown in enumerate(seen)
        if shown is not None
        and (not names.get(number) or re.search(r"\w", shown) and heard(shown) not in heard(names[number]))
    ]
    twice = [mark for mark in set(landmarks) if landmarks.count(mark) > 1]
    unnamed = [role for role, name in landmarks if not name and sum(r == role for r, _ in landmarks) > 1]
    return wrong, [*twice, *unnamed]
