"""历史: who changed what and when in one household's file, and what can be put back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.lists import Chosen, Column, ListSpec
from hardship_desktop.services.desk import Key
from hardship_desktop.services.history import Entry, History
from hardship_desktop.services.lists.base import WHOSE
from hardship_desktop.services.lists.rows import RowListing
from hardship_desktop.services.lists.table import LINE
from hardship_desktop.services.removed import Removed, RemovedRows


class _OfHousehold(RowListing):
    """Of one household, which must be named: by its archive number or its id."""

    def _picked(self, row: Mapping[str, Any], chosen: Chosen) -> bool:
        rest = {name: codes for name, codes in chosen.picks.items() if name != WHOSE.name}
        return super()._picked(row, Chosen(rest))

    def _household(self, chosen: Chosen) -> Key:
        for each in chosen.picks.get(WHOSE.name, ()):
            row = UUID(each)
            with self._desk.read() as reader:
                for (org,) in reader.raw(select(LINE.c.org_id).where(LINE.c.id == row.bytes)):
                    return UUID(bytes=org), row
        raise UserError(
            f"请写明是哪一户的{self.spec.title}（household_id=档案编号）。", code="which_household"
        )


class HistoryList(_OfHousehold):
    """One line for each field; sensitive values are masked."""

    declared = ListSpec(
        "history",
        "修改历史",
        "条",
        (
            Column("when", "时间", 140),
            Column("who", "谁", 84),
            Column("action", "做了什么", 190),
            Column("what", "内容", 300, stretches=True),
        ),
        filters=(WHOSE, "who"),
    )

    def rows(self, chosen: Chosen) -> Iterable[Mapping[str, Any]]:
        return history_rows(History(self._desk).of_household(self._household(chosen)))


class BinList(_OfHousehold):
    """What was taken out of the file."""

    declared = ListSpec(
        "bin",
        "本户回收站",
        "项",
        (
            Column("sort", "类别", 110),
            Column("title", "内容", 300, stretches=True),
            Column("when", "移入时间", 150),
        ),
        filters=(WHOSE, "sort"),
    )

    def rows(self, chosen: Chosen) -> Iterable[Mapping[str, Any]]:
        return removed_rows(RemovedRows(self._desk).of(self._household(chosen)))


def removed_rows(removed: Sequence[Removed]) -> list[dict[str, Any]]:
    """What was taken out, as lines."""
    return [{"id": each.id, "sort": each.sort, "title": each.title, "when": each.when} for each in removed]


def history_rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """One line for each field that was written."""
    lines = [
        {"when": entry.when, "who": entry.who, "action": f"{entry.action}{entry.subject}", "what": what}
        for entry in entries
        for what in _changes(entry)
    ]
    return [{"id": number, **line} for number, line in enumerate(lines)]


def _changes(entry: Entry) -> list[str]:
    """What differs, field by field; a new row in one line, for its tab shows it better."""
    if entry.action == "新建":
        return ["，".join(f"{field} {new}" for field, _, new in entry.fields)]
    return [f"{field}：{old or '空'} → {new or '空'}" for field, old, new in entry.fields] or [""]
