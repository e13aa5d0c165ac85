"""The lists of what an office has besides households: users, parameters, attachments, backups, drafts."""

from collections.abc import Iterable, Mapping
from typing import Any

from hardship_desktop.domain.codes.base import code_list
from hardship_desktop.domain.codes.parameter import PARAMETER
from hardship_desktop.domain.kinds import Choice, Instant, Text
from hardship_desktop.domain.lists import Chosen, Column, Fields, ListSpec, Row
from hardship_desktop.domain.parameter_words import NAMES, founded, shown
from hardship_desktop.services.accounts import Accounts
from hardship_desktop.services.backup import Backup
from hardship_desktop.services.drafts import Drafts
from hardship_desktop.services.lists.base import WHOSE
from hardship_desktop.services.lists.households import FAMILY, OFFICE, OFFICES
from hardship_desktop.services.lists.linked import HEAD_NAME, LinkedListing
from hardship_desktop.services.lists.rows import RowListing
from hardship_desktop.services.parameters import Parameters, holds
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.records import Attachment, Parameter, User

USER, PARAMETERS = Fields("user_account", fields_of(User)), Fields("parameter", fields_of(Parameter))
PAPER = Fields("attachment", fields_of(Attachment))
WORKING = code_list("working", "状态", (("in", "在用"), ("out", "已停用")))
IN_FORCE = code_list("in_force", "状态", (("now", "现行"), ("later", "未到"), ("past", "已过")))
HERE = code_list("here", "现在", (("here", "找得到"), ("gone", "找不到")))


class UserList(RowListing):
    """Who may work here."""

    declared = ListSpec(
        "users",
        "用户",
        "人",
        (
            USER.column("name", 180, stretches=True),
            USER.column("role", 120),
            Column("state", "状态", 100, Choice(codes=WORKING), tones={"in": "green"}),
        ),
        filters=("role", "state"),
    )

    def rows(self, chosen: Chosen) -> Iterable[Mapping[str, Any]]:
        users = Accounts(self._desk).users()
        return ({**user, "state": "in" if user["active"] else "out"} for user in users)


class ParameterList(RowListing):
    """The dated rule parameters, each with its document."""

    declared = ListSpec(
        "parameters",
        "规则参数",
        "项",
        (
            PARAMETERS.column("key", 230, kind=Choice(codes=NAMES)),
            PARAMETERS.column("value", 130),
            PARAMETERS.column("valid_from", 110),
            PARAMETERS.column("valid_to", 110),
            Column("state", "状态", 80, Choice(codes=IN_FORCE), tones={"now": "green"}),
            PARAMETERS.column("doc_no", 220, stretches=True),
        ),
        filters=("state",),
    )

    def rows(self, chosen: Chosen) -> Iterable[Mapping[str, Any]]:
        for row in Parameters(self._desk).all():
            told = {"value": shown(row["key"], row["value"]), "doc_no": founded(row["doc_no"])}
            yield {**row, **told, "raw": (row["value"], row["doc_no"]), "state": self._state(row)}

    def _state(self, row: Row) -> str:
        if holds(row, self._desk.today):
            return "now"
        return "later" if row["valid_from"] > self._desk.today else "past"


def _size(row: Row) -> str:
    return f"{max(1, (row['size'] or 0) // 1024):,} KB"


class AttachmentList(LinkedListing):
    """Papers and pictures of the households; their names may tell something, so they are masked."""

    declared = ListSpec(
        "attachments",
        "附件",
        "个",
        (
            PAPER.column("kind", 170),
            PAPER.column("filename", 200, stretches=True),
            HEAD_NAME,
            OFFICE,
            FAMILY.column("archive_no", 150),
            PAPER.column("pages", 70),
            PAPER.column("dated_on", 106),
            PAPER.column("size", 90, show=_size),
        ),
        filters=(OFFICES, "kind", "dated_on", WHOSE),
        sort=("kind", False),
    )
    table = Attachment.__table__


class BackupList(RowListing):
    """The places that backups go to."""

    declared = ListSpec(
        "backups",
        "备份位置",
        "处",
        (
            Column("path", "备份位置", 420, stretches=True),
            Column("last", "最近一次备份", 150, Instant(), empty="还没有"),
            Column("present", "现在", 90, Choice(codes=HERE), tones={"here": "green", "gone": "amber"}),
        ),
    )

    def rows(self, chosen: Chosen) -> Iterable[Mapping[str, Any]]:
        return map(place_row, Backup(self._desk).places())


def place_row(place: Any) -> Mapping[str, Any]:
    """A place of backups as a line."""
    path, present = str(place.path), "here" if place.present else "gone"
    return {"id": path, "path": path, "last": place.last_ms, "present": present}


FORMS = code_list(
    "form",
    "草稿",
    (
        ("household", "户档"),
        ("person", "家庭成员"),
        ("visit", "走访"),
        ("aid", "帮扶"),
        ("fund_batch", "资金批次"),
        ("income_item", "收入"),
        ("expense_item", "支出"),
        ("asset_item", "财产"),
        ("attachment", "附件"),
        ("parameter", PARAMETER.label),
    ),
)


class DraftList(RowListing):
    """What this user was typing and has not saved."""

    declared = ListSpec(
        "drafts",
        "未保存的草稿",
        "份",
        (
            Column("form", "草稿", 160, Choice(codes=FORMS)),
            Column("saved", "最后录入", 150, Instant()),
            Column("new", "新建还是修改", 120, Text(), stretches=True),
        ),
    )

    def rows(self, chosen: Chosen) -> Iterable[Mapping[str, Any]]:
        for key, saved_ms in Drafts(self._desk).kept():
            form, _, rest = key.partition(":")
            yield {"id": key, "form": form, "saved": saved_ms, "new": "新建" if "new" in rest else "修改"}
