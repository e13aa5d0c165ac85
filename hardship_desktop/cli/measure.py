"""bench: how near the program comes to the raw limits of the libraries under it."""

import argparse
import os
from typing import Any

from hardship_desktop.cli.answer import Answer
from hardship_desktop.cli.bench import GROUPS
from hardship_desktop.cli.bench.office import BenchOffice
from hardship_desktop.cli.bench.row import Row, as_json, heading
from hardship_desktop.cli.session import Session
from hardship_desktop.domain.errors import UserError

USUAL, FULL = 2000, 100_000


def add_commands(commands: Any) -> None:
    """Declare the command of this file."""
    bench = commands.add_parser("bench", help="测速：与各部件的极限相比")
    bench.add_argument("names", nargs="*", metavar="NAME", help=f"只测这些：{'、'.join(GROUPS)}")
    bench.add_argument("--households", type=int, default=USUAL, metavar="N", help=f"虚构多少户，默认 {USUAL}")
    bench.add_argument("--full", action="store_true", help=f"按 {FULL} 户测，时间很长")
    bench.set_defaults(run=_bench)


def _bench(_session: Session, options: argparse.Namespace) -> Answer:
    unknown = [name for name in options.names if name not in GROUPS]
    if unknown:
        raise UserError(f"没有名为“{unknown[0]}”的测速项目；可选：{'、'.join(GROUPS)}。", code="name")
    households = FULL if options.full else options.households
    if households < 1:
        raise UserError("--households 应为正整数。", code="range")
    rows: list[Row] = []
    load = _load()
    with BenchOffice(households) as office:
        for name in options.names or GROUPS:
            rows += GROUPS[name](office)
    return Answer(
        {"households": households, "load": load, "rows": [as_json(row) for row in rows]},
        [
            f"虚构 {households} 户；开始时本机负荷 {load}。时间以本机为准，要看的是倍数。",
            heading(),
            *(row.line() for row in rows),
        ],
    )


def _load() -> str:
    """How busy the machine is: processes that want to run, and processors there are."""
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"
    return f"{busy}/{os.cpu_count()}"
