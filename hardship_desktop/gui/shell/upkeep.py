"""What is done now and then while the window is open."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Upkeep(QObject):
    """Calls `act` every so many seconds, first after `first` seconds."""

    def __init__(self, parent: QObject, act: Callable[[], object], *, every: float, first: float) -> None:
        super().__init__(parent)
        self._act = act
        self._timer = QTimer(self)
        self._timer.setInterval(round(every * 1000))
        self._timer.timeout.connect(self._turn)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._begin)
        self._first.start(round(first * 1000))

    def _begin(self) -> None:
        self._timer.start()
        self._act()

    def _turn(self) -> None:
        self._act()
