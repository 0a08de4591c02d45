"""A new record, laid out from the schema: what is known filled in, what is needed marked, the rest as examples.

A mark is a key with nothing behind it but a comment, so that `check` names each that is still empty.
What was given is proved before anything is written: with every mark filled, the project is read as it
would then be, and a fault in what was given is told by the words that a build has for it.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.authoring import editor_schema, edits, field_reference
from timeline.authoring.yaml_writer import scalar
from timeline.build import survey
from timeline.build.render import Templates
from timeline.faults.diagnostic import ERROR, Diagnostic, Span, in_order, tell
from timeline.records import content, ids, validate, yaml_file
from timeline.records.content import FOLDERS, Folder
from timeline.records.schema import Picture, Record
from timeline.text import dates, edtf

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

# What was said of a record, by field: one text, texts by language, or ids.
Said = Mapping[str, str | Mapping[str, str] | list[str]]

_DATED = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?(?=-|$)")
_SAMPLES = {
    "language": "en",
    "id": "a-name",
    "unit": '"{n}"',
    "address": "https://example.org/",
    "archived": "https://example.org/",
    "video": "https://example.org/",
    "wikidata": "Q42",
    "coordinates": '"40.73, 13.9"',
    "updated": "2026-11-27",
    "minutes": "45",
    "pages": "12-15",
    "isbn": "978-0-306-40615-7",
    "doi": "10.1000/182",
    "list in each language": "Another name",
}
_STAND_IN = "a-new-record"  # for an id that cannot be, so that all else is looked at too
_SOME = {"source_kinds": "article"}  # what stands in for an id of a kind that has none of its own yet
_SINGULAR = {kind: kind.removesuffix("s") for kind in ids.KINDS}
_OPTIONS = {
    "published": "--date",
    "topics": "--topic",
    "sources": "--source",
    "actors": "--actor",
    "places": "--place",
    "steps": "--event",
}


@dataclass(frozen=True)
class Line:
    """One line of a record: `value` is what is known, `sample` what would fit, `option` the word that gave it."""

    start: str
    value: str = ""
    sample: str = ""
    note: str = ""
    option: str = ""

    def text(self, filled: bool = False) -> str:
        value = self.value or (self.sample if filled else "")
        return f"{self.start} {value}".rstrip() + (f"   # {self.note}" if self.note else "")


def new(root: Path, kind: str, id: str, said: Said) -> tuple[str, list[Diagnostic]]:
    """Writes a new record into content/: an event's or a source's file, or an entry at the end of its table.

    Gives the file's path and what is to be said of it; with an error among that, nothing was written.
    """
    folder, faults = content.read(root)
    path = f"content/{kind}/{id}.yaml" if kind in FOLDERS else f"content/{kind}.yaml"
    site, found = validate.site_of(folder)
    wrong = found + [fault for fault in faults if fault.span.path in ("content", "content/site.yaml")]
    if site is None or (file := folder.site) is None:
        return path, in_order(wrong)
    templates = Templates(root)
    spoken, _ = survey.spoken_on(validate.Entry("site", site, file), templates)
    names = {code: spoken[code].name if code in spoken else code for code in site.editions}
    word = "ID" if kind == "events" else f"--{_SINGULAR[kind]}".replace("_", "-")
    problem = ids.unfit(id, word) or ids.taken(folder, kind, id)
    proof = _Proof(root, templates, folder, kind, _STAND_IN if problem else id)
    lines = list(_Sketch(folder, kind, proof.id, names, said).lines())
    found = _in_the_way(proof.path, folder.tables.get(kind), faults) or proof.faults(lines)
    found += [problem] if problem else []
    if not any(fault.severity == ERROR for fault in found):
        raw = (root / path).read_bytes() if kind in folder.tables else b""
        written = edits.anew(raw, proof.text(lines))
        found += edits.apply(root, {path: written})
    return path, in_order(found)


def _in_the_way(path: str, table: yaml_file.File | None, faults: list[Diagnostic]) -> list[Diagnostic]:
    """Why nothing can be written there: what stands there cannot be read, or is a table of another form."""
    found = [d for d in faults if d.span.path in (path, path.rpartition("/")[0]) and d.severity == ERROR]
    if found or table is None or table.data is None:
        return found
    entries = isinstance(table.data, dict) and table.text[table.place(())[0]] != "{"
    return [] if entries else [_cannot_edit(path)]


def _cannot_edit(path: str) -> Diagnostic:
    message = tell("`{path}` is not made of entries on lines of their own, so none can be added to it", path=path)
    help = tell("write `id:` on a line, and what belongs to it below, indented; take the brackets away")
    return Diagnostic("cannot-edit", message, Span(path), help)


def fields(kind: str) -> Mapping[str, FieldInfo]:
    """What a record of a kind has, by name."""
    return validate.MODELS[kind].model_fields


class _Sketch:
    """The lines of a record, in the order of its model: first what is needed or known, then examples of the rest."""

    def __init__(self, folder: Folder, kind: str, id: str, names: Mapping[str, str], said: Said):
        self.folder, self.kind, self.id, self.names, self.said = folder, kind, id, names, said
        self.fields = fields(kind)
        given = said.get("date")
        self.date = next(filter(_is_date, (given if isinstance(given, str) else "", dated(id))), "2016-02")

    def lines(self) -> Iterator[Line]:
        pad = ""
        if self.kind not in FOLDERS:
            yield Line(f"{self.id}:")
            pad = "  "
        wanted = {name: field for name, field in self.fields.items() if field.is_required() or self.said.get(name)}
        for name, field in wanted.items():
            for line in self.field(name, field):
                yield replace(line, start=pad + line.start)
        rest = {name: field for name, field in self.fields.items() if name not in wanted}
        if rest:
            yield Line(
                f"{pad}## Optional: take the `# ` away in front of what the sources carry, and write that in place of "
                f"the example."
            )
        for name, field in rest.items():
            for text in self.example(name, field):
                yield Line(f"{pad}# {text}")

    def field(self, name: str, field: FieldInfo) -> Iterator[Line]:
        """A field that is needed or given."""
        form, given = field_reference.form(field.annotation), self.said.get(name)
        option = _OPTIONS.get(name, f"--{name}") if given else ""
        if form == "each language":
            yield Line(f"{name}:")
            own = self.said.get("language") if name == "title" else None
            words = given if isinstance(given, Mapping) else {}
            for code in dict.fromkeys((*self.names, *([own] if isinstance(own, str) else []), *words)):
                yield self.text(name, code, field.description or "", words)
        elif form == "list":
            listed = ", ".join(scalar(id, flow=True) for id in given or ())
            note = "" if given else f"{field.description or ''}{self.such(field)}"
            yield Line(f"{name}:", listed and f"[{listed}]", self.sample(name, field), note, option=option)
        elif form == "list of records":
            (inner,) = _models(field)
            first, *others = inner.model_fields.items()
            more = [other for other in others if other[1].is_required()]
            yield Line(f"{name}:", note=(not given and field.description) or "")
            for id in given or ():
                shown = scalar(id, flow=True)
                if more:  # it takes more than a line
                    yield Line(f"  - {first[0]}:", scalar(id), self.sample(*first), option=option)
                    for other in more:
                        yield from (replace(line, start=f"    {line.start}") for line in self.field(*other))
                    continue
                yield Line(
                    "  -",
                    f"{{id: {shown}}}",
                    f"{{id: {self.some(name)}}}",
                    f'where in it: {{id: {shown}, at: "¶2"}}',
                    option=option,
                )
            if not given:
                yield Line(
                    f"  - {first[0]}:", "", self.sample(*first), f"{first[1].description or ''}{self.such(first[1])}"
                )
                for other in others:
                    if other[1].is_required():
                        yield from (replace(line, start=f"    {line.start}") for line in self.field(*other))
                    else:
                        yield from (Line(f"    # {text}") for text in self.example(*other))
        elif name == "date" and not given and (date := dated(self.id)):
            yield Line(f"{name}:", date, "", f"From the id. {field.description or ''}".rstrip())
        else:
            yield Line(
                f"{name}:",
                scalar(given) if isinstance(given, str) else "",
                self.sample(name, field),
                (not given and field.description) or "",
                option=option,
            )

    def text(self, name: str, code: str, description: str, given: Mapping[str, str]) -> Line:
        """A field's text in one language."""
        language = self.names.get(code, code)
        note = description.replace("in each language", f"in {language}")
        note = note if language in note else f"{language}: {note}"
        if code in given:
            fits = _SAMPLES.get(name, "…") if code in self.names else ""
            return Line(f"  {scalar(code)}:", scalar(given[code]), fits, "", option=f"--{name}-{code}")
        return Line(f"  {scalar(code)}:", "", _SAMPLES.get(name, "…"), note)

    def example(self, name: str, field: FieldInfo, pad: str = "") -> Iterator[str]:
        """A field with values that fit, as YAML; what it is stands behind its key."""
        form, key = field_reference.form(field.annotation), field.alias or name
        note = f"   # {field.description}" if field.description else ""
        inner = next(_models(field), None)
        if inner is Picture and not any(self.folder.media.values()):
            return  # there is none to name
        if (
            inner and form == "list of records" and len(inner.model_fields) == 2
        ):  # a citation or a relation: on one line
            listed = ", ".join(f"{f.alias or n}: {self.sample(n, f)}" for n, f in inner.model_fields.items())
            yield f"{pad}{key}: [{{{listed}}}]{note}"
        elif inner:
            yield f"{pad}{key}:{note}"
            others = {name for names in inner.rivals for name in names[1:]}
            names = inner.shapes[0] if inner.shapes else inner.model_fields
            named = {name: inner.model_fields[name] for name in names if name not in others}
            lines = [text for n, f in named.items() for text in self.example(n, f, f"{pad}    ")]
            if form == "list of records":
                lines[0] = f"{pad}  - {lines[0].lstrip()}"
                yield from lines
                bare = [text.partition("   # ")[0] for text in lines]
                yield from bare * (next((m.min_length for m in field.metadata if hasattr(m, "min_length")), 1) - 1)
            else:
                yield f"{pad}  {_SAMPLES['id']}:"
                yield from lines
        elif form == "each language":
            yield f"{pad}{key}:{note}"
            for code in self.names:
                yield from (f"{pad}  {code}: |", f"{pad}    …") if name == "body" else (f"{pad}  {code}: …",)
        elif form == "list in each language":
            yield f"{pad}{key}:{note}"
            yield from (f"{pad}  {code}: [{_SAMPLES[form]}]" for code in self.names)
        else:
            yield f"{pad}{key}: {self.sample(name, field)}{note}"

    def sample(self, name: str, field: FieldInfo) -> str:
        """A value that fits a field, between brackets too."""
        form = field_reference.form(field.annotation)
        if name == "file":
            return next(file for file, media in self.folder.media.items() if media)
        if kind := validate.kind_named((field.annotation, *field.metadata)):
            return f"[{self.some(kind)}]" if form == "list" else self.some(kind)
        if form == "one word":
            return _words(field.annotation)[0]
        if form == "date":
            return _SAMPLES.get(name, self.date)
        if form == "number" and name in _SAMPLES:
            return _SAMPLES[name]
        if form == "coordinates":
            return _SAMPLES[form]
        fits = {"list": "[a-former-id]", "number": "1000", "text, or each language": '"¶2"'}
        return fits.get(form) or _SAMPLES.get(name, "…")

    def some(self, kind: str) -> str:
        """An id of a kind: one that was given, or the first that there is."""
        known = ids.known(self.folder, kind)
        given = [id for id in self.said.get(kind, ()) if id in known]
        return next(iter((*given, *known)), _SOME.get(kind, f"some-{_SINGULAR[kind]}"))

    def such(self, field: FieldInfo) -> str:
        """The ids to choose from, for a note."""
        kind = validate.kind_named((field.annotation, *field.metadata))
        known = ids.known(self.folder, kind) if kind else []
        return f" There are: {', '.join(known[:6])}{', …' * (len(known) > 6)}" if known else ""


