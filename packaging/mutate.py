"""Change the program in many small ways, one at a time, and see whether a test notices.

    python3 packaging/dev.py mutate [--count 1000] [--seed 1]

mutmut makes the mutants, knows by coverage which tests can notice each, and runs those; this chooses
so many of all by a seed and writes down the survivors with what was changed. It works on a copy in
`mutants/`. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "mutants"
REPORT = ROOT / "build" / "mutants.txt"
FIRST = "hardship_desktop.domain.amounts.*"
SURVIVED = {0: "survived", 5: "without a test", 33: "without a test", 34: "skipped"}
"""A worker's exit status when no test noticed; any other is a failed, hung or crashed test."""


def main(arguments: list[str]) -> int:
    """Exit status 0 when the run was made, whatever it found; the last line tells the share killed."""
    parser = argparse.ArgumentParser(prog="dev.py mutate")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args(arguments)
    # The first call makes all mutants and learns which test reaches which function.
    if not _statuses():
        _mutmut("run", FIRST)
    names = sorted(_statuses())
    chosen = random.Random(told.seed).sample(names, min(told.count, len(names)))
    _mutmut("run", *chosen)
    _report(chosen, told.seed, len(names))
    return 0


def _mutmut(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "mutmut", *arguments], cwd=ROOT, check=False)


def _statuses() -> dict[str, int | None]:
    """The exit status of every mutant by name; None: not run."""
    found: dict[str, int | None] = {}
    for path in COPY.rglob("*.py.meta"):
        found.update(json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"])
    return found


def _report(chosen: Iterable[str], seed: int, of: int) -> None:
    statuses = _statuses()
    run = {name: code for name in chosen if (code := statuses[name]) is not None}
    survivors = sorted(name for name, code in run.items() if code in SURVIVED)
    killed = len(run) - len(survivors)
    lines = [f"# seed {seed}: {killed} of {len(run)} killed, of {of} mutants in all"]
    for name in survivors:
        shown = subprocess.run(
            [sys.executable, "-m", "mutmut", "show", name], cwd=ROOT, check=False, stdout=subprocess.PIPE
        )
        lines.append(shown.stdout.decode("utf-8", "replace"))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n".join(lines), encoding="utf-8")
    print(f"{killed} of {len(run)} killed ({killed / max(1, len(run)):.1%}); survivors: {REPORT}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
