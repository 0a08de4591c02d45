"""What texts refer to: each reference's fault, with its place, and none where it leads somewhere."""

from __future__ import annotations

import pytest

from timeline.records import text_references, yaml_file
from timeline.text import prose

KNOWN = text_references.Known(frozenset({"the-count", "the-study"}), frozenset({"former"}))
CONVERTER = prose.Prose()


def faults(text: str, known=KNOWN, figures=("accounts",)) -> list[tuple[str, int, int, str]]:
    file, _ = yaml_file.read("e.yaml", f"body:\n  en: |\n    {text}\n".encode())
    found = text_references.faults(CONVERTER, file.data["body"]["en"], file, ("body", "en"), known, figures)
    return [(f.code, f.span.line, f.span.column, f.help) for f in found]


@pytest.mark.parametrize("text", ["[[the-count]]", "[[former|words]]", "[[#accounts]]", "`[[gone]]`", "No reference."])
def test_what_leads_somewhere_is_no_fault(text):
    """An event, a former id, a figure of the event; in code a reference is none."""
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "code", "help"),
    [
        ("See [[the-cuont]].", "unknown-event", "did you mean `the-count`?"),
        ("See [[accounts]].", "unknown-event", "it is a figure of this event: write `[[#accounts]]`"),
        ("See [[#acounts]].", "unknown-figure", "did you mean `accounts`?"),
    ],
)
def test_what_leads_nowhere_is_a_fault_with_its_place(text, code, help):
    """In a plain text, and in one that has to be converted; each with the near name."""
    assert faults(text) == [(code, 3, 9, help)]
    assert faults(f"{text} `code`") == [(code, 3, 9, help)]
