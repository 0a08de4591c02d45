"""How long the preview takes from a saved event to the bytes of a page: `python3 benchmarks/preview.py DIR`.

Works on a copy of DIR's content in a folder of its own. Prints, for some kinds of page, the median of five saves
in milliseconds of our own work: reading what changed, and making the page. What the system takes to tell of a
change, and the browser to load the page, is not in it.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from timeline.authoring.preview import Preview
from timeline.build.inputs import Options


def main(source: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(source / "content", root / "content")
        events = sorted((root / "content/events").glob("*.yaml"))
        event, preview = events[len(events) // 2], Preview(Options(root))
        start = time.perf_counter()
        assert not preview.refresh(), "the content has faults"
        print(f"{len(events)} events, first reading {time.perf_counter() - start:.2f} s")
        for path in (f"en/events/{event.stem}.html", "ar/index.html", "en/events/index.html", "en/search/index.html"):
            preview.answer(path)
            read, made = [], []
            for n in range(5):
                event.write_text(f"{event.read_text('utf-8')}\n# {n}\n", "utf-8")
                times = [time.perf_counter()]
                for work in (preview.refresh, lambda path=path: preview.answer(path)):
                    work()
                    times.append(time.perf_counter())
                read.append(times[1] - times[0])
                made.append(times[2] - times[1])
            words = (1000 * statistics.median(figures) for figures in (read, made))
            print("{:60} read {:5.0f} ms, page {:6.0f} ms".format(path, *words))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
