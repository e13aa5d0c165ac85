"""The window: its start, against an empty window of Qt, and its frames; each in a fresh process."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from hardship_desktop.domain.errors import UserError
from hardship_desktop.store.store import DATABASE_NAME
from hardship_desktop.store.vault import VAULT_NAME
from tests.benchmarks.office import BenchOffice
from tests.benchmarks.row import Row
from tests.benchmarks.sheet_rows import Book

_TIMES = 3
_EMPTY = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1366, 768)
window.show()
"""
_OURS = """
import os
from pathlib import Path
from hardship_desktop.app import begin
start = begin(Path(os.environ["BENCH_FOLDER"]), os.environ["BENCH_PASSWORD"])
from PySide6.QtWidgets import QApplication
app = QApplication.instance()
"""
_PAINTED = """
import os
while not any(each.isVisible() and each.windowHandle().isExposed() for each in app.topLevelWidgets()):
    app.processEvents()
app.processEvents()
os.write(1, b"painted")
os._exit(0)
"""
_FRAMES = """
import json, time
from hardship_desktop.gui.shell.heavy import ChildProcess
from hardship_desktop.services import jobs
from hardship_desktop.services.seat import Seat
window = start.workplace.window
table = window.page.table
window.resize(1366, 768)
while not table.paged.row(0):
    app.processEvents()

def frame():
    start = time.perf_counter()
    bar = table.verticalScrollBar()
    bar.setValue((bar.value() + 3 * table.rowHeight(0)) % max(1, bar.maximum()))
    app.processEvents()
    spent = time.perf_counter() - start
    time.sleep(0.008)
    return spent * 1000

rest = [frame() for _ in range(200)][20:]
words, busy = [], []
arguments = (Seat.beside(start.workplace.desk), [os.environ["BENCH_BOOK"]], {}, {})
ChildProcess(jobs.IMPORT_DRY_RUN, arguments, lambda word, content: words.append(word))
while not set(words) - {"step"}:
    busy.append(frame())
print(json.dumps([words[-1], rest, busy]), flush=True)
os._exit(0)
"""
"""Texts, since only gui may import Qt, and these processes must not begin with what we have loaded."""


def window_rows(office: BenchOffice) -> Iterator[Row]:
    """The login, and the window on all households behind it."""
    folder = _copied(office)
    limit = _usual(_EMPTY, folder, "")
    for what, password in (("登录窗口", ""), ("主窗口（含打开加密库）", office.password)):
        yield Row("window", f"启动到{what}", _usual(_OURS, folder, password), limit=limit, times=3, most=1000)


def frame_rows(office: BenchOffice) -> Iterator[Row]:
    """The list scrolled by three rows at a time, at rest and while a process beside checks a workbook."""
    book = Book(office)
    book.write()
    environment = _environment(_copied(office), office.password) | {"BENCH_BOOK": str(book.path)}
    process = subprocess.run([sys.executable, "-c", _OURS + _FRAMES], env=environment, stdout=subprocess.PIPE)
    if process.returncode:
        raise _no_window()
    word, *times = json.loads(process.stdout)
    if word != "done":
        raise RuntimeError(word)
    rest, busy = (quantiles(each, n=20)[-1] for each in times)
    yield Row("frames", "滚动列表，一帧（95% 在此之内）", rest, most=16)
    yield Row("frames", "　同时在检查工作簿", busy, limit=rest, most=16)


def _copied(office: BenchOffice) -> Path:
    """A folder for the processes alone, with what they remember beside it."""
    folder = office.folder / "window" / "data"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(office.copy, folder / DATABASE_NAME)
    shutil.copy(office.county.folder / VAULT_NAME, folder / VAULT_NAME)
    return folder


def _usual(script: str, folder: Path, password: str) -> float:
    """The median in milliseconds; the first start, which reads everything from the disk, does not count."""
    environment = _environment(folder, password)
    return median([_once(script, environment) for _ in range(_TIMES + 1)][1:]) * 1000


def _environment(folder: Path, password: str) -> dict[str, str]:
    return os.environ | {
        "BENCH_FOLDER": str(folder),
        "BENCH_PASSWORD": password,
        "XDG_STATE_HOME": str(folder.with_name("state")),
    }


def _once(script: str, environment: dict[str, str]) -> float:
    start = perf_counter()
    command = [sys.executable, "-c", script + _PAINTED]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        painted = process.stdout.read(7)
        spent = perf_counter() - start
        process.communicate()
    if painted != b"painted":
        raise _no_window()
    return spent


def _no_window() -> UserError:
    return UserError("测速的窗口没有打开；没有屏幕时请设 QT_QPA_PLATFORM=offscreen。", code="no_window")
