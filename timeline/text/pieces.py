"""Texts that come one after another, of which the whole may be more than memory holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def joined(between: str, texts: Iterable[str]) -> Iterator[str]:
    """What `between.join(texts)` gives, in pieces."""
    return (f"{between if n else ''}{text}" for n, text in enumerate(texts))
