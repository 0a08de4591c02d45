"""The schema's verdict on a record, in words for the person who wrote it.

pydantic says what kind of fault is where in the data; here each becomes one diagnostic with its
place in the file and what to do about it. One function for each family of faults.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from timeline import files
from timeline.faults.diagnostic import Diagnostic, Span, Told, listed, tell
from timeline.faults.near import near, offer
from timeline.records import slips
from timeline.records.field_types import REFUSED, SLUG, LanguageCode, Translated
from timeline.records.schema import Event, Record, texts_of
from timeline.records.yaml_file import File, Path
from timeline.records.yaml_hints import read_as_text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LANGUAGE = typing.get_args(LanguageCode)[1].metadata[0].pattern
# What a value of the wrong kind should have been, by pydantic's name of the fault or of the class.
_TEXT = (tell("a text"), tell("write one text; put it in quotation marks where it holds `: `"))
_FORMS = {
    "list_type": (tell("a list"), tell("write `[{it}]`, or a line `- {it}` for each")),
    "dict_type": (tell("a mapping"), tell("write `key: value` lines under it, indented")),
    "string_type": _TEXT,
    "literal_error": _TEXT,
    "Coordinates": (tell("coordinates"), tell("write the latitude and the longitude, as `40.73, 13.9`, or `unknown`")),
    "Date": (tell("a date"), tell("write EDTF: `2016-02-05`, `2016-02`, `2016`, `2014-12~` (about)")),
    "Decimal": (tell("a number"), tell("write digits, such as `125000` or `14.5`")),
}
_MISSING = tell("`{name}` is missing")
_IDS = tell("an id has small Latin letters, digits and single hyphens")


def explain(
    model: type[Record], errors: Sequence[ErrorDetails], data: object, file: File, at: Path
) -> list[Diagnostic]:
    """The diagnostics for what pydantic found in a record that stands at `at` in a file."""
    found = [_Verdict(model, error, data, file, at).words() for error in errors if not _of_the_other_branch(error)]
    found = list(dict.fromkeys(found))
    # A misspelt key is one mistake, not an unknown key and a missing one.
    meant = {d.help for d in found if d.code == "unknown-key"}
    meant |= {
        offer(str(d.help.gaps["key"]))
        for d in found
        if d.code == "unknown-key" and isinstance(d.help, Told) and "key" in d.help.gaps
    }
    # Nor is a key that is none and has nothing behind it; nor one whose texts are not indented under it.
    strange = {d.span.line for d in found if d.code in ("unknown-key", "unknown-language")}
    keys = {(d.span.line, d.span.column) for d in found if d.code == "unknown-key"}
    return [
        d
        for d in found
        if _missing(d.message) not in meant
        and not (d.code == "empty" and strange & {d.span.line, d.span.line + 1})
        and not keys & _cut_off(d.span)
    ]


def _cut_off(span: Span) -> set[tuple[int, int]]:
    """Where what stands behind a value's comma begins, if one does: between braces the rest of a text is a key."""
    end = span.column - 1 + span.length
    comma = re.match(r" ?, ?", span.excerpt[end:])
    return {(span.line, end + 1 + len(comma[0]))} if comma else set()


def _missing(message: str) -> str:
    """The help that offers the key which a message says is missing; empty where it says something else."""
    if isinstance(message, Told) and message.template == _MISSING.template:
        return offer(str(message.gaps["name"]))
    return ""


def required(model: type[BaseModel]) -> list[str]:
    """The keys that a record cannot do without."""
    return [f.alias or n for n, f in model.model_fields.items() if f.is_required()]


def kind_of(value: object) -> str:
    """What a value is, for people."""
    return {dict: tell("a mapping"), list: tell("a list"), str: tell("a text"), types.NoneType: tell("nothing")}.get(
        type(value), tell("that")
    )


