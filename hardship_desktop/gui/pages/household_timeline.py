"""What happened to a household, by day, beside its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from hardship_desktop.domain.aid import AidStanding
from hardship_desktop.domain.amounts import format_yuan
from hardship_desktop.domain.codes.aid import STATE
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.households import HouseholdFile
from hardship_desktop.services.visits import Visits

MOST = 60
DAYS = (
    ("applied_on", "申请"),
    ("approved_on", "批准"),
    ("opened_on", "建档"),
    ("last_reviewed_on", "复核"),
    ("exited_on", "退出"),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and what was done."""

    day: date
    text: str
    detail: str = ""


def moments_of(file: HouseholdFile, standing: Mapping[UUID, AidStanding]) -> list[Moment]:
    """The days of a file, the latest first; `standing` of its aids by their ids."""
    found = [Moment(file.values[name], word) for name, word in DAYS if file.values.get(name)]
    kinds = {field.name: field for field in Visits.fields()}
    for visit in file.visits:
        if visit["visited_on"]:
            text = kinds["kind"].format(visit["kind"]) or "走访"
            found.append(Moment(visit["visited_on"], text, visit["visitors"] or ""))
    items = {field.name: field for field in Aids.fields()}
    for aid in file.aids:
        if day := aid["paid_on"] or aid["decided_on"]:
            amount = (
                f"{format_yuan(aid['amount_fen'])} 元" if aid["amount_fen"] else aid["in_kind_desc"] or ""
            )
            state = standing[aid["id"]].state
            said = [amount, STATE.text(state) if state != "paid" else ""]
            found.append(Moment(day, items["item"].format(aid["item"]), "\n".join(filter(None, said))))
    return sorted(found, key=lambda each: each.day, reverse=True)


class Timeline(Card):
    """The card at the right."""

    def __init__(self) -> None:
        super().__init__("时间线", margin=14)
        self.setFixedWidth(metrics().px(216))
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add(self._scroll, 1)

    def load(self, file: HouseholdFile, standing: Mapping[UUID, AidStanding]) -> None:
        """Show a household's days; an aid that was not paid, or came back, says so."""
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().px(10))
        moments = moments_of(file, standing)
        for moment in moments[:MOST]:
            column.addLayout(_entry(moment))
        if not moments:
            column.addWidget(label("走访、帮扶和建档的日期会列在这里。", "muted", wrap=True))
        column.addStretch()
        self._scroll.setWidget(inside)


def _entry(moment: Moment) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(metrics().px(8))
    grid.setVerticalSpacing(0)
    grid.addWidget(label(str(moment.day), "muted"), 0, 0)
    grid.addWidget(label(moment.text), 0, 1)
    if moment.detail:
        grid.addWidget(label(moment.detail, "muted", wrap=True), 1, 1)
    grid.setColumnStretch(1, 1)
    return grid
