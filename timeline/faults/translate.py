"""The texts of faults in other languages: what was told in English, said again from a catalogue.

`messages/CODE.yaml` holds a language's catalogue: each template of `tell` with its translation, whose
gaps are the same. A text is looked up by the template it was made from, never taken apart again, so
that each language builds its sentences its own way. What others say (the system, a package) stays in
their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from timeline.faults.diagnostic import Diagnostic, Told, tell
from timeline.faults.report import runs_from_right

FOLDER = Path(__file__).with_name("messages")
TOLD_IN = "en"  # the language of the templates themselves, which needs no catalogue


def known() -> list[str]:
    """The languages that faults can be said in, as codes."""
    return sorted({TOLD_IN, *(path.stem for path in FOLDER.glob("*.yaml"))})


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Templates in English and what they are in a language; of a language without a file, none."""
    path = FOLDER / f"{language}.yaml"
    if not path.is_file():
        return {}
    from timeline.records import yaml_file

    messages: dict[str, str] = yaml_file.read(path.name, path.read_bytes())[0].data
    return messages


def say(text: str, language: str) -> str:
    """A text in a language, its gaps too; as it is where it was not told or the language lacks it."""
    if not isinstance(text, Told):
        return text
    template = catalogue(language).get(text.template, text.template)
    gaps = {name: say(value, language) if isinstance(value, str) else value for name, value in text.gaps.items()}
    return str(tell(template, **gaps))


def direction(language: str) -> str:
    """`rtl` or `ltr`: how a language's messages run."""
    return "rtl" if runs_from_right(say(tell("error"), language)) else "ltr"


def translated(diagnostics: Iterable[Diagnostic], language: str) -> list[Diagnostic]:
    """Diagnostics with their messages, helps and notes in a language; codes and places stay."""
    return [
        replace(
            fault,
            message=say(fault.message, language),
            help=say(fault.help, language),
            notes=tuple(say(note, language) for note in fault.notes),
        )
        for fault in diagnostics
    ]