class _Verdict:
    """One fault: `where` is its place in the file, `name` the key that it is about."""

    def __init__(self, model: type[Record], error: ErrorDetails, data: object, file: File, at: Path):
        self.model, self.kind, self.file, self.at = model, error["type"], file, at
        self.context, self.value = error.get("ctx", {}), error.get("input")
        self.of_key = error["loc"][-1:] == ("[key]",)
        # The place in the data, without the tags that pydantic puts in for unions.
        self.loc = _there(error["loc"], data) + (error["loc"][-1:] if self.kind == "missing" else ())
        self.where = (*at, *self.loc)
        self.name = next((_shown(part) for part in reversed(self.loc) if not isinstance(part, int)), "")

    def words(self) -> Diagnostic:
        if self.kind == "missing":
            return self.missing()
        if self.kind == "extra_forbidden":
            return self.unknown_key(
                [f.alias or n for n, f in owner.model_fields.items()] if (owner := self.owner()) else []
            )
        if self.of_key:
            return self.bad_key()
        if self.value is None:
            return self.empty()
        if self.kind == REFUSED:
            said, within = self.context, self.context["within"]
            span = self.file.locate(self.where, self.value, *within) if within else self.file.span(self.where)
            return Diagnostic(said["code"], said["message"], span, said["help"])
        if self.kind == "literal_error" and isinstance(self.value, str):
            message = tell("`{value}` is no value that `{name}` can have", value=_shown(self.value), name=self.name)
            return self.say("unknown-value", message, slips.value(self.value, self.allowed()))
        if self.kind == "string_pattern_mismatch":
            return self.bad_form()
        if self.kind == "too_short":
            return self.too_few()
        if self.kind == "string_too_long":
            return self.say(
                "too-long",
                tell(
                    "`{name}` has more than {most} characters", name=self.name, most=f"{self.context['max_length']:,}"
                ),
                tell("shorten it, or make two events of it"),
            )
        return self.wrong_type()

    def say(self, code: str, message: str, help: str = "", key: bool = False) -> Diagnostic:
        return Diagnostic(code, message, self.file.span(self.where, key=key), help)

    def owner(self) -> type[BaseModel] | None:
        return _model_at(self.model, self.loc[:-1])

    def allowed(self) -> list[str]:
        return [part.strip(" '") for part in self.context["expected"].replace(" or ", ",").split(",")]

    def empty(self) -> Diagnostic:
        """A key without a value. One that must be there is not to be taken away, and of a text it says which."""
        above = self.loc[-2] if len(self.loc) > 1 else ""
        span = self.file.span(self.where)
        if re.match(r" #\S", span.excerpt[max(0, span.column - 1) :]):
            message = tell("`{name}` is empty: what stands behind `#` is a comment to YAML", name=self.name)
            return self.say("empty", message, tell("put the text in quotation marks"))
        of = _model_at(self.model, self.loc[:-2])
        if of and above in texts_of(of) and re.fullmatch(LANGUAGE, self.name):
            message = tell("`{name}` of `{field}` is empty", name=self.name, field=above)
            return self.say("empty", message, tell("write the text in that language"))
        needed = (field := self.field()) is not None and field.is_required()
        message = tell("`{name}` is empty", name=self.name)
        either = tell("write what belongs there, or take the key away")
        return self.say("empty", message, tell("write what belongs there") if needed else either)

    def missing(self) -> Diagnostic:
        field = self.field()
        code = "event-without-source" if self.model is Event and self.loc == ("sources",) else "missing-key"
        inner = (*self.at, *self.loc[:-1])
        place = self.file.span(inner, key=True) if inner else Span(self.file.path)
        what = _gloss(field and field.description)
        help = (
            tell("add `{name}:` ({what})", name=self.name, what=what) if what else tell("add `{name}:`", name=self.name)
        )
        return Diagnostic(
            code,
            tell(_MISSING.template, name=self.name),
            place,
            help,
        )

    def unknown_key(self, known: list[str]) -> Diagnostic:
        if slip := read_as_text(self.name):
            help: str = slip
        elif " " in self.name.strip() or not re.match(r"[A-Za-z_]", self.name):
            help = tell("a text with a comma or a colon in it goes in quotation marks")
        elif re.fullmatch(LANGUAGE, self.name.lower()) and len(self.name) == 2:
            help = tell("indent `{code}:` by two spaces more, under the key whose text it is", code=self.name.lower())
        else:
            called = slips.KEYS.get(self.name.lower(), "")
            help = (
                offer(called)
                if called in known
                else self.key_of_a_language(known)
                or near(self.name, known)
                or tell("the keys here are: {keys}", keys=listed(known))
            )
            if self.name.lower() == "draft" and "draft" not in known:
                help = tell("only an event can be a draft: take the line out")
        return self.say("unknown-key", tell("`{name}` is no key that is known here", name=self.name), help, key=True)

    def key_of_a_language(self, known: list[str]) -> str:
        """`title_en:`, as a table's column is called: the key and the language in one."""
        found = re.fullmatch(r"(?P<key>[a-z_]+?)[ _.-](?P<code>[a-z]{2,3})", self.name.lower())
        if not found or found["key"] not in known:
            return ""
        return tell("write `{key}:`, and under it, indented, `{code}: …`", key=found["key"], code=found["code"])

    def bad_key(self) -> Diagnostic:
        if self.kind == "literal_error":
            return self.unknown_key(self.allowed())
        if self.context.get("pattern") == LANGUAGE:
            help = read_as_text(self.name) or (
                tell("a text with a comma in it, between `{ }`, goes in quotation marks")
                if " " in self.name
                else tell("write the code in small letters: `en`, `ar`")
            )
            return self.say("unknown-language", tell("`{name}` is no language code", name=self.name), help, key=True)
        return self.say("bad-id", tell("`{name}` cannot be an id", name=self.name), id_help(self.name), key=True)

    def bad_form(self) -> Diagnostic:
        shown, pattern = _shown(self.value), self.context["pattern"]
        if self.name == "look_at":
            help: str = tell("write `event-id`, `event-id#passage`, or `#passage` for one of the step's own event")
            return self.say("bad-value", tell("`{value}` names no event and no passage", value=shown), help)
        if SLUG.pattern in pattern:
            help = id_help(shown)
            if self.name in ("said_by", "via"):
                help = tell("{help}; someone who has no entry among the actors is written `{en: …, ar: …}`", help=help)
            if "other_names" in self.model.model_fields and self.loc[:1] == ("aliases",):
                help = tell("{help}; what else it is called stands under `other_names`", help=_IDS)
            return self.say("bad-id", tell("`{name}` cannot be an id", name=shown), help)
        if pattern == LANGUAGE:
            code = re.split("[-_]", str(self.value).strip().lower())[0]
            # Of the site's own languages there are files, and those are of languages, not of countries.
            own = "languages" in self.model.model_fields and code != self.value and re.fullmatch("[a-z]{2,3}", code)
            return self.say(
                "unknown-language",
                tell("`{name}` is no language code", name=shown),
                (offer(code) if own else slips.language(shown))
                or tell("a code has two or three small letters: `en`, `ar`, `fr`"),
            )
        help = (
            tell("a Wikidata id is a `Q` and a number, such as `Q918`")
            if self.name == "wikidata"
            else tell("it must match `{pattern}`", pattern=pattern)
        )
        return self.say(
            "bad-value", tell("`{value}` does not have the form of a `{name}`", value=shown, name=self.name), help
        )

    def too_few(self) -> Diagnostic:
        if self.model is Event and self.loc == ("sources",):
            return self.say(
                "event-without-source",
                tell("the event has no source"),
                tell("name at least one: `- id: …`; nothing is told here without one"),
            )
        return self.say(
            "too-few",
            tell("`{name}` needs at least {least}", name=self.name, least=self.context["min_length"]),
            tell("add what is missing, or take the key away where it is optional"),
        )

    def wrong_type(self) -> Diagnostic:
        text = _shown(self.value) if isinstance(self.value, str) else "…"
        slip = read_as_text(self.value) if isinstance(self.value, str) else ""
        if isinstance(self.value, dict) and self.kind == "list_type":
            slip = self.no_hyphen(self.value)
        owner = _model_at(self.model, self.loc) if self.kind.startswith("model") else None
        if self.kind == "dict_type" and self.translated():
            help = slip or tell("under it, indented, a line for each language of the site, such as `en: …`")
            return self.say("wrong-type", tell("`{name}` must be written in each language", name=self.name), help)
        if self.loc[:1] == ("other_names",) and self.kind in ("dict_type", "list_type"):
            wanted = tell("a list for each language")
            help = tell("write `other_names: {en: [Daesh, ISIL], ar: [داعش]}`")
        elif owner:
            wanted, help = tell("a mapping"), _item_help(owner, text)
        elif self.kind == "list_type" and self.value and isinstance(self.value, str) and (item := self.item()):
            wanted, help = _FORMS["list_type"][0], _item_help(item, text)
        elif self.kind == "list_type" and isinstance(self.value, str) and "," in text:
            wanted, help = _FORMS["list_type"][0], tell("put it in brackets: `[{it}]`", it=text)
        elif self.kind == "dict_type" and isinstance(self.value, list) and (key := _only_key(self.value)):
            wanted, help = _FORMS["dict_type"][0], tell("take the `- ` in front of `{key}:` away", key=key)
        elif form := _FORMS.get(self.context.get("class") or self.kind):
            wanted, help = form[0], tell(form[1].template, it=text)
        else:
            help = tell("look at the other files for how it is written")
            return self.say("bad-value", tell("`{name}` cannot be `{text}`", name=self.name, text=text), help)
        last = self.loc[-1] if self.loc else ""
        label = tell("`{name}`", name=self.name) if self.name else tell("this")
        if self.name and isinstance(last, int):
            label = tell("item {n} of {label}", n=last + 1, label=label)
        return self.say(
            "wrong-type",
            tell("{label} must be {wanted}, not {found}", label=label, wanted=wanted, found=kind_of(self.value)),
            slip if slip and wanted is not _TEXT[0] else help,
        )

    def no_hyphen(self, value: Mapping[str, object]) -> str:
        """A mapping where a list is meant: an item whose hyphen is not there, or has no space behind it."""
        first = next(iter(value), "")
        if first.startswith("-"):
            return read_as_text(first)
        item = self.item()
        known = {f.alias or n for n, f in item.model_fields.items()} if item else set()
        if first in known and self.span_text().startswith("{"):
            return tell("put it in brackets: `[{it}]`", it=self.span_text()[:60])
        if item and all(isinstance(inner, dict) for inner in value.values()) and "id" in known:
            return tell("each item begins with `- `: `- id: {id}`, and below it what it has", id=first[:40])
        if first in known:
            return tell("put `- ` in front of `{key}:`, and two more spaces in front of what belongs to it", key=first)
        return ""

    def item(self) -> type[BaseModel] | None:
        """The record that a list holds, where the fault is about a list of records."""
        return next(models(field.annotation), None) if (field := self.field()) else None

    def span_text(self) -> str:
        """What is written at the place of the fault, as far as it stands on one line."""
        span = self.file.span(self.where)
        return span.excerpt[span.column - 1 : span.column - 1 + span.length]

    def field(self) -> FieldInfo | None:
        """The field that the fault is about, where its record has one of that name."""
        owner = self.owner()
        fields = owner.model_fields.items() if owner else ()
        return next((field for name, field in fields if self.name in (name, field.alias)), None)

    def translated(self) -> bool:
        annotation = field.annotation if (field := self.field()) else None
        return annotation == Translated or Translated in typing.get_args(annotation)


