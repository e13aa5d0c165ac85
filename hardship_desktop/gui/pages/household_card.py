"""The head card of a household's file: what must be known at a glance, and what is missing."""

from functools import partial
from itertools import accumulate

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.buttons import button
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.pill import Pill
from hardship_desktop.services.gaps import Gap, gaps_of
from hardship_desktop.services.households import HouseholdFile, Households
from hardship_desktop.services.lists.households import STATUS_TONES, TIER_TONES
from hardship_desktop.services.people import People

FACTS = {"main_cause": "致困原因", "town": "镇街", "employer": "工作单位", "address": "住址"}
MOST_GAPS = 5
LONGEST = 18
MOST_LETTERS = 36
"""What of all gaps fits beside each other in a narrow window; the others stand in a menu."""


class HouseholdCard(Card):
    """`wanted(gap)` when the person presses something that is missing."""

    wanted = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._file: HouseholdFile | None = None
        self._fields = {field.name: field for field in (*People.fields(), *Households.fields())}
        self._phone_field = next(field for field in People.fields() if field.name == "phone")
        self._name = label("", "large")
        self._tier, self._status = Pill(), Pill()
        self._level = label("", "muted")
        self._phone = label()
        self._show = button("", self.show_phone, role="quiet", icon="eye", tip="显示电话，会留下查看记录")
        self._facts = {name: label() for name in FACTS}
        self._missing = QHBoxLayout()
        self.add(self._first_row())
        self.add(self._second_row())
        self.add(self._missing)

    def _first_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(metrics().px(10))
        for widget in (self._name, self._tier, self._status, self._level):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(label("电话", "muted"))
        row.addWidget(self._phone)
        row.addWidget(self._show)
        return row

    def _second_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(metrics().px(28))
        for name, title in (
            ("main_cause", "致困原因"),
            ("town", "镇街"),
            ("employer", "工作单位"),
            ("address", "住址"),
        ):
            row.addLayout(_fact(title, self._facts[name]), 1 if name == "address" else 0)
        return row

    def load(self, file: HouseholdFile) -> None:
        """Show a household."""
        self._file = file
        values = file.values
        self._name.setText(file.head.get("name") or "（未填户主）")
        self._tier.set(
            self._fields["tier"].format(values["tier"]) or "未定类别", TIER_TONES.get(values["tier"], "grey")
        )
        self._status.set(
            self._fields["status"].format(values["status"]), STATUS_TONES.get(values["status"], "grey")
        )
        self._level.setText(self._fields["archive_level"].format(values["archive_level"]))
        for name, place in self._facts.items():
            value = file.head.get(name) if name == "employer" else values[name]
            text = self._fields[name].format(value) or "—"
            place.setText(text)
            place.setToolTip(text)
        phone = file.head.get("phone")
        self._phone.setText(self._phone_field.format(phone, masked=True) or "—")
        self._show.setVisible(bool(phone))
        self._show_gaps(gaps_of(file, self._room.today()))

    def show_phone(self) -> None:
        """Show the telephone number; that it was asked for is recorded."""
        if self._file is None:
            return
        file = self._file

        ask = partial(
            self._room.services.disclosures.reveal, "person", file.head["id"], "phone", org=file.org_id
        )
        shown = partial(self._phone_shown, file)
        self._room.tasks.run(ask, done=shown, failed=self._room.messages.error, kind="write")

    def _phone_shown(self, file: HouseholdFile, text: str) -> None:
        if self._file is file:
            self._phone.setText(text)
            self._show.hide()

    def _show_gaps(self, gaps: list[Gap]) -> None:
        while item := self._missing.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        shown = _beside_each_other(gaps)
        for word, open_ones in (("待补", True), ("还缺", False)):
            chips = [gap for gap in shown if gap.open is open_ones]
            if chips:
                self._missing.addWidget(label(word, "warning"))
            for gap in chips:
                pressed = partial(self.wanted.emit, gap)
                self._missing.addWidget(button(_short(gap), pressed, role="chip", tip=gap.label))
        if rest := gaps[len(shown) :]:
            more = button(f"另 {len(rest)} 项", role="chip")
            more.setMenu(self._menu(more, rest))
            self._missing.addWidget(more)
        self._missing.addStretch()

    def _menu(self, above: QWidget, gaps: list[Gap]) -> QMenu:
        menu = QMenu(above)
        for gap in gaps:
            menu.addAction(gap.label).triggered.connect(lambda _, gap=gap: self.wanted.emit(gap))
        return menu


def _short(gap: Gap) -> str:
    return gap.label if len(gap.label) <= LONGEST else f"{gap.label[: LONGEST - 1]}…"


def _beside_each_other(gaps: list[Gap]) -> list[Gap]:
    """The first ones, as many as fit; one at least."""
    widths = accumulate(len(_short(gap)) for gap in gaps[:MOST_GAPS])
    return gaps[: max(1, sum(width <= MOST_LETTERS for width in widths))]


def _fact(title: str, place: QLabel) -> QVBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(metrics().px(8))
    row.addWidget(label(title, "muted"))
    place.setMinimumWidth(metrics().px(60))
    row.addWidget(place, 1)
    column = QVBoxLayout()
    column.addLayout(row)
    return column
