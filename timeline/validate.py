"""From data to records: the schema's verdict in words that an author can use, all faults at once.

pydantic finds the faults; this module finds their places in the file and says what to do.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ValidationError

from timeline.content import TABLES, Folder
from timeline.diagnostics import Diagnostic, Span, near
from timeline.schema import SLUG, Actor, Event, LanguageCode, Measure, Record, Site, Source, Term
from timeline.yamlfile import File, Path

LANGUAGE = typing.get_args(LanguageCode)[1].metadata[0].pattern
_WANTED = {"Date": "a date", "Decimal": "a number"}
MODELS = {"events": Event, "sources": Source, "topics": Term, "actors": Actor, "places": Term, "measures": Measure}


@dataclass(frozen=True)
class Entry:
    """A record with its id and its place: `file`, and `at`, the record's path in the file."""

    id: str
    record: Record
    file: File
    at: Path = ()


@dataclass(frozen=True)
class Records:
    """Everything that could be validated, by kind and id."""

    site: Entry | None
    kinds: dict[str, dict[str, Entry]]


def validate(folder: Folder) -> tuple[Records, list[Diagnostic]]:
    """The records of a folder, and every fault in it."""
    faults: list[Diagnostic] = []
    kinds: dict[str, dict[str, Entry]] = {kind: {} for kind in MODELS}
    for kind, files in folder.records.items():
        for id, file in files.items():
            if entry := _entry(MODELS[kind], id, file, (), file.data, faults):
                kinds[kind][id] = entry
    for kind in TABLES:
        file = folder.tables.get(kind)
        if file is None or not file.readable or file.data is None:
            continue
        if not isinstance(file.data, dict):
            faults.append(Diagnostic("wrong-type", f"`{file.path}` must be a mapping of ids to records", file.span(), "write `id:` and under it the record"))
            continue
        for id, data in file.data.items():
            if not SLUG.fullmatch(id) or len(id) > 100:
                faults.append(Diagnostic("bad-id", f"`{_shown(id)}` cannot be an id, because it becomes an address", file.span((id,), key=True),
                                         "use small Latin letters, digits and single hyphens"))
            elif entry := _entry(MODELS[kind], id, file, (id,), data, faults):
                kinds[kind][id] = entry
    site = _entry(Site, "site", folder.site, (), folder.site.data, faults) if folder.site else None
    return Records(site, kinds), faults


def _entry(model: type[Record], id: str, file: File, at: Path, data: object, faults: list[Diagnostic]) -> Entry | None:
    record, found = record_of(model, data, file, at)
    faults += found
    return record and Entry(id, record, file, at)


def record_of(model: type[Record], data: object, file: File, at: Path = ()) -> tuple[Record | None, list[Diagnostic]]:
    """One validated record, or its faults. `at` is where in the file the data stands."""
    if not file.readable:
        return None, []
    if data is None:
        return None, [Diagnostic("empty", "there is nothing here", file.span(at), f"it needs: {', '.join(f'`{n}`' for n in _required(model))}")]
    if not isinstance(data, dict):
        return None, [Diagnostic("wrong-type", f"a mapping of keys to values is expected here, not {_type_name(data)}", file.span(at), "write `key: value` lines")]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found = [_explain(model, e, data, file, at) for e in error.errors(include_url=False) if not _of_the_other_branch(e)]
        return None, list(dict.fromkeys(found))


