"""What a site consists of, before the first page is worked out: from the folder to the table of pages.

read -> validate -> resolve -> (gate) -> table of pages
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from timeline import addresses, files
from timeline.build import assets, plan, release
from timeline.build.inputs import OUR_TEMPLATES, Options, engine_digest
from timeline.build.kept import Kept
from timeline.build.output import Output
from timeline.build.render import Templates
from timeline.digest import digest
from timeline.drawing import picture_sizes, png
from timeline.edition.contributions import Contributions, Whole
from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, Fault, Span, tell
from timeline.faults.near import budget
from timeline.pages import pictures, table
from timeline.records import (
    content,
    git_history,
    language_files,
    mentions,
    permalinks,
    picture_checks,
    resolve,
    schema,
    validate,
)
from timeline.records.languages import Language
from timeline.records.timeline import Timeline
from timeline.records.validate import Entry
from timeline.target import Files, Target

T = TypeVar("T")
_PASSES = 4  # at most, to find the drafts that can be shown


@dataclass(frozen=True)
class Site:
    """All that is known before the first page is worked out: what the site consists of."""

    timeline: Timeline
    templates: Templates
    targets: list[Target]
    package: Callable[[Files], Target]  # see `table.Table`, as for the next
    telling: Callable[[Files, int | None], list[Target]]
    scripts: dict[str, Callable[[], list[Target]]]  # the files that the script of a page loads, by the page's path
    contributed: Contributions
    kept: Kept
    key: Callable[[], str]  # the digest of all that it consists of

    @cached_property
    def last(self) -> set[str]:
        """The paths of what can be made only when all else is, but for the archive."""
        nothing = Files(lambda path: (), lambda path: 0)
        return {self.package(nothing).path, *(target.path for target in self.telling(nothing, None))}

    @property
    def folders(self) -> set[str]:
        """What the site's own folder holds, files and folders."""
        return {path.partition("/")[0] for path in (*(t.path for t in self.targets), *self.last, *addresses.LOADED)}


def survey(
    options: Options, faults: list[Diagnostic], output: Output | None = None, folder: content.Folder | None = None
) -> Site:
    """From the folder to the table of pages. Adds what it finds to `faults`; raises `Fault` where that stops it."""
    templates = Templates(options.root)
    folder = folder or gather(content.read(options.root), faults)
    timeline = load(templates, folder, faults)
    unread = folder.permalinks is None and any(fault.span.path == permalinks.PATH for fault in faults)
    if options.committed and timeline and not unread:
        faults += permalinks.unpromised(folder.permalinks, timeline)
    if options.release and timeline:
        faults += release.faults(timeline, options.address)
    if output:
        faults += output.open()
    if (
        options.cards
        and not png.installed()
        or options.pictures
        and not (png.installed() and picture_sizes.installed())
    ):
        message = tell("pictures are asked for, and `resvg-py` and `Pillow`, which make them, are not both installed")
        help = tell(
            "`python3 build.py --pictures` installs them where the network can be reached; so does "
            "`pip install resvg-py pillow`"
        )
        faults.append(Diagnostic("cannot-draw", message, Span("pyproject.toml"), help))
    timeline = sound(timeline, faults)
    timeline = replace(timeline, changed=git_history.changes(options.root))
    site = lay_out(options, timeline, templates, output.kept() if output else Kept(), faults)
    if output:
        faults += output.unlike(site.folders)
        gate(faults)
    return site


