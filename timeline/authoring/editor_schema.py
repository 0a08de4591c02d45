"""JSON Schemas of content/ for editors: completion, help and marked mistakes while a file is being written.

Made from the same records that judge content (`schema`), with the ids that a project has, so an editor
offers its actors by their names. They only ever help: the build reads none of them, and they accept
whatever it accepts. An editor types what our reader leaves as text (`2016` is a number to it, `true` a
boolean, an empty value null, by YAML 1.2), so each form allows for that; what a schema cannot say is
left to `check`.

JSON Schema draft-07, with the keywords that yaml-language-server adds (`errorMessage`,
`patternErrorMessage`, `enumDescriptions`, `defaultSnippets`). Some shapes here follow from how it works:

- An id is a branch of its own with one `enum`, so that help shows the name of this id and not of all.
  A first branch that nothing fits gives the message, for of several that fail the first one speaks.
- Scalars that only look like another type are let in by `not`, since it offers `true`, `false` and
  `null` wherever a `type` names them.
- Of branches that all have the same title (or none) it takes it that all of them fit; so some have one.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from timeline import files
from timeline.authoring import editor_words, edits
from timeline.build.render import Templates
from timeline.build.survey import language_sources
from timeline.faults.diagnostic import WARNING, Diagnostic
from timeline.records import content, field_types, language_files, schema
from timeline.records.content import FOLDERS, SCHEMAS, TABLES, Folder
from timeline.records.field_types import COMMON_KINDS, LANGUAGE, NUMBER, SLUG, Form
from timeline.records.limits import OTHER_NAMES
from timeline.records.schema import Record
from timeline.records.schema_faults import is_id
from timeline.records.validate import MODELS, growing_in
from timeline.text import bidi, coordinates, dates
from timeline.text.prose import TEXT_LIMIT

_RECORDS: dict[str, type[Record]] = {**MODELS, "site": schema.Site}
_FILES = {kind: kind.removesuffix("s") if kind in FOLDERS else kind for kind in _RECORDS}  # kind -> the schema's name
# Written by custom between braces, on one line.
_SNIPPETS: dict[type[Record], str] = {schema.Citation: '{id: $1, at: "¶$2"}', schema.Relation: "{event: $1, as: $2}"}


def modeline(kind: str) -> str:
    """The first line of a content file (`events`, `sources`, a table's name or `site`), without its line end:
    it leads editors to the schema, also where a folder above the project is opened."""
    up = "../" if kind in FOLDERS else ""
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/{_FILES[kind]}.json"


def kept(root: Path) -> bool:
    """Whether a project keeps schemas, for a modeline to lead to."""
    return (root / "content" / SCHEMAS).is_dir() and not files.link(root, f"content/{SCHEMAS}")


def schemas(folder: Folder, spoken: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
    """The schemas of a project by path. `spoken` is what the language files hold, by code.

    A record with a fault counts too: whoever is still writing it wants to name it elsewhere. Nothing
    where the site does not say its languages.
    """
    data = folder.site.data if folder.site else None
    named = data.get("languages") if isinstance(data, dict) else None
    codes = sorted((code for code in spoken if code in named), key=named.index) if isinstance(named, list) else []
    if not codes:
        return {}
    growing = sorted(code for code in growing_in(folder) if code in spoken and code not in codes)
    made = {name: _Schema(folder, spoken, codes, growing).of(kind) for kind, name in _FILES.items()}
    return {f"content/{SCHEMAS}/{name}.json": schema for name, schema in made.items()}


def made(root: Path, folder: Folder) -> dict[str, bytes]:
    """A project and its folder as it was read -> its schemas by path; nothing where it has no languages."""
    templates = Templates(root)
    sources = language_sources(templates)
    codes = [name.removesuffix(".yaml") for name in sources.found]
    read = {code: language_files.whole(code, sources).data for code in codes}
    return schemas(folder, {code: data for code, data in read.items() if isinstance(data, dict)})


def read(root: Path) -> tuple[Folder, list[Diagnostic]]:
    """content/, read, and the faults on the way; its schemas are brought up to date where the project keeps them.

    That comes before anything can stop a build: an id is looked for in the editor while its record is half written.
    What stands in its way is a warning.
    """
    folder, faults = content.read(root)
    found = keep(root, made(root, folder)) if kept(root) else []
    return folder, [*faults, *(replace(fault, severity=WARNING) for fault in found if fault not in faults)]


def keep(root: Path, made: Mapping[str, bytes]) -> list[Diagnostic]:
    """Writes the schemas that differ from those in `root`; gives a fault where that cannot be done."""
    changed = {path: text for path, text in made.items() if not _same(root / path, text)}
    return edits.apply(root, changed) if changed else []


def _same(file: Path, text: bytes) -> bool:
    try:
        return files.plain(file) and file.stat().st_size == len(text) and file.read_bytes() == text
    except OSError:
        return False


class _Schema:
    """One schema in the making: the definitions that it turns out to need."""

    def __init__(
        self, folder: Folder, spoken: Mapping[str, Mapping[str, Any]], codes: list[str], growing: Sequence[str] = ()
    ):
        self.folder, self.spoken, self.codes, self.growing = folder, spoken, codes, growing
        self.definitions: dict[str, dict[str, Any]] = {}

    def of(self, kind: str) -> bytes:
        record = self.ref(_RECORDS[kind])
        if kind in TABLES:
            root = self.value(types.GenericAlias(dict, (str, _RECORDS[kind])))
            root["propertyNames"]["not"] = {"enum": ["index"]}
        else:
            root = self.definitions.pop(record["$ref"].rpartition("/")[2])
        whole = {"$schema": "http://json-schema.org/draft-07/schema#", **root}
        text = _written({**whole, "definitions": dict(sorted(self.definitions.items()))})
        # Controls as escapes: whoever reviews the file should see them. A faulty text may hold half a character.
        return (bidi.CONTROLS.sub(lambda c: f"\\u{ord(c[0]):04x}", text) + "\n").encode("utf-8", "replace")

    def ref(self, model: type[Record]) -> dict[str, Any]:
        """A reference to a record, which is defined on the first one."""
        name = model.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # holds its place
            self.definitions[name] = self.record(model)
        return {"$ref": f"#/definitions/{name}"}

    def record(self, model: type[Record]) -> dict[str, Any]:
        hints = _hints(model)
        properties = {}
        for name, field in model.model_fields.items():
            shown = field.alias or name
            value = self.value(hints[name])
            if (model, name) == (schema.Source, "title"):  # it stands in the source's own language too
                value = self.form_words(others=True)
            least = next((m.min_length for m in field.metadata if hasattr(m, "min_length")), None)
            properties[shown] = {
                **value,
                **({"minItems": least} if least else {}),
                **({"default": field.default} if isinstance(field.default, str) else {}),
                "description": editor_words.field(model, shown, field.description),
            }
        needed = {name for name, field in model.model_fields.items() if field.is_required()}
        optional = [names for names in model.rivals if needed.isdisjoint(names)]
        line = {"label": _SNIPPETS[model], "bodyText": _SNIPPETS[model]} if model in _SNIPPETS else {}
        return {
            "title": editor_words.heading(model),
            "type": "object",
            "properties": properties,
            "required": [f.alias or n for n, f in model.model_fields.items() if f.is_required()],
            "additionalProperties": False,
            **({"oneOf": [{"required": list(shape)} for shape in model.shapes]} if model.shapes else {}),
            **({"not": {"anyOf": [{"required": list(names)} for names in optional]}} if optional else {}),
            **({"defaultSnippets": [line]} if line else {}),
        }

    def value(self, hint: Any) -> dict[str, Any]:
        """The schema of a type."""
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if origin is Annotated:
            form = next((mark.name for mark in reversed(hint.__metadata__) if isinstance(mark, Form)), None)
            return self.defined(form) if form else self.value(inner[0])
        if origin in (typing.Union, types.UnionType):
            return self.union(inner)
        if origin is list:
            return {"type": "array", "items": self.item(inner[0])}
        if origin is dict and isinstance(inner[1], type):
            names, record = {**self.form_slug(), "doNotSuggest": True}, self.ref(inner[1])
            return {"type": "object", "propertyNames": names, "additionalProperties": record, **self.begun(inner[1])}
        if origin is dict:
            return self.defined("words")
        if origin is typing.Literal:
            return self.literal(hint, inner)
        return self.ref(hint)

    def union(self, hints: tuple[Any, ...]) -> dict[str, Any]:
        if hints == (field_types.Translated, types.NoneType):
            return self.defined("optional_words")
        branches = [self.value(hint) for hint in hints if hint is not types.NoneType]
        flat = [branch for one in branches for branch in one.get("anyOf", [one])]
        nothing = _other("nothing", "string", "number", "boolean", "object", "array")
        return {"anyOf": [*flat, nothing] if types.NoneType in hints else flat}

    def item(self, hint: object) -> dict[str, Any]:
        """The schema of a list's items."""
        value = self.value(hint)
        kind = value.get("$ref", "").rpartition("/")[2]
        if not (branches := self.definitions.get(kind, {}).get("anyOf")) or kind == "slug":
            return value
        rows = [(branch["enum"][0], branch["enumDescriptions"][0]) for branch in branches if "enum" in branch]
        snippets = [{"label": id, "body": id, "description": name} for id, name in rows]
        return {"if": {}, "then": value, "defaultSnippets": snippets}

    def begun(self, model: type[Record]) -> dict[str, Any]:
        """What a record in a mapping by name is begun with: its name and its required keys."""
        count = 0

        def blank(value: dict[str, Any]) -> object:
            nonlocal count
            value = self.definitions.get(value.get("$ref", "").rpartition("/")[2], value)
            if value.get("type") == "array":
                return [blank(value["items"])]
            if value.get("type") == "object" and "properties" in value:
                return {key: blank(value["properties"][key]) for key in value.get("required", ())}
            count += 1
            return f"${count}"

        name = blank({})
        return {"defaultSnippets": [{"label": editor_words.heading(model), "body": {name: blank(self.ref(model))}}]}

    def defined(self, name: str) -> dict[str, Any]:
        """A reference to a form, which is defined on the first one."""
        if name not in self.definitions:
            make = getattr(self, f"form_{name}", None)
            self.definitions[name] = (
                make() if make else self.ids(name, self.names(name), editor_words.heading(_RECORDS[name]))
            )
        return {"$ref": f"#/definitions/{name}"}

    def form_words(self, others: bool = False) -> dict[str, Any]:
        """A text in each language of the site: where `check` warns of a missing one, an editor marks it too."""
        text = self.defined("text")
        return {
            "title": editor_words.form("words"),
            "type": "object",
            "properties": self.each(text),
            "required": self.codes,
            "additionalProperties": text if others else False,
        }

    def form_optional_words(self) -> dict[str, Any]:
        only = {"if": {"not": {"type": ["object", "null"]}}, "then": {"type": "object"}}
        return {**only, **{key: part for key, part in self.form_words().items() if key != "type"}}

    def form_names(self) -> dict[str, Any]:
        """What else something is called: in each language a list, where there is any."""
        names = {"type": "array", "items": self.defined("text"), "maxItems": OTHER_NAMES}
        return {"type": "object", "properties": self.each(names), "additionalProperties": False}

    def each(self, value: dict[str, Any]) -> dict[str, Any]:
        """A value in each language of the site; in one that grows its key may be left empty."""
        titled = lambda code, value: {**value, "title": editor_words.plain(self.spoken[code].get("name"))}
        whole = {code: titled(code, value) for code in self.codes}
        return whole | {code: titled(code, {"anyOf": [value, {"type": "null"}]}) for code in self.growing}

    def literal(self, hint: object, values: tuple[str, ...]) -> dict[str, Any]:
        said = editor_words.values(hint, values, [self.spoken[code] for code in self.codes])
        return {"enum": list(values), **({"enumDescriptions": said} if any(said) else {})}

    def ids(self, kind: str, known: Mapping[str, str], title: str) -> dict[str, Any]:
        """Every id that there is, each with its name; a text that is none of them gets our message."""
        none = {
            "type": "string",
            "pattern": "[^\\s\\S]",
            "title": editor_words.form(kind),
            "patternErrorMessage": editor_words.form(kind),
        }
        rows = ((_typed(id), name) for id, name in sorted(known.items()))
        return {"title": title, "anyOf": [none, *({"enum": i, "enumDescriptions": [n] * len(i)} for i, n in rows)]}

    def names(self, kind: str) -> dict[str, str]:
        if kind in FOLDERS:
            rows = {id: file.data for id, file in self.folder.records[kind].items()}
        else:
            table = self.folder.tables.get(kind)
            rows = table.data if table and isinstance(table.data, dict) else {}
        return {id: self.name(row, "title" if kind in FOLDERS else "name") for id, row in rows.items() if is_id(id)}

    def name(self, row: object, key: str) -> str:
        """A record's name in the languages of the site, as far as it has one."""
        texts = row.get(key) if isinstance(row, dict) else None
        return editor_words.names(texts.get(code) for code in self.codes) if isinstance(texts, dict) else ""

    def form_source_kinds(self) -> dict[str, Any]:
        """The common kinds, as the languages name them, and the project's own."""
        said = [kinds for code in self.codes if isinstance(kinds := self.spoken[code].get("source_kinds"), dict)]
        common: dict[str, str] = {id: editor_words.names(kinds.get(id) for kinds in said) for id in COMMON_KINDS}
        title = editor_words.heading(schema.SourceKind)
        return self.ids("source_kinds", {**common, **self.names("source_kinds")}, title)

    def form_key_figures(self) -> dict[str, Any]:
        found = {}
        for id, file in self.folder.records["events"].items():
            figures = file.data.get("figures") if isinstance(file.data, dict) else None
            for name in figures if isinstance(figures, dict) else ():
                if SLUG.fullmatch(name):
                    found[f"{id}#{name}"] = self.name(file.data, "title")
        return self.ids("key_figures", found, editor_words.heading(schema.Figure))

    def form_passages(self) -> dict[str, Any]:
        """An event, which is offered, or a passage, which `check` looks for."""
        said = _said("passages", {"type": "string", "pattern": f"^({SLUG.pattern})?#{SLUG.pattern}$"})
        return {"anyOf": [said, *self.ids("events", self.names("events"), "")["anyOf"][1:]]}

    def form_media(self) -> dict[str, Any]:
        """The pictures that are there, each with its size."""
        known = {name: f"{m.width} × {m.height}" for name, m in self.folder.media.items() if m}
        return self.ids("media", known, editor_words.heading(schema.Picture))

    def form_languages(self) -> dict[str, Any]:
        names = {code: editor_words.plain(data.get("name")) for code, data in self.spoken.items()}
        return self.ids("languages", names, editor_words.form("language"))

    def form_text(self) -> dict[str, Any]:
        text = {"type": "string", "maxLength": 2 * TEXT_LIMIT}  # it counts in UTF-16, we in characters
        return {"anyOf": [text, _other("scalar", "string", "object", "array", "null")]}

    def form_slug(self) -> dict[str, Any]:
        text = _said("slug", {"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": 100})
        return {"anyOf": [text, _other("scalar", "string", "object", "array", "null")]}

    def form_date(self) -> dict[str, Any]:
        limits = {"minimum": -9999, "maximum": 9999}  # a year alone is a number to an editor
        return _said("date", {"type": ["string", "integer"], "pattern": dates.PATTERN, **limits})

    def form_coordinates(self) -> dict[str, Any]:
        return _said("coordinates", {"type": "string", "pattern": coordinates.PATTERN})

    def form_number(self) -> dict[str, Any]:
        limits = {"minimum": 0, "maximum": 10**15}
        return _said("number", {"type": ["string", "number"], "pattern": f"^{NUMBER.pattern}$", **limits})

    def form_flag(self) -> dict[str, Any]:
        return {"enum": [True, False, "true", "false"]}

    def form_language(self) -> dict[str, Any]:
        return _said("language", {"type": "string", "pattern": f"^{LANGUAGE.pattern}$"})

    def form_address(self) -> dict[str, Any]:
        return _said("address", {"type": "string", "pattern": '^https?://[^ \\t\\n<>"\\\\^`{|}]*$', "maxLength": 4000})

    def form_contact(self) -> dict[str, Any]:
        either = '^(https?://[^ \\t\\n<>"\\\\^`{|}]*|mailto:[^ \\t\\n<>"\\\\^`{|}@?]+@[^ \\t\\n<>"\\\\^`{|}@?]+)$'
        return _said("contact", {"type": "string", "pattern": either, "maxLength": 4000})

    def form_wikidata(self) -> dict[str, Any]:
        return _said("wikidata", {"type": "string", "pattern": "^Q[1-9][0-9]*$"})

    def form_isbn(self) -> dict[str, Any]:
        return _said("isbn", {"type": ["string", "integer"], "pattern": "^[0-9][0-9 -]*[0-9Xx]$"})

    def form_doi(self) -> dict[str, Any]:
        return _said("doi", {"type": "string", "pattern": "^10\\.[0-9.]+/[^ \\t\\n]+$"})

    def form_page_range(self) -> dict[str, Any]:
        words = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)?(, [A-Za-z0-9]+(-[A-Za-z0-9]+)?)*$"
        return _said("page_range", {"type": ["string", "integer"], "pattern": words})

    def form_unit(self) -> dict[str, Any]:
        text, keys = self.defined("text"), {}
        for code in (*self.codes, *self.growing):
            plural = self.spoken[code].get("plural")
            known = plural.get("categories") if isinstance(plural, dict) else None
            known = [c for c in known if isinstance(c, str) and c != "other"] if isinstance(known, list) else []
            forms = {
                "type": "object",
                "properties": dict.fromkeys((*known, "other"), text),
                "required": ["other"],
                "additionalProperties": False,
                "title": editor_words.plain(self.spoken[code].get("name")),
            }
            keys[code] = {"anyOf": [text, forms, *([{"type": "null"}] if code in self.growing else ())]}
        return {"type": "object", "properties": keys, "required": self.codes, "additionalProperties": False}


