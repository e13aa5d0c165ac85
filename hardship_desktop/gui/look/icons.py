"""Line icons, drawn in the colour that their place asks for."""

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.look.palette import colours_of
from hardship_desktop.resources import resource

Ink = Literal["text", "muted", "accent", "white", "danger", "warning", "good"]


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, side: int, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """The icon `resources/icons/<name>.svg`, `side` logical pixels high, with a gap at its right."""
    picture = QPixmap(QSize(round((side + gap) * ratio), round(side * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    coloured = _drawing(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(coloured.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


def ink_colour(ink: Ink, palette: QPalette) -> str:
    """The colour of an ink in light or dark."""
    colours = colours_of(palette)
    if ink == "white":
        return "#FFFFFF"
    return colours.accent_text if ink == "accent" else str(getattr(colours, ink))


def icon(name: str, ink: Ink = "text", side: float = 18, checked: Ink | None = None, gap: int = 0) -> QIcon:
    """An icon in an ink, and in another one while its button is checked; `gap` keeps its text away."""
    size, ratio = metrics().px(side), QApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
    palette = QApplication.palette()
    result = QIcon(pixmap(name, ink_colour(ink, palette), size, ratio, gap))
    result.addPixmap(pixmap(name, ink_colour("muted", palette), size, ratio, gap), QIcon.Mode.Disabled)
    if checked:
        shown = pixmap(name, ink_colour(checked, palette), size, ratio, gap)
        result.addPixmap(shown, QIcon.Mode.Normal, QIcon.State.On)
    return result


def line_icon(line: QLineEdit, name: str, position: QLineEdit.ActionPosition) -> QAction:
    """Put an icon inside a line; pressing it triggers the action."""
    action = line.addAction(QIcon(), position)
    set_icon(action, name, "muted", 16)
    return action


def set_icon(
    place: QAbstractButton | QLabel | QAction,
    name: str,
    ink: Ink = "text",
    side: float = 18,
    checked: Ink | None = None,
) -> None:
    """Put an icon on a button, label or action; it follows later changes of colours and type size."""
    place.setProperty("line_icon", (name, ink, side, checked))
    gap = metrics().px(5) if isinstance(place, QAbstractButton) and place.text() else 0
    drawn = icon(name, ink, side, checked, gap)
    size = QSize(metrics().px(side) + gap, metrics().px(side))
    if isinstance(place, QLabel):
        place.setPixmap(drawn.pixmap(size, place.devicePixelRatio()))
        return
    place.setIcon(drawn)
    if isinstance(place, QAbstractButton):
        place.setIconSize(size)


def redraw_icons() -> None:
    """Draw every icon again, after the colours or sizes have changed."""
    for widget in QApplication.allWidgets():
        for place in (widget, *widget.actions()):
            wanted = place.property("line_icon")
            if wanted and isinstance(place, QAbstractButton | QLabel | QAction):
                set_icon(place, *wanted)
