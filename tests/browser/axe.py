"""Axe's rules, asked of a page: those of colour once for each look of a text, all others at each width."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT, AxeResults

from tests.browser import DESK, PHONE

OF_COLOUR = ["color-contrast", "link-in-text-block"]  # the rules of axe that look at colours
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_OTHERS = {"runOnly": TAGS, "rules": {rule: {"enabled": False} for rule in OF_COLOUR}}

# The elements with text of their own and the links, one for each look that was not met before: what decides on its
# contrast is its colours and letters and the grounds that it stands on. Hundreds of passages of a page look alike, and
# so do pages.
LOOKS = """before => {
  const met = new Set(before.split("|")), elements = [], looks = [];
  const dark = matchMedia("(prefers-color-scheme: dark)").matches; // what no ground covers differs by it
  const once = (kept, tell) => e => kept.get(e) ?? (kept.set(e, tell(e)), kept.get(e));
  const ground = once(new Map([[null, ""]]), e => {
    const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(e);
    return [ground(e.parentElement), backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join();
  });
  const letters = once(new Map(), e => {
    const { color, fontSize, fontWeight, textDecorationLine, textShadow, borderBottomWidth, display, position } = getComputedStyle(e);
    return [color, fontSize, fontWeight, textDecorationLine, textShadow, borderBottomWidth, display, position].join();
  });
  const speaks = e => e.matches("a[href], input, textarea, select") || [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  for (const e of document.body.querySelectorAll("*")) {
    if (!speaks(e) || !e.checkVisibility()) continue;
    const look = [dark, e.localName, letters(e), letters(e.parentElement), ground(e)].join(";");
    if (!met.has(look)) met.add(look), looks.push(look), elements.push(e);
  }
  return [elements, looks];
}"""
BY_COLOUR = f"""async ([options, before]) => {{
  const [elements, looks] = ({LOOKS})(before);
  return [looks.length ? await axe.run(elements, options) : {{ violations: [] }}, looks];
}}"""


def _nothing(page, what: object, found: dict) -> None:
    assert found["violations"] == [], (page.url, page.viewport_size, what, AxeResults(found).generate_report())


def axe_finds_nothing(page, met: set[str]) -> None:
    """By the rules of colour, light and dark, and by all others, on a telephone and on a desk. `met` holds the looks
    in which no fault was found, and gains those of the page."""
    page.evaluate(AXE_SCRIPT)
    violations = {"resultTypes": ["violations"]}  # else each element that passes is told, too
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            found, looks = page.evaluate(BY_COLOUR, [violations | {"runOnly": OF_COLOUR}, "|".join(met)])
            _nothing(page, scheme, found)
            met.update(looks)
        _nothing(page, "others", page.evaluate("options => axe.run(options)", violations | ALL_OTHERS))