@cache
def _hints(model: type[Record]) -> dict[str, Any]:
    """The types of a record's fields, worked out from their text once and not for each schema that it is in."""
    return typing.get_type_hints(model, include_extras=True)


def _said(form: str, value: dict[str, Any]) -> dict[str, Any]:
    return {**value, "patternErrorMessage": editor_words.form(form)}


def _other(form: str, *kinds: str) -> dict[str, Any]:
    """What is of none of these JSON types; those that it may be are not named, else they were offered as values."""
    return {"title": editor_words.form(form), "not": {"type": list(kinds)}}


def _typed(id: str) -> list[object]:
    """An id, and what an editor takes it for where it looks like a number or a boolean (YAML 1.2, core schema)."""
    if id in ("true", "false"):
        return [id, id == "true"]
    if re.fullmatch("[0-9]+", id):
        return [id, int(id)]
    if re.fullmatch("0o[0-7]+|0x[0-9a-f]+", id):
        return [id, int(id, 0)]
    return [id, float(id)] if re.fullmatch("[0-9]+e-?[0-9]{1,2}", id) else [id]


_LINE = json.JSONEncoder(ensure_ascii=False)  # `json.dumps` would make one for each line


def _written(value: Any, indent: str = "") -> str:
    """JSON for people to merge: what holds no other object on one line, so that each id has its own."""
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    deep = any(
        isinstance(item, dict) or isinstance(item, list) and any(isinstance(i, dict) for i in item) for item in inner
    )
    if not deep:
        return _LINE.encode(value)
    more = indent + "  "
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"{more}{_written(item, more)}" for item in value) + f"\n{indent}]"
    rows = (f"{more}{json.dumps(key)}: {_written(item, more)}" for key, item in value.items())
    return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
