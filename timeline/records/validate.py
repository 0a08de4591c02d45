"""From data to records: everything that was read becomes a typed record or a list of faults.

pydantic judges a record as a whole, so all its faults come at once; `schema_faults` puts them into words.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from timeline.faults.diagnostic import Diagnostic, listed, tell
from timeline.records import schema_faults
from timeline.records.content import TABLES, Folder
from timeline.records.field_types import SLUG, Form
from timeline.records.schema import Actor, Event, Lesson, Measure, Period, Place, Record, Site, Source, SourceKind, Term
from timeline.records.yaml_file import File, Path
from timeline.records.yaml_hints import read_as_text

MODELS: dict[str, type[Record]] = {
    "events": Event,
    "sources": Source,
    "paths": Lesson,
    "topics": Term,
    "actors": Actor,
    "places": Place,
    "periods": Period,
    "measures": Measure,
    "source_kinds": SourceKind,
}


_NAMED = {**{kind: kind for kind in MODELS}, "key_figures": "events", "passages": "events"}  # what a form's ids are of


R = TypeVar("R", bound=Record, covariant=True)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with its id and its place: `file`, and `at`, the record's path in the file."""

    id: str
    record: R
    file: File
    at: Path = ()


@dataclass(frozen=True)
class Records:
    """Everything that could be validated, by kind and id."""

    site: Entry[Site] | None
    kinds: dict[str, dict[str, Entry[Any]]]


def validate(folder: Folder) -> tuple[Records, list[Diagnostic]]:
    """A folder as it was read -> its records, and every fault in them."""
    faults: list[Diagnostic] = []
    kinds: dict[str, dict[str, Entry[Any]]] = {kind: {} for kind in MODELS}
    growing = growing_in(folder)
    for kind, files in folder.records.items():
        for id, file in files.items():
            if entry := _entry(MODELS[kind], id, file, (), file.data, faults, growing):
                kinds[kind][id] = entry
    for kind in TABLES:
        table = folder.tables.get(kind)
        if table is None or not table.readable or table.data is None:
            continue
        if not isinstance(table.data, dict):
            faults.append(
                Diagnostic(
                    "wrong-type",
                    tell("`{path}` must be a mapping of ids to records", path=table.path),
                    table.span(),
                    tell("write `id:` and under it the record"),
                )
            )
            continue
        for id, data in table.data.items():
            if why := schema_faults.kept_back(id):
                where, help = table.span((id,), key=True), tell("give it another name")
                faults.append(Diagnostic("bad-id", why, where, help))
            elif not SLUG.fullmatch(id) or len(id) > 100:
                faults.append(
                    Diagnostic(
                        "bad-id",
                        tell("`{id}` cannot be an id, because it becomes an address", id=id[:60]),
                        table.span((id,), key=True),
                        tell("use small Latin letters, digits and single hyphens"),
                    )
                )
            elif entry := _entry(MODELS[kind], id, table, (id,), data, faults, growing):
                kinds[kind][id] = entry
    site = _entry(Site, "site", folder.site, (), folder.site.data, faults, growing) if folder.site else None
    return Records(site, kinds), faults


def site_of(folder: Folder) -> tuple[Site | None, list[Diagnostic]]:
    """The site's record alone, which says what languages there are, and its faults."""
    return record_of(Site, folder.site.data, folder.site, growing=growing_in(folder)) if folder.site else (None, [])


def growing_in(folder: Folder) -> frozenset[str]:
    """The growing languages, as far as the site's file names any: every record is read by them, so they are read before
    that file is judged."""
    data = folder.site.data if folder.site else None
    named = data.get("growing") if isinstance(data, dict) else None
    return frozenset(code for code in named if isinstance(code, str)) if isinstance(named, list) else frozenset()


def _entry(
    model: type[R], id: str, file: File, at: Path, data: object, faults: list[Diagnostic], growing: frozenset[str]
) -> Entry[R] | None:
    record, found = record_of(model, data, file, at, growing)
    faults += found
    return Entry(id, record, file, at) if record else None


def record_of(
    model: type[R], data: object, file: File, at: Path = (), growing: frozenset[str] = frozenset()
) -> tuple[R | None, list[Diagnostic]]:
    """A model, a file's data and where in the file it stands -> the validated record, or its faults; in the languages
    of `growing` a key may be left empty. That of a whole file is kept with it: who reads the same file again has the
    same record."""
    if at:
        return _judged(model, data, file, at, growing)
    if file.kept.record is None or file.kept.growing != growing:
        file.kept.record, file.kept.growing = _judged(model, data, file, at, growing), growing
    return file.kept.record


