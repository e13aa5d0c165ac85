"""The aid given to the people of a household, and the steps of each."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLabel

from hardship_desktop.domain.aid import AidStanding
from hardship_desktop.domain.amounts import format_yuan
from hardship_desktop.domain.fields import Field, Values
from hardship_desktop.domain.lists import Row
from hardship_desktop.gui.pages.balance_words import left_words
from hardship_desktop.gui.pages.linked import Choices, choosing, from_form, member_names, to_form
from hardship_desktop.gui.pages.record_form import RecordForm, Subject
from hardship_desktop.gui.pages.records_tab import RecordsTab
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.services.aid import Aids, left_of
from hardship_desktop.services.desk import Changed
from hardship_desktop.services.households import HouseholdFile
from hardship_desktop.services.lists.aids import AidList

EMPTY = "还没有帮扶记录。点“登记帮扶”，写明帮谁、什么项目、多少钱、哪天发放。"
COLUMNS = AidList.declared.only("day", "person_name", "item", "amount_fen", "state", "method", "aid_no")


def batch_names(batches: list[dict[str, Any]]) -> Choices:
    """The batches of money as a person reads them, with what is left of each."""
    return [(each["id"], f"{each['year']} {each['name']}（{_left(each)}）") for each in batches]


def ask_overspending(
    batches: list[dict[str, Any]],
    messages: Messages,
    values: dict[str, Any],
    go_on: Callable[[], None],
) -> None:
    """More than is left of its batch is asked about: perhaps money that came is not noted yet."""
    batch = next((each for each in batches if str(each["id"]) == values.get("batch_id")), None)
    over = (values.get("amount_fen") or 0) - left_of(batch) if batch else 0
    if batch is None or over <= 0:
        go_on()
        return
    question = f"“{batch['name']}”{_left(batch)}，登记这一笔会超支 {format_yuan(over)} 元。"
    detail = "又到了钱的，请先在“帮扶资金”登记到账。"
    if messages.ask(question, "仍然登记", back="返回核对", detail=detail, dangerous=True):
        go_on()


def _left(batch: dict[str, Any]) -> str:
    return left_words(left_of(batch))


def aid_form_fields(members: Choices, batches: Choices) -> tuple[Field, ...]:
    """The fields of an aid that are typed."""
    return choosing(Aids.fields(), {"person_id": members, "batch_id": batches})


class AidsTab(RecordsTab):
    """帮扶."""

    def __init__(self, room: Room) -> None:
        self._people: dict[UUID, str] = {}
        super().__init__(room, COLUMNS, noun="帮扶记录", empty=EMPTY)
        self._aids = room.services.aids
        self._file: HouseholdFile | None = None
        self._form: RecordForm | None = None
        self._steps: QLabel = label("", "muted", wrap=True)
        self.list_side.layout().addWidget(self._steps)
        self.table.chosen.connect(self._chosen)
        self.button("登记帮扶", "heart-handshake", self.add, "Insert")
        self.row_button("登记环节", "list-check", self.edit, "F2 或回车：发放、退回、作废等")
        self.row_button("更正", "edit", self.correct, "登记错了：原来的一笔作废，改好的另记一笔")

    def load(self, file: HouseholdFile, *, read_only: bool) -> None:
        """Show the aids, the latest first."""
        self._file = file
        self._people = dict(member_names(file.people))
        self._read_only_file = read_only
        self.room.tasks.run(self._aids.standing, file.aids, done=partial(self._show_aids, file))

    def add(self) -> None:
        """Type in an aid; the batches of money are read first."""
        self.room.tasks.run(self._aids.batches, done=self._add)

    def edit(self) -> None:
        """Add a step to the aid with the focus: aid itself is never rewritten."""
        row = self.table.current_row()
        if row is None or self.read_only:
            return
        subject = Subject(
            f"登记环节：{row['aid_no'] or ''} {_item(row)}",
            f"aid_step:new:{row['id']}",
            lambda values: self._aids.add_step(row["id"], values),
            values={"happened_on": self.room.today()},
        )
        self._show(choosing(Aids.step_fields(), {}), subject, "登记环节")

    def correct(self) -> None:
        """Open the aid with the focus filled in; saving it voids that one and notes the right one."""
        row = self.table.current_row()
        if row is None or self.read_only:
            return
        if row["state"] == "void":
            self.room.messages.say("这笔帮扶已作废，不能更正；需要时请另登记一笔。", "warning")
        else:
            self.room.tasks.run(self._aids.batches, done=partial(self._correct, row))

    def _correct(self, row: Row, batches: list[dict[str, Any]]) -> None:
        assert self._file is not None
        offered = {"person_id": member_names(self._file.people), "batch_id": batch_names(batches)}
        shown = to_form(row, offered)

        def save(values: dict[str, Any], **_: Values) -> Changed:
            return self._aids.correct(row["id"], from_form(values, offered))

        def check(values: dict[str, Any], go_on: Callable[[], None]) -> None:
            paid = {row["batch_id"]: row["paid_fen"]}
            without = [{**b, "spent_fen": b["spent_fen"] - paid.get(b["id"], 0)} for b in batches]
            ask_overspending(without, self.room.messages, {**shown, **values}, go_on)

        subject = Subject(
            f"更正：{row['aid_no'] or ''} {_item(row)}",
            f"aid:correct:{row['id']}",
            save,
            values=shown,
            row=row["id"],
            org=self._file.org_id,
            table="aid",
            check=check,
        )
        self._show(choosing(Aids.fields(), offered), subject, "保存更正")

    def _add(self, batches: list[dict[str, Any]]) -> None:
        assert self._file is not None
        offered = {"person_id": member_names(self._file.people), "batch_id": batch_names(batches)}
        household, head = self._file.id, self._file.head
        subject = Subject(
            "登记帮扶",
            f"aid:new:{household}",
            lambda values: self._aids.record({**from_form(values, offered), "household_id": household}),
            values={"person_id": str(head["id"])} if head else {},
            check=partial(ask_overspending, batches, self.room.messages),
        )
        self._show(choosing(Aids.fields(), offered), subject, "登记帮扶")

    def _show(self, fields: tuple[Field, ...], subject: Subject, verb: str) -> None:
        if self._form is not None:
            self.removeWidget(self._form)
            self._form.deleteLater()
        self._form = RecordForm(self.room, fields, verb=verb)
        self.open_form(self._form, subject)

    def _show_aids(self, file: HouseholdFile, standing: dict[UUID, AidStanding]) -> None:
        if file is not self._file:
            return  # it was read again meanwhile
        lines = (self._line(aid, standing) for aid in file.aids)
        rows = sorted(lines, key=lambda row: (str(row["day"] or ""), row["id"]))
        self.show_rows(rows[::-1], read_only=self._read_only_file)
        paid = sum(each.paid_fen for each in standing.values())
        self.note.setText(f"{len(rows)} 笔，已发放 {format_yuan(paid)} 元" if rows else "")

    def _line(self, aid: Row, standing: dict[UUID, AidStanding]) -> dict[str, Any]:
        return {
            **aid,
            "day": aid["paid_on"] or aid["decided_on"],
            "person_name": self._people.get(aid["person_id"], ""),
            "binned": False,
            "state": standing[aid["id"]].state,
            "paid_fen": standing[aid["id"]].paid_fen,
        }

    def _chosen(self, ids: list[Any]) -> None:
        self._steps.setText("")
        if len(ids) == 1:
            self.room.tasks.run(self._aids.steps, ids[0], done=self._show_steps)

    def _show_steps(self, steps: list[dict[str, Any]]) -> None:
        fields = {field.name: field for field in Aids.step_fields()}
        words = [
            " ".join(
                fields[name].format(step[name])
                for name in ("happened_on", "step", "amount_fen", "doc_no", "note")
                if step[name] not in (None, "")
            )
            for step in steps
        ]
        self._steps.setText("环节：" + " → ".join(words) if words else "还没有登记环节（待审批）。")


def _item(row: Row) -> str:
    return next(f for f in Aids.fields() if f.name == "item").format(row.get("item"))
