"""Work off the GUI thread comes back to it, whatever becomes of it."""

import ast
import multiprocessing
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hardship_desktop import gui
from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.shell.heavy import ChildProcess
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.job import Job
from tests.gui.shell import jobs


@pytest.fixture
def real() -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def test_a_read_runs_elsewhere_and_its_result_comes_home(real: Tasks, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    real.run(threading.get_ident, done=lambda there: seen.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    there, here = seen[0]
    assert here == threading.get_ident() != there


def test_saves_are_done_one_after_the_other(real: Tasks, qtbot: QtBot) -> None:
    order: list[int] = []
    ended: list[int] = []
    for number in range(20):
        real.run(order.append, number, kind="write", ended=lambda: ended.append(1))
    qtbot.waitUntil(lambda: len(ended) == 20)
    assert order == list(range(20))


def fail_kindly() -> None:
    raise UserError("日期不对。", field="day")


def fail_badly() -> None:
    raise ValueError("王敏 330102199009224006")


def test_a_user_error_reaches_the_page_as_it_is(real: Tasks, qtbot: QtBot) -> None:
    errors: list[UserError] = []
    real.run(fail_kindly, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert (errors[0].message, errors[0].field) == ("日期不对。", "day")


def test_any_other_error_becomes_a_report_without_personal_data(real: Tasks, qtbot: QtBot) -> None:
    reports: list[str] = []
    real.crashed.connect(reports.append)
    real.run(fail_badly, failed=lambda _: pytest.fail("not a user error"))
    qtbot.waitUntil(lambda: bool(reports))
    assert "ValueError" in reports[0]
    assert "fail_badly" in reports[0]
    assert "王敏" not in reports[0]
    assert "3301" not in reports[0]


class Waiting(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    def take(self, value: object) -> None:
        self.got.append(value)


def test_a_page_that_is_gone_is_not_called_back(real: Tasks, qtbot: QtBot) -> None:
    page, gate, ended = Waiting(), threading.Event(), []
    real.run(gate.wait, 5, done=page.take, ended=lambda: ended.append(1))
    page.deleteLater()
    qtbot.waitUntil(lambda: not _valid(page))
    gate.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert page.got == []


def _valid(page: QWidget) -> bool:
    try:
        page.objectName()
    except RuntimeError:
        return False
    return True


def test_every_page_can_be_told_from_what_it_wants_called_back() -> None:
    """Of a method, or a partial of one, Tasks sees whether its widget is gone; of a closure it does not."""
    folder = Path(gui.__file__).parent
    closures = [
        f"{path.stem}:{line}"
        for path in folder.rglob("*.py")
        for line in _closures_called_back(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not closures


def _closures_called_back(tree: ast.Module) -> Iterator[int]:
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    inner = {
        each.name
        for outer in functions
        for each in ast.walk(outer)
        if each is not outer and isinstance(each, ast.FunctionDef)
    }
    for each in ast.walk(tree):
        if isinstance(each, ast.keyword) and each.arg in ("done", "failed", "ended", "progress"):
            value = each.value
            if isinstance(value, ast.Lambda) or (isinstance(value, ast.Name) and value.id in inner):
                yield value.lineno


def test_long_work_runs_in_another_process_and_counts(real: Tasks, qtbot: QtBot) -> None:
    results: list[dict[str, object]] = []
    steps: list[tuple[int, int]] = []
    real.heavy(
        Job(jobs.count.__name__, jobs.__name__),
        {"total": 3, "key": b"\x01" * 32},
        title="数数",
        done=results.append,
        progress=lambda done, total: steps.append((done, total)),
    )
    qtbot.waitUntil(lambda: bool(results), timeout=20000)
    assert results[0]["pid"] != os.getpid()
    assert results[0]["key"] == b"\x01" * 32
    assert steps[-1] == (3, 3)


def test_the_key_is_in_neither_arguments_nor_environment_of_the_process(real: Tasks, qtbot: QtBot) -> None:
    results: list[dict[str, bytes]] = []
    real.heavy(
        Job(jobs.surroundings.__name__, jobs.__name__),
        "secret-of-the-vault",
        title="查看",
        done=results.append,
    )
    qtbot.waitUntil(lambda: bool(results), timeout=20000)
    assert b"spawn_main" in results[0]["argv"]
    assert b"secret-of-the-vault" not in results[0]["argv"] + results[0]["environment"]


def test_the_process_of_long_work_loads_no_window(real: Tasks, qtbot: QtBot) -> None:
    results: list[set[str]] = []
    real.heavy(Job(jobs.loaded.__name__, jobs.__name__), None, title="查看", done=results.append)
    qtbot.waitUntil(lambda: bool(results), timeout=20000)
    assert not {"PySide6", "hardship_desktop.gui"} & results[0]


def test_cancelled_work_stops_and_calls_neither_done_nor_failed(real: Tasks, qtbot: QtBot) -> None:
    calls: list[str] = []
    work = real.heavy(
        Job(jobs.endless.__name__, jobs.__name__),
        None,
        title="不停",
        done=lambda _: calls.append("done"),
        failed=lambda _: calls.append("failed"),
        ended=lambda: calls.append("ended"),
        progress=lambda *_: work.cancel() if not calls else None,
    )
    qtbot.waitUntil(lambda: "ended" in calls, timeout=20000)
    assert calls == ["ended"]


def test_a_user_error_crosses_the_pipe(real: Tasks, qtbot: QtBot) -> None:
    errors: list[UserError] = []
    real.heavy(Job(jobs.refuse.__name__, jobs.__name__), "甲.xlsx", title="读取", failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=20000)
    assert (errors[0].message, errors[0].code) == ("甲.xlsx 已损坏。", "damaged")


def test_a_process_that_dies_is_reported_and_the_window_lives_on(real: Tasks, qtbot: QtBot) -> None:
    reports: list[str] = []
    ended: list[int] = []
    real.crashed.connect(reports.append)
    real.heavy(Job(jobs.die.__name__, jobs.__name__), None, title="退出", ended=lambda: ended.append(1))
    qtbot.waitUntil(lambda: bool(ended), timeout=20000)
    assert "意外结束（9）" in reports[0]


def test_work_that_cannot_begin_is_told_and_ends(real: Tasks, qtbot: QtBot) -> None:
    reports: list[str] = []
    ended: list[int] = []
    real.crashed.connect(reports.append)
    cannot_be_sent = threading.Lock()
    real.heavy(
        Job(jobs.count.__name__, jobs.__name__), cannot_be_sent, title="数数", ended=lambda: ended.append(1)
    )
    qtbot.waitUntil(lambda: bool(ended), timeout=20000)
    assert "TypeError" in reports[0]


def test_a_cancel_that_comes_too_late_is_no_error(qtbot: QtBot) -> None:
    words: list[str] = []
    heard = threading.Event()

    def report(word: str, _: object) -> None:
        words.append(word)
        heard.wait(20)

    child = ChildProcess(Job(jobs.count.__name__, jobs.__name__), {"total": 1, "key": b""}, report)
    qtbot.waitUntil(lambda: words == ["step"] and not multiprocessing.active_children(), timeout=20000)
    child.cancel()
    heard.set()
    child.close()
    assert words == ["step", "done"]


def test_closing_ends_long_work_at_once(qtbot: QtBot) -> None:
    tasks = Tasks()
    steps: list[int] = []
    tasks.heavy(
        Job(jobs.endless.__name__, jobs.__name__),
        None,
        title="不停",
        progress=lambda done, _: steps.append(done),
    )
    qtbot.waitUntil(lambda: bool(steps), timeout=20000)
    tasks.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "heavy"]
