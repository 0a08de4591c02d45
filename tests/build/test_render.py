"""Templates: two names, everything escaped, and a fault shows its place instead of a traceback."""

from __future__ import annotations

import ast
import re

import pytest

from tests.build.test_plan import FRAME, page
from tests.conftest import PROJECT
from timeline.build.assets import _bare, _compact, assets
from timeline.build.render import Templates
from timeline.faults.diagnostic import Fault
from timeline.target import Target

HOME = "templates/layouts/home.html"


def rendered(root, text: str, title: str = "T", **files) -> str:
    for path, content in {HOME: text, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, "utf-8")
    return Templates(root).render(Target("en/a.html", "home.html", page("en/a.html", title), FRAME)).decode()


def fault(root, text: str, **files):
    with pytest.raises(Fault) as caught:
        rendered(root, text, **files)
    return caught.value.diagnostics[0]


def test_a_template_sees_its_page_and_its_frame(tmp_path):
    """Both, and the filter for plain text."""
    assert rendered(tmp_path, "{{ page.title }} {{ frame.lang }} {{ page.title|plain }}") == "T en T"


@pytest.mark.parametrize("name", ["range", "dict", "lipsum", "cycler", "joiner", "namespace", "site", "timeline"])
def test_a_template_sees_nothing_else(tmp_path, name):
    """Not even what jinja2 brings along: a page cannot depend on what it was not handed."""
    assert f"'{name}' is undefined" in fault(tmp_path, f"{{{{ {name} }}}}").message


def test_everything_is_escaped(tmp_path):
    """Text is text, in every template whatever its ending."""
    assert rendered(tmp_path, "{{ page.title }}", "<script>&'\"") == "&lt;script&gt;&amp;&#39;&#34;"


def test_a_missing_field_names_line_and_page(tmp_path):
    """The place in the template, and which page was being made."""
    found = fault(tmp_path, "<p>\n  {{ page.nothing }}\n")
    assert (found.code, found.span.path, found.span.line, found.span.column) == ("template-error", HOME, 2, 3)
    assert "nothing" in found.message and found.notes == ("while making en/a.html",)


def test_a_fault_in_an_included_file_is_placed_there(tmp_path):
    """The file that is wrong, not the one that draws it in."""
    found = fault(
        tmp_path, "{% include 'piece.html' %}", **{"templates/components/piece.html": "\n\n{{ frame.words.nope }}"}
    )
    assert (found.span.path, found.span.line) == ("templates/components/piece.html", 3)


@pytest.mark.parametrize("text", ["{% if %}", "{{ page.title", "{% block x %}", "{% nope %}"])
def test_a_syntax_fault_is_found_by_looking(tmp_path, text):
    """No page needs to be made to find it."""
    (tmp_path / HOME).parent.mkdir(parents=True)
    (tmp_path / HOME).write_text(f"\n{text}\n", "utf-8")
    assert [d.span.path for d in Templates(tmp_path).faults(["home.html"])] == [HOME]


def test_what_only_compiling_shows_is_found_where_asked(tmp_path):
    """A filter that does not exist parses, and is a fault all the same."""
    (tmp_path / HOME).parent.mkdir(parents=True)
    (tmp_path / HOME).write_text("{{ page.title|nope }}", "utf-8")
    assert Templates(tmp_path).faults(["home.html"]) == []
    assert [d.span.line for d in Templates(tmp_path).faults(["home.html"], compiled=True)] == [1]


