"""Whatever is thrown at the reader, the answer is households or one Chinese sentence."""

import random
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hardship_desktop.documents.sheets.extracted import Extracted
from hardship_desktop.documents.sheets.grid import Cell, Sheet, read_file
from hardship_desktop.documents.sheets.sheet import Block
from hardship_desktop.domain.errors import UserError

Take = Callable[[list[Sheet]], Extracted]
RELAXED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
STARTS = (
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "姓名,".encode("gb18030"),
)
WORDS = (
    *("姓名", "户主姓名", "与户主关系", "身份证号", "成员1姓名", "成员2姓名", "配偶姓名", "序号", "档案编号"),
    *("出生日期", "月收入（万元）", "联系电话", "合计", "户主", "妻", "王建国", "李秀英", "", "是否单亲"),
    *("家庭人口", "制表人：", "家庭住址", "备注"),
)
CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.just(""),
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def answer(content: bytes, name: str, take: Take) -> Extracted | UserError:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            return take(read_file(path))
        except UserError as error:
            refusal = error
    assert refusal.code
    assert refusal.message.endswith("。")
    return refusal


@RELAXED
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=3000))
def test_any_bytes_get_an_answer(take: Take, start: bytes, rest: bytes) -> None:
    assert answer(start + rest, "x.xlsx", take)


@RELAXED
@given(text=st.text(max_size=2000), encoding=st.sampled_from(("utf-8", "utf-16", "gb18030")))
@example(text='姓名,"', encoding="utf-8")
@example(text="姓名\t身份证号\n王建国", encoding="utf-16")
def test_any_text_gets_an_answer(take: Take, text: str, encoding: str) -> None:
    assert answer(text.encode(encoding, "ignore"), "x.csv", take)


@pytest.mark.parametrize(
    "name", ["member_rows.xlsx", "two_sheets.xlsx", "member_rows.xls", "member_rows.ods"]
)
def test_truncated_and_corrupted_workbooks_get_an_answer(workbooks: Path, take: Take, name: str) -> None:
    whole = (workbooks / name).read_bytes()
    chance = random.Random(name)
    for _ in range(25):
        damaged = bytearray(whole[: chance.randrange(1, len(whole))] if chance.random() < 0.5 else whole)
        for _ in range(chance.randrange(30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        assert answer(bytes(damaged), name, take)


@RELAXED
@given(
    header=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
    rows=st.lists(st.lists(CELLS, max_size=8), max_size=8),
    blocks=st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=3),
)
@example(
    header=["姓名", "身份证号"],
    rows=[[float("nan"), float("inf")], [time(1), datetime(1900, 1, 1)]],
    blocks=[],
)
@example(
    header=["姓名"],
    rows=[["王建国", "李秀英", "王小雨"]],
    blocks=[(1, 2, 1, 0)],  # ends before it begins
)
@example(
    header=["姓名", "出生日期"], rows=[["王建国", date(1, 1, 1)], ["李秀英", 1e300]], blocks=[(0, 0, 9, 9)]
)
def test_any_grid_gets_an_answer(
    take: Take, header: list[str], rows: list[list[Cell]], blocks: list[tuple[int, int, int, int]]
) -> None:
    sheet = Sheet("x.xlsx", "S", [list(header), *rows], merged=[Block(*block) for block in blocks])
    extracted = take([sheet])
    for household in [*extracted.households, *extracted.rejected]:
        assert household.cells.keys() == household.values.keys()