def _item_help(item: type[BaseModel], text: str) -> str:
    """How a record is written where a text stands for it: the text in the first of its keys that is no choice."""
    keys = required(item)
    if not keys:
        return tell("it needs its keys: {keys}", keys=listed(f"{key}: …" for key in item.model_fields))
    if len(keys) == 1:
        return tell("write `- {{key}: {text}}`", key=keys[0], text=text)
    rest = ", ".join(f"{key}: …" for key in keys[1:])
    return tell("write `- {{key}: {text}, {rest}}`", key=keys[0], text=text, rest=rest)


def _only_key(items: list[Any]) -> str:
    """The first key of a list whose every item is a mapping that begins with a name: `- accounts:`."""
    first = items[0] if items else None
    return str(next(iter(first)))[:40] if isinstance(first, dict) and first else ""


def kept_back(id: str) -> str:
    """Why nothing can have this id, well formed as it may be; empty where it can."""
    if id == "index":
        return tell("`index` cannot be an id, because lists have that address")
    return tell("`{id}` cannot be an id: no file can be called that on Windows", id=id) if files.device(id) else ""


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return bool(SLUG.fullmatch(text)) and len(text) <= 100 and not kept_back(text)


def id_help(shown: str) -> str:
    """How to write an id, with what the author may have meant made into one."""
    if re.search("[،؛;]", shown):
        return tell("between ids stands a plain comma: `[a, b]`")
    slug = re.sub(r"[^a-z0-9]+", "-", slips.visible(shown).lower()).strip("-")
    return tell("{help}: `{slug}`", help=_IDS, slug=slug) if slug and slug != shown else _IDS