def test_a_template_that_changes_is_seen(tmp_path):
    """What was compiled is kept for as long as the process, but by its text: a save shows, going back shows too, a fault
    is told where it now stands, and another project's file of the same name is that project's."""
    here, there = tmp_path / "a", tmp_path / "b"
    piece = "templates/components/piece.html"
    for text in ("one", "two", "one"):
        assert rendered(here, "{% include 'piece.html' %}", **{piece: text}) == text
    assert rendered(there, "{% include 'piece.html' %}", **{piece: "theirs"}) == "theirs"
    assert rendered(here, "{% include 'piece.html' %}", **{piece: "one"}) == "one"
    for line, before in ((1, ""), (3, "\n\n"), (1, "")):
        found = fault(here, "{% include 'piece.html' %}", **{piece: f"{before}{{{{ page.nope }}}}"})
        assert (found.span.path, found.span.line, found.span.excerpt) == (piece, line, "{{ page.nope }}")
    for text in ("{% if %}", "{% if %}"):  # what does not parse is told each time
        assert fault(here, "{% include 'piece.html' %}", **{piece: text}).span.path == piece


def test_all_broken_templates_are_told_at_once(tmp_path):
    """Each once, however many pages draw it in."""
    for name in ("base.html", "door.html"):
        (tmp_path / "templates/layouts").mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates/layouts" / name).write_text("{% if %}", "utf-8")
    found = Templates(tmp_path).faults(["home.html", "event.html", "404.html", "door.html"])
    assert [d.span.path for d in found] == ["templates/layouts/door.html", "templates/layouts/base.html"]


def test_a_recipe_is_a_template_with_all_it_draws_in(tmp_path):
    """A change of the layout changes the recipe of what extends it, and of nothing else."""
    ours = Templates(tmp_path / "nothing")
    assert {"base.html", "record.html", "event.html"} <= set(ours.closure("event.html"))
    base = tmp_path / "templates/layouts/base.html"
    base.parent.mkdir(parents=True)
    base.write_text("changed", "utf-8")
    own = Templates(tmp_path)
    assert own.recipe("event.html") != ours.recipe("event.html") and own.recipe("robots.txt") == ours.recipe(
        "robots.txt"
    )


@pytest.mark.parametrize("text", ["{% include page.title %}", "{%- extends name %}", "{% import (a) as b %}"])
def test_what_a_template_draws_in_is_named_outright(tmp_path, text):
    """A name that only shows when a page is made could not be part of its recipe."""
    (tmp_path / HOME).parent.mkdir(parents=True)
    (tmp_path / HOME).write_text(f"\n{text}", "utf-8")
    with pytest.raises(Fault) as caught:
        Templates(tmp_path).recipe("home.html")
    assert "outright" in caught.value.diagnostics[0].message and caught.value.diagnostics[0].span.line == 2


def test_templates_that_do_not_exist_are_named(tmp_path):
    """A missing template is a fault before any page is made."""
    (tmp_path / HOME).parent.mkdir(parents=True)
    (tmp_path / HOME).write_text("{% include 'gone.html' %}", "utf-8")
    with pytest.raises(Fault) as caught:
        Templates(tmp_path).recipe("home.html")
    assert caught.value.diagnostics[0].message == "there is no template `gone.html`"


def test_assets_are_named_by_content_and_a_projects_own_come_first(tmp_path):
    """One stylesheet for all pages in the order of its parts, others for a kind of page alone, scripts; each name
    changes with the content. Fonts stand with their licence beside them."""
    ours = assets(Templates(tmp_path / "nothing"))
    css = tmp_path / "templates/css/10-tokens.css"
    css.parent.mkdir(parents=True)
    css.write_text("/* gone */\n  :root { --own: 1; }\n", "utf-8")
    own = assets(Templates(tmp_path))
    name = next(n for n in own if n.startswith("site."))
    assert name not in ours and own[name].startswith(b":root{--own:1}@layer") and b"gone" not in own[name]
    assert {"noto-naskh-arabic.woff2", "noto-naskh-arabic-LICENSE.txt", "mark.svg"} <= set(own)
    assert {n.split(".")[0] for n in ours if n.endswith(".css")} == {
        "site",
        "axis",
        "bars",
        "book",
        "browse",
        "data",
        "door",
        "embed",
        "event",
        "figures",
        "home",
        "lesson",
        "line",
        "map",
        "parallel",
        "picture",
        "record",
        "search",
        "selection",
        "story",
        "thumb",
        "use",
    }
    assert {"filter", "place", "search"} <= {n.split(".")[0] for n in ours if n.endswith(".js")}
    story = next(n for n in ours if n.startswith("story.") and n.endswith(".css"))
    assert b".scene" in ours[story] and not any(b".scene {" in ours[n] for n in ours if n.startswith("site."))


