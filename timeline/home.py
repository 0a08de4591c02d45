"""Where the engine lies, and whose project it serves when none is named.

It lies in its own repository, beside the timeline that it was made for, or as a copy in the folder engine/ of somebody
else's. A copy is known by the file that says what it is a copy of; its project is the folder above it.
"""

from pathlib import Path

ENGINE = Path(__file__).resolve().parent.parent
VERSION = "version.txt"  # only a copy has it
PROJECT = ENGINE.parent if (ENGINE / VERSION).is_file() else ENGINE
