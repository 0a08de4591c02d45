"""The field reference: the content model told to people, as the Markdown tables that README holds.

Made from the schema's own descriptions, so that the two cannot differ: a test compares them.
`python3 -m timeline.reference` prints it.
"""

from __future__ import annotations

import typing

from timeline import schema

_PARTS = (
    ("An event: `content/events/ID.yaml`", schema.Event),
    ("A figure, under `figures:`", schema.Figure),
    ("A statement, under `statements:`", schema.Statement),
    ("Another date, under `other_dates:`", schema.OtherDate),
    ("A disagreement, under `disagreements:`", schema.Disagreement),
    ("A side of a disagreement, under `accounts:`", schema.Account),
    ("A relation, under `related:`", schema.Relation),
    ("A citation, under any `sources:`", schema.Citation),
    ("A source: `content/sources/ID.yaml`", schema.Source),
    ("A topic or a place: `content/topics.yaml`, `content/places.yaml`", schema.Term),
    ("An actor: `content/actors.yaml`", schema.Actor),
    ("A measure: `content/measures.yaml`", schema.Measure),
    ("The site: `content/site.yaml`", schema.Site),
)


def reference() -> str:
    """Every record and every field of the content model, as Markdown."""
    blocks = []
    for title, model in _PARTS:
        rows = [
            f"| `{field.alias or name}` | {'yes' if field.is_required() else ''} | {form(field.annotation)} | {field.description} |"
            for name, field in model.model_fields.items()
        ]
        blocks.append("\n".join((f"**{title}**", "", "| field | needed | form | |", "|---|---|---|---|", *rows)))
    return "\n\n".join(blocks)


def form(annotation: object) -> str:
    """How a field's value is written, in a maintainer's words."""
    if annotation == schema.Translated or schema.Translated in typing.get_args(annotation):
        return "each language"
    said = repr(annotation)
    if "Tag(" in said:
        return "text, or each language"
    if typing.get_origin(annotation) is list:
        inner = typing.get_args(annotation)[0]
        return "list of records" if isinstance(inner, type) and issubclass(inner, schema.Record) else "list"
    if typing.get_origin(annotation) is dict:
        inner = typing.get_args(annotation)[1]
        return "records by name" if isinstance(inner, type) and issubclass(inner, schema.Record) else "each language"
    return (
        "date"
        if "dates.Date" in said
        else "number"
        if "Decimal" in said
        else "one word"
        if "Literal" in said
        else "text"
    )


if __name__ == "__main__":
    print(reference())
