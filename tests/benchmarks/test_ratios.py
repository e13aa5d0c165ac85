"""Ratios against raw limits, held loosely: three times the target, since the machine has other work too."""

import json
import sys

import pytest

from hardship_desktop import cli
from tests.benchmarks.groups import GROUPS
from tests.benchmarks.office import BenchOffice
from tests.benchmarks.row import Row, as_json

LOOSELY = 3
COMPARED = ("save", "sealed", "workbook-out", "forms")
"""Groups whose ratios hold in small already; the others have a fixed cost that only many rows outweigh."""


@pytest.mark.parametrize("group", COMPARED)
def test_a_ratio_stays_within_thrice_its_target(office: BenchOffice, group: str) -> None:
    rows = list(GROUPS[group](office))
    assert rows
    for row in rows:
        if row.times is not None and row.ratio is not None:
            assert row.ratio <= LOOSELY * row.times, as_json(row)


def test_a_bundle_is_small_and_both_ways_keep_memory_low(office: BenchOffice) -> None:
    rows = {row.what.strip("　"): row for row in GROUPS["bundle"](office)}
    assert rows["交换包大小，每条记录"].ours <= 80
    assert rows["导出多用的内存"].ours <= 100
    assert rows["导入多用的内存"].ours <= 300


@pytest.mark.parametrize("group", ["search", "open", "list", "frames", "bulk"])
def test_every_row_of_a_group_is_measured(office: BenchOffice, group: str) -> None:
    rows = list(GROUPS[group](office))
    assert {row.name for row in rows} == {group}
    assert all(row.ours > 0 for row in rows)


def test_a_row_says_whether_it_meets_its_target() -> None:
    assert Row("x", "x", 30, limit=10, times=3).ok
    assert not Row("x", "x", 31, limit=10, times=3).ok
    assert not Row("x", "x", 30, limit=10, times=3, most=20).ok
    assert Row("x", "x", 20, most=20).target == "≤ 20 ms"
    assert Row("x", "x", 20).ok


def test_the_command_prints_one_object(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    state = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    assert cli.run(["--json", "bench", "save", "--households", "20"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["households"] == 20
    (row,) = shown["rows"]
    assert row["ratio"] == pytest.approx(row["ours"] / row["limit"], rel=0.01)
    assert not list(state.rglob("witness-*")), "nothing of the measured office is left"


def test_an_installed_program_says_where_the_bench_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tests.benchmarks.measure", None)
    assert cli.run(["bench", "save"]) == 1
    assert capsys.readouterr().err == "安装的程序不带测速；请在源代码目录里运行 bench。\n"


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["bench", "nonsense"]) == 1
    assert "nonsense" in capsys.readouterr().err
