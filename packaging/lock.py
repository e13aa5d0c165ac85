"""Make requirements*.txt from requirements*.in: every dependency, exact, with the hashes of its wheels.

    python packaging/lock.py

Run it on Linux with Python 3.11. pip resolves each list once, then names the wheel that it would take
on each platform below; the hashes come from the package index that this machine's pip is set up with,
and no address of it is written down.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Later lists agree with the versions of earlier ones.
LISTS = ("requirements", "requirements-dev", "requirements-build", "requirements-mutation")


def _manylinux(machine: str, newest_glibc: int) -> list[str]:
    """Tags of the wheels that run with glibc 2.`newest_glibc`, the best first."""
    modern = [f"manylinux_2_{minor}_{machine}" for minor in range(newest_glibc, 4, -1)]
    return [*modern, *(f"manylinux{name}_{machine}" for name in ("2014", "2010", "1"))]


# The oldest systems that offices have, and those that tests run on.
PLATFORMS = {
    "Windows x86-64": ["win_amd64"],
    "Linux x86-64, glibc 2.28": _manylinux("x86_64", 28),
    "Linux x86-64, glibc 2.36": _manylinux("x86_64", 36),
    "Linux aarch64, glibc 2.31": _manylinux("aarch64", 31),
    "Linux aarch64, glibc 2.36": _manylinux("aarch64", 36),
}


def main() -> int:
    """Write the locked lists."""
    known: dict[str, str] = {}
    for name in LISTS:
        source = HERE / f"{name}.in"
        markers = _markers(source)
        resolved = _resolve(source, known)
        known.update(resolved)
        pins = sorted(f"{key}=={version}" for key, version in resolved.items()) + sorted(markers)
        hashes, missing = _hashes(pins)
        (HERE / f"{name}.txt").write_text(_text(name, pins, markers, hashes, missing), encoding="utf-8")
        print(
            f"{name}.txt: {len(pins)} packages, {sum(map(len, hashes.values()))} wheels", *missing, sep="\n  "
        )
    return 0


def _markers(source: Path) -> dict[str, str]:
    """Lines of `source` for another platform than this: pin -> marker."""
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    parts = [line.split(";") for line in lines if ";" in line]
    return {pin.strip(): marker.strip() for pin, marker in parts}


def _resolve(source: Path, known: dict[str, str]) -> dict[str, str]:
    """All packages that `source` needs on this machine, name -> version."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
        constraints.writelines(f"{name}=={version}\n" for name, version in known.items())
        constraints.flush()
        report = _pip_report("-r", str(source), "-c", constraints.name)
    return {_name(item): str(item["metadata"]["version"]) for item in report}


def _hashes(pins: list[str]) -> tuple[dict[str, set[str]], list[str]]:
    """The sha256 of each package's wheels (by name), and, in words, which wheel does not exist."""
    hashes: dict[str, set[str]] = {}
    missing = []
    for platform, tags in PLATFORMS.items():
        found = _wheels(pins, tags)
        missing += [f"{pin}: no wheel for {platform}" for pin in pins if pin.split("==")[0] not in found]
        for name, digest in found.items():
            hashes.setdefault(name, set()).add(digest)
    return hashes, missing


def _wheels(pins: list[str], tags: list[str]) -> dict[str, str]:
    """name -> sha256 of the wheel that pip takes on a platform with these tags."""
    target = [option for tag in tags for option in ("--platform", tag)]
    target += ["--python-version", "3.11", "--implementation", "cp"]
    target += ["--abi", "cp311", "--abi", "abi3", "--abi", "none", "--target", tempfile.gettempdir()]
    try:
        report = _pip_report("--no-deps", *target, *pins)
    except subprocess.CalledProcessError:
        if len(pins) == 1:
            return {}
        # One package without a wheel fails the whole call: find it by halves.
        middle = len(pins) // 2
        return _wheels(pins[:middle], tags) | _wheels(pins[middle:], tags)
    return {_name(item): str(item["download_info"]["archive_info"]["hashes"]["sha256"]) for item in report}


def _pip_report(*arguments: str) -> list[dict[str, Any]]:
    """What `pip install` would install, without installing it."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
    command += ["--only-binary=:all:", "--report", "-", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    items: list[dict[str, Any]] = json.loads(done.stdout)["install"]
    return items


def _name(item: dict[str, Any]) -> str:
    return str(item["metadata"]["name"]).lower().replace("_", "-").replace(".", "-")


def _text(
    name: str, pins: list[str], markers: dict[str, str], hashes: dict[str, set[str]], missing: list[str]
) -> str:
    lines = [f"# Made by packaging/lock.py from {name}.in; do not edit.", "# Python 3.11, wheels for:"]
    lines += [f"#   {platform}" for platform in PLATFORMS]
    lines += [f"# {sentence}" for sentence in missing]
    for pin in sorted(pins):
        marker = f" ; {markers[pin]}" if pin in markers else ""
        digests = sorted(hashes.get(pin.split("==")[0], ()))
        lines.append(" \\\n    ".join([pin + marker, *(f"--hash=sha256:{digest}" for digest in digests)]))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
