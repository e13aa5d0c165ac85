"""What the command `bench` of a checkout does."""

import os
import sys
from collections.abc import Sequence
from typing import Any

from hardship_desktop.domain.errors import UserError
from tests.benchmarks.groups import GROUPS
from tests.benchmarks.office import BenchOffice
from tests.benchmarks.row import Row, as_json, heading


def measure(names: Sequence[str], households: int) -> tuple[dict[str, Any], list[str]]:
    """The groups of these names, or all, as an object and as the lines of a table."""
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        raise UserError(f"没有名为“{unknown[0]}”的测速项目；可选：{'、'.join(GROUPS)}。", code="name")
    _let_modules_be_compiled()
    rows: list[Row] = []
    load = _load()
    with BenchOffice(households) as office:
        for name in names or GROUPS:
            rows += GROUPS[name](office)
    return (
        {"households": households, "load": load, "rows": [as_json(row) for row in rows]},
        [
            f"虚构 {households} 户；开始时本机负荷 {load}。时间以本机为准，要看的是倍数。",
            heading(),
            *(row.line() for row in rows),
        ],
    )


def _let_modules_be_compiled() -> None:
    """The processes that are measured begin with compiled modules, as an installed program does."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _load() -> str:
    """How busy the machine is: processes that want to run, and processors there are."""
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"
    return f"{busy}/{os.cpu_count()}"
