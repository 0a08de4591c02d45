#!/usr/bin/env python3
"""Makes the site. All that is needed is Python 3.11 or newer: the rest is set up on the first run.

Where the packages of pyproject.toml can be imported, this file just hands over to `timeline.cli`.
Otherwise it makes `.venv` beside itself once, and again only when the packages asked for change.
It keeps to syntax that an older Python can read, so that it can say what is wrong.
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
STAMP = os.path.join(VENV, "set-up-for")
COMPILED = os.path.join(VENV, "compiled")
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")


def main():
    if sys.version_info < (3, 11):
        stop("This needs Python 3.11 or newer, and this is Python %d.%d." % sys.version_info[:2],
             "Install a newer one and run it by its name, for example: python3.12 build.py")
    sys.path.insert(0, HERE)
    groups = ("run",)
    if "test" in sys.argv[1:2] and os.path.isdir(os.path.join(HERE, "tests")):  # which a copy has not
        groups += ("test",)
    elif "--pictures" in sys.argv:
        groups += ("pictures",)
    in_venv = os.path.realpath(sys.prefix) == os.path.realpath(VENV)
    for link in written_through(in_venv):
        stop("%s is a link: what is written there would land elsewhere." % link,
             "Remove it. Where git keeps it (`git ls-files -s .venv` shows links as mode 120000), ask who put it there.")
    if in_venv:
        # Compiled modules stay out of the tree, and are kept whatever the environment says: without
        # them every run would compile the engine anew.
        sys.pycache_prefix, sys.dont_write_bytecode = COMPILED, False
    wanted = "" if in_venv else fingerprint(groups)
    ready = not in_venv and wanted in stamps()
    if in_venv or not ready and not missing(groups):
        import gc

        gc.disable()  # a command lives for seconds, and makes next to no circles: a tenth of the time
        from timeline.cli import main as run
        sys.exit(run())
    if not ready:
        set_up(groups, wanted)
    command = [PYTHON, os.path.join(HERE, "build.py")] + sys.argv[1:]
    if os.name == "nt":  # there, exec would give the prompt back before the build is done
        sys.exit(subprocess.call(command))
    os.execv(PYTHON, command)


def links(folder):
    """The links in a folder, at any depth, or the folder itself where it is one; none is followed."""
    if os.path.islink(folder):
        return [folder]
    found, waiting = [], [folder]
    while waiting:
        place = waiting.pop()
        for path in [os.path.join(place, name) for name in sorted(os.listdir(place))] if os.path.isdir(place) else []:
            if os.path.islink(path):
                found.append(path)
            elif os.path.isdir(path):
                waiting.append(path)
    return found


def written_through(in_venv):
    """The links among what a run writes, which a project may hold that came from anybody."""
    places = (VENV, STAMP, os.path.join(HERE, "timeline", "__pycache__"))
    return [place for place in places if os.path.islink(place)] or (links(COMPILED) if in_venv else [])


def own(link):
    """Whether a link is one that making .venv lays itself: to the Python that it stands for, and `lib64`.
    Python 3.14 lays one more beside `python`, with a Greek letter in its name."""
    folder, name = os.path.split(os.path.relpath(link, VENV))
    return folder == "bin" and name.rstrip("0123456789.") in ("python", "𝜋thon") or (folder, name) == ("", "lib64") and os.readlink(link) == "lib"


def requirements(groups):
    """The requirements of pyproject.toml, as its text has them."""
    import tomllib

    with open(os.path.join(HERE, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)["project"]
    return project["dependencies"] + [r for group in groups[1:] for r in project["optional-dependencies"][group]]


def pinned(groups):
    """What constraints.txt has for these groups: every package with its version and the digests of its files."""
    import re

    with open(os.path.join(HERE, "constraints.txt"), encoding="utf-8") as file:
        parts = re.split(r"^# (run|pictures|test)$", file.read(), flags=re.MULTILINE)
    return "".join(text for group, text in zip(parts[1::2], parts[2::2]) if group in groups or "test" in groups)


def missing(groups):
    """The requirements that this very interpreter does not meet."""
    from importlib.metadata import PackageNotFoundError, version

    def numbers(text):
        return [int("".join(c for c in part if c.isdigit()) or 0) for part in text.split(".")[:3]]

    lacking = []
    for requirement in requirements(groups):
        name, _, least = requirement.partition(">=")
        try:
            if numbers(version(name)) < numbers(least):
                lacking.append(requirement)
        except PackageNotFoundError:
            lacking.append(requirement)
    return lacking


def fingerprint(groups):
    """What .venv must have been set up for to serve: this Python, this place, these packages."""
    import hashlib

    total = hashlib.sha256(repr((sys.version, HERE, groups)).encode("utf-8", "surrogateescape"))
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(HERE, name), "rb") as file:
            total.update(file.read())
    return total.hexdigest()


def stamps():
    """The fingerprints that .venv has been set up for; none where it does not work."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            return file.read().split() if os.path.exists(PYTHON) else []
    except OSError:
        return []