def test_a_stylesheet_takes_in_those_that_it_names(tmp_path):
    """Where it names them, a project's own before ours; what is none of the sheets is left for the browser."""
    pages = tmp_path / "templates/css/pages"
    pages.mkdir(parents=True)
    (pages / "line.css").write_text(".own { top: 0 }", "utf-8")
    (pages / "page.css").write_text('@import "line.css"; @import "gone.css";\n.last { top: 1px }', "utf-8")
    made = assets(Templates(tmp_path))
    (own,) = (data for name, data in made.items() if name.startswith("page."))
    assert own == b'.own{top:0}@import "gone.css";.last{top:1px}'
    assert not [name for name, data in assets(Templates(tmp_path / "no")).items() if b"@import" in data]


@pytest.mark.parametrize("sheet", ("10-tokens.css", "pages/embed.css"))
def test_the_stylesheet_asks_of_each_font_what_it_holds(sheet):
    """A character that a file lacks would make every page load it in vain; one left out would be set in another hand."""
    made = ast.parse((PROJECT / "templates/fonts/make.py").read_text("utf-8"))
    lists = {node.targets[0].id: ast.unparse(node.value) for node in made.body if isinstance(node, ast.Assign)}
    held = {
        "noto-naskh-arabic.woff2": {*eval(lists["ARABIC"]), *eval(lists["NUMBERS"])},
        "noto-naskh-arabic-more.woff2": {*eval(lists["MORE"])},
        "noto-naskh-persian.woff2": {
            *eval(lists["PERSIAN"], {"ARABIC": eval(lists["ARABIC"])}),
            *eval(lists["NUMBERS"]),
        },
    }
    if sheet != "10-tokens.css":
        del held["noto-naskh-persian.woff2"]  # a frame is small enough for two
    asked = {}
    for face in re.findall(r"@font-face {(.+?)}", (PROJECT / "templates/css" / sheet).read_text("utf-8"), re.DOTALL):
        ranges = re.search(r"unicode-range:([^;]+);", face)[1]
        asked[re.search(r'url\("(.+?)"\)', face)[1]] = {
            character
            for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges)
            for character in range(int(first, 16), int(last or first, 16) + 1)
        }
    assert asked == held


def test_the_font_is_light():
    """Every Arabic page waits for one: the first view is to stay under 40 KB, and this is half of it; a Persian one for
    another, which has more letters."""
    assert (PROJECT / "templates/fonts/noto-naskh-arabic.woff2").stat().st_size <= 20_000
    assert (PROJECT / "templates/fonts/noto-naskh-persian.woff2").stat().st_size <= 22_500


def test_a_stylesheet_loses_only_what_means_nothing():
    """Space about signs, comments and noughts go; quoted text, selectors by descent and sums stay what they are."""
    css = """/* gone */ .a :is(b,  c) > d::before { content: "a: b ; {0.5}" ; width: calc(1px + 0.5em); margin: 10.05px
      0 ; }\n@media (min-width: 30.01rem) { a { top: 0.25em; } }"""
    assert _compact(css) == (
        '.a :is(b,c)>d::before{content:"a: b ; {0.5}";width:calc(1px + .5em);margin:10.05px 0}'
        "@media (min-width:30.01rem){a{top:.25em}}"
    )


def test_a_script_loses_what_only_comments():
    """Whole lines and what stands behind code; what is quoted, and an address, stay what they are."""
    script = """// gone
      const said = "a // b", url = 'https://x.example/'; // gone, it's said: "so"
        return `c // ${said}` + "\\" // d"; // gone
    """
    kept = ["""const said = "a // b", url = 'https://x.example/';""", 'return `c // ${said}` + "\\" // d";']
    assert _bare(script).splitlines() == kept
