"""Rows and totals of a list are read side by side; how many is told rightly, whichever comes first."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.list_view import ListView, ListWays
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.lists.office import UserList


class Held(Executor):
    """Reads wait until they are let go, one after the other, in the order wanted."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, lambda: fn(*args, **kwargs)))
        return future

    def let_go(self, way: int) -> None:
        while self.waiting:
            held, self.waiting = self.waiting[::way], []
            for future, read in held:
                future.set_result(read())
                QApplication.processEvents()


@pytest.mark.parametrize("way", [1, -1], ids=["rows first", "totals first"])
def test_a_list_tells_how_many_rows_a_filter_leaves(desk: Desk, qtbot: QtBot, way: int) -> None:
    held = Held()
    tasks = Tasks(readers=held)
    view = ListView(UserList(desk), desk, tasks, ListWays())
    qtbot.addWidget(view)
    told: list[str] = []
    view.counted.connect(told.append)
    view.load()
    held.let_go(way)
    assert told == ["共 1 人"]
    view.filters.set_state({}, "没有这个人")
    held.let_go(way)
    assert told[1:] == ["筛选出 0 / 1 人"]
    tasks.close()
