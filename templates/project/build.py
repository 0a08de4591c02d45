#!/usr/bin/env python3
"""Makes the site: hands over to the engine, a copy of which lies in engine/. Needs Python 3.11 or newer."""

import os
import runpy

if __name__ == "__main__":  # else a process that helps with a build is beginning, and needs no second one
    runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), "engine", "build.py"), run_name="__main__")
