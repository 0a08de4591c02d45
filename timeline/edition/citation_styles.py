"""How a work is cited: in the APA's, the MLA's and Chicago's style, in the words and marks of one language.

The three functions have the order of a style's parts, by what type of work it is; whatever differs between languages
(the comma, quotation marks or italics, whether a name is turned round, how a date reads, what a volume is called) is
data of the `Language`. No style says when a page was called up: nothing here has a clock, and a page says its version
instead.
"""

from __future__ import annotations

from timeline.edition import bibliographic_types as types
from timeline.edition import dates_in_words
from timeline.edition.citation_parts import CitationParts, ended, sentences
from timeline.edition.cited_work import Work
from timeline.records.languages import Language, Style


def cite(work: Work, language: Language, style: Style, foreign: str = "") -> str:
    """The citation as safe HTML. `foreign` is what words of the other direction are marked as."""
    citation = _Styled(work, language, style, foreign)
    return {"apa": citation.apa, "mla": citation.mla, "chicago": citation.chicago}[style]()


class _Styled(CitationParts):
    """One work in one style, whole."""

    def apa(self) -> str:
        work = self.work
        address = f" {self.address}" if self.address else ""
        if work.type in types.DESIGNATED:  # as lawyers cite: the court and the day in brackets behind it
            style = self.language.citing.styles["chicago"]
            day = dates_in_words.cited(work.dated, self.language, style.dates) if work.dated else self.rules.no_date
            court = self.series(self.text(work.publisher), self.text(day))
            paper = self.serial() + self.paged(self.parts.serial.pages) if work.container else ""
            return sentences(self.authors, f"{self.series(self.title(True), paper)} ({court})") + address
        date = f"({self.apa_date() or self.text(self.rules.no_date)})"
        title, source = self.title(not (work.numbered or work.in_a_book), quoted=False), self.apa_source()
        numbers = "" if work.numbered or work.in_a_book else self.series(self.edition, self.volume)
        marked = self.shelfmark if not work.container else ""
        joint = self.language.words["note_joint"]
        if within := joint.join(filter(None, (self.edited, self.translated, numbers, marked))):
            title += f" ({within})"
        school = self.imprint if work.type == types.THESIS else ""
        if form := self.series(self.form, school):
            title += f" [{form}]"
        head = (f"{ended(self.authors, '.')} {date}", title) if self.authors else (f"{ended(title, '.')} {date}",)
        return sentences(*head, *source) + address

    def apa_date(self) -> str:
        """The year alone of what a journal's volume says the time of."""
        date = self.work.dated
        if date is None or self.work.type != types.JOURNAL or not self.work.volume or date.end is not None:
            return self.date
        point = date.points[0]
        if point.precision not in ("month", "day") or point.approximate or point.uncertain:
            return self.date
        return self.text(dates_in_words.year(point.year, self.language))

    def apa_source(self) -> tuple[str, ...]:
        """What it is taken from."""
        work = self.work
        if work.type == types.THESIS:
            return (self.text(work.repository),)
        if work.numbered:
            return (self.serial(slant_volume=True) + self.paged(self.parts.serial.pages),)
        if work.in_a_book:
            numbers = self.series(self.edition, self.volume, self.paged(self.parts.pages))
            return self.within + (f" ({numbers})" if numbers else ""), self.imprint
        if work.by_itself:
            return (self.text(work.repository),)
        papers = self.text(work.container)
        if papers and self.shelfmark:
            papers += f" ({self.shelfmark})"
        publisher = self.imprint if not papers or work.publisher and work.type in types.WHOLE else ""
        return self.series(papers, publisher), self.text(work.repository)

    def mla(self) -> str:
        work = self.work
        authors = "" if work.by_itself else self.authors
        title = self.title(work.type in types.WHOLE, ".", bracketed=False)
        helped = self.series(self.edited, self.translated)
        kept = self.text(work.repository), self.shelfmark
        if work.type == types.THESIS:
            school = self.series(self.imprint, self.form)
            return sentences(authors, title, self.date, self.series(school, *kept, self.address))
        pages = self.paged(self.parts.pages)
        if work.papers:
            papers = kept[0], self.text(work.papers), kept[1]
            rest = self.series(self.edition, self.volume, self.date, pages, *papers, self.address)
            return sentences(authors, title, _capital(helped), rest, self.form)
        if work.container and not work.in_a_book:
            rest = self.series(self.serial(), self.edition, self.imprint, self.date, pages, *kept, self.address)
            return sentences(authors, title, _capital(helped), rest, self.form)
        whole = self.within if work.in_a_book else helped
        facts = self.edition, self.volume, self.imprint, self.date, pages, *kept, self.address
        rest = self.series(whole, *facts)
        if rest and not work.in_a_book and (helped or self.edition or self.volume):
            rest = _capital(rest)
        return sentences(authors, title, _capital(helped) if work.in_a_book else "", rest, self.form)

    def chicago(self) -> str:
        work, mark = self.work, self.rules.comma.strip()
        authors = "" if work.by_itself else self.authors
        if work.type == types.EVENT:
            date = self.text(self.rules.modified.replace("{date}", self.day)) if self.day else ""
            site = self.series(self.text(work.container), self.text(work.publisher))
            return sentences(self.series(authors, self.title(False, mark), site, date, self.address))
        form = _within(self.form)
        kept = self.shelfmark, self.text(work.papers), self.text(work.repository)
        helped, pages = (self.edited, self.translated), self.paged(self.parts.serial.pages)
        if work.type == types.THESIS:
            facts = self.series(form, self.imprint, self.date)
            title = self.title(False) + (f" ({facts})" if facts else "")
            return sentences(self.series(authors, title, *kept, self.address))
        if work.type in types.WHOLE or work.in_a_book:
            title = self.title(True) if not work.in_a_book else self.series(self.title(False, mark), self.within)
            title = self.series(title, form, *helped, self.edition, self.volume)
            facts = self.series(self.imprint, self.date)
            title += f" ({facts})" if facts else ""
            pages = self.paged(self.parts.pages)
            within = "" if work.in_a_book else self.container
            return sentences(self.series(authors, title, pages, within, *kept, self.address))
        if work.type == types.JOURNAL and work.numbered:
            journal = self.serial() + (f" ({self.date})" if self.date else "") + pages
            rest: tuple[str, ...] = (*helped, journal, *kept, self.address)
        else:
            pages, imprint = self.paged(self.parts.pages), self.imprint
            paper = self.serial() if work.container and not work.papers else ""
            if (
                work.type in types.PERIODICAL and paper and not work.publisher and imprint
            ):  # one of several of that name
                paper, imprint = self.serial(of=f" ({imprint})"), ""
            rest = (*helped, form, paper, self.edition, imprint, self.date, pages, *kept, self.address)
        return sentences(self.series(authors, self.title(False, mark if any(rest) else "."), *rest))


def _within(form: str) -> str:
    """A kind of work in the middle of a sentence: `PhD dissertation` keeps its letters."""
    first = form.partition(" ")[0]
    return form if any(map(str.isupper, first[1:])) else form[:1].lower() + form[1:]


def _capital(phrase: str) -> str:
    """A phrase of ours at the beginning of a sentence; what begins with an element is none."""
    return phrase[:1].upper() + phrase[1:]
