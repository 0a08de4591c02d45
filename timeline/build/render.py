"""Templates turn a page and its frame into bytes; they see those two names and nothing else.

A picture's template is SVG, of which `png` makes pixels. The only importer of `jinja2`. A project's own `templates/`
folder comes first, ours second, file by file. Autoescaping is on everywhere, a word or field that does not exist is an
error with its place.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, MutableMapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import files
from timeline.build.inputs import OUR_TEMPLATES
from timeline.digest import digest
from timeline.drawing import charts, png
from timeline.edition import views
from timeline.edition.views import Mixed, Text
from timeline.faults.diagnostic import Diagnostic, Fault, Span, tell
from timeline.records import yaml_file
from timeline.records.yaml_file import File
from timeline.target import Target

if TYPE_CHECKING:
    from types import CodeType

    import jinja2

_FOLDERS = ("layouts", "components", "status")
_WORDS = re.compile(r"\bwords(?:\.|\[[\"'])(\w{1,100})")
_KEPT = 1000  # templates, some fifteen times what we have; a preview lives long, and each save adds one


@cache
def _environment() -> jinja2.Environment:
    """What all templates of all projects have in common: how they are read, and their filters."""
    import jinja2  # only now: whoever only asks for the templates' files does without it

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, cache_size=-1
    )
    environment.globals.clear()  # no `range`, no `lipsum`: a template has its page and its frame
    environment.filters["plain"] = views.plain
    environment.filters["capital"] = views.capital
    environment.filters["percent"] = charts.percent
    return environment


@cache
def _unmarked() -> jinja2.Environment:
    """The same for what is no HTML, where a text has no markup of ours."""
    return _environment().overlay(
        finalize=lambda value: views.plain(value) if isinstance(value, Mixed | Text) else value
    )


# Reading, parsing and compiling take most of a small build, and a preview builds again and again: what was made of a
# text stays for as long as the process. The text is in the key, so what changes on the disk is made anew.
@lru_cache(_KEPT)
def _read(path: str, raw: bytes) -> tuple[File, list[Diagnostic]]:
    """A YAML file, and with it what later stages find out from it alone (`yaml_file.Kept`)."""
    return yaml_file.read(path, raw)


@lru_cache(_KEPT)
def _parsed(name: str, text: str, path: str) -> jinja2.nodes.Template:
    """A template's tree. Raises jinja2's `TemplateSyntaxError`."""
    return _environment().parse(text, name, path)


@lru_cache(_KEPT)
def _drawn(name: str, text: str, path: str) -> list[tuple[int, list[str] | None]]:
    """What a template extends, includes or imports, each with its line: None where it is not named outright."""
    from jinja2 import nodes

    found: list[tuple[int, list[str] | None]] = []
    for node in _parsed(name, text, path).find_all(nodes.Stmt):
        if not isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
            continue
        try:
            outright = node.template.as_const()
            found.append((node.lineno, [outright] if isinstance(outright, str) else outright))
        except nodes.Impossible:
            found.append((node.lineno, None))
    return found


@lru_cache(2 * _KEPT)
def _compiled(name: str, text: str, path: str, marked: bool) -> CodeType:
    """A template's code, made of the tree that was parsed to see what it draws in: that takes as long as compiling."""
    return (_environment() if marked else _unmarked()).compile(_parsed(name, text, path), name, path)


