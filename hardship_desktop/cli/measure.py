"""bench: how near the program comes to the raw limits of the libraries under it; a checkout has it."""

import argparse
from importlib import import_module
from typing import Any

from hardship_desktop.cli.answer import Answer
from hardship_desktop.cli.session import Session
from hardship_desktop.domain.errors import UserError

USUAL, FULL = 2000, 100_000


def add_commands(commands: Any) -> None:
    """Declare the command of this file."""
    bench = commands.add_parser("bench", help="测速：与各部件的极限相比（只在源代码目录里）")
    bench.add_argument("names", nargs="*", metavar="NAME", help="只测这些，例如 window、save")
    bench.add_argument("--households", type=int, default=USUAL, metavar="N", help=f"虚构多少户，默认 {USUAL}")
    bench.add_argument("--full", action="store_true", help=f"按 {FULL} 户测，时间很长")
    bench.set_defaults(run=_bench)


def _bench(_session: Session, options: argparse.Namespace) -> Answer:
    households = FULL if options.full else options.households
    if households < 1:
        raise UserError("--households 应为正整数。", code="range")
    try:
        measure = import_module("tests.benchmarks.measure").measure
    except ImportError:
        raise UserError("安装的程序不带测速；请在源代码目录里运行 bench。", code="no_bench") from None
    data, lines = measure(options.names, households)
    return Answer(data, lines)