def set_up(groups, wanted):
    """Makes or completes .venv, with uv where there is one, else with venv and pip."""
    from shutil import rmtree, which

    print("Setting up .venv (once; it takes a minute and needs the network) ...", file=sys.stderr, flush=True)
    uv = which("uv")
    clean = dict((k, v) for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"))
    pins = pinned(groups)
    named = pins.lower().replace("_", "-")
    unknown = [r for r in requirements(groups) if "\n%s==" % r.partition(">=")[0].lower() not in named]
    if unknown:
        stop("constraints.txt has no version of: %s." % ", ".join(unknown),
             "Add one to its part, then run `python3 -m tests.pins`, which writes the digests of its files.")
    # It works only as an environment of its own: a `bin/python` alone would have packages installed into the system's.
    asked = "import os, sys; sys.exit(sys.version_info < (3, 11) or os.path.realpath(sys.prefix) != os.path.realpath(sys.argv[1]))"
    working = os.path.exists(PYTHON) and all(own(link) for link in links(VENV)) and subprocess.call([PYTHON, "-c", asked, VENV], stderr=subprocess.DEVNULL) == 0
    if not working:
        rmtree(VENV, ignore_errors=True)
        if os.path.lexists(VENV):
            stop("The folder .venv does not work and could not be removed.", "Look at its permissions, or remove it yourself.")
        made = subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, VENV] if uv else [sys.executable, "-m", "venv", VENV],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=clean)
        if made.returncode:
            rmtree(VENV, ignore_errors=True)
            said = made.stdout.decode("utf-8", "replace").strip()
            if "ensurepip" in said:
                stop("Python's venv module is incomplete on this machine.",
                     "On Debian and Ubuntu: apt install python3-venv. Then run this again. (uv, where installed, does without it.)")
            stop("The folder .venv could not be made:\n" + said, "Look at the folder's permissions and the free space.")
    # One that nobody else can write to is asked for, and no link in its place is followed.
    wanted_file = os.path.join(VENV, "to-install.txt")
    if os.path.lexists(wanted_file):
        os.remove(wanted_file)
    with open(wanted_file, "x", encoding="utf-8") as file:
        file.write(pins)
    packages = ["--require-hashes", "-r", wanted_file]
    # What pip compiles would not be read: `main` keeps what is compiled in a place of its own.
    if uv:
        install = [uv, "pip", "install", "--quiet", "--python", PYTHON] + packages
    else:
        if subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            subprocess.call([PYTHON, "-m", "ensurepip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        install = [PYTHON, "-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check"] + packages
    done = subprocess.run(install, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=clean)
    if done.returncode:
        stop(done.stdout.decode("utf-8", "replace").strip() + "\n\nThe packages could not be installed; the lines above say why.",
             "Most often the network is away. Run this again when it is back: what is done is kept.")
    known = stamps() if working else []
    if os.path.lexists(STAMP):
        os.remove(STAMP)
    with open(STAMP, "x", encoding="utf-8") as file:  # made anew or not at all, and so through no link
        file.write("\n".join(known + [wanted]) + "\n")


def stop(what, help):
    sys.stderr.write("%s\n%s\n" % (what, help))
    sys.exit(2)


if __name__ == "__main__":
    main()
