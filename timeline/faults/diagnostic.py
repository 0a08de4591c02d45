"""A fault as a value: what is wrong, where, and how to mend it.

The stages collect `Diagnostic`s and never print; `report` renders all of them at the end. Every text of one is made
by `tell`, so that it can be said in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

ERROR, WARNING = "error", "warning"

_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file. Lines and columns count characters from 1; line 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 1
    length: int = 1
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """`code` names the fault in kebab-case; `message` says what is wrong, `help` what to do."""

    code: str
    message: str
    span: Span
    help: str = ""
    severity: str = ERROR
    notes: tuple[str, ...] = ()


class Told(str):
    """A text in English that knows how it was made, so that it can be said in another language too."""

    template: str
    gaps: dict[str, object]


def tell(template: str, **gaps: object) -> Told:
    """`template` with its `{gaps}` filled; what stands in braces and is no gap stays as it is.

    Every text of a diagnostic is made so: the template is what a catalogue of messages is looked up by.
    A gap may be a `Told` of its own.
    """
    text = Told(_GAP.sub(lambda gap: str(gaps[gap[1]]) if gap[1] in gaps else gap[0], template))
    text.template, text.gaps = template, gaps
    return text


def joined(template: str, texts: Sequence[str]) -> str:
    """One text of several, pair after pair: `joined("{first}, {second}", names)`. Empty where there is none."""
    return reduce(lambda first, second: tell(template, first=first, second=second), texts) if texts else ""


class Fault(Exception):
    """Carries diagnostics out of a stage that cannot go on. The pipeline turns it into a result."""

    def __init__(self, *diagnostics: Diagnostic):
        super().__init__(diagnostics[0].message if diagnostics else "")
        self.diagnostics = diagnostics


def listed(names: Iterable[str]) -> str:
    """`a`, `b`, `c`: names as code."""
    return joined("{first}, {second}", [tell("`{name}`", name=name) for name in names])


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place, each once."""
    return sorted(
        set(diagnostics),
        key=lambda fault: (fault.span, fault.severity, fault.code, fault.message, fault.help, fault.notes),
    )
