"""The shape of the engine: who may import whom, who alone may use which package, and what nobody may do."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter

from tests.conftest import PROJECT

# The rooms of the engine. A room imports only from those above it; `top` are the modules that lie in none.
ROOMS = (
    "faults",
    "top",
    "text",
    "records",
    "edition",
    "drawing",
    "downloads",
    "pages",
    "build",
    "authoring",
    "importing",
)
DOORS = ("cli", "arguments")  # from outside: they may import anything, and nobody imports them
AGAINST = {
    ("faults.translate", "records"): "the catalogue of messages is YAML, which is read when somebody asks for it",
}
# The only importers of a package.
ALONE = {
    "yaml": {"records.yaml_file"},
    "pydantic": {
        "records.field_types",
        "records.schema",
        "records.validate",
        "records.schema_faults",
        "records.languages",
    },
    "pydantic_core": {"records.field_types"},
    "markdown": {"text.prose"},
    "nh3": {"text.prose"},
    "jinja2": {"build.render"},
    "markupsafe": {"edition.views"},
    "PIL": {"drawing.picture_sizes"},
    "resvg_py": {"drawing.png"},
    "hijridate": {"text.hijri"},
    "anyascii": {"text.transliteration"},
    "segno": {"drawing.qr"},
    "sqlite3": {"downloads.sqlite_file"},
    "zipfile": {"downloads.zip_archive"},
    "livereload": {"authoring.serve"},
    "tornado": {"authoring.serve"},
    "watchfiles": {"authoring.serve"},
    "subprocess": {"records.git_history", "cli"},
    "shutil": {"files"},
    "tempfile": {"files"},
}
# Nothing between reading and writing may ask for these.
FORBIDDEN = {"datetime", "locale", "random", "socket", "http", "threading"}


def modules():
    """Every module by its room and its name, `records.schema`; those at the top by their name alone."""
    engine = PROJECT / "timeline"
    paths = sorted(engine.rglob("*.py"))
    return {
        ".".join(path.relative_to(engine).with_suffix("").parts): ast.parse(path.read_text("utf-8")) for path in paths
    }


def room(module):
    return module.partition(".")[0] if "." in module else "top"


def imports(tree):
    """What a module imports, as dotted names in parts: `timeline.records` and `schema` of it are one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            yield from ([*parts, alias.name] if parts[0] == "timeline" else parts for alias in node.names)


def ours(tree):
    """The modules of the engine that one imports."""
    for parts in imports(runtime(tree)):
        if parts[0] == "timeline":
            yield next(name for n in (3, 2) if (name := ".".join(parts[1:n])) in MODULES)


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


MODULES = modules()


def test_every_module_lies_in_a_room():
    """The rooms are those of the list; each says what lives there and what it may import."""
    assert {room(name) for name in MODULES} == set(ROOMS)
    for name in ROOMS:
        said = ast.get_docstring(MODULES["__init__" if name == "top" else f"{name}.__init__"])
        assert "import" in said and len(said) > 100, name


def test_rooms_import_one_way():
    """No room imports one that comes after it; what does so all the same is named, with its reason."""
    found = set()
    for name, tree in MODULES.items():
        for other in ours(tree):
            if name in DOORS or room(other) == room(name):
                continue
            assert other not in DOORS, f"{name} imports {other}"
            if ROOMS.index(room(other)) > ROOMS.index(room(name)):
                found.add((name, room(other)))
    assert found == set(AGAINST)


def test_no_circles_within_a_room():
    """Within a room, too, modules can be put in an order in which each imports only from those before it."""
    within = {name: {o for o in ours(tree) if room(o) == room(name) != name} for name, tree in MODULES.items()}
    TopologicalSorter(within).prepare()  # raises CycleError


def test_each_package_has_its_place():
    """yaml, pydantic, markdown, nh3, jinja2, resvg and Pillow are each known to their own module alone, and few start programs."""
    for name, tree in MODULES.items():
        for parts in imports(runtime(tree)):
            assert parts[0] not in ALONE or name in ALONE[parts[0]], f"{name} imports {parts[0]}"


def test_no_clock_no_network_no_locale():
    """Nothing that could make two builds of the same content differ; only the command line looks at a clock."""
    for name, tree in MODULES.items():
        for parts in imports(tree):
            if (name, parts[0]) == ("build.work", "threading"):  # one that waits for the end of another process
                continue
            assert parts[0] not in FORBIDDEN and parts[:2] != ["urllib", "request"], f"{name} imports {'.'.join(parts)}"
            assert parts[0] != "time" or name in ("cli", "authoring.serve")


def test_only_one_module_writes():
    """Whatever is written or removed goes through `files`, but for the lock that it takes before; nobody else opens a
    file to write, or asks the system to."""
    asks = re.compile(
        r"\.(?:write_text|write_bytes|mkdir|makedirs|touch|unlink|rmdir|rmtree|truncate|chmod|chown|symlink_to|hardlink_to|copy\w*)\("
        r"|\bos\.(?:replace|rename|renames|remove|removedirs|link|symlink|mkfifo|utime)\(|O_(?:CREAT|TRUNC|APPEND|RDWR)"
        r"|(?<!ZipFile)\((?:[^()]|\(\))*,\s*[\"'](?:r?b?\+|[wax])b?\+?[\"']|\.open\(\s*[\"'][wax]"
    )
    for path in sorted((PROJECT / "timeline").rglob("*.py")):
        found = asks.search(path.read_text("utf-8"))
        assert bool(found) == (path.stem in ("files", "lock")), (path.stem, found)


def test_more_than_four_values_are_named():
    """Two neighbours exchanged in a long row give no error: whatever has more than four values takes them by name."""
    fields = {}
    for node in (node for tree in MODULES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        if "NamedTuple" in map(ast.unparse, node.bases) or "dataclass" in ast.unparse(node.decorator_list):
            count = sum(isinstance(line, ast.AnnAssign) for line in node.body)
            fields[node.name] = max(count, fields.get(node.name, 0))
    found = set()
    for name, tree in MODULES.items():
        for node in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            called = fields.get(ast.unparse(node.func).rpartition(".")[2], 0)
            starred = any(isinstance(value, ast.Starred) for value in node.args)
            if len(node.args) > 4 and called or starred and called > 4:
                found.add((name, node.lineno))
    assert sorted(found) == []


def test_templates_never_ask_which_language_it_is():
    """What differs between languages is data: no template and no module compares a language's code."""
    for path in [*(PROJECT / "templates").rglob("*.html"), *(PROJECT / "timeline").rglob("*.py")]:
        text = path.read_text("utf-8")
        assert not re.search(r"""[!=]=\s*["'](?:ar|en)["']|["'](?:ar|en)["']\s*[!=]=""", text), path.name


def test_every_file_says_its_idea():
    """Each module opens with what it is about."""
    for name, tree in MODULES.items():
        assert len(ast.get_docstring(tree) or "") > 60, name
