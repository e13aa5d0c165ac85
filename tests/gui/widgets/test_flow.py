"""Buttons that go on in the next line."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hardship_desktop.gui.widgets.flow import Flow


@pytest.mark.parametrize("right", [False, True])
def test_what_has_no_room_in_a_line_goes_on_in_the_next(qtbot: QtBot, right: bool) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder, right=right)
    keys = [QPushButton(word) for word in ("受理申请", "入户调查", "退回补正", "接续登记")]
    for key in keys:
        flow.addWidget(key)
    keys[1].hide()
    holder.show()
    wide = flow.sizeHint().width()
    holder.resize(wide, 200)
    assert len({key.y() for key in keys if key.isVisible()}) == 1
    holder.resize(wide - 1, 200)
    assert keys[3].y() >= keys[2].y() + keys[2].height()
    assert flow.heightForWidth(wide - 1) == 2 * flow.heightForWidth(wide) + flow.spacing()
    assert flow.minimumSize().height() == flow.heightForWidth(wide - 1)
    ends = {keys[2].geometry().right(), keys[3].geometry().right()}
    starts = {keys[0].x(), keys[3].x()}
    assert len(ends if right else starts) == 1
