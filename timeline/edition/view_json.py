"""Views as values of JSON, and back: what was worded once can be kept, or handed from one process to another.

A view is an array of its fields, a text with isolated words in it an object; which view an array is follows from the
types of the fields, so nothing in the JSON says what is to be made of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from timeline.edition.views import Mixed

Decode = Callable[[Any], Any]


def encoded(view: object) -> Any:
    """A view as a value of JSON."""
    if type(view) is Mixed:
        return {"text": str(view), "markup": view.markup}
    return list(map(encoded, view)) if isinstance(view, tuple) else view


@cache
def decoder(kind: Any) -> Decode:
    """What makes a view of a type again of its JSON. It raises `ValueError`, `TypeError` or `KeyError` where that
    is none of it."""
    if kind in (str, int, bool):
        return _text if kind is str else _same
    parts = get_args(kind)
    if get_origin(kind) is tuple:
        item = decoder(parts[0])
        return lambda value: tuple(map(item, value))
    if get_origin(kind) in (Union, UnionType):
        views = [part for part in parts if part not in (str, NoneType)]
        inner = decoder(views[0]) if views else _same
        return lambda value: inner(value) if type(value) is list else _text(value)
    fields = [decoder(hint) for hint in get_type_hints(kind).values()]

    def made(value: Any) -> Any:
        return kind._make([field(part) for field, part in zip(fields, value, strict=True)])

    return made


def _same(value: Any) -> Any:
    return value


def _text(value: Any) -> Any:
    return value if value is None or type(value) is str else Mixed(value["text"], value["markup"])