def _model_at(model: object, loc: Path) -> type[BaseModel] | None:
    """The model that stands at a place within a model, unions and containers looked through."""
    for part in loc:
        while typing.get_origin(model) in (Annotated, types.UnionType, typing.Union):
            model = next((a for a in typing.get_args(model) if any(models(a))), None)
        if isinstance(model, type) and issubclass(model, BaseModel):
            model = next((f.annotation for n, f in model.model_fields.items() if (f.alias or n) == part), None)
        else:
            model = next(iter(typing.get_args(model)[-1:]), None)  # what a list or a mapping holds
    return next(iter(models(model)), None)


def models(annotation: object) -> Iterator[type[BaseModel]]:
    """The models in an annotation, unions and containers looked through."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from models(part)


def _there(loc: Path, data: Any) -> Path:
    """The parts of a place that are in the data."""
    found = []
    for part in loc:
        if (
            part in data
            if isinstance(data, dict)
            else isinstance(data, list) and isinstance(part, int) and part < len(data)
        ):
            found.append(part)
            data = data[part]
    return tuple(found)


def _of_the_other_branch(error: ErrorDetails) -> bool:
    """Whether a fault is that of a phrase which is one text, where the author gives several, or the reverse."""
    tag, kind = str(error["loc"][-1]) if error["loc"] else "", error["type"]
    return (
        kind == "dict_type"
        and tag.startswith("dict[")
        or kind == "string_type"
        and (tag in ("str", "constrained-str") or tag.endswith(" constrained-str]"))
        and isinstance(error["input"], dict)
    )


def _gloss(description: str | None) -> str:
    """What a field is for: the beginning of its description, which the catalogues have under these very words."""
    said = re.split(r"[.;] |[.]$", description or "")[0]
    return tell(said[:1].lower() + said[1:]) if said else ""


def _shown(value: object) -> str:
    return str(value)[:60]
