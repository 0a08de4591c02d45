"""The field reference: the content model told to people, as Markdown tables: docs/fields.md and docs/fields-ar.md.

Made from the schema's own descriptions and from their Arabic, so that they cannot differ: a test compares
them. `python3 -m timeline.authoring.field_reference` prints it, with `ar` behind it in Arabic.
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from timeline.records import field_types, schema, yaml_file

_ARABIC = Path(__file__).resolve().parent / "fields" / "ar.yaml"

PARTS = (
    ("An event: `content/events/ID.yaml`", schema.Event),
    ("A figure, under `figures:`", schema.Figure),
    ("A statement, under `statements:`", schema.Statement),
    ("Another date, under `other_dates:`", schema.OtherDate),
    ("A disagreement, under `disagreements:`", schema.Disagreement),
    ("A side of a disagreement, under `accounts:`", schema.Account),
    ("A picture, under `media:`", schema.Picture),
    ("A relation, under `related:`", schema.Relation),
    ("A citation, under any `sources:`", schema.Citation),
    ("A source: `content/sources/ID.yaml`", schema.Source),
    ("An author, under any `authors:`, `editors:` or `translators:`", schema.Author),
    ("A path: `content/paths/ID.yaml`", schema.Lesson),
    ("A step, under `steps:`", schema.Step),
    ("A question, under `questions:`", schema.Question),
    ("A topic: `content/topics.yaml`", schema.Term),
    ("A place: `content/places.yaml`", schema.Place),
    ("An actor: `content/actors.yaml`", schema.Actor),
    ("A period: `content/periods.yaml`", schema.Period),
    ("A measure: `content/measures.yaml`", schema.Measure),
    ("A kind of source: `content/source_kinds.yaml`", schema.SourceKind),
    ("The site: `content/site.yaml`", schema.Site),
    ("The licence, under `licence:`", schema.Licence),
    ("The publisher, under `publisher:`", schema.Publisher),
)


def reference(said: Mapping[str, Any] | None = None) -> str:
    """Every record and every field of the content model, as Markdown: in English, or as `said` has it (`arabic()`)."""
    blocks = []
    for heading, model in PARTS:
        english = {f.alias or n: f.description for n, f in model.model_fields.items()}
        own: Mapping[str, Any] = said[model.__name__] if said else {"heading": heading, "fields": english}
        texts = own["fields"]
        word = said["Words"].__getitem__ if said else str
        rows = [
            f"| `{name}` | {word('yes') if field.is_required() else ''} | {word(form(field.annotation))} | "
            f"{texts[name]} |"
            for name, field in ((field.alias or name, field) for name, field in model.model_fields.items())
        ]
        columns = f"| {word('field')} | {word('needed')} | {word('form')} | |"
        blocks.append("\n".join((f"**{own['heading']}**", "", columns, "|---|---|---|---|", *rows)))
    return "\n\n".join(blocks)


@cache
def arabic() -> Mapping[str, Any]:
    """What fields/ar.yaml holds: for each record, by its class's name, a heading and what its fields are for."""
    said: Mapping[str, Any] = yaml_file.read(_ARABIC.name, _ARABIC.read_bytes())[0].data
    return said


def form(annotation: object) -> str:
    """How a field's value is written, in a maintainer's words."""
    if annotation == field_types.Translated or field_types.Translated in typing.get_args(annotation):
        return "each language"
    said = repr(annotation)
    if "Tag(tag='none')" in said:  # nothing stands in place of it
        return "each language"
    if schema.AnyLicence in typing.get_args(annotation):
        return "one word"
    if "Tag(" in said:
        return "text, or each language"
    if typing.get_origin(annotation) is list:
        inner = typing.get_args(annotation)[0]
        return "list of records" if isinstance(inner, type) and issubclass(inner, schema.Record) else "list"
    if typing.get_origin(annotation) is dict:
        inner = typing.get_args(annotation)[1]
        if typing.get_origin(inner) is list:
            return "list in each language"
        return "records by name" if isinstance(inner, type) and issubclass(inner, schema.Record) else "each language"
    return (
        "date"
        if "edtf.Date" in said
        else "coordinates"
        if "Coordinates" in said
        else "number"
        if "Decimal" in said
        else "one word"
        if "Literal" in said
        else "text"
    )


if __name__ == "__main__":
    print(reference(arabic() if sys.argv[1:] == ["ar"] else None))