def _explain(model: type[Record], error: dict, data: object, file: File, at: Path) -> Diagnostic:
    loc, kind, ctx, value = error["loc"], error["type"], error.get("ctx", {}), error.get("input")
    # The place in the data, without the tags that pydantic puts in for unions.
    loc = _there(loc, data) + (loc[-1:] if kind == "missing" or loc[-1:] == ("[key]",) else ())
    name = next((_shown(part) for part in reversed(loc) if not isinstance(part, int)), "")
    where = (*at, *loc)
    if kind == "missing":
        owner = _model_at(model, loc[:-1])
        code = "event-without-source" if model is Event and loc == ("sources",) else "missing-key"
        wanted = next((f for n, f in owner.model_fields.items() if name in (n, f.alias)), None) if owner else None
        place = file.span((*at, *loc[:-1]), key=True) if at or loc[1:] else Span(file.path)
        return Diagnostic(code, f"`{name}` is missing", place, f"add `{name}:` {_first(wanted and wanted.description)}".rstrip())
    if kind == "extra_forbidden":
        owner = _model_at(model, loc[:-1])
        known = [f.alias or n for n, f in owner.model_fields.items()] if owner else []
        help = near(name, known) or f"the keys here are: {', '.join(f'`{k}`' for k in known)}"
        return Diagnostic("unknown-key", f"`{name}` is no key that is known here", file.span(where, key=True), help)
    if kind == "edtf":
        return Diagnostic(ctx["code"], ctx["message"], file.locate(where, value, ctx["offset"], ctx["length"]), ctx["help"])
    if kind in ("number", "gap"):
        return Diagnostic(ctx["code"], ctx["message"], file.span(where), ctx["help"])
    if kind == "literal_error":
        known = [part.strip(" '") for part in ctx["expected"].replace(" or ", ",").split(",")]
        if isinstance(value, str):
            return Diagnostic("unknown-value", f"`{_shown(value)}` is no value that `{name}` can have", file.span(where), near(value, known))
        kind = "string_type"
    if loc[-1:] == ("[key]",):
        key = _shown(loc[-2])
        if ctx.get("pattern") == LANGUAGE:
            return Diagnostic("unknown-language", f"`{key}` is no language code", file.span(where[:-1], key=True), "write `en`, `ar`, `fr`, …")
        return Diagnostic("bad-id", f"`{key}` cannot be an id", file.span(where[:-1], key=True), "use small Latin letters, digits and single hyphens")
    if kind == "string_pattern_mismatch":
        if SLUG.pattern in ctx["pattern"]:
            return Diagnostic("bad-id", f"`{_shown(value)}` cannot be an id", file.span(where), "use small Latin letters, digits and single hyphens")
        if ctx["pattern"] == LANGUAGE:
            return Diagnostic("unknown-language", f"`{_shown(value)}` is no language code", file.span(where), "write `en`, `ar`, `fr`, …")
        help = "a Wikidata id is a `Q` and a number, such as `Q918`" if name == "wikidata" else f"it must match `{ctx['pattern']}`"
        return Diagnostic("bad-value", f"`{_shown(value)}` does not have the form of a `{name}`", file.span(where), help)
    if kind == "too_short":
        if model is Event and loc == ("sources",):
            return Diagnostic("event-without-source", "the event has no source", file.span(where), "name at least one: `- id: …`; nothing is told here without one")
        return Diagnostic("too-few", f"`{name}` needs at least {ctx['min_length']}", file.span(where), "add what is missing, or take the key away where it is optional")
    if kind == "string_too_long":
        return Diagnostic("too-long", f"`{name}` has more than {ctx['max_length']:,} characters", file.span(where), "shorten it, or make two events of it")
    wanted = {"dict_type": "a mapping", "list_type": "a list", "string_type": "a text", "is_instance_of": _WANTED.get(ctx.get("class")), "model_type": "a mapping", "model_attributes_type": "a mapping"}.get(kind)
    if wanted:
        examples = {"a list": "write `[a, b]`, or a line `- a` for each", "a mapping": "write `key: value` lines under it; a text has a line for each language: `en: …`",
                    "a text": "write one text; put it in quotation marks where it holds `: `",
                    "a date": "write EDTF: `2016-02-05`, `2016-02`, `2016`, `2014-12~` (about)", "a number": "write digits, such as `125000` or `14.5`"}
        label = (f"item {loc[-1] + 1} of `{name}`" if isinstance(loc[-1], int) else f"`{name}`") if name else "this"
        owner = _model_at(model, loc) if kind.startswith("model") else None
        help = f"it needs its keys: {', '.join(f'`{n}: …`' for n in _required(owner))}" if owner else examples[wanted]
        return Diagnostic("wrong-type", f"{label} must be {wanted}, not {_type_name(value)}", file.span(where), help)
    return Diagnostic("bad-value", error["msg"][:1].lower() + error["msg"][1:], file.span(where))


def _model_at(model: object, loc: tuple) -> type[BaseModel] | None:
    """The model that stands at a place within a model, unions and containers looked through."""
    for part in loc:
        while typing.get_origin(model) in (Annotated, types.UnionType, typing.Union):
            model = next((a for a in typing.get_args(model) if any(_models(a))), None)
        if isinstance(model, type) and issubclass(model, BaseModel):
            model = {f.alias or n: f.annotation for n, f in model.model_fields.items()}.get(part)
        else:
            model = next(iter(typing.get_args(model)[-1:]), None)  # what a list or a mapping holds
    return next(iter(_models(model)), None)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models(part)


def _there(loc: tuple, data: object) -> tuple:
    """The parts of a place that are in the data."""
    found = []
    for part in loc:
        if part in data if isinstance(data, dict) else isinstance(data, list) and isinstance(part, int) and part < len(data):
            found.append(part)
            data = data[part]
    return tuple(found)


def _of_the_other_branch(error: dict) -> bool:
    """Whether a fault is that of a phrase which is one text, where the author gives several, or the reverse."""
    tag, kind = str(error["loc"][-1]) if error["loc"] else "", error["type"]
    return kind == "dict_type" and tag.startswith("dict[") or kind == "string_type" and tag in ("str", "constrained-str") and isinstance(error["input"], dict)


def _required(model: type[Record]) -> list[str]:
    return [f.alias or n for n, f in model.model_fields.items() if f.is_required()]


def _first(description: str | None) -> str:
    said = re.split(r"[.;] |[.]$", description or "")[0]
    return f"({said[:1].lower()}{said[1:]})" if said else ""


def _shown(value: object) -> str:
    return str(value)[:60]


def _type_name(value: object) -> str:
    return {dict: "a mapping", list: "a list", str: "a text", types.NoneType: "nothing"}.get(type(value), "that")


def texts(record: Record, path: Path = ()) -> Iterator[tuple[Path, str, dict[str, str]]]:
    """Every `Translated` of a record: its path, its field's name, its texts by language."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        here = (*path, field.alias or name)
        if not value and not field.is_required() or isinstance(value, str):
            continue
        if isinstance(value, Record):
            yield from texts(value, here)
        elif isinstance(value, dict):
            inner = list(value.values())
            if inner and isinstance(inner[0], Record):
                for key, record_ in value.items():
                    yield from texts(record_, (*here, key))
            elif name != "unit":
                yield here, name, value
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from texts(item, (*here, index))