def lay_out(options: Options, timeline: Timeline, templates: Templates, kept: Kept, faults: list[Diagnostic]) -> Site:
    """The table of pages of a sound timeline, none of them worked out yet; `kept` is what events contributed before."""
    address = (options.address or timeline.site.address or "").rstrip("/")
    address = address and f"{address}/"
    # From here on the site's address is the one under which it is published.
    timeline = replace(timeline, site=timeline.site.model_copy(update={"address": address or None}))
    timeline = replace(timeline, media=pictures.shown(timeline))
    faults += () if picture_sizes.installed() else picture_checks.too_large(tuple(timeline.media.values()))
    fonts = digest(*(font.read_bytes() for font in templates.card_fonts)) if options.cards else ""
    keys = mentions.Keys(timeline, digest(engine_digest(), fonts))
    contributed = Contributions(timeline, table.contributions(timeline.languages), keys, kept)
    whole = Whole(timeline, contributed.editions, contributed)
    plain, packed = assets.assets(templates), table.packed(whole)
    media = tuple(pictures.targets(timeline.media, options.root))
    targets, package, telling = gather(table.table(whole, packed, plain, keys, address, fonts, media), faults)
    faults += templates.faults({target.template for target in targets} - {""})
    gate(faults)
    return Site(
        timeline=timeline,
        templates=templates,
        targets=targets,
        package=package,
        telling=telling,
        scripts=table.script_files(packed),
        contributed=contributed,
        kept=kept,
        key=keys.whole,
    )


def judge(site: Site, output: Output) -> plan.Judge:
    """Who tells the fate of a site's files in a folder."""
    return plan.Judge(output.manifest, engine_digest(), site.templates.recipe, output.lies_there)


@budget()
def load(templates: Templates, folder: content.Folder, faults: list[Diagnostic]) -> Timeline | None:
    """The timeline of a folder that was read; what could be made of it where there are faults."""
    faults += [files.linked(link) for link in templates.links]
    records = gather(validate.validate(folder), faults)
    spoken = gather(spoken_on(records.site, templates), faults)
    return gather(resolve.resolve(records, folder, spoken), faults)


def with_drafts(templates: Templates, folder: content.Folder, faults: list[Diagnostic]) -> Timeline | None:
    """The same with its drafts among the events, but for those with an error. What is wrong with a draft is a warning,
    since it keeps nothing from being published."""
    faults += folder.draft_faults
    shown, of_drafts = set(folder.drafts), dict[Diagnostic, None]()
    paths = {file.path: id for id, file in folder.drafts.items()}
    for left in range(_PASSES, -1, -1):
        found: list[Diagnostic] = []
        timeline = load(templates, folder.with_drafts(shown), found)
        wrong = {paths[fault.span.path] for fault in found if fault.severity == ERROR and fault.span.path in paths}
        wrong |= shown - timeline.events.keys() if timeline else set()
        of_drafts |= {replace(fault, severity=WARNING): None for fault in found if fault.span.path in paths}
        if not wrong:
            break
        shown = shown - wrong if left > 1 else set()  # a draft may be wrong only since it names one that is
    faults += (*of_drafts, *(fault for fault in found if fault.span.path not in paths))
    return timeline


def spoken_on(site: Entry[schema.Site] | None, templates: Templates) -> tuple[dict[str, Language], list[Diagnostic]]:
    """A site's record -> its languages by code, from the files of its templates, and what is wrong with them."""
    return language_files.load(site, language_sources(templates))


def language_sources(templates: Templates) -> language_files.Files:
    """The language files of a project's templates and ours, and which words its own templates use."""
    return language_files.Files(
        found=templates.files("languages", "*.yaml"),
        ours={path.name: path for path in sorted((OUR_TEMPLATES / "languages").glob("*.yaml"))},
        names=templates.files("languages/names", "*.yaml"),
        read=templates.data,
        used=templates.own_words(),
    )


def gather(outcome: tuple[T, list[Diagnostic]], faults: list[Diagnostic]) -> T:
    """A stage's value; its faults join the list."""
    value, found = outcome
    faults += found
    return value


def sound(timeline: Timeline | None, faults: Iterable[Diagnostic]) -> Timeline:
    """A timeline that has no error; raises `Fault` where it has one, or could not be made."""
    gate(faults)
    if timeline is None:
        raise Fault()
    return timeline


def gate(faults: Iterable[Diagnostic]) -> None:
    """Lets nothing pass that has an error. What was gathered is reported by whoever called."""
    if any(fault.severity == ERROR for fault in faults):
        raise Fault()