class _Proof:
    """What the project would say of a record if it were written, with what is still to be filled in filled in."""

    def __init__(self, root: Path, templates: Templates, folder: Folder, kind: str, id: str):
        self.root, self.templates, self.folder, self.kind, self.id = root, templates, folder, kind, id
        table = folder.tables.get(kind)
        self.path = f"content/{kind}/{id}.yaml" if kind in FOLDERS else f"content/{kind}.yaml"
        # A tab behind its sign keeps the line a comment when every `# ` at a line's beginning is taken away.
        first = editor_schema.modeline(kind).replace("# ", "#\t", 1)
        self.before = f"{first}\n" if editor_schema.kept(root) else ""
        self.line_end, self.column = "\n", ""
        if table and table.readable:
            self.line_end = table.line_end()[1] or "\n"
            self.before = table.text
            if self.before and not self.before.endswith(("\n", "\r")):
                self.before += self.line_end
        if table and isinstance(table.data, dict) and table.data:
            self.column = " " * (table.span().column - 1)
            last, _ = table.place((list(table.data)[-1],), key=True)
            if re.search(r"(?:(?:\r\n|\r(?!\n)|\n)[ \t]*){2}$", table.text[:last]):
                self.before += self.line_end  # this table has an empty line between its entries

    def text(self, lines: list[Line], filled: bool = False) -> str:
        """The whole file with the record at its end."""
        return self.before + "".join(f"{self.column}{line.text(filled)}{self.line_end}" for line in lines)

    def faults(self, lines: list[Line]) -> list[Diagnostic]:
        """The faults in what was given, each at the word of the command line that gave it."""
        found = self.once(lines)
        wrong = {fault.span.path for fault in found if fault.severity == ERROR}
        if wrong:  # a record that is no record has not been looked at for what it refers to
            rest = [
                replace(line, value="") if line.option in wrong else line
                for line in lines
                if line.option not in wrong or line.sample
            ]
            found += [fault for fault in self.once(rest) if fault.span.path not in wrong]  # there stand samples now
        return found

    def once(self, lines: list[Line]) -> list[Diagnostic]:
        file, faults = yaml_file.read(self.path, self.text(lines, filled=True).encode("utf-8", "surrogatepass"))
        readable = not any(fault.severity == ERROR for fault in faults)
        folder = replace(self.folder, records=dict(self.folder.records), tables=dict(self.folder.tables))
        if self.kind in FOLDERS:
            folder.records[self.kind] = {**self.folder.records[self.kind], self.id: file}
        else:
            folder.tables[self.kind] = file
        survey.load(self.templates, folder, faults)
        first = len(yaml_file.File("", self.before).lines())
        options = {n: line.option for n, line in enumerate(lines, first) if line.option}
        found = [
            replace(fault, span=Span(options[fault.span.line]))
            for fault in faults
            if fault.span.path == self.path and fault.span.line in options
        ]
        return found if found or readable else [_cannot_edit(self.path)]


def dated(id: str) -> str:
    """The date that an id begins with, as EDTF, or nothing: `2016-08` of `2016-08-twitter-235000`."""
    found = _DATED.match(id)
    return found[0] if found and _is_date(found[0]) else ""


def _is_date(text: str) -> bool:
    try:
        date = dates.parse(text)
    except edtf.DateError:
        return False
    return date.earliest is not None or date.latest is not None


def _models(*fields: FieldInfo) -> Iterator[type[Record]]:
    """The records that fields hold."""
    for field in fields:
        for part in (field.annotation, *typing.get_args(field.annotation)):
            if isinstance(part, type) and issubclass(part, Record):
                yield part


def _words(annotation: object) -> tuple[str, ...]:
    """The words that a field can have."""
    parts = typing.get_args(annotation)
    return parts if typing.get_origin(annotation) is typing.Literal else _words(parts[0])
