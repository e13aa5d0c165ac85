"""How the program looks: fonts, colours and size of type, changed while it runs."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from hardship_desktop.gui.look.icons import redraw_icons
from hardship_desktop.gui.look.metrics import TYPE_SIZES, Metrics, TypeSize
from hardship_desktop.gui.look.palette import DARK, LIGHT, Colours, qt_palette
from hardship_desktop.gui.look.style import style_sheet
from hardship_desktop.resources import resource

FONT_FILES = ("NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf", "HanaMinB.ttf")
FAMILIES = ["Noto Sans SC", "HanaMinB"]
"""Our own face, then the one for rare characters beyond it."""

Scheme = Literal["system", "light", "dark"]


def register_fonts() -> None:
    """Make our fonts known; without them Qt draws boxes on a system without Chinese fonts."""
    known = set(QFontDatabase.families())
    for name in FONT_FILES:
        if FAMILIES[name.startswith("Hana")] in known:
            continue
        if QFontDatabase.addApplicationFont(str(resource("fonts", name))) < 0:
            raise RuntimeError(f"the font {name} is missing or damaged")


def program_font(pixels: int) -> QFont:
    """Our face with its fallback."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(pixels)
    return font


class Theme(QObject):
    """The look in force; follows the system between light and dark unless told otherwise."""

    changed = Signal()

    def __init__(self, app: QApplication, *, size: TypeSize = "标准", scheme: Scheme = "system") -> None:
        super().__init__(app)
        self._app = app
        self._size: TypeSize = size
        self._scheme: Scheme = scheme
        app.setStyle("Fusion")
        register_fonts()
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def size(self) -> TypeSize:
        """The size of type."""
        return self._size

    @property
    def colours(self) -> Colours:
        """The colours in force."""
        return DARK if self._dark() else LIGHT

    def set_size(self, size: TypeSize) -> None:
        """Rescale everything."""
        self._size = size
        self._apply()

    def set_scheme(self, scheme: Scheme) -> None:
        """Light, dark or as the system says."""
        self._scheme = scheme
        self._apply()

    def _dark(self) -> bool:
        if self._scheme == "system":
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._scheme == "dark"

    def _system_changed(self) -> None:
        if self._scheme == "system":
            self._apply()

    def _apply(self) -> None:
        pixels = TYPE_SIZES[self._size]
        self._app.setPalette(qt_palette(self.colours))
        self._app.setFont(program_font(pixels))
        self._app.setStyleSheet(style_sheet(self.colours, Metrics(pixels)))
        redraw_icons()
        self.changed.emit()