class Templates:
    """The templates of a project, our own standing in for those it does not have."""

    def __init__(self, root: Path):
        own = root / "templates"
        self.roots = list(dict.fromkeys([own, OUR_TEMPLATES])) if own.is_dir() else [OUR_TEMPLATES]
        self.links: list[str] = []  # as people know them; nothing is read through one
        self._linked: set[Path] = set()
        for place in dict.fromkeys([own, OUR_TEMPLATES]):
            found = files.links(place.parent, place.name)
            self.links += found
            self._linked |= {place.parent / path for path in found}
        self._closures: dict[str, list[str]] = {}
        self._recipes: dict[str, str] = {}
        self._sources: dict[str, tuple[str, Path]] = {}

    def files(self, folder: str, pattern: str) -> dict[str, Path]:
        """The files of a folder of `templates/` by name, a project's own in place of ours."""
        found: dict[str, Path] = {}
        for root in reversed(self.roots):
            found |= {
                path.name: path
                for path in sorted((root / folder).glob(pattern))
                if self._is_file(path) and not path.name.startswith(".")  # hidden: a system's own
            }
        return dict(sorted(found.items()))

    def _is_file(self, path: Path) -> bool:
        """Whether a file lies there, and no link leads to it."""
        return path.is_file() and not (self._linked and self._linked.intersection((path, *path.parents)))

    def data(self, path: Path) -> tuple[File, list[Diagnostic]]:
        """A YAML file of `templates/`, and its faults."""
        return _read(self.shown(path), path.read_bytes())

    def own_words(self) -> frozenset[str]:
        """The words of the interface that a project's own templates name."""
        own = [path for root in self.roots[:-1] for folder in _FOLDERS for path in (root / folder).glob("*.html")]
        texts = (path.read_text("utf-8", "replace") for path in own if self._is_file(path))
        return frozenset(name for text in texts for name in _WORDS.findall(text))

    def shown(self, path: Path) -> str:
        """A template's path as people know it."""
        for root in self.roots:
            if path.is_relative_to(root):
                return f"templates/{path.relative_to(root).as_posix()}"
        return path.name

    @cached_property
    def environment(self) -> jinja2.Environment:
        return _environment().overlay(loader=self._loader(marked=True))

    @cached_property
    def unmarked(self) -> jinja2.Environment:
        return _unmarked().overlay(loader=self._loader(marked=False))

    @cached_property
    def card_fonts(self) -> list[Path]:
        """The fonts that cards are drawn with."""
        return list(self.files("fonts/cards", "*.ttf").values())

    def _loader(self, marked: bool) -> jinja2.BaseLoader:
        import jinja2

        source = self._source

        class Loader(jinja2.BaseLoader):
            def load(
                self, environment: jinja2.Environment, name: str, globals: MutableMapping[str, Any] | None = None
            ) -> jinja2.Template:
                text, path = source(name)
                code = _compiled(name, text, str(path), marked)
                return environment.template_class.from_code(environment, code, globals or {}, None)

        return Loader()

    def recipe(self, name: str) -> str:
        """The digest of a template with all that it extends, includes or imports. Raises `Fault`."""
        if name not in self._recipes:
            self._recipes[name] = digest(
                *(part for used in self.closure(name) for part in (used, self._source(used)[0]))
            )
        return self._recipes[name]

    def closure(self, name: str) -> list[str]:
        """A template's name and the names of all it draws in, sorted. Raises `Fault`."""
        if name not in self._closures:
            found, waiting = set(), [name]
            while waiting:
                if (current := waiting.pop()) not in found:
                    found.add(current)
                    waiting += self._drawn_in(current)
            self._closures[name] = sorted(found)
        return self._closures[name]

    def _drawn_in(self, name: str) -> list[str]:
        """What a template extends, includes or imports."""
        import jinja2

        text, path = self._source(name)
        try:
            drawn = _drawn(name, text, str(path))
        except jinja2.TemplateSyntaxError as error:
            raise Fault(self._fault(_said(error.message), path, error.lineno)) from None
        for line, names in drawn:
            if names is None:  # known only when a page is made, so it could not be part of a recipe
                message = tell("a template names what it draws in outright, in quotation marks")
                raise Fault(self._fault(message, path, line))
        return [used for _, names in drawn for used in names or ()]

    def faults(self, names: Iterable[str], compiled: bool = False) -> list[Diagnostic]:
        """What is wrong with some templates and all they draw in, as far as it shows without a page:
        what does not parse; with `compiled`, also filters and the like that do not exist."""
        import jinja2

        found: list[Diagnostic] = []
        for name in sorted(names):
            try:
                for used in self.closure(name):
                    if compiled:
                        self.environment.get_template(used)
            except Fault as fault:
                found += fault.diagnostics
            except jinja2.TemplateSyntaxError as error:
                path = Path(error.filename or name)
                found.append(self._fault(_said(error.message), path, error.lineno))
        return list(dict.fromkeys(found))

    def paths(self, name: str) -> list[str]:
        """The files of a template's closure, as people know them."""
        return [self.shown(self._source(used)[1]) for used in self.closure(name)]

    def _source(self, name: str) -> tuple[str, Path]:
        if name not in self._sources:
            places = [root / folder / name for root in self.roots for folder in _FOLDERS if files.inside(name)]
            path = next(filter(self._is_file, places), None)
            if path is None:
                raise Fault(
                    Diagnostic(
                        "template-error",
                        tell("there is no template `{name}`", name=name),
                        Span(f"templates/layouts/{name}"),
                        tell("templates stand in templates/layouts and templates/components"),
                    )
                )
            try:
                self._sources[name] = path.read_text("utf-8"), path
            except UnicodeDecodeError:
                raise Fault(
                    Diagnostic(
                        "not-utf8",
                        tell("the template is not written in UTF-8"),
                        Span(self.shown(path)),
                        tell("save it as UTF-8"),
                    )
                ) from None
        return self._sources[name]

    def render(self, target: Target) -> bytes:
        """A page's bytes. Raises `Fault` where its template fails."""
        if not target.template:
            return target.data
        text = self.text(target.template, target.page, target.frame, target.path)
        if not target.path.endswith(".png"):
            return text.encode("utf-8")
        try:
            return png.png(
                text, self.card_fonts, {other.path: other.data for other in target.shows if other.path in text}
            )
        except ValueError as error:
            message = tell("this is no picture: {error}", error=error)
            raise Fault(self._fault(message, self._source(target.template)[1], 1, target.path)) from None

    def text(self, template: str, page: object, frame: object, path: str) -> str:
        """What a template makes of the two values that it sees; `path` names what is made. Raises `Fault` where the
        template fails."""
        import jinja2

        try:
            environment = self.environment if template.endswith(".html") else self.unmarked
            return environment.get_template(template).render(page=page, frame=frame)
        except jinja2.TemplateSyntaxError as error:
            raise Fault(
                self._fault(_said(error.message), Path(error.filename or template), error.lineno, path)
            ) from None
        except Exception as error:  # whatever a template does wrong is its author's to mend, not a traceback to read
            frames = [
                f
                for f in traceback.extract_tb(error.__traceback__)
                if any(f.filename.startswith(str(root)) for root in self.roots)
            ]
            place = (Path(frames[-1].filename), frames[-1].lineno) if frames else (Path(template), 0)
            message = re.sub(r"'timeline\.[\w.]+\.(\w+) object'", r"a \1", str(error)) or type(error).__name__
            raise Fault(self._fault(_said(message), *place, path)) from None

    def _fault(self, message: str, path: Path, line: int | None, making: str = "") -> Diagnostic:
        excerpt = ""
        if line and path.is_file():
            excerpt = (path.read_text("utf-8", "replace").splitlines() + [""] * line)[line - 1]
        column = len(excerpt) - len(excerpt.lstrip()) + 1
        notes = (tell("while making {path}", path=making),) if making else ()
        return Diagnostic(
            "template-error",
            message,
            Span(self.shown(path), line or 0, column, max(1, len(excerpt.strip())), excerpt=excerpt),
            tell("a template sees `page` and `frame`; mend it there"),
            notes=notes,
        )


def _said(words: str | None) -> str:
    """What jinja2 or Python says of a template: in its own words, whatever the language."""
    return tell("{said}", said=words) if words else tell("it cannot be read")
