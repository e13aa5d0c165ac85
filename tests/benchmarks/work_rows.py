"""What a clerk feels all day: finding, opening, listing, saving."""

from collections.abc import Iterator
from functools import partial
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID

from hardship_desktop.domain.lists import Chosen
from hardship_desktop.services.history import History
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.searching import Searching
from hardship_desktop.store.engine import open_engine
from hardship_desktop.store.local import LINE_SORTS
from tests.benchmarks.office import SEED, BenchOffice
from tests.benchmarks.row import Row, slow_end, usual

_SEARCHES, _OPENED, _SAVED, _PAGE = 40, 100, 30, 200
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
ORDERED = ("head_name", *(name for name in LINE_SORTS if name != "head_reading"))
"""The orders of the list that come from an index."""


def search_rows(office: BenchOffice) -> Iterator[Row]:
    """The search box, by each of the things that clerks type."""
    searching, households = Searching(office.county), Households(office.county)
    random = Random(SEED)
    files = [households.open(key) for key in random.choices(office.keys, k=_SEARCHES)]
    heads = [file.head for file in files]
    typed: dict[str, list[str]] = {
        "姓名的一部分": [head["name"][:2] for head in heads],
        "单个姓": list(_SURNAMES),
        "全拼": ["zhangwei", "wangfang", "lina", "liuyang", "chenjing", "zhaomin", "yangli", "zhouhua"],
        "首字母": ["zw", "wf", "ln", "ly", "cj", "zm", "yl", "zh", "wxm", "lgq"],
        "姓的全拼加首字母": ["wangxm", "ligq", "liujh", "zhangzf", "chenyl", "yangl", "zhaosh", "wangay"],
        "证件号码的一段": [head["id_no"][6:14] for head in heads] + [head["id_no"][-4:] for head in heads],
        "电话": [head["phone"][:7] for head in heads if head.get("phone")],
        "地址": [file.values["address"][:6] for file in files],
    }
    for what, texts in typed.items():
        times = slow_end(partial(searching.find, text) for text in texts)
        yield Row("search", f"搜索：{what}（95% 在此之内）", times, most=30)


def open_rows(office: BenchOffice) -> Iterator[Row]:
    """A household with all that its page shows; then its history."""
    keys = Random(SEED).choices(office.keys, k=_OPENED)
    households, history = Households(office.county), History(office.county)
    for what, read in (("打开一户", households.open), ("一户的修改历史", history.of_household)):
        times = slow_end(partial(read, key) for key in keys)
        yield Row("open", f"{what}（95% 在此之内）", times, most=50)


def list_rows(office: BenchOffice) -> Iterator[Row]:
    """The whole list in the slowest of its orders, with a filter, and one page of its lines."""
    lists = HouseholdList(office.county)
    filed = Chosen({"status": ("active", "approved", "monitoring")})
    for what, chosen in (("全部", Chosen()), ("在档", filed)):
        slowest = max(usual(partial(lists.keys, chosen, (sort, False)), 3) for sort in ORDERED)
        yield Row("list", f"列表排序，最慢的一列（{what}）", slowest, most=150)
    page = office.keys[:_PAGE]
    yield Row("list", f"列表滚动到新的一页（{_PAGE} 行）", usual(partial(lists.lines, page), 15))
    totals = partial(lists.totals, filed)
    yield Row("list", "列表合计（户数、人数）", usual(totals))


def save_rows(office: BenchOffice) -> Iterator[Row]:
    """Saving one household, against the same rows written by themselves to a copy of the file."""
    households, bare = Households(office.county), BareSave(office)
    ours, limit = [], []
    for number, (_, row) in enumerate(Random(SEED).choices(office.keys, k=_SAVED)):
        start = perf_counter()
        households.save(row, {"remark": f"测速第 {number} 次"})
        ours.append(perf_counter() - start)
        limit.append(bare.save(row))
    bare.close()
    yield Row("save", "保存一户", 1000 * median(ours), limit=1000 * median(limit), times=3, most=20)


class BareSave:
    """Writes what a save has just written once more, into a copy, in one bare transaction."""

    def __init__(self, office: BenchOffice) -> None:
        self._county = office.county
        self._engine = open_engine(office.copy, office.county.opened.keys.database)
        self._connection = self._engine.raw_connection()

    def save(self, household: UUID) -> float:
        """The seconds that it took."""
        with self._county.read() as reader:
            statements = list(_written(reader.cursor, household.bytes))
        cursor = self._connection.cursor()
        start = perf_counter()
        cursor.execute("BEGIN IMMEDIATE")
        for sql, row in statements:
            cursor.execute(sql, row)
        cursor.execute("COMMIT")
        return perf_counter() - start

    def close(self) -> None:
        """Let go of the copy."""
        self._connection.close()
        self._engine.dispose()


def _written(cursor: Any, household: bytes) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The statements that leave the same rows behind as the last save of a household's remark."""
    (remark,) = cursor.execute("SELECT remark FROM household WHERE id = ?", (household,)).fetchone()
    yield "UPDATE household SET remark = ? WHERE id = ?", (remark, household)
    yield "DELETE FROM field_head WHERE row_id = ? AND field = 'remark'", (household,)
    for table, where in _REST.items():
        row = cursor.execute(f"SELECT * FROM {table} WHERE {where}", (household,)).fetchone()
        yield f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(row))})", row


_REST = {
    "change_log": "row_id = ? ORDER BY seq DESC LIMIT 1",
    "field_head": "row_id = ? AND field = 'remark'",
    "household_line": "id = ?",
    "origin": "head_seq = (SELECT max(seq) FROM change_log WHERE row_id = ?)",
}
