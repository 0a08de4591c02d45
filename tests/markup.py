"""What tests ask of a page that was parsed."""

from __future__ import annotations

import json
from copy import deepcopy

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def elements(document, tag):
    return document.iter(f"{XHTML}{tag}")


def attributes(document):
    for element in document.iter():
        for name, value in element.attrib.items():
            yield element, name, value


def is_linked_data(script) -> bool:
    """Whether it is data, which a browser does not run."""
    return script.get("type") == "application/ld+json" and bool(json.loads(script.text))


def having(tree, name):
    """The elements within a tree that have a class."""
    return [e for e in tree.iter() if name in (e.get("class") or "").split()]


def unnumbered(element):
    """Its words without the numbers of notes, which stand on paper."""
    copy = deepcopy(element)
    for number in having(copy, "ref"):
        number.text = ""
    return words_of(copy)


def words_of(element):
    return " ".join("".join(element.itertext()).split())
