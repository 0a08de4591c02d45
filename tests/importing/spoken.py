"""The languages that files are read in here: Arabic first, then English."""

from __future__ import annotations

from tests.edition.test_dates_in_words import AR, EN
from timeline.importing.tongues import Tongues

TONGUES = Tongues(["ar", "en"], ["ar", "en"], {"ar": AR, "en": EN})
NOT_KNOWN = Tongues(["xx"], ["xx"])  # a language whose file is at fault