def _judged(
    model: type[R], data: object, file: File, at: Path, growing: frozenset[str]
) -> tuple[R | None, list[Diagnostic]]:
    if not file.readable:
        return None, []
    if data is None:
        return None, [
            Diagnostic(
                "empty",
                tell("there is nothing here"),
                file.span(at),
                tell("it needs: {keys}", keys=listed(schema_faults.required(model))),
            )
        ]
    if not isinstance(data, dict):
        return None, [
            Diagnostic(
                "wrong-type",
                tell("a mapping of keys to values is expected here, not {found}", found=schema_faults.kind_of(data)),
                file.span(at),
                (isinstance(data, str) and read_as_text(data)) or tell("write `key: value` lines"),
            )
        ]
    try:
        return model.model_validate(data, context=growing), []
    except ValidationError as error:
        return None, schema_faults.explain(model, error.errors(include_url=False), data, file, at)


def texts(record: Record, path: Path = ()) -> Iterator[tuple[Path, str, dict[str, str]]]:
    """Every `Translated` of a record: its path, its field's name, its texts by language."""
    for name, key, required, _ in fields_of(type(record)):
        value = getattr(record, name)
        if not value and not required or isinstance(value, str):
            continue
        here = (*path, key)
        if isinstance(value, Record):
            yield from texts(value, here)
        elif isinstance(value, dict):
            inner = list(value.values())
            if inner and isinstance(inner[0], Record):
                for key, record_ in value.items():
                    yield from texts(record_, (*here, key))
            elif name not in ("unit", "other_names"):  # their texts are not one in each language
                yield here, name, value
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from texts(item, (*here, index))


def named(value: object, path: Path = (), kind: str = "") -> Iterator[tuple[Path, str, str]]:
    """Every id in a record that names a record elsewhere, as the schema marks them: its path, its kind, the id.

    A home page's figure and a passage (`event-id#figure`) count as the event's id; a step's own passage names nothing.
    """
    if isinstance(value, Record):
        for name, key, _, within in fields_of(type(value)):
            if within is not None and (inner := getattr(value, name)):
                yield from named(inner, (*path, key), within)
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, Record):  # words by language name nothing
                yield from named(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from named(item, (*path, index), kind)
    elif kind and isinstance(value, str) and (id := value.partition("#")[0]):
        yield path, kind, id


def addresses(value: object, path: Path = (), marked: bool = False) -> Iterator[tuple[Path, str]]:
    """Every address in a record that a page may lead to, as the schema marks them: its path, the address."""
    if isinstance(value, Record):
        for name, key, is_address in _leading(type(value)):
            yield from addresses(getattr(value, name), (*path, key), is_address)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from addresses(item, (*path, key), marked)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from addresses(item, (*path, index), marked)
    elif marked and isinstance(value, str):
        yield path, value


@cache
def _leading(model: type[Record]) -> list[tuple[str, str, bool]]:
    """The fields of a model that are an address, or in which one may be: name, key in a file, and which of both."""
    found = []
    for name, field in model.model_fields.items():
        is_address = _marked((field.annotation, *field.metadata))
        if is_address or any(schema_faults.models(field.annotation)):
            found.append((name, field.alias or name, is_address))
    return found


def _marked(annotation: object) -> bool:
    """Whether what is annotated is an address itself, and not a record that has one."""
    if isinstance(annotation, Form):
        return annotation.name == "address"
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return False
    return any(map(_marked, annotation if isinstance(annotation, tuple) else typing.get_args(annotation)))


@cache
def fields_of(model: type[Record]) -> list[tuple[str, str, bool, str | None]]:
    """A model's fields: name, key in a file, whether it is needed, and the kind of record that it names: `""` where
    a record within it may name one, None where nothing in it can."""
    found = []
    for name, field in model.model_fields.items():
        kind = kind_named((field.annotation, *field.metadata))
        holds = any(schema_faults.models(field.annotation))
        found.append((name, field.alias or name, field.is_required(), kind if kind or holds else None))
    return found


def kind_named(annotation: object) -> str:
    """The kind that an annotation's ids are of."""
    if isinstance(annotation, Form):
        return _NAMED.get(annotation.name, "")
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return ""
    parts = annotation if isinstance(annotation, tuple) else typing.get_args(annotation)
    return next(filter(None, map(kind_named, parts)), "")
