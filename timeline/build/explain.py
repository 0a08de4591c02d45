"""Why a page would be made anew or kept, and the files that it comes from, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from timeline import addresses, files
from timeline.build import pipeline, survey
from timeline.build.inputs import Options
from timeline.build.staging import Staging
from timeline.edition.lazy_values import Keyed
from timeline.faults.diagnostic import Diagnostic, Fault, Span, in_order, joined, tell
from timeline.faults.near import near
from timeline.records.timeline import Timeline
from timeline.target import Target


def explain(options: Options, path: str) -> tuple[list[str], list[Diagnostic]]:
    """Why a page would be made anew or kept, and the files it comes from, as lines for people."""
    faults: list[Diagnostic] = []
    try:
        output = options.output()
        site = survey.survey(options, faults, output)
        targets = {target.path: target for target in site.targets}
        if path in {addresses.ARCHIVE, *site.last}:  # what these come from is known when all else is made
            with files.elsewhere() as tree, Staging(tree, str(tree.folder)) as staged:
                planned = pipeline.make(options, site, output, staged, faults)
                steps = pipeline.enclose(site, output, planned, staged, faults).steps
        else:
            loaded = (target for make in site.scripts.values() for target in make()) if path not in targets else ()
            targets |= {target.path: target for target in loaded}
            steps = tuple(survey.judge(site, output).steps([targets[path]] if path in targets else ()))
    except Fault as fault:
        return [], in_order((*faults, *fault.diagnostics))
    step = next((step for step in steps if step.target.path == path), None)
    if step is None:
        if path in output.manifest.files:
            return [tell("{path} would be removed: nothing makes it any more", path=path)], []
        return [], [
            Diagnostic(
                "unknown-page",
                tell("the site has no page `{path}`", path=path),
                Span(path),
                near(path, targets) or tell("paths look like `en/events/ID.html`"),
            )
        ]
    templates = site.templates
    lines: list[str] = [tell("{path} would be kept: nothing it comes from has changed", path=path)]
    if step.reasons:
        reasons = joined("{first}; {second}", step.reasons)
        lines = [tell("{path} would be made: {reasons}", path=path, reasons=reasons)]
    if step.target.page and step.target.frame:
        language = templates.files("languages", "*.yaml")[f"{step.target.frame.lang}.yaml"]
        lines += [tell("  from {file}", file=file) for file in comes_from(site.timeline, step.target)]
        lines += [tell("  by   {file}", file=used) for used in templates.paths(step.target.template)]
        lines += [tell("  in   {file}", file=templates.shown(language))]
    return lines, []


def comes_from(timeline: Timeline, target: Target) -> list[str]:
    """The content files that a page comes from: for people, never for deciding what to make. Besides its own they are
    those of every record that it names, since it names each by its address."""
    found = {"content/site.yaml", *target.files}
    subject = target.page.subject if target.page else None
    for kind, id in {named for text in _strings(subject) for named in addresses.named(text)}:
        if entry := timeline.kinds.get(kind, {}).get(timeline.aliases.get((kind, id), id)):
            found.add(entry.file.path)
    return sorted(found)


def _strings(view: object) -> Iterator[str]:
    """Every string in a view."""
    if isinstance(view, str):
        yield view
    elif isinstance(view, tuple | Keyed):
        yield from (text for part in view for text in _strings(part))
