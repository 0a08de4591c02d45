"""An event's file gains what it lacks in one language, from a row of another file that is the same event; and loses it
again, where that is taken back.

Only empty places are filled; what somebody wrote stays byte for byte, with its comments and its order. The text is
edited where the parser says that the place is, and must then read as before with the new texts in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from timeline.authoring import yaml_writer
from timeline.faults.diagnostic import WARNING
from timeline.records import yaml_file
from timeline.records.yaml_file import File, Path

_BLOCKS = {"body"}
_NEEDED = {"title", "summary", "name", "alt", "credit"}


class Text(NamedTuple):
    """A text of an event: its field, its language, and what it says; and where in the record the field is, where that
    is a part of it."""

    field: str
    code: str
    text: str
    at: Path = ()


def texts(event: Mapping[str, Any], draft: Mapping[str, Any], at: Path = ()) -> Iterator[Text]:
    """All that a draft of an event says; of pictures, what it says of those that the event shows as well. `at` is where
    in the record the two are."""
    shown = [picture.get("file") if isinstance(picture, dict) else None for picture in event.get("media") or ()]
    for field, words in draft.items():
        if isinstance(words, Mapping):
            yield from (Text(field, code, text, at) for code, text in words.items() if text)
    for picture in draft.get("media") or ():
        if picture["file"] in shown:
            n = shown.index(picture["file"])
            yield from texts(event["media"][n], picture, ("media", n))


def said(event: Mapping[str, Any], text: Text) -> object:
    """What an event says in the place of a text; nothing where that is empty."""
    there = _record(event, text.at).get(text.field)
    return there.get(text.code) if isinstance(there, Mapping) else there


def lacking(event: Mapping[str, Any], draft: Mapping[str, Any]) -> tuple[list[Text], list[Text]]:
    """The texts of a draft for which an event has an empty place, and those where it says something else; a picture has
    places for what is said of it in any language."""
    empty, other = [], []
    for text in texts(event, draft):
        there = said(event, text)
        if not there and not (text.at and text.field not in _record(event, text.at)):
            empty.append(text)
        elif " ".join(str(there or "").split()) != " ".join(text.text.split()):
            other.append(text)
    return empty, other


def completed(file: File, texts: Sequence[Text], memory: str = "", at: Path = ()) -> File | None:
    """The file with texts in the empty places of the record at a path, and with lines that remember where they are
    from; None where it is written so that this cannot be done."""
    wanted = deepcopy(file.data)
    for field, code, text, within in texts:
        record = _record(wanted, (*at, *within))
        there = record.get(field)
        record[field] = {**(there if isinstance(there, dict) else {}), code: text}
        made = _with(file, (*at, *within, field), code, text)
        if made is None or not _same(made.data, wanted):
            return None
        file = made
    return _read(file.path, _remembering(file, memory)) if memory else file


def parted(file: File, texts: Sequence[Text], memory: str, at: Path = ()) -> File | None:
    """The file as it was before the record at a path gained texts: that which would become this one, to the letter, if
    it gained them now; None where there is none, because somebody changed it since."""
    made = _read(file.path, file.text.replace(memory.replace("\n", file.line_end()[1] or "\n"), "", 1))
    if made is None or _remembering(made, memory) != file.text:
        return None
    for text in reversed(texts):
        wanted, made = made, None
        for before in _without(wanted, text, at):
            again = before and _with(before, (*at, *text.at, text.field), text.code, text.text)
            if before and again and again.text == wanted.text:
                made = before
                break
        if made is None:
            return None
    return made


def _without(file: File, text: Text, above: Path) -> Iterator[File | None]:
    """What a file may have been before it had a text: without that language, without the field, an empty place. Of
    what every event must have, that is an empty place more likely than not."""
    at = (*above, *text.at, text.field, text.code)
    start, key_end = file.place(at, key=True)
    colon = file.text.index(":", key_end - 1)
    stop = file.end(at)
    empty = [f"{file.text[: colon + 1]}{said}{file.text[stop:]}" for said in (f" {yaml_writer.TO_WRITE}", "")]
    missing = []
    for first in (start, file.place(at[:-1], key=True)[0]):
        line = max(file.text.rfind("\n", 0, first), file.text.rfind("\r", 0, first)) + 1
        behind, line_end = file.line_end(stop)
        missing.append(f"{file.text[:line]}{file.text[behind + len(line_end) :]}")
    for before in (*empty, *missing) if text.field in _NEEDED else (*missing, *empty):
        yield _read(file.path, before)


def _record(data: Any, at: Path) -> Any:
    for part in at:
        data = data[part]
    return data


def _with(file: File, at: Path, code: str, text: str) -> File | None:
    """The file with one more text, in the field at a path."""
    *above, field = at
    record = _record(file.data, tuple(above))
    there = record.get(field)
    if isinstance(there, dict) and there:
        changed = _in_place(file, at, code, text) if code in there else _beside(file, at, code, text)
    elif field not in record and not above:
        changed = _new_field(file, str(field), code, text)
    else:
        return None
    return _read(file.path, changed)


def _in_place(file: File, at: Path, code: str, text: str) -> str:
    """A text behind a key that has none, in front of its comment; the mark that it is to be written goes."""
    _, key_end = file.place((*at, code), key=True)
    start, stop = file.place((*at, code))
    colon = file.text.index(":", key_end - 1)
    stop = stop if stop > start else colon + 1  # an explicit `null` or `""` is exchanged
    if file.text[file.place(at)[0]] == "{":
        return f"{file.text[: colon + 1]} {yaml_writer.scalar(text, flow=True)}{file.text[stop:]}"
    end, line_end = file.line_end(stop)
    rest = file.text[stop:end].replace(yaml_writer.TO_WRITE, "").rstrip()
    first, _, more = _value(file, (*at, code), text).partition("\n")
    below = f"\n{more}".replace("\n", line_end or "\n") if more else ""
    return f"{file.text[: colon + 1]} {first}{' ' * bool(rest)}{rest.lstrip()}{below}{file.text[end:]}"


def _beside(file: File, at: Path, code: str, text: str) -> str:
    """A language with its text, behind the last that a field has."""
    start, stop = file.place(at)
    if file.text[start] == "{":
        return f"{file.text[: stop - 1].rstrip()}, {code}: {yaml_writer.scalar(text, flow=True)}{file.text[stop - 1 :]}"
    first = (*at, next(iter(_record(file.data, at))))
    column = _column(file, file.place(first, key=True)[0])
    return _below(file, file.end(at), f"{' ' * column}{code}: {_value(file, first, text)}")


def _new_field(file: File, field: str, code: str, text: str) -> str:
    """A field that the record does not have, behind those that stand before it in one that is laid out here."""
    root = file.place(())[0]
    if file.text[root] == "{":
        stop = file.place(())[1]
        inner = f"{field}: {{{code}: {yaml_writer.scalar(text, flow=True)}}}"
        return f"{file.text[: stop - 1].rstrip()}, {inner}{file.text[stop - 1 :]}"
    before = [name for name in ("date", "title", "summary", "body") if name in file.data and name != field]
    lines = yaml_writer.mapping({field: {code: text}}, _BLOCKS, _column(file, root)).rstrip("\n")
    return _below(file, file.end((before[-1] if before else list(file.data)[-1],)), lines)


def _value(file: File, at: Path, text: str) -> str:
    """A text as it stands behind a key, at a path that has the same indentation."""
    if at[-2] not in _BLOCKS and "\n" not in text:
        return yaml_writer.scalar(text)
    end = "\n" if at[-2] in _BLOCKS else ""
    return yaml_writer.block(text, _column(file, file.place(at, key=True)[0]) + 2, end)


def _below(file: File, end: int, lines: str) -> str:
    """The text with lines below that in which something ends."""
    behind, line_end = file.line_end(end)
    line_end = line_end or file.line_end()[1] or "\n"
    return f"{file.text[:behind]}{line_end}{lines.replace(chr(10), line_end)}{file.text[behind:]}"


def _column(file: File, at: int) -> int:
    return at - max(file.text.rfind("\n", 0, at), file.text.rfind("\r", 0, at)) - 1


def _remembering(file: File, memory: str) -> str:
    """The text with more lines among the comments that it begins with: behind the last that an import wrote, else
    behind what an editor reads first."""
    at = 0
    for start, line in file.lines():
        if not line.startswith("#"):
            break
        if line.startswith(("# imported ", "# yaml-language-server")):
            end, line_end = file.line_end(start)
            at = end + len(line_end)
    line_end = file.line_end()[1] or "\n"
    return f"{file.text[:at]}{memory.replace(chr(10), line_end)}{file.text[at:]}"


def _read(path: str, text: str) -> File | None:
    file, faults = yaml_file.read(path, text.encode("utf-8", "surrogatepass"))
    return None if not file.readable or any(fault.severity != WARNING for fault in faults) else file


def _same(data: object, wanted: object) -> bool:
    """Whether data is what it was to be, but for the line's end that a text under `|` has."""
    if isinstance(data, dict) and isinstance(wanted, dict):
        return data.keys() == wanted.keys() and all(_same(data[key], wanted[key]) for key in wanted)
    if isinstance(data, str) and isinstance(wanted, str):
        return data.strip("\n") == wanted.strip("\n")
    return data == wanted
