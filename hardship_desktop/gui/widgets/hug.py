"""A form of a few fields among other things."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea

_MAY_GROW = (QEvent.Type.LayoutRequest, QEvent.Type.Resize)


class Hug(QObject):
    """Keeps a form as tall as what stands in it, so that a note below a field is never cut."""

    def __init__(self, form: QScrollArea) -> None:
        super().__init__(form)
        self._form = form
        form.widget().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MAY_GROW:
            self._fit()
        return False

    def _fit(self) -> None:
        inside = self._form.widget()
        width = self._form.viewport().width()
        tall = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        if tall != self._form.height():
            self._form.setFixedHeight(tall)
