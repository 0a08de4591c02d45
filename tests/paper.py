"""What a printed PDF says, sheet by sheet."""

from __future__ import annotations

import pypdfium2


def sheets(pdf: bytes) -> list[str]:
    """The text of each sheet, in the order in which it was set."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]
