"""Papers and pictures of a household: added, looked at, saved as a file."""

import mimetypes
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.file_names import safe_file_name
from hardship_desktop.domain.progress import Progress
from hardship_desktop.services.checking import checked
from hardship_desktop.services.desk import Changed, Desk, Key
from hardship_desktop.services.disclosures import Disclosures
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.change import Change
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.records import Attachment, Household
from hardship_desktop.store.safefile import replace_file


class Attachments:
    """The attachments of the files at this desk; contents stay sealed, no plain copy is left anywhere."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._blobs = desk.blobs

    @staticmethod
    def fields() -> tuple[Field, ...]:
        """The fields of an attachment in the order of the form."""
        return fields_of(Attachment)

    def add(
        self,
        household: UUID,
        path: Path,
        kind: str,
        *,
        values: Values | None = None,
        progress: Progress | None = None,
    ) -> Changed:
        """Add a file to a household of this office; `values` may give person_id, note, pages, dated_on …

        The original stays where it is.
        """
        return self.add_many(household, [path], kind, values=values, progress=progress)

    def add_many(
        self,
        household: UUID,
        paths: Sequence[Path],
        kind: str,
        *,
        values: Values | None = None,
        progress: Progress | None = None,
    ) -> Changed:
        """Add files of one sort in one action; those that cannot be added are named, and when it is
        none of them, UserError.
        """
        self._desk.require("write")
        rows = [(path, self._checked(path, kind, values or {})) for path in paths]
        sealed, refused = [], []
        for path, row in rows:
            try:
                sealed.append({**row, **self._seal(path, progress), "household_id": household})
            except UserError as error:
                refused.append((path.name, error))
        with self._desk.change() as change:
            change.get(Household, household)
            last = None
            for row in sealed:
                if _there(change, row):
                    refused.append((row["filename"], _EXISTS))
                else:
                    last = change.insert(Attachment, row)
            if last is None:
                raise _none_added(refused)
        return Changed(frozenset({"attachment"}), last, _told(rows, refused))

    def _seal(self, path: Path, progress: Progress | None) -> dict[str, Any]:
        """The content is durable before the row that names it."""
        with plain_faults(), path.open("rb") as source:
            if not source.read(1):
                raise UserError("这个文件是空的，请重新选择。", code="empty")
            source.seek(0)
            sha, size = self._blobs.put(source, progress)
        return {"sha256": sha, "size": size}

    def read(self, attachment: Key) -> bytes:
        """The content, to be shown in the window; UserError when it is missing or damaged."""
        return b"".join(self._content(self._row(attachment)))

    def save_as(self, attachment: Key, target: Path, *, reason: str) -> Path:
        """Save a plain copy where the person said; with a folder, under its own cleaned name. Recorded."""
        row = self._row(attachment)
        if target.is_dir():
            target = target / safe_file_name(row["filename"] or "")
            if target.exists():
                raise UserError(f"那里已有名为“{target.name}”的文件，请换一个位置或名称。", code="exists")
        Disclosures(self._desk).note("attachment", row["id"], "附件另存为", reason=reason)
        with plain_faults(), replace_file(target) as out:
            for piece in self._content(row):
                out.write(piece)
        return target

    def remove(self, attachment: UUID) -> Changed:
        """Move an attachment to the 回收 bin; its content stays."""
        with self._desk.change("delete") as change:
            change.delete(Attachment, attachment)
        return Changed.binned(attachment, "attachment")

    def _checked(self, path: Path, kind: str, values: Values) -> dict[str, Any]:
        media, _ = mimetypes.guess_type(path.name)
        given = {
            **values,
            "kind": kind,
            "filename": safe_file_name(path.name),
            "media_type": media or "application/octet-stream",
        }
        return checked(fields_of(Attachment), given, today=self._desk.today)

    def _row(self, attachment: Key) -> dict[str, Any]:
        with self._desk.read() as reader:
            return reader.get(Attachment, attachment[1], attachment[0])

    def _content(self, row: dict[str, Any]) -> Iterator[bytes]:
        with plain_faults():
            yield from self._blobs.open(row["sha256"] or "0" * 64)


_EXISTS = UserError("这个文件已经在本户的附件里，不必再添加。", code="exists")


def _there(change: Change, row: Values) -> bool:
    """Whether the household has this content already."""
    table = Attachment.__table__
    same = (table.c.household_id == row["household_id"]) & (table.c.sha256 == row["sha256"])
    query = select(table.c.id).where(same, table.c.deleted.is_(None))
    return change.connection.scalars(query).first() is not None


def _none_added(refused: Sequence[tuple[str, UserError]]) -> UserError:
    if len(refused) == 1:
        return refused[0][1]
    return UserError(f"一份也没有添加。{_why(refused)}", code="refused")


def _told(rows: Sequence[tuple[Path, Values]], refused: Sequence[tuple[str, UserError]]) -> str:
    if len(rows) == 1:
        return f"已添加附件“{rows[0][1]['filename']}”。"
    left = f"没有添加：{_why(refused)}" if refused else ""
    return f"已添加 {len(rows) - len(refused)} 份附件。{left}"


def _why(refused: Sequence[tuple[str, UserError]]) -> str:
    return "".join(f"“{name}”：{error.message}" for name, error in refused)
