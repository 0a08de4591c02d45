"""The languages that a file from elsewhere may speak: those of the site, and English, as most sheets do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from timeline.build import survey
from timeline.build.render import Templates
from timeline.importing.dates_as_written import DateReader
from timeline.records.languages import Language
from timeline.records.schema import Site
from timeline.records.validate import Entry
from timeline.text import scripts
from timeline.text.prose import Prose

_ALWAYS = "en"


@dataclass(frozen=True, eq=False)
class Tongues:
    """`codes` are the languages in which a site is whole, `editions` those that grow, too; `spoken` are all that are
    known, by their codes; `prose` converts their texts."""

    codes: Sequence[str]
    editions: Sequence[str]
    spoken: Mapping[str, Language] = field(default_factory=dict)
    prose: Prose = field(default_factory=Prose)

    @cached_property
    def dates(self) -> DateReader:
        return DateReader([language for _, language in self.spoken.items()])

    def fitting(self, text: str) -> list[str]:
        """The languages of the site that a text may be in, as its letters tell; all, where they tell nothing."""
        known = {code: self.spoken[code].letters for code in self.editions if code in self.spoken}
        return scripts.fitting(text, known) or list(self.editions)

    def of_column(self, name: str, cells: str, asked: str = "") -> list[str]:
        """The languages that a column may be in: by its cells, then by its heading; `asked` is what the command line
        says of all for which that may be true."""
        codes = self.fitting(cells)
        if asked in codes:
            return [asked]
        headed = [code for code in self.fitting(name) if code in codes] or codes
        with_article = [
            code
            for code in headed
            if code in self.spoken and name.casefold().startswith(tuple(self.spoken[code].articles))
        ]
        return with_article or headed

    def strange(self, text: str) -> bool:
        """Whether a text is in letters that no language of the site has."""
        known = {code: self.spoken[code].letters for code in self.editions if code in self.spoken}
        return len(known) == len(self.editions) and bool(scripts.counted([text])) and not scripts.fitting(text, known)

    def abbreviations(self, code: str) -> frozenset[str]:
        """What a full stop stands behind within a sentence."""
        return frozenset(self.spoken[code].abbreviations) if code in self.spoken else frozenset()

    def letters(self, code: str) -> Mapping[str, str]:
        """The table by which a language is written in Latin letters; what it lacks, by those of the others."""
        codes = [code, *self.spoken]
        return {
            letter: latin
            for other in reversed(codes)
            if other in self.spoken
            for letter, latin in self.spoken[other].transliteration.items()
        }


def of(site: Entry[Site], root: Path) -> Tongues:
    """The languages of a project. One whose file is at fault is not known; `check` says what is wrong with it."""
    editions = list(site.record.editions)
    growing = [code for code in dict.fromkeys((*editions, _ALWAYS)) if code not in site.record.languages]
    wanted = Entry("site", site.record.model_copy(update={"growing": growing}), site.file)
    spoken, _ = survey.spoken_on(wanted, Templates(root))
    return Tongues(list(site.record.languages), editions, spoken)
