"""Set up what the program needs, then run its demo or its checks and tests.

    python3 packaging/dev.py run  [arguments of the demo]
    python3 packaging/dev.py test [arguments of pytest]
    python3 packaging/dev.py mutate [--count N] [--seed N]    an hour: which changes no test would notice

Standard library only. Whatever is there already is left alone, so that a second call needs no network.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
# Written last: a .venv without it was left half made.
READY = VENV / "ready"
REQUIREMENTS = [ROOT / "packaging" / f"requirements{part}.txt" for part in ("", "-dev", "-build")]

# Shared library -> Debian package; what Qt needs without a screen, and for a window.
OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class SetupError(Exception):
    """What is wrong and what to do, in one sentence."""


def main(arguments: list[str]) -> int:
    """Exit status: 0 all well, 1 something failed, 2 wrong usage."""
    tasks = {"run": run, "test": test, "mutate": mutate}
    if not arguments or arguments[0] not in tasks:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if sys.version_info[:2] != PYTHON:
            return with_right_python(arguments)
        install_system_packages()
        make_environment()
        return tasks[arguments[0]](arguments[1:])
    except SetupError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def with_right_python(arguments: list[str]) -> int:
    """Start again with Python 3.11, for which the requirements are locked, if this machine has it."""
    wanted = ".".join(map(str, PYTHON))
    python = shutil.which(f"python{wanted}")
    if python is None:
        here = ".".join(map(str, sys.version_info[:2]))
        raise SetupError(f"this is Python {here}, but Python {wanted} is needed; please install it.")
    return subprocess.call([python, str(Path(__file__).resolve()), *arguments])


def has_display() -> bool:
    """Whether a window can be shown."""
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def missing_packages() -> list[str]:
    """Debian packages that this machine lacks."""
    if not sys.platform.startswith("linux"):
        return []
    has_venv = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
    missing = [] if has_venv else [f"python{PYTHON[0]}.{PYTHON[1]}-venv"]
    libraries = {**OFFSCREEN, **(WINDOW if has_display() else {})}
    return missing + [package for library, package in libraries.items() if not is_loadable(library)]


def is_loadable(library: str) -> bool:
    """Whether the system's loader finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system_packages() -> None:
    """Install by apt what is missing of the system; nothing is called when nothing is missing."""
    missing = missing_packages()
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise SetupError(f"please install what Debian calls {' '.join(missing)}, then start again.")
    if os.geteuid() != 0:
        command = f"sudo apt-get update && sudo apt-get install -y {' '.join(missing)}"
        raise SetupError(f"something of the system is missing; please run: {command}")
    say(f"installing {' '.join(missing)}")
    options = ["-qq", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=120"]
    # One unreachable source fails an update that is good enough: the install tells what is wrong.
    subprocess.call(["apt-get", "update", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    quiet("apt-get", "install", "-y", "--no-install-recommends", *options, *missing)


def make_environment() -> None:
    """Make .venv with exactly the locked requirements, unless it is there and whole."""
    stamp = fingerprint()
    if READY.is_file() and READY.read_text(encoding="utf-8") == stamp and starts():
        return
    say("making .venv with the locked requirements; this takes a minute or two")
    READY.unlink(missing_ok=True)
    # Not this process's Python, which may itself lie in the .venv that is remade.
    base = getattr(sys, "_base_executable", None) or sys.executable
    quiet(base, "-m", "venv", "--clear", str(VENV))
    lists = [option for path in REQUIREMENTS for option in ("-r", str(path))]
    pip("--require-hashes", "--no-deps", "--only-binary=:all:", *lists)
    pip("--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    READY.write_text(stamp, encoding="utf-8")


def fingerprint() -> str:
    """Changes when .venv has to be made anew: other requirements, or the project was moved."""
    parts = [path.read_bytes() for path in REQUIREMENTS]
    return hashlib.sha256(b"\0".join([*parts, str(ROOT).encode()])).hexdigest()


def starts() -> bool:
    """Whether the Python in .venv still runs, also after the system's Python was replaced."""
    try:
        return subprocess.call([program("python"), "-c", "import pytest, PySide6, hardship_desktop"]) == 0
    except OSError:
        return False


def program(name: str) -> str:
    """A program in .venv."""
    return str(BIN / (f"{name}.exe" if os.name == "nt" else name))


def pip(*arguments: str) -> None:
    """Install into .venv; where from is set up on this machine, not here."""
    quiet(program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments)


def quiet(*command: str) -> None:
    """Run a command whose output matters only if it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
    if done.returncode:
        sys.stderr.write(done.stdout.decode(errors="replace"))
        raise SetupError(f"this failed, the lines above say why: {' '.join(command)}")


def say(sentence: str) -> None:
    """Tell on the terminal what takes time."""
    print(f"dev.py: {sentence}", flush=True)


def call(command: list[str], **environment: str) -> int:
    """Run a command of .venv in the project's folder; return its exit status."""
    return subprocess.call(command, cwd=str(ROOT), env={**os.environ, "PYTHONUTF8": "1", **environment})


def run(arguments: list[str]) -> int:
    """The demo: in a window if there is a display, otherwise with a printed summary."""
    headless = [] if has_display() else ["--headless"]
    return call([program("python"), "-m", "hardship_desktop", "demo", *headless, *arguments])


def test(arguments: list[str]) -> int:
    """All checks, then all tests, whether or not a check failed."""
    python = program("python")
    checks = [
        [python, "-m", "ruff", "check"],
        [python, "-m", "ruff", "format", "--check"],
        [python, "-m", "mypy"],
        [program("lint-imports")],
    ]
    failed = [" ".join([Path(command[0]).name, *command[1:]]) for command in checks if call(command)]
    for command in failed:
        say(f"failed: {command}")
    tests = call([python, "-m", "pytest", "-n", "2", *arguments], QT_QPA_PLATFORM="offscreen")
    return 1 if failed or tests else 0


def mutate(arguments: list[str]) -> int:
    """Mutants of the program against its tests; what that needs is installed for it alone."""
    pip("--require-hashes", "--no-deps", "-r", str(ROOT / "packaging" / "requirements-mutation.txt"))
    return call([program("python"), str(ROOT / "packaging" / "mutate.py"), *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
