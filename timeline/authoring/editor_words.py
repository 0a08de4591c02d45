"""What an editor says of a field, a form or a value: English and Arabic in one text, for schemas to carry.

Editors show such a text as one that runs from the left, so the Arabic in it is isolated, and within it
what stands between backticks. The names of records come from content, in the languages of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from timeline.authoring import field_reference
from timeline.records import field_types
from timeline.records.schema import Record
from timeline.text import bidi

# The sections of a language file that put a closed set of values into words.
_SECTIONS = {
    field_types.Bound: "bounds",
    field_types.Standing: "standings",
    field_types.RelationKind: "relations",
    field_types.ActorKind: "actor_kinds",
}
_AGAIN = "One that was just added is known here after `python3 build.py`"
_FORMS = {
    "scalar": "read as text, as it stands",
    "nothing": "nothing: it is optional",
    "words": "a text in each language",
    "date": "Write EDTF: `2016-02-05`, `2016-02`, `2016`, `2014-12~` (about), `2015-06/2015-10`, `2016/..`; "
    "or in another calendar: `hijri:1437-05`",
    "coordinates": "Write the latitude and the longitude, `40.73, 13.9`; of a region `35.9, 39 ± 100 km`; or `unknown`",
    "number": "Write digits alone, such as `125000` or `14.5`",
    "slug": "An id has small Latin letters, digits and single hyphens",
    "language": "Write the language's code in small letters: `ar`, `en`, `fr`",
    "languages": "`templates/languages/` has no file for this language",
    "address": "Write the whole address, from `https://` on, without spaces",
    "contact": "Write `mailto:` and an e-mail address, or the whole address of a form, from `https://` on",
    "wikidata": "Write `Q` and a number, such as `Q918`",
    "isbn": "Write ten or thirteen digits, as they are or with hyphens: `978-0-306-40615-7`",
    "doi": "Write the DOI alone, from `10.` on: `10.1080/1057610X.2016.1157408`",
    "page_range": "Write `12`, `12-15`, or several with commas: `12-15, 20`",
    "events": f"No event has this id. {_AGAIN}",
    "sources": f"No source has this id. {_AGAIN}",
    "topics": f"No topic has this id. {_AGAIN}",
    "actors": f"No actor has this id. {_AGAIN}",
    "places": f"No place has this id. {_AGAIN}",
    "periods": f"No period has this id. {_AGAIN}",
    "measures": f"No measure has this id. {_AGAIN}",
    "source_kinds": f"No kind of source has this id: name it in `content/source_kinds.yaml`. {_AGAIN}",
    "media": f"`content/media/` has no picture of this name. {_AGAIN}",
    "passages": "Write `event-id`, `event-id#passage`, or `#passage` for one of the step's own event",
    "key_figures": f"No event of this id has a figure of this name. {_AGAIN}",
}


def heading(model: type[Record]) -> str:
    """A record -> what it is, as the field reference heads it; what that lacks goes by its class's name."""
    english = next((text for text, part in field_reference.PARTS if part is model), model.__name__)
    arabic = field_reference.arabic().get(model.__name__, {}).get("heading", "")
    return " · ".join(re.split("[:,،]", text)[0] for text in (english, arabic) if text)


def field(model: type[Record], name: str, english: str | None) -> str:
    """A field and its description -> what it is for: a paragraph in each language that it is described in."""
    arabic = field_reference.arabic().get(model.__name__, {}).get("fields", {}).get(name)
    return "\n\n".join(filter(None, (english, arabic and _arabic(arabic))))


def form(name: str) -> str:
    """What is said of a form of values, on one line."""
    return f"{_FORMS[name]} · {_arabic(field_reference.arabic()['Forms'][name])}"


def _arabic(text: str) -> str:
    isolated = re.sub("`[^`]*`", "\u2066\\g<0>\u2069", text)
    return f"\u2067{isolated}\u2069"


def values(hint: Any, values: Iterable[str], spoken: Iterable[Mapping[str, Any]]) -> list[str]:
    """What language files call each value of a closed set; empty for sets that they have no words for."""
    sections = [section for said in spoken if isinstance(section := said.get(_SECTIONS.get(hint, "")), dict)]
    return [names(_phrase(section.get(value)) for section in sections) for value in values]


def _phrase(said: object) -> object:
    """A phrase; of a record its name and meaning, or how it is called from its own end."""
    if isinstance(said, dict):
        return ": ".join(
            word for key in ("name", "meaning", "one", "forward") if isinstance(word := said.get(key), str)
        )
    return said.replace("{n}", "…").removeprefix("…") if isinstance(said, str) else None


def names(texts: Iterable[object]) -> str:
    """Names in several languages, each isolated from the others."""
    return " · ".join(f"\u2068{name}\u2069" for text in texts if (name := plain(text)))


def plain(text: object) -> str:
    """A text of content on one line, without controls that would reorder what is round it; of anything else none."""
    return " ".join(bidi.CONTROLS.sub("", text).split()) if isinstance(text, str) else ""
