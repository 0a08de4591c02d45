"""Each event worked out once: its own pages, in every language, and what it contributes to what is made of them all.

Which events need that is known by their keys. It is the most of a build, and no event needs another for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline.build import plan
from timeline.build.inputs import engine_digest
from timeline.build.output import Output, Staging
from timeline.faults.diagnostic import Diagnostic, Fault
from timeline.target import Target

if TYPE_CHECKING:
    from timeline.build.pipeline import Site


def work(site: Site, output: Output, staged: Staging, faults: list[Diagnostic]) -> None:
    """Stages the pages of events that are to be made, and sees that all contributions are there."""
    for id, targets in due(site, output).items():
        for target in targets:
            try:
                staged.add(target.path, site.templates.render(target))
            except Fault as fault:
                faults += fault.diagnostics
                if len(faults) > 50:  # the same fault on ten thousand pages tells no more than on fifty
                    return
        site.contributed.complete(id)


def due(site: Site, output: Output) -> Mapping[str, list[Target]]:
    """The events that are to be worked out, in order of time, with those of their pages that are to be made."""
    targets = [target for target in site.targets if target.event]
    steps = plan.steps(targets, output.manifest, engine_digest(), site.templates.recipe, output.lies_there)
    found: dict[str, list[Target]] = {id: [] for id in site.contributed.keys}
    for step in steps:
        if step.reasons:
            found[step.target.event].append(step.target)
    return {id: made for id, made in found.items() if made or not site.contributed.has(id)}
