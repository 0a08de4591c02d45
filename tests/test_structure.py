"""The shape of the engine: who may import whom, who alone may use which package, and what nobody may do."""

from __future__ import annotations

import ast
import re

from conftest import PROJECT

# Each module imports only from those above it.
ORDER = (
    "diagnostics",
    "files",
    "manifest",
    "packets",
    "folding",
    "dates",
    "bidi",
    "advances",
    "hints",
    "yamlfile",
    "messages",
    "usage",
    "yamltext",
    "foreign",
    "table",
    "edits",
    "history",
    "drift",
    "schema",
    "drafts",
    "timelinejs",
    "columns",
    "routes",
    "views",
    "target",
    "qr",
    "charts",
    "policy",
    "output",
    "inputs",
    "content",
    "verdict",
    "validate",
    "ids",
    "identity",
    "groups",
    "languages",
    "hijri",
    "wording",
    "citing",
    "bibliography",
    "prose",
    "pairing",
    "markup",
    "slides",
    "reference",
    "references",
    "fragments",
    "facets",
    "glosses",
    "jsonschema",
    "resolve",
    "imports",
    "listings",
    "notes",
    "embed",
    "edition",
    "lessons",
    "parallel",
    "book",
    "scale",
    "sheet",
    "density",
    "axis",
    "filters",
    "origins",
    "feeds",
    "calendars",
    "things",
    "linkeddata",
    "datasets",
    "whole",
    "slideshow",
    "database",
    "datapackage",
    "exports",
    "archive",
    "cards",
    "search",
    "selection",
    "frames",
    "commons",
    "pages",
    "plan",
    "picture",
    "render",
    "assets",
    "survey",
    "status",
    "pipeline",
    "overlay",
    "preview",
    "serve",
    "skeleton",
    "renaming",
    "cli",
)
# The only importers of a package.
ALONE = {
    "yaml": {"yamlfile"},
    "pydantic": {"schema", "validate", "verdict", "languages"},
    "pydantic_core": {"schema", "languages"},
    "markdown": {"prose"},
    "nh3": {"prose"},
    "jinja2": {"render"},
    "markupsafe": {"views"},
    "resvg_py": {"picture"},
    "hijridate": {"hijri"},
    "segno": {"qr"},
    "sqlite3": {"database"},
    "zipfile": {"archive"},
    "livereload": {"serve"},
    "tornado": {"serve"},
    "watchfiles": {"serve"},
    "subprocess": {"history", "cli"},
    "shutil": {"files"},
    "tempfile": {"files"},
}
# Nothing between reading and writing may ask for these.
FORBIDDEN = {"datetime", "locale", "random", "socket", "http", "threading"}


def modules():
    return {path.stem: ast.parse(path.read_text("utf-8")) for path in sorted((PROJECT / "timeline").glob("*.py"))}


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            yield from ([*parts, alias.name] if parts == ["timeline"] else parts for alias in node.names)


def runtime(tree):
    """The tree without what only a type checker reads."""

    class Strip(ast.NodeTransformer):
        def visit_If(self, node):
            return (
                None
                if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
                else self.generic_visit(node)
            )

    return Strip().visit(tree)


def test_modules_import_one_way():
    """No module imports one that comes after it, so there is no circle."""
    found = modules()
    assert set(found) - {"__init__"} == set(ORDER)
    for name, tree in found.items():
        for parts in imports(runtime(tree)):
            if parts[0] == "timeline" and len(parts) > 1:
                assert ORDER.index(parts[1]) < ORDER.index(name), f"{name} imports {parts[1]}"


def test_each_package_has_its_place():
    """yaml, pydantic, markdown, nh3, jinja2 and resvg are each known to their own module alone, and few start programs."""
    for name, tree in modules().items():
        for parts in imports(runtime(tree)):
            assert parts[0] not in ALONE or name in ALONE[parts[0]], f"{name} imports {parts[0]}"


def test_no_clock_no_network_no_locale():
    """Nothing that could make two builds of the same content differ; only the command line looks at a clock."""
    for name, tree in modules().items():
        for parts in imports(tree):
            assert parts[0] not in FORBIDDEN and parts[:2] != ["urllib", "request"], f"{name} imports {'.'.join(parts)}"
            assert parts[0] != "time" or name in ("cli", "serve")


def test_only_one_module_writes():
    """Whatever is written or removed goes through `files`; nobody else opens a file to write, or asks the system to."""
    asks = re.compile(
        r"\.(?:write_text|write_bytes|mkdir|makedirs|touch|unlink|rmdir|rmtree|truncate|chmod|chown|symlink_to|hardlink_to|copy\w*)\("
        r"|\bos\.(?:replace|rename|renames|remove|removedirs|link|symlink|mkfifo|utime)\(|O_(?:CREAT|TRUNC|APPEND|RDWR)"
        r"|(?<!ZipFile)\((?:[^()]|\(\))*,\s*[\"'](?:r?b?\+|[wax])b?\+?[\"']|\.open\(\s*[\"'][wax]"
    )
    for path in sorted((PROJECT / "timeline").glob("*.py")):
        found = asks.search(path.read_text("utf-8"))
        assert bool(found) == (path.stem == "files"), (path.stem, found)


def test_templates_never_ask_which_language_it_is():
    """What differs between languages is data: no template and no module compares a language's code."""
    for path in [*(PROJECT / "templates").rglob("*.html"), *(PROJECT / "timeline").glob("*.py")]:
        text = path.read_text("utf-8")
        assert not re.search(r"""[!=]=\s*["'](?:ar|en)["']|["'](?:ar|en)["']\s*[!=]=""", text), path.name


def test_every_file_says_its_idea():
    """Each module opens with what it is about."""
    for name, tree in modules().items():
        assert len(ast.get_docstring(tree) or "") > 60, name
